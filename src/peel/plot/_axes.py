"""Axes with room for their words: titles, captions and labels that fit where they stand."""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import partial
from math import ceil
from textwrap import fill, wrap
from typing import TYPE_CHECKING, Any

import peel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox


#: Widths as parts of the font size: of a letter of running text, and of a bold one.
_LETTER, _BOLD_LETTER = 0.58, 0.7
_SMALLEST, SMALL, _TITLE = 4.0, 8.3, 12.0


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """*ax*, or the axes of a new figure of so many inches."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise ImportError('plots need matplotlib: pip install "peel-inspections[plot]"') from error
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def finish(ax: Axes, title: str, coverage: str) -> Axes:
    """Title above, coverage and source below, as wide as there is room."""
    title_width, width = _widths(ax)
    ax.set_title(
        fill(title, max(12, int(title_width / (_BOLD_LETTER * _TITLE)))),
        loc="left",
        fontsize=_TITLE,
        fontweight="bold",
    )
    source = f"Source: HMICFRS grades as recorded in peel, data of {peel.DATA_VERSION}"
    letters = max(20, int(width / (_LETTER * SMALL)))
    ax.annotate(
        "\n".join([*wrap(coverage, letters), *wrap(source, letters)]),
        (0, 0),
        (0, -8),
        xycoords=(partial(_labels_beside, ax), partial(_labels_below, ax)),
        textcoords="offset points",
        va="top",
        fontsize=SMALL,
    )
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    return ax


def _widths(ax: Axes) -> tuple[float, float]:
    """Points from the axes, and from its labels, to the end of all that is drawn of it."""
    figure = _lay_out(ax)
    own, all_of_it = ax.get_window_extent(), ax.get_tightbbox() or ax.get_window_extent()
    end = min(all_of_it.x1, figure.bbox.x1)
    in_points = 72 / figure.dpi
    return (end - own.x0) * in_points, (end - max(all_of_it.x0, 0)) * in_points


def _lay_out(ax: Axes) -> Any:
    """Give the axes the place that their figure has for them; the figure."""
    figure: Any = ax.figure.canvas.figure
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    return figure


def _labels_below(ax: Axes, renderer: Any) -> Bbox:
    return ax.xaxis.get_tightbbox(renderer) or ax.get_window_extent(renderer)


def _labels_beside(ax: Axes, renderer: Any) -> Bbox:
    """Where the labels of the left axis are, as far as they are inside the figure."""
    from matplotlib.transforms import Bbox

    found = ax.yaxis.get_tightbbox(renderer) or ax.get_window_extent(renderer)
    return Bbox.from_extents(max(found.x0, 2), found.y0, found.x1, found.y1)


def slot(ax: Axes, columns: int, rows: int) -> tuple[float, float]:
    """Width and height in points that each of so many columns and rows has."""
    _lay_out(ax)
    extent = ax.get_window_extent()
    in_points = 72 / ax.figure.dpi
    return extent.width * in_points / columns, extent.height * in_points / rows


def fitting(points: float, largest: float = SMALL) -> float:
    """A font size whose lines are no higher than *points*, if that can be read at all."""
    return max(_SMALLEST, min(largest, points * 0.8))


def fit_labels(axis: Any, points: float, rotation: float = 0) -> None:
    """Labels as small as they must be, and no more of them than there is room for."""
    step = ceil(1.5 * _SMALLEST / points)
    labels = [label.get_text() for label in axis.get_ticklabels()]
    axis.set_ticks(
        axis.get_ticklocs()[::step], labels[::step], fontsize=fitting(points), rotation=rotation
    )


def ground(ax: Axes) -> Any:
    return ax.get_facecolor()


def text_colour() -> Any:
    from matplotlib import rcParams

    return rcParams["text.color"]


def box(ax: Axes) -> dict[str, Any]:
    """Keeps what lies below a text from striking through it."""
    return {"facecolor": ground(ax), "edgecolor": "none", "pad": 1}
