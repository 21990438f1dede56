"""A directory as it is read, before its rows are checked: which record it is, which files it lacks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from peel._packages.descriptor import MOST_BYTES
from peel._packages.problems import Problems
from peel._packages.reading import Package, read
from peel._tables.store import Origin
from peel._words.text import shorten
from tests.made import TABLES, rows_of

NAME = "datapackage.json"


def told(directory: Path) -> tuple[Package, list[peel.Problem]]:
    problems = Problems()
    package = read(directory, problems)
    return package, [*problems.error().problems]


def describe(directory: Path, **said: object) -> None:
    path = directory / NAME
    path.write_text(json.dumps(json.loads(path.read_bytes()) | said), encoding="utf-8")


def take_out_a_row(directory: Path) -> None:
    path = directory / "findings.csv"
    path.write_bytes(b"\n".join(path.read_bytes().split(b"\n")[:-2]) + b"\n")


def write_other_bytes(directory: Path) -> None:
    for name in TABLES:
        path = directory / f"{name}.csv"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda _: None, False),
        (write_other_bytes, False),
        (lambda path: describe(path, changed=True), True),
        (take_out_a_row, True),
        (lambda path: (path / NAME).unlink(), True),
        (lambda path: describe(path, version="2020-01-02"), True),
    ],
)
def test_a_whole_record_is_the_one_that_ships_if_it_says_so_and_its_rows_do(
    package: Path, change: Callable[[Path], None], changed: bool
) -> None:
    change(package)
    found, problems = told(package)
    assert problems == []
    assert found.origin.changed is changed


@pytest.mark.parametrize("changed", [True, False])
def test_of_a_cut_record_its_descriptor_is_followed_until_it_is_compared(
    package: Path, changed: bool
) -> None:
    describe(package, as_of="2017-11-10", undated=[], undated_inspections=[], changed=changed)
    take_out_a_row(package)
    assert told(package)[0].origin == Origin(changed=changed, as_of=dt.date(2017, 11, 10))


def test_a_file_that_the_descriptor_names_is_missed_and_may_have_had_rows(package: Path) -> None:
    (package / "forces.csv").unlink()
    found, problems = told(package)
    expected = f"a file, because {NAME} names it"
    assert problems == [peel.Problem("forces.csv", None, None, None, expected)]
    assert found.in_part == {"forces"}
    assert found.rows["forces"] == {}
    assert found.rows["cycles"] == rows_of(peel.bundled(), "cycles")


def test_a_table_that_no_descriptor_names_has_no_rows(package: Path) -> None:
    describe(package, resources=[{"path": "cycles.csv"}, {"path": "else.csv"}])
    (package / "forces.csv").unlink()
    found, problems = told(package)
    assert (problems, found.in_part) == ([], frozenset())


def test_a_descriptor_that_is_too_large_says_nothing(package: Path) -> None:
    (package / NAME).write_bytes(b" " * (MOST_BYTES + 1))
    found, problems = told(package)
    expected = f"a file of at most {MOST_BYTES:,} bytes, not {MOST_BYTES + 1:,}"
    assert problems == [peel.Problem(NAME, None, None, None, expected)]
    assert found.origin == Origin(changed=True)


def test_a_directory_without_a_table_is_told_by_its_path(tmp_path: Path) -> None:
    _, problems = told(tmp_path)
    expected = "a directory with at least one table of a data package, such as judgements.csv"
    assert problems == [peel.Problem(shorten(str(tmp_path)), None, None, None, expected)]


def test_a_row_has_the_number_that_it_has_in_its_file(package: Path) -> None:
    found, _ = told(package)
    for name in TABLES:
        keys = [*rows_of(peel.bundled(), name)]
        assert [found.tables[name].numbers[key] for key in keys] == [*range(2, len(keys) + 2)]
    assert ("nowhere",) not in found.tables["forces"].numbers
