"""One judgement or inspection: what is recorded, or the error that says why nothing is."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peel._errors import NotGradedError, NotRecordedError
from peel._lookup.filters import candidates
from peel._lookup.framework import questions_of_theme
from peel._records.cells import Cell
from peel._records.changes import Comparability
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import Judgement, show_counts
from peel._tables.store import R, Store
from peel._words.dates import show_day


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


def _why_not(store: Store, force: Force, question: Question) -> NotRecordedError | NotGradedError:
    cell, as_of = Cell(force, question), as_of_phrase(store)
    if question.graded == "never":
        return NotGradedError(f"{cell}: never graded: {question.cycle.title} gives no grade for it")
    if question.graded == "some":
        return NotRecordedError(
            f"{cell}: not recorded{as_of}: graded for some forces only, and the record does not say "
            f"whether this one was; {'; '.join(_known_instead(store, force, question))}".rstrip(
                "; "
            )
        )
    why = "nobody has found this grade yet"
    if store.origin.as_of is not None:
        why = f"not published by then, published on an unknown day, or {why}"
    known = "; ".join(_known_instead(store, force, question))
    return NotRecordedError(f"{cell}: not recorded{as_of}: {why}" + (f"; {known}" if known else ""))


def _known_instead(store: Store, force: Force, question: Question) -> Iterator[str]:
    """What is recorded near a cell that is not: its neighbours, its pillar, its report."""
    inspection = store.find(Inspection, (force.id, question.cycle.id))
    if inspection is not None and inspection.counts:
        yield f"the published count of areas is {show_counts(inspection.counts)}"
    if question.pillar not in (None, question.id):
        pillar = store.find(Judgement, (force.id, question.cycle.id, str(question.pillar)))
        if pillar is not None and pillar.grade is not None:
            yield f"the pillar is {pillar.grade_text} ({pillar.question.phrase})"
    neighbours = [
        f"{found.cycle.label} {found.grade_text}"
        for item in questions_of_theme(store, question.theme)
        if (found := recorded(store, force, item)) is not None and found.grade is not None
    ]
    if neighbours:
        yield f"recorded for {question.theme}: {', '.join(neighbours)}"
    if inspection is not None and inspection.url:
        yield f"report: {inspection.url}"


def as_of_phrase(store: Store) -> str:
    """The day as of which the record is, as the end of a phrase."""
    return "" if store.origin.as_of is None else f" as of {show_day(store.origin.as_of)}"


def has_inspection(store: Store, force: Force, cycle: Cycle) -> bool:
    """Whether an inspection of a force in a cycle is recorded."""
    return (force.id, cycle.id) in store.keys(Inspection)


def is_recorded(store: Store, force: Force, cycle: Cycle) -> bool:
    """Whether anything at all is recorded of *force* in *cycle*."""
    return has_inspection(store, force, cycle) or any(candidates(store, {force.id}, {cycle.id}))


def inspection(store: Store, force: Force, cycle: Cycle) -> Inspection:
    """What is recorded of a force in a cycle; `NotRecordedError` if no inspection is."""
    if not has_inspection(store, force, cycle):
        raise NotRecordedError(
            f"no inspection of {force.name} in {cycle.title} is recorded{as_of_phrase(store)}"
        )
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
    place = store.once(
        "places of cycles", lambda: {key[0]: place for place, key in enumerate(store.keys(Cycle))}
    )
    if place[later.id] <= place[earlier.id]:
        raise ValueError(
            f"the second cycle must be later than the first: {later.id} is not later than "
            f"{earlier.id}"
        )
    return earlier, later
