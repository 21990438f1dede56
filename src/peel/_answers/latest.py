"""Where forces stand now: grades of their newest inspection, and what supersedes the older ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from peel._answers import reach, single
from peel._answers.standing import asked_of, no_longer_asked, not_asked_since, standing
from peel._lookup.framework import (
    forces_asked,
    places_of_cycles,
    questions_of,
    questions_of_theme,
)
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, graded_elsewhere, questions_lacking
from peel._records.judgements import Judgement
from peel._records.latest import Latest, Superseded
from peel._tables.store import Store
from peel._vocabulary import CellStatus, SupersededKind, WithoutGrade
from peel._words.text import counted


def of_force(store: Store, force: Force) -> Latest:
    """The judgements of the newest inspection of *force*, and older ones where it was not out yet."""
    newest = reach.newest(store, force)
    if newest is None:
        return _latest(store, force=force, notes=[reach.NOTHING])
    asked = list(_standing_questions(store, force))
    graded = single.graded(store, force, asked)
    inspection = single.inspected(store, force, newest)
    published = f", {inspection.published_text}" if inspection else ""
    notes = [f"newest inspection recorded: {newest.title}{published}"]
    notes += _not_out(store, newest, graded)
    if inspection and inspection.counts:
        notes.append(f"published count of areas: {inspection.counts_text}")
    older = list(_no_longer(store, force, newest, graded))
    elsewhere = (graded_elsewhere(old.judgement.question, old.since) for old in older if old.since)
    notes += dict.fromkeys(chain.from_iterable(elsewhere))
    return _latest(
        store,
        graded,
        _lacking(store, force, asked),
        older,
        [*notes, *questions_lacking(newest)],
        force=force,
    )


def _standing_questions(store: Store, force: Force) -> Iterator[Question]:
    """What the newest inspection of *force* grades, then older ones where it was not out."""
    for cycle in reversed(store.all(Cycle)):
        if reach.is_recorded(store, force, cycle):
            for question in questions_of(store, cycle):
                if question.graded != "never" and standing(store, force, question.theme) == cycle:
                    yield question


def _no_longer(
    store: Store, force: Force, newest: Cycle, graded: Iterable[Judgement]
) -> Iterator[Superseded]:
    """The older grades of the themes of which *graded* are not all that *force* was given."""
    now = {judgement.question.theme for judgement in graded}
    for theme in _themes(store, force, newest):
        cycle = standing(store, force, theme)
        lacking = _lacking(store, force, asked_of(store, cycle, theme) if cycle else ())
        if theme not in now or "not recorded" in lacking.values():
            yield from _superseded(store, force, theme)


def _not_out(store: Store, newest: Cycle, graded: Iterable[Judgement]) -> Iterator[str]:
    """Of which subjects an older grade stands because *newest* was not out yet."""
    subjects: dict[Cycle, dict[str, None]] = {}
    for item in graded:
        if item.cycle != newest:
            pillar = store.find(Question, (item.cycle.id, item.question.pillar or ""))
            subjects.setdefault(item.cycle, {})[(pillar or item.question).phrase] = None
    for cycle, names in subjects.items():
        yield f"{newest.title} was not out yet on {', '.join(names)}: grades of {cycle.title} stand"


class _Standing(NamedTuple):
    """What is known of where one force stands for a theme."""

    grades: Sequence[Judgement]
    older: Sequence[Superseded]
    #: What is known of the questions of the theme without a grade.
    lacking: Mapping[Question, WithoutGrade]
    #: Why there is no grade at all; None where there is one.
    without: WithoutGrade | None


def of_theme(store: Store, theme: str, force: Force | None) -> Latest:
    """The newest grade of *force*, or each, for *theme*, if its newest inspection gave it."""
    asked = questions_of_theme(store, theme)
    if (since := not_asked_since(store, asked, force)) is not None:
        return _no_longer_asked(store, theme, since, force)
    found = {of: _of_one(store, theme, of) for of in forces_asked(store, force)}
    unknown = sum(one.without == "unknown" and bool(one.lacking) for one in found.values())
    some = "graded for some forces only"
    if force is None:
        some += f": it is not known whether {unknown} of those not recorded were graded"
    return _latest(
        store,
        [grade for one in found.values() for grade in one.grades],
        {of: one.without for of, one in found.items() if one.without},
        [old for one in found.values() for old in one.older],
        [*([some] if unknown else []), *_beside(found)],
        force=force,
        theme=theme,
    )


def _of_one(store: Store, theme: str, force: Force) -> _Standing:
    cycle = standing(store, force, theme)
    asked = [] if cycle is None else asked_of(store, cycle, theme)
    grades, lacking = single.graded(store, force, asked), _lacking(store, force, asked)
    some_missing = not grades or "not recorded" in lacking.values()
    older = _superseded(store, force, theme) if some_missing else ()
    without: WithoutGrade | None = None
    if lacking and not grades:
        without = _least_known(lacking.values())
    elif not grades:
        gone = any(old.kind == "no longer asked" for old in older)
        never = all(question.graded == "never" for question in questions_of_theme(store, theme))
        without = "not graded" if gone or never else "unknown"
    return _Standing(grades, older, lacking, without)


#: What is said of several questions of a theme: that one grade is to be found comes first.
_LEAST_KNOWN: tuple[WithoutGrade, ...] = ("not recorded", "unknown", "not graded")


def _lacking(store: Store, force: Force, asked: Iterable[Question]) -> dict[Question, WithoutGrade]:
    """What is known of the questions *asked* of which no grade is recorded."""
    known: dict[Question, CellStatus] = {item: reach.status(store, force, item) for item in asked}
    return {question: why for question, why in known.items() if why != "recorded"}


def _least_known(without: Collection[WithoutGrade]) -> WithoutGrade:
    """What is known of a theme of which no grade is recorded."""
    return next(why for why in _LEAST_KNOWN if why in without)


def _beside(found: Mapping[Force, _Standing]) -> Iterator[str]:
    """The questions that forces have no grade for, beside one of the same theme that they have."""
    lacking: dict[tuple[Question, str], list[Force]] = {}
    for force, one in found.items():
        for item in one.lacking.items() if one.grades else ():
            lacking.setdefault(item, []).append(force)
    for (question, why), forces in lacking.items():
        of = forces[0].phrase if len(forces) == 1 else counted(len(forces), "force")
        known = "not known whether graded" if why == "unknown" else why
        yield f"{question}, of the same theme: {known} for {of}"


def _no_longer_asked(store: Store, theme: str, since: Cycle, force: Force | None) -> Latest:
    """Since when *theme* is not asked, what is asked now under a name like it, and older grades."""
    forces = forces_asked(store, force)
    asked = questions_of_theme(store, theme)
    never = all(item.graded == "never" for item in asked)
    older = [old for of in forces for old in _superseded(store, of, theme)]
    without = 0 if never else len(forces) - len(older)
    none = f"; of {counted(without, 'force')} no older grade is recorded" if without else ""
    text = no_longer_asked(store, asked, since, none)
    return _latest(store, superseded=older, notes=[text], force=force, theme=theme)


def _latest(
    store: Store,
    graded: Iterable[Judgement] = (),
    without: Mapping[Question, str] | Mapping[Force, str] = MappingProxyType({}),
    superseded: Iterable[Superseded] = (),
    notes: Iterable[str] = (),
    *,
    force: Force | None = None,
    theme: str | None = None,
) -> Latest:
    return Latest(
        tuple(graded),
        force,
        theme,
        store.origin.as_of,
        tuple(of for of, why in without.items() if why == "not graded"),  # type: ignore[arg-type]
        tuple(of for of, why in without.items() if why != "not graded"),  # type: ignore[arg-type]
        tuple(superseded),
        tuple(of for of, why in without.items() if why == "unknown"),  # type: ignore[arg-type]
        edition=store.edition,
        notes=(*notes, *reach.since(store, forces_asked(store, force))),
    )


def _themes(store: Store, force: Force, newest: Cycle) -> Iterable[str]:
    """What *newest* grades, and the inspections of *force* before it.

    They go back to the one before the newest of which all questions are known.
    """
    asked = [item for item in questions_of(store, newest) if item.graded != "never"]
    whole = newest.questions_complete
    for cycle in reversed(store.all(Cycle)[: places_of_cycles(store)[newest.id]]):
        if not reach.is_recorded(store, force, cycle):
            continue
        asked += [
            item
            for item in questions_of(store, cycle)
            if item.graded == "always" or single.recorded(store, force, item)
        ]
        if whole:
            break
        whole = cycle.questions_complete
    return dict.fromkeys(question.theme for question in asked)


def _superseded(store: Store, force: Force, theme: str) -> list[Superseded]:
    """The newest grade of *force* for *theme* that a newer cycle supersedes, if there is one."""
    newest, place = standing(store, force, theme), places_of_cycles(store)
    if newest is None:
        return []
    before = [
        question
        for question in questions_of_theme(store, theme)
        if place[question.cycle.id] < place[newest.id]
    ]
    older = single.graded(store, force, before)
    if not older:
        return []
    asked = asked_of(store, newest, theme)
    later = store.all(Cycle)[place[before[-1].cycle.id] + 1 : place[newest.id] + 1]
    since = None if asked else next((cycle for cycle in later if cycle.questions_complete), None)
    kind: SupersededKind = "no longer asked" if since else "unknown"
    if asked:
        kind = _least_known(_lacking(store, force, asked).values())
    allows = single.left_open(store, force, asked) if kind == "not recorded" else ()
    inspection = single.inspected(store, force, newest)
    return [Superseded(older[-1], inspection, kind, since, allows)]
