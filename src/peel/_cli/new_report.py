"""`peel new` and `peel validate`: a report not recorded yet, and what of it is still to fill in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import peel
from peel._cli.terminal import say, wrapped
from peel._errors import Problem
from peel._packages.problems import Problems
from peel._packages.reading import read
from peel._tables.csv_text import write_rows
from peel._tables.schema import Key, Row, table
from peel._tables.structure import as_text
from peel._words.text import quoted

#: Rows of a file by table, each with what is known of its cells; the others are empty.
Files = dict[str, list[Mapping[str, str]]]

#: What a report says of itself, so that its cells are to be filled in.
_WANTED = {
    "sources": ("title", "url", "published"),
    "inspections": ("title", "url", "published"),
    "judgements": ("grade", "published"),
}


def new(record: peel.Dataset, options: Namespace) -> int:
    """Write the rows of a new report into a directory, what is to be filled in left empty."""
    force = record.force(" ".join(options.force))
    cycle = record.cycle(options.cycle)
    proposed, like = _proposed(record, cycle)
    files = _files(record, force, cycle, proposed)
    directory = Path(options.directory)
    for name in files:
        if (directory / f"{name}.csv").exists():
            raise FileExistsError(f"{directory / name}.csv exists: name a new directory")
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        columns = table(name).columns
        text = write_rows(columns, ([row.get(column, "") for column in columns] for row in rows))
        path = directory / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        wanted = ", ".join(_WANTED.get(name, ()))
        todo = f"fill in {wanted}" if wanted else "a proposal: change or delete what is wrong"
        say(f"{path}: {len(rows)} {'row' if len(rows) == 1 else 'rows'}; {todo}")
    if like is not None:
        known = f"Not all areas of {cycle.title} are known: those of {like.title} are proposed."
        for line in wrapped(f"{known} Correct questions.csv and judgements.csv from the report."):
            say(line)
    say("Delete the rows of areas that the report does not grade.")
    say(f"Then: peel validate {options.directory}")
    say(f"      peel show {force.id} --with {options.directory}")
    return 0


def _proposed(
    record: peel.Dataset, cycle: peel.Cycle
) -> tuple[list[peel.Question], peel.Cycle | None]:
    """The questions of the last complete framework that an incomplete one may have as well."""
    cycles = record.cycles()
    before = [item for item in cycles[: cycles.index(cycle)] if item.questions_complete]
    if cycle.questions_complete or not before:
        return [], None
    known = {question.id for question in record.questions(cycle)}
    last = before[-1]
    asked = [item for item in record.questions(last) if item.graded == "always"]
    return [item for item in asked if item.id not in known], last


def _files(
    record: peel.Dataset, force: peel.Force, cycle: peel.Cycle, proposed: Sequence[peel.Question]
) -> Files:
    """What is to be filled in: the document, the inspection, and a row a grade that is missing."""
    cell = {"force": force.id, "cycle": cycle.id}
    recorded = {item.question.id for item in record.judgements(force=force, cycle=cycle)}
    missing = [
        question.id
        for question in (*record.questions(cycle), *proposed)
        if question.graded != "never" and question.id not in recorded
    ]
    if not missing:
        raise ValueError(f"every grade of {force.name} in {cycle.title} is recorded")
    source = f"hmicfrs-peel-reports-{force.hmicfrs_slug}-{cycle.id}"
    files: Files = {}
    if proposed:
        files["questions"] = [
            {
                "cycle": cycle.id,
                "question": question.id,
                "kind": question.kind,
                "theme": question.theme,
                "label": question.label,
                "graded": question.graded,
            }
            for question in proposed
        ]
    if source not in {item.id for item in record.sources()}:
        files["sources"] = [
            {"source": source, "kind": "inspectorate", "publisher": "HMICFRS"},
        ]
    known = next((row for row in record.rows("inspections") if cell.items() <= row.items()), None)
    if known is None:
        files["inspections"] = [{**cell, "published_precision": "exact"}]
    elif not all(known[column] for column in _WANTED["inspections"]):
        text = as_text("inspections", known)
        files["inspections"] = [dict(zip(table("inspections").columns, text, strict=True))]
    stated = {"basis": "stated", "published_precision": "exact", "programme": "PEEL"}
    files["judgements"] = [
        {**cell, "question": question, **stated, "sources": source} for question in missing
    ]
    return files


def validate(record: peel.Dataset, options: Namespace) -> int:
    """Say what is wrong in a directory of records, and what is still empty; 1 if it is wrong."""
    problems: tuple[Problem, ...] = ()
    total = 0
    try:
        if options.standalone:
            peel.load(options.directory)
        else:
            record.extend(options.directory, replace=True)
    except peel.InvalidDataError as error:
        problems, total = error.problems, error.total
    rows = list(_own_rows(options.directory))
    empty = {} if options.standalone else _to_be_filled_in(rows)
    for problem in problems:
        if not _says_empty(problem, empty):
            say(problem)
    if total > len(problems):
        say(f"… and {total - len(problems)} more")
    if empty:
        say("Still to be filled in, if the report says it:")
    for (file, number), columns in empty.items():
        say(f"  {file}, row {number}: {', '.join(columns)}")
    if not options.standalone:
        for line in _replaced(record, rows):
            say(line)
    say(f"{total} {'problem' if total == 1 else 'problems'} in {len(rows)} rows")
    return 1 if total else 0


class _OwnRow(NamedTuple):
    """A row that somebody wrote, by its place in a file."""

    table: str
    number: int
    cells: Row

    def cell(self, column: str) -> str:
        return self.cells[table(self.table).place(column)]


def _own_rows(directory: str) -> Iterator[_OwnRow]:
    with suppress(peel.InvalidDataError):  # there is no directory, which was told
        for name, found in read(directory, Problems()).tables.items():
            for key, row in found.rows.items():
                yield _OwnRow(name, found.numbers[key], row)


def _to_be_filled_in(rows: Iterable[_OwnRow]) -> dict[tuple[str, int], list[str]]:
    """The columns that are still empty, by file and row."""
    empty: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        wanted = [name for name in _WANTED.get(row.table, ()) if not row.cell(name)]
        if row.table == "judgements" and row.cell("basis") == "not-graded":
            wanted = [name for name in wanted if name != "grade"]
        if row.table == "sources" and row.cell("label"):
            wanted = [name for name in wanted if name != "title"]
        if wanted:
            empty[f"{row.table}.csv", row.number] = wanted
    return empty


def _says_empty(problem: Problem, empty: Mapping[tuple[str, int], Sequence[str]]) -> bool:
    """Whether a problem is that a cell is empty, which the list of such cells says already."""
    if problem.row is None or not (columns := empty.get((problem.file, problem.row))):
        return False
    return problem.column in columns or (
        problem.column == "published_precision" and "published" in columns
    )


def _replaced(record: peel.Dataset, rows: Iterable[_OwnRow]) -> Iterator[str]:
    """The rows that take the place of different ones."""
    known: dict[str, dict[Key, Row]] = {}
    for row in rows:
        spec = table(row.table)
        if row.table not in known:
            texts = (as_text(row.table, typed) for typed in record.rows(row.table))
            known[row.table] = {spec.key_of(text): text for text in texts}
        there = known[row.table].get(spec.key_of(row.cells), row.cells)
        changes = [
            f"{column} {quoted(old)} becomes {quoted(new)}"
            for column, old, new in zip(spec.columns, there, row.cells, strict=True)
            if old != new
        ]
        if changes:
            yield f"{row.table}.csv, row {row.number}, replaces: {'; '.join(changes)}"
