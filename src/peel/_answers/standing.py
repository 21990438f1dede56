"""Which cycle speaks for a theme, and since when none does.

A report that was not out on the day of a record supersedes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from peel._answers import reach
from peel._lookup.framework import (
    forces_asked,
    places_of_cycles,
    questions_of,
    questions_of_theme,
    similar_theme,
)
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, graded_elsewhere
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement
from peel._tables.store import Store, once


@once
def standing(store: Store, force: Force, theme: str) -> Cycle | None:
    """The newest cycle of which anything is recorded for *force*, and whose word on *theme* was out.

    It counts as out where it is not known when it came out; None where nothing is recorded.
    """
    newest = reach.newest(store, force)
    if store.origin.as_of is None:
        return newest
    known = (item for item in reversed(store.all(Cycle)) if reach.is_recorded(store, force, item))
    return next((item for item in known if not _is_later(store, force, item, theme)), newest)


def asked_of(store: Store, cycle: Cycle, theme: str) -> list[Question]:
    return [question for question in questions_of(store, cycle) if question.theme == theme]


def not_asked_since(store: Store, asked: Sequence[Question], force: Force | None) -> Cycle | None:
    """The cycle since which what was *asked* last is not, of *force* or of any; None if it is."""
    last, place = asked[-1], places_of_cycles(store)
    later = store.all(Cycle)[place[last.cycle.id] + 1 :]
    since = next((cycle for cycle in later if cycle.questions_complete), None)
    newest = [standing(store, of, last.theme) for of in forces_asked(store, force)]
    places_now = [place[cycle.id] for cycle in newest if cycle is not None]
    return since if since and places_now and min(places_now) >= place[since.id] else None


def no_longer_asked(store: Store, asked: Sequence[Question], since: Cycle, more: str = "") -> str:
    """That what was *asked* is not any more, *more*, and what is asked that is like it."""
    never = ", never graded" if all(item.graded == "never" for item in asked) else ""
    text = f"no longer asked since {since.title} (last asked in {asked[-1].cycle.title}{never})"
    theme, text = asked[-1].theme, f"{text}{more}"
    later = store.all(Cycle)[places_of_cycles(store)[since.id] :]
    begun = [cycle for cycle in later if reach.has_begun(store, cycle)]
    for cycle in begun:
        if of_theme := [question.id for question in asked_of(store, cycle, theme)]:
            return f"{text}; {cycle.title} asks on the same theme: {', '.join(of_theme)}"
    newest = [cycle for cycle in begun if cycle.questions_complete][-1]
    elsewhere = "".join(f"; {note}" for note in graded_elsewhere(asked[-1], since))
    return f"{text}{similar_theme(store, newest, theme)}{elsewhere}"


def _is_later(store: Store, force: Force, cycle: Cycle, theme: str) -> bool:
    """Whether all that *cycle* says on *theme* is known to have come out after the day."""
    if questions := asked_of(store, cycle, theme):
        return all(_is_answered_later(store, force, question) for question in questions)
    ever = questions_of_theme(store, theme)
    return all(_is_reported_later(store, force, cycle, question) for question in ever)


def not_out(store: Store, cells: Iterable[tuple[Force, Question]]) -> list[str]:
    """How many of the *cells* without a row are known to have come out after the day."""
    if store.origin.as_of is None:
        return []
    later = [
        is_not_out(store, force, question)
        for force, question in cells
        if (force.id, question.cycle.id, question.id) not in store.keys(Judgement)
    ]
    number = "the one" if len(later) == 1 else f"{sum(later):,} of the {len(later):,}"
    return [f"not published by then: {number} not recorded"] if any(later) else []


def is_not_out(store: Store, force: Force, question: Question) -> bool:
    """Whether the grade of a cell without one is known to have come out after the day."""
    if store.origin.as_of is None:
        return False
    return not reach.has_begun(store, question.cycle) or _is_answered_later(store, force, question)


def _is_answered_later(store: Store, force: Force, question: Question) -> bool:
    key = (force.id, question.cycle.id, question.id)
    if key in store.keys(Judgement):
        return False
    if day := reach.exact_day(store.whole.find(Judgement, key)):
        return _is_after(store, day)
    return _is_reported_later(store, force, question.cycle, question)


def _is_reported_later(store: Store, force: Force, cycle: Cycle, question: Question) -> bool:
    """The same of the report on a force; or of the first national publication that it may be in."""
    report = store.whole.find(Inspection, (force.id, cycle.id))
    if day := reach.exact_day(report):
        return _is_after(store, day)
    tranche = None if report is None else report.tranche
    days = reach.national_days(store.whole, cycle.id, question, tranche)
    return bool(days) and _is_after(store, min(days))


def _is_after(store: Store, day: dt.date) -> bool:
    return store.origin.as_of is not None and day > store.origin.as_of
