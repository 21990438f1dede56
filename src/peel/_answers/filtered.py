"""What filters name: the records that pass, with what is said of those that are not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import TypeVar

from peel._answers import reach, single
from peel._lookup import filters
from peel._lookup.arguments import CycleFilter, ForceFilter, QuestionFilter
from peel._lookup.framework import questions_of, similar_theme
from peel._lookup.names import Names
from peel._records.answer import RecordTuple
from peel._records.cells import CellRow
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, questions_lacking
from peel._records.inspections import Inspection, ProfileFigure
from peel._records.judgements import Judgement
from peel._tables.schema import table
from peel._tables.store import R, Store, once
from peel._words.text import counted

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
    """How many of the cells that `coverage` expects are recorded, if not all are known."""
    forces, cycles = of.scope
    grades: list[str | None] = []
    for key, found in _expected(store).items():
        if (cycles is None or key[0] in cycles) and (of.questions is None or key in of.questions):
            grades += [grade for force, grade in found.items() if forces is None or force in forces]
    if None in grades:
        recorded, not_graded = sum(map(bool, grades)), grades.count("")
        known = f"{recorded:,} of {counted(len(grades), 'cell')} are recorded"
        known += f", {not_graded} not graded" if not_graded else ""
        yield f"{known}; coverage() names the others"


@once
def _expected(store: Store) -> dict[tuple[str, str], dict[str, str | None]]:
    """By cycle and question: the grades of the forces that have one, as text; None without a row."""
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    grade = table(Judgement.table).columns.index("grade")
    rows = store.rows(Judgement.table)
    recorded = {key: row[grade] for key, row in rows.items()}
    for cycle in store.all(Cycle):
        of = {force.id for force in store.all(Force) if reach.is_recorded(store, force, cycle)}
        for question in questions_of(store, cycle):
            if question.graded == "always":
                cell = cycle.id, question.id
                found[cell] = {force: recorded.get((force, *cell)) for force in of}
    return found


def cells(store: Store, scope: filters.Scope) -> RecordTuple[CellRow]:
    """A row for each force and graded question in scope, by force, cycle and framework."""
    forces, cycles = filters.in_scope(store, scope)
    asked = [item for cycle in cycles for item in questions_of(store, cycle)]
    rows = (
        CellRow(force, item, reach.status(store, force, item), single.recorded(store, force, item))
        for force, item in product(forces, asked)
        if item.graded != "never"
    )

    def notes() -> Iterator[str]:
        if scope.cycles:
            yield from questions_lacking(*cycles)

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
