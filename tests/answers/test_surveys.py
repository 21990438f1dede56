"""Distributions, comparisons and coverage never look complete where they are not."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel._words.text import grades_recorded
from tests.made import all_rows, made_of, rows_of, with_cells

GRADED = [
    question
    for cycle in peel.cycles()
    for question in peel.questions(cycle)
    if question.graded != "never"
]


def test_a_complete_distribution() -> None:
    distribution = peel.distribution("2017", "efficiency")
    assert distribution.complete
    assert dict(distribution.counts) == {
        "outstanding": 2,
        "good": 30,
        "requires-improvement": 10,
        "inadequate": 0,
    }
    assert [force.id for force in distribution.not_graded] == ["greater-manchester"]
    assert distribution.not_recorded == ()
    assert distribution.agrees is True
    assert len(distribution.tallies) == 1
    shares = distribution.shares
    assert shares is not None
    assert shares["good"] == Fraction(30, 42)
    assert sum(shares.values()) == 1
    assert distribution.share_text("good") == "30 of 42; 1 not graded"
    assert [force.id for force in distribution.forces("Outstanding")] == ["durham", "thames-valley"]
    assert distribution.cycle.id == "2017"


@pytest.mark.parametrize("force", [None, "kent", "greater-manchester"])
def test_the_parts_of_what_is_expected_have_a_key_each(force: str | None) -> None:
    coverage = peel.coverage(force)
    of_expected = coverage.of_expected
    assert sum(of_expected.values()) == coverage.expected
    assert of_expected["missing"] == len(coverage.missing())
    for name in ("recorded", "not_graded"):
        beyond = sum(getattr(row, name) for row in coverage.rows if not row.expected)
        assert of_expected[name] + beyond == getattr(coverage, name)
    assert coverage.to_dict()["of_expected"] == of_expected


@pytest.mark.usefixtures("asked_with_gaps")
def test_an_incomplete_distribution_says_so() -> None:
    distribution = peel.distribution("2023-25", "investigating-crime")
    assert not distribution.complete
    assert distribution.shares is None
    assert distribution.agrees is None
    assert "lincolnshire" in {force.id for force in distribution.not_recorded}
    assert "lincolnshire" in {force.id for force in distribution.count_only("inadequate")}
    assert "kent" in {force.id for force in distribution.count_only("good")}
    inadequate, recorded = distribution.counts["inadequate"], len(distribution.judgements)
    out_of = f"of {recorded} recorded; {43 - recorded} not recorded"
    assert distribution.share_text("inadequate") == f"{inadequate} {out_of}"
    text = str(distribution)
    assert f"{inadequate} inadequate {out_of}" in text
    assert "may also be inadequate, by a published count alone: " in text
    assert "Lincolnshire Police" in text


@pytest.mark.usefixtures("asked_with_gaps")
def test_every_list_of_inadequate_forces_names_lincolnshire() -> None:
    for question in peel.questions("2023-25"):
        if question.graded == "always":
            distribution = peel.distribution("2023-25", question)
            assert peel.force("lincolnshire") in distribution.count_only("inadequate")


def test_areas_for_some_forces_are_no_national_picture() -> None:
    distribution = peel.distribution("2021-22", "supporting-victims")
    assert not distribution.complete
    assert "graded for some forces only: not a national picture" in str(distribution)


def test_a_question_that_is_never_graded_has_no_distribution() -> None:
    with pytest.raises(peel.NotGradedError, match="never graded") as caught:
        peel.distribution("2017", "leadership")
    known = caught.value
    assert (known.status, known.cycle, known.question) == ("not graded", "2017", "leadership")


def test_fresh_and_carried_over() -> None:
    distribution = peel.distribution("2018-19", "preventing-crime")
    carried_over = [item for item in distribution.judgements if item.carried_from]
    assert distribution.carried_over == len(carried_over) > 0
    assert distribution.fresh == len(distribution.judgements) - len(carried_over) > 0
    assert f"{len(carried_over)} of them carried over" in str(distribution)


def test_a_tally_that_disagrees() -> None:
    complete = peel.distribution("2017", "efficiency")
    wrong = attrs.evolve(complete.tallies[0], counts={"outstanding": 3, "good": 29})
    assert attrs.evolve(complete, tallies=(wrong,)).agrees is False
    assert "disagrees with the published count" in str(attrs.evolve(complete, tallies=(wrong,)))
    partly = peel.distribution("2015", "protecting-vulnerable")
    assert partly.agrees is None
    assert len(partly.tallies) == 1
    exceeded = attrs.evolve(partly.tallies[0], counts={"good": 0})
    assert attrs.evolve(partly, tallies=(exceeded,)).agrees is False
    assert attrs.evolve(partly, tallies=()).agrees is None


def test_all_published_tallies_agree_where_they_can_be_counted() -> None:
    undecided = [
        (tally.cycle.id, tally.question.id)
        for tally in peel.tallies()
        if peel.distribution(tally.cycle, tally.question).agrees is not True
    ]
    assert undecided == [("2015", "effectiveness.protecting-vulnerable")]


@given(st.sampled_from(GRADED))
def test_the_parts_add_up_to_the_number_of_forces(question: peel.Question) -> None:
    distribution = peel.distribution(question.cycle, question)
    parts = sum(distribution.counts.values()), len(distribution.not_graded)
    assert sum(parts) + len(distribution.not_recorded) == len(peel.forces())
    assert distribution.fresh + distribution.carried_over == parts[0]
    for grade in distribution.scale:
        assert len(distribution.forces(grade)) == distribution.counts[grade.key]
        assert set(distribution.count_only(grade)) <= set(distribution.not_recorded)


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_comparison() -> None:
    comparison = peel.compare(["essex", "Kent Police", "kent"], 2017)
    assert [force.id for force in comparison.forces] == ["essex", "kent"]
    assert comparison["kent", "efficiency"] == peel.judgement("kent", "2017", "efficiency")
    assert comparison[peel.force("essex"), peel.question("2017", "efficiency")] is not None
    assert comparison["Kent Police", "Efficiency"] == comparison["kent", "efficiency"]
    with pytest.raises(TypeError, match="two names are expected"):
        comparison["kent"]  # type: ignore[index]
    with pytest.raises(peel.UnknownForceError, match="comparison is called 'durham'; there are"):
        comparison["durham", "efficiency"]
    with pytest.raises(
        peel.UnknownQuestionError, match="of this comparison is called 'leadership'"
    ):
        comparison["kent", "leadership"]
    assert len(comparison.rows) == len(comparison.questions) == 13
    assert {item.force for item in comparison.judgements} == set(comparison.forces)
    lincolnshire = peel.compare(["lincolnshire"], "2023-25")
    always = sum(question.graded == "always" for question in lincolnshire.questions)
    assert len(lincolnshire.not_recorded) == always
    assert lincolnshire["lincolnshire", "investigating-crime"] is None
    assert str(lincolnshire).count("not recorded") == always + 1
    assert f"; {always} not recorded" in lincolnshire.coverage_line
    assert str(lincolnshire).count("unknown") == len(lincolnshire.questions) - always
    assert f"0 of {always} grades recorded" in str(lincolnshire)


def test_one_total_for_one_cycle() -> None:
    """What the coverage of a cycle counts, the comparison of all its forces counts too."""
    for cycle in peel.cycles():
        rows = [row for row in peel.coverage().rows if row.cycle == cycle and row.expected]
        inspected = [item.force for item in peel.inspections(cycle=cycle)]
        if not inspected:
            continue
        comparison = peel.compare(inspected, cycle)
        missing = sum(len(row.not_recorded) for row in rows)
        assert len(comparison.not_recorded) == missing
        expected = sum(row.expected for row in rows)
        graded = sum(row.recorded for row in rows)
        assert comparison.coverage_line.startswith(grades_recorded(graded, expected))
        beside = [question for _, question in comparison.not_graded if question.graded != "always"]
        not_graded = len(comparison.not_graded) - len(beside)
        assert graded + not_graded + missing == expected
        assert (f"; {not_graded} not graded" in comparison.coverage_line) == bool(not_graded)


def test_versions_of_the_framework_are_told_where_they_differ() -> None:
    versions = {
        inspection.force.id: inspection.framework_version
        for inspection in peel.inspections(cycle="2021-22")
    }
    first = next(force for force, version in versions.items() if version == "first")
    revised = next(force for force, version in versions.items() if version == "revised")
    differing = peel.compare([first, revised], "2021-22")
    assert {force.id: version for force, version in differing.framework_versions} == {
        first: "first",
        revised: "revised",
    }
    assert "version of the framework: " in str(differing)
    assert peel.compare([first], "2021-22").framework_versions == ()


def test_what_cannot_be_compared_side_by_side() -> None:
    with pytest.raises(TypeError, match="takes several forces"):
        peel.compare("kent", "2017")
    with pytest.raises(peel.InvalidArgumentError, match="at least one force"):
        peel.compare([], "2017")
    with pytest.raises(TypeError, match="takes several forces"):
        peel.compare(None, "2017")  # type: ignore[arg-type]


def test_coverage() -> None:
    coverage = peel.coverage()
    row = coverage["2017", "efficiency"]
    assert (row.expected, row.recorded, row.not_graded, row.derived) == (43, 42, 1, 1)
    assert row.not_recorded == ()
    assert sum(row.by_evidence.values()) == row.recorded
    assert coverage["2021-22", "supporting-victims"].expected == 0
    assert coverage["2016", "leadership"].expected == 0
    for row in coverage.rows:
        if row.question.graded == "always":
            assert row.recorded + row.not_graded + len(row.not_recorded) == row.expected
    everything = peel.judgements()
    assert coverage.recorded == sum(judgement.grade is not None for judgement in everything)
    assert coverage.not_graded == len(everything) - coverage.recorded > 0
    assert sum(row.disputed for row in coverage.rows) == sum(
        judgement.dispute is not None for judgement in everything
    )
    assert sum(row.carried_over for row in coverage.rows) == len(
        peel.judgements(basis="carried-over")
    )
    assert sum(row.derived for row in coverage.rows) == len(peel.judgements(basis="derived"))
    assert coverage[2017, "efficiency"] == coverage["2017", "efficiency"]
    assert coverage["2018/19", "Efficiency"] == coverage["2018-19", "efficiency"]
    with pytest.raises(peel.UnknownCycleError, match="no cycle is called '2013'"):
        coverage["2013", "efficiency"]
    with pytest.raises(peel.UnknownQuestionError, match="no question of PEEL 2017 is called"):
        coverage["2017", "nonsense"]
    for cycle, question in (("2025-27", "investigating-crime"), ("2014", "nonsense")):
        with pytest.raises(peel.NotRecordedError) as there:
            coverage[cycle, question]
        with pytest.raises(peel.NotRecordedError) as asked:
            peel.question(cycle, question)
        assert there.value.status == asked.value.status == "unknown"
        assert there.value.cycle == cycle
        first = str(asked.value).partition(";")[0]
        assert str(there.value).startswith(first)
    with pytest.raises(TypeError):
        coverage["2014", 3]  # type: ignore[index]


def test_a_name_of_two_questions_is_not_one_that_nobody_recorded() -> None:
    tables = all_rows(peel.bundled())
    row = tables["questions"]["2014", "efficiency"]
    for question in ("one", "other"):
        twin = with_cells(row, "questions", question=question, label="Twice")
        tables["questions"]["2014", question] = twin
    with pytest.raises(peel.UnknownQuestionError, match="one, other; give the id"):
        made_of(tables).coverage()["2014", "Twice"]


def test_what_is_missing_is_what_is_expected_and_not_there() -> None:
    missing = {(c.force.id, c.cycle.id, c.question.id) for c in peel.coverage().missing()}
    recorded = set(rows_of(peel.bundled(), "judgements"))
    always = {
        (inspection.force.id, question.cycle.id, question.id)
        for inspection in peel.inspections()
        for question in GRADED
        if question.graded == "always" and question.cycle == inspection.cycle
    }
    assert missing == always - recorded


@pytest.mark.usefixtures("asked_with_gaps")
def test_coverage_of_a_force() -> None:
    coverage = peel.coverage(force="lincolnshire")
    assert coverage.force == peel.force("lincolnshire")
    assert {cell.force.id for cell in coverage.missing()} == {"lincolnshire"}
    assert all(row.expected in (0, 1) for row in coverage.rows)
    assert str(coverage).endswith("\n".join(["", coverage.summary, *coverage.notes]))
    assert str(coverage.missing()[-1]) == (
        "Lincolnshire Police, 2023/25, leadership and force management"
    )
    assert coverage.expected == 73
    assert coverage.summary.startswith("Lincolnshire Police: 73 grades expected: ")


def test_the_parts_of_what_is_expected_add_up() -> None:
    numbers = list(map(int, re.findall(r"[0-9]+", peel.coverage().summary.replace(",", ""))))
    expected, recorded, not_graded, missing, *_ = numbers
    assert expected == recorded + not_graded + missing == peel.coverage().expected


@pytest.mark.parametrize("cycle", ["2017", "2023-25"])
def test_a_comparison_carries_the_scale_of_its_cycle(cycle: str) -> None:
    assert peel.compare(["kent"], cycle).scale.key == peel.cycle(cycle).scale


def test_changes_carry_the_scale_of_the_later_cycle() -> None:
    assert peel.changes("2016", "2017", force="kent").scale == peel.FOUR_TIER
    assert peel.changes("2021-22", "2023-25", question="preventing-crime").scale == peel.FIVE_TIER
