"""`peel validate`: what of one's own rows is wrong, still empty, or may be a mistake."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import peel
from peel._cli.remarks import MOST_ROWS, Overlay, OwnRow, own_rows, remarks
from peel._cli.terminal import say
from peel._errors import Problem
from peel._words.text import counted, quoted

#: What a report says of itself, so that its cells are to be filled in.
WANTED = {
    "sources": ("title", "url", "published"),
    "inspections": ("title", "url", "published"),
    "judgements": ("grade", "published"),
}
_MUST = {("sources", "title"), ("sources", "url"), ("judgements", "grade")}
#: What is also wrong as long as a cell is empty, and the column of that cell.
_HANGS_ON = {"published_precision": "published", "label": "title"}

#: As many remarks are made as problems are told.
_MOST_REMARKS = 1_000
#: Columns by file and row.
_Columns = dict[tuple[str, int], list[str]]


class _Found(NamedTuple):
    """What is found in a directory of records."""

    #: The first of what refuses the rows, but for cells that are still empty, and how much there is.
    mistakes: list[Problem]
    total: int
    #: The empty cells that must be filled in, and those that may stay so.
    must: _Columns
    may: _Columns
    #: The first of what may be a mistake, and whether there is more.
    doubts: list[Problem]
    more_doubts: bool
    rows: Overlay


def validate(record: peel.Dataset, options: Namespace) -> int:
    """Say what a directory of records lacks; 1 if it cannot be laid over the record as it is."""
    found = _find(record, options)
    for line in _lines(found):
        say(line)
    return 1 if found.total or found.must else 0


def _find(record: peel.Dataset, options: Namespace) -> _Found:
    problems, total = _problems(record, options)
    rows = Overlay(record, () if options.standalone else [*own_rows(options.directory)])
    must, may = _still_empty(rows.own)
    mistakes = [problem for problem in problems if not _says_empty(problem, must)]
    told = {problem[:3] for problem in problems}
    today = dt.datetime.now(dt.UTC).date()
    doubts = (doubt for doubt in remarks(rows, today) if doubt[:3] not in told)
    first = list(islice(doubts, _MOST_REMARKS))
    total -= len(problems) - len(mistakes)
    return _Found(mistakes, total, must, may, first, next(doubts, None) is not None, rows)


def _lines(found: _Found) -> Iterator[str]:
    yield from _each_once(found.mistakes)
    if more := found.total - len(found.mistakes):
        yield f"… and {more} more"
    yield from _columns("Must be filled in:", found.must)
    if any("published" in columns for columns in found.must.values()):
        yield "Where the day is not known, empty published_precision too."
    yield from _columns("May stay empty, if the report does not say it:", found.may)
    if found.doubts:
        yield "May be a mistake:"
    yield from (f"  {line}" for line in _each_once(found.doubts))
    if found.more_doubts:
        yield "  … and more"
    if len(found.rows.own) > MOST_ROWS:
        yield f"What may be a mistake is not looked for in more than {counted(MOST_ROWS, 'row')}."
    yield from _replaced(found.rows)
    end = [counted(found.total, "mistake")]
    if found.must:
        end.append(f"{counted(len(found.must), 'row')} still to fill in")
    if found.doubts:
        end.append(counted(len(found.doubts), "remark"))
    yield "; ".join(end)


def _problems(record: peel.Dataset, options: Namespace) -> tuple[tuple[Problem, ...], int]:
    """What refuses the rows: the first of it, and how much there is."""
    try:
        if options.standalone:
            peel.load(options.directory)
        else:
            record.extend(options.directory, replace=True)
    except peel.InvalidDataError as error:
        return error.problems, error.total
    return (), 0


def _still_empty(rows: Iterable[OwnRow]) -> tuple[_Columns, _Columns]:
    """The empty columns that must be filled in, and those that may stay so."""
    must: _Columns = {}
    may: _Columns = {}
    for row in rows:
        cell = row.cells.get
        for column in WANTED.get(row.table, ()):
            no_grade = column == "grade" and cell("basis") == "not-graded"
            if cell(column) or no_grade or (column == "title" and cell("label")):
                continue
            dated = column == "published" and cell("published_precision")
            needed = dated or (row.table, column) in _MUST
            place = f"{row.table}.csv", row.number
            (must if needed else may).setdefault(place, []).append(column)
    return must, may


def _says_empty(problem: Problem, empty: _Columns) -> bool:
    """Whether a problem is that a cell is empty, which the list of such cells says already."""
    if problem.row is None or problem.column is None:
        return False
    column = _HANGS_ON.get(problem.column, problem.column)
    return column in empty.get((problem.file, problem.row), ())


def _columns(heading: str, empty: _Columns) -> Iterator[str]:
    if empty:
        yield heading
    for (file, number), columns in empty.items():
        yield f"  {file}, row {number}: {', '.join(columns)}"


def _each_once(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each problem; of the same one in many rows, for the first row."""
    rows: dict[Problem, list[Problem]] = {}
    for problem in problems:
        rows.setdefault(problem._replace(row=None), []).append(problem)
    for first, *others in rows.values():
        yield f"{first} (and in {counted(len(others), 'more row')})" if others else str(first)


def _replaced(rows: Overlay) -> Iterator[str]:
    """The rows that take the place of different ones."""
    for row in rows.own:
        there = rows.recorded(row.table).get(row.key, row.cells)
        changes = [
            f"{column} {quoted(there[column])} becomes {quoted(new)}"
            for column, new in row.cells.items()
            if there[column] != new
        ]
        if changes:
            yield f"{row.table}.csv, row {row.number}, replaces: {'; '.join(changes)}"
