"""The rules of comparison, one by one."""

from __future__ import annotations

import copy

import attrs
import pytest

import peel
from peel._answers import rules
from peel._tables.schema import Key
from peel._tables.store import R, Store, Tables
from tests.made import all_rows, made_of

#: The rows of a record without any statement on comparing, and its store.
WITHOUT_STATEMENTS = all_rows(peel.bundled()) | {"comparability": {}}
UNSAID = made_of(WITHOUT_STATEMENTS)._store


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
    store = peel.bundled()._store
    before, after = peel.cycle("2018-19"), peel.cycle("2021-22")
    answer = rules.compare_cycles(store, before, after, "efficiency")
    assert (answer.from_cycle, answer.to_cycle) == (before, after)
    assert (answer.question, answer.status) == ("efficiency", "not comparable")
    one, other = peel.question("2016", "efficiency"), peel.question("2017", "legitimacy")
    different = rules.compare_questions(store, one, other)
    assert (different.from_cycle.id, different.to_cycle.id) == ("2016", "2017")
    assert (different.question, different.status) == (None, "not comparable")


def test_without_a_statement_nothing_is_known() -> None:
    cycles, asked = peel.cycles(), []

    class Silent(Store):
        def find(self, kind: type[R], key: Key) -> R | None:
            asked.append(key[2])
            return super().find(kind, key)

    silent = Silent(Tables(WITHOUT_STATEMENTS.__getitem__))
    answer = rules.compare_cycles(silent, cycles[1], cycles[2], "efficiency")
    assert (answer.question, answer.status) == ("efficiency", "unknown")
    assert answer.reason.endswith("no statement by the inspectorate is recorded")
    assert asked == ["efficiency", "*"]
    asked.clear()
    rules.compare_cycles(silent, cycles[1], cycles[2], None)
    assert asked == ["*"]


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
    answer = rules.compare_questions(peel.bundled()._store, before, after)
    assert answer.status == "not comparable"
    assert (answer.from_cycle.id, answer.to_cycle.id) == ("2018-19", "2021-22")
    assert before.phrase in answer.reason
    assert after.phrase in answer.reason


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
        rules.grade_of(attrs.evolve(judgement, note=None))
    assert str(caught.value) == (
        "Greater Manchester Police, 2017, efficiency: not graded: no reason is recorded"
    )


def test_another_scale_without_a_statement() -> None:
    before, after = peel.cycle("2018-19"), peel.cycle("2021-22")
    answer = rules.compare_cycles(UNSAID, before, after, "efficiency")
    assert (answer.from_cycle, answer.to_cycle) == (before, after)
    assert (answer.question, answer.status) == ("efficiency", "not comparable")
    assert answer.reason == "the judgement scale changed: four-tier, then five-tier"


def test_two_questions_of_one_cycle() -> None:
    one, other = peel.question("2017", "efficiency"), peel.question("2017", "legitimacy")
    answer = rules.compare_questions(UNSAID, one, other)
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


def test_the_caveats_of_a_pillar_inspected_in_part() -> None:
    record = copy.copy(peel.bundled())  # which has worked nothing out yet
    change = record.change("kent", "effectiveness", "2016", "2017")
    assert change.reinspected == "in part"
    assert change.caveats[-1] == (
        "2017 was inspected in part; carried over: preventing crime and tackling anti-social "
        "behaviour"
    )
    both = record.change("durham", "effectiveness", "2016", "2017")
    assert both.caveats[-1].startswith("2017 was inspected in part; carried over: preventing crime")
    assert ", investigating crime and reducing re-offending" in both.caveats[-1]
    whole = record.change("kent", "efficiency", "2016", "2017")
    assert (whole.reinspected, whole.caveats) == ("yes", ())


def test_the_judgements_behind_a_change() -> None:
    fresh = peel.change("leicestershire", "efficiency", "2016", "2017")
    assert (fresh.before_root, fresh.after_root) == (fresh.before, fresh.after)
    carried = peel.change("leicestershire", "preventing-crime", "2017", "2018-19")
    made = peel.judgement("leicestershire", "2016", "preventing-crime")
    assert (carried.before_root, carried.after_root) == (made, made)

    own = [(item.force.id, item.cycle.id, item.question.id) for item in (fresh.before, fresh.after)]

    class OfOthers(Store):
        def find(self, kind: type[R], key: Key) -> R | None:
            assert key not in own, f"{key}: looked up, and is its own root"
            return super().find(kind, key)

    store = OfOthers(Tables(all_rows(peel.bundled()).__getitem__))
    rules.change(store, fresh.before, fresh.after)


def test_the_reason_of_several_steps_names_each() -> None:
    one = peel.comparability("2016", "2017", "efficiency")
    assert not one.reason.startswith("2016 to 2017")
    two = peel.comparability("2015", "2017", "efficiency")
    assert two.reason.startswith("2015 to 2016: ")
    assert "; 2016 to 2017: " in two.reason
    three = peel.comparability("2015", "2018-19", "efficiency")
    assert three.reason.count(" to 201") == 3


def test_a_step_without_a_statement_names_its_question() -> None:
    cycles = peel.cycles()
    step = rules._step(UNSAID, cycles[0], cycles[1], "efficiency")
    assert (step.question, step.status) == ("efficiency", "unknown")


@pytest.mark.parametrize("force", ["durham", "dyfed-powys", "leicestershire"])
def test_a_pillar_names_each_question_that_was_carried_over(force: str) -> None:
    carried = [
        judgement.question.phrase
        for judgement in peel.judgements(force=force, cycle="2017")
        if judgement.carried_from and judgement.question.pillar == "effectiveness"
    ]
    change = peel.change(force, "effectiveness", "2016", "2017")
    (said,) = (caveat for caveat in change.caveats if "in part" in caveat)
    assert said == f"2017 was inspected in part; carried over: {', '.join(carried)}"


def test_a_pillar_says_which_of_its_questions_may_have_been_carried_over() -> None:
    said = ": not recorded, so not known if inspected again: "
    unsure = peel.change("met", "effectiveness", "2016", "2017")
    assert unsure.caveats[-1].startswith(f"2017{said}preventing crime")
    assert unsure.caveats[-1] in str(unsure)
    assert unsure.caveats[-1] in unsure.sentence
    seen: set[bool] = set()
    for before, after in (("2015", "2016"), ("2016", "2017"), ("2017", "2018-19")):
        carries_over = any(item.carried_from for item in peel.judgements(cycle=after))
        for force in peel.forces():
            known = {item.question for item in peel.judgements(force=force, cycle=after)}
            for change in peel.changes(before, after, force=force):
                of = [
                    item
                    for item in peel.questions(after)
                    if item.pillar == change.after.question.id and item not in known
                ]
                expected = [item.phrase for item in of if item.graded == "always"]
                may_be = carries_over and change.after.question.kind == "pillar" and expected
                told = [caveat for caveat in change.caveats if said in caveat]
                if not may_be or change.reinspected == "no":
                    assert told == []
                else:
                    assert told == [f"{change.after.cycle.label}{said}{', '.join(expected)}"]
                seen.add(bool(told))
    assert seen == {True, False}
