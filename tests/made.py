"""Records made for a test: the rows of one, changed, as another."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

import peel
from peel._tables.schema import RECORDS, table, tables
from peel._tables.store import Origin, Store, Tables

#: The tables of the data package, by name.
TABLES = tables()

#: The cycle of which some tests have no report, and the one question of it that they know.
NOT_INSPECTED, KNOWN = "2025-27", "leadership-and-force-management"
NO_STATEMENT = "no statement by the inspectorate is recorded"

Key = tuple[str, ...]
Row = tuple[str, ...]


def rows_of(record: peel.Dataset, name: str) -> dict[Key, Row]:
    """The rows of a table of *record* as text, by key."""
    return dict(record._store.rows(name))


def all_rows(record: peel.Dataset) -> dict[str, dict[Key, Row]]:
    """The rows of all tables."""
    return {name: rows_of(record, name) for name in RECORDS}


def rows_without_newest_reports() -> dict[str, dict[Key, Row]]:
    """The rows of the bundled record without the reports of 2025-27, recorded by now or not."""
    tables = all_rows(peel.bundled())
    for name in ("inspections", "judgements", "findings", "profiles"):
        tables[name] = {key: row for key, row in tables[name].items() if key[1] != NOT_INSPECTED}
    tables["questions"] = {
        key: row
        for key, row in tables["questions"].items()
        if key[0] != NOT_INSPECTED or key[1] == KNOWN
    }
    no_days = {"first_published": "", "last_published": ""}
    newest = tables["cycles"][NOT_INSPECTED,]
    tables["cycles"][NOT_INSPECTED,] = with_cells(newest, "cycles", **no_days)
    for key, row in tables["comparability"].items():
        if key[1] == NOT_INSPECTED:
            nothing = {"status": "unknown", "reason": NO_STATEMENT, "sources": ""}
            tables["comparability"][key] = with_cells(row, "comparability", **nothing)
    cited = {
        source
        for name, rows in tables.items()
        if name != "sources"
        for row in rows.values()
        for column, cell in zip(TABLES[name].columns, row, strict=True)
        if column.endswith(("source", "sources"))
        for source in cell.split(" ")
    }
    tables["sources"] = {key: row for key, row in tables["sources"].items() if key[0] in cited}
    return tables


def made_of(tables: Mapping[str, dict[Key, Row]]) -> peel.Dataset:
    """A record of these rows."""
    return peel.Dataset(Store(Tables(tables.__getitem__), Origin(changed=True)))


def with_cells(row: Row, name: str, /, **cells: str) -> Row:
    """*row* of a table with other *cells*."""
    columns = table(name).columns
    return tuple(cells.get(column, cell) for column, cell in zip(columns, row, strict=True))


def with_renamed_cycles(**ids: str) -> peel.Dataset:
    """The bundled record with other ids of some cycles, by the old ones without ``c`` and ``_``."""
    new = {old.removeprefix("c").replace("_", "-"): name for old, name in ids.items()}
    tables = all_rows(peel.bundled())
    for name, rows in tables.items():
        spec = TABLES[name]
        columns = {"cycle", "carried_from", "from_cycle", "to_cycle"} & {*spec.columns}
        renamed = [
            with_cells(
                row,
                name,
                **{of: new.get(row[spec.place(of)], row[spec.place(of)]) for of in columns},
            )
            for row in rows.values()
        ]
        tables[name] = {spec.key_of(row): row for row in renamed}
    return made_of(tables)


def unasked(record: peel.Dataset) -> peel.Dataset:
    """The same record, with nothing worked out yet."""
    return made_of(all_rows(record))


def again(value: Any) -> Any:
    """What comes back from a pickle of *value*."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301


def write_tables(directory: Path, tables: Mapping[str, Iterable[str]]) -> Path:
    """A directory with these lines below the header of each table."""
    directory.mkdir(exist_ok=True)
    for name, rows in tables.items():
        text = "\n".join([",".join(table(name).columns), *rows]) + "\n"
        (directory / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return directory


def problems_of(call: Callable[[], object]) -> tuple[peel.Problem, ...]:
    """What is wrong with the data that *call* reads."""
    with pytest.raises(peel.InvalidDataError) as caught:
        call()
    assert min(caught.value.total, 1000) == len(caught.value.problems)
    return caught.value.problems


def of_recorded(problem: peel.Problem) -> str:
    """What was expected in a row that is of no file, which must be told by its key."""
    expected, key = problem.expected.split("; in the recorded row ")
    assert problem.row is None
    assert len(key.split()) == len(TABLES[problem.file.removesuffix(".csv")].key)
    return expected
