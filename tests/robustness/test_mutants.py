"""What mutation testing found that no other test would notice."""

from __future__ import annotations

import copy
import datetime as dt
from functools import partial
from typing import Any

import attrs
import pytest

import peel
from peel._answers import record, rules
from peel._records.changes import Comparability
from tests.made import TABLES, all_rows, made_of, rows_of


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
    with pytest.raises(TypeError, match=r"^a grade is given as text, not as int$"):
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
    cycles, statement = peel.cycles(), partial(record.statement, peel.bundled()._store)
    before, after = peel.cycle("2018-19"), peel.cycle("2021-22")
    answer = rules.compare_cycles(cycles, statement, before, after, "efficiency")
    assert (answer.from_cycle, answer.to_cycle) == (before, after)
    assert (answer.question, answer.status) == ("efficiency", "not comparable")
    one, other = peel.question("2016", "efficiency"), peel.question("2017", "legitimacy")
    different = rules.compare_questions(cycles, statement, one, other)
    assert (different.from_cycle.id, different.to_cycle.id) == ("2016", "2017")
    assert (different.question, different.status) == (None, "not comparable")


def test_without_a_statement_nothing_is_known() -> None:
    cycles = peel.cycles()
    asked: list[str | None] = []

    def silent(_: peel.Cycle, __: peel.Cycle, question: str | None) -> Comparability | None:
        asked.append(question)
        return None

    answer = rules.compare_cycles(cycles, silent, cycles[1], cycles[2], "efficiency")
    assert (answer.question, answer.status) == ("efficiency", "unknown")
    assert answer.reason.endswith("no statement by the inspectorate is recorded")
    assert "XX" not in answer.reason
    assert asked == ["efficiency", None]
    asked.clear()
    rules.compare_cycles(cycles, silent, cycles[1], cycles[2], None)
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
    answer = rules.compare_questions(
        peel.cycles(), partial(record.statement, peel.bundled()._store), before, after
    )
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
        rules.graded(attrs.evolve(judgement, note=None))
    assert str(caught.value) == (
        "Greater Manchester Police, 2017, efficiency: not graded: no reason is recorded"
    )


def test_text_of_changes() -> None:
    changes = peel.changes("2016", "2017", force="leicestershire")
    lines = str(changes).splitlines()
    assert lines[: len(changes)] == [str(change) for change in changes]
    assert "XX" not in str(changes)


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
    answer = rules.compare_cycles(cycles, lambda *_: None, before, after, "efficiency")
    assert (answer.from_cycle, answer.to_cycle) == (before, after)
    assert (answer.question, answer.status) == ("efficiency", "not comparable")
    assert answer.reason == "the judgement scale is another: four-tier, then five-tier"


def test_two_questions_of_one_cycle() -> None:
    one, other = peel.question("2017", "efficiency"), peel.question("2017", "legitimacy")
    answer = rules.compare_questions(peel.cycles(), lambda *_: None, one, other)
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
    with pytest.raises(peel.UnknownNameError, match="'essex', 'kent'"):
        peel.force("Kent and Essex")


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
    asked: list[str] = []

    def recorded(judgement: peel.Judgement, cycle: peel.Cycle) -> peel.Judgement | None:
        asked.append(cycle.id)
        return peel.bundled()._recorded_in(judgement, cycle)

    before, after = fresh.before, fresh.after
    rules.compare(before, after, fresh.comparability, peel.cycles(), recorded, [])
    assert asked == []


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
    step = rules._step(lambda *_: None, cycles[0], cycles[1], "efficiency")
    assert (step.question, step.status) == ("efficiency", "unknown")


def test_changes_that_cross_a_break_tell_it_once() -> None:
    pair = peel.changes("2021-22", "2023-25", question="investigating-crime")
    two = attrs.evolve(pair, records=pair.records[:2], not_recorded=(), not_graded=())
    lines = str(two).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("PEEL 2021/22 to PEEL 2023–2025, not comparable: outcomes")
    assert lines[1].rpartition("(2023/25)")[2] in ("", lines[1][lines[1].index(" [") :])
    one = attrs.evolve(two, records=pair.records[:1])
    assert str(one) == str(pair.records[0])
    comparable = peel.changes("2016", "2017", question="efficiency")
    same = attrs.evolve(
        comparable, records=(comparable[0], comparable[0]), not_graded=(), not_recorded=()
    )
    assert str(same) == f"{comparable[0]}\n{comparable[0]}"
    alone = peel.changes("2021-22", "2023-25", force="leicestershire")
    assert "treatment of the public (2021/22), good use of resources (2021/22)" in str(alone)


def test_messages_of_filters_are_whole() -> None:
    with pytest.raises(peel.UnknownNameError, match=r"^no region is called 'Mercia'"):
        peel.judgements(region="Mercia")
    with pytest.raises(peel.UnknownQuestionError, match=r"expected here: a filter question=…$"):
        peel.judgements(question="2017")
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.judgements(grade="good")
    assert str(caught.value) == (
        "'good' is a grade of several judgement scales (four-tier, five-tier) and not the same "
        "grade on each: name scale=, or cycle= of one scale"
    )
    assert caught.value.asked == "good"


def test_two_filters_narrow_each_other() -> None:
    kent = peel.judgements(force=["kent", "durham"], region="South East", cycle="2017")
    assert {item.force.id for item in kent} == {"kent"}
    new = peel.judgements(cycle=["2017", "2023-25"], scale="five-tier")
    assert {item.cycle.id for item in new} == {"2023-25"}
    old = peel.judgements(question=["efficiency", "planning"], theme="planning")
    assert {item.question.theme for item in old} == {"planning"}
    assert peel.judgements(force="kent", region="North East") == ()


def test_messages_of_grades_name_what_is_near() -> None:
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.FIVE_TIER.parse("adequate inadequate")
    assert "; nearest: 'adequate', 'inadequate'; it has outstanding, good" in str(caught.value)
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.FIVE_TIER.parse("xyz")
    assert str(caught.value) == (
        "the five-tier scale has no grade 'xyz'; it has outstanding, good, adequate, "
        "requires-improvement, inadequate"
    )


def test_what_stands_in_the_wrong_place_is_told_whole() -> None:
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.history("kent", "essex")
    assert "it is a force, and a question is expected here: history(force, question)" in str(
        caught.value
    )
    assert caught.value.asked == "essex"
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "kent")
    assert "and a question is expected here: question(cycle, question)" in str(caught.value)
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", peel.cycle("2016"))  # type: ignore[arg-type]
    assert str(caught.value) == (
        "'2016' is a cycle, and a question is expected here: question(cycle, question)"
    )
    assert caught.value.asked == "2016"
    with pytest.raises(peel.UnknownQuestionError, match=r"here: a filter question=…"):
        peel.judgements(question="kent", cycle="2017")
    with pytest.raises(TypeError, match="a question is given as text, not as float"):
        peel.judgements(question=2.5)  # type: ignore[arg-type]


def test_questions_of_other_cycles_are_told_whole() -> None:
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "engagement")
    assert "it stands in the framework of 2015, not of 2017" in str(caught.value)
    assert "XX" not in str(caught.value)
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2016", "investigating")
    related = ", ".join(
        question.id
        for question in peel.questions("2016")
        if question.theme == "investigating-crime"
    )
    assert f"of the same theme in 2016: {related}; " in str(caught.value)
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "zzz")
    assert str(caught.value) == (
        "no question is called 'zzz'; peel.questions('2017') lists what PEEL 2017 asks"
    )


def test_a_year_of_no_cycle_and_of_two() -> None:
    with pytest.raises(peel.UnknownCycleError) as caught:
        peel.cycle(2025)
    assert "2025 is part of 2023-25 and 2025-27: give the whole cycle;" in str(caught.value)
    with pytest.raises(peel.UnknownCycleError) as caught:
        peel.cycle(-5)
    assert caught.value.asked == "-5"
    assert "no cycle is called '-5'; a number names a cycle only if it is its year; " in str(
        caught.value
    )
    for number in (0, 9999):
        with pytest.raises(peel.UnknownCycleError, match=f"'{number}'; (?!a number)"):
            peel.cycle(number)
    with pytest.raises(peel.UnknownCycleError, match="'10000'; a number names"):
        peel.cycle(10_000)
    with pytest.raises(peel.UnknownCycleError, match="'999999999999999999'; a number names"):
        peel.cycle(10**18 - 1)
    for number in (10**18, -(10**5000)):
        with pytest.raises(peel.UnknownCycleError, match="'a number of very many digits'"):
            peel.cycle(number)
    for number in (-1, 10_000):
        with pytest.raises(TypeError, match="a question is given as text"):
            peel.question("2017", number)  # type: ignore[arg-type]


def changed(table: str, key: tuple[str, ...], **cells: str) -> peel.Dataset:
    """The bundled record with some cells of one row changed."""
    record = peel.bundled()
    tables = all_rows(record)
    row = dict(zip(TABLES[table].columns, tables[table][key], strict=True)) | cells
    tables[table][key] = tuple(row.values())
    return made_of(tables)


def test_an_exit_known_to_the_month_is_known_when_the_month_is_over() -> None:
    period = peel.monitoring(force="staffordshire")[0]
    key = ("staffordshire", period.phase, period.start.isoformat())
    record = changed("monitoring", key, end="2024-05-01", end_precision="month", note="exit in May")
    (during,) = record.as_of("2024-05-15").monitoring(force="staffordshire")
    assert (during.end, during.end_precision, during.note) == (None, None, None)
    (after,) = record.as_of("2024-05-31").monitoring(force="staffordshire")
    assert after.end == dt.date(2024, 5, 1)


def test_a_cut_record_has_empty_cells_where_it_knows_nothing() -> None:
    for day in ("2017-11-10", "2023-01-01", "2024-01-01"):
        then = peel.as_of(day)
        for table in TABLES:
            assert all(
                isinstance(cell, str) for row in rows_of(then, table).values() for cell in row
            )


def test_a_report_and_a_profile_are_known_from_their_own_day() -> None:
    day = peel.inspection("leicestershire", "2023-25").published
    assert day is not None
    before, on = peel.as_of(day - dt.timedelta(days=1)), peel.as_of(day)
    with pytest.raises(peel.NotRecordedError):
        before.inspection("leicestershire", "2023-25")
    assert on.inspection("leicestershire", "2023-25").counts["good"] == 4
    key = ("leicestershire", "2021-22")
    dated = changed("inspections", key, published="2022-03-01", published_precision="exact")
    assert dated.as_of("2022-02-28").profiles() == ()
    assert len(dated.as_of("2022-03-01").profiles()) == 11


def test_a_count_of_a_question_is_known_with_its_pillar() -> None:
    (key,) = (key for key in rows_of(peel.bundled(), "tallies") if key[1].endswith("vulnerable"))
    day = max(
        item.published for item in peel.publications(cycle="2015") if item.pillar == "effectiveness"
    )
    assert key not in rows_of(peel.as_of(day - dt.timedelta(days=1)), "tallies")
    assert key in rows_of(peel.as_of(day), "tallies")


def test_a_count_without_a_publication_is_known_at_the_end_of_its_cycle() -> None:
    record = peel.bundled()
    tables = all_rows(record)
    tables["publications"] = {}
    bare = made_of(tables)
    last = peel.cycle("2017").last_published
    assert last is not None
    assert bare.as_of(last - dt.timedelta(days=1)).tallies(cycle="2017") == ()
    assert len(bare.as_of(last).tallies(cycle="2017")) == 2
