"""Every cell of the record, also those without a judgement: the flat table of grades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from peel._lookup import filters
from peel._records._rows import CellRow, status_of

if TYPE_CHECKING:
    from peel._dataset import Dataset
    from peel._lookup.arguments import CycleFilter, ForceFilter
    from peel._records.forces import Force
    from peel._records.framework import Cycle


def cells(
    dataset: Dataset, *, force: ForceFilter = None, cycle: CycleFilter = None
) -> tuple[CellRow, ...]:
    """A row for each force and graded question, so that a count of them cannot look complete.

    They go by force, cycle and framework. A question that is never graded has no row. Each row has
    the records themselves (force, cycle, question, judgement or None) and a status: ``recorded``,
    ``not graded`` (the inspectorate gave no grade), ``not recorded`` (it gave one, which nobody
    has found yet) or ``unknown`` (a question that is graded for some forces only, or a cycle
    without a recorded inspection of the force). The columns that people want of a row, as text and
    days, are `peel._records._columns.FLAT`: each has a name, a type and `of(row)`.

    >>> import peel
    >>> from peel._answers.cells import cells
    >>> rows = cells(peel.bundled(), force="greater-manchester", cycle="2017")
    >>> [row.status for row in rows if row.question.kind == "pillar"]
    ['recorded', 'not graded', 'not graded']
    """
    forces, cycles = filters.forces(dataset, force), filters.cycles(dataset, cycle)
    return tuple(
        row
        for of in dataset.forces()
        if forces is None or of.id in forces
        for during in dataset.cycles()
        if cycles is None or during.id in cycles
        for row in _of_framework(dataset, of, during)
    )


def _of_framework(dataset: Dataset, force: Force, cycle: Cycle) -> Iterator[CellRow]:
    found = {item.question.id: item for item in dataset.judgements(force=force, cycle=cycle)}
    inspected = bool(found) or (force.id, cycle.id) in dataset.keys("inspections")
    for question in dataset.questions(cycle):
        if question.graded != "never":
            judgement = found.get(question.id)
            status = status_of(question, judgement) if inspected else "unknown"
            yield CellRow(force, cycle, question, status, judgement)
