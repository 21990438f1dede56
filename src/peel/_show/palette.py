"""The colours of grades: darker is worse, so that the order survives without colour vision."""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """A background and the text colour that can be read on it."""

    background: str
    text: str


_DARK, _LIGHT = "#16181d", "#ffffff"

#: By grade key; a grade that is not among them has the colours of `OTHER`.
GRADES = {
    "outstanding": Colour("#d5eef7", _DARK),
    "good": Colour("#93c8e3", _DARK),
    "adequate": Colour("#c9a545", _DARK),
    "requires-improvement": Colour("#cf7328", _DARK),
    "inadequate": Colour("#7d1813", _LIGHT),
}
OTHER = Colour("#d9d9de", _DARK)
#: The edge of what has such a background: it stands out from a white page and from a dark one.
BORDER = "#767676"


def colour_of(grade: str) -> Colour:
    """The colours of a grade, by key."""
    return GRADES.get(grade, OTHER)
