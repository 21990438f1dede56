"""Records made for a test: the rows of one, changed, as another."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import peel
from peel._tables.schema import RECORDS, table, tables
from peel._tables.store import Origin, Store, Tables

#: The tables of the data package, by name.
TABLES = tables()

Key = tuple[str, ...]
Row = tuple[str, ...]


def rows_of(record: peel.Dataset, name: str) -> dict[Key, Row]:
    """The rows of a table of *record* as text, by key."""
    return dict(record._store.rows(name))


def all_rows(record: peel.Dataset) -> dict[str, dict[Key, Row]]:
    """The rows of all tables."""
    return {name: rows_of(record, name) for name in RECORDS}


def made_of(tables: Mapping[str, dict[Key, Row]]) -> peel.Dataset:
    """A record of these rows."""
    return peel.Dataset(Store(Tables(tables.__getitem__), Origin(changed=True)))


def with_cells(row: Row, name: str, /, **cells: str) -> Row:
    """*row* of a table with other *cells*."""
    columns = table(name).columns
    return tuple(cells.get(column, cell) for column, cell in zip(columns, row, strict=True))


def unasked(record: peel.Dataset) -> peel.Dataset:
    """The same record, with nothing worked out yet."""
    return made_of(all_rows(record))


def again(value: Any) -> Any:
    """What comes back from a pickle of *value*."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301
