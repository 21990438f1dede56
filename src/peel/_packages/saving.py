"""`save`: a record into a new or empty directory: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from peel._errors import escaped
from peel._lookup.arguments import PathLike
from peel._packages.descriptor import DESCRIPTOR, LICENCE, descriptor_of, licence_of
from peel._packages.files import named, path_of
from peel._tables.csv_text import write_rows
from peel._tables.schema import RECORDS, table
from peel._tables.store import Store


def save(store: Store, directory: PathLike) -> None:
    """Write a record into a new or empty directory.

    It is written aside and moved when it is complete. A new directory appears whole; into an empty
    one the descriptor is moved first, and `load` refuses what lacks a file that it names.
    """
    path = path_of(directory)
    there = next((place for place in (path, *path.parents) if place.exists()), path.parent)
    if there == path and any(path.iterdir()):
        shown = escaped(str(path))
        raise FileExistsError(f"{shown} is not empty; a data package is written to a new directory")
    with named(path), TemporaryDirectory(prefix=".peel-", dir=there) as aside:
        staged = Path(aside, path.relative_to(there))
        staged.mkdir(parents=True, exist_ok=True)
        for name, content in _files(store):
            (staged / name).write_bytes(content)
        _move_all(Path(aside), there)


def _files(store: Store) -> Iterator[tuple[str, bytes]]:
    for name in RECORDS:
        yield f"{name}.csv", write_rows(table(name).columns, store.rows(name).values()).encode()
    yield DESCRIPTOR, descriptor_of(store)
    yield LICENCE, licence_of(store)


def _move_all(aside: Path, there: Path) -> None:
    """Move what is in *aside* to *there*, the descriptor first; on an error nothing stays there."""
    with ExitStack() as undo:
        for item in sorted(aside.iterdir(), key=lambda item: item.name != DESCRIPTOR):
            item.rename(moved := there / item.name)
            undo.callback(moved.unlink)
        undo.pop_all()
