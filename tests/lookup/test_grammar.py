"""Asking as people ask: what stands in which place, and errors that lead on."""

from __future__ import annotations

import pytest

import peel


@pytest.mark.parametrize("name", ["latest", "monitoring", "coverage"])
def test_the_force_may_be_given_by_position(name: str) -> None:
    ask = getattr(peel, name)
    assert ask("cleveland") == ask(force="cleveland")


def test_changes_take_the_question_third() -> None:
    by_name = peel.changes("2016", "2017", question="efficiency")
    assert peel.changes("2016", "2017", "efficiency") == by_name
    sorted_out = [*by_name.improved, *by_name.declined, *by_name.unchanged]
    others = [change for change in by_name if change not in sorted_out]
    assert {change.direction for change in others} <= {
        peel.Direction.NOT_REINSPECTED,
        peel.Direction.NOT_COMPARABLE,
        peel.Direction.UNKNOWN,
    }
    assert all((change.steps or 0) > 0 for change in by_name.improved)
    assert all((change.steps or 0) < 0 for change in by_name.declined)
    assert all(change.steps == 0 for change in by_name.unchanged)


def test_a_grade_of_any_scale() -> None:
    both = peel.judgements(grade="inadequate", scale="any")
    assert {judgement.cycle.scale for judgement in both} == {"four-tier", "five-tier"}
    assert {judgement.grade_text for judgement in both} == {"inadequate"}
    four = peel.judgements(grade="inadequate", scale="four-tier")
    five = peel.judgements(grade="inadequate", scale="five-tier")
    assert set(both) == {*four, *five}
    assert set(peel.judgements(grade="adequate", scale="any")) == set(
        peel.judgements(grade="adequate")
    )
    with pytest.raises(peel.UnknownGradeError, match="scale='any' means all of them"):
        peel.judgements(grade="good")
    with pytest.raises(peel.UnknownGradeError):
        peel.judgements(grade="goood", scale="any")


def test_a_cell_that_is_not_recorded_leads_to_what_is() -> None:
    missing = next(
        cell
        for cell in peel.coverage().missing()
        if cell.question.pillar
        and len(peel.history(cell.force, theme=cell.question.theme).judgements)
    )
    with pytest.raises(peel.NotRecordedError) as caught:
        peel.grade(missing.force, missing.cycle, missing.question)
    text = str(caught.value)
    known = peel.history(missing.force, theme=missing.question.theme).judgements
    assert f"recorded for {missing.question.theme}: " in text
    for judgement in known:
        assert f"{judgement.cycle.label} {judgement.grade_text}" in text


def test_the_address_of_the_report_and_its_count_stand_in_the_error() -> None:
    missing = next(
        cell
        for cell in peel.coverage().missing()
        if cell.question.kind == "area" and peel.inspection(cell.force, cell.cycle).counts
    )
    inspection = peel.inspection(missing.force, missing.cycle)
    with pytest.raises(peel.NotRecordedError) as caught:
        peel.judgement(missing.force, missing.cycle, missing.question)
    assert "the published count of areas is " in str(caught.value)
    assert f"report: {inspection.url}" in str(caught.value)


def test_a_question_of_another_cycle_is_not_this_one() -> None:
    other = peel.question("2016", "efficiency")
    for ask in (
        lambda: peel.judgement("kent", "2017", other),
        lambda: peel.grade("kent", "2017", other),
        lambda: peel.question("2017", other),
        lambda: peel.distribution("2017", other),
    ):
        with pytest.raises(peel.UnknownQuestionError, match="a question of PEEL 2016"):
            ask()


def test_a_question_of_one_of_two_cycles_stands_for_its_id() -> None:
    by_id = peel.change("kent", "efficiency", "2016", "2017")
    for cycle in ("2016", "2017"):
        question = peel.question(cycle, "efficiency")
        assert peel.change("kent", question, "2016", "2017") == by_id
        assert peel.comparability("2016", "2017", question) == by_id.comparability
        assert by_id in list(peel.changes("2016", "2017", question))
        assert peel.history("kent", question) == peel.history("kent", "efficiency")
    with pytest.raises(peel.UnknownQuestionError, match="a question of PEEL 2014"):
        peel.change("kent", peel.question("2014", "efficiency"), "2016", "2017")


def test_a_history_without_a_question_lists_the_themes() -> None:
    with pytest.raises(TypeError) as caught:
        peel.history("cleveland")
    for theme in peel.themes():
        assert theme in str(caught.value)


def test_findings_say_what_nobody_collected_and_what_is_a_selection() -> None:
    findings = peel.findings()
    pairs = {(finding.force, finding.cycle) for finding in findings}
    inspected = {(item.force, item.cycle) for item in peel.inspections()}
    begun = {(force, cycle) for cycle in peel.cycles()[-1:] for force in peel.forces()}
    assert set(findings.not_collected) == (inspected | begun) - pairs
    for force, cycle in findings.selected:
        kinds = {finding.kind for finding in peel.findings(force=force, cycle=cycle)}
        assert kinds <= {"cause-of-concern", "progress"}
    assert "none collected: " in str(findings)
    assert "a selection only: causes of concern and progress: " in str(findings)


def test_a_judgement_as_a_sentence_to_print() -> None:
    for judgement in peel.judgements():
        sentence = judgement.sentence
        assert judgement.cycle.inspectorate in sentence
        assert judgement.cycle.title in sentence
        assert judgement.grade is None or judgement.grade_text in sentence
        assert sentence.endswith(".")
        for remark in judgement.remarks:
            elsewhere = ("not graded", "published", "revised")
            assert remark.kind in elsewhere or remark.text in sentence
        assert ("graded" in sentence.split(" for ")[0]) == (
            judgement.grade is not None and judgement.carried_from is None
        )


def test_a_change_as_sentences_to_print() -> None:
    kept = peel.change("leicestershire", "preventing-crime", "2016", "2017")
    assert kept.sentence == (
        "HMIC graded Leicestershire Police good for preventing crime and tackling anti-social "
        "behaviour in PEEL 2016, published on 2 March 2017. HMICFRS did not inspect that again in "
        "PEEL 2017, published on 22 March 2018: its grade is the earlier one, carried over, not a "
        "finding of 'no change'."
    )
    again = peel.change("leicestershire", "preventing-crime", "2017", "2018-19")
    assert again.before.carried_from is not None
    assert again.sentence.startswith("HMICFRS did not inspect Leicestershire Police again for prev")
    unknown = peel.change("kent", "efficiency", "2014", "2015")
    assert "It is not known whether the two grades can be compared" in unknown.sentence
    crossing = peel.change("cleveland", "preventing-crime", "2021-22", "2023-25")
    assert "cannot be compared directly" in crossing.sentence
    assert "up" not in crossing.sentence.split("directly")[0].split()
