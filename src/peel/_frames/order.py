"""Whether the grades of a frame have an order: only where they may be compared with one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from peel._records._rows import CellRow, HistoryRow
from peel._records.changes import GradeChange
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade
from peel._records.judgements import Judgement, Revision
from peel._records.latest import Superseded

_WORST_FIRST: Mapping[str, tuple[str, ...]] = {
    scale.key: tuple(grade.key for grade in reversed(scale.grades))
    for scale in (FIVE_TIER, FOUR_TIER)
}
_ALL_GRADES = tuple(dict.fromkeys(chain.from_iterable(_WORST_FIRST.values())))


class Categories(NamedTuple):
    """The grades that a column can hold, worst first, and whether they may be compared."""

    keys: tuple[str, ...]
    ordered: bool


class Grading(NamedTuple):
    """How the grades of a kind of record stand to one another."""

    #: The key of the judgement scale of a record.
    scale: Callable[[Any], str]
    #: Whether the grades of all records may be compared.
    comparable: Callable[[Sequence[Any]], bool]


def _comparable(judgements: Sequence[Judgement]) -> bool:
    """All are of one cycle: judgements alone do not know what may be compared."""
    return len({judgement.cycle.id for judgement in judgements}) == 1


def _changes_comparable(changes: Sequence[GradeChange]) -> bool:
    """Each is a comparison, all of them between the same cycles or of one comparable segment."""
    judgements = [judgement for change in changes for judgement in (change.before, change.after)]
    cycles = {judgement.cycle.id for judgement in judgements}
    each = all(change.comparable for change in changes)
    return each and (len(cycles) == 2 or _comparable(judgements))  # noqa: PLR2004


def _one_segment(rows: Sequence[HistoryRow]) -> bool:
    return {row.segment for row in rows} - {None} == {1}


def _one(field: str) -> Callable[[Sequence[Any]], bool]:
    get = attrgetter(field)
    return lambda records: len({get(record) for record in records}) == 1


_GRADINGS: Mapping[type, Grading] = {
    Judgement: Grading(attrgetter("cycle.scale"), _comparable),
    Superseded: Grading(attrgetter("judgement.cycle.scale"), _one("judgement.cycle.id")),
    CellRow: Grading(attrgetter("cycle.scale"), _one("cycle.id")),
    HistoryRow: Grading(attrgetter("cell.cycle.scale"), _one_segment),
    GradeChange: Grading(attrgetter("after.cycle.scale"), _changes_comparable),
    Revision: Grading(attrgetter("cycle.scale"), _one("cycle.id")),
    Grade: Grading(attrgetter("scale"), _one("scale")),
}


def categories_of(kind: type, rows: Sequence[Any], found: Iterable[str | None]) -> Categories:
    """The categories of the grades *found* in *rows*, in order only if all may be compared."""
    grading = _GRADINGS[kind]
    scales = set(map(grading.scale, rows))
    if len(scales) == 1 and scales <= _WORST_FIRST.keys() and grading.comparable(rows):
        return Categories(_WORST_FIRST[scales.pop()], ordered=True)
    others = sorted({key for key in found if key is not None} - set(_ALL_GRADES))
    return Categories((*_ALL_GRADES, *others), ordered=False)
