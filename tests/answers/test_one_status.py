"""What an empty cell means is the same in every answer, in a whole record and as of a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import peel
from peel._words.text import grades_recorded
from tests.made import all_rows, made_of


def _without_report(record: peel.Dataset) -> peel.Dataset:
    """Without Kent's report of 2017 and its grade for efficiency; its other grades stay."""
    tables = all_rows(record)
    del tables["inspections"]["kent", "2017"]
    del tables["judgements"]["kent", "2017", "efficiency"]
    return made_of(tables)


RECORDS: dict[str, Callable[[peel.Dataset], peel.Dataset]] = {
    "with gaps": lambda record: record,
    "without a report": _without_report,
    "1 June 2019": lambda record: record.as_of("1 June 2019"),
    "10 November 2017": lambda record: record.as_of("10 November 2017"),
    "1 January 2023": lambda record: record.as_of("1 January 2023"),
}


@pytest.fixture(params=RECORDS.values(), ids=RECORDS)
def record(request: pytest.FixtureRequest, with_gaps: peel.Dataset) -> peel.Dataset:
    made: peel.Dataset = request.param(with_gaps)
    return made


def test_a_comparison_of_all_forces_has_the_status_of_the_cells_and_the_numbers_of_coverage(
    record: peel.Dataset,
) -> None:
    coverage = record.coverage()
    for cycle in record.cycles():
        comparison = record.compare(record.forces(), cycle)
        by_status: dict[str, set[tuple[str, str]]] = {}
        for row in record.cells(cycle=cycle):
            by_status.setdefault(row.status, set()).add((row.force.id, row.question.id))
        for status, cells in (
            ("not recorded", comparison.not_recorded),
            ("unknown", comparison.unknown),
            ("not graded", comparison.not_graded),
        ):
            named = {(force.id, question.id) for force, question in cells}
            assert named == by_status.get(status, set())
        missing = [cell for cell in coverage.missing() if cell.cycle == cycle]
        assert {(cell.force, cell.question) for cell in missing} == set(comparison.not_recorded)
        said = f"; {len(missing)} not recorded"
        assert (said in comparison.coverage_line) == bool(missing)
        rows = [row for row in coverage.rows if row.cycle == cycle and row.expected]
        recorded, expected = sum(row.recorded for row in rows), sum(row.expected for row in rows)
        assert comparison.coverage_line.startswith(grades_recorded(recorded, expected)) == bool(
            rows
        )


def test_a_history_has_a_gap_for_every_cell_without_a_grade_of_a_cycle_that_had_begun(
    record: peel.Dataset,
) -> None:
    status = {(row.force.id, row.question): row.status for row in record.cells()}
    begun = {row.cycle for row in record.cells() if row.judgement is not None}
    for force in ("kent", "avon-and-somerset", "greater-manchester", "lincolnshire"):
        for theme in record.themes():
            history = record.history(force, theme=theme)
            gaps = {gap.question: gap.kind for gap in history.gaps if gap.question}
            graded = {item.question for item in history.judgements}
            for cycle in record.cycles():
                for question in record.questions(cycle):
                    if question.theme != theme or cycle not in begun:
                        continue
                    known = status.get((force, question), "not graded")
                    assert gaps.get(question, "recorded") == known
                    assert (question in graded) == (known == "recorded")


def test_changes_and_distributions_have_the_status_of_the_cells(record: peel.Dataset) -> None:
    status = {(row.force, row.question): row.status for row in record.cells()}
    for cycle in record.cycles():
        for question in record.questions(cycle):
            if question.graded == "never":
                continue
            gaps = record.distribution(cycle, question).gaps
            for why in ("not graded", "not recorded", "unknown"):
                cells = [force for force in record.forces() if status[force, question] == why]
                assert list(gaps.get(why, ())) == cells  # type: ignore[call-overload]
    before, after = (record.question(cycle, "efficiency") for cycle in ("2017", "2018-19"))
    changes = record.changes("2017", "2018-19", "efficiency")
    for force in record.forces():
        known = {status[force, before], status[force, after]}
        assert (force in changes.not_graded) == ("not graded" in known)
        empty = "not graded" not in known and known != {"recorded"}
        assert (force in changes.not_recorded) == empty
        assert (force in changes.unknown) == (empty and "unknown" in known)


def test_a_hole_is_seen_in_a_history_although_no_report_is_recorded(
    with_gaps: peel.Dataset,
) -> None:
    (gap,) = _without_report(with_gaps).history("kent", "efficiency").gaps
    assert str(gap) == "2017 not recorded"
    then = with_gaps.as_of("1 June 2019").history("avon-and-somerset", "efficiency")
    assert [str(gap) for gap in then.gaps][-1] == "2018/19 unknown (no inspection is recorded)"
    assert then.statements[-1].to_cycle.id == "2018-19"


def test_before_a_cycle_began_nothing_is_missing_of_it(with_gaps: peel.Dataset) -> None:
    assert with_gaps.as_of("1 January 2014").history("kent", "efficiency").gaps == ()
    then = with_gaps.as_of("10 November 2017").history("kent", theme="investigating-crime")
    assert {gap.label for gap in then.gaps} <= {"2014", "2015", "2016", "2017"}
