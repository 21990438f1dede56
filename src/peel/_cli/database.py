"""`peel export` to SQLite: every table with its keys, and a view of grades and gaps."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import cast

import peel
from peel._about import __version__
from peel._cli.flat import BETWEEN
from peel._records._dicts import to_plain
from peel._records._fields import Field
from peel._records.cells import CellRow
from peel._records.sources import first_of
from peel._tables.parsing import SEPARATORS
from peel._tables.schema import Table, tables

_TYPES = {"whole": "INTEGER", "counts": "INTEGER", "yes-no": "INTEGER", "number": "REAL"}
#: Columns that name a source without referring to its record.
_NAMES_A_SOURCE = {("scales", "source"), ("cycles", "framework_source")}

#: What is worked out of a cell, and so stands in no table of the data package.
_CELLS = """
CREATE TABLE cells (
  force TEXT NOT NULL REFERENCES forces,
  cycle TEXT NOT NULL REFERENCES cycles,
  question TEXT NOT NULL,
  status TEXT NOT NULL,
  evidence TEXT,
  caveats TEXT,
  source TEXT REFERENCES sources,
  PRIMARY KEY (force, cycle, question),
  FOREIGN KEY (cycle, question) REFERENCES questions
)"""
_RECORD = """
CREATE TABLE record (
  edition TEXT NOT NULL, version TEXT NOT NULL, newest_grade TEXT, as_of TEXT,
  changed INTEGER NOT NULL, peel TEXT NOT NULL, citation TEXT NOT NULL
)"""
_GRADES = f"""
CREATE VIEW grades AS SELECT
  forces.name AS force, forces.region, cells.cycle, questions.label AS area, cells.status,
  questions.kind, cycles.scale, scales.label AS grade, judgements.published AS day,
  judgements.published_precision AS precision, judgements.basis, cells.evidence, cells.caveats,
  sources.url AS source, cells.force AS force_id, forces.ons_code, cells.question,
  questions.theme, replace(judgements.sources, ' ', '{BETWEEN}') AS sources, record.edition AS record
FROM cells
JOIN forces USING (force)
JOIN cycles USING (cycle)
JOIN questions USING (cycle, question)
LEFT JOIN judgements USING (force, cycle, question)
LEFT JOIN scales ON scales.scale = cycles.scale AND scales.grade = judgements.grade
LEFT JOIN sources ON sources.source = cells.source
CROSS JOIN record"""  # noqa: S608 (our own text)


def write_database(record: peel.Dataset, cells: Sequence[CellRow], path: Path) -> None:
    """Write *record* with all its *cells* as a new database at *path*.

    Columns and keys are those of the data package; days are text such as 2017-11-09, yes and no are
    1 and 0. A list of sources also stands in a table of its own, such as ``judgements_sources``.
    """
    try:
        _write(record, cells, path)
    except sqlite3.OperationalError as error:  # the disk is full, for one
        raise OSError(errno.EIO, str(error)) from error


def _write(record: peel.Dataset, cells: Sequence[CellRow], path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for name, spec in tables().items():
            rows = [*record.rows(name)]
            database.execute(_declaration(name, spec))
            _insert(database, name, (_values(spec, row) for row in rows))
            if any(column.cell == "records" for column in spec.fields):
                database.execute(_declaration_of_links(name, spec))
                _insert(database, f"{name}_sources", _links(spec, rows))
        for declaration in (_CELLS, _RECORD, _GRADES):
            database.execute(declaration)
        _insert(database, "cells", map(_cell, cells))
        _insert(database, "record", [_edition(record)])


def _declaration(name: str, spec: Table) -> str:
    parts = [
        f"{heading} {_TYPES.get(column.cell, 'TEXT')}{_not_null(column)}"
        for column in spec.fields
        for heading in column.names
    ]
    parts.append(f"PRIMARY KEY ({', '.join(spec.key)})")
    return f"CREATE TABLE {name} ({', '.join([*parts, *_references(name, spec)])})"


def _not_null(field: Field) -> str:
    may_be_empty = field.optional or field.cell in ("texts", "records", "counts")
    return "" if may_be_empty and not field.star else " NOT NULL"


def _references(name: str, spec: Table) -> Iterator[str]:
    for column in spec.fields:
        if (name, column.name) in _NAMES_A_SOURCE:
            yield f"FOREIGN KEY ({column.name}) REFERENCES sources"
        elif column.cell == "record" and column.refers_to is not None:
            key = ", ".join(filter(None, [column.within, column.name]))
            if column.refers_to.table != "scales":  # the scale of a grade is that of its cycle
                yield f"FOREIGN KEY ({key}) REFERENCES {column.refers_to.table}"


def _declaration_of_links(name: str, spec: Table) -> str:
    key = ", ".join(spec.key)
    return (
        f"CREATE TABLE {name}_sources ({', '.join(f'{part} TEXT NOT NULL' for part in spec.key)}, "
        "place INTEGER NOT NULL, source TEXT NOT NULL REFERENCES sources, "
        f"PRIMARY KEY ({key}, place), FOREIGN KEY ({key}) REFERENCES {name})"
    )


def _links(spec: Table, rows: Iterable[Mapping[str, object]]) -> Iterator[list[object]]:
    """A row for each source of a row, in their order."""
    for row in rows:
        for place, source in enumerate(cast("Sequence[str]", row["sources"]), 1):
            yield [*(_value(row[part]) for part in spec.key), place, source]


def _insert(database: sqlite3.Connection, name: str, rows: Iterable[Sequence[object]]) -> None:
    for row in rows:
        places = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {name} VALUES ({places})", row)  # noqa: S608 (our own names)


def _values(spec: Table, row: Mapping[str, object]) -> list[object]:
    types = (field.cell for field in spec.fields for _ in field.names)
    return [
        SEPARATORS[of].join(cast("Sequence[str]", cell)) if of in SEPARATORS else _value(cell)
        for of, cell in zip(types, row.values(), strict=True)
    ]


def _value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else to_plain(value)


def _cell(row: CellRow) -> list[object]:
    cell = [row.force.id, row.cycle.id, row.question.id, row.status]
    judgement = row.judgement
    if judgement is None:
        return [*cell, None, None, None]
    first = first_of(judgement.sources, judgement.evidence)
    return [*cell, judgement.evidence, BETWEEN.join(judgement.qualifiers), first and first.id]


def _edition(record: peel.Dataset) -> list[object]:
    edition = record.edition
    days = [_value(edition.newest_grade), _value(edition.as_of)]
    return [str(edition), edition.version, *days, edition.changed, __version__, record.cite()]
