"""Grades by exact ids: what is kept is what the record has, and nothing else is kept."""

from __future__ import annotations

from typing import Any

import pytest

import peel
from peel._records.grades import Grade
from peel._tables.exact import ExactGrades, Ids

STORE = peel.bundled()._store
GRADED = {
    (item.force.id, item.cycle.id, item.question.id): item.grade
    for item in peel.judgements(cycle="2017")
    if item.grade is not None
}
#: A cell of which it is recorded that no grade was given.
UNGRADED = next(
    (item.force.id, item.cycle.id, item.question.id)
    for item in peel.judgements(cycle="2017")
    if item.grade is None
)


class Name(str):
    """A text that may be equal to what it likes."""


def test_a_grade_is_found_and_kept() -> None:
    grades = ExactGrades(STORE)
    assert {ids: grades[ids] for ids in GRADED} == dict(grades) == GRADED


def test_the_first_grade_may_be_found_without_the_tables() -> None:
    asked: list[Ids] = []
    first, second, *_ = GRADED

    def find(*ids: str) -> Grade | None:
        asked.append((ids[0], ids[1], ids[2]))
        return GRADED[second]

    grades = ExactGrades(STORE, find)
    assert [grades[first], grades[first], grades[second]] == [GRADED[second]] * 3
    assert asked == [first]


def test_what_is_not_found_so_is_looked_up() -> None:
    ids = next(iter(GRADED))
    assert ExactGrades(STORE, lambda *_: None)[ids] == GRADED[ids]


@pytest.mark.parametrize("ids", [UNGRADED, ("kent", "2017", "")])
def test_what_has_no_grade_or_is_no_exact_id_is_not_kept(ids: Ids) -> None:
    grades = ExactGrades(STORE)
    assert grades[ids] is None
    assert dict(grades) == {}


@pytest.mark.parametrize(
    "question", [Name("efficiency"), peel.question("2017", "efficiency"), "Efficiency"]
)
def test_a_name_that_is_no_exact_id_is_looked_up_and_not_kept(question: Any) -> None:
    grades = ExactGrades(STORE)
    found = peel.Dataset(STORE, grades=grades).grade("kent", "2017", question)
    assert found == GRADED["kent", "2017", "efficiency"]
    assert dict(grades) == {}


def test_a_name_that_cannot_be_hashed_is_a_wrong_type() -> None:
    asked: Any = ["efficiency"]
    with pytest.raises(TypeError, match="question"):
        peel.grade("kent", "2017", asked)
