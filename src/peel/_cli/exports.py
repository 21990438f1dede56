"""`peel export`: the cells with their grades, or one table, as a file that names its record."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

import peel
from peel._cli.about import About, about_export, forces_asked
from peel._cli.flat import BETWEEN, FLAT
from peel._cli.parser import FORMATS
from peel._cli.terminal import tell_beside
from peel._errors import escaped
from peel._frames.parquet import table_types, write_parquet
from peel._packages.files import named
from peel._records._columns import ColumnType
from peel._records._dicts import to_plain
from peel._tables.csv_text import write_rows
from peel._tables.schema import table
from peel._tables.structure import as_text
from peel._words.text import counted, nearest_names, quoted


class Rows(NamedTuple):
    """What is exported: the cells with their grades, or a table of the data package."""

    name: str
    types: Mapping[str, ColumnType]
    rows: list[dict[str, object]]
    #: A row as the cells of a CSV file.
    text: Callable[[Mapping[str, object]], Sequence[str]]


def export(record: peel.Dataset, options: Namespace) -> int:
    """Write what is asked for to a file, whole or not at all, or to standard output."""
    form = _format(options)
    write = _export_file if form in _HOLDS else _export_rows
    about = about_export(record, options)
    rows = write(record, options, form, about)
    written = () if options.output is None else (f"{escaped(options.output)}: {rows}",)
    for said in (*written, *about.notes, about):
        tell_beside(f"peel: {said}")
    return 0


def _format(options: Namespace) -> str:
    """The format that is asked for or that the suffix of the file says; csv if neither does."""
    asked, output = options.format, options.output
    suffix = Path(output or "").suffix.lower()
    if not suffix:
        return asked or "csv"
    known = {name: form for form, names in FORMATS.items() for name in names}
    form = known.get(suffix)
    if form is not None and asked in (None, form):
        return form
    near = nearest_names(suffix, () if options.table else known)
    right = asked or (known[near[0]] if near else "csv")
    file = Path(output).with_suffix(f".{right}")
    command = _command(options.table, file)
    if form is None:
        there_are = f"there are {', '.join(known)}"
        raise ValueError(f"no format has the suffix {quoted(suffix)}: {command} ({there_are})")
    raise ValueError(
        f"--format {asked} does not go with the suffix of {quoted(output)}: leave out --format, "
        f"or {command}"
    )


def _command(table: str | None, file: Path) -> str:
    return " ".join(filter(None, ["peel export", table, "--output", quoted(str(file))]))


def _export_rows(record: peel.Dataset, options: Namespace, form: str, about: About) -> str:
    rows = _table(record, options) if options.table else _flat(record, options)
    content = _ROWS[form](rows, about)
    if options.output is not None:
        with _whole(options.output) as path:
            path.write_bytes(content)
    elif sys.stdout is None:
        raise OSError("standard output is closed: name a file with --output")
    else:
        _print(content, form)
    if options.table:
        return f"{counted(len(rows.rows), 'row')} of {rows.name}"
    return _rows_and_grades([row["grade"] for row in rows.rows])


def _rows_and_grades(grades: Sequence[object]) -> str:
    """How many rows of cells there are, and how many of them have a grade."""
    without = grades.count(None)
    graded = counted(len(grades) - without, "grade")
    return f"{counted(len(grades), 'row')}: {graded}, {without:,} without one"


def _print(content: bytes, form: str) -> None:
    binary = getattr(sys.stdout, "buffer", None)
    if binary is not None:
        rest = memoryview(content)
        while rest:  # an unbuffered output may take a part
            rest = rest[binary.write(rest) :]
    elif form == "parquet":
        raise ValueError("standard output takes text only: parquet needs --output peel.parquet")
    else:
        sys.stdout.write(content.decode())
    sys.stdout.flush()


def _export_file(record: peel.Dataset, options: Namespace, form: str, about: About) -> str:
    if options.table:
        command = _command(options.table, Path(f"{options.table}.csv"))
        raise ValueError(f"{_HOLDS[form]}: leave out {quoted(options.table)}, or {command}")
    if options.output is None:
        raise ValueError(f"{form} needs a file: --output peel.{form}")
    if form == "sqlite" and (options.force or options.cycle):
        raise ValueError("sqlite holds the whole record: leave out --force and --cycle")
    cells = record.cells(force=forces_asked(options), cycle=options.cycle)
    with _whole(options.output) as path:
        if form == "sqlite":
            from peel._cli.database import write_database

            write_database(record, cells, path)
        else:
            from peel._cli.workbook import write_workbook

            write_workbook(record, cells, path, about)
    return _rows_and_grades([row.judgement and row.judgement.grade for row in cells])


@contextmanager
def _whole(output: str) -> Generator[Path]:
    """A file beside *output* that takes its place when everything is written, or vanishes."""
    with named(Path(output)):
        target = Path(output)
        if target.is_symlink():  # it stays one
            target = Path(os.path.realpath(target))
        there = target.exists()
        if there and not target.is_file():
            raise ValueError(
                f"{quoted(output)} is not a file: name one that can be written or replaced"
            )
        if not target.parent.is_dir():
            folder = quoted(str(target.parent))
            raise ValueError(f"{folder} is not a directory: make it, or name another file")
        with TemporaryDirectory(prefix=".peel-", dir=target.parent) as folder:
            beside = Path(folder, target.name)
            yield beside
            if there:
                shutil.copymode(target, beside)
            beside.replace(target)


# What is exported.


def _flat(record: peel.Dataset, options: Namespace) -> Rows:
    """A row for each cell."""
    cells = record.cells(force=forces_asked(options), cycle=options.cycle)
    rows = [{column.name: column.of(cell) for column in FLAT} for cell in cells]
    return Rows("grades", {column.name: column.type for column in FLAT}, rows, _flat_text)


def _flat_text(row: Mapping[str, object]) -> list[str]:
    cells = ("" if cell is None else cell for cell in row.values())
    return [
        BETWEEN.join(cast("tuple[str, ...]", cell)) if isinstance(cell, tuple) else str(cell)
        for cell in cells
    ]


def _table(record: peel.Dataset, options: Namespace) -> Rows:
    """A table of the data package as it is, narrowed to forces and cycles if asked."""
    name: str = options.table
    rows = list(record.rows(name))
    wanted = {
        "force": {record.force(force).id for force in forces_asked(options) or ()},
        "cycle": {record.cycle(cycle).id for cycle in options.cycle or ()},
    }
    for column, ids in wanted.items():
        if ids:
            if column not in table(name).columns:
                raise ValueError(f"the table {name} has no column {column}: leave out --{column}")
            rows = [row for row in rows if row[column] in ids]
    return Rows(name, table_types(name), rows, partial(as_text, name))


# How it is written.


#: The last column of every row: which record it is of.
_RECORD = "record"


def _csv(rows: Rows, about: About) -> bytes:
    of = str(about)
    cells = ([*rows.text(row), of] for row in rows.rows)
    return write_rows([*rows.types, _RECORD], cells).encode()


def _json(rows: Rows, about: About) -> bytes:
    lines = ",\n".join(_lines(rows, about))
    record = json.dumps(about.to_dict(), ensure_ascii=False)
    return f'{{"record": {record},\n"{rows.name}": [\n{lines}\n]}}\n'.encode()


def _jsonl(rows: Rows, about: About) -> bytes:
    return "".join(f"{line}\n" for line in _lines(rows, about)).encode()


def _lines(rows: Rows, about: About) -> Iterator[str]:
    of = {_RECORD: str(about)}
    for row in rows.rows:
        yield json.dumps({**row, **of}, ensure_ascii=False, default=to_plain)


def _parquet(rows: Rows, about: About) -> bytes:
    of, stream = {_RECORD: str(about)}, io.BytesIO()
    types: dict[str, ColumnType] = {**rows.types, _RECORD: "text"}
    said = {"peel": json.dumps(about.to_dict())}
    write_parquet(types, [{**row, **of} for row in rows.rows], stream, said)
    return stream.getvalue()


_ROWS: Mapping[str, Callable[[Rows, About], bytes]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
_HOLDS = {
    "sqlite": "sqlite holds every table",
    "xlsx": "xlsx holds the grades of all cells and no other table",
}
