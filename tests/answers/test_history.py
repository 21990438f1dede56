"""Histories with their breaks and gaps, and where a force stands now."""

from __future__ import annotations

import re
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel._answers import rules


def test_a_history_knows_its_record() -> None:
    history = peel.history("kent", "efficiency")
    assert (history.cycles, history.edition) == (peel.cycles(), peel.bundled().edition)


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_timeline() -> None:
    history = peel.history("leicestershire", theme="investigating-crime")
    assert str(history).split("\n") == [
        "2014 good ‖ 2015 good · 2016 requires improvement · 2017 good · 2018/19 good "
        "‖ 2021/22 adequate ‖ 2023/25 requires improvement",
        history.limits_line,
        *history.notes,
    ]
    assert [len(segment) for segment in history.segments] == [1, 4, 1, 1]
    assert len(history.breaks) == 3
    assert len(history.changes) == len(history.judgements) - 1
    assert [str(gap) for gap in history.gaps] == ["2019/20 no cycle", "2020/21 no cycle"]
    assert history.subject == "investigating-crime"


def test_a_history_says_which_grades_are_limited() -> None:
    told: set[str] = set()
    for force in peel.forces():
        history = peel.history(force, theme="investigating-crime")
        for judgement in history.judgements:
            for kind in {*judgement.limits} & {"disputed", "derived", "one source", "programme"}:
                (labels,) = re.findall(rf"{kind}: ([^;]+)", history.limits_line)
                assert judgement.cycle.label in labels.split(", ")
                assert f"{kind}: {labels}" in str(history)
                assert f"{kind}: {labels}" in history._repr_html_()
                told.add(kind)
    assert told >= {"derived", "one source"}
    plain = peel.history("kent", "efficiency")
    assert not plain.limits_line
    assert str(plain).count("\n") == len(plain.notes)


def test_carried_over_and_revised_are_shown_as_such() -> None:
    text = str(peel.history("leicestershire", "preventing-crime"))
    assert "2017 good (carried over from 2016) · 2018/19 good (carried over from 2016)" in text
    revised = str(peel.history("northamptonshire", theme="responding-to-the-public"))
    assert "2023/25 requires improvement (revised on 8 August 2024 from adequate)" in revised


@pytest.mark.usefixtures("asked_with_gaps")
def test_not_graded_and_not_recorded_are_gaps_never_in_segments() -> None:
    history = peel.history("GMP", "efficiency")
    assert [judgement.cycle.id for judgement in history.judgements] == [
        *("2014", "2015", "2016", "2018-19")
    ]
    (gap,) = history.gaps
    assert (gap.label, gap.kind) == ("2017", "not graded")
    assert gap.cycle == peel.cycle("2017")
    assert gap.note is not None
    assert str(gap).startswith("2017 not graded (limited inspection")
    # 2016 and 2018-19 may be compared, although 2017 lies between them.
    assert [len(segment) for segment in history.segments] == [1, 3]
    lincolnshire = peel.history("lincolnshire", theme="investigating-crime")
    assert [str(gap) for gap in lincolnshire.gaps][-1] == "2023/25 not recorded"


def test_a_question_that_is_never_graded_is_a_gap() -> None:
    history = peel.history("kent", theme="leadership")
    assert history.judgements == history.changes == history.segments == ()
    assert {gap.kind for gap in history.gaps} == {"not graded"}
    assert str(history) == f"[never graded: 2015, 2016, 2017]\n{history.notes[0]}"
    assert [str(gap) for gap in history.gaps] == [
        f"{year} never graded" for year in ("2015", "2016", "2017")
    ]


def test_a_question_by_record_or_name() -> None:
    by_name = peel.history("kent", "efficiency")
    assert by_name == attrs.evolve(by_name)
    one = peel.history("kent", peel.question("2017", "efficiency"))
    assert one.judgements == by_name.judgements


def test_exactly_one_of_question_and_theme() -> None:
    with pytest.raises(TypeError, match="not both"):
        peel.history("kent")
    with pytest.raises(TypeError, match="not both"):
        peel.history("kent", "efficiency", theme="efficiency")
    with pytest.raises(peel.UnknownQuestionError, match="effciency"):
        peel.history("kent", "effciency")


@given(st.sampled_from([force.id for force in peel.forces()]), st.sampled_from(peel.themes()))
def test_every_change_inside_a_segment_is_comparable_and_none_across_a_break(
    force: str, theme: str
) -> None:
    history = peel.history(force, theme=theme)
    segments = history.segments
    assert tuple(item for segment in segments for item in segment) == history.judgements
    place = {item: number for number, segment in enumerate(segments) for item in segment}
    for number, before in enumerate(history.judgements):
        for after in history.judgements[number + 1 :]:
            comparable = rules.compare_questions(
                peel.bundled()._store, before.question, after.question
            ).comparable
            assert comparable is (place[before] == place[after])


def test_it_carries_what_is_said_on_comparing_its_cycles() -> None:
    history = peel.history("leicestershire", theme="investigating-crime")
    said = [peel.comparability(*pair) for pair in pairwise(peel.cycles())]
    assert list(history.statements[:6]) == said[:6]
    newer = peel.history("kent", theme="responding-to-the-public").statements
    assert newer[0] == peel.comparability("2021-22", "2023-25")
    assert set(newer) < set(said)
