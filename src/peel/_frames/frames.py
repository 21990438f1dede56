"""Records as data frames, and tables of the data package as Parquet.

Seven types of columns (`peel._records._columns`) become types of each library:

======== =========================== =================== ========================
type     pandas                      polars              Arrow
======== =========================== =================== ========================
text     string                      String              string
whole    Int64                       Int64               int64
number   Float64                     Float64             double
yes-no   boolean                     Boolean             bool
day      datetime64[s]               Date                date32
list     object (tuples of text)     List(String)        list<string>
grade    category                    Enum or Categorical dictionary<int8, string>
======== =========================== =================== ========================

Nulls are the library's own: ``pd.NA`` and ``NaT`` (NaN in a category), null in polars and Arrow.

A column of grades has an order, worst first, only where all of its rows may be compared: see
`peel._frames.order`. Elsewhere pandas refuses ``<``; polars has no type that does, so that there it
is a Categorical, which ``<`` compares as text, as it does a String, and not as grades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from peel._frames.order import Categories, categories_of
from peel._records._columns import COLUMNS, ColumnType, Getter
from peel._records._rows import rows_of_one_kind

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from peel._records._rows import Frameable


class _Values(NamedTuple):
    """A column as plain Python values, for a library to take over."""

    name: str
    type: ColumnType
    values: list[Any]
    #: The rows as positions in `values`; None if there is a value for each row.
    positions: list[int] | None
    #: The grades that a column of grades can hold.
    categories: Categories | None

    def codes(self, keys: Iterable[str], null: int | None) -> list[int | None]:
        """The values as positions in *keys*."""
        positions = {key: position for position, key in enumerate(keys)}
        return [positions.get(value, null) for value in self.values]


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


def _once(convert: Callable[[list[int]], Any]) -> Callable[[list[int]], Any]:
    """*convert*, once for all columns that share their positions."""
    converted: dict[int, Any] = {}

    def index(positions: list[int]) -> Any:
        key = id(positions)
        if key not in converted:
            converted[key] = convert(positions)
        return converted[key]

    return index


def _values(records: Frameable, kind: type | None) -> list[_Values]:
    """The columns; what many rows refer to is read once."""
    kind, rows = rows_of_one_kind(records, kind)
    if kind not in COLUMNS:
        raise TypeError(f"records of this library are expected, not {kind.__name__}")
    referred: dict[Getter, _Referred] = {}
    columns: list[_Values] = []
    for name, column_type, get, refer, _ in COLUMNS[kind]:
        if refer is None:
            columns.append(_Values(name, column_type, list(map(get, rows)), None, None))
            continue
        if refer not in referred:
            referred[refer] = _referred(refer, rows)
        targets, positions = referred[refer]
        values = [None if target is None else get(target) for target in targets]
        columns.append(_Values(name, column_type, values, positions, None))
    grades = [column.values for column in columns if column.type == "grade"]
    if not grades:
        return columns
    categories = categories_of(kind, rows, chain.from_iterable(grades))
    return [
        column._replace(categories=categories) if column.type == "grade" else column
        for column in columns
    ]


def library(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(
            f'{name} cannot be imported: pip install "peel-inspections[{extra}]"', name=name
        ) from error


_PANDAS_TYPES: Mapping[ColumnType, str] = {
    "text": "string[python]",
    "whole": "Int64",
    "number": "Float64",
    "yes-no": "boolean",
    "day": "datetime64[s]",
}


def to_pandas(records: Frameable, *, kind: type | None = None) -> pd.DataFrame:
    """Records as a `pandas.DataFrame`. See `peel.to_pandas`."""
    pandas = library("pandas", "pandas")

    def array(column: _Values) -> Any:
        if column.categories is not None:
            keys, ordered = column.categories
            return pandas.Categorical.from_codes(column.codes(keys, -1), keys, ordered=ordered)
        if column.type == "list":
            cells = [pandas.NA if cell is None else cell for cell in column.values]
            return pandas.Series(cells, dtype=object).array
        return pandas.array(column.values, dtype=_PANDAS_TYPES[column.type])

    index = _once(lambda positions: pandas.array(positions, dtype="int64").to_numpy())

    def rows(column: _Values) -> Any:
        values = array(column)
        return values if column.positions is None else values.take(index(column.positions))

    columns = _values(records, kind)
    frame: pd.DataFrame = pandas.DataFrame({column.name: rows(column) for column in columns})
    return frame


def to_polars(records: Frameable, *, kind: type | None = None) -> pl.DataFrame:
    """Records as a `polars.DataFrame`. See `peel.to_polars`."""
    polars = library("polars", "polars")
    types: Mapping[ColumnType, Any] = {
        "text": polars.String,
        "whole": polars.Int64,
        "number": polars.Float64,
        "yes-no": polars.Boolean,
        "day": polars.Date,
        "list": polars.List(polars.String),
    }

    def series(column: _Values) -> Any:
        if column.categories is None:
            dtype = types[column.type]
        else:
            keys, ordered = column.categories
            dtype = polars.Enum(keys) if ordered else polars.Categorical
        values = polars.Series(column.name, column.values, dtype)
        return values if column.positions is None else values.gather(column.positions)

    frame: pl.DataFrame = polars.DataFrame([series(column) for column in _values(records, kind)])
    return frame


def to_arrow(records: Frameable, *, kind: type | None = None) -> pa.Table:
    """Records as a `pyarrow.Table`. See `peel.to_arrow`."""
    arrow = library("pyarrow", "arrow")
    types = arrow_types(arrow)

    def array(column: _Values) -> Any:
        if column.categories is None:
            return arrow.array(column.values, types[column.type])
        keys, ordered = column.categories
        codes = arrow.array(column.codes(keys, None), arrow.int8())
        return arrow.DictionaryArray.from_arrays(codes, arrow.array(keys), ordered=ordered)

    index = _once(lambda positions: arrow.array(positions, arrow.int32()))

    def rows(column: _Values) -> Any:
        values = array(column)
        return values if column.positions is None else values.take(index(column.positions))

    columns = _values(records, kind)
    made: pa.Table = arrow.table({column.name: rows(column) for column in columns})
    return made


def arrow_types(arrow: Any) -> Mapping[ColumnType, Any]:
    return {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "yes-no": arrow.bool_(),
        "day": arrow.date32(),
        "list": arrow.list_(arrow.string()),
    }
