"""What filters name: the records that pass, with what is said where a cycle has only begun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from peel._answers import reach, single
from peel._lookup import filters
from peel._lookup.arguments import CycleFilter, ForceFilter, QuestionFilter, TextFilter
from peel._lookup.names import Names
from peel._records.answer import RecordTuple
from peel._records.forces import Force
from peel._records.framework import Cycle
from peel._records.inspections import Inspection
from peel._tables.store import R

T = TypeVar("T")


def passing(
    names: Names,
    kind: type[R],
    *,
    force: ForceFilter = None,
    cycle: CycleFilter = None,
    question: QuestionFilter = None,
) -> RecordTuple[R]:
    """The records of a table that pass."""
    force, cycle = filters.kept(force, cycle)
    records = filters.passing(names, kind, force=force, cycle=cycle, question=question)
    return answer(names, records, force, cycle)


def inspections(names: Names, force: ForceFilter, cycle: CycleFilter) -> RecordTuple[Inspection]:
    """The inspections that pass, each with what is recorded of it."""
    force, cycle = filters.kept(force, cycle)
    bare = filters.passing(names, Inspection, force=force, cycle=cycle)
    whole = (single.inspection(names.store, item.force, item.cycle) for item in bare)
    return answer(names, whole, force, cycle)


def answer(
    names: Names,
    records: Iterable[T],
    force: ForceFilter,
    cycle: CycleFilter,
    region: TextFilter = None,
) -> RecordTuple[T]:
    """*records*; that newer reports are out is said where their cycle was asked for.

    The filters were read for the records, and are read again here (`filters.kept`).
    """
    found, store = tuple(records), names.store
    cycles = filters.cycles(names, cycle)
    if cycles is None or cycles.isdisjoint(reach.not_all_here(store)):
        return RecordTuple(found, store.edition)
    notes = reach.since(store, *asked_for(names, force, cycle, region))
    return RecordTuple(found, store.edition, notes)


def asked_for(
    names: Names, force: ForceFilter, cycle: CycleFilter, region: TextFilter = None
) -> tuple[tuple[Force, ...], tuple[Cycle, ...]]:
    """The forces and cycles that filters name."""
    forces, cycles = filters.forces(names, force, region), filters.cycles(names, cycle)
    return (
        tuple(of for of in names.store.all(Force) if forces is None or of.id in forces),
        tuple(of for of in names.store.all(Cycle) if cycles is None or of.id in cycles),
    )
