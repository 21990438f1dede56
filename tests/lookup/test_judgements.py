"""The four answers about a cell, filters, and the facts that the project began with."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import peel
from peel import FIVE_TIER, FOUR_TIER
from peel._records.sources import first_of
from tests.made import all_rows, made_of, rows_of


@pytest.mark.parametrize(
    "question", ["efficiency", "understanding-demand", "using-resources", "planning"]
)
def test_leicestershire_required_improvement_in_2017(question: str) -> None:
    assert peel.grade("Leicestershire", "2017", question).label == "Requires improvement"
    by_number = peel.grade("leicestershire", 2017, question)
    assert by_number == FOUR_TIER["requires-improvement"]
    assert by_number == peel.judgement("leicestershire", "2017", question).grade


def test_not_graded_is_a_record_and_an_error_for_grade() -> None:
    judgement = peel.judgement("GMP", "2017", "efficiency")
    assert judgement.grade is None
    assert judgement.basis == "not-graded"
    with pytest.raises(peel.NotGradedError, match="Manchester Arena"):
        peel.grade("GMP", "2017", "efficiency")
    with pytest.raises(peel.NotGradedError, match="Manchester Arena"):
        peel.grade("greater-manchester", "2017", "efficiency")


@pytest.mark.usefixtures("asked_with_gaps")
@pytest.mark.parametrize("name", ["grade", "judgement"])
def test_the_other_three_answers(name: str) -> None:
    look_up = getattr(peel, name)
    with pytest.raises(peel.NotGradedError, match="never graded"):
        look_up("kent", "2017", "leadership")
    with pytest.raises(peel.NotRecordedError, match="graded for some forces only"):
        look_up("kent", "2021-22", "supporting-victims")
    with pytest.raises(
        peel.NotRecordedError, match="0 good, 0 adequate, 4 requires improvement, 4 inad"
    ):
        look_up("lincolnshire", "2023-25", "investigating-crime")
    with pytest.raises(peel.UnknownQuestionError, match="not of 2023-25"):
        look_up("kent", "2023-25", "efficiency")


def test_a_judgement_says_everything_about_itself() -> None:
    judgement = peel.judgement("northamptonshire", "2023-25", "responding-to-the-public")
    assert judgement.grade == FIVE_TIER["requires-improvement"]
    assert str(judgement.revised) == "2024-08-08"
    assert str(judgement).endswith(
        "(revised on 8 August 2024 from adequate; published 16 February 2024)"
    )
    assert "force='northamptonshire', cycle='2023-25'" in repr(judgement)
    assert "source" in repr(judgement)
    disputed = peel.judgement("northamptonshire", "2014", "efficiency")
    assert disputed.dispute is not None
    assert "disputed;" in str(disputed)


def test_judgements_have_no_order() -> None:
    one, other = peel.judgements(force="kent", question="efficiency", cycle=["2016", "2017"])
    with pytest.raises(TypeError):
        _ = one < other  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = one - other  # type: ignore[operator]


def test_equality_is_over_all_fields_and_the_hash_over_the_key() -> None:
    judgement = peel.judgement("kent", "2017", "efficiency")
    changed = attrs.evolve(judgement, note="another")
    assert changed != judgement
    assert hash(changed) == hash(judgement)
    assert attrs.asdict(judgement, recurse=False)["note"] is None


@pytest.mark.parametrize(
    ("kinds", "level", "derived"),
    [
        (["news", "inspectorate"], "inspectorate", "single"),
        (["inspectorate", "copy"], "inspectorate", "copy"),
        (["inspectorate"], "inspectorate", "inspectorate"),
        (["news", "copy"], "copy", "single"),
        (["news", "commissioner"], "official", "single"),
        (["inspectorate", "commissioner", "force"], "inspectorate", "official"),
        (["force"], "official", "official"),
        (["public body"], "official", "official"),
        (["news", "inspectorate", "news"], "inspectorate", "several"),
        (["news", "federation"], "several", "several"),
        (["news", "other"], "several", "several"),
        (["federation"], "single", "single"),
        (["news"], "single", "single"),
        ([], "single", "single"),
    ],
)
def test_the_evidence_level_comes_from_the_kinds_of_sources(
    kinds: list[str], level: str, derived: str
) -> None:
    sources = tuple(
        peel.Source(str(number), kind, "A publisher", None, "A title", "https://example.org", None)
        for number, kind in enumerate(kinds)
    )
    judgement = attrs.evolve(peel.judgement("kent", "2017", "efficiency"), sources=sources)
    assert judgement.evidence == level
    assert (first_of(sources, judgement.evidence) is None) == (not sources)
    assert attrs.evolve(judgement, basis="derived", note="a count").evidence == derived


def test_filters_against_a_plain_loop() -> None:
    everything = peel.judgements()
    assert len(everything) == len(rows_of(peel.bundled(), "judgements"))
    good = FIVE_TIER["good"]
    expected = tuple(
        judgement
        for judgement in everything
        if judgement.force.region == "East Midlands"
        and judgement.cycle.id in ("2021-22", "2023-25")
        and judgement.grade == good
        and judgement.basis in ("stated", "derived")
        and judgement.evidence in ("single", "several")
    )
    found = peel.judgements(
        region="east midlands",
        cycle=["2023-25", "2021-22"],
        grade="good",
        basis={"stated", "derived"},
        evidence=["single", "several"],
    )
    assert found == expected != ()


def test_the_order_is_force_cycle_framework() -> None:
    places = {
        (question.cycle.id, question.id): place
        for place, question in enumerate(
            question for cycle in peel.cycles() for question in peel.questions(cycle)
        )
    }
    found = peel.judgements(force=["kent", "essex"])
    keys = [(item.force.id, places[item.cycle.id, item.question.id]) for item in found]
    assert keys == sorted(keys)
    assert {key[0] for key in keys} == {"essex", "kent"}


@pytest.mark.parametrize(
    "name", ["force", "cycle", "scale", "question", "theme", "grade", "region", "basis", "evidence"]
)
def test_an_empty_collection_is_no_result_and_none_is_no_filter(name: str) -> None:
    assert peel.judgements(**{name: []}) == ()  # type: ignore[arg-type]
    assert peel.judgements(**{name: None}) == peel.judgements()  # type: ignore[arg-type]


def test_a_grade_among_no_cycles_is_no_result_but_still_a_grade() -> None:
    assert peel.judgements(cycle=[], grade="good") == ()
    with pytest.raises(peel.UnknownGradeError):
        peel.judgements(cycle=[], grade="goood")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("force", peel.UnknownForceError),
        ("cycle", peel.UnknownCycleError),
        ("scale", peel.UnknownNameError),
        ("question", peel.UnknownQuestionError),
        ("theme", peel.UnknownThemeError),
        ("grade", peel.UnknownGradeError),
        ("region", peel.UnknownNameError),
        ("basis", peel.UnknownNameError),
        ("evidence", peel.UnknownNameError),
    ],
)
def test_an_unknown_value_is_an_error(name: str, error: type[Exception]) -> None:
    for asked in ("nonsense", ["nonsense"], ""):
        with pytest.raises(error):
            peel.judgements(**{name: asked})  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        peel.judgements(**{name: 3.5})  # type: ignore[arg-type]


def test_a_grade_without_its_scale_is_ambiguous() -> None:
    with pytest.raises(peel.UnknownGradeError, match="several judgement scales"):
        peel.judgements(grade="good")
    with pytest.raises(peel.UnknownGradeError, match="several judgement scales"):
        peel.judgements(grade="good", cycle=["2017", "2023-25"])
    assert peel.judgements(grade="good", scale="four-tier") == peel.judgements(
        grade=FOUR_TIER["good"]
    )
    assert peel.judgements(grade="adequate") == tuple(
        judgement for judgement in peel.judgements() if judgement.grade == FIVE_TIER["adequate"]
    )
    with pytest.raises(peel.UnknownGradeError, match="'adequate' is a grade of the five-tier"):
        peel.judgements(grade="adequate", cycle="2017")
    assert peel.judgements(scale=FIVE_TIER, grade="Inadequate", cycle="2021-22")


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_question_filter_reaches_every_cycle_that_knows_the_name() -> None:
    found = peel.judgements(force="leicestershire", question="investigating-crime")
    assert [judgement.cycle.id for judgement in found] == [
        *("2015", "2016", "2017", "2018-19", "2021-22", "2023-25")
    ]
    one = peel.judgements(question=peel.question("2017", "planning"))
    assert {judgement.cycle.id for judgement in one} == {"2017"}
    assert peel.judgements(question=["efficiency"], theme="legitimacy") == ()


def test_leicestershire_2023_25() -> None:
    inspection = peel.inspection("leicestershire", "2023-25")
    assert {grade: n for grade, n in inspection.counts.items() if n} == {
        "good": 4,
        "adequate": 2,
        "requires-improvement": 2,
    }
    grades = [judgement.grade_text for judgement in inspection.judgements if judgement.grade]
    assert sorted(grades) == sorted(["good"] * 4 + ["adequate"] * 2 + ["requires improvement"] * 2)
    assert inspection.inspector == "Roy Wilsher"
    assert inspection.findings is not None
    assert {"strength", "shortcoming", "context"} == {item.kind for item in inspection.findings}
    assert inspection.profile is None
    assert str(inspection) == (
        "Leicestershire Police, PEEL 2023–2025: 8 grades recorded; "
        "published count: 0 outstanding, 4 good, 2 adequate, 2 requires improvement, 0 inadequate"
    )


def test_leicestershire_states_of_itself() -> None:
    profile = peel.inspection("leicestershire", "2021-22").profile
    assert profile is not None
    figures = {
        figure.measure: (figure.qualifier, figure.value, figure.unit, figure.period)
        for figure in profile
    }
    assert figures["area"] == (None, Decimal(979), "square miles", None)
    assert figures["population"] == ("over", Decimal(1_100_000), "people", None)
    assert figures["budget"] == (None, Decimal(223_200_000), "GBP", "2022/23")
    assert figures["officer-establishment-target"][1:3] == (Decimal(2242), "police officers")
    assert figures["officers-in-frontline-roles"][1] == Decimal("96.8")
    assert figures["incidents"] == (None, Decimal(246_130), "incidents", "2020/21")
    assert figures["recorded-crimes"] == (None, Decimal(86_160), "crimes", "2020/21")
    assert {figure.stated_by for figure in profile} == {"force"}


def test_nobody_collected_is_none_not_empty() -> None:
    bare = next(item for item in peel.inspections() if item.findings is item.profile is None)
    none = peel.findings(force=bare.force, cycle=bare.cycle)
    assert len(none) == 0
    assert none.not_collected == ((bare.force, bare.cycle),)
    assert str(none) == f"none collected: {bare.force.name} {bare.cycle.label}"
    assert len(peel.profiles(force=bare.force, cycle=bare.cycle)) == 0
    assert peel.inspection("kent", "2017").counts == {}


@pytest.mark.usefixtures("asked_with_gaps")
def test_an_inspection_that_is_not_recorded() -> None:
    with pytest.raises(
        peel.NotRecordedError, match="no inspection of Kent Police in PEEL 2025–2027"
    ):
        peel.inspection("kent", "2025-27")


def test_the_smaller_tables() -> None:
    assert [tally.forces_graded for tally in peel.tallies(cycle="2017")] == [42, 42]
    assert len(peel.tallies()) == len(rows_of(peel.bundled(), "tallies"))
    assert {tally.question.id for tally in peel.tallies(question="legitimacy")} == {"legitimacy"}
    revised = peel.revisions(question="responding-to-the-public", cycle="2023-25")
    assert "northamptonshire" in {revision.force.id for revision in revised}
    assert peel.revisions(force="kent") == ()
    planning = peel.findings(force="leicestershire", question="planning", cycle="2017")
    assert {finding.question for finding in planning} == {
        peel.question("2017", "efficiency.planning")
    }
    assert len(peel.publications()) == len(rows_of(peel.bundled(), "publications"))
    with pytest.raises(peel.UnknownNameError, match="measure"):
        peel.profiles(measure="ares")
    with pytest.raises(peel.UnknownNameError, match="kind of finding"):
        peel.findings(kind="weakness")
    assert str(peel.tallies(cycle="2014")[0]) == (
        "Efficiency (PEEL 2014): 5 outstanding, 35 good, 3 requires improvement, 0 inadequate "
        "(43 forces graded)"
    )


def test_citations() -> None:
    titled = peel.source("hmicfrs-peel-reports-cleveland-2021-22").citation
    assert titled == (
        "HMICFRS, PEEL 2021/22 – An inspection of Cleveland Police, 17 March 2023, "
        "https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/cleveland-2021-22/"
    )
    labelled = peel.source("nyenquirer-nyp-fails-yet-again").citation
    assert labelled == (
        "North Yorks Enquirer, News report on the PEEL 2021/22 grades of North Yorkshire Police, "
        "https://nyenquirer.uk/nyp-fails-yet-again"
    )


def test_a_cycle_of_which_nothing_is_recorded_gives_nothing() -> None:
    tables = all_rows(peel.bundled())
    tables["judgements"] = {
        key: row for key, row in tables["judgements"].items() if key[1] != "2014"
    }
    assert made_of(tables).judgements(cycle="2014") == ()


def test_a_finding_about_no_question_passes_no_filter_by_question() -> None:
    everything = peel.findings()
    assert any(finding.question is None for finding in everything)
    asked = {item.question.id for item in everything if item.question is not None}
    for question in asked:
        found = peel.findings(question=question)
        assert {item.question and item.question.id for item in found} == {question}


def test_a_cycle_whose_questions_nobody_recorded_asks_nothing() -> None:
    tables = all_rows(peel.bundled())
    tables["questions"] = {key: row for key, row in tables["questions"].items() if key[0] != "2014"}
    assert made_of(tables).questions("2014") == ()
