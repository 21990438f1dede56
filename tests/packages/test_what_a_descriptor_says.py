"""A descriptor alone: what is taken from it, and what a record is described as."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import peel
from peel._about import DATA_VERSION
from peel._packages.descriptor import (
    LICENCE,
    Descriptor,
    check_undated,
    descriptor_of,
    licence_of,
    read_descriptor,
)
from peel._packages.problems import Problems
from peel._tables.shipped import shipped_bytes
from peel._tables.store import Origin
from tests.made import all_rows, made_of

NAME = "datapackage.json"
DAY = dt.date(2017, 11, 10)
CHANGED = Origin(changed=True)
NO_OBJECT = "a descriptor, which is a JSON object"
NO_DAY = "a day such as 2017-11-10 as as_of"


def told(said: object) -> tuple[Descriptor, list[peel.Problem]]:
    problems = Problems()
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    read = read_descriptor(content, problems)
    return read, [*problems.error().problems]


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ({}, CHANGED),
        ({"version": DATA_VERSION}, Origin()),
        ({"version": "2020-01-02"}, Origin("2020-01-02")),
        ({"version": "2020-01-02", "changed": False}, Origin("2020-01-02")),
        ({"version": "2020-01-02", "changed": True}, Origin("2020-01-02", changed=True)),
        ({"version": "2020-01-02", "changed": 0}, Origin("2020-01-02", changed=True)),
        ({"version": "9999-01-02"}, CHANGED),
        ({"version": "1.0"}, CHANGED),
        ({"version": 20200102}, CHANGED),
        ({"version": DATA_VERSION, "undated": [["kent"]]}, Origin()),
        (
            {"version": DATA_VERSION, "as_of": "2017-11-10"},
            Origin(as_of=DAY, undated=((),), undated_inspections=((),)),
        ),
        (
            {
                "version": DATA_VERSION,
                "as_of": "2017-11-10",
                "undated": [["kent", 7, "efficiency"], "kent"],
                "undated_inspections": [],
            },
            Origin(as_of=DAY, undated=(("kent", "", "efficiency"), ())),
        ),
    ],
)
def test_which_record_it_says_it_is(said: object, origin: Origin) -> None:
    described, problems = told(said)
    assert (described._replace(checked=None), problems) == (Descriptor(origin=origin), [])


@pytest.mark.parametrize("as_of", [None, "yesterday", 20171110, ""])
def test_a_day_that_is_none_is_a_problem(as_of: object) -> None:
    _, problems = told({"as_of": as_of})
    assert problems == [peel.Problem(NAME, None, None, None, NO_DAY)]


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_object_says_nothing(content: bytes) -> None:
    problem = peel.Problem(NAME, None, None, None, NO_OBJECT)
    assert told(content) == (Descriptor(), [problem])


@pytest.mark.parametrize(
    ("resources", "files"),
    [
        ([{"path": "a.csv"}, 7, {"name": "b"}, {"path": 7}, {"path": "c.csv"}], {"a.csv", "c.csv"}),
        ({"path": "a.csv"}, set()),
        (None, set()),
    ],
)
def test_its_files_are_the_paths_of_its_resources(resources: object, files: set[str]) -> None:
    assert told({"resources": resources}) == (Descriptor(frozenset(files)), [])


@pytest.mark.parametrize(
    ("origin", "sound"),
    [
        (Origin(), True),
        (Origin(undated=(("kent", "2017", "efficiency"),)), True),
        (Origin(undated=(("nowhere", "2017", "efficiency"),)), False),
        (Origin(undated=(("kent", "2017", "effort"),)), False),
        (Origin(undated_inspections=(("kent", "2017"),)), True),
        (Origin(undated_inspections=(("nowhere", "2017"),)), False),
        (Origin(undated_inspections=(("kent", "1917"),)), False),
    ],
)
def test_what_is_undated_is_of_the_package(origin: Origin, sound: bool) -> None:
    problems = Problems()
    check_undated(origin, all_rows(peel.bundled()), problems)
    expected = "undated cells and inspections of forces and cycles that the package has"
    missing = [peel.Problem(NAME, None, None, None, expected)]
    assert [*problems.error().problems] == ([] if sound else missing)


def test_the_record_that_ships_has_the_descriptor_that_ships() -> None:
    store = peel.bundled()._store
    assert descriptor_of(store) == shipped_bytes(NAME)
    assert licence_of(store) == shipped_bytes(LICENCE)


def test_a_record_with_other_rows_has_a_descriptor_that_says_so() -> None:
    store = made_of(all_rows(peel.bundled()))._store
    shipped = json.loads(shipped_bytes(NAME))
    content = descriptor_of(store)
    assert json.loads(content) == {
        **{name: said for name, said in shipped.items() if name != "licenses"},
        "title": f"{shipped['title']} ({store.edition})",
        "description": f"{shipped['description']} Rows were added or replaced: "
        f"{LICENCE} says whose they are.",
        "version": DATA_VERSION,
        "changed": True,
    }
    written = json.dumps(json.loads(content), ensure_ascii=False, indent=2) + "\n"
    assert content.decode() == written
    own, theirs = licence_of(store).decode(), shipped_bytes(LICENCE).decode()
    assert own.startswith("# This is not the record as published\n\nRows were added or replaced.")
    assert own.endswith(f"\n\n{theirs}")


def test_a_record_as_of_a_day_has_the_day_and_what_was_undated_in_its_descriptor() -> None:
    then = peel.as_of("10 November 2017")._store
    shipped, said = json.loads(shipped_bytes(NAME)), json.loads(descriptor_of(then))
    cut = {
        "as_of": "2017-11-10",
        "undated": [[*key] for key in then.origin.undated],
        "undated_inspections": [[*key] for key in then.origin.undated_inspections],
    }
    title = f"{shipped['title']} ({then.edition})"
    version = {"version": DATA_VERSION, "changed": False}
    for resource in shipped["resources"]:
        resource["rows"] = len(then.rows(resource["name"]))
    assert said == {**shipped, "title": title, **version, **cut}
    assert read_descriptor(descriptor_of(then), Problems()).origin == then.origin
