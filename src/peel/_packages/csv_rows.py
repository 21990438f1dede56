"""One CSV file as somebody wrote it: its rows, and what is wrong with the others."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from peel._errors import Problem
from peel._packages.problems import Problems, of_file
from peel._tables.schema import Key, Row, Rows, Table, table
from peel._words.text import counted, is_plain

_SAVE_AS = "in a spreadsheet, save as 'CSV UTF-8'"
_PLAIN = "text without control characters, line breaks and marks that turn its direction"


class TableRows(NamedTuple):
    """What could be read of a table."""

    rows: Rows
    #: Whether nothing of the file is missing in it.
    whole: bool
    #: The number of each row, as a spreadsheet counts it; none for rows of no file.
    numbers: Mapping[Key, int] = MappingProxyType({})
    #: The other rows that have a key of these, with their numbers.
    again: Sequence[tuple[int, Row]] = ()


def read_rows(name: str, content: bytes, problems: Problems) -> TableRows:
    """The rows of a table file; what is wrong with the others is added to *problems*."""
    file, spec, before = f"{name}.csv", table(name), problems.total
    reader = csv.reader(io.StringIO(_text(file, content, problems), newline=""), strict=True)
    header: list[str] = []
    try:
        header = next(reader, header)
    except csv.Error as error:
        problems.add(_unreadable(file, 1, error))
    columns = _columns(file, spec, header, problems) if problems.total == before else ()
    return _rows_below(file, spec, columns, reader, problems) if columns else TableRows({}, False)


def _rows_below(
    file: str, spec: Table, columns: Sequence[str], reader: Iterator[list[str]], problems: Problems
) -> TableRows:
    """The rows below a header with these columns."""
    rows: Rows = {}
    numbers: dict[Key, int] = {}
    again: list[tuple[int, Row]] = []
    texts: dict[str, str] = {}  # most cells repeat: a text is kept once
    number, whole, width, keep = 1, True, len(columns), texts.setdefault
    as_it_is = (*columns,) == spec.columns
    in_order = itemgetter(*map(columns.index, spec.columns))
    try:
        for number, cells in enumerate(reader, start=2):
            if len(cells) == width and (cells[0] or any(cells)):
                row = tuple(map(keep, cells, cells))
                row = row if as_it_is else in_order(row)
                key = spec.key_of(row)
                if rows.setdefault(key, row) is row:
                    numbers[key] = number
                else:
                    again.append((number, row))
            elif any(cells):
                whole = False
                also = "; put double quotes round a cell with a comma" if len(cells) > width else ""
                expected = f"{counted(width, 'cell')}, not {len(cells)}{also}"
                problems.add(Problem(file, number, None, None, expected))
            elif cells:
                expected = "a row with something in it; delete this row"
                problems.add(Problem(file, number, None, None, expected))
    except csv.Error as error:
        whole = False
        problems.add(_unreadable(file, number + 1, error))
    for number, row in again:
        key = spec.key_of(row)
        expected = f"a key that no other row has; row {numbers[key]} has it too"
        problems.add(Problem(file, number, None, " ".join(key), expected))
    if not is_plain("".join(texts)):
        not_plain = {text for text in texts if not is_plain(text)}
        for key, row in rows.items():
            for column, cell in zip(spec.columns, row, strict=True):
                if cell in not_plain:
                    problems.add(Problem(file, numbers[key], column, cell, _PLAIN))
    return TableRows(rows, whole, numbers, again)


def _text(file: str, content: bytes, problems: Problems) -> str:
    """The text of a file; nothing, and a problem, if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            problems.add(of_file(file, f"UTF-8 text, not UTF-16; {_SAVE_AS}"))
        else:
            row = content.count(b"\n", 0, error.start) + 1
            value = repr(content[error.start : error.end])[2:-1]
            problems.add(Problem(file, row, None, value, f"UTF-8 text; {_SAVE_AS}"))
    return ""


def _columns(file: str, spec: Table, header: Sequence[str], problems: Problems) -> Sequence[str]:
    """The column that each heading means; none if not every column of the table is there once."""
    columns = ",".join(spec.columns)
    if not header:
        problems.add(of_file(file, f"a header row: {columns}"))
    elif header[0].casefold().startswith("sep="):
        expected = f"the header row first, without this line: {columns}"
        problems.add(Problem(file, 1, None, ",".join(header), expected))
    elif len(header) == 1 and (other := [mark for mark in ";\t" if mark in header[0]]):
        problems.add(Problem(file, 1, None, other[0], "a comma between the cells"))
    else:
        meant = [heading.strip().casefold().replace(" ", "_") for heading in header]
        _check_columns(file, spec, header, meant, problems)
        if all(meant.count(column) == 1 for column in spec.columns):
            return meant
    return ()


def _check_columns(
    file: str, spec: Table, header: Sequence[str], meant: Sequence[str], problems: Problems
) -> None:
    for column in spec.columns:
        if (times := meant.count(column)) != 1:
            found = "there twice" if times else "missing"
            problems.add(Problem(file, 1, column, None, f"the column {column}, which is {found}"))
    known, columns = frozenset(spec.columns), ", ".join(spec.columns)
    for number, (heading, name) in enumerate(zip(header, meant, strict=True), start=1):
        if not name:
            expected = f"a heading in column {number}, which has none; delete that column"
            problems.add(Problem(file, 1, None, None, expected))
        elif name not in known:
            problems.add(Problem(file, 1, heading, None, f"one of {columns}"))
        elif heading != name:
            problems.add(Problem(file, 1, heading, None, f"{name}, written just so"))


def _unreadable(file: str, number: int, error: csv.Error) -> Problem:
    return Problem(file, number, None, None, f"readable CSV ({error})")
