"""One judgement or inspection: what is recorded, or the error that says why nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from peel._answers import reach
from peel._answers.standing import is_not_out
from peel._errors import NotGradedError, NotRecordedError
from peel._lookup.arguments import QuestionLike
from peel._lookup.filters import candidates, keys_in
from peel._lookup.framework import questions_of, questions_of_theme, scale_of
from peel._lookup.names import Names
from peel._records.cells import Cell
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import Judgement
from peel._records.sources import INSPECTORATE
from peel._tables.store import Store, once


def recorded(store: Store, force: Force, question: Question) -> Judgement | None:
    """What is recorded for a cell, or None."""
    return store.find(Judgement, (force.id, question.cycle.id, question.id))


def graded(store: Store, force: Force, questions: Iterable[Question]) -> list[Judgement]:
    """The recorded grades of a force for *questions*."""
    found = (recorded(store, force, question) for question in questions)
    return [item for item in found if item is not None and item.grade is not None]


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
        known = [str(error), *reach.since(names.store, [force], [cycle])]
        if like := names.all_questions.get(question):
            known += _neighbours(names.store, force, like.theme)
        error.args, error.force = ("; ".join(known),), force.id
        raise
    return judgement(names.store, force, asked)


def _why_not(store: Store, force: Force, question: Question) -> NotRecordedError | NotGradedError:
    cell, as_of = Cell(force, question), reach.as_of_phrase(store)
    ids = {"force": force.id, "cycle": question.cycle.id, "question": question.id}
    if question.graded == "never":
        none = f"{cell}: never graded: {question.cycle.title} gives no grade for it"
        return NotGradedError(none, "not graded", **ids)
    why = "nobody has found this grade yet"
    if is_not_out(store, force, question):
        why = "not published by then"
    elif question.graded == "some":
        why = "graded for some forces only, and the record does not say whether this one was"
    elif store.origin.as_of is not None:
        why = f"published on an unknown day, or {why}"
    elif not reach.is_recorded(store, force, question.cycle):
        why = f"no inspection of {force.phrase} in {question.cycle.title} is recorded"
    known = "".join(f"; {fact}" for fact in _known_instead(store, force, question))
    status = reach.status(store, force, question)
    return NotRecordedError(f"{cell}: not recorded{as_of}: {why}{known}", status, **ids)


def _known_instead(store: Store, force: Force, question: Question) -> Iterator[str]:
    """What is recorded near a cell that is not: its neighbours, its pillar, its report."""
    inspection = store.find(Inspection, (force.id, question.cycle.id))
    if inspection is not None and inspection.counts:
        yield f"the published count of areas is {inspection.counts_text}"
    pillar = store.find(Judgement, (force.id, question.cycle.id, question.pillar or ""))
    if pillar is not None and pillar.grade is not None:
        yield f"its pillar, {pillar.question.phrase}, is {pillar.grade_text}"
    yield from _neighbours(store, force, question.theme)
    if inspection is not None and inspection.url:
        yield f"report: {inspection.url}"
    elif newer := reach.since(store, [force], [question.cycle]):
        yield from newer
    elif page := _page_on_pillar(store, force, question):
        yield f"the inspectorate on the same pillar: {page}"
    else:
        yield f"the inspectorate: {INSPECTORATE}"


def _neighbours(store: Store, force: Force, theme: str) -> Iterator[str]:
    """The grades of the other cycles for the same theme."""
    if found := graded(store, force, questions_of_theme(store, theme)):
        grades = (f"{item.cycle.label} {item.grade_text}" for item in found)
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


def inspection(store: Store, force: Force, cycle: Cycle) -> Inspection:
    """What is recorded of a force in a cycle; `NotRecordedError` if no inspection is."""
    found = inspected(store, force, cycle)
    if found is None:
        none = f"no inspection of {force.phrase} in {cycle.title} is recorded"
        said = [f"{none}{reach.as_of_phrase(store)}", *reach.since(store, [force], [cycle])]
        raise NotRecordedError("; ".join(said), "unknown", force=force.id, cycle=cycle.id)
    return found


@once
def inspected(store: Store, force: Force, cycle: Cycle) -> Inspection | None:
    """What is recorded of a force in a cycle, or None."""
    key = (force.id, cycle.id)
    if key not in store.keys(Inspection):
        return None
    not_recorded = [
        question
        for question in questions_of(store, cycle)
        if reach.status(store, force, question) == "not recorded"
    ]
    return attrs.evolve(
        store.get(Inspection, key),
        judgements=store.of(Judgement, keys_in(store, Judgement, key)),
        not_recorded=tuple(not_recorded),
        not_published=tuple(item for item in not_recorded if is_not_out(store, force, item)),
        findings=store.of(Finding, keys_in(store, Finding, key)) or None,
        profile=store.of(ProfileFigure, keys_in(store, ProfileFigure, key)) or None,
    )


def left_open(store: Store, force: Force, asked: Sequence[Question]) -> tuple[Grade, ...]:
    """The grades that the published count of *force* leaves open for what is *asked* of a cycle.

    It has more areas of them than are recorded. A count may leave out what is graded for some
    forces only, so that it says nothing of such a question.
    """
    counted = [question for question in asked if question.graded == "always"]
    found = inspected(store, force, counted[0].cycle) if counted else None
    if found is None:
        return ()
    recorded = [item.grade for item in found.judgements]
    return tuple(
        grade
        for grade in scale_of(store, found.cycle)
        if found.counts.get(grade.key, 0) > recorded.count(grade)
    )
