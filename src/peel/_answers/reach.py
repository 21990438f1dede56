"""How far a record reaches: what it has of a force and cycle, and what is said of what it has not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from peel._about import NEWEST_CYCLE
from peel._lookup.framework import places_of_cycles
from peel._records.cells import Cell
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement
from peel._records.sources import SEE_INSPECTORATE, Source
from peel._tables.store import Store, once
from peel._vocabulary import CellStatus
from peel._words.dates import show_day
from peel._words.text import counted


def undated(store: Store) -> tuple[Cell, ...]:
    """The cells that a record as of a day leaves out because their day is not known."""
    return tuple(
        Cell(store.get(Force, key[:1]), store.get(Question, key[1:]))
        for key in store.origin.undated
    )


@once
def undated_inspections(store: Store) -> tuple[tuple[Force, Cycle], ...]:
    """The forces and cycles whose inspection it leaves out for the same reason."""
    return tuple(
        (store.get(Force, key[:1]), store.get(Cycle, key[1:]))
        for key in store.origin.undated_inspections
    )


#: What is said where an answer has nothing to show.
NOTHING = "nothing is recorded for this force"


def as_of_phrase(store: Store) -> str:
    """The day as of which the record is, as the end of a phrase."""
    return "" if store.origin.as_of is None else f" as of {show_day(store.origin.as_of)}"


def is_recorded(store: Store, force: Force, cycle: Cycle) -> bool:
    """Whether anything at all is recorded of *force* in *cycle*."""
    return (force.id, cycle.id) in _recorded(store)


@once
def _recorded(store: Store) -> frozenset[tuple[str, ...]]:
    return frozenset(key[:2] for kind in (Inspection, Judgement) for key in store.keys(kind))


def status(store: Store, force: Force, question: Question) -> CellStatus:
    """What is known of a cell, with a row or without."""
    found = store.find(Judgement, (force.id, question.cycle.id, question.id))
    if found is not None:
        return found.status
    return question.status_without_row(inspected=is_recorded(store, force, question.cycle))


@once
def national_publications(store: Store, cycle: str) -> tuple[Publication, ...]:
    """Those with which the grades of a cycle came out: of a pillar, or all if it begins and ends so.

    Of a rolling cycle, which has no pillars and whose reports come out force by force, none.
    """
    found, of = store.get(Cycle, (cycle,)), store.all(Publication)
    national = tuple(item for item in of if item.cycle.id == cycle)
    days = {item.published for item in national}
    whole = days >= {found.first_published, found.last_published}
    return tuple(item for item in national if whole or item.pillar)


def national_days(
    store: Store, cycle: str, question: Question, tranche: int | None = None
) -> set[dt.date]:
    """The days of the national publications of a cycle that a grade for *question* may be in.

    Of several on one pillar, those count on whose day a grade for the question is recorded.
    """
    days = {
        item.published
        for item in national_publications(store, cycle)
        if (item.pillar is None or item.pillar == question.pillar)
        and (item.tranche is None or tranche is None or item.tranche == tranche)
    }
    return days & _days_of_grades(store, cycle, question.id) or days


@once
def _days_of_grades(store: Store, cycle: str, question: str) -> frozenset[dt.date]:
    """The days on which grades for a question came out, as far as they are known exactly."""
    keys = [key for key in store.keys(Judgement) if key[1:] == (cycle, question)]
    return frozenset(filter(None, map(exact_day, store.of(Judgement, keys))))


def exact_day(item: Judgement | Inspection | None) -> dt.date | None:
    """The day on which it was published, if that is known exactly."""
    return item.published if item and item.published_precision == "exact" else None


def newest(store: Store, force: Force) -> Cycle | None:
    """The newest cycle of which anything is recorded for *force*."""
    newest_first = reversed(store.all(Cycle))
    return next((cycle for cycle in newest_first if is_recorded(store, force, cycle)), None)


def has_begun(store: Store, cycle: Cycle) -> bool:
    """Whether a report of *cycle* is out, or may have been on the day of the record."""
    day, whole = store.origin.as_of, store.whole
    if day is None or cycle.id in with_rows(store):
        return cycle.id in _begun(whole)
    if whole is store:  # loaded: what came later is not known
        return cycle.first_published is not None
    out = whole.get(Cycle, (cycle.id,)).first_published
    if out is None and cycle.framework_source is not None:
        out = whole.get(Source, (cycle.framework_source,)).published
    return cycle.id in _begun(whole) and (out is None or out <= day)


@once
def _begun(store: Store) -> frozenset[str]:
    """The ids of the cycles up to the last of which a report is known to be out."""
    cycles = store.all(Cycle)
    out = {NEWEST_CYCLE, *with_rows(store), *(item.id for item in cycles if item.first_published)}
    last = max((place for place, cycle in enumerate(cycles, 1) if cycle.id in out), default=0)
    return frozenset(cycle.id for cycle in cycles[:last])


@once
def with_rows(store: Store) -> frozenset[str]:
    """The ids of the cycles of which anything is recorded, or left out for want of a day."""
    return frozenset(key[1] for key in (*_recorded(store), *store.origin.undated_inspections))


def _is_newer(store: Store, force: Force, cycle: Cycle) -> bool:
    places, known = places_of_cycles(store), newest(store, force)
    return known is None or places[known.id] < places[cycle.id]


@once
def _newest_begun(store: Store) -> tuple[Cycle, ...]:
    """The cycles that have begun since the last of those whose questions are all known.

    That one if none have, unless a record as of a day is of a whole one that has newer ones.
    """
    begun = [cycle for cycle in store.all(Cycle) if has_begun(store, cycle)]
    known = max((place for place, of in enumerate(begun) if of.questions_complete), default=0)
    if begun[known + 1 :] or store.whole is store:
        return tuple(begun[known + 1 :] or begun[known:])
    newest = {cycle.id for cycle in _newest_begun(store.whole)}
    return tuple(cycle for cycle in begun[known:] if cycle.id in newest)


def without_newest(
    store: Store, forces: Sequence[Force], cycles: Iterable[Cycle] | None
) -> tuple[tuple[Force, Cycle], ...]:
    """Those of *forces* of which nothing of the newest cycles is recorded that have begun.

    Of *cycles*, those that are, or of which not all questions are known either.
    """
    newest = _newest_begun(store)
    if cycles is not None:
        newest = tuple(
            cycle
            for cycle in cycles
            if cycle in newest or (not cycle.questions_complete and has_begun(store, cycle))
        )
    return tuple(
        (force, cycle)
        for cycle in newest
        for force in forces
        if not is_recorded(store, force, cycle)
    )


def since(
    store: Store, forces: Sequence[Force], cycles: Iterable[Cycle] | None = None
) -> tuple[str, ...]:
    """What is said of reports on *forces* that the record has not, of all *cycles* or newer ones.

    They have been published since, or may have been by the day of the record; or a record as of a
    day leaves them out for want of a day.
    """
    notes: list[str] = []
    asked = None if cycles is None else list(cycles)
    left_out = [
        f"{force.name} {cycle.label}"
        for force, cycle in undated_inspections(store)
        if force in forces and (_is_newer(store, force, cycle) if asked is None else cycle in asked)
    ]
    if left_out:
        number = counted(len(left_out), "inspection" if asked else "newer inspection")
        notes.append(f"{number} left out, published on an unknown day: {', '.join(left_out)}")
    out = "have been published" if store.origin.as_of is None else "may have been published by then"
    without = Counter(cycle for _, cycle in without_newest(store, forces, asked))
    for cycle, lacking in without.items():
        of = _of_them(lacking, forces)
        notes.append(f"{cycle.title}: reports {out}; none on {of} is recorded{SEE_INSPECTORATE}")
    return tuple(notes)


def not_inspected(store: Store, forces: Sequence[Force], cycles: Iterable[Cycle]) -> Iterator[str]:
    """Of how many *forces* nothing of a cycle is recorded, where `since` does not say it."""
    for cycle in cycles:
        lacking = sum(not is_recorded(store, force, cycle) for force in forces)
        if lacking and not without_newest(store, forces, [cycle]):
            yield f"{cycle.title}: no inspection of {_of_them(lacking, forces)} is recorded"


def _of_them(number: int, forces: Sequence[Force]) -> str:
    if number < len(forces):
        return f"{number} of {len(forces)} forces"
    return "this force" if number == 1 else "these forces"
