"""What a distribution, a comparison and a coverage say of themselves, at the edges."""

from __future__ import annotations

import attrs
import pytest

import peel
from peel._records.coverage import resting
from peel._records.marks import MARKS, footnote, marks
from tests.made import all_rows, made_of, with_cells

COMPLETE = peel.distribution("2017", "efficiency")


def test_a_question_graded_for_some_forces_is_never_complete() -> None:
    distribution = peel.distribution("2021-22", "supporting-victims")
    assert distribution.question.graded == "some"
    every = attrs.evolve(distribution, not_recorded=())
    assert every.judgements
    assert (every.complete, every.shares) == (False, None)


def test_where_nobody_was_graded_there_are_no_shares() -> None:
    nobody = attrs.evolve(COMPLETE, judgements=(), not_graded=peel.forces())
    assert (nobody.complete, nobody.shares) == (True, None)


@pytest.mark.parametrize("order", [1, -1])
def test_one_tally_of_two_that_differs_is_no_agreement(order: int) -> None:
    (right,) = COMPLETE.tallies
    wrong = attrs.evolve(right, counts={**COMPLETE.counts, "good": COMPLETE.counts["good"] - 1})
    assert attrs.evolve(COMPLETE, tallies=(right, right)).agrees is True
    assert attrs.evolve(COMPLETE, tallies=(right, wrong)[::order]).agrees is False


def test_a_distribution_says_whether_it_agrees() -> None:
    (right,) = COMPLETE.tallies
    wrong = attrs.evolve(right, counts={**COMPLETE.counts, "good": COMPLETE.counts["good"] - 1})
    for tally, verb in ((right, "agrees"), (wrong, "disagrees")):
        line = attrs.evolve(COMPLETE, tallies=(tally,)).coverage_line
        assert f"; {verb} with the published count" in line


@pytest.mark.parametrize(("unknown", "of"), [(2, " 2 of"), (3, "")])
def test_of_how_many_forces_no_inspection_is_recorded_is_said(unknown: int, of: str) -> None:
    three = peel.forces()[:3]
    distribution = attrs.evolve(COMPLETE, not_recorded=three, unknown=three[:unknown])
    said = f"; 3 not recorded (no inspection of{of} them is recorded);"
    assert said in distribution.coverage_line


def test_grades_that_are_derived_are_counted_where_there_are_any() -> None:
    stated = peel.judgements(cycle="2016", evidence="inspectorate", basis="stated")
    derived = peel.judgements(evidence="inspectorate", basis="derived", scale="any")
    assert derived
    for more, said in (((), ""), (derived, f" ({len(derived)} of them derived)")):
        graded = (*stated, *more)
        assert resting(graded, {"pages": ["inspectorate"], "nothing": ["single"]}) == [
            (len(graded), f"pages{said}")
        ]


def test_a_version_of_the_framework_that_nobody_recorded_is_said_to_be_unknown() -> None:
    tables = all_rows(peel.bundled())
    for force, version in (("kent", ""), ("essex", "first")):
        key = (force, "2021-22")
        row = tables["inspections"][key]
        tables["inspections"][key] = with_cells(row, "inspections", framework_version=version)
    comparison = made_of(tables).compare(["kent", "essex"], "2021-22")
    assert comparison.coverage_line.endswith("Kent Police not known, Essex Police first")


def test_a_coverage_lists_what_was_not_graded_where_no_grade_was_expected() -> None:
    (row,) = (
        row
        for row in peel.coverage("leicestershire").rows
        if (row.cycle.id, row.question.id) == ("2023-25", "crime-data-integrity")
    )
    not_graded = attrs.evolve(peel.judgement("greater-manchester", "2017", "efficiency"))
    only = attrs.evolve(row, judgements=(not_graded,))
    assert (only.expected, only.recorded, only.not_graded) == (0, 0, 1)
    listed = str(peel.Coverage((only,)))
    assert [line.split()[:2] for line in listed.splitlines()[1:2]] == [
        ["2023-25", "crime-data-integrity"]
    ]
    nothing = str(peel.Coverage((attrs.evolve(row, judgements=()),)))
    assert "crime-data-integrity" not in nothing


def test_a_dispute_of_a_cell_without_a_grade_is_counted_too() -> None:
    row = peel.coverage()["2017", "efficiency"]
    (cell,) = (item for item in row.judgements if item.grade is None)
    disputed = attrs.evolve(cell, dispute="another source gives a grade")
    before = attrs.evolve(row, judgements=(cell,)).disputed
    assert (before, attrs.evolve(row, judgements=(disputed,)).disputed) == (0, 1)


def test_a_distribution_names_the_forces_whose_grades_are_to_be_remarked_on() -> None:
    for cycle, question in (("2017", "efficiency"), ("2023-25", "managing-offenders")):
        distribution = peel.distribution(cycle, question)
        lines = str(distribution).splitlines()
        for kind, (_, meaning) in MARKS.items():
            of = [
                item.force.name
                for item in distribution.judgements
                if kind in {remark.kind for remark in item.remarks}
            ]
            assert (f"  {meaning}: {', '.join(of)}" in lines) == bool(of), kind


def test_a_comparison_marks_its_grades_and_says_once_what_that_means() -> None:
    comparison = peel.compare(["lincolnshire", "northamptonshire"], "2023-25")
    text = str(comparison)
    for item in comparison.judgements:
        assert f"  {item.grade_text}{marks(item)}" in text
    assert text.count("* derived (no source names it)") == 1
    assert "‡ changed after its publication" in text
    assert "‡" not in str(peel.compare(["lincolnshire"], "2023-25"))


def test_each_remark_that_marks_a_grade_has_a_mark_of_its_own() -> None:
    assert len({mark for mark, _ in MARKS.values()}) == len(MARKS)
    for judgement in peel.judgements():
        assert (marks(judgement) == "") == (judgement.mark is None)
        assert judgement.mark is None or MARKS[judgement.mark][0] in marks(judgement)


def test_marks_of_one_grade_stand_side_by_side_and_are_explained_one_by_one() -> None:
    several = [
        (item, kinds)
        for item in peel.judgements()
        if len(kinds := {remark.kind for remark in item.remarks} & set(MARKS)) > 1
    ]
    assert several
    for item, kinds in several:
        assert sorted(marks(item)) == sorted(MARKS[kind][0] for kind in kinds)
        assert set(footnote([item]).split("; ")) == {" ".join(MARKS[kind]) for kind in kinds}
