"""The box that stands for a grade in a picture, or for none; the marks behind it; the legend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from peel._records.grades import Grade
from peel._records.judgements import Judgement
from peel._records.marks import MARKS, footnote
from peel._records.marks import marks as marks_of
from peel._show.palette import BORDER, colour_of
from peel._vocabulary import RemarkKind
from peel.plot._axes import LETTER, LINE, SMALLEST, TEXT, Untyped, text_colour

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

#: What the edge of a box looks like that has no grade, by why it has none.
_WITHOUT: dict[str, dict[str, Untyped]] = {
    "not graded": {"hatch": "////", "linewidth": 0.6},
    "never graded": {"hatch": "xx", "linewidth": 0.6},
    "not recorded": {"linestyle": ":", "linewidth": 1.0},
    "not among those given": {"linestyle": ":", "linewidth": 1.0},
    "unknown": {"linestyle": (0, (1, 5)), "linewidth": 1.0},
}
#: The marks behind a grade in a box; what was carried over is hollow.
IN_BOXES: Mapping[RemarkKind, tuple[str, str]] = {
    kind: mark for kind, mark in MARKS.items() if kind != "carried over"
}
#: Those of a grade, as they stand behind it.
marks = partial(marks_of, table=IN_BOXES)
#: Points of the edge of a hollow box, half of which is outside it and cut off; of any other one.
_FRAME, _EDGE = 5.0, 0.6
#: The edge of each box without a colour in a legend, by what it is called there.
_IN_LEGEND: dict[str, dict[str, Untyped]] = {"carried over": {"linewidth": _FRAME / 2}, **_WITHOUT}
_LABELS = {"unknown": "Not known whether graded"}
#: Size from which on a grade is written in words.
_WORDS_FROM = 7.0


#: How a grade may be written, the best to read first.
_SPELLINGS: tuple[Callable[[Grade], str], ...] = (
    lambda grade: grade.label,
    lambda grade: grade.label.replace(" ", "\n"),
    lambda grade: grade.initials,
)


def draw_box(
    ax: Axes, place: tuple[float, float], size: tuple[float, float], what: Judgement | Grade | str
) -> Untyped:
    """A box for a grade, or for why there is none; the colour of text in it."""
    hollow = isinstance(what, Judgement) and what.carried_from is not None
    if isinstance(what, Judgement):
        what = what.grade or "not graded"
    if isinstance(what, str):
        ax.add_artist(_patch(place, size, facecolor="none", **_WITHOUT[what]))
        return text_colour()
    colour = colour_of(what.key)
    if not hollow:
        ax.add_artist(_patch(place, size, facecolor=colour.background, linewidth=_EDGE))
        return colour.text
    ground, edge = ax.get_facecolor(), colour.background
    inside = _patch(place, size, facecolor=ground, edgecolor=edge, linewidth=_FRAME)
    ax.add_artist(inside)
    inside.set_clip_path(inside)
    ax.add_artist(_patch(place, size, facecolor="none", linewidth=_EDGE))
    return text_colour()


def write(
    ax: Axes, place: tuple[float, float], colour: Untyped, text: str = "", **style: Untyped
) -> Text:
    """A text in the middle of a box."""
    written = ax.text(*place, text, color=colour, ha="center", va="center", **style)
    written.set_in_layout(False)
    return written


def write_grades(texts: Mapping[Text, Judgement | str], room: tuple[float, float]) -> bool:
    """Write each grade into its box of so many points: in words, or initials if some do not fit.

    Returns whether they are words.
    """
    graded = [
        (text, cell.grade, marks(cell))
        for text, cell in texts.items()
        if not isinstance(cell, str) and cell.grade is not None
    ]
    if not graded:
        return True
    hollow = any(not isinstance(cell, str) and cell.carried_from for cell in texts.values())
    width, height = room[0] - (_FRAME if hollow else 0) - 4, room[1] - 2
    most_marks = max(len(remarks) for *_, remarks in graded)
    spell = _SPELLINGS[-1]
    size = SMALLEST
    for spell in _SPELLINGS:
        lines = [spell(grade).split("\n") for _, grade, _ in graded]
        longest = max(len(line) for text in lines for line in text) + 0.5 * most_marks
        size = min(TEXT, height / (max(map(len, lines)) * LINE), width / (longest * LETTER * 1.18))
        if size >= _WORDS_FROM:
            break
    for text, grade, remarks in graded:
        text.set_text(spell(grade) + remarks)
        text.set_fontsize(max(SMALLEST, size))
    return spell is not _SPELLINGS[-1]


def kinds_of(cells: Iterable[Judgement | str]) -> set[str]:
    """The kinds of everything that is to be remarked of what is drawn."""
    kinds: set[str] = set()
    for cell in cells:
        kinds |= {cell} if isinstance(cell, str) else {remark.kind for remark in cell.remarks}
    return kinds


def legend_of(grades: Iterable[Grade], kinds: Collection[str], *, short: bool) -> Iterator[Artist]:
    """The grades, *short* with the initials that stand for them, and what else is drawn."""
    for grade in grades:
        label = f"{grade.label} ({grade.initials})" if short else grade.label
        yield _patch(facecolor=colour_of(grade.key).background, linewidth=_EDGE, label=label)
    for kind, style in _IN_LEGEND.items():
        if kind in kinds:
            label = _LABELS.get(kind, kind.capitalize())
            yield _patch(facecolor="none", label=label, **style)


def marks_line(drawn: Iterable[Judgement]) -> Iterator[str]:
    """What the marks behind the grades that are drawn mean."""
    if said := footnote(drawn, IN_BOXES):
        yield f"{said}."


def _patch(
    place: tuple[float, float] = (0, 0),
    size: tuple[float, float] = (1, 1),
    *,
    edgecolor: str = BORDER,
    **style: Untyped,
) -> Rectangle:
    from matplotlib.patches import Rectangle

    patch = Rectangle(place, *size, edgecolor=edgecolor, **style)
    patch.set_in_layout(False)
    return patch
