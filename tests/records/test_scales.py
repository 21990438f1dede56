"""Messages and spellings of grades and scales."""

from __future__ import annotations

from typing import Any

import pytest

import peel


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
    said = "^a grade is given as text or a Grade, not as int; there are: outstanding, good, "
    with pytest.raises(TypeError, match=said):
        peel.FOUR_TIER[wrong]
    with pytest.raises(TypeError, match=said):
        peel.FOUR_TIER.parse(wrong)


@pytest.mark.parametrize("asked", ["adequate", "Adequate", "A", peel.FIVE_TIER["adequate"]])
def test_a_grade_of_the_other_scale_alone_is_told_so_and_no_other_grade_is_suggested(
    asked: str | peel.Grade,
) -> None:
    for ask in (peel.FOUR_TIER.parse, lambda grade: peel.judgements(grade=grade, cycle=2017)):
        with pytest.raises(peel.UnknownGradeError) as caught:
            ask(asked)
        assert caught.value.nearest == ()
        assert "is a grade of the five-tier scale, not of the four-tier sc" in str(caught.value)


def test_a_grade_of_no_scale_is_looked_for_on_each_that_is_asked() -> None:
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.judgements(grade="goood")
    known = ", ".join(grade.key for grade in peel.FIVE_TIER)
    none = "no grade of the four-tier and five-tier scales is called 'goood'; nearest: 'good'"
    assert str(caught.value) == f"{none}; there are: {known}"
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.judgements(grade="adequat")
    assert caught.value.nearest[0] == "adequate"


def test_a_grade_whose_label_is_not_its_key() -> None:
    grade = peel.Grade("pass-fail", "pass", "Met the standard", 2)
    scale = peel.JudgementScale("pass-fail", (grade,))
    assert scale.parse("PASS") is grade
    assert scale.parse("met the standard") is grade


def test_messages_of_grades_name_what_is_near() -> None:
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.FIVE_TIER.parse("adequate inadequate")
    assert "; nearest: 'adequate', 'inadequate'; there are: outstanding, good" in str(caught.value)
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.FIVE_TIER.parse("xyz")
    assert str(caught.value) == (
        "no grade of the five-tier scale is called 'xyz'; there are: outstanding, good, adequate, "
        "requires-improvement, inadequate"
    )


def test_a_scale_is_read_worst_first_for_a_legend() -> None:
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        assert [*reversed(scale)] == sorted(scale)
