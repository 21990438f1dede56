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
    said = "^a grade is given as text, not as int; the four-tier scale has outstanding, good, "
    with pytest.raises(TypeError, match=said):
        peel.FOUR_TIER[wrong]
    with pytest.raises(TypeError, match=said):
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
