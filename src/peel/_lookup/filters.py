"""What keyword filters name: None is no filter, one value or several, an unknown one an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from peel._errors import UnknownGradeError
from peel._records.grades import Grade, JudgementScale

if TYPE_CHECKING:
    from peel._dataset import Dataset
    from peel._lookup.arguments import (
        CycleFilter,
        ForceFilter,
        GradeFilter,
        QuestionFilter,
        ScaleFilter,
        TextFilter,
    )
    from peel._records.framework import Cycle

T = TypeVar("T")

#: What can be iterated over and is one value all the same: text, or a mistake for it.
_ONE_VALUE: tuple[type, ...] = (str, bytes, bytearray, memoryview)


def named(asked: Any, find: Callable[[Any], T]) -> set[T]:
    """What one value or several name."""
    kind = cast("type[object]", type(asked))
    if issubclass(kind, _ONE_VALUE) or attrs.has(kind) or not hasattr(kind, "__iter__"):
        return {find(asked)}
    return {find(item) for item in asked}


def chosen(asked: Any, find: Callable[[Any], T]) -> set[T] | None:
    """What a filter names; None if it is no filter."""
    return None if asked is None else named(asked, find)


def narrowed(passing: set[T] | None, wanted: set[T]) -> set[T]:
    """What passes a filter before, if there is one, and is wanted."""
    return wanted if passing is None else passing & wanted


def forces(dataset: Dataset, force: ForceFilter, region: TextFilter = None) -> set[str] | None:
    """The ids of the forces that pass."""
    ids = chosen(force, lambda asked: dataset.force(asked).id)
    if region is None:
        return ids
    every = dataset.forces()
    regions = dataset._names.vocabulary("region", sorted({item.region for item in every}))
    wanted = named(region, regions.find)
    return narrowed(ids, {item.id for item in every if item.region in wanted})


def cycles(dataset: Dataset, cycle: CycleFilter, scale: ScaleFilter = None) -> set[str] | None:
    """The ids of the cycles that pass."""
    ids = chosen(cycle, lambda asked: dataset.cycle(asked).id)
    if scale is None:
        return ids

    def find(asked: Any) -> str:
        key = asked.key if isinstance(asked, JudgementScale) else asked
        return dataset._names.scales.find(key).key

    keys = named(scale, find)
    return narrowed(ids, {item.id for item in dataset.cycles() if item.scale in keys})


def questions(
    dataset: Dataset, question: QuestionFilter, theme: TextFilter, cycle_ids: set[str] | None
) -> set[tuple[str, str]] | None:
    """The cycle and id of each question that passes."""
    of = _cycles(dataset, cycle_ids)

    def find(asked: Any) -> tuple[tuple[str, str], ...]:
        found = dataset._names.questions_named(asked, of, "a filter question=…")
        return tuple((item.cycle.id, item.id) for item in found)

    groups = chosen(question, find)
    ids = None if groups is None else {cell for group in groups for cell in group}
    themes = chosen(theme, dataset._names.themes.find)
    if themes is None:
        return ids
    every = dataset._all("questions")
    return narrowed(ids, {(item.cycle.id, item.id) for item in every if item.theme in themes})


def grades(dataset: Dataset, grade: GradeFilter, cycle_ids: set[str] | None) -> set[Grade] | None:
    """The grades that pass; an error for a grade that the scales of several cycles have."""
    of = _cycles(dataset, cycle_ids)
    keys = dict.fromkeys(cycle.scale for cycle in of or dataset.cycles())
    scales = [dataset._names.scales.find(key) for key in keys]

    def find(asked: Any) -> Grade:
        having = [scale for scale in scales if _has(scale, asked)]
        if len(having) > 1 and of:
            raise UnknownGradeError(
                f"{asked!r} is a grade of several judgement scales "
                f"({', '.join(scale.key for scale in having)}) and not the same grade on each: "
                "name scale=, or cycle= of one scale",
                str(asked),
            )
        return (having or scales)[-1].parse(asked)

    return chosen(grade, find)


def _has(scale: JudgementScale, asked: Any) -> bool:
    try:
        scale.parse(asked)
    except UnknownGradeError:
        return False
    return True


def _cycles(dataset: Dataset, ids: Iterable[str] | None) -> list[Cycle]:
    return [cycle for cycle in dataset.cycles() if ids is None or cycle.id in ids]
