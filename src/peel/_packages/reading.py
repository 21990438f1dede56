"""A package's directory as somebody filled it: its tables and descriptor, not yet checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from glob import glob
from pathlib import Path
from typing import NamedTuple

from peel._about import DATA_VERSION
from peel._lookup.arguments import PathLike
from peel._packages.csv_rows import TableRows, read_rows
from peel._packages.descriptor import DESCRIPTOR, MOST_BYTES, Descriptor, read_descriptor
from peel._packages.files import names_in, path_of, read_file
from peel._packages.problems import Problems, of_file
from peel._tables.csv_text import read_shipped
from peel._tables.schema import RECORDS, Key, Row, Rows
from peel._tables.shipped import shipped_bytes
from peel._tables.store import Origin
from peel._words.text import nearest_names

#: Tables whose order is what people chose; all others follow it.
CHOSEN_ORDER = frozenset({"scales", "cycles", "questions"})
_NAMES = {f"{name}.csv": name for name in RECORDS}


class Package(NamedTuple):
    """The tables of a package, and which record they are."""

    tables: dict[str, TableRows]
    origin: Origin

    @property
    def rows(self) -> dict[str, Rows]:
        return {name: read.rows for name, read in self.tables.items()}

    @property
    def in_part(self) -> frozenset[str]:
        """The tables of which something could not be read: they may have what is missed in them."""
        return frozenset(name for name, read in self.tables.items() if not read.whole)


def read(directory: PathLike, problems: Problems) -> Package:
    """What is in *directory*; whatever cannot be read of it is added to *problems*."""
    path = path_of(directory)
    present = names_in(path)
    elsewhere = _elsewhere(path, present)
    _check_names(path, present, elsewhere, problems)
    described = _descriptor(path, present, problems)
    may_have_rows = {*present, *described.files, *elsewhere.values()}
    tables: dict[str, TableRows] = {}
    as_it_ships = described.origin == Origin()
    for file, name in _NAMES.items():
        content = read_file(path / file, problems) if file in present else None
        if content is None:
            tables[name] = TableRows({}, whole=file not in may_have_rows)
        else:
            tables[name] = read_rows(name, content, problems)
        as_it_ships = as_it_ships and (
            content == shipped_bytes(file) or as_shipped(name, tables[name].rows)
        )
    read_in_part = (tables[name] for file, name in _NAMES.items() if file in present)
    # Columns of another version may be others: then no row of a table can be read.
    another = described.checked and described.checked.isoformat() != DATA_VERSION
    if another and not all(table.rows or table.whole for table in read_in_part):
        expected = (
            "a package that this version of peel saved; another one, with the record of "
            f"{described.checked}, saved this: load it with that version"
        )
        problems.add(of_file(DESCRIPTOR, expected))
    whole = described.origin.as_of is None
    changed = described.origin.changed or (whole and not as_it_ships)
    return Package(tables, described.origin._replace(changed=changed))


def as_shipped(name: str, rows: Rows) -> bool:
    return same(name, rows, read_shipped(name))


def same(name: str, rows: Mapping[Key, Row], others: Mapping[Key, Row]) -> bool:
    """Whether the rows of a table are the others, in their order where it says something."""
    return rows == others and (name not in CHOSEN_ORDER or [*rows] == [*others])


def _descriptor(path: Path, present: Collection[str], problems: Problems) -> Descriptor:
    if DESCRIPTOR not in present:
        return Descriptor()
    content = read_file(path / DESCRIPTOR, problems, MOST_BYTES)
    described = Descriptor() if content is None else read_descriptor(content, problems)
    for file in sorted(described.files & _NAMES.keys()):
        if file not in present:
            problems.add(of_file(file, f"a file, because {DESCRIPTOR} names it"))
    return described


def _elsewhere(path: Path, present: Collection[str]) -> dict[str, str]:
    """What has the name of a table in another form or place, and the file that is not there."""
    missing = _NAMES.keys() - {*present}
    below = sorted(glob("*/*.csv", root_dir=path))  # noqa: PTH207 (it passes over what it may not read)
    names = {name: Path(name).name.partition(".")[0] for name in (*present, *below)}
    files = {name: f"{table.casefold()}.csv" for name, table in names.items()}
    return {name: file for name, file in files.items() if file in missing}


def _check_names(
    path: Path, present: Collection[str], elsewhere: dict[str, str], problems: Problems
) -> None:
    tables = [name for name in present if name.casefold().endswith(".csv")]
    for name in tables:
        if name not in _NAMES:
            near = () if problems.full else nearest_names(name, _NAMES)
            close = ", ".join(near or sorted(_NAMES))
            problems.add(of_file(name, f"a file of a data package; nearest: {close}"))
    how = "in the directory itself and saved as 'CSV UTF-8'"
    for name, file in elsewhere.items():
        if name not in tables:
            problems.add(of_file(name, f"{file} instead, {how}; this is not read"))
    if not (tables or elsewhere):
        expected = "a directory with at least one table of a data package, such as judgements.csv"
        problems.add(of_file(str(path), expected))
