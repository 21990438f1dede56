"""The forces that the names of a column stand for, and the names that stand for none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

import attrs

from peel._records._base import show_number
from peel._records.answer import Answer
from peel._records.forces import Force
from peel._words.text import counted, listed, quoted

Pairs: TypeAlias = tuple[tuple[str, str], ...]


@attrs.frozen(order=False)
class ForceMatches(Answer):
    """The names of a column, each with the force that it stands for, or with why there is none.

    >>> import peel
    >>> matches = peel.match_forces(["Notts", "West Midlands", "West Midlands Police", "BTP", None])
    >>> matches.ids["Notts"]
    'nottinghamshire'
    >>> print(matches)
    3 of 4 names stand for 2 forces; 1 empty cell
      unknown: no force is called 'BTP'; not one of the 43 territorial forces of England and Wales; peel.forces() lists all 43
      repeated: west-midlands has 2 rows: 'West Midlands', 'West Midlands Police'
    """

    #: One for each row.
    _ids: Pairs = attrs.field(repr=False)
    _unknown: Pairs = attrs.field(repr=False)
    #: Number of cells without a name: None, NaN or a blank.
    empty: int
    #: The forces of the record that no name stands for.
    absent: tuple[Force, ...] = attrs.field(repr=show_number)

    @property
    def ids(self) -> Mapping[str, str]:
        """Each name that is known, as it was given, with the id of its force."""
        return MappingProxyType(dict(self._ids))

    @property
    def unknown(self) -> Mapping[str, str]:
        """Each name that stands for no force, or for several, with the message about it."""
        return MappingProxyType(dict(self._unknown))

    @property
    def repeated(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of forces that have several rows here, with the name in each row.

        Of 'West Midlands' and 'West Midlands Police', the one may be the region; of two rows
        'Kent', a join makes two.
        """
        names: dict[str, list[str]] = {}
        for name, force in self._ids:
            names.setdefault(force, []).append(name)
        return MappingProxyType({force: tuple(of) for force, of in names.items() if len(of) > 1})

    @property
    def summary(self) -> str:
        """How many names stand for how many forces, in words."""
        known, forces = len(self.ids), len(set(self.ids.values()))
        names = counted(known + len(self._unknown), "name")
        stand = "stands" if known == 1 else "stand"
        empty = f"; {counted(self.empty, 'empty cell')}" if self.empty else ""
        return f"{known} of {names} {stand} for {counted(forces, 'force')}{empty}"

    def __str__(self) -> str:
        unknown = [f"  unknown: {message}" for message in self.unknown.values()]
        repeated = [
            f"  repeated: {force} has {len(names)} rows: {', '.join(map(quoted, dict.fromkeys(names)))}"
            for force, names in self.repeated.items()
        ]
        nearly_all = len(self.absent) < len(set(self.ids.values()))
        absent = listed({"  absent": [force.name for force in self.absent]}) if nearly_all else []
        return "\n".join([self.summary, *unknown, *repeated, *absent])
