"""What a sequence of changes leaves out, and says so."""

from __future__ import annotations

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
    assert len(peel.latest(theme="leadership").not_graded) == 43
    assert peel.latest(theme="leadership").not_recorded == ()


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


def test_changes_needs_a_question_or_a_force() -> None:
    with pytest.raises(TypeError, match="needs a question"):
        peel.changes("2016", "2017")
