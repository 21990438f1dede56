"""Counts of what is recorded; their parts add up to what is expected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import peel

COLUMNS = ("Expected", "Recorded", "Not graded", "Missing", "Besides")
EXPLAINED = (
    "*Recorded*, *not graded* and *missing* add up to the grades that the framework leads one to "
    "expect; a missing one is a grade that nobody has found yet. *Besides* counts recorded grades "
    "of questions that are graded for some forces only."
)
NO_INSPECTION = "no inspection recorded yet"


class Counts(NamedTuple):
    """Cells of questions graded for every force, and beside them those graded for some only."""

    expected: int
    recorded: int
    not_graded: int
    missing: int
    beside: int
    beside_not_graded: int

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f"{number:,}" for number in self[: len(COLUMNS)])

    @property
    def share(self) -> float:
        """How much of what is expected has an answer."""
        return (self.recorded + self.not_graded) / self.expected if self.expected else 0

    def __str__(self) -> str:
        text = (
            f"{self.expected:,} grades expected: {self.recorded:,} recorded, "
            f"{self.not_graded:,} not graded, {self.missing:,} missing"
        )
        if self.beside or self.beside_not_graded:
            text += f"; besides, of questions graded for some forces only, {self.beside:,} recorded"
        if self.beside_not_graded:
            text += f", {self.beside_not_graded:,} not graded"
        return text


def count(rows: Iterable[peel.CoverageRow]) -> Counts:
    expected, beside = [], []
    for row in rows:
        (expected if row.expected else beside).append(row)
    return Counts(
        sum(row.expected for row in expected),
        sum(row.recorded for row in expected),
        sum(row.not_graded for row in expected),
        sum(len(row.not_recorded) for row in expected),
        sum(row.recorded for row in beside),
        sum(row.not_graded for row in beside),
    )


def of_cycle(cycle: peel.Cycle, force: peel.Force | None = None) -> Counts:
    return count(row for row in peel.coverage(force=force).rows if row.cycle == cycle)
