"""Axes with room for their words: title, subtitle and legend above, notes below, all literal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import ceil
from textwrap import fill, wrap
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from peel._about import library
from peel._errors import InvalidArgumentError
from peel._words.text import quoted

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.transforms import Bbox

T = TypeVar("T")

#: What matplotlib does not type.
Untyped: TypeAlias = Any

#: Sizes in points: the smallest that can be read, notes, small text, running text, a title.
SMALLEST, NOTE, SMALL, TEXT, TITLE = 5.0, 7.6, 8.5, 9.5, 13.0
#: Width of a letter of running text, of a bold one and of a small one, as part of the size.
LETTER, _BOLD_LETTER, _NOTE_LETTER = 0.55, 0.62, 0.6
#: Height of a line as part of the size of its text.
LINE = 1.22
#: Points between what stands above one another.
_SPACE = 7.0
#: Inches that the words around the axes have at first, the least of the inside, and the edge.
_AROUND, _LEAST, _PAD = 4.0, 0.4, 0.05
#: The part of the width that names may take, and the letters that any line has.
_NAMES, _LEAST_LINE = 0.36, 12
#: How much of the width a legend takes: at another resolution its letters may be wider.
_SURE = 0.97


class Canvas(NamedTuple):
    """The axes that are drawn on."""

    ax: Axes
    #: Rows and columns of text inside, none of which is left out.
    rows: float
    columns: float
    #: Inches that the inside is to be high, if the figure is our own and grows with its words.
    height: float | None = None


class Words(NamedTuple):
    """What stands around a picture."""

    title: str
    subtitle: str
    #: What the legend explains.
    handles: Sequence[Artist]
    #: Paragraphs below.
    notes: Sequence[str]


def canvas(
    ax: Axes | None, width: float, height: float, *, rows: float = 1, columns: float = 1
) -> Canvas:
    """*ax*, or the axes of a new figure so many inches wide, and inside so many inches high."""
    library("matplotlib")
    from matplotlib import axes
    from matplotlib import pyplot as plt

    given: object = ax
    if ax is not None and not isinstance(given, axes.Axes):
        raise TypeError(
            f"ax is an Axes of matplotlib, such as plt.subplots()[1], not {quoted(given)}"
        )
    if ax is None:
        size = (width, height + _AROUND)
        own = plt.subplots(figsize=size, layout="constrained")[1]
        return Canvas(own, rows, columns, height)
    ax.clear()
    ax.spines[:].set_visible(True)
    ax.tick_params(reset=True)
    figure = _figure(ax)
    if figure.get_layout_engine() is None and ax.get_subplotspec() is not None:
        figure.set_layout_engine("constrained")
    return Canvas(ax, rows, columns)


def bare(ax: Axes, across: tuple[float, float], down: tuple[float, float]) -> None:
    """Axes of rows that reach so far across and down, without lines and ticks of their own."""
    ax.set_xlim(across)
    ax.set_ylim(down[1], down[0])
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)


def frame(on: Canvas, fit: Callable[[], T], words: Callable[[T], Words]) -> Axes:
    """*Fit* what is inside the axes, and put around it the *words* that go with what fitted.

    They take room from what is inside, so both are tried out once.
    """
    on.ax.spines[["top", "right"]].set_visible(False)
    placed: list[Artist] = []
    for _ in range(2):
        _lay_out(on.ax)
        fitted = fit()
        for artist in placed:
            artist.remove()
        placed = _place(on.ax, words(fitted))
        _make_room(on)
    return on.ax


def slot(ax: Axes, columns: float, rows: float) -> tuple[float, float]:
    """Width and height in points that each of so many columns and rows has."""
    extent, in_points = ax.get_window_extent(), 72 / ax.figure.dpi
    return extent.width * in_points / columns, extent.height * in_points / rows


def fitting(points: float) -> float:
    """The size of small text whose lines are no higher than *points*."""
    return max(SMALLEST, min(SMALL, points / LINE))


def fitting_names(ax: Axes, names: Sequence[str], height: float) -> float:
    """The size of names in lines so high that leaves most of the width to what they name."""
    longest = max(len(line) for name in names for line in name.split("\n"))
    room: float = _figure(ax).get_figwidth() * 72 * _share(ax, "col") * _NAMES
    return max(SMALLEST, min(fitting(height), room / (longest * LETTER)))


def text_colour() -> Untyped:
    from matplotlib import rcParams

    return rcParams["text.color"]


def _figure(ax: Axes) -> Untyped:
    return ax.figure.canvas.figure


def _share(ax: Axes, kind: str) -> float:
    """The part of the rows, or columns, of a figure that the axes have."""
    spec: Untyped = ax.get_subplotspec()
    if spec is None:
        return 1.0
    own: int = len(getattr(spec, f"{kind}span"))
    return own / int(getattr(spec.get_gridspec(), f"n{kind}s"))


def _lay_out(ax: Axes) -> None:
    """Give the axes the place that their figure has for them."""
    _make_literal(ax)
    figure = _figure(ax)
    if ax.get_subplotspec() is not None:
        figure.get_layout_engine().execute(figure)


def _make_literal(ax: Axes) -> None:
    """Names are no formulas: a dollar in one of them is a dollar."""
    from matplotlib.text import Text

    texts: Untyped = ax.findobj(Text)
    for text in texts:
        text.set_parse_math(False)
        text.set_usetex(False)


def _make_room(on: Canvas) -> None:
    """A figure of our own is as high as its words and its inside; in another they must fit."""
    _make_literal(on.ax)
    figure, inner = _figure(on.ax), on.ax.get_window_extent()
    outer = on.ax.get_tightbbox() or inner
    words = (outer.height - inner.height) / figure.dpi + 2 * _PAD
    if on.height is not None:
        figure.set_figheight(on.height + words)
        return
    if on.ax.get_subplotspec() is None:
        _require_inside(on.ax, outer)
        return
    least = max(_LEAST, on.rows * SMALLEST * LINE / 72)
    _require(on.ax, "high", (words + least) / _share(on.ax, "row"), figure.get_figheight())
    beside = (outer.width - inner.width) / figure.dpi
    least = on.columns * 2 * SMALLEST / 72
    _require(on.ax, "wide", (beside + least) / _share(on.ax, "col"), figure.get_figwidth())


def _require(ax: Axes, direction: str, needs: float, has: float) -> None:
    """Refuse axes whose figure *has* too few inches; words that break otherwise may ask for more."""
    if has < needs:
        ax.clear()
        raise InvalidArgumentError(
            f"the figure has to be at least {ceil(needs * 10) / 10:.1f} inches {direction} for its "
            f"pictures to be readable, and has {has:.1f}: give it a larger one, or leave out ax= for "
            "one that is large enough"
        )


def _require_inside(ax: Axes, outer: Bbox) -> None:
    """Refuse axes that no layout moves, if their words fall outside the figure."""
    page = _figure(ax).bbox
    if not (page.contains(outer.x0, outer.y0) and page.contains(outer.x1, outer.y1)):
        ax.clear()
        raise InvalidArgumentError(
            "the words around the picture fall outside the figure: make the axes smaller, or make "
            "them with plt.subplots, which leaves room for the words"
        )


def _place(ax: Axes, words: Words) -> list[Artist]:
    """Title, subtitle and legend above what is drawn, notes below; what can be taken away again."""
    from matplotlib.transforms import blended_transform_factory, offset_copy

    ax.set_title("", loc="left")
    _lay_out(ax)
    figure = _figure(ax)
    in_points = 72 / figure.dpi
    inner = ax.get_window_extent()
    outer = ax.get_tightbbox() or inner
    left = max(outer.x0, 2)
    width = (min(outer.x1, figure.bbox.x1) - left) * in_points
    left /= figure.bbox.width
    up = max(0.0, outer.y1 - inner.y1) * in_points + _SPACE
    across = blended_transform_factory(figure.transFigure, ax.transAxes)
    above = partial(offset_copy, across, figure, units="points")
    placed: list[Artist] = []
    if words.handles:
        place = {"bbox_to_anchor": (left, 1), "bbox_transform": above(y=up)}
        legend = _legend(ax, words.handles, width, **place)
        up += legend.get_window_extent().height * in_points + _SPACE
        placed.append(legend)
    subtitle = fill(words.subtitle, _letters(width, LETTER * TEXT))
    placed.append(ax.text(left, 1, subtitle, transform=above(y=up), va="bottom", fontsize=TEXT))
    up += (subtitle.count("\n") + 1) * LINE * TEXT + _SPACE
    lines = fill(words.title, _letters(width, _BOLD_LETTER * TITLE))
    title = ax.set_title(lines, loc="left", fontsize=TITLE, fontweight="bold", y=1)
    title.set_x(left)
    title.set_transform(above(y=up))
    return [*placed, _write_notes(ax, words.notes, _letters(width, _NOTE_LETTER * NOTE))]


def _letters(width: float, letter: float) -> int:
    """How many letters a line has."""
    return max(_LEAST_LINE, int(width / letter))


def _write_notes(ax: Axes, notes: Iterable[str], letters: int) -> Artist:
    """The paragraphs below, on the left where the labels of the axes begin."""
    return ax.annotate(
        "\n".join(line for note in notes for line in wrap(note, letters)),
        (0, 0),
        (0, -8),
        xycoords=(partial(_labels_beside, ax), partial(_labels_below, ax)),
        textcoords="offset points",
        va="top",
        fontsize=NOTE,
    )


def _legend(ax: Axes, handles: Sequence[Artist], width: float, **place: Untyped) -> Legend:
    """A legend in as many columns as there is width for."""
    columns = len(handles)
    while True:
        legend = ax.legend(
            handles=[handle for first in range(columns) for handle in handles[first::columns]],
            ncols=columns,
            loc="lower left",
            frameon=False,
            fontsize=SMALL,
            borderpad=0,
            borderaxespad=0,
            handlelength=1.6,
            handletextpad=0.5,
            columnspacing=1.0,
            labelspacing=0.35,
            **place,
        )
        _make_literal(ax)
        if columns == 1 or legend.get_window_extent().width * 72 / ax.figure.dpi <= width * _SURE:
            return legend
        columns -= 1


def _labels_below(ax: Axes, renderer: Untyped) -> Bbox:
    axes, labels = ax.get_window_extent(renderer), ax.xaxis.get_tightbbox(renderer)
    return labels if labels is not None and labels.y0 < axes.y0 else axes


def _labels_beside(ax: Axes, renderer: Untyped) -> Bbox:
    """Where the labels of the left axis are, as far as they are inside the figure."""
    from matplotlib.transforms import Bbox

    found = ax.yaxis.get_tightbbox(renderer) or ax.get_window_extent(renderer)
    return Bbox.from_extents(max(found.x0, 2), found.y0, found.x1, found.y1)
