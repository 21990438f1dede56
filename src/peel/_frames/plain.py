"""The columns of a frame as plain Python values, for a library to take over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from peel._records._columns import COLUMNS, ColumnType, Getter
from peel._records._rows import Frameable, rows_of_one_kind
from peel._records.grades import Grade

T = TypeVar("T")


class PlainColumn(NamedTuple):
    """A column; what many rows refer to is read once."""

    name: str
    type: ColumnType
    values: list[Any]
    #: The rows as positions in `values`; None if there is a value for each row.
    positions: list[int] | None

    def codes(self, keys: Sequence[str], null: T) -> list[int | T]:
        """The values as positions in *keys*."""
        place = {key: at for at, key in enumerate(keys)}
        return [place.get(value, null) for value in self.values]


class PlainFrame(NamedTuple):
    """The columns of a frame, the rows that they were read from, and the grades that they name."""

    kind: type
    rows: Sequence[Any]
    columns: list[PlainColumn]
    grades: tuple[Grade, ...]


class _Referred(NamedTuple):
    """The distinct records that rows refer to, and for each row the position of its own."""

    records: list[Any]
    positions: list[int]


def _referred(refer: Getter, rows: Sequence[Any]) -> _Referred:
    targets = list(map(refer, rows))
    identities = list(map(id, targets))
    distinct = dict(zip(identities, targets, strict=True))
    position = dict(zip(distinct, range(len(distinct)), strict=True))
    return _Referred(list(distinct.values()), list(map(position.__getitem__, identities)))


def plain_frame(records: Frameable, kind: type | None) -> PlainFrame:
    """*records*, or the rows that an answer is about, column by column."""
    kind, rows = rows_of_one_kind(records, kind)
    if kind not in COLUMNS:
        raise TypeError(f"records of this library are expected, not {kind.__name__}")
    referred: dict[Getter | None, _Referred] = {}
    columns: list[PlainColumn] = []
    grades: dict[Grade, None] = {}
    for name, column_type, get, refer, _ in COLUMNS[kind]:
        if refer is None:
            columns.append(PlainColumn(name, column_type, list(map(get, rows)), None))
            targets = rows
        else:
            if refer not in referred:
                referred[refer] = _referred(refer, rows)
            targets, positions = referred[refer]
            values = [None if target is None else get(target) for target in targets]
            columns.append(PlainColumn(name, column_type, values, positions))
        if column_type == "grade":
            grades |= dict.fromkeys(grade for grade in targets if grade is not None)
    return PlainFrame(kind, rows, columns, tuple(grades))


def once(convert: Callable[[list[int]], Any]) -> Callable[[list[int]], Any]:
    """*convert*, once for all columns that share their positions."""
    converted: dict[int, Any] = {}

    def index(positions: list[int]) -> Any:
        key = id(positions)
        if key not in converted:
            converted[key] = convert(positions)
        return converted[key]

    return index
