"""The first grade, found in the bytes of the files, is that of the record."""

from __future__ import annotations

from itertools import product

import pytest

import peel
from peel._tables.shipped import shipped_grade
from tests.made import rows_of

CELLS = rows_of(peel.bundled(), "judgements")


@pytest.mark.parametrize("cycle", [cycle.id for cycle in peel.cycles()])
def test_every_cell_has_the_grade_of_its_judgement_or_none(cycle: str) -> None:
    for force, question in product(peel.forces(), peel.questions(cycle)):
        found = shipped_grade(force.id, cycle, question.id)
        if (force.id, cycle, question.id) in CELLS:
            assert found == peel.judgement(force, cycle, question).grade
        else:
            assert found is None


@pytest.mark.parametrize(
    "ids",
    [
        ("", "", ""),
        ("kent", "2017", ""),
        ("kent", "2017", "effic"),
        ("ent", "2017", "efficiency"),
        ("kent", "2017", "efficiency,good"),
        ("kent,2017", "efficiency", "good"),
        ("kent", "2017", '"efficiency"'),
        ("x\nkent", "2017", "efficiency"),
        ("force", "cycle", "question"),
        ("kent", "2017", "\ud800"),
    ],
)
def test_what_is_no_key_has_no_grade(ids: tuple[str, str, str]) -> None:
    assert shipped_grade(*ids) is None
