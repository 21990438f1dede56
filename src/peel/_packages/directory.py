"""Data packages on disk: loading, checking, extending, saving. Nothing is ever half-loaded."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from peel._errors import InvalidDataError, Problem, escaped
from peel._lookup.arguments import PathLike
from peel._packages.checks import breaches
from peel._records._base import Record
from peel._tables.files import NumberedRow, read_table, write_rows
from peel._tables.schema import RECORDS, Key, Row, Rows, table
from peel._tables.shipped import shipped_bytes
from peel._tables.store import Origin, Store, Tables
from peel._tables.structure import MisfitRow, as_text, typed_row
from peel._words.text import nearest_names, shorten

_MOST_PROBLEMS = 1000
_MOST_SUGGESTIONS = 20
_DESCRIPTOR = "datapackage.json"
_LICENCE = "LICENCE.md"

#: Row numbers of what somebody wrote, by table and key.
RowNumbers = dict[tuple[str, Key], int]


class _Package(NamedTuple):
    """What a directory holds, and what is wrong with it."""

    rows: dict[str, Rows]
    numbers: RowNumbers
    problems: list[Problem]
    origin: Origin


def load(directory: PathLike) -> Store:
    """A self-contained data package."""
    read = _read(directory)
    empty = Store(Tables(lambda _: {}))
    return _checked(empty, read, read.origin, replace=False)


def extended(base: Store, other: PathLike | Store, *, replace: bool) -> Store:
    """*base* with the rows of *other*."""
    if isinstance(other, Store):
        rows = {name: dict(other.rows(name)) for name in RECORDS}
        read = _Package(rows, {}, [], base.origin)
    else:
        read = _read(other)
    origin = Origin(base.origin.version, changed=True)
    return _checked(base, read, origin, replace=replace)


def _checked(base: Store, read: _Package, origin: Origin, *, replace: bool) -> Store:
    store, problems = _merged(base, read, origin, replace=replace)
    _refuse([*read.problems, *problems])
    return store


def _refuse(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise InvalidDataError(found[:_MOST_PROBLEMS], len(found))


def _read(directory: PathLike) -> _Package:
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
        spec = table(stem := name.removesuffix(".csv"))
        rows = tables.setdefault(stem, {})
        try:
            content = (path / name).read_bytes()
        except OSError as error:
            problems.append(Problem(name, None, None, None, f"a file ({error.strerror})"))
            continue
        for item in read_table(stem, content):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            key = spec.key_of(item.row)
            if key in rows:
                first = numbers[stem, key]
                expected = f"a key that no other row has; row {first} has it too"
                problems.append(_problem(stem, item, None, " ".join(key), expected))
            else:
                rows[key] = item.row
                numbers[stem, key] = item.number
    return _Package(tables, numbers, problems, _origin(path))


def _file_names(path: Path, problems: list[Problem]) -> list[str]:
    known = {f"{table}.csv" for table in RECORDS}
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
    return [name for name in (f"{table}.csv" for table in RECORDS) if name in names]


def _problem(
    table: str, item: NumberedRow, column: str | None, value: str | None, expected: str
) -> Problem:
    return Problem(f"{table}.csv", item.number, column, value, expected)


def _merged(
    base: Store, read: _Package, origin: Origin, *, replace: bool
) -> tuple[Store, list[Problem]]:
    """*base* with the rows that were read, and everything that is wrong with the result."""
    problems: list[Problem] = []
    merged: dict[str, Rows] = {}
    for name in RECORDS:
        rows = dict(base.rows(name))
        for key, row in read.rows.get(name, {}).items():
            if not replace and rows.get(key, row) != row:
                place = read.numbers.get((name, key))
                problems.append(_clash(name, place, rows[key], row))
            rows[key] = row
        merged[name] = rows
    store = Store(Tables(_in_order(merged).__getitem__), origin)
    for kind in RECORDS.values():
        problems += _problems(store, kind, read.numbers)
    return store, problems


def _clash(name: str, number: int | None, known: Row, row: Row) -> Problem:
    columns = table(name).columns
    column = next(
        column for column, one, other in zip(columns, known, row, strict=True) if one != other
    )
    there, here = ("; ".join(map(shorten, cells)) for cells in (known, row))
    expected = (
        "the row that is there under this key already, or extend(…, replace=True); "
        f"there: {there!r}; here: {here!r}"
    )
    return Problem(f"{name}.csv", number, column, shorten(row[columns.index(column)]), expected)


def _in_order(tables: dict[str, Rows]) -> dict[str, Rows]:
    """The tables with their rows in the order that the data package has."""
    cycles = {key[0]: place for place, key in enumerate(tables["cycles"])}
    framework = {key: place for place, key in enumerate(tables["questions"])}

    def place(name: str, key: Key) -> tuple[object, ...]:
        parts: list[object] = []
        for column, part in zip(table(name).key, key, strict=True):
            if column in ("cycle", "from_cycle", "to_cycle"):
                parts.append((cycles.get(part, len(cycles)), part))
            elif column == "question" and name == "judgements":
                parts.append((framework.get((key[1], part), len(framework)), part))
            elif column == "number":
                parts.append((len(part), part))
            else:
                parts.append(part)
        return tuple(parts)

    return {
        name: rows
        if name in ("scales", "cycles", "questions")
        else {key: rows[key] for key in sorted(rows, key=lambda key: place(name, key))}
        for name, rows in tables.items()
    }


def _problems(store: Store, kind: type[Record], numbers: RowNumbers) -> Iterator[Problem]:
    """What is wrong with the rows of a table: their cells first, then the rules beyond form."""
    spec, file = table(kind.table), f"{kind.table}.csv"
    suggestions = iter(range(_MOST_SUGGESTIONS))
    for key, row in store.rows(kind.table).items():
        number = numbers.get((kind.table, key))
        try:
            record = store.get(kind, key)
        except MisfitRow as error:
            for column, expected, nearest in error.misfits:
                names = nearest() if next(suggestions, None) is not None else ()
                also = f"; nearest: {', '.join(names)}" if names else ""
                value = shorten(row[spec.place(column)])
                yield Problem(file, number, column, value, expected + also)
            continue
        # A rule that looks at a broken row is silent: that row is told where it stands.
        with suppress(MisfitRow):
            for breach in breaches(store, record):
                value = "" if breach.value is None else str(breach.value)
                yield Problem(file, number, breach.column, shorten(value), breach.expected)


def save(store: Store, directory: PathLike) -> None:
    """Write a record into a new or empty directory."""
    path = _directory(directory)
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(
            f"{escaped(str(path))} is not empty; a data package is written to a new directory"
        )
    for name, kind in RECORDS.items():
        rows = (as_text(name, typed_row(record)) for record in store.all(kind))
        text = write_rows(table(name).columns, rows)
        (path / f"{name}.csv").write_bytes(text.encode())
    (path / _DESCRIPTOR).write_bytes(_descriptor(store))
    (path / _LICENCE).write_bytes(shipped_bytes(_LICENCE))


def _descriptor(store: Store) -> bytes:
    """The descriptor, which says what the package is: the record that ships, cut or changed."""
    shipped, origin = shipped_bytes(_DESCRIPTOR), store.origin
    if origin == Origin():
        return shipped
    descriptor = json.loads(shipped)
    descriptor["title"] += f" ({store.edition})"
    descriptor["version"] = origin.version
    descriptor["changed"] = origin.changed
    if origin.as_of is not None:
        descriptor["as_of"] = origin.as_of.isoformat()
        descriptor["undated"] = origin.undated
        descriptor["undated_inspections"] = origin.undated_inspections
    return f"{json.dumps(descriptor, ensure_ascii=False, indent=2)}\n".encode()


def _origin(path: Path) -> Origin:
    """What the descriptor of a package says of it; without one it is somebody's own."""
    try:
        said = json.loads((path / _DESCRIPTOR).read_bytes())
        as_of = said.get("as_of")
        return Origin(
            dt.date.fromisoformat(said["version"]).isoformat(),
            bool(said.get("changed", False)),
            None if as_of is None else dt.date.fromisoformat(as_of),
            *(_keys(said.get(name, ())) for name in ("undated", "undated_inspections")),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Origin(changed=True)


def _keys(said: Iterable[Iterable[str]]) -> tuple[Key, ...]:
    return tuple(tuple(key) for key in said)


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
