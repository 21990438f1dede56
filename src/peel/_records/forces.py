"""The territorial police forces of England and Wales."""

from __future__ import annotations

from functools import lru_cache

import attrs

from peel._errors import UnknownForceError
from peel._words.force_names import core, nearest_force_names
from peel._words.register import Register


@attrs.frozen(order=False)
class Force:
    """A police force.

    >>> import peel
    >>> peel.force("GMP").name
    'Greater Manchester Police'
    >>> peel.force("E23000021").id
    'leicestershire'
    """

    #: Id, such as ``leicestershire``.
    id: str
    #: Official name.
    name: str = attrs.field(hash=False)
    #: Other names in use.
    aliases: tuple[str, ...] = attrs.field(hash=False, repr=False)
    #: Code of the police force area of the Office for National Statistics.
    ons_code: str = attrs.field(hash=False)
    #: England or Wales.
    country: str = attrs.field(hash=False)
    #: Region of England, or Wales.
    region: str = attrs.field(hash=False)
    #: The inspectorate's name for the force in web addresses.
    hmicfrs_slug: str = attrs.field(hash=False, repr=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """What the force is called: its name, aliases and ONS code."""
        return (self.name, *self.aliases, self.ons_code)

    def __str__(self) -> str:
        return self.name

    def _repr_html_(self) -> str:
        from peel._show import html

        return html.force(self)


@lru_cache(maxsize=16)
def force_register(
    forces: tuple[Force, ...], noun: str = "force", listing: str = ""
) -> Register[Force]:
    by_id = {force.id: force for force in forces}
    return Register(
        noun,
        by_id,
        UnknownForceError,
        kind=Force,
        listing=listing,
        core=core,
        nearest=nearest_force_names,
    )
