"""A cell, recorded or not: force and question; with what is known of it, a `CellRow` (_rows.py)."""

from __future__ import annotations

import attrs

from peel._records._base import Record, show_id
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, show_cell


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
