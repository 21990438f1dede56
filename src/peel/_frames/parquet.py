"""Parquet files: rows with typed columns, and the types of the tables of the data package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, BinaryIO

from peel._about import library
from peel._frames.frames import arrow_types
from peel._lookup.arguments import PathLike
from peel._records._columns import TYPES, ColumnType
from peel._tables.schema import table


def table_types(name: str) -> Mapping[str, ColumnType]:
    """The types of the columns of a table of the data package; `KeyError` for an unknown one."""
    return {heading: TYPES[field.cell] for field in table(name).fields for heading in field.names}


def write_parquet(
    types: Mapping[str, ColumnType],
    rows: Sequence[Mapping[str, Any]],
    where: PathLike | BinaryIO,
    said: Mapping[str, str] | None = None,
) -> None:
    """Write *rows* with columns of these types, and what is *said* of them as a whole.

    Days are date32, lists list<string>, figures double; what names a grade or another record is its
    key as text.

    Raises:
        ImportError: If pyarrow is not installed.
    """
    arrow, parquet = library("pyarrow"), import_module("pyarrow.parquet")
    known = arrow_types()
    columns: dict[str, object] = {}
    for name, column_type in types.items():
        cells = [row[name] for row in rows]
        if column_type == "number":
            cells = [None if cell is None else float(cell) for cell in cells]
        columns[name] = arrow.array(cells, known[column_type])
    parquet.write_table(arrow.table(columns).replace_schema_metadata(said), where)
