"""What keyword filters name, and the records that pass them.

None is no filter, one value or several name what may pass, an unknown value is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast, get_args

import attrs

from peel._errors import UnknownGradeError
from peel._lookup.arguments import (
    BasisFilter,
    CycleFilter,
    EvidenceFilter,
    ForceFilter,
    GradeFilter,
    QuestionFilter,
    ScaleFilter,
    TextFilter,
)
from peel._lookup.framework import scale_of, scales_of
from peel._lookup.names import Names, vocabulary
from peel._records._base import Record
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade, JudgementScale, no_grade
from peel._records.judgements import Judgement
from peel._tables.schema import Key, table
from peel._tables.store import R, Store
from peel._vocabulary import Basis, EvidenceLevel
from peel._words.text import quoted

#: What a caller gives, of whatever type, before it is looked at.
Asked: TypeAlias = Any

#: Says that a grade of whichever scale is meant.
ANY_SCALE = "any"

T = TypeVar("T")

#: What can be iterated over and is one value all the same: text, or a mistake for it.
_ONE_VALUE: tuple[type, ...] = (str, bytes, bytearray, memoryview)


def chosen(asked: Asked, find: Callable[[Asked], T]) -> set[T] | None:
    """What one value or several name; None if there is no filter."""
    if asked is None:
        return None
    kind = cast("type[object]", type(asked))
    if issubclass(kind, _ONE_VALUE) or attrs.has(kind) or not hasattr(kind, "__iter__"):
        return {find(asked)}
    return {find(item) for item in several(asked, "a filter takes one value or several")}


def narrowed(passing: set[T] | None, wanted: set[T]) -> set[T]:
    """What passes a filter before, if there is one, and is wanted."""
    return wanted if passing is None else passing & wanted


def several(asked: Asked, otherwise: str) -> Iterable[Asked]:
    """The values of a collection; `TypeError` for one value, and for what would give its keys."""
    kind = type(asked).__name__
    if hasattr(asked, "columns"):
        raise TypeError(f"{otherwise}; give one column of the {kind}")
    if isinstance(asked, Mapping):
        raise TypeError(f"{otherwise}; give the keys or the values of the {kind}")
    if isinstance(asked, _ONE_VALUE) or not hasattr(asked, "__iter__"):
        raise TypeError(otherwise)
    values: Iterable[Asked] = asked.to_pylist() if hasattr(asked, "to_pylist") else asked
    return values


class Scope(NamedTuple):
    """The ids of the forces and of the cycles that filters name; None where there is no filter."""

    forces: set[str] | None
    cycles: set[str] | None


def scope(
    names: Names, force: ForceFilter, cycle: CycleFilter = None, region: TextFilter = None
) -> Scope:
    """The forces and cycles that pass: a filter is read once, as it may be an iterator."""
    ids = chosen(force, lambda asked: names.force(asked, "a filter force=…").id)
    if region is not None:
        wanted = chosen(region, names.regions.find) or ()
        ids = narrowed(ids, {of.id for of in names.store.all(Force) if of.region in wanted})
    return Scope(ids, chosen(cycle, lambda asked: names.cycle(asked, "a filter cycle=…").id))


def in_scope(store: Store, within: Scope) -> tuple[tuple[Force, ...], tuple[Cycle, ...]]:
    """The forces and cycles themselves, in order; all of them where there is no filter."""
    forces, cycles = within
    return (
        tuple(of for of in store.all(Force) if forces is None or of.id in forces),
        tuple(_cycles(store, cycles)),
    )


def scales(store: Store, scale: ScaleFilter) -> set[str] | None:
    """The keys of the scales that pass; None if any does."""
    known = vocabulary("judgement scale", (*scales_of(store), ANY_SCALE))
    return chosen(
        scale, lambda asked: known.find(asked.key if isinstance(asked, JudgementScale) else asked)
    )


def questions(
    names: Names, question: QuestionFilter, themes: set[str] | None, cycle_ids: set[str] | None
) -> set[tuple[str, str]] | None:
    """The cycle and id of each question that passes."""
    of = _cycles(names.store, cycle_ids)

    def find(asked: Asked) -> tuple[tuple[str, str], ...]:
        found = names.questions_named(asked, of, "a filter question=…")
        return tuple((item.cycle.id, item.id) for item in found)

    groups = chosen(question, find)
    ids = None if groups is None else set(chain.from_iterable(groups))
    if themes is None:
        return ids
    every = names.store.all(Question)
    return narrowed(ids, {(item.cycle.id, item.id) for item in every if item.theme in themes})


def grades(
    store: Store, grade: GradeFilter, cycle_ids: set[str] | None, *, any_scale: bool
) -> set[Grade] | None:
    """The grades that pass; an error for a grade that several scales have, unless any is meant."""
    of = _cycles(store, cycle_ids)
    scales = [*dict.fromkeys(scale_of(store, cycle) for cycle in of or store.all(Cycle))]

    def find(asked: Asked) -> tuple[Grade, ...]:
        having = [scale for scale in scales if asked in scale]
        if not having:
            raise no_grade(scales, asked)
        if len(having) > 1 and of and not any_scale:
            raise UnknownGradeError(
                f"{quoted(asked)} is a grade of several judgement scales "
                f"({', '.join(scale.key for scale in having)}) and not the same grade on each: "
                f"give scale=, or cycle= of one scale; scale={ANY_SCALE!r} means all of them",
                str(asked),
            )
        return tuple(scale.parse(asked) for scale in having)

    groups = chosen(grade, find)
    return None if groups is None else set(chain.from_iterable(groups))


def _cycles(store: Store, ids: Collection[str] | None) -> list[Cycle]:
    return [cycle for cycle in store.all(Cycle) if ids is None or cycle.id in ids]


def words(noun: str, allowed: tuple[str, ...], asked: TextFilter) -> set[str] | None:
    """The words of a small vocabulary that pass."""
    return chosen(asked, vocabulary(noun, allowed).find)


class Cells(NamedTuple):
    """What filters cover, recorded or not: where, and of which scales, themes and questions."""

    scope: Scope
    scales: set[str] | None
    themes: set[str] | None
    questions: set[tuple[str, str]] | None


def cells(
    names: Names, within: Scope, scale: ScaleFilter, question: QuestionFilter, theme: TextFilter
) -> Cells:
    """The cells that filters cover; those of the scope are of cycles with the scales."""
    keys = scales(names.store, scale)
    cycle_ids = within.cycles
    if keys is not None and ANY_SCALE not in keys:
        of_scale = {item.id for item in names.store.all(Cycle) if item.scale in keys}
        cycle_ids = narrowed(cycle_ids, of_scale)
    themes = chosen(theme, lambda asked: names.theme(asked, "a filter theme=…"))
    in_question = questions(names, question, themes, cycle_ids)
    return Cells(Scope(within.forces, cycle_ids), keys, themes, in_question)


def judgements(
    store: Store, of: Cells, grade: GradeFilter, basis: BasisFilter, evidence: EvidenceFilter
) -> Iterator[Judgement]:
    """The recorded judgements of cells that pass the other filters."""
    any_scale = of.scales is not None and ANY_SCALE in of.scales
    of_grade = grades(store, grade, of.scope.cycles, any_scale=any_scale)
    bases = words("basis", get_args(Basis), basis)
    levels = words("evidence level", get_args(EvidenceLevel), evidence)
    return (
        judgement
        for judgement in candidates(store, *of.scope, of.questions)
        if (of_grade is None or judgement.grade in of_grade)
        and (bases is None or judgement.basis in bases)
        and (levels is None or judgement.evidence in levels)
    )


def candidates(
    store: Store,
    force_ids: Collection[str] | None,
    cycle_ids: Collection[str] | None,
    in_question: Collection[tuple[str, str]] | None = None,
) -> Iterator[Judgement]:
    """The judgements of these forces, cycles and questions, through the shortest way there."""
    keys: Iterable[Key] = store.keys(Judgement)
    if force_ids is not None:
        by_force = store.by(Judgement, "force")
        keys = (key for force in sorted(force_ids) for key in by_force.get(force, ()))
    elif cycle_ids is not None and len(cycle_ids) == 1:
        keys = store.by(Judgement, "cycle").get(next(iter(cycle_ids)), ())
    for key in keys:
        if (cycle_ids is None or key[1] in cycle_ids) and (
            in_question is None or key[1:] in in_question
        ):
            yield store.get(Judgement, key)


def keys_in(store: Store, kind: type[Record], inspection: Key) -> Iterator[Key]:
    """The keys of the rows that a table has of a force in a cycle."""
    force, cycle = inspection
    return (key for key in store.by(kind, "force").get(force, ()) if key[1] == cycle)


def passing(
    names: Names, kind: type[R], within: Scope, question: QuestionFilter = None
) -> tuple[R, ...]:
    """The records of a table that pass, in its order."""
    cells = questions(names, question, None, within.cycles)
    keys: Iterable[Key] = names.store.keys(kind)
    for column, ids in (("force", within.forces), ("cycle", within.cycles)):
        if ids is not None:
            at = table(kind.table).key.index(column)
            keys = [key for key in keys if key[at] in ids]
    records = names.store.of(kind, keys)
    if cells is None:
        return records
    question_of: Callable[[R], Question | None] = attrgetter("question")
    return tuple(
        item for item in records if (of := question_of(item)) and (of.cycle.id, of.id) in cells
    )
