"""What a sequence of changes leaves out, and says so."""

from __future__ import annotations

from itertools import combinations

import pytest

import peel


def test_questions_that_are_never_graded_are_not_unrecorded() -> None:
    for cycles, question in (
        (("2016", "2017"), "leadership"),
        (("2014", "2015"), "effectiveness"),
        (("2021-22", "2023-25"), "supporting-victims"),
    ):
        changes = peel.changes(*cycles, question=question)
        assert (len(changes.not_graded), changes.not_recorded) == (43, ())


def test_a_theme_that_is_no_longer_asked_is_not_one_that_was_not_graded() -> None:
    newest = [cycle for cycle in peel.cycles() if cycle.questions_complete][-1]
    now = {question.theme for question in peel.questions(newest)}
    gone = [theme for theme in peel.themes() if theme not in now]
    for theme in gone:
        latest = peel.latest(theme=theme)
        asked = [item for cycle in peel.cycles() for item in peel.questions(cycle)]
        last = [item.cycle for item in asked if item.theme == theme][-1]
        cycles = peel.cycles()
        since = cycles[cycles.index(last) + 1]
        said = latest.notes[0]
        assert said.startswith(f"no longer asked since {since.title} (last asked in {last.title}")
        assert (len(latest), latest.not_graded, latest.not_recorded) == (0, (), ())
        without = len(peel.forces()) - len({old.judgement.force for old in latest.superseded})
        never = "never graded" in said
        assert ("no older grade is recorded" in said) == bool(without and not never), theme
        assert f"of {without} force" in said or never or not without
        assert str(latest).splitlines()[-2:].count(said) == 1
    assert "leadership" in gone


def test_a_theme_of_like_name_that_is_asked_now_is_named_and_no_other() -> None:
    leadership = peel.latest(theme="leadership").notes[0]
    assert leadership.endswith(
        "PEEL 2023–2025 asks under a similar name: leadership-and-force-management"
    )
    assert len(peel.latest(theme="leadership-and-force-management")) > 0
    assert "similar name" not in peel.latest(theme="finance").notes[0]
    assert "no longer" not in str(peel.latest(theme="leadership-and-force-management"))


def test_a_theme_is_asked_as_long_as_it_is_the_newest_question_of_a_force() -> None:
    early = peel.as_of("2017-12-31").latest(theme="leadership")
    assert (len(early.not_graded), early.notes) == (43, ())
    between = peel.as_of("2022-12-31").latest(theme="planning")
    assert len(between) > 0
    assert not any("no longer asked" in note for note in between.notes)


def test_questions_of_one_framework_alone_are_named_not_dropped() -> None:
    changes = peel.changes("2021-22", "2023-25", force="leicestershire")
    alone = {(question.cycle.id, question.id) for question in changes.one_framework_only}
    assert ("2021-22", "good-use-of-resources") in alone
    assert ("2023-25", "leadership-and-force-management") in alone
    first, *lines = str(changes).splitlines()
    assert first.startswith("PEEL 2021/22 to PEEL 2023–2025, not comparable: outcomes for")
    assert lines[0].startswith("Leicestershire Police, preventing crime: outstanding (2021/22) → ")
    assert not any("outcomes for" in line for line in lines)
    assert "good use of resources (2021/22)" in lines[-1]


def test_changes_where_no_question_stands_in_both_cycles() -> None:
    changes = peel.changes("2014", "2021-22", force="kent")
    assert len(changes) == 0
    first, reason, *_ = str(changes).splitlines()
    assert first == "no question is in the frameworks of both cycles"
    assert reason.startswith("PEEL 2014 to PEEL 2021/22, not comparable: 2018/19 to 2021/22: ")
    assert reason in changes.notes
    assert {question.cycle.id for question in changes.one_framework_only} == {"2014", "2021-22"}


def _change_named(name: str, before: peel.Cycle, after: peel.Cycle) -> list[peel.GradeChange]:
    try:
        return list(peel.changes(before, after, name, force="kent"))
    except (peel.UnknownQuestionError, peel.NotRecordedError):
        return []


def test_a_force_has_the_changes_that_a_question_by_name_gives() -> None:
    crossed = 0
    for before, after in combinations(peel.cycles(), 2):
        names = {
            name
            for cycle in (before, after)
            for question in peel.questions(cycle)
            for name in (question.id, *question.spellings)
        }
        named = {change for name in names for change in _change_named(name, before, after)}
        changes = peel.changes(before, after, force="kent")
        assert set(changes) == named, (before.id, after.id)
        assert len(changes) == len(named)
        crossed += sum(item.before.question.id != item.after.question.id for item in changes)
        alone = {(item.cycle, item.id) for item in changes.one_framework_only}
        for change in changes:
            for of in (change.before, change.after):
                assert (of.cycle, of.question.id) not in alone
    assert crossed


def test_a_force_without_any_change_learns_that_none_could_be_compared(
    with_gaps: peel.Dataset,
) -> None:
    changes = with_gaps.changes("2021-22", "2023-25", force="lincolnshire")
    assert len(changes) == 0
    assert changes.not_recorded
    why = with_gaps.comparability("2021-22", "2023-25").reason
    assert f"PEEL 2021/22 to PEEL 2023–2025, not comparable: {why}" in changes.notes
    assert not any(
        "comparable" in note for note in with_gaps.changes("2016", "2017", force="kent").notes
    )


def test_what_is_said_of_a_question_without_change_is_its_own_comparability() -> None:
    before = peel.as_of("10 November 2017")
    said = before.comparability("2016", "2017", "efficiency")
    assert (said.status, before.comparability("2016", "2017").status) == ("comparable", "unknown")
    for question in ("efficiency", None):
        changes = before.changes("2016", "2017", question, force="greater-manchester")
        assert len(changes) == 0
        assert not any("comparable" in note for note in changes.notes)
    legitimacy = before.changes("2016", "2017", "legitimacy", force="kent")
    assert len(legitimacy) == 0
    assert any("not known to be comparable" in note for note in legitimacy.notes)


def test_a_cycle_whose_questions_are_not_all_known_may_have_more_in_common() -> None:
    said = "PEEL 2014 may have more questions than are recorded"
    assert said in peel.changes("2014", "2015", force="kent").notes
    assert said not in peel.changes("2014", "2015", "efficiency").notes


def test_changes_needs_a_question_or_a_force() -> None:
    with pytest.raises(TypeError, match="needs a question"):
        peel.changes("2016", "2017")


@pytest.mark.parametrize(("before", "after"), [("2018-19", "2021-22"), ("2021-22", "2023-25")])
def test_a_change_without_a_grade_says_that_none_could_be_compared(
    with_gaps: peel.Dataset, before: str, after: str
) -> None:
    asked = "investigating-crime"
    assert with_gaps.comparability(before, after, asked).status == "not comparable"
    reason = with_gaps.comparability(before, after, asked).reason
    missing = [*with_gaps.changes(before, after, asked).not_recorded]
    assert missing
    for force in missing:
        with pytest.raises(peel.NotRecordedError) as caught:
            with_gaps.change(force, asked, before, after)
        assert f"are not comparable anyway: {reason}" in str(caught.value)
        assert caught.value.force == force.id


def test_a_change_without_a_grade_is_silent_where_grades_compare(with_gaps: peel.Dataset) -> None:
    assert with_gaps.comparability("2016", "2017", "efficiency").comparable
    with pytest.raises(peel.NotGradedError, match=r"not graded: (?!.*comparable)"):
        with_gaps.change("GMP", "efficiency", "2016", "2017")
