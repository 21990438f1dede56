"""One judgement or inspection: what is recorded, or the error that says why nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from peel._errors import NotGradedError, NotRecordedError
from peel._lookup.arguments import QuestionLike
from peel._lookup.filters import candidates
from peel._lookup.framework import places_of_cycles, questions_of_theme, scale_of
from peel._lookup.names import Names
from peel._records.cells import Cell
from peel._records.changes import Comparability
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import Judgement
from peel._records.sources import INSPECTORATE
from peel._tables.store import R, Store
from peel._words.dates import show_day
from peel._words.text import counted


def recorded(store: Store, force: Force, question: Question) -> Judgement | None:
    """What is recorded for a cell, or None."""
    return store.find(Judgement, (force.id, question.cycle.id, question.id))


def recorded_in(store: Store, judgement: Judgement, cycle: Cycle) -> Judgement | None:
    """What is recorded for the same force and question in another cycle, or None."""
    return store.find(Judgement, (judgement.force.id, cycle.id, judgement.question.id))


def judgement(store: Store, force: Force, question: Question) -> Judgement:
    """What is recorded for a cell; the error that says why, where nothing is."""
    found = recorded(store, force, question)
    if found is None:
        raise _why_not(store, force, question)
    return found


def judgement_asked_for(
    names: Names, force: Force, cycle: Cycle, question: QuestionLike, signature: str
) -> Judgement:
    """What is recorded for a cell; where its cycle may have the question, what is known instead."""
    try:
        asked = names.question(cycle, question, signature)
    except NotRecordedError as error:
        known = [str(error), *since(names.store, [force], [cycle])]
        if names.all_questions.knows(question):
            known += _neighbours(names.store, force, names.all_questions.find(question).theme)
        raise NotRecordedError("; ".join(known)) from None
    return judgement(names.store, force, asked)


def _why_not(store: Store, force: Force, question: Question) -> NotRecordedError | NotGradedError:
    cell, as_of = Cell(force, question), as_of_phrase(store)
    if question.graded == "never":
        return NotGradedError(f"{cell}: never graded: {question.cycle.title} gives no grade for it")
    why = "nobody has found this grade yet"
    if question.graded == "some":
        why = "graded for some forces only, and the record does not say whether this one was"
    elif store.origin.as_of is not None:
        why = f"not published by then, published on an unknown day, or {why}"
    elif not is_recorded(store, force, question.cycle):
        why = f"no inspection of {force.name} in {question.cycle.title} is recorded"
    known = "".join(f"; {fact}" for fact in _known_instead(store, force, question))
    return NotRecordedError(f"{cell}: not recorded{as_of}: {why}{known}")


def _known_instead(store: Store, force: Force, question: Question) -> Iterator[str]:
    """What is recorded near a cell that is not: its neighbours, its pillar, its report."""
    inspection = store.find(Inspection, (force.id, question.cycle.id))
    if inspection is not None and inspection.counts:
        yield f"the published count of areas is {inspection.counts_text}"
    if question.pillar not in (None, question.id):
        pillar = store.find(Judgement, (force.id, question.cycle.id, str(question.pillar)))
        if pillar is not None and pillar.grade is not None:
            yield f"its pillar, {pillar.question.phrase}, is {pillar.grade_text}"
    yield from _neighbours(store, force, question.theme)
    if inspection is not None and inspection.url:
        yield f"report: {inspection.url}"
    elif newer := since(store, [force], [question.cycle]):
        yield from newer
    elif page := _page_on_pillar(store, force, question):
        yield f"the inspectorate on the same pillar: {page}"
    else:
        yield f"the inspectorate: {INSPECTORATE}"


def _neighbours(store: Store, force: Force, theme: str) -> Iterator[str]:
    """The grades of the other cycles for the same theme."""
    grades = [
        f"{found.cycle.label} {found.grade_text}"
        for item in questions_of_theme(store, theme)
        if (found := recorded(store, force, item)) is not None and found.grade is not None
    ]
    if grades:
        yield f"recorded for {theme}: {', '.join(grades)}"


def _page_on_pillar(store: Store, force: Force, question: Question) -> str | None:
    """A document of the inspectorate that grades of the same force and pillar rest on."""
    pages = (
        source.url
        for item in candidates(store, {force.id}, {question.cycle.id})
        if question.pillar is not None and item.question.pillar == question.pillar
        for source in item.sources
        if source.kind == "inspectorate"
    )
    return next(pages, None)


def undated(store: Store) -> tuple[Cell, ...]:
    """The cells that a record as of a day leaves out because their day is not known."""
    return tuple(
        Cell(store.get(Force, key[:1]), store.get(Question, key[1:]))
        for key in store.origin.undated
    )


def undated_inspections(store: Store) -> tuple[tuple[Force, Cycle], ...]:
    """The forces and cycles whose inspection it leaves out for the same reason."""
    return tuple(
        (store.get(Force, key[:1]), store.get(Cycle, key[1:]))
        for key in store.origin.undated_inspections
    )


def as_of_phrase(store: Store) -> str:
    """The day as of which the record is, as the end of a phrase."""
    return "" if store.origin.as_of is None else f" as of {show_day(store.origin.as_of)}"


def has_inspection(store: Store, force: Force, cycle: Cycle) -> bool:
    """Whether an inspection of a force in a cycle is recorded."""
    return (force.id, cycle.id) in store.keys(Inspection)


def is_recorded(store: Store, force: Force, cycle: Cycle) -> bool:
    """Whether anything at all is recorded of *force* in *cycle*."""

    def build() -> frozenset[str]:
        keys = (key for kind in (Inspection, Judgement) for key in store.keys(kind))
        return frozenset(key[0] for key in keys if key[1] == cycle.id)

    return force.id in store.once(("recorded in", cycle.id), build)


def newest(store: Store, force: Force) -> Cycle | None:
    """The newest cycle of which anything is recorded for *force*."""
    newest_first = reversed(store.all(Cycle))
    return next((cycle for cycle in newest_first if is_recorded(store, force, cycle)), None)


def _is_newer(store: Store, force: Force, cycle: Cycle) -> bool:
    places, known = places_of_cycles(store), newest(store, force)
    return known is None or places[known.id] < places[cycle.id]


def not_all_here(store: Store) -> frozenset[str]:
    """The ids of the cycles of which `since` may have something to say."""

    def build() -> frozenset[str]:
        begun = store.all(Cycle)[-1:] if store.origin.as_of is None else ()
        undated = [cycle for _, cycle in undated_inspections(store)]
        return frozenset(cycle.id for cycle in (*begun, *undated))

    return store.once("not all here", build)


def without_newest(
    store: Store, forces: Sequence[Force], cycles: Iterable[Cycle] | None = None
) -> tuple[tuple[Force, Cycle], ...]:
    """Those of *forces* of which nothing of the newest cycle is recorded; it has begun.

    None where that is none of *cycles*, and none in a record as of a day.
    """
    last = store.all(Cycle)[-1:] if store.origin.as_of is None else ()
    if cycles is not None:
        last = tuple(cycle for cycle in cycles if cycle in last)
    return tuple(
        (force, cycle) for cycle in last for force in forces if not is_recorded(store, force, cycle)
    )


def since(
    store: Store, forces: Sequence[Force], cycles: Iterable[Cycle] | None = None
) -> tuple[str, ...]:
    """What is said of reports on *forces* that the record has not, of all *cycles* or newer ones.

    They have been published since; or a record as of a day leaves them out for want of a day.
    """
    asked = None if cycles is None else list(cycles)
    return (*_without_day(store, forces, asked), *_published_since(store, forces, asked))


def _without_day(
    store: Store, forces: Sequence[Force], cycles: Sequence[Cycle] | None
) -> Iterator[str]:
    left_out = [
        f"{force.name} {cycle.label}"
        for force, cycle in undated_inspections(store)
        if force in forces
        and (_is_newer(store, force, cycle) if cycles is None else cycle in cycles)
    ]
    if left_out:
        number = counted(len(left_out), "inspection" if cycles else "newer inspection")
        yield f"{number} left out, published on an unknown day: {', '.join(left_out)}"


def _published_since(
    store: Store, forces: Sequence[Force], cycles: Sequence[Cycle] | None
) -> Iterator[str]:
    without = without_newest(store, forces, cycles)
    if not without:
        return
    none = f"none on {len(without)} of {len(forces)} forces is recorded"
    if len(without) == len(forces):
        none = f"none on {'this force' if len(forces) == 1 else 'these forces'} is recorded"
    cycle = without[0][1]
    yield f"{cycle.title}: reports have been published; {none}; see {INSPECTORATE}"


def inspection(store: Store, force: Force, cycle: Cycle) -> Inspection:
    """What is recorded of a force in a cycle; `NotRecordedError` if no inspection is."""
    if not has_inspection(store, force, cycle):
        none = f"no inspection of {force.name} in {cycle.title} is recorded{as_of_phrase(store)}"
        raise NotRecordedError("; ".join([none, *since(store, [force], [cycle])]))
    key = (force.id, cycle.id)
    return store.once(
        ("inspection", *key),
        lambda: attrs.evolve(
            store.get(Inspection, key),
            judgements=tuple(candidates(store, {force.id}, {cycle.id})),
            findings=_of(store, Finding, key),
            profile=_of(store, ProfileFigure, key),
        ),
    )


def is_unknown(store: Store, force: Force, question: Question) -> bool:
    """Whether it is not even known that there is a grade, where none is recorded."""
    return question.graded == "some" or not is_recorded(store, force, question.cycle)


def left_open(store: Store, force: Force, asked: Sequence[Question]) -> tuple[Grade, ...]:
    """The grades that the published count of *force* leaves open for what is *asked* of a cycle.

    It has more areas of them than are recorded. A count may leave out what is graded for some
    forces only, so that it says nothing of such a question.
    """
    counted = [question for question in asked if question.graded == "always"]
    if not counted or not has_inspection(store, force, counted[0].cycle):
        return ()
    found = inspection(store, force, counted[0].cycle)
    recorded = [item.grade for item in found.judgements]
    return tuple(
        grade
        for grade in scale_of(store, found.cycle)
        if found.counts.get(grade.key, 0) > recorded.count(grade)
    )


def _of(store: Store, kind: type[R], inspection: tuple[str, str]) -> tuple[R, ...] | None:
    """The records of one inspection; None, not nothing, where nobody collected them."""
    keys = store.by(kind, "force").get(inspection[0], ())
    return store.of(kind, (key for key in keys if key[1] == inspection[1])) or None


def statement(
    store: Store, before: Cycle, after: Cycle, question: str | None
) -> Comparability | None:
    """The recorded statement on two neighbouring cycles and a question (None: all of them)."""
    return store.find(Comparability, (before.id, after.id, "*" if question is None else question))


def in_order(store: Store, earlier: Cycle, later: Cycle) -> tuple[Cycle, Cycle]:
    """Both cycles; `ValueError` unless the second is later than the first."""
    place = places_of_cycles(store)
    if place[later.id] <= place[earlier.id]:
        raise ValueError(
            f"the second cycle must be later than the first: {later.id} is not later than "
            f"{earlier.id}"
        )
    return earlier, later
