"""Which forces the names of a column stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from numbers import Real

from peel._errors import UnknownForceError
from peel._lookup.filters import Asked, several
from peel._lookup.names import Names
from peel._records.forces import Force
from peel._records.matches import ForceMatches


def match_forces(names: Names, column: Iterable[Asked]) -> ForceMatches:
    """The forces that the cells of *column* name, each different name looked up once."""
    ids: dict[str, str] = {}
    rows: list[tuple[str, str]] = []
    unknown: dict[str, str] = {}
    empty = 0
    otherwise = 'match_forces() takes several names: match_forces(["Kent", "Essex"])'
    for cell in several(column, otherwise):
        name = str(cell) if isinstance(cell, (str, Force)) else f"<{type(cell).__name__}>"
        if _is_empty(cell):
            empty += 1
        elif name not in ids and name not in unknown:
            try:
                ids[name] = names.force(cell, "match_forces(names)").id
            except (UnknownForceError, TypeError) as error:
                unknown[name] = str(error)
        if name in ids:
            rows.append((name, ids[name]))
    named = set(ids.values())
    return ForceMatches(
        tuple(rows),
        tuple(unknown.items()),
        empty,
        tuple(force for force in names.store.all(Force) if force.id not in named),
        edition=names.store.edition,
    )


def _is_empty(cell: object) -> bool:
    """Whether no name stands in a cell: a blank, None, NaN, NaT or pandas.NA."""
    if isinstance(cell, str):
        return not cell.strip()
    if cell is None or type(cell).__name__ == "NAType":
        return True
    return isinstance(cell, (Real, dt.date)) and cell != cell  # noqa: PLR0124
