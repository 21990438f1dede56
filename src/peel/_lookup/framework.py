"""The forces of a record and its cycles: their order, what each asks, on which scale."""

from __future__ import annotations

from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade, JudgementScale
from peel._tables.store import Store, once
from peel._words.text import nearest_names


def forces_asked(store: Store, force: Force | None) -> tuple[Force, ...]:
    """The force that was asked for; all where it was none in particular."""
    return (force,) if force else store.all(Force)


@once
def places_of_cycles(store: Store) -> dict[str, int]:
    """The place of each cycle among all, by id."""
    return {key[0]: place for place, key in enumerate(store.keys(Cycle))}


def cycles_between(store: Store, first: Cycle, last: Cycle) -> tuple[Cycle, ...]:
    """The cycles from one to another, both included."""
    places = places_of_cycles(store)
    return store.all(Cycle)[places[first.id] : places[last.id] + 1]


def questions_of(store: Store, cycle: Cycle) -> tuple[Question, ...]:
    """What a cycle asks, in the framework's order."""
    return store.of(Question, store.by(Question, "cycle").get(cycle.id, ()))


def questions_of_theme(store: Store, theme: str) -> tuple[Question, ...]:
    """The questions of a theme, in order of cycle."""
    return tuple(item for item in store.all(Question) if item.theme == theme)


def similar_theme(store: Store, cycle: Cycle, theme: str) -> str:
    """What a cycle asks under a name like that of *theme*, as the end of a phrase."""
    near = nearest_names(theme, (item.theme for item in questions_of(store, cycle)), cutoff=1)
    return f"; {cycle.title} asks under a similar name: {', '.join(near)}" if near else ""


def scale_of(store: Store, cycle: Cycle) -> JudgementScale:
    return scales_of(store)[cycle.scale]


@once
def scales_of(store: Store) -> dict[str, JudgementScale]:
    """The judgement scales of a record, by key."""
    grades: dict[str, list[Grade]] = {}
    for grade in store.all(Grade):
        grades.setdefault(grade.scale, []).append(grade)
    return {key: JudgementScale(key, tuple(sorted(of, reverse=True))) for key, of in grades.items()}
