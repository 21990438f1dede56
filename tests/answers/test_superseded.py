"""Nothing that was latest vanishes when a newer report, with few of its grades, is added."""

from __future__ import annotations

import pytest

import peel
from tests.made import KNOWN, NOT_INSPECTED, Key, Row, all_rows, made_of, with_cells


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


@pytest.mark.parametrize(("graded", "named"), [("always", True), ("never", False)])
def test_an_old_theme_is_named_again_where_the_newest_inspection_grades_it(
    with_gaps: peel.Dataset, graded: str, named: bool
) -> None:
    tables = all_rows(with_gaps)
    old = with_gaps.judgement("dorset", "2014", "efficiency.financial-position")
    assert old not in [item.judgement for item in with_gaps.latest("dorset").superseded]
    asked = tables["questions"]["2023-25", "preventing-crime"]
    cells = {"question": "finance", "theme": "finance", "label": "Finance", "graded": graded}
    tables["questions"]["2023-25", "finance"] = with_cells(asked, "questions", **cells)
    superseded = made_of(tables).latest("dorset").superseded
    kinds = [item.kind for item in superseded if item.judgement == old]
    assert kinds == ["not recorded"] * named


def _without(record: peel.Dataset, force: str, *cycles: str) -> dict[str, dict[Key, Row]]:
    tables = all_rows(record)
    for name in ("inspections", "judgements", "findings", "profiles"):
        rows = tables[name].items()
        tables[name] = {key: row for key, row in rows if key[0] != force or key[1] not in cycles}
    return tables


def test_what_stands_is_looked_for_before_a_cycle_of_which_nothing_is_recorded(
    with_gaps: peel.Dataset,
) -> None:
    record = made_of(_without(with_gaps, "wiltshire", "2021-22"))
    old = record.judgement("wiltshire", "2018-19", "efficiency.planning")
    (found,) = [item for item in record.latest("wiltshire").superseded if item.judgement == old]
    assert found.reason == "no longer asked since PEEL 2021/22"


def test_a_cycle_after_the_newest_of_a_force_does_not_say_what_that_one_asked(
    with_gaps: peel.Dataset,
) -> None:
    tables = _without(with_gaps, "wiltshire", "2021-22", "2023-25")
    of_newest = tables["cycles"]["2018-19",]
    tables["cycles"]["2018-19",] = with_cells(of_newest, "cycles", questions_complete="no")
    record = made_of(tables)
    old = record.judgement("wiltshire", "2017", "efficiency.understanding-demand")
    (found,) = [item for item in record.latest("wiltshire").superseded if item.judgement == old]
    assert (found.kind, found.since) == ("unknown", None)


def test_a_count_leaves_nothing_open_for_what_was_not_graded(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    tables["judgements"].pop(("wiltshire", "2023-25", "investigating-crime"))
    key = ("wiltshire", "2023-25", "preventing-crime")
    cells = {"grade": "", "basis": "not-graded", "note": "not inspected"}
    tables["judgements"][key] = with_cells(tables["judgements"][key], "judgements", **cells)
    older = {
        item.judgement.question.theme: item
        for item in made_of(tables).latest("wiltshire").superseded
    }
    assert older["investigating-crime"].allows
    assert older["preventing-crime"].kind == "not graded"
    assert older["preventing-crime"].allows == ()
