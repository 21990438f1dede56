"""The tables of the data package: their columns, keys and order, and how they are read as text."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peel._errors import Problem

#: The cells of a row, in the order of the table's columns; an empty text is an empty cell.
Row = tuple[str, ...]
#: The cells that identify a row.
Key = tuple[str, ...]
#: Rows by key, in the table's order.
Rows = dict[Key, Row]


class Table(NamedTuple):
    """A table of the data package."""

    #: Columns in order; the key columns are named by `key`.
    columns: tuple[str, ...]
    #: The columns that identify a row.
    key: tuple[str, ...]

    def key_of(self, row: Row) -> Key:
        return tuple(row[self.columns.index(column)] for column in self.key)


def _table(columns: str, key: str) -> Table:
    return Table(tuple(columns.split()), tuple(key.split()))


_COUNTS = "outstanding good adequate requires_improvement inadequate"

TABLES: Mapping[str, Table] = {
    "scales": _table("scale grade label rank definition source", "scale grade"),
    "cycles": _table(
        "cycle title inspectorate scale framework framework_source first_published "
        "last_published questions_complete note",
        "cycle",
    ),
    "questions": _table("cycle question kind pillar theme label wording graded", "cycle question"),
    "forces": _table("force name aliases ons_code country region hmicfrs_slug", "force"),
    "publications": _table(
        "cycle pillar tranche published title source", "cycle pillar tranche published"
    ),
    "sources": _table("source kind publisher label title url published", "source"),
    "inspections": _table(
        "force cycle title url published published_precision tranche inspector "
        f"framework_version {_COUNTS} counts_source counts_note",
        "force cycle",
    ),
    "judgements": _table(
        "force cycle question grade basis carried_from published published_precision revised "
        "programme sources dispute note",
        "force cycle question",
    ),
    "revisions": _table(
        "force cycle question date from_grade to_grade reason source",
        "force cycle question date",
    ),
    "tallies": _table(f"cycle question {_COUNTS} forces_graded source", "cycle question source"),
    "comparability": _table(
        "from_cycle to_cycle question status reason sources", "from_cycle to_cycle question"
    ),
    "monitoring": _table(
        "force phase start start_precision end end_precision reason sources note",
        "force phase start",
    ),
    "profiles": _table(
        "force cycle measure value unit qualifier period stated_by source", "force cycle measure"
    ),
    "findings": _table(
        "force cycle number kind question summary stated_by source", "force cycle number"
    ),
}

#: Columns that hold the number of forces or areas with a grade.
COUNT_COLUMNS = tuple(_COUNTS.split())

#: What separates the items of a cell that holds a list.
LIST_SEPARATORS: Mapping[str, str] = {"sources": " ", "aliases": "; "}


class Tables(dict[str, Rows]):
    """The rows of each table, read when first asked for."""

    def __init__(self, read: Callable[[str], Rows]) -> None:
        self._read = read

    def __missing__(self, name: str) -> Rows:
        return self.setdefault(name, self._read(name))


def bundled_bytes(file: str) -> bytes:
    """A file of the data package that ships, through this module's own loader.

    This works from a wheel, an editable install and a zip file alike.
    """
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 (zip files)
    path = os.path.join(package, "data", file)  # noqa: PTH118
    content: bytes = __loader__.get_data(path)  # type: ignore[name-defined]
    return content


def read_bundled(name: str) -> Rows:
    """A table that ships, which the tests of this library hold to every rule."""
    table = TABLES[name]
    reader = csv.reader(io.StringIO(bundled_bytes(f"{name}.csv").decode(), newline=""))
    next(reader)
    keys = [table.columns.index(column) for column in table.key]
    return {tuple([row[index] for index in keys]): tuple(row) for row in reader}


class NumberedRow(NamedTuple):
    """A row of a file that somebody wrote, with its number as a spreadsheet counts it."""

    number: int
    row: Row


def read_table(name: str, content: bytes) -> Iterator[NumberedRow | Problem]:
    """The rows of a table file, or what is wrong with them."""
    file, table = f"{name}.csv", TABLES[name]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        yield Problem(file, row, None, repr(content[error.start : error.end])[2:-1], "UTF-8 text")
        return
    if "\0" in text:
        yield Problem(file, text.count("\n", 0, text.index("\0")) + 1, None, "\0", "text")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    order: list[int] | None = None
    shared: dict[str, str] = {}  # most cells repeat: a text is kept once
    try:
        for number, cells in enumerate(reader, start=1):
            if order is None:
                problems = list(_header_problems(file, table, cells))
                if problems:
                    yield from problems
                    return
                order = [cells.index(column) for column in table.columns]
            elif len(cells) == len(order):
                kept = [shared.setdefault(cells[index], cells[index]) for index in order]
                yield NumberedRow(number, tuple(kept))
            elif cells:
                expected = f"{len(order)} cells, not {len(cells)}"
                yield Problem(file, number, None, None, expected)
    except csv.Error as error:
        yield Problem(file, number + 1, None, None, f"readable CSV ({error})")
        return
    if order is None:
        yield Problem(file, None, None, None, f"a header row: {','.join(table.columns)}")


def _header_problems(file: str, table: Table, header: Sequence[str]) -> Iterator[Problem]:
    for separator in (";", "\t"):
        if len(header) == 1 and separator in header[0]:
            yield Problem(file, 1, None, separator, "a comma between the cells")
            return
    for column in table.columns:
        if header.count(column) != 1:
            found = "missing" if column not in header else "there twice"
            yield Problem(file, 1, column, None, f"the column {column}, which is {found}")
    for column in header:
        if column not in table.columns:
            yield Problem(file, 1, column, None, f"one of {', '.join(table.columns)}")


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as the text of a CSV file."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
