"""The one palette: colours of grades and directions, in notebooks, site, plots, Excel, terminals.

The grades run from dark blue over a pale middle to dark red: both ends are strong, and neighbours
differ in lightness as well as in hue. Colour is never alone: words or initials stand beside it.

A change is made here and in the site's own files, docs/_static/peel.css and icon.svg, which repeat
the colours of grades: a test compares them.
"""

from __future__ import annotations

from typing import NamedTuple

#: The shades of the 6 × 6 × 6 colours that a terminal with 256 colours has, from number 16 on.
_SHADES = (0, 95, 135, 175, 215, 255)


class Colour(NamedTuple):
    """A background and the text colour that can be read on it, as ``#rrggbb``."""

    background: str
    text: str

    @property
    def truecolour(self) -> str:
        """What a terminal with all colours takes between ``ESC[`` and ``m``."""
        parts = (";".join(map(str, _channels(colour))) for colour in self)
        return "48;2;{};38;2;{}".format(*parts)

    @property
    def of_256(self) -> str:
        """The same for a terminal with 256 colours."""
        return "48;5;{};38;5;{}".format(*map(_number, self))


def _channels(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def _number(colour: str) -> int:
    """The nearest of the 6 × 6 × 6 colours of a terminal."""
    number = 0
    for channel in _channels(colour):
        nearest = min(_SHADES, key=lambda shade: abs(shade - channel))
        number = 6 * number + _SHADES.index(nearest)
    return 16 + number


_DARK, _LIGHT = "#16181d", "#ffffff"

#: By grade key; a grade that is not among them has the colours of `OTHER`.
GRADES = {
    "outstanding": Colour("#13507f", _LIGHT),
    "good": Colour("#8cc1e4", _DARK),
    "adequate": Colour("#e9dda9", _DARK),
    "requires-improvement": Colour("#dc8433", _DARK),
    "inadequate": Colour("#93201a", _LIGHT),
}
OTHER = Colour("#92929a", _DARK)
#: The edge of what has such a background: it stands out from a white page and from a dark one.
BORDER = "#767676"
#: Marks without text on a white page or a dark one: for a grade that rose, and for one that fell.
IMPROVED, DECLINED = "#2f7fc1", "#c9562b"


def colour_of(grade: str) -> Colour:
    """The colours of a grade, by key."""
    return GRADES.get(grade, OTHER)
