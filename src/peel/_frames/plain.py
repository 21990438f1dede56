"""The columns of a frame as plain Python values, for a library to take over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from peel._records._columns import COLUMNS, Column, ColumnType, Getter
from peel._records._rows import Frameable, no_record, rows_of_one_kind
from peel._records.grades import Grade

T = TypeVar("T")


class PlainColumn(NamedTuple):
    """A column; what many rows refer to is read once."""

    name: str
    type: ColumnType
    values: Sequence[object]
    #: The rows as positions in `values`; None if there is a value for each row.
    positions: list[int] | None

    def or_else(self, null: object) -> Sequence[object]:
        """The values, with *null* for None."""
        if None not in self.values:
            return self.values
        return [null if value is None else value for value in self.values]

    def codes(self, keys: Sequence[str], null: T) -> list[int | T]:
        """The values as positions in *keys*."""
        place: dict[object, int] = {key: at for at, key in enumerate(keys)}
        return [null if value is None else place[value] for value in self.values]


class PlainFrame(NamedTuple):
    """The columns of a frame, the rows that they were read from, and the grades that they name."""

    kind: type
    rows: Sequence[object]
    columns: list[PlainColumn]
    grades: tuple[Grade, ...]


class _Referred(NamedTuple):
    """The distinct records that rows refer to, and for each row the position of its own."""

    records: list[object]
    positions: list[int]


def _referred(refer: Getter, rows: Sequence[object]) -> _Referred:
    targets = list(map(refer, rows))
    place: dict[int, int] = defaultdict(count().__next__)
    positions = list(map(place.__getitem__, map(id, targets)))
    return _Referred(list(dict(zip(positions, targets, strict=True)).values()), positions)


def _values(column: Column, records: Sequence[object]) -> Sequence[object]:
    """What *records* have in *column*; only one that is referred to may be None."""
    get, flat = column.value, column.flat
    if column.refer is None:
        values: list[object] = list(map(get, records))
    else:
        values = [None if record is None else get(record) for record in records]
    return values if flat is None else [None if value is None else flat(value) for value in values]


def plain_frame(records: Frameable, kind: type | None) -> PlainFrame:
    """*records*, or the rows that an answer is about, column by column."""
    kind, rows = rows_of_one_kind(records, kind)
    if kind not in COLUMNS:
        raise no_record(kind)
    referred: dict[Getter, _Referred] = {}
    columns: list[PlainColumn] = []
    grades: dict[Grade, None] = {}
    for column in COLUMNS[kind]:
        targets, positions = rows, None
        if column.refer is not None:
            if column.refer not in referred:
                referred[column.refer] = _referred(column.refer, rows)
            targets, positions = referred[column.refer]
        columns.append(PlainColumn(column.name, column.type, _values(column, targets), positions))
        if column.type == "grade":
            grades |= dict.fromkeys(grade for grade in targets if isinstance(grade, Grade))
    return PlainFrame(kind, rows, columns, tuple(grades))


def each_row(
    columns: Iterable[PlainColumn],
    array: Callable[[PlainColumn], object],
    index: Callable[[list[int]], object],
    take: str = "take",
) -> dict[str, object]:
    """Each column as an array of a library with a value for each row.

    Args:
        columns: The columns.
        array: Makes an array of the values of a column.
        index: Makes what an array takes values by, of their positions.
        take: Name of the method of an array that takes them.
    """
    indices: dict[int, object] = {}
    arrays: dict[str, object] = {}
    for column in columns:
        values, positions = array(column), column.positions
        if positions is not None:
            if id(positions) not in indices:
                indices[id(positions)] = index(positions)
            values = getattr(values, take)(indices[id(positions)])
        arrays[column.name] = values
    return arrays
