"""What a package says of itself need not be true, and can neither fool nor hang anybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import peel
from peel._packages.descriptor import MOST_BYTES
from peel._tables.shipped import shipped_bytes
from tests.made import TABLES, problems_of

DESCRIPTOR = "datapackage.json"


def describe(directory: Path, **said: object) -> None:
    """Change what the descriptor in *directory* says."""
    path = directory / DESCRIPTOR
    path.write_text(json.dumps(json.loads(path.read_bytes()) | said), encoding="utf-8")


@pytest.fixture
def then(tmp_path: Path) -> Path:
    """The record as of a day."""
    peel.as_of("10 November 2017").save(tmp_path / "then")
    return tmp_path / "then"


# Whether it is the record as published is seen from its rows.


def test_the_record_that_ships_is_known_again(package: Path) -> None:
    assert peel.load(package).edition == peel.bundled().edition


@pytest.mark.parametrize(
    "harmless",
    [
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content + b"\n",
    ],
)
def test_other_bytes_of_the_same_rows(package: Path, harmless: Callable[[bytes], bytes]) -> None:
    for name in TABLES:
        path = package / f"{name}.csv"
        path.write_bytes(harmless(path.read_bytes()))
    assert peel.load(package).edition == peel.bundled().edition


def test_other_rows_are_another_record_whatever_it_says(package: Path) -> None:
    path = package / "judgements.csv"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("kent,2017,efficiency,good", "kent,2017,efficiency,outstanding")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    record = peel.load(package)
    assert record.grade("kent", "2017", "efficiency").label == "Outstanding"
    assert record.edition.changed
    assert record.judgements(force="kent").edition.changed  # type: ignore[union-attr]
    assert "not the shipped record" in str(record.edition)
    describe(package, changed=False)
    assert peel.load(package).edition.changed


@pytest.mark.parametrize("name", ["revisions", "monitoring", "findings"])
def test_a_table_that_is_left_out_makes_another_record(package: Path, name: str) -> None:
    (package / f"{name}.csv").unlink()
    if name == "revisions":
        path = package / "judgements.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(",2024-08-08,PEEL", ",,PEEL"), encoding="utf-8")
    describe(package, resources=[])
    assert peel.load(package).edition.changed


@pytest.mark.parametrize("version", ["2026-01-01", "2999-01-01", "1.0.0", "", None, 3, [], {}])
def test_another_release_cannot_be_known_again(package: Path, version: object) -> None:
    describe(package, version=version)
    edition = peel.load(package).edition
    assert edition.changed
    assert edition.version == ("2026-01-01" if version == "2026-01-01" else peel.DATA_VERSION)


@pytest.mark.parametrize("changed", [True, None, 0, "no", [], {}])
def test_only_a_plain_no_says_unchanged(package: Path, changed: object) -> None:
    describe(package, changed=changed)
    assert peel.load(package).edition.changed


def test_without_a_descriptor_it_is_somebodys_own(package: Path) -> None:
    (package / DESCRIPTOR).unlink()
    assert peel.load(package).edition.changed


# The record as of a day.


def test_the_record_as_of_a_day_is_known_again(then: Path) -> None:
    record = peel.load(then)
    assert not record.edition.changed
    assert record == peel.as_of("10 November 2017")


@pytest.mark.parametrize("day", ["2018-06-01", "2014-01-01", "2999-01-01", "9999-12-31"])
def test_rows_of_another_day(then: Path, day: str) -> None:
    describe(then, as_of=day)
    record = peel.load(then)
    assert str(record.on) == day
    assert record.edition.changed


@pytest.mark.parametrize("day", [peel.DATA_VERSION, "2999-01-01"])
def test_the_whole_record_is_as_of_no_later_day(package: Path, day: str) -> None:
    describe(package, as_of=day, undated=[], undated_inspections=[])
    assert peel.load(package).edition.changed


def test_a_grade_that_was_changed_in_it(then: Path) -> None:
    path = then / "judgements.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",good,", ",outstanding,", 1), encoding="utf-8")
    assert peel.load(then).edition.changed


def test_an_undated_cell_that_was_taken_out(then: Path) -> None:
    undated = json.loads((then / DESCRIPTOR).read_bytes())["undated"]
    describe(then, undated=undated[1:], undated_inspections=[])
    record = peel.load(then)
    assert len(record.undated) == max(len(undated) - 1, 0)
    assert record.edition.changed == (record.edition != peel.as_of("2017-11-10").edition)


@pytest.mark.parametrize(
    "day", ["10 November 2017", "2017-13-01", "２０１７-11-10", "", None, 3, [[]]]
)
def test_a_day_that_is_none(then: Path, day: object) -> None:
    describe(then, as_of=day)
    (problem,) = problems_of(lambda: peel.load(then))
    assert str(problem) == "datapackage.json: expected a day such as 2017-11-10 as as_of"


@pytest.mark.parametrize(
    "undated",
    [
        *(None, "kent", 3, {}, [None], ["kent"], [[]], [["kent"]], [["kent", "2017"]] * 2),
        *([["nobody", "2017", "efficiency"]], [["kent", "2017", "x"]], [["kent", "2017", 3]]),
        *([["kent", "2017", "efficiency", "x"]], [[["kent"], "2017", "efficiency"]]),
    ],
)
def test_what_is_undated_is_known(then: Path, undated: Any) -> None:
    describe(then, undated=undated)
    (problem,) = problems_of(lambda: peel.load(then))
    assert problem.expected.startswith("undated cells and inspections of forces and cycles that")


@pytest.mark.parametrize(
    "undated", [None, [["kent"]], [["kent", "2017", "efficiency"]], [["x", "y"]]]
)
def test_what_inspections_are_undated_is_known(then: Path, undated: Any) -> None:
    describe(then, undated_inspections=undated)
    (problem,) = problems_of(lambda: peel.load(then))
    assert problem.file == DESCRIPTOR


# What is no descriptor.


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b"{" + b'"a":{' * 100_000,
        b"[" * 100_000,
        b"9" * 100_000,
        shipped_bytes(DESCRIPTOR)[:-100],
    ],
    ids=lambda content: repr(content[:8]),
)
def test_what_is_none(package: Path, content: bytes) -> None:
    (package / DESCRIPTOR).write_bytes(content)
    (problem,) = problems_of(lambda: peel.load(package))
    assert str(problem) == "datapackage.json: expected a descriptor, which is a JSON object"


def test_a_descriptor_is_not_read_at_any_size(package: Path) -> None:
    content = (package / DESCRIPTOR).read_bytes()
    (package / DESCRIPTOR).write_bytes(content + b" " * MOST_BYTES)
    (problem,) = problems_of(lambda: peel.load(package))
    assert problem.expected.startswith("a file of at most 1,000,000 bytes")


@pytest.mark.parametrize(
    "resources",
    [
        *(None, 3, "x", {}, [], [None], [[]], [{}], [{"path": None}], [{"path": ["a.csv"]}]),
        *([{"path": "../../etc/passwd"}], [{"path": "nowhere.csv"}], [{"path": "/dev/zero"}]),
        [{"path": "judgements.csv"}] * 1_000,
    ],
)
def test_resources_of_any_kind_name_no_table_or_one_that_is_there(
    package: Path, resources: object
) -> None:
    describe(package, resources=resources)
    assert peel.load(package) == peel.bundled()
    assert not peel.load(package).edition.changed


def test_a_descriptor_of_somebody_elses_package(package: Path) -> None:
    said = {"name": "mine", "version": "0.1", "resources": [{"path": "judgements.csv"}]}
    (package / DESCRIPTOR).write_text(json.dumps(said), encoding="utf-8")
    assert peel.load(package).edition.changed


@pytest.mark.parametrize(
    ("day", "also"),
    [("2026-11-24", True), ("2099-01-02", True), (peel.DATA_VERSION, False), ("someday", False)],
)
def test_other_columns_are_those_of_another_version_if_it_says_so(
    package: Path, day: str, also: bool
) -> None:
    describe(package, version=day)
    path = package / "judgements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("note", "remark", 1), encoding="utf-8")
    files = [problem.file for problem in problems_of(lambda: peel.load(package))]
    assert files == ["judgements.csv"] * 2 + [DESCRIPTOR] * also
    if also:
        *_, last = problems_of(lambda: peel.load(package))
        assert f"with the record of {day}, saved this: load it with that version" in str(last)


def test_a_wrong_row_of_another_version_is_no_matter_of_versions(package: Path) -> None:
    describe(package, version="2026-11-24")
    path = package / "judgements.csv"
    path.write_text(path.read_text(encoding="utf-8") + "kent,2017\n", encoding="utf-8")
    assert {of.file for of in problems_of(lambda: peel.load(package))} == {"judgements.csv"}
