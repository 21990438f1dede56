"""`peel validate`: what of one's own rows is wrong, still empty, or may be a mistake."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

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


def validate(record: peel.Dataset, options: Namespace) -> int:
    """Say what a directory of records lacks; 1 if it cannot be laid over the record as it is."""
    problems, total = _problems(record, options)
    rows = Overlay(record, () if options.standalone else [*own_rows(options.directory)])
    must, may = _still_empty(rows.own)
    mistakes = [problem for problem in problems if not _says_empty(problem, must)]
    total -= len(problems) - len(mistakes)
    doubts = list(islice(_doubts(rows, problems), _MOST_REMARKS + 1))
    lines = [*_each_once(mistakes)]
    if more := total - len(mistakes):
        lines.append(f"… and {more} more")
    lines += _columns("Must be filled in:", must)
    if any("published" in columns for columns in must.values()):
        lines.append("Where the day is not known, empty published_precision too.")
    lines += _columns("May stay empty, if the report does not say it:", may)
    lines += _doubted(doubts)
    if len(rows.own) > MOST_ROWS:
        most = counted(MOST_ROWS, "row")
        lines.append(f"What may be a mistake is not looked for in more than {most}.")
    lines += _replaced(rows)
    end = [counted(total, "mistake")]
    if must:
        end.append(f"{counted(len(must), 'row')} still to fill in")
    if doubts:
        end.append(counted(min(len(doubts), _MOST_REMARKS), "remark"))
    for line in (*lines, "; ".join(end)):
        say(line)
    return 1 if total or must else 0


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


def _doubts(rows: Overlay, problems: Iterable[Problem]) -> Iterator[Problem]:
    """What may be a mistake, and is not told as a problem already."""
    told = {problem[:3] for problem in problems}
    today = dt.datetime.now(dt.UTC).date()
    return (doubt for doubt in remarks(rows, today) if doubt[:3] not in told)


def _doubted(doubts: Sequence[Problem]) -> Iterator[str]:
    if doubts:
        yield "May be a mistake:"
    yield from (f"  {line}" for line in _each_once(doubts[:_MOST_REMARKS]))
    if len(doubts) > _MOST_REMARKS:
        yield "  … and more"


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
