"""What mutation testing found that no other test would notice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import peel
from peel import _rules
from peel._comparability import Comparability
from peel._lookup import Register, question_register
from peel._names import fold, name_index, nearest_names, shorten


def test_messages_of_grades_are_whole() -> None:
    with pytest.raises(TypeError) as caught:
        _ = peel.FOUR_TIER["good"] < peel.FIVE_TIER["good"]
    assert str(caught.value) == (
        "'Good' (four-tier) and 'Good' (five-tier) are grades of different judgement scales, "
        "which have no common order"
    )
    with pytest.raises(TypeError) as caught:
        _ = peel.FOUR_TIER["good"] - 1
    assert str(caught.value) == (
        "grades cannot be subtracted: whether two judgements may be compared depends on their "
        "cycles and question, so steps come from peel.change(force, question, before, after)"
    )
    wrong: Any = 3
    with pytest.raises(TypeError, match=r"^a grade key is given as text, not as int$"):
        peel.FOUR_TIER[wrong]
    with pytest.raises(TypeError, match=r"^a grade is given as text, not as int$"):
        peel.FOUR_TIER.parse(wrong)
    with pytest.raises(peel.UnknownGradeError) as unknown:
        peel.FOUR_TIER.parse(peel.FIVE_TIER["adequate"])
    assert unknown.value.asked == "adequate"
    assert unknown.value.nearest == ()


def test_a_grade_whose_label_is_not_its_key() -> None:
    grade = peel.Grade("pass-fail", "pass", "Met the standard", 2)
    scale = peel.JudgementScale("pass-fail", (grade,))
    assert scale.parse("PASS") is grade
    assert scale.parse("met the standard") is grade


def test_text_of_a_comparability() -> None:
    assert str(peel.comparability("2016", "2017")).startswith("2016 and 2017: comparable: ")
    assert str(peel.comparability("2016", "2017", "efficiency")).startswith(
        "2016 and 2017, efficiency: comparable: "
    )


@pytest.mark.parametrize(
    ("question", "before", "after", "status"),
    [
        ("efficiency", "2016", "2018-19", "comparable"),
        ("efficiency", "2014", "2015", "unknown"),
        ("investigating-crime", "2021-22", "2023-25", "not comparable"),
    ],
)
def test_a_comparability_names_what_was_asked(
    question: str, before: str, after: str, status: str
) -> None:
    for answer in (
        peel.comparability(before, after),
        peel.comparability(before, after, question),
    ):
        assert (answer.from_cycle.id, answer.to_cycle.id) == (before, after)
        assert answer.status == status


def test_other_scale_or_other_question() -> None:
    cycles, statement = peel.cycles(), peel.bundled()._statement
    before, after = peel.cycle("2018-19"), peel.cycle("2021-22")
    answer = _rules.compare_cycles(cycles, statement, before, after, "efficiency")
    assert (answer.from_cycle, answer.to_cycle) == (before, after)
    assert (answer.question, answer.status) == ("efficiency", "not comparable")
    one, other = peel.question("2016", "efficiency"), peel.question("2017", "legitimacy")
    different = _rules.compare_questions(cycles, statement, one, other)
    assert (different.from_cycle.id, different.to_cycle.id) == ("2016", "2017")
    assert (different.question, different.status) == (None, "not comparable")


def test_without_a_statement_nothing_is_known() -> None:
    cycles = peel.cycles()
    asked: list[str | None] = []

    def silent(_: peel.Cycle, __: peel.Cycle, question: str | None) -> Comparability | None:
        asked.append(question)
        return None

    answer = _rules.compare_cycles(cycles, silent, cycles[1], cycles[2], "efficiency")
    assert (answer.question, answer.status) == ("efficiency", "unknown")
    assert answer.reason.endswith("no statement by the inspectorate is recorded")
    assert "XX" not in answer.reason
    assert asked == ["efficiency", None]
    asked.clear()
    _rules.compare_cycles(cycles, silent, cycles[1], cycles[2], None)
    assert asked == [None]


def test_one_step_keeps_its_sources_and_several_join_their_reasons() -> None:
    one = peel.comparability("2016", "2017")
    assert one.sources
    several = peel.comparability("2015", "2018-19")
    steps = [
        peel.comparability(before, after)
        for before, after in (("2015", "2016"), ("2016", "2017"), ("2017", "2018-19"))
    ]
    for step in steps:
        assert step.reason in several.reason
        assert set(step.sources) <= set(several.sources)
    assert "; " in several.reason


def test_a_question_of_another_scale_says_both_reasons() -> None:
    before, after = peel.question("2018-19", "efficiency"), peel.questions("2021-22")[0]
    answer = _rules.compare_questions(peel.cycles(), peel.bundled()._statement, before, after)
    assert answer.status == "not comparable"
    assert (answer.from_cycle.id, answer.to_cycle.id) == ("2018-19", "2021-22")
    assert before.id in answer.reason
    assert after.id in answer.reason


def test_reinspected_is_one_of_three() -> None:
    seen = {
        change.reinspected
        for force in peel.forces()
        for change in peel.changes("2017", "2018-19", force=force)
    }
    assert seen == {"yes", "in part", "no"}


def test_part_of_a_pillar_is_named() -> None:
    partly = [
        change
        for force in peel.forces()
        for change in peel.changes("2017", "2018-19", force=force)
        if change.reinspected == "in part"
    ]
    assert partly
    for change in partly:
        (caveat,) = (text for text in change.caveats if "was inspected in part" in text)
        assert caveat.startswith("2018/19 was inspected in part; carried over: ")
        assert "XX" not in caveat


def test_directions_and_steps_agree() -> None:
    direction = peel.Direction
    seen: set[peel.Direction] = set()
    for before, after in (("2014", "2015"), ("2016", "2017"), ("2021-22", "2023-25")):
        for force in peel.forces():
            for change in peel.changes(before, after, force=force):
                seen.add(change.direction)
                if change.comparability.status == "unknown":
                    assert change.direction is direction.UNKNOWN
                elif change.comparability.status == "not comparable":
                    assert change.direction is direction.NOT_COMPARABLE
                elif change.steps is not None:
                    sign = (change.steps > 0) - (change.steps < 0)
                    expected = {
                        1: direction.IMPROVED,
                        0: direction.UNCHANGED,
                        -1: direction.DECLINED,
                    }
                    assert change.direction is expected[sign]
                if not change.comparable:
                    assert change.steps is None
    assert seen >= {
        *(direction.UNKNOWN, direction.NOT_COMPARABLE, direction.IMPROVED),
        *(direction.UNCHANGED, direction.DECLINED),
    }


def test_why_a_cell_has_no_grade() -> None:
    judgement = peel.judgement("GMP", "2017", "efficiency")
    with pytest.raises(peel.NotGradedError) as caught:
        _rules.graded(attrs.evolve(judgement, note=None))
    assert str(caught.value) == (
        "Greater Manchester Police, 2017, efficiency: not graded: no reason is recorded"
    )


def test_text_of_changes() -> None:
    changes = peel.changes("2016", "2017", force="leicestershire")
    lines = str(changes).splitlines()
    assert lines[: len(changes)] == [str(change) for change in changes]
    assert "XX" not in str(changes)


def test_a_register() -> None:
    register = Register(
        "colour", {"red": 1, "dark-red": 2, "blue": 3}, spellings=lambda n: (f"number {n}", "paint")
    )
    assert register.find("Number 1") == 1
    assert register.find("red") == 1
    assert not register.knows("reed")
    with pytest.raises(peel.UnknownNameError) as caught:
        register.find("paint")
    assert caught.value.asked == "paint"
    assert caught.value.nearest == ("red", "dark-red", "blue")
    assert str(caught.value) == "'paint' names several colours: red, dark-red, blue; give the id"
    with pytest.raises(TypeError, match=r"^a colour is given as text, not as int$"):
        register.find(3)
    with pytest.raises(peel.UnknownNameError, match=r"^a colour is expected, and ' ' is blank$"):
        register.find(" ")
    with pytest.raises(peel.UnknownNameError) as caught:
        register.find("bluee")
    assert str(caught.value) == (
        "no colour is called 'bluee'; nearest: 'blue'; there are: red, dark-red, blue"
    )
    assert str(register.unknown("qqqq")) == (
        "no colour is called 'qqqq'; there are: red, dark-red, blue"
    )
    listed = Register("colour", {"red": 1}, listing="look at the list")
    assert str(listed.unknown("qqqq")) == "no colour is called 'qqqq'; look at the list"


def test_an_id_is_found_by_its_own_text_first() -> None:
    register = Register("thing", {"A.b": 1, "A-b": 2})
    assert register.find("A.b") == 1
    assert register.find("A-b") == 2


def test_the_last_part_of_a_question_s_id() -> None:
    question = attrs.evolve(peel.question("2017", "planning"), id="one.two.three")
    assert question_register([question]).knows("three")


def test_folding() -> None:
    assert fold("Avon&Somerset") == "avon and somerset"
    assert fold("A_B--c") == "a b c"


@pytest.mark.parametrize(("length", "shown"), [(199, 199), (200, 200), (201, 200), (5000, 200)])
def test_shortening(length: int, shown: int) -> None:
    text = shorten("x" * length)
    assert len(text) == shown
    assert text == "x" * shown if length == shown else text == "x" * 199 + "…"


def test_at_most_three_names_are_near() -> None:
    assert nearest_names("abcd", ["abcd1", "abcd2", "abcd3", "abcd4"]) == (
        "abcd4",
        "abcd3",
        "abcd2",
    )
    assert nearest_names("abcdefghij", ["abcdevwxyz"]) == ()
    assert nearest_names("abcdefghij", ["abcdefwxyz"]) == ("abcdefwxyz",)


def test_blank_spellings_name_nothing() -> None:
    assert name_index({"one": ("", "first", "first"), "two": ("--",)}) == {
        "first": ("one",),
        "one": ("one",),
        "two": ("two",),
    }


# As of a day.


def test_a_revision_is_known_on_its_day() -> None:
    assert peel.as_of("2024-08-07").revisions() == ()
    assert len(peel.as_of("2024-08-08").revisions()) == 1


def test_an_end_of_engage_is_known_on_its_day_and_not_before() -> None:
    ended = [period for period in peel.monitoring() if period.end is not None]
    assert ended
    for period in ended:
        assert period.end is not None
        if period.end_precision != "day":
            continue
        (then,) = (
            p
            for p in peel.as_of(period.end).monitoring(force=period.force)
            if p.start == period.start
        )
        assert then.end == period.end
        (before,) = (
            p
            for p in peel.as_of(period.end - dt.timedelta(1)).monitoring(force=period.force)
            if p.start == period.start
        )
        assert (before.end, before.end_precision) == (None, None)
        for text in (before.reason, before.note):
            assert "exit" not in (text or "")
            assert "XX" not in (text or "")


def test_a_cycle_has_begun_on_the_day_of_its_first_publication() -> None:
    first = peel.cycle("2021-22").first_published
    assert first is not None
    before = {cell.cycle.id for cell in peel.as_of(first - dt.timedelta(1)).undated}
    then = {cell.cycle.id for cell in peel.as_of(first).undated}
    assert "2021-22" not in before
    assert ("2021-22" in then) == any(j.published is None for j in peel.judgements(cycle="2021-22"))


@pytest.mark.parametrize("asked", ["2018-2019", "2018/19", "PEEL 2018-2019", "PEEL 2018/19"])
def test_spellings_of_a_cycle_of_two_years(asked: str) -> None:
    assert peel.cycle(asked).id == "2018-19"


def test_another_scale_without_a_statement() -> None:
    cycles = peel.cycles()
    before, after = peel.cycle("2018-19"), peel.cycle("2021-22")
    answer = _rules.compare_cycles(cycles, lambda *_: None, before, after, "efficiency")
    assert (answer.from_cycle, answer.to_cycle) == (before, after)
    assert (answer.question, answer.status) == ("efficiency", "not comparable")
    assert answer.reason == "the judgement scale is another: four-tier, then five-tier"


def test_two_questions_of_one_cycle() -> None:
    one, other = peel.question("2017", "efficiency"), peel.question("2017", "legitimacy")
    answer = _rules.compare_questions(peel.cycles(), lambda *_: None, one, other)
    assert (answer.from_cycle, answer.to_cycle) == (one.cycle, one.cycle)
    assert (answer.question, answer.status) == (None, "not comparable")


def test_the_interval_begins_with_the_root() -> None:
    seen = 0
    for force in peel.forces():
        for change in peel.changes("2017", "2018-19", force=force):
            if change.before.carried_from is None or change.reinspected == "no":
                continue
            root = peel.judgement(force, change.before.carried_from, change.before.question.id)
            if None in (root.published, change.after.published) or root.carried_from:
                continue
            if root.published_precision != "exact" or change.after.published_precision != "exact":
                continue
            assert root.published is not None
            assert change.interval is not None
            assert root.published + change.interval == change.after.published
            seen += 1
    assert seen


def test_reasons_and_names_are_separated_by_what_people_expect() -> None:
    for before, after in (("2014", "2016"), ("2015", "2018-19"), ("2014", "2025-27")):
        assert "XX" not in peel.comparability(before, after).reason
    with pytest.raises(peel.UnknownNameError, match="'kent', '"):
        peel.force("kentt")
