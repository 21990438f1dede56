"""The descriptor of a package: which files belong to it, and which record it says it is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

from peel._about import DATA_VERSION
from peel._packages.problems import Problems, of_file
from peel._tables.parsing import Expected, day
from peel._tables.schema import Key, Rows
from peel._tables.shipped import shipped_bytes
from peel._tables.store import Origin, Store

DESCRIPTOR = "datapackage.json"
LICENCE = "LICENCE.md"
#: The largest descriptor that is read, in bytes.
MOST_BYTES = 1_000_000
_OWN_ROWS = """\
# This is not the record as published

Rows were added or replaced. They belong to whoever wrote them, and nothing is said here of their
licence. What follows holds for the other rows alone.

"""


class Descriptor(NamedTuple):
    """What a package says of itself, which need not be true."""

    #: The files that it consists of.
    files: frozenset[str] = frozenset()
    origin: Origin = Origin(changed=True)
    #: The day on which it says that the record was checked.
    checked: dt.date | None = None


def read_descriptor(content: bytes, problems: Problems) -> Descriptor:
    """What *content* says; without a day on which it was checked, a record is somebody's own."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        by_name = cast("dict[str, object]", said)
        checked = _day(by_name.get("version"))
        return Descriptor(frozenset(_files(by_name)), _origin(by_name, checked, problems), checked)
    problems.add(of_file(DESCRIPTOR, "a descriptor, which is a JSON object"))
    return Descriptor()


def _files(said: dict[str, object]) -> Iterator[str]:
    for resource in _list(said.get("resources")):
        path = cast("dict[str, object]", resource).get("path") if isinstance(resource, dict) else 0
        if isinstance(path, str):
            yield path


def _list(said: object) -> list[object]:
    return cast("list[object]", said) if isinstance(said, list) else []


def _origin(said: dict[str, object], version: dt.date | None, problems: Problems) -> Origin:
    if version is None or version.isoformat() > DATA_VERSION:
        origin = Origin(changed=True)
    else:
        origin = Origin(version.isoformat(), changed=said.get("changed", False) is not False)
    if "as_of" not in said:
        return origin
    as_of = _day(said["as_of"])
    if as_of is None:
        problems.add(of_file(DESCRIPTOR, "a day such as 2017-11-10 as as_of"))
    undated, inspections = (_keys(said.get(name)) for name in ("undated", "undated_inspections"))
    return origin._replace(as_of=as_of, undated=undated, undated_inspections=inspections)


def _day(said: object) -> dt.date | None:
    try:
        return day(said) if isinstance(said, str) else None
    except Expected:
        return None


def _keys(said: object) -> tuple[Key, ...]:
    """Keys as JSON has them; what is none becomes one that nothing has."""
    keys = cast("list[object]", said) if isinstance(said, list) else [said]
    return tuple(
        tuple(part if isinstance(part, str) else "" for part in _list(key)) for key in keys
    )


def check_undated(origin: Origin, rows: Mapping[str, Rows], problems: Problems) -> None:
    """Whether what the descriptor calls undated are forces, cycles and questions of the package."""
    forces, cycles, questions = (rows[name] for name in ("forces", "cycles", "questions"))
    cells = all(key[:1] in forces and key[1:] in questions for key in origin.undated)
    both = all(key[:1] in forces and key[1:] in cycles for key in origin.undated_inspections)
    if not (cells and both):
        expected = "undated cells and inspections of forces and cycles that the package has"
        problems.add(of_file(DESCRIPTOR, expected))


def descriptor_of(store: Store) -> bytes:
    """The descriptor of a record: what it is, and whether it is the one that ships."""
    shipped, origin = shipped_bytes(DESCRIPTOR), store.origin
    if origin == Origin():
        return shipped
    descriptor = json.loads(shipped)
    descriptor["title"] += f" ({store.edition})"
    descriptor["version"] = origin.version
    descriptor["changed"] = origin.changed
    for resource in descriptor["resources"]:
        resource["rows"] = len(store.rows(resource["name"]))
    if origin.changed:
        del descriptor["licenses"]
        descriptor["description"] += f" Rows were added or replaced: {LICENCE} says whose they are."
    if origin.as_of is not None:
        descriptor["as_of"] = origin.as_of.isoformat()
        descriptor["undated"] = origin.undated
        descriptor["undated_inspections"] = origin.undated_inspections
    return f"{json.dumps(descriptor, ensure_ascii=False, indent=2)}\n".encode()


def licence_of(store: Store) -> bytes:
    """The licence of a record, which is that of the facts that ship and of no others."""
    shipped = shipped_bytes(LICENCE)
    return _OWN_ROWS.encode() + shipped if store.origin.changed else shipped
