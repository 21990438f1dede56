"""Every cell of the record, also those without a judgement: the flat table of grades."""

from __future__ import annotations

from collections.abc import Iterator

from peel._answers import reach, single
from peel._lookup import filters
from peel._lookup.arguments import CycleFilter, ForceFilter
from peel._lookup.framework import questions_of
from peel._lookup.names import Names
from peel._records._rows import CellRow
from peel._records.forces import Force
from peel._records.framework import Cycle
from peel._tables.store import Store


def cells(names: Names, force: ForceFilter, cycle: CycleFilter) -> Iterator[CellRow]:
    """A row for each force and graded question, by force, cycle and framework."""
    forces, cycles = filters.forces(names, force), filters.cycles(names, cycle)
    for of in names.store.all(Force):
        for during in names.store.all(Cycle):
            if (forces is None or of.id in forces) and (cycles is None or during.id in cycles):
                yield from _of_framework(names.store, of, during)


def _of_framework(store: Store, force: Force, cycle: Cycle) -> Iterator[CellRow]:
    for question in questions_of(store, cycle):
        if question.graded != "never":
            status = reach.status(store, force, question)
            yield CellRow(force, question, status, single.recorded(store, force, question))
