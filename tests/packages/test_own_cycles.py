"""Cycles of one's own stand where their years put them, whenever they are added."""

from __future__ import annotations

from pathlib import Path

import pytest

import peel
from tests.made import TABLES, problems_of, with_renamed_cycles, write_tables

QUESTION = "investigating-crime"


def with_cycle(cycle: str, first_published: str, directory: Path, grade: str = "good") -> Path:
    """A package with a cycle and one grade of it, for Kent."""
    cells = {
        "cycles": {
            "title": f"PEEL {cycle}",
            "inspectorate": "HMICFRS",
            "scale": "five-tier",
            "framework": "our own",
            "first_published": first_published,
            "questions_complete": "yes",
        },
        "questions": {"kind": "area", "theme": QUESTION, "label": "Crime", "graded": "always"},
        "judgements": {
            "force": "kent",
            "grade": grade,
            "basis": "stated",
            "published": first_published,
            "published_precision": "exact",
            "programme": "PEEL",
            "sources": peel.sources()[0].id,
        },
    }
    tables = {name: [line(name, cells[name] | {"cycle": cycle})] for name in cells}
    return write_tables(directory / cycle, tables)


def line(table: str, cells: dict[str, str]) -> str:
    """A line of a CSV file; the question is known in each table that has one."""
    cells = {"question": QUESTION} | cells
    assert not any(set(cell) & set(',"\n') for cell in cells.values())
    return ",".join(cells.get(column, "") for column in TABLES[table].columns)


def test_an_earlier_cycle_stands_before_those_that_begin_later(tmp_path: Path) -> None:
    mine = with_cycle("2019-20", "2020-06-01", tmp_path, "inadequate")
    record = peel.bundled().extend(mine)
    ids = [cycle.id for cycle in record.cycles()]
    assert ids[ids.index("2018-19") :][:3] == ["2018-19", "2019-20", "2021-22"]
    assert record.latest("kent", theme=QUESTION) == peel.latest("kent", theme=QUESTION)
    years = [judgement.cycle.years for judgement in record.judgements(force="kent")]
    assert years == sorted(years)
    cycles = [row["cycle"] for row in record.rows("questions") if row["theme"] == QUESTION]
    assert cycles == sorted(cycles)
    change = record.change("kent", QUESTION, "2019-20", "2021-22")
    assert change.comparability.status == "unknown"


def test_a_statement_on_cycles_that_another_comes_between_goes(tmp_path: Path) -> None:
    mine = with_cycle("2019-20", "2020-06-01", tmp_path)
    record = peel.bundled().extend(mine)
    kept = [*record.rows("comparability")]
    gone = [row for row in peel.bundled().rows("comparability") if row not in kept]
    assert {(row["from_cycle"], row["to_cycle"]) for row in gone} == {("2018-19", "2021-22")}
    assert record.extend(peel.bundled()) == record
    assert peel.bundled().extend(record) == record


def test_a_statement_that_is_handed_in_is_checked_and_not_dropped(tmp_path: Path) -> None:
    mine = with_cycle("2019-20", "2020-06-01", tmp_path)
    record = peel.bundled().extend(mine)
    row = next(r for r in peel.bundled().rows("comparability") if r["to_cycle"] == "2021-22")
    source = peel.sources()[0].id
    cells = {**row, "reason": "mine", "status": "comparable", "sources": source}
    stated = line("comparability", {column: cells[column] or "" for column in row})
    statement = write_tables(tmp_path / "statement", {"comparability": [stated]})
    write_tables(mine, {"comparability": [stated]})
    found = [
        [(item.file, item.row, item.column, item.expected) for item in problems_of(call)]
        for call in (
            lambda: peel.bundled().extend(mine, replace=True),
            lambda: record.extend(statement),
        )
    ]
    expected = ("comparability.csv", 2, "to_cycle", "the cycle that follows 2018-19")
    assert found[0] == found[1] == [expected]


def test_cycles_have_one_order_in_whatever_order_they_are_added(tmp_path: Path) -> None:
    one = with_cycle("2027-29", "2028-06-01", tmp_path)
    other = with_cycle("2029-31", "2030-06-01", tmp_path)
    record = peel.bundled().extend(one).extend(other)
    assert peel.bundled().extend(other).extend(one) == record
    assert [cycle.id for cycle in record.cycles()][-2:] == ["2027-29", "2029-31"]


def test_a_cycle_without_years_comes_last(tmp_path: Path) -> None:
    record = peel.bundled().extend(with_cycle("pilot", "2030-06-01", tmp_path))
    assert [cycle.id for cycle in record.cycles()][-2:] == ["2025-27", "pilot"]


@pytest.mark.parametrize(("cycle", "before"), [("2014", "2015"), ("2016", "2017")])
def test_a_cycle_behind_one_that_was_published_later_says_where_it_belongs(
    cycle: str, before: str, package: Path
) -> None:
    path = package / "cycles.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (moved,) = (text for text in lines if text.startswith(f"{cycle},"))
    lines.remove(moved)
    path.write_text("".join([*lines, moved]), encoding="utf-8", newline="")
    problems = problems_of(lambda: peel.load(package))
    found = {(item.row, item.column, item.value, item.expected) for item in problems}
    expected = f"a place before {before}, whose first_published is later"
    assert (len(lines) + 1, "cycle", cycle, expected) in found


def test_the_cycles_that_are_known_keep_their_order_whatever_they_are_called(
    tmp_path: Path,
) -> None:
    renamed = with_renamed_cycles(c2014="pilot")
    known = [cycle.id for cycle in renamed.cycles()]
    extended = renamed.extend(with_cycle("2019-20", "2020-06-01", tmp_path))
    assert [cycle.id for cycle in extended.cycles() if cycle.id in known] == known
    assert known[0] == "pilot"


def test_two_cycles_may_be_first_published_on_one_day(tmp_path: Path) -> None:
    day = peel.cycle("2018-19").first_published
    assert day is not None
    record = peel.bundled().extend(with_cycle("2019-20", day.isoformat(), tmp_path))
    assert record.cycle("2019-20").first_published == day
