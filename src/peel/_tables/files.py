"""The files of the data package: rows of text out of CSV, and into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from peel._errors import Problem
from peel._tables.schema import Row, Rows, Table, table
from peel._tables.shipped import shipped_bytes


def read_shipped(name: str) -> Rows:
    """A table that ships, which the tests of this library hold to every rule."""
    spec = table(name)
    reader = csv.reader(io.StringIO(shipped_bytes(f"{name}.csv").decode(), newline=""))
    next(reader)
    key_of = spec.key_of
    return {key_of(row): row for row in map(tuple, reader)}


class NumberedRow(NamedTuple):
    """A row of a file that somebody wrote, with its number as a spreadsheet counts it."""

    number: int
    row: Row


def read_table(name: str, content: bytes) -> Iterator[NumberedRow | Problem]:
    """The rows of a table file, or what is wrong with them."""
    file, spec = f"{name}.csv", table(name)
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
                problems = list(_header_problems(file, spec, cells))
                if problems:
                    yield from problems
                    return
                order = [cells.index(column) for column in spec.columns]
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
        yield Problem(file, None, None, None, f"a header row: {','.join(spec.columns)}")


def _header_problems(file: str, spec: Table, header: Sequence[str]) -> Iterator[Problem]:
    for separator in (";", "\t"):
        if len(header) == 1 and separator in header[0]:
            yield Problem(file, 1, None, separator, "a comma between the cells")
            return
    for column in spec.columns:
        if header.count(column) != 1:
            found = "missing" if column not in header else "there twice"
            yield Problem(file, 1, column, None, f"the column {column}, which is {found}")
    for column in header:
        if column not in spec.columns:
            yield Problem(file, 1, column, None, f"one of {', '.join(spec.columns)}")


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as the text of a CSV file."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
