"""Every cell of the record, also those without a judgement: the rows of the flat table."""

from __future__ import annotations

from collections.abc import Iterator

from peel._answers import reach, single
from peel._lookup.filters import Scope, in_scope
from peel._lookup.framework import questions_of
from peel._records._rows import CellRow
from peel._tables.store import Store


def cells(store: Store, scope: Scope) -> Iterator[CellRow]:
    """A row for each force and graded question, by force, cycle and framework."""
    forces, cycles = in_scope(store, scope)
    asked = [item for cycle in cycles for item in questions_of(store, cycle)]
    graded = [question for question in asked if question.graded != "never"]
    for force in forces:
        for question in graded:
            status = reach.status(store, force, question)
            yield CellRow(force, question, status, single.recorded(store, force, question))
