"""A force and what it is called; all the forces, with their aliases, are in data/forces.csv."""

from __future__ import annotations

import re
from typing import ClassVar

import attrs

from peel._errors import UnknownForceError
from peel._records._base import WITH_ROW, Record, column, unlike_text
from peel._words.force_names import core_of, nearest_force_names
from peel._words.register import Register

_KIND = re.compile(r"(?: Police(?: Service)?| Constabulary)\Z")


@unlike_text
@attrs.frozen(order=False)
class Force(Record):
    """A police force.

    >>> import peel
    >>> peel.force("GMP").name
    'Greater Manchester Police'
    >>> peel.force("E23000021").id
    'leicestershire'
    """

    table: ClassVar[str] = "forces"

    #: Id, such as ``leicestershire``.
    id: str = attrs.field(metadata=column("with the row", name="force"))
    #: Official name.
    name: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Other names in use.
    aliases: tuple[str, ...] = attrs.field(hash=False, repr=False, metadata=WITH_ROW)
    #: Code of the police force area of the Office for National Statistics.
    ons_code: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: England or Wales.
    country: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Region of England, or Wales.
    region: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: The inspectorate's name for the force in web addresses.
    hmicfrs_slug: str = attrs.field(hash=False, repr=False, metadata=WITH_ROW)

    @property
    def short_name(self) -> str:
        """The name without the kind of force.

        >>> import peel
        >>> peel.force("metropolitan").short_name
        'Metropolitan'
        """
        return _KIND.sub("", self.name)

    @property
    def phrase(self) -> str:
        """The name as it stands inside a sentence, as `Question.phrase` does.

        >>> import peel
        >>> peel.force("metropolitan").phrase, peel.force("kent").phrase
        ('the Metropolitan Police Service', 'Kent Police')
        """
        return f"the {self.name}" if self.name.endswith(" Service") else self.name

    @property
    def spellings(self) -> tuple[str, ...]:
        """What the force is called: its name, aliases and ONS code."""
        return (self.name, *self.aliases, self.ons_code)

    def __str__(self) -> str:
        return self.name


def force_register(
    forces: tuple[Force, ...], noun: str = "force", listing: str = ""
) -> Register[Force]:
    return Register(
        noun,
        {force.id: force for force in forces},
        UnknownForceError,
        kind=Force,
        listing=listing,
        core=core_of,
        nearest=nearest_force_names,
    )
