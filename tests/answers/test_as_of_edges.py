"""A row or a cell is known on its very day, is empty the day before, and never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

import peel
from tests.made import TABLES, Key, all_rows, made_of, rows_of, with_cells

CELL = ("leicestershire", "2017", "efficiency")
ONE_DAY = dt.timedelta(days=1)


def cell_on(record: peel.Dataset, day: dt.date, table: str, key: Key, column: str) -> str:
    """The text of a cell as it was known on a day."""
    return rows_of(record.as_of(day), table)[key][TABLES[table].place(column)]


def with_row(table: str, key: Key, **cells: str) -> peel.Dataset:
    """The record that ships with one row changed."""
    tables = all_rows(peel.bundled())
    tables[table][key] = with_cells(tables[table][key], table, **cells)
    return made_of(tables)


def test_a_remark_on_a_cycle_is_known_when_the_cycle_is_over() -> None:
    record = with_row("cycles", ("2017",), note="three reports")
    last = peel.cycle("2017").last_published
    assert last is not None
    assert cell_on(record, last, "cycles", ("2017",), "note") == "three reports"
    assert cell_on(record, last - ONE_DAY, "cycles", ("2017",), "note") == ""


def with_sources(table: str, key: Key, *days: str, **cells: str) -> peel.Dataset:
    """The record with a row that rests on sources of these days, named from the end of the alphabet."""
    tables = all_rows(peel.bundled())
    names = [f"made-{letter}" for letter in "zyx"[: len(days)]]
    like = next(iter(tables["sources"].values()))
    for name, day in zip(names, days, strict=True):
        tables["sources"][name,] = with_cells(like, "sources", source=name, published=day)
    tables[table][key] = with_cells(tables[table][key], table, sources=" ".join(names), **cells)
    return made_of(tables)


def test_evidence_is_known_on_its_very_day() -> None:
    record = with_sources("judgements", CELL, "2018-05-01", "2018-05-02")
    sources = [
        cell_on(record, dt.date(2018, 5, day), "judgements", CELL, "sources") for day in (1, 2)
    ]
    assert sources == ["made-z", "made-z made-y"]


def test_where_all_evidence_is_younger_the_oldest_stands_for_it() -> None:
    record = with_sources("judgements", CELL, "2018-05-02", "2018-05-03", "2018-05-04")
    assert cell_on(record, dt.date(2018, 1, 1), "judgements", CELL, "sources") == "made-z"
    record = with_sources("judgements", CELL, "2018-05-04", "2018-05-02", "2018-05-03")
    assert cell_on(record, dt.date(2018, 1, 1), "judgements", CELL, "sources") == "made-y"


@pytest.mark.parametrize("column", ["note", "dispute"])
def test_a_remark_is_known_on_the_very_day_of_its_newest_source(column: str) -> None:
    record = with_sources("judgements", CELL, "2018-05-01", "2018-05-02", **{column: "said"})
    known = [cell_on(record, dt.date(2018, 5, day), "judgements", CELL, column) for day in (1, 2)]
    assert known == ["", "said"]


def test_a_dispute_waits_where_the_day_of_a_source_is_not_known() -> None:
    record = with_sources("judgements", CELL, "2017-11-09", "", note="said", dispute="denied")
    day = dt.date(2018, 5, 1)
    assert cell_on(record, day, "judgements", CELL, "note") == "said"
    assert cell_on(record, day, "judgements", CELL, "dispute") == ""


def test_a_remark_does_not_wait_for_the_revision_of_another_question() -> None:
    revision = next(iter(rows_of(peel.bundled(), "revisions")))
    day = dt.date.fromisoformat(revision[3]) - ONE_DAY
    noted = {
        key
        for key, row in rows_of(peel.bundled(), "judgements").items()
        if key[:2] == revision[:2] and row[TABLES["judgements"].place("published")]
    }
    assert len(noted) > 1
    for key in noted:
        record = with_row("judgements", key, note="said")
        known = cell_on(record, day, "judgements", key, "note")
        assert known == ("" if key == revision[:3] else "said")


def test_a_remark_on_counts_is_known_with_the_report_and_not_before() -> None:
    key = ("leicestershire", "2023-25")
    day = peel.inspection(*key).published
    assert day is not None
    early = (*key, "preventing-crime")
    tables = all_rows(peel.bundled())
    tables["inspections"][key] = with_cells(
        tables["inspections"][key], "inspections", counts_note="one is missing", counts_source=""
    )
    tables["judgements"][early] = with_cells(
        tables["judgements"][early], "judgements", published=(day - ONE_DAY).isoformat()
    )
    record = made_of(tables)
    assert cell_on(record, day - ONE_DAY, "inspections", key, "counts_note") == ""
    assert cell_on(record, day, "inspections", key, "counts_note") == "one is missing"


def test_a_report_on_a_force_without_any_judgement_is_known_on_its_day() -> None:
    tables = all_rows(peel.bundled())
    tables["judgements"] = {
        key: row for key, row in tables["judgements"].items() if key[0] != "leicestershire"
    }
    key = ("leicestershire", "2023-25")
    day = peel.inspection(*key).published
    assert day is not None
    record = made_of(tables)
    assert key not in rows_of(record.as_of(day - ONE_DAY), "inspections")
    assert key in rows_of(record.as_of(day), "inspections")


def test_a_count_of_a_question_is_known_with_its_own_pillar_and_no_later_one() -> None:
    tables = all_rows(peel.bundled())
    like = next(row for key, row in tables["tallies"].items() if key[:2] == ("2017", "efficiency"))
    row = with_cells(like, "tallies", question="efficiency.planning")
    key = TABLES["tallies"].key_of(row)
    tables["tallies"][key] = row
    record = made_of(tables)
    day = max(p.published for p in peel.publications(cycle="2017") if p.pillar == "efficiency")
    assert key not in rows_of(record.as_of(day - ONE_DAY), "tallies")
    assert key in rows_of(record.as_of(day), "tallies")


@pytest.mark.parametrize("sources", ["made", ""])
def test_a_statement_is_known_with_its_newest_source_or_with_the_later_cycle(sources: str) -> None:
    key = ("2017", "2018-19", "*")
    if sources:
        record, day = with_sources("comparability", key, "2018-05-01"), dt.date(2018, 5, 1)
    else:
        record = with_row("comparability", key, sources="", status="unknown")
        first = peel.cycle("2018-19").first_published
        assert first is not None
        day = first
    assert key in rows_of(record.as_of(day), "comparability")
    assert key not in rows_of(record.as_of(day - ONE_DAY), "comparability")


def test_only_what_has_no_day_is_left_out_for_want_of_one() -> None:
    day = dt.date(2025, 1, 1)
    then = peel.as_of(day)
    later = [
        item
        for item in peel.judgements(cycle="2023-25")
        if item.published is not None and item.published > day
    ]
    assert later
    assert then.undated
    for cell in then.undated:
        judgement = peel.judgement(cell.force, cell.cycle, cell.question)
        assert judgement.published is None


def test_a_grade_that_was_changed_twice_stands_as_it_stood_each_time() -> None:
    tables = all_rows(peel.bundled())
    (key,) = tables["revisions"]
    last = tables["revisions"].pop(key)
    first = with_cells(last, "revisions", date="2024-07-01", from_grade="good", to_grade="adequate")
    for row in (first, last):
        tables["revisions"][TABLES["revisions"].key_of(row)] = row
    record, cell = made_of(tables), key[:3]
    published = record.judgement(*cell).published
    assert published is not None
    days = [published, *(dt.date.fromisoformat(day) for day in ("2024-07-01", key[3]))]
    stood = [record.as_of(day).judgement(*cell) for day in days]
    assert [item.grade and item.grade.key for item in stood] == [
        *("good", "adequate", "requires-improvement")
    ]
    assert [item.revised for item in stood] == [None, *days[1:]]
    assert record.as_of(days[2] - ONE_DAY).judgement(*cell).revised == days[1]


def test_latest_says_that_a_newer_inspection_is_left_out_for_want_of_a_day() -> None:
    then = peel.as_of("1 January 2026")
    cycles = then.cycles()
    newer: list[str] = []
    for force in then.forces():
        latest = then.latest(force)
        shown = max(cycles.index(item.cycle) for item in latest)
        names = [
            f"{force.name} {cycle.label}"
            for of, cycle in then.undated_inspections
            if of == force and cycles.index(cycle) > shown
        ]
        said = [note.rpartition(": ")[2] for note in latest.notes if "left out" in note]
        assert said == ([", ".join(names)] if names else [])
        newer += names
    assert newer
    (note,) = (n for n in then.latest(theme="preventing-crime").notes if "left out" in n)
    assert note.startswith(f"{len(newer)} newer inspections left out, published on an unknown day")
    assert not any("left out" in note for note in peel.latest("kent").notes)


def test_every_answer_says_what_is_left_out_for_want_of_a_day() -> None:
    then = peel.as_of("1 January 2026")
    force, cycle = max(then.undated_inspections, key=lambda pair: then.cycles().index(pair[1]))

    def notes(record: peel.Dataset) -> list[tuple[str, ...]]:
        answers = [
            record.history(force, theme="investigating-crime"),
            record.coverage(force),
            record.findings(force=force, cycle=cycle),
            record.inspections(force=force, cycle=cycle),
            record.compare([force], cycle),
            record.distribution(cycle, "investigating-crime"),
        ]
        return [answer.notes for answer in answers]

    name = f"{force.name} {cycle.label}"
    assert all(any("unknown day" in note and name in note for note in of) for of in notes(then))
    assert not any("unknown day" in note for of in notes(peel.bundled()) for note in of)


def test_what_was_asked_for_by_its_cycle_is_named_however_old_it_is() -> None:
    then = peel.as_of("1 January 2026")
    cycles = then.cycles()
    force, cycle = min(then.undated_inspections, key=lambda pair: cycles.index(pair[1]))
    assert cycles.index(then.latest(force)[0].cycle) > cycles.index(cycle)
    said = f"1 inspection left out, published on an unknown day: {force.name} {cycle.label}"
    assert said in then.compare([force], cycle).notes
    for other in cycles:
        if (force, other) not in then.undated_inspections:
            assert said not in then.compare([force], other).notes
