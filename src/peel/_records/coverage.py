"""Coverage as counts: recorded, missing, on what evidence; what is expected: surveys.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import SupportsIndex, get_args

import attrs

from peel._errors import UnknownQuestionError
from peel._records._base import Record, show_id, show_number
from peel._records.answer import Answer
from peel._records.cells import Cell
from peel._records.forces import Force
from peel._records.framework import (
    Cycle,
    Question,
    cycle_name,
    cycle_register,
    question_not_recorded,
    question_register,
    show_cell,
)
from peel._records.judgements import Judgement, also_recorded
from peel._vocabulary import EvidenceLevel
from peel._words.text import aligned, counted

# A table of the coverage asks for each of its rows; why they are kept: comparison.py.
_cycles = lru_cache(maxsize=16)(cycle_register)
_questions = lru_cache(maxsize=64)(question_register)


@attrs.frozen(order=False)
class CoverageRow(Record):
    """How much is recorded for one question of one cycle.

    >>> import peel
    >>> print(peel.coverage()["2017", "efficiency"])
    Efficiency (PEEL 2017): 43 expected, 42 recorded, 1 not graded, 0 missing
    """

    #: The question, with its cycle.
    question: Question = attrs.field(repr=show_cell)
    #: Forces whose grade is expected; 0 where the question is not graded for every force.
    expected: int = attrs.field(hash=False)
    #: The recorded rows, those without a grade included.
    judgements: tuple[Judgement, ...] = attrs.field(hash=False, repr=show_number)
    #: Forces whose grade is expected and not recorded.
    not_recorded: tuple[Force, ...] = attrs.field(hash=False, repr=show_number)

    @property
    def cycle(self) -> Cycle:
        """The inspection cycle."""
        return self.question.cycle

    @property
    def recorded(self) -> int:
        """Number of forces with a recorded grade."""
        return sum(judgement.grade is not None for judgement in self.judgements)

    @property
    def not_graded(self) -> int:
        """Number of forces that are recorded as not graded."""
        return len(self.judgements) - self.recorded

    @property
    def derived(self) -> int:
        """Number of derived grades."""
        return sum(judgement.basis == "derived" for judgement in self.judgements)

    @property
    def carried_over(self) -> int:
        """Number of grades that an earlier cycle gave and this one kept."""
        return sum(judgement.basis == "carried-over" for judgement in self.judgements)

    @property
    def disputed(self) -> int:
        """Number of rows with which some source disagrees."""
        return sum(judgement.dispute is not None for judgement in self.judgements)

    def __str__(self) -> str:
        known = [f"{self.expected} expected"] if self.expected else []
        known += [f"{self.recorded} recorded", f"{self.not_graded} not graded"]
        known += [f"{len(self.not_recorded)} missing"] if self.expected else []
        return f"{self.question}: {', '.join(known)}"

    @property
    def by_evidence(self) -> Mapping[str, int]:
        """Number of recorded grades by evidence level, the best first, with zeros.

        Derived grades, which no source states, count at the level of what they are derived from.
        """
        levels: dict[str, int] = dict.fromkeys(get_args(EvidenceLevel), 0)
        for judgement in self.judgements:
            levels[judgement.evidence] += judgement.grade is not None
        return MappingProxyType(levels)


@attrs.frozen(order=False)
class Coverage(Answer):
    """How much of the record is filled, question by question.

    >>> import peel
    >>> coverage = peel.coverage()
    >>> coverage["2017", "efficiency"].expected, coverage["2017", "efficiency"].recorded
    (43, 42)
    >>> [cell for cell in coverage.missing() if cell.question.id == "efficiency"]
    []
    """

    #: One row for each question of each cycle, in order.
    rows: tuple[CoverageRow, ...] = attrs.field(repr=show_number)
    #: The force asked for, or None for all.
    force: Force | None = attrs.field(default=None, repr=show_id)

    def __getitem__(self, cell: tuple[Cycle | str | SupportsIndex, Question | str]) -> CoverageRow:
        """The row of a cycle and question.

        Raises `UnknownCycleError` or `UnknownQuestionError` if there is none, and
        `NotRecordedError` if the cycle may have more questions than are recorded.
        """
        if not isinstance(cell, tuple) or len(cell) != 2:  # noqa: PLR2004
            raise TypeError('two names are expected: coverage["2017", "efficiency"]')
        cycles = {row.cycle.id: row.cycle for row in self.rows}
        cycle = _cycles((*cycles.values(),)).find(cycle_name(cell[0]))
        rows = {row.question.id: row for row in self.rows if row.cycle.id == cycle.id}
        questions = tuple(row.question for row in rows.values())
        register = _questions(questions, f"question of {cycle.title}")
        try:
            return rows[register.find(cell[1]).id]
        except UnknownQuestionError as error:
            if cycle.questions_complete or register.knows(error.asked):
                raise
            near = register.near(error.asked)
            raise question_not_recorded(cycle, error.asked, near) from None

    def missing(self) -> tuple[Cell, ...]:
        """The cells whose grade is expected and not recorded, in order.

        >>> import peel
        >>> {cell.force.id for cell in peel.coverage("kent").missing()}
        {'kent'}
        """
        return tuple(Cell(force, row.question) for row in self.rows for force in row.not_recorded)

    @property
    def expected(self) -> int:
        """Number of cells whose grade is expected."""
        return sum(row.expected for row in self.rows)

    @property
    def recorded(self) -> int:
        """Number of recorded grades, those beyond expectation included."""
        return sum(row.recorded for row in self.rows)

    @property
    def not_graded(self) -> int:
        """Number of cells recorded as not graded."""
        return sum(row.not_graded for row in self.rows)

    @property
    def of_expected(self) -> Mapping[str, int]:
        """How many of the expected grades are recorded, not graded and missing: they add up.

        >>> import peel
        >>> coverage = peel.coverage("kent")
        >>> sum(coverage.of_expected.values()) == coverage.expected
        True
        """
        sure = [row for row in self.rows if row.expected]
        return MappingProxyType(
            {
                "recorded": sum(row.recorded for row in sure),
                "not_graded": sum(row.not_graded for row in sure),
                "missing": len(self.missing()),
            }
        )

    @property
    def summary(self) -> str:
        """How much is recorded, in words; the parts of what is expected add up.

        >>> import peel
        >>> peel.coverage(force="kent").summary
        'Kent Police: ... grades expected: ... recorded, ... not graded, ... missing...'
        """
        beside = [item for row in self.rows if not row.expected for item in row.judgements]
        whose = self.force.name if self.force else "all forces"
        parts = (
            f"{number:,} {name.replace('_', ' ')}" for name, number in self.of_expected.items()
        )
        text = f"{whose}: {counted(self.expected, 'grade')} expected: {', '.join(parts)}"
        return "; ".join(filter(None, [text, also_recorded(beside)]))

    def __str__(self) -> str:
        header = [
            *("cycle", "question", "expected", "recorded", "not graded", "missing"),
            *("derived", "carried over", "disputed"),
            *get_args(EvidenceLevel),
        ]
        rows = [
            [row.cycle.id, row.question.id, *map(str, _numbers(row))]
            for row in self.rows
            if row.expected or row.judgements
        ]
        return "\n".join([aligned([header, *rows]), self.summary, *self.notes])


def resting(
    graded: Iterable[Judgement], on: Mapping[str, Collection[EvidenceLevel]]
) -> list[tuple[int, str]]:
    """How many grades rest on what, in words, and how many of them no source states.

    *on* has the evidence levels that each of the words stand for; no grade, no words.
    """
    levels = [(item.evidence, item.basis == "derived") for item in graded]
    found: list[tuple[int, str]] = []
    for words, of in on.items():
        derived = [is_derived for level, is_derived in levels if level in of]
        if derived:
            some = f" ({sum(derived):,} of them derived)" if any(derived) else ""
            found.append((len(derived), f"{words}{some}"))
    return found


def _numbers(row: CoverageRow) -> Iterable[int]:
    yield from (row.expected, row.recorded, row.not_graded, len(row.not_recorded))
    yield from (row.derived, row.carried_over, row.disputed)
    yield from row.by_evidence.values()
