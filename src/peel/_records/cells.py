"""A cell, recorded or not: force and question; with what is known of it, a `CellRow`."""

from __future__ import annotations

import attrs

from peel._records._base import Record, show_id
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, show_cell
from peel._records.judgements import Judgement
from peel._vocabulary import CellStatus


@attrs.frozen(order=False)
class Cell(Record):
    """A place in the record: a force, a cycle and a question of it.

    >>> import peel
    >>> print(peel.as_of("1 June 2019").coverage("kent").missing()[0])
    Kent Police, 2014, secure financial position
    """

    #: The force.
    force: Force = attrs.field(repr=show_id)
    #: The question, with its cycle.
    question: Question = attrs.field(repr=show_cell)

    @property
    def cycle(self) -> Cycle:
        """The inspection cycle."""
        return self.question.cycle

    def __str__(self) -> str:
        return f"{self.force.name}, {self.cycle.label}, {self.question.phrase}"


@attrs.frozen(order=False)
class CellRow(Cell):
    """A `Cell` (a force, a question), with its judgement or visibly without.

    >>> import peel
    >>> cell = peel.bundled().cells(force="greater-manchester", cycle="2017")[1]
    >>> cell.status, cell.judgement.note
    ('not graded', 'limited inspection without grades after the Manchester Arena attack')
    """

    #: ``recorded`` (its grade is), ``not graded``, ``not recorded`` (somebody has still to find the
    #: grade) or ``unknown`` (whether there is a grade is not in the record).
    status: CellStatus = attrs.field(hash=False)
    #: What is recorded, or None.
    judgement: Judgement | None = attrs.field(default=None, hash=False, repr=show_id)
    #: Why there is no judgement, where it is known.
    gap_note: str | None = attrs.field(default=None, hash=False)

    def __str__(self) -> str:
        known = self.judgement.grade_text if self.judgement else self.status
        return f"{Cell.__str__(self)}: {known}"
