"""What keyword filters name, and the records that pass them.

None is no filter, one value or several name what may pass, an unknown value is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar, cast, get_args

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
from peel._lookup.names import Names, vocabulary
from peel._records._base import Record
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade, JudgementScale
from peel._records.judgements import Judgement
from peel._tables.schema import Key, table
from peel._tables.store import Store
from peel._vocabulary import Basis, EvidenceLevel
from peel._words.text import quoted

#: What a caller gives, of whatever type, before it is looked at.
Asked: TypeAlias = Any

#: Says that a grade of whichever scale is meant.
ANY_SCALE = "any"

R = TypeVar("R", bound=Record)
T = TypeVar("T")

#: What can be iterated over and is one value all the same: text, or a mistake for it.
_ONE_VALUE: tuple[type, ...] = (str, bytes, bytearray, memoryview)


def named(asked: Asked, find: Callable[[Asked], T]) -> set[T]:
    """What one value or several name."""
    kind = cast("type[object]", type(asked))
    if issubclass(kind, _ONE_VALUE) or attrs.has(kind) or not hasattr(kind, "__iter__"):
        return {find(asked)}
    return {find(item) for item in asked}


def kept(*asked: Asked) -> tuple[Asked, ...]:
    """Filters as they can be read more than once: an iterator would be used up after one time."""
    return tuple([tuple(of) if hasattr(of, "__next__") else of for of in asked])


def chosen(asked: Asked, find: Callable[[Asked], T]) -> set[T] | None:
    """What a filter names; None if it is no filter."""
    return None if asked is None else named(asked, find)


def narrowed(passing: set[T] | None, wanted: set[T]) -> set[T]:
    """What passes a filter before, if there is one, and is wanted."""
    return wanted if passing is None else passing & wanted


def forces(names: Names, force: ForceFilter, region: TextFilter = None) -> set[str] | None:
    """The ids of the forces that pass."""
    ids = chosen(force, lambda asked: names.force(asked, "a filter force=…").id)
    if region is None:
        return ids
    every = names.store.all(Force)
    regions = vocabulary("region", tuple(sorted({item.region for item in every})))
    wanted = named(region, regions.find)
    return narrowed(ids, {item.id for item in every if item.region in wanted})


def cycles(names: Names, cycle: CycleFilter, scale: ScaleFilter = None) -> set[str] | None:
    """The ids of the cycles that pass."""
    ids = chosen(cycle, lambda asked: names.cycle(asked, "a filter cycle=…").id)
    if scale is None or scale == ANY_SCALE:
        return ids

    def find(asked: Asked) -> str:
        key = asked.key if isinstance(asked, JudgementScale) else asked
        return names.scales.find(key).key

    keys = named(scale, find)
    return narrowed(ids, {item.id for item in names.store.all(Cycle) if item.scale in keys})


def questions(
    names: Names, question: QuestionFilter, theme: TextFilter, cycle_ids: set[str] | None
) -> set[tuple[str, str]] | None:
    """The cycle and id of each question that passes."""
    of = _cycles(names.store, cycle_ids)

    def find(asked: Asked) -> tuple[tuple[str, str], ...]:
        found = names.questions_named(asked, of, "a filter question=…")
        return tuple((item.cycle.id, item.id) for item in found)

    groups = chosen(question, find)
    ids = None if groups is None else {cell for group in groups for cell in group}
    themes = chosen(theme, names.themes.find)
    if themes is None:
        return ids
    every = names.store.all(Question)
    return narrowed(ids, {(item.cycle.id, item.id) for item in every if item.theme in themes})


def grades(
    names: Names, grade: GradeFilter, cycle_ids: set[str] | None, *, any_scale: bool
) -> set[Grade] | None:
    """The grades that pass; an error for a grade that several scales have, unless any is meant."""
    of = _cycles(names.store, cycle_ids)
    keys = dict.fromkeys(cycle.scale for cycle in of or names.store.all(Cycle))
    scales = [names.scales.find(key) for key in keys]

    def find(asked: Asked) -> tuple[Grade, ...]:
        having = [scale for scale in scales if _has(scale, asked)]
        if any_scale and having:
            return tuple(scale.parse(asked) for scale in having)
        if len(having) > 1 and of:
            raise UnknownGradeError(
                f"{quoted(asked)} is a grade of several judgement scales "
                f"({', '.join(scale.key for scale in having)}) and not the same grade on each: "
                f"give scale=, or cycle= of one scale; scale={ANY_SCALE!r} means all of them",
                str(asked),
            )
        return ((having or scales)[-1].parse(asked),)

    groups = chosen(grade, find)
    return None if groups is None else {item for group in groups for item in group}


def _has(scale: JudgementScale, asked: Asked) -> bool:
    try:
        scale.parse(asked)
    except UnknownGradeError:
        return False
    return True


def _cycles(store: Store, ids: Collection[str] | None) -> list[Cycle]:
    return [cycle for cycle in store.all(Cycle) if ids is None or cycle.id in ids]


def words(noun: str, allowed: tuple[str, ...], asked: TextFilter) -> set[str] | None:
    """The words of a small vocabulary that pass."""
    return chosen(asked, vocabulary(noun, allowed).find)


def judgements(
    names: Names,
    *,
    force: ForceFilter = None,
    cycle: CycleFilter = None,
    scale: ScaleFilter = None,
    question: QuestionFilter = None,
    theme: TextFilter = None,
    grade: GradeFilter = None,
    region: TextFilter = None,
    basis: BasisFilter = None,
    evidence: EvidenceFilter = None,
) -> Iterator[Judgement]:
    """The recorded judgements that pass every filter."""
    force_ids = forces(names, force, region)
    cycle_ids = cycles(names, cycle, scale)
    in_question = questions(names, question, theme, cycle_ids)
    of_grade = grades(names, grade, cycle_ids, any_scale=scale == ANY_SCALE)
    bases = words("basis", get_args(Basis), basis)
    levels = words("evidence level", get_args(EvidenceLevel), evidence)
    return (
        judgement
        for judgement in candidates(names.store, force_ids, cycle_ids, in_question)
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


def passing(
    names: Names,
    kind: type[R],
    *,
    force: ForceFilter = None,
    cycle: CycleFilter = None,
    question: QuestionFilter = None,
) -> Iterator[R]:
    """The records of a table that pass, in its order."""
    force_ids, cycle_ids = forces(names, force), cycles(names, cycle)
    cells = questions(names, question, None, cycle_ids)
    keys: Iterable[Key] = names.store.keys(kind)
    for column, ids in (("force", force_ids), ("cycle", cycle_ids)):
        if ids is not None:
            at = table(kind.table).key.index(column)
            keys = [key for key in keys if key[at] in ids]
    for record in names.store.of(kind, keys):
        about: Asked = record
        if cells is None or _cell(about.question) in cells:
            yield record


def _cell(question: Question | None) -> tuple[str, str] | None:
    return None if question is None else (question.cycle.id, question.id)
