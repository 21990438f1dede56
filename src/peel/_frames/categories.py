"""Grades as a category: which of them a column can hold, worst first, and if they have an order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any

from peel._errors import InvalidArgumentError
from peel._records._rows import HistoryRow
from peel._records.cells import CellRow
from peel._records.changes import GradeChange, IncomparableGradesError
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade
from peel._records.judgements import Judgement, Revision
from peel._records.latest import Superseded

_SHIPPED = {scale.key: scale.grades for scale in (FIVE_TIER, FOUR_TIER)}


def every_grade(found: Collection[Grade]) -> tuple[str, ...]:
    """The keys of the grades of all scales, so that frames of any cycles have the same.

    Each scale keeps its order, those that are *found* before the others; what only a later one has
    stands after its neighbour there.
    """
    scales = {grade.scale for grade in found}
    own = sorted(scales - _SHIPPED.keys(), reverse=True)
    keys: list[str] = []
    for scale in (*own, *sorted(_SHIPPED, key=lambda shipped: shipped not in scales)):
        at = 0
        for key in _worst_first(scale, found):
            if key not in keys:
                keys.insert(at, key)
            at = keys.index(key) + 1
    return tuple(keys)


def grades_of_scale(found: Collection[Grade]) -> tuple[str, ...]:
    """The keys of the one scale that the grades *found* are of; of all if they are of several."""
    scales = {grade.scale for grade in found}
    return _worst_first(scales.pop(), found) if len(scales) == 1 else every_grade(found)


def _worst_first(scale: str, found: Collection[Grade]) -> tuple[str, ...]:
    """The keys of a scale by rank, which a grade that was *found* says rather than the shipped."""
    ranks = {grade.key: grade.rank for grade in found if grade.scale == scale}
    for grade in _SHIPPED.get(scale, ()):
        ranks.setdefault(grade.key, grade.rank)
    return tuple(sorted(ranks, key=ranks.__getitem__))


def require_comparable(kind: type, rows: Sequence[object]) -> None:
    """`IncomparableGradesError` unless the grades of all *rows* may be compared with one another."""
    if kind not in _REQUIRED:
        raise InvalidArgumentError(
            f"ordered=True orders grades, and a frame of {kind.__name__} has none"
        )
    _REQUIRED[kind](rows)


def _refusal(why: str, change: GradeChange | None = None) -> IncomparableGradesError:
    return IncomparableGradesError(f"ordered=True is refused: {why}", change)


def _one_cycle(path: str) -> Callable[[Sequence[object]], None]:
    cycle_of = attrgetter(path)

    def require(rows: Sequence[object]) -> None:
        cycles = sorted({cycle_of(row).id for row in rows})
        if len(cycles) > 1:
            raise _refusal(
                f"the rows are of {', '.join(cycles)}, and rows alone do not know which cycles may "
                "be compared: take those of one cycle, or ask peel.changes or peel.history"
            )

    return require


def _one_segment(rows: Sequence[HistoryRow]) -> None:
    segments = {row.segment for row in rows} - {None}
    if len(segments) > 1:
        raise _refusal(
            f"the history has {len(segments)} segments with a break in series between any two: take "
            "the judgements of one cycle, or the changes of the history, which say what is comparable"
        )


def _comparisons(changes: Sequence[GradeChange]) -> None:
    """Each is a comparison, and all are between the same cycles."""
    for change in changes:
        if not change.comparable:
            raise _refusal(str(change), change)
    cycles = sorted({item.cycle.id for change in changes for item in (change.before, change.after)})
    if len(cycles) > 2:  # noqa: PLR2004
        raise _refusal(f"the changes are between several cycles: {', '.join(cycles)}")


def _one_scale(grades: Sequence[Grade]) -> None:
    scales = sorted({grade.scale for grade in grades})
    if len(scales) > 1:
        raise _refusal(f"the grades are of several judgement scales: {', '.join(scales)}")


_REQUIRED: Mapping[type, Callable[[Sequence[Any]], None]] = {
    Judgement: _one_cycle("cycle"),
    Superseded: _one_cycle("judgement.cycle"),
    CellRow: _one_cycle("cycle"),
    HistoryRow: _one_segment,
    GradeChange: _comparisons,
    Revision: _one_cycle("cycle"),
    Grade: _one_scale,
}
