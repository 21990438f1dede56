"""`peel new`: the files of a report that is not recorded yet, to be filled in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import get_args

import peel
from peel._cli.terminal import say, wrapped
from peel._cli.validation import WANTED
from peel._tables.csv_text import write_rows
from peel._tables.schema import table
from peel._tables.structure import as_text
from peel._vocabulary import Basis, SourceKind
from peel._words.text import counted

#: Rows of a file by table, each with what is known of its cells; the others are empty.
Files = dict[str, list[Mapping[str, str]]]

#: What is to be done with the rows that are proposed, and with those of any report.
ON_AREAS = (
    "If only the name of an area differs, correct its label and keep its id in question. An area "
    "that the cycle before did not have needs a new id, in questions.csv and judgements.csv."
)
ON_GRADES = (
    "Delete the rows of areas that the report does not mention. If it says that an area is not "
    "graded, keep the row, leave grade empty and write not-graded in basis."
)


def new(record: peel.Dataset, options: Namespace) -> int:
    """Write the rows of a new report into a directory, what is to be filled in left empty."""
    force = record.force(" ".join(options.force))
    cycle = record.cycle(options.cycle)
    proposed, like = _proposed(record, cycle)
    files = _files(record, force, cycle, proposed)
    directory = Path(options.directory)
    _write(files, directory)
    for line in chain.from_iterable(map(wrapped, _advice(record, cycle, like))):
        say(line)
    say(f"Then: peel validate {options.directory}")
    say(f"      peel show {force.id} --with {options.directory}")
    return 0


def _write(files: Files, directory: Path) -> None:
    """Write the files, none of which may be there already, and say what is to be done with each."""
    for name in files:
        if (directory / f"{name}.csv").exists():
            raise FileExistsError(f"{directory / name}.csv exists: name a new directory")
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        columns = table(name).columns
        text = write_rows(columns, ([row.get(column, "") for column in columns] for row in rows))
        path = directory / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        wanted = ", ".join(WANTED.get(name, ()))
        todo = f"fill in {wanted}" if wanted else "a proposal: change or delete what is wrong"
        say(f"{path}: {counted(len(rows), 'row')}; {todo}")


def _advice(record: peel.Dataset, cycle: peel.Cycle, like: peel.Cycle | None) -> Iterator[str]:
    """What is to be done with the rows, and what may be filled in where the words are given."""
    if like is not None:
        known = f"Not all areas of {cycle.title} are known: those of {like.title} are proposed."
        yield f"{known} {ON_AREAS}"
    grades = [str(row["grade"]) for row in record.rows("scales") if row["scale"] == cycle.scale]
    yield f"grade is one of: {', '.join(grades)}."
    yield f"basis is one of: {', '.join(get_args(Basis))}."
    yield f"kind of a source is one of: {', '.join(get_args(SourceKind))}."
    yield ON_GRADES


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


def _missing(
    record: peel.Dataset, force: peel.Force, cycle: peel.Cycle, proposed: Sequence[peel.Question]
) -> list[str]:
    """The ids of the questions whose grade is not recorded, of which there must be some."""
    recorded = {item.question.id for item in record.judgements(force=force, cycle=cycle)}
    asked = (*record.questions(cycle), *proposed)
    graded = [question.id for question in asked if question.graded != "never"]
    if not graded:
        raise ValueError(f"no question of {cycle.title} is recorded: add rows to questions.csv")
    missing = [question for question in graded if question not in recorded]
    if not missing:
        raise ValueError(f"every grade of {force.name} in {cycle.title} is recorded")
    return missing


def _files(
    record: peel.Dataset, force: peel.Force, cycle: peel.Cycle, proposed: Sequence[peel.Question]
) -> Files:
    """What is to be filled in: the document, the inspection, and a row a grade that is missing."""
    cell = {"force": force.id, "cycle": cycle.id}
    missing = _missing(record, force, cycle, proposed)
    source = f"hmicfrs-peel-reports-{force.hmicfrs_slug}-{cycle.id}"
    files: Files = {}
    if proposed:
        files["questions"] = [
            {"cycle": cycle.id, "question": question.id}
            | {column: getattr(question, column) for column in ("kind", "theme", "label", "graded")}
            for question in proposed
        ]
    if source not in {item.id for item in record.sources()}:
        files["sources"] = [{"source": source, "kind": "inspectorate", "publisher": "HMICFRS"}]
    known = next((row for row in record.rows("inspections") if cell.items() <= row.items()), None)
    if known is None:
        files["inspections"] = [{**cell, "published_precision": "exact"}]
    elif not all(known[column] for column in WANTED["inspections"]):
        text = as_text("inspections", known)
        files["inspections"] = [dict(zip(table("inspections").columns, text, strict=True))]
    stated = {"basis": "stated", "published_precision": "exact", "programme": "PEEL"}
    files["judgements"] = [
        {**cell, "question": question, **stated, "sources": source} for question in missing
    ]
    return files
