"""What a reader sees of axes: the words around them, and the boxes inside."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle


class Box(NamedTuple):
    """A box for a grade, or for none."""

    #: ``filled``, ``hollow``, ``hatched``, ``crossed``, ``dotted`` or ``sparse`` (dots far apart).
    kind: str
    colour: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def title(ax: Axes) -> str:
    return " ".join(ax.get_title(loc="left").split())


def subtitle(ax: Axes) -> str:
    """The text between the title and the legend."""
    return " ".join(ax.texts[-2].get_text().split())


def notes(ax: Axes) -> str:
    """All that stands below."""
    return " ".join(ax.texts[-1].get_text().split())


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    return [] if found is None else [text.get_text() for text in found.get_texts()]


def rows(ax: Axes) -> list[str]:
    return [" ".join(label.get_text().split()) for label in ax.get_yticklabels()]


def heads(ax: Axes) -> list[str]:
    return [" ".join(label.get_text().split()) for label in ax.get_xticklabels()]


def boxes(ax: Axes) -> list[Box]:
    """The boxes from left to right and from top to bottom as they were drawn."""
    return [
        Box(_kind(patch), _colour(patch), *_corners(patch))
        for patch in ax.patches
        if isinstance(patch, Rectangle) and _kind(patch) != "edge"
    ]


def _kind(patch: Rectangle) -> str:
    if hatch := patch.get_hatch():
        return "crossed" if "x" in hatch else "hatched"
    style: object = patch.get_linestyle()
    if style == ":" or isinstance(style, tuple):
        return "dotted" if style == ":" else "sparse"
    if patch.get_linewidth() > 1:
        return "hollow"
    return "filled" if patch.get_facecolor()[3] else "edge"


def _colour(patch: Rectangle) -> str:
    hollow = _kind(patch) == "hollow"
    return to_hex(patch.get_edgecolor() if hollow else patch.get_facecolor())


def _corners(patch: Rectangle) -> tuple[float, float, float, float]:
    left, top = patch.get_xy()
    return left, top, left + patch.get_width(), top + patch.get_height()
