"""What filters name: the records that pass, with what is said where a cycle has only begun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from peel._answers import reach, single
from peel._lookup import filters
from peel._lookup.arguments import CycleFilter, ForceFilter, QuestionFilter
from peel._lookup.names import Names
from peel._records.answer import RecordTuple
from peel._records.inspections import Inspection
from peel._tables.store import R, Store

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
    scope = filters.scope(names, force, cycle)
    return answer(names.store, filters.passing(names, kind, scope, question), scope)


def inspections(names: Names, scope: filters.Scope) -> RecordTuple[Inspection]:
    """The inspections in scope, each with what is recorded of it."""
    bare = filters.passing(names, Inspection, scope)
    whole = (single.inspection(names.store, item.force, item.cycle) for item in bare)
    return answer(names.store, whole, scope)


def answer(store: Store, records: Iterable[T], scope: filters.Scope) -> RecordTuple[T]:
    """*records*; that newer reports are out is said where their cycle was asked for."""
    notes: tuple[str, ...] = ()
    if scope.cycles and scope.cycles & reach.not_all_here(store):
        notes = reach.since(store, *filters.in_scope(store, scope))
    return RecordTuple(records, store.edition, notes)
