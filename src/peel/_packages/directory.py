"""Data packages on disk: loading, checking, extending, saving. Nothing is ever half-loaded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cattrs import ClassValidationError

from peel._dataset import Dataset
from peel._errors import InvalidDataError, Problem
from peel._packages.checks import breaches
from peel._tables.schema import (
    TABLES,
    Key,
    NumberedRow,
    Row,
    Rows,
    Tables,
    bundled_bytes,
    read_table,
    write_rows,
)
from peel._tables.structure import as_text, misfits
from peel._words.text import nearest_names, shorten

if TYPE_CHECKING:
    from peel._lookup.arguments import PathLike

_MOST_PROBLEMS = 1000
_MOST_SUGGESTIONS = 20
_DESCRIPTOR = "datapackage.json"
_LICENCE = "LICENCE.md"

#: Row numbers of what somebody wrote, by table and key.
RowNumbers = dict[tuple[str, Key], int]


class Report(NamedTuple):
    """What a check of a directory found."""

    problems: tuple[Problem, ...]
    rows: int


def load(directory: PathLike) -> Dataset:
    """A self-contained data package. See `peel.load`."""
    dataset, problems, _ = _loaded(directory)
    _refuse(problems)
    return dataset


def extended(base: Dataset, other: PathLike | Dataset, *, replace: bool) -> Dataset:
    """*base* with the rows of *other*. See `Dataset.extend`."""
    if isinstance(other, Dataset):
        added: dict[str, Rows] = {table: dict(other.cells(table)) for table in TABLES}
        numbers: RowNumbers = {}
        problems: list[Problem] = []
    else:
        added, numbers, problems = _read(other)
    dataset, more = _merged(base, added, numbers, replace=replace)
    _refuse([*problems, *more])
    return dataset


def check(directory: PathLike, base: Dataset | None) -> Report:
    """Every problem of a directory, on top of *base* or alone, and its number of rows."""
    if base is None:
        _, problems, rows = _loaded(directory)
        return Report(tuple(problems), rows)
    added, numbers, problems = _read(directory)
    _, more = _merged(base, added, numbers, replace=False)
    return Report((*problems, *more), sum(map(len, added.values())))


def _loaded(directory: PathLike) -> tuple[Dataset, list[Problem], int]:
    added, numbers, problems = _read(directory)
    empty = Dataset(Tables(lambda _: {}))
    dataset, more = _merged(empty, added, numbers, replace=False)
    return dataset, [*problems, *more], sum(map(len, added.values()))


def _refuse(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise InvalidDataError(found[:_MOST_PROBLEMS], len(found))


def _read(directory: PathLike) -> tuple[dict[str, Rows], RowNumbers, list[Problem]]:
    """The tables in *directory* as rows by key, and what cannot be read of them."""
    path = _directory(directory)
    tables: dict[str, Rows] = {}
    numbers: RowNumbers = {}
    problems: list[Problem] = []
    names = _file_names(path, problems)
    if not names and not problems:
        expected = "a directory with at least one table of a data package, such as judgements.csv"
        problems.append(Problem(_shown(str(path)), None, None, None, expected))
    for name in names:
        table = name.removesuffix(".csv")
        rows = tables.setdefault(table, {})
        try:
            content = (path / name).read_bytes()
        except OSError as error:
            problems.append(Problem(name, None, None, None, f"a file ({error.strerror})"))
            continue
        for item in read_table(table, content):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            key = TABLES[table].key_of(item.row)
            if key in rows:
                first = numbers[table, key]
                expected = f"a key that no other row has; row {first} has it too"
                problems.append(_problem(table, item, None, " ".join(key), expected))
            else:
                rows[key] = item.row
                numbers[table, key] = item.number
    return tables, numbers, problems


def _file_names(path: Path, problems: list[Problem]) -> list[str]:
    known = {f"{table}.csv" for table in TABLES}
    names: list[str] = []
    try:
        present = sorted(item.name for item in path.iterdir())
    except OSError as error:
        problems.append(
            Problem(_shown(str(path)), None, None, None, f"a directory ({error.strerror})")
        )
        return []
    for name in present:
        if name in known:
            names.append(name)
        elif name.lower().endswith(".csv"):
            close = ", ".join(nearest_names(name, known)) or ", ".join(sorted(known))
            expected = f"a file of a data package; nearest: {close}"
            problems.append(Problem(_shown(name), None, None, None, expected))
    return [name for name in (f"{table}.csv" for table in TABLES) if name in names]


def _problem(
    table: str, item: NumberedRow, column: str | None, value: str | None, expected: str
) -> Problem:
    return Problem(f"{table}.csv", item.number, column, value, expected)


def _merged(
    base: Dataset, added: dict[str, Rows], numbers: RowNumbers, *, replace: bool
) -> tuple[Dataset, list[Problem]]:
    """*base* with *added* rows, and everything that is wrong with the result."""
    problems: list[Problem] = []
    merged: dict[str, Rows] = {}
    for table in TABLES:
        rows = dict(base.cells(table))
        for key, row in added.get(table, {}).items():
            if not replace and rows.get(key, row) != row:
                place = numbers.get((table, key))
                problems.append(_clash(table, place, rows[key], row))
            rows[key] = row
        merged[table] = rows
    dataset = Dataset(Tables(_in_order(merged).__getitem__))
    for table in TABLES:
        problems += _problems(dataset, table, numbers)
    return dataset, problems


def _clash(table: str, number: int | None, known: Row, row: Row) -> Problem:
    columns = TABLES[table].columns
    column = next(
        name for name, one, other in zip(columns, known, row, strict=True) if one != other
    )
    there, here = ("; ".join(map(shorten, cells)) for cells in (known, row))
    expected = (
        "the row that is there under this key already, or extend(…, replace=True); "
        f"there: {there!r}; here: {here!r}"
    )
    return Problem(f"{table}.csv", number, column, shorten(row[columns.index(column)]), expected)


def _in_order(tables: dict[str, Rows]) -> dict[str, Rows]:
    """The tables with their rows in the order that the data package has."""
    cycles = {key[0]: place for place, key in enumerate(tables["cycles"])}
    framework = {key: place for place, key in enumerate(tables["questions"])}

    def place(table: str, key: Key) -> tuple[object, ...]:
        parts: list[object] = []
        for column, part in zip(TABLES[table].key, key, strict=True):
            if column in ("cycle", "from_cycle", "to_cycle"):
                parts.append((cycles.get(part, len(cycles)), part))
            elif column == "question" and table == "judgements":
                parts.append((framework.get((key[1], part), len(framework)), part))
            elif column == "number":
                parts.append((len(part), part))
            else:
                parts.append(part)
        return tuple(parts)

    return {
        table: rows
        if table in ("scales", "cycles", "questions")
        else {key: rows[key] for key in sorted(rows, key=lambda key: place(table, key))}
        for table, rows in tables.items()
    }


def _problems(dataset: Dataset, table: str, numbers: RowNumbers) -> Iterator[Problem]:
    """What is wrong with the rows of a table: their cells first, then the rules beyond form."""
    suggestions = iter(range(_MOST_SUGGESTIONS))
    for key, row in dataset.cells(table).items():
        place = f"{table}.csv", numbers.get((table, key))
        try:
            record = dataset._record(table, key)
        except ClassValidationError as error:
            for column, expected, nearest in misfits(table, error):
                names = nearest() if next(suggestions, None) is not None else ()
                also = f"; nearest: {', '.join(names)}" if names else ""
                value = row[TABLES[table].columns.index(column)]
                yield Problem(*place, column, shorten(value), expected + also)
            continue
        # A rule that looks at a broken row is silent: that row is told where it stands.
        with suppress(ClassValidationError):
            for breach in breaches(dataset, table, record):
                value = "" if breach.value is None else str(breach.value)
                yield Problem(*place, breach.column, shorten(value), breach.expected)


def save(dataset: Dataset, directory: PathLike) -> None:
    """Write *dataset* into a new or empty directory. See `Dataset.save`."""
    path = _directory(directory)
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(f"{path} is not empty; a data package is written to a new directory")
    for table, spec in TABLES.items():
        text = write_rows(spec.columns, map(as_text, dataset.rows(table)))
        (path / f"{table}.csv").write_bytes(text.encode())
    for file in (_DESCRIPTOR, _LICENCE):
        (path / file).write_bytes(bundled_bytes(file))


def _directory(directory: PathLike) -> Path:
    """The path of a directory; `InvalidDataError` for text that can be none."""
    if not isinstance(directory, (str, os.PathLike)):
        raise TypeError(f"a directory is expected, not {type(directory).__name__}")
    text = os.fspath(directory)
    try:
        usable = isinstance(text, str) and text.strip() and b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        usable = False
    if not usable:
        _refuse([Problem(_shown(str(text)), None, None, None, "a directory")])
    return Path(directory)


def _shown(name: str) -> str:
    return shorten(name).encode("utf-8", "backslashreplace").decode() or "''"
