"""Nothing that was latest vanishes when a newer report, with few of its grades, is added."""

from __future__ import annotations

import pytest

import peel
from tests.made import KNOWN, NOT_INSPECTED, all_rows, made_of, with_cells


@pytest.fixture(scope="module", params=[True, False], ids=["with inspection", "grade alone"])
def extended(request: pytest.FixtureRequest, with_gaps: peel.Dataset) -> peel.Dataset:
    """The record with one grade a force of a cycle whose questions are not all known."""
    tables = all_rows(with_gaps)
    for force in with_gaps.forces():
        row = next(row for key, row in tables["judgements"].items() if key[0] == force.id)
        cells = {
            "cycle": NOT_INSPECTED,
            "question": KNOWN,
            "grade": "good",
            "basis": "stated",
            "carried_from": "",
            "revised": "",
            "dispute": "",
            "note": "",
        }
        new = with_cells(row, "judgements", **cells)
        tables["judgements"][force.id, NOT_INSPECTED, KNOWN] = new
        if request.param:
            report = tables["inspections"][force.id, "2023-25"]
            cells = dict.fromkeys(("outstanding", "good", "adequate", "inadequate"), "")
            cells |= {"cycle": NOT_INSPECTED, "requires_improvement": "", "counts_source": ""}
            tables["inspections"][force.id, NOT_INSPECTED] = with_cells(
                report, "inspections", counts_note="", **cells
            )
    return made_of(tables)


def test_what_was_latest_of_a_force_is_latest_or_superseded(
    with_gaps: peel.Dataset, extended: peel.Dataset
) -> None:
    for force in with_gaps.forces():
        then, now = with_gaps.latest(force), extended.latest(force)
        assert [item.cycle.id for item in now] == [NOT_INSPECTED]
        named = {item.judgement for item in now.superseded}
        replaced = {item.question.theme for item in now}
        for judgement in then:
            assert (judgement in named) != (judgement.question.theme in replaced)


def test_a_force_and_its_themes_name_the_same_older_grades(
    with_gaps: peel.Dataset, extended: peel.Dataset
) -> None:
    for record in (with_gaps, extended):
        for force in ("kent", "lincolnshire", "northamptonshire", "west-midlands"):
            for old in record.latest(force).superseded:
                theme = old.judgement.question.theme
                assert record.latest(force, theme=theme).superseded == (old,)


def test_older_grades_that_were_named_are_named_after_a_newer_report(
    with_gaps: peel.Dataset, extended: peel.Dataset
) -> None:
    for force in with_gaps.forces():
        named = {old.judgement for old in extended.latest(force).superseded}
        for old in with_gaps.latest(force).superseded:
            assert (old.judgement in named) != (old.judgement.question.theme == KNOWN)


def test_where_not_all_questions_are_known_nobody_says_that_there_is_a_grade(
    extended: peel.Dataset,
) -> None:
    newest = {question.theme for question in extended.questions("2023-25")}
    for old in extended.latest("kent").superseded:
        if old.judgement.question.theme not in newest:
            assert old.reason == "no longer asked since PEEL 2023–2025"
            continue
        assert (old.kind, old.since) == ("unknown", None)
        assert old.reason == "not known whether the newer inspection graded it"
        assert old.allows == ()


def test_a_question_that_is_no_longer_graded_was_not_graded(with_gaps: peel.Dataset) -> None:
    latest = with_gaps.latest(theme="supporting-victims")
    assert latest.superseded
    assert {old.reason for old in latest.superseded} == {"not graded in the newer inspection"}


def test_of_what_is_graded_for_some_forces_a_count_says_nothing(with_gaps: peel.Dataset) -> None:
    some = [
        with_gaps.distribution(question.cycle, question)
        for cycle in with_gaps.cycles()
        for question in with_gaps.questions(cycle)
        if question.graded == "some"
    ]
    assert any(distribution.not_recorded for distribution in some)
    for distribution in some:
        assert not any(distribution.count_only(grade) for grade in distribution.scale)
    told = with_gaps.distribution("2023-25", "investigating-crime")
    for force in told.not_recorded:
        allows = [grade for grade in told.scale if force in told.count_only(grade)]
        (old,) = with_gaps.latest(force, theme="investigating-crime").superseded
        assert list(old.allows) == allows


def test_what_became_of_a_question_has_a_kind_that_is_true(with_gaps: peel.Dataset) -> None:
    kinds: set[str] = set()
    for theme in with_gaps.themes():
        for old in with_gaps.latest(theme=theme).superseded:
            kinds.add(old.kind)
            assert (old.since is not None) == (old.kind == "no longer asked")
            if old.since is not None:
                assert theme not in {item.theme for item in with_gaps.questions(old.since)}
                assert old.reason == f"no longer asked since {old.since.title}"
            elif old.inspection is not None:
                row = with_gaps.compare([old.judgement.force], old.inspection.cycle)
                status = {"not recorded": row.not_recorded, "unknown": row.unknown}
                for _, question in status.get(old.kind, ()):
                    if question.theme == theme:
                        break
                else:
                    assert old.kind == "not graded"
    assert kinds >= {"not recorded", "not graded", "no longer asked"}
