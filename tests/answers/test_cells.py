"""The flat table: a row for every cell, so that nothing can be counted as if it were all."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

import peel
from peel._cli.flat import FLAT
from tests.made import again


def test_every_cell_has_one_row_in_the_order_of_the_record() -> None:
    graded = [
        (force.id, cycle.id, question.id)
        for force in peel.forces()
        for cycle in peel.cycles()
        for question in peel.questions(cycle)
        if question.graded != "never"
    ]
    rows = peel.bundled().cells()
    assert [(row.force.id, row.cycle.id, row.question.id) for row in rows if row.question] == graded


def test_the_rows_say_what_the_judgements_and_the_coverage_say(with_gaps: peel.Dataset) -> None:
    rows = with_gaps.cells()
    assert tuple(row.judgement for row in rows if row.judgement) == with_gaps.judgements()
    coverage = with_gaps.coverage()
    assert Counter(row.status for row in rows) == {
        "recorded": coverage.recorded,
        "not graded": coverage.not_graded,
        "not recorded": len(coverage.missing()),
        "unknown": sum(row.status == "unknown" for row in rows),
    }
    for row in rows:
        assert (row.status == "recorded") == (
            row.judgement is not None and row.judgement.grade is not None
        )
        assert (row.status in ("not recorded", "unknown")) == (row.judgement is None)


def test_it_is_unknown_whether_a_force_has_a_grade_where_no_inspection_or_only_some_are_recorded(
    with_gaps: peel.Dataset,
) -> None:
    inspected = {(item.force.id, item.cycle.id) for item in with_gaps.inspections()}
    for row in with_gaps.cells():
        if row.status == "unknown" and row.question is not None:
            not_inspected = (row.force.id, row.cycle.id) not in inspected
            assert row.question.graded == "some" or not_inspected
        if row.status == "not recorded":
            assert (row.force.id, row.cycle.id) in inspected


def test_a_row_is_a_record(with_gaps: peel.Dataset) -> None:
    for row in with_gaps.cells(force="greater-manchester"):
        assert [row.to_dict()] == peel.to_dicts([row])
        assert {row: row.status}[again(row)] == row.status
        known = row.judgement.grade_text if row.judgement else row.status
        assert str(row) == f"{peel.Cell(row.force, row.question)}: {known}"


@pytest.mark.parametrize("cycle", [None, "2017", ["2017", "2023-25"]])
@pytest.mark.parametrize("force", [None, "GMP", ["kent", "essex"], []])
def test_filters_leave_out_and_add_nothing(force: object, cycle: object) -> None:
    record = peel.bundled()
    forces = {item.force for item in record.judgements(force=force)}
    cycles = {item.cycle for item in record.judgements(cycle=cycle)} | (
        set(record.cycles()) if cycle is None else set()
    )
    expected = [row for row in record.cells() if row.force in forces and row.cycle in cycles]
    assert list(record.cells(force=force, cycle=cycle)) == expected


def test_a_row_as_people_want_it() -> None:
    (row,) = (
        row
        for row in peel.bundled().cells(force="leicestershire", cycle="2017")
        if row.question and row.question.id == "efficiency"
    )
    flat = {column.name: column.of(row) for column in FLAT}
    judgement = peel.judgement("leicestershire", "2017", "efficiency")
    assert flat == {
        "force": "Leicestershire Police",
        "region": "East Midlands",
        "cycle": "2017",
        "area": "Efficiency",
        "status": "recorded",
        "kind": "pillar",
        "scale": "four-tier",
        "grade": "Requires improvement",
        "day": dt.date(2017, 11, 9),
        "precision": "exact",
        "basis": "stated",
        "evidence": "inspectorate",
        "caveats": judgement.caveats,
        "source": judgement.sources[0].url,
        "force_id": "leicestershire",
        "ons_code": "E23000021",
        "question": "efficiency",
        "theme": "efficiency",
        "sources": tuple(source.id for source in judgement.sources),
    }


def test_a_cell_without_a_judgement_is_empty_behind_its_status() -> None:
    row = next(row for row in peel.bundled().cells() if row.status == "unknown")
    flat = {column.name: column.of(row) for column in FLAT}
    empty = {"grade", "day", "precision", "basis", "evidence", "caveats", "source", "sources"}
    assert {name for name, value in flat.items() if value is None} == empty
