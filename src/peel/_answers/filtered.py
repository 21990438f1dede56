"""What filters name: the records that pass, with what is said of those that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

from peel._answers import reach, single
from peel._answers.standing import not_out
from peel._lookup import filters
from peel._lookup.arguments import CycleFilter, ForceFilter, QuestionFilter
from peel._lookup.framework import questions_of, similar_theme
from peel._lookup.names import Names
from peel._records.answer import RecordTuple
from peel._records.cells import CellRow
from peel._records.framework import Cycle, Question, questions_lacking
from peel._records.inspections import Inspection, ProfileFigure
from peel._records.judgements import Judgement
from peel._tables.store import R, Store
from peel._vocabulary import CellStatus
from peel._words.text import counted, grades_recorded, some

T = TypeVar("T")

#: What is said of the cells of questions that are graded for some forces only.
_KNOWN: Mapping[CellStatus, str] = {
    "recorded": "recorded",
    "not graded": "not graded",
    "unknown": "not known whether graded",
}


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
    return answer(names.store, kind, filters.passing(names, kind, scope, question), scope)


def inspections(names: Names, scope: filters.Scope) -> RecordTuple[Inspection]:
    """The inspections in scope, each with what is recorded of it."""
    bare = filters.passing(names, Inspection, scope)
    whole = (single.inspection(names.store, item.force, item.cycle) for item in bare)
    return answer(names.store, Inspection, whole, scope)


def judgements(
    store: Store, found: Iterable[Judgement], scope: filters.Scope, of: filters.Cells
) -> RecordTuple[Judgement]:
    """The judgements *found* of cells; *scope* is without the filter by scale."""

    def notes() -> Iterator[str]:
        if scope.cycles and not of.scope.cycles:
            for cycle in filters.in_scope(store, scope)[1]:
                yield f"{cycle.title} is graded on the {cycle.scale} scale"
        cycles = filters.in_scope(store, of.scope)[1]
        every = [item for cycle in cycles for item in questions_of(store, cycle)]
        if of.themes and cycles and not any(item.theme in of.themes for item in every):
            yield from _without_theme(store, of.themes, cycles)
        if of.questions is not None:
            yield from _never_graded(q for q in every if (q.cycle.id, q.id) in of.questions)
        yield from _not_recorded(store, of)
        if scope.cycles and of.questions is None:
            yield from questions_lacking(*cycles)

    return answer(store, Judgement, found, scope, notes)


def _without_theme(store: Store, themes: set[str], cycles: Sequence[Cycle]) -> Iterator[str]:
    names, titles = sorted(themes), ", ".join(cycle.title for cycle in cycles)
    similar = "".join(similar_theme(store, cycles[-1], name) for name in names)
    yield f"no question of {titles} has the theme {' or '.join(names)}{similar}"
    yield from questions_lacking(*cycles)


def _never_graded(asked: Iterable[Question]) -> Iterator[str]:
    """Of the questions *asked*, those that no cycle among theirs grades."""
    cycles: dict[str, list[Question]] = {}
    for question in asked:
        cycles.setdefault(question.id, []).append(question)
    for name, of in cycles.items():
        if all(question.graded == "never" for question in of):
            yield f"{name} is never graded in {', '.join(item.cycle.title for item in of)}"


def _not_recorded(store: Store, of: filters.Cells) -> Iterator[str]:
    """What is not known of the cells that filters cover, as `coverage` and distributions count it.

    Where no cycle is named, those count of which anything is recorded.
    """
    forces, cycles = filters.in_scope(store, of.scope)
    asked = [
        item
        for cycle in cycles
        for item in questions_of(store, cycle)
        if (
            item.graded != "never" and (of.questions is None or (cycle.id, item.id) in of.questions)
        )
        and (of.scope.cycles is not None or cycle.id in reach.with_rows(store))
    ]
    cells = list(product(forces, asked))
    known = Counter((question.graded, reach.status(store, of, question)) for of, question in cells)
    graded, not_graded = known["always", "recorded"], known["always", "not graded"]
    missing = known["always", "not recorded"]
    if missing:
        text = grades_recorded(graded, graded + not_graded + missing)
        text += f", {not_graded} not graded" if not_graded else ""
        yield f"{text}; coverage() names the others"
    if missing or known["some", "unknown"]:
        beside = [some(known["some", status], why) for status, why in _KNOWN.items()]
        if any(beside):
            yield f"for questions graded for some forces only: {', '.join(filter(None, beside))}"
    yield from reach.not_inspected(store, forces, dict.fromkeys(item.cycle for item in asked))
    yield from not_out(store, cells)


def cells(store: Store, scope: filters.Scope) -> RecordTuple[CellRow]:
    """A row for each force and graded question in scope, by force, cycle and framework."""
    forces, cycles = filters.in_scope(store, scope)
    asked = (item for cycle in cycles for item in questions_of(store, cycle))
    cells = list(product(forces, (item for item in asked if item.graded != "never")))
    rows = (
        CellRow(*cell, reach.status(store, *cell), single.recorded(store, *cell)) for cell in cells
    )

    def notes() -> Iterator[str]:
        if scope.cycles:
            yield from questions_lacking(*cycles)
        yield from not_out(store, cells)

    return answer(store, CellRow, rows, scope, notes)


def profiles(
    names: Names, scope: filters.Scope, measures: set[str] | None
) -> RecordTuple[ProfileFigure]:
    """The figures in scope of these measures, and of which inspections any were collected."""

    def notes() -> Iterator[str]:
        inspections = list(filters.passing(names, Inspection, scope))
        collected = {key[:2] for key in names.store.keys(ProfileFigure)}
        some = [
            f"{item.force.name} {item.cycle.label}"
            for item in inspections
            if (item.force.id, item.cycle.id) in collected
        ]
        if len(some) < len(inspections):
            of = f"{len(some)} of {counted(len(inspections), 'inspection')}"
            yield ": ".join(filter(None, [f"figures were collected for {of}", ", ".join(some)]))

    found = filters.passing(names, ProfileFigure, scope)
    passing = (figure for figure in found if measures is None or figure.measure in measures)
    return answer(names.store, ProfileFigure, passing, scope, notes)


def answer(
    store: Store,
    kind: type[T],
    records: Iterable[T],
    scope: filters.Scope,
    lacking: Callable[[], Iterable[str]] = tuple,
) -> RecordTuple[T]:
    """*records*; notes on what is *lacking*, and on reports that are left out or came out since.

    The notes are made when they are read: counting what is not there takes longer than the rest.
    """

    def notes() -> Iterator[str]:
        yield from lacking()
        if scope.cycles is not None or store.origin.as_of is not None:
            yield from reach.since(store, *filters.in_scope(store, scope))

    return RecordTuple(records, store.edition, notes, kind)
