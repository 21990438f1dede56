"""Where forces stand now: grades of their newest inspection, and what supersedes the older ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from peel._answers import reach, single
from peel._answers.standing import asked_of, standing
from peel._lookup.framework import (
    forces_asked,
    places_of_cycles,
    questions_of,
    questions_of_theme,
    similar_theme,
)
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, questions_lacking
from peel._records.judgements import Judgement
from peel._records.latest import Latest, Superseded
from peel._tables.store import Store
from peel._vocabulary import SupersededKind, WithoutGrade
from peel._words.text import counted


def of_force(store: Store, force: Force) -> Latest:
    """The judgements of the newest inspection of *force*, and older ones where it was not out yet."""
    newest = reach.newest(store, force)
    if newest is None:
        return _latest(store, force=force, notes=[reach.NOTHING])
    status = {
        question: reach.status(store, force, question)
        for question in _standing_questions(store, force)
    }
    graded = single.graded(store, force, status)
    inspection = single.inspected(store, force, newest)
    published = f", {inspection.published_text}" if inspection else ""
    notes = [f"newest inspection recorded: {newest.title}{published}"]
    notes += _not_out(store, newest, graded)
    if inspection and inspection.counts:
        notes.append(f"published count of areas: {inspection.counts_text}")
    return _latest(
        store,
        graded,
        {question: known for question, known in status.items() if known != "recorded"},
        _no_longer(store, force, newest, graded),
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
        if cycle and (theme not in now or _lacks(store, force, asked_of(store, cycle, theme))):
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

    grades: Sequence[Judgement] = ()
    older: Sequence[Superseded] = ()
    #: Why there is no grade; None where there is one.
    without: WithoutGrade | None = None
    #: Whether its newest inspection asks the theme at all.
    asked: bool = False


def of_theme(store: Store, theme: str, force: Force | None) -> Latest:
    """The newest grade of *force*, or each, for *theme*, if its newest inspection gave it."""
    if (since := _not_asked_since(store, theme, force)) is not None:
        return _no_longer_asked(store, theme, since, force)
    found = {of: _of_one(store, theme, of) for of in forces_asked(store, force)}
    unknown = sum(one.asked and one.without == "unknown" for one in found.values())
    some = (
        "graded for some forces only: it is not known whether "
        f"{unknown} of those not recorded were graded"
    )
    return _latest(
        store,
        [grade for one in found.values() for grade in one.grades],
        {of: one.without for of, one in found.items() if one.without},
        [old for one in found.values() for old in one.older],
        [some] if unknown else [],
        force=force,
        theme=theme,
    )


def _of_one(store: Store, theme: str, force: Force) -> _Standing:
    cycle = standing(store, force, theme)
    asked = [] if cycle is None else asked_of(store, cycle, theme)
    if grades := single.graded(store, force, asked):
        return _Standing(grades)
    older = _superseded(store, force, theme)
    ever = asked or questions_of_theme(store, theme)
    if _lacks(store, force, asked):
        return _Standing((), older, "not recorded")
    recorded = any(single.recorded(store, force, question) for question in asked)
    gone = any(old.kind == "no longer asked" for old in older)
    if recorded or gone or all(question.graded == "never" for question in ever):
        return _Standing((), older, "not graded")
    return _Standing((), older, "unknown", bool(asked))


def _not_asked_since(store: Store, theme: str, force: Force | None) -> Cycle | None:
    """The cycle since which *theme* is not asked of *force*, or of any; None if it is."""
    cycles, place = store.all(Cycle), places_of_cycles(store)
    last = place[questions_of_theme(store, theme)[-1].cycle.id]
    since = next((item for item in cycles[last + 1 :] if item.questions_complete), None)
    newest = [standing(store, of, theme) for of in forces_asked(store, force)]
    places_now = [place[cycle.id] for cycle in newest if cycle is not None]
    return since if since and places_now and min(places_now) >= place[since.id] else None


def _no_longer_asked(store: Store, theme: str, since: Cycle, force: Force | None) -> Latest:
    """Since when *theme* is not asked, what is asked now under a name like it, and older grades."""
    forces = forces_asked(store, force)
    asked = questions_of_theme(store, theme)
    never = all(item.graded == "never" for item in asked)
    older = [old for of in forces for old in _superseded(store, of, theme)]
    last = f"last asked in {asked[-1].cycle.title}{', never graded' if never else ''}"
    text = f"no longer asked since {since.title} ({last})"
    without = 0 if never else len(forces) - len(older)
    if without:
        text += f"; of {counted(without, 'force')} no older grade is recorded"
    newest = [cycle for cycle in store.all(Cycle) if cycle.questions_complete][-1]
    text += similar_theme(store, newest, theme)
    return _latest(store, superseded=older, notes=[text], force=force, theme=theme)


#: The parts of an answer, and what is known of those that stand in them.
_WITHOUT: Mapping[str, Sequence[str]] = {
    "not_graded": ["not graded"],
    "not_recorded": ["not recorded", "unknown"],
    "unknown": ["unknown"],
}


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
    known = {
        why: tuple(item for item, kind in without.items() if kind in kinds)
        for why, kinds in _WITHOUT.items()
    }
    return Latest(
        tuple(graded),
        force,
        theme,
        store.origin.as_of,
        superseded=tuple(superseded),
        **known,  # type: ignore[arg-type]
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


def _lacks(store: Store, force: Force, asked: Iterable[Question]) -> bool:
    """Whether a grade that every force has is not recorded for *force*."""
    return any(reach.status(store, force, question) == "not recorded" for question in asked)


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
    gone = next((cycle for cycle in later if cycle.questions_complete), None)
    kind = _kind(store, force, asked, gone)
    since = gone if kind == "no longer asked" else None
    allows = single.left_open(store, force, asked) if kind == "not recorded" else ()
    inspection = single.inspected(store, force, newest)
    return [Superseded(older[-1], inspection, kind, since, allows)]


def _kind(
    store: Store, force: Force, asked: Sequence[Question], gone: Cycle | None
) -> SupersededKind:
    """What became of a theme that is *asked* now without a grade, or not since *gone*."""
    if _lacks(store, force, asked):
        return "not recorded"
    if any(reach.status(store, force, question) != "unknown" for question in asked):
        return "not graded"
    return "unknown" if asked or gone is None else "no longer asked"
