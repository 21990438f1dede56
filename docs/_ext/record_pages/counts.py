"""Counts of what is recorded; their parts add up to what is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import peel
from record_pages import wording

COLUMNS = ("Expected", "Recorded", "Not graded", "Missing", "Optional")
EXPLAINED = (
    "*Expected* is the number of grades that the inspections should have produced. *Recorded*, "
    "*not graded* and *missing* add up to it; a missing grade is one that nobody has found yet. "
    "*Optional* counts recorded grades of questions that were graded for some forces only."
)
NO_INSPECTION = "no inspection recorded yet"


class Counts(NamedTuple):
    """Cells of questions graded for every force, and beside them those graded for some only."""

    expected: int
    recorded: int
    not_graded: int
    missing: int
    optional: int

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f"{number:,}" for number in self)

    def __str__(self) -> str:
        not_graded = f", {self.not_graded:,} not graded" if self.not_graded else ""
        text = (
            f"The inspections should have produced {wording.plural(self.expected, 'grade')}: "
            f"{self.recorded:,} recorded{not_graded}, {self.missing:,} missing."
        )
        if self.optional:
            also = wording.plural(self.optional, "grade")
            text += (
                f" The record also has {also} for questions that were graded for some forces only."
            )
        return text


def count(rows: Sequence[peel.CoverageRow]) -> Counts:
    expected = [row for row in rows if row.expected]
    return Counts(
        sum(row.expected for row in expected),
        sum(row.recorded for row in expected),
        sum(row.not_graded for row in expected),
        sum(len(row.not_recorded) for row in expected),
        sum(row.recorded for row in rows if not row.expected),
    )


def of_cycle(cycle: peel.Cycle, force: peel.Force | None = None) -> Counts:
    return count([row for row in peel.coverage(force=force).rows if row.cycle == cycle])


def inspected_again(cycle: peel.Cycle) -> int:
    """The number of forces that have a newer report."""
    inspected = [item.force for item in peel.inspections(cycle=cycle)]
    return sum(peel.inspections(force=force)[-1].cycle != cycle for force in inspected)


def by_level(judgements: Iterable[peel.Judgement]) -> Counter[str]:
    """Numbers of grades by `wording.level`, so that none that is derived counts as stated."""
    return Counter(wording.level(item) for item in judgements if item.grade)
