"""The grades of a force over the cycles."""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import peel
from peel._lookup.arguments import ForceLike, QuestionLike
from peel._records.history import Gap, History
from peel._records.judgements import Judgement
from peel._show.palette import BORDER
from peel.plot._axes import SMALL, box, finish, fit_labels, fitting, ground, new_axes, slot
from peel.plot._marks import abbreviation, background, scale_of, scales

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Points that a label of a timeline needs: 'improvement', '(carried over)'.
_LONGEST_LABEL = 52


def timeline(
    what: History | ForceLike,
    question: QuestionLike | None = None,
    *,
    theme: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A force's grades over the cycles; no line crosses a break in series.

    Carried-over judgements are hollow, and grades are initials where there is little room. A cycle without a grade has its place, and a line that passes
    it is dotted. The left axis has the grades of the first judgement scale,
    the right axis those of the last, where the scale changed.

    Args:
        what: A `History`, or a force, with a question or theme.
        question: The question, for a force.
        theme: The theme, for a force.
        ax: The axes to draw on; by default those of a new figure.

    Raises:
        TypeError: For a force without exactly one of *question* and *theme*.
        ValueError: For a history without any grade.

    >>> import peel.plot
    >>> axes = peel.plot.timeline("leicestershire", theme="investigating-crime")
    >>> [label.get_text() for label in axes.get_xticklabels()][:3]
    ['2014', '2015', '2016']
    """
    if not isinstance(what, History):
        what = peel.history(what, question, theme=theme)
    if not what.judgements:
        raise ValueError(f"no grade of {what.force.name} for {what.subject} to draw: {what}")
    gaps = [gap for gap in what.gaps if gap.cycle is not None]
    slots: list[Judgement | Gap] = sorted([*what.judgements, *gaps], key=_cycle_id)
    place = {item: number for number, item in enumerate(slots)}
    ax = new_axes(ax, max(6, 3.6 + 0.95 * len(slots)), 4.2)
    labels = [item.label if isinstance(item, Gap) else item.cycle.label for item in slots]
    ax.set_xticks(range(len(slots)), labels)
    short = slot(ax, len(slots), 1)[0] < _LONGEST_LABEL
    _grade_axes(ax, what, short=short)
    width = slot(ax, len(slots), 1)[0]
    fit_labels(ax.xaxis, width if short else 12.5, rotation=90 if short else 0)
    dips = _dips(what)
    for segment in what.segments:
        for pair in pairwise(segment):
            start, end = (place[judgement] for judgement in pair)
            style = "-" if end - start == 1 else ":"
            heights = [_height(judgement) for judgement in pair]
            ax.plot([start, end], heights, color=BORDER, ls=style, lw=1.5, zorder=1)
    for item, x in place.items():
        if isinstance(item, Gap):
            _draw_gap(ax, x, item)
        else:
            _draw_point(ax, x, item, below=item in dips, short=short, width=width)
    for change in what.breaks:
        ax.axvline(place[change.after] - 0.5, color=BORDER, ls=(0, (2, 3)), lw=1)
        ax.annotate(
            "‖",
            (place[change.after] - 0.5, 0.5),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            bbox=box(ax),
        )
    ax.set_xlim(-0.5, len(place) - 0.5)
    ax.set_ylim(-0.3, 1.3)
    subject = what.subject.replace("-", " ").replace(".", ", ")
    return finish(ax, f"{what.force.name}, {subject}", _gaps_line(what))


def _grade_axes(ax: Axes, history: History, *, short: bool) -> None:
    found = list(dict.fromkeys(judgement.cycle.scale for judgement in history.judgements))
    _grade_ticks(ax, found[0], short=short)
    if len(found) > 1:
        right = ax.secondary_yaxis("right")
        _grade_ticks(right, found[-1], short=short)
        right.set_ylabel(f"{found[-1]} scale", fontsize=SMALL)
        ax.set_ylabel(f"{found[0]} scale", fontsize=SMALL)


def _dips(history: History) -> set[Judgement]:
    """The judgements from which a line goes up: their labels stand below it."""
    found: set[Judgement] = set()
    for pair in chain.from_iterable(map(pairwise, history.segments)):
        lower, higher = sorted(pair, key=_height)
        if _height(lower) < _height(higher):
            found.add(lower)
    return found


def _cycle_id(item: Judgement | Gap) -> str:
    return "" if item.cycle is None else item.cycle.id


def _draw_gap(ax: Axes, x: int, gap: Gap) -> None:
    ax.text(
        x,
        0.5,
        gap.kind,
        style="italic",
        rotation=90,
        ha="center",
        va="center",
        fontsize="x-small",
        bbox=box(ax),
    )


def _height(judgement: Judgement) -> float:
    """Place between the worst and the best grade of its own scale."""
    scale = scale_of(judgement.cycle)
    return 0.0 if judgement.grade is None else (judgement.grade.rank - 1) / (len(scale) - 1)


def _grade_ticks(axis: Any, key: str, *, short: bool) -> None:
    scale = scales()[key]
    heights = [(grade.rank - 1) / (len(scale) - 1) for grade in scale]
    labels = [abbreviation(grade) if short else grade.label for grade in scale]
    axis.set_yticks(heights, labels, fontsize=SMALL)


def _draw_point(
    ax: Axes, x: int, judgement: Judgement, *, below: bool, short: bool, width: float
) -> None:
    place = [x], [_height(judgement)]
    across = min(11.4, width * 0.6)
    style: dict[str, Any] = {"edgecolor": BORDER, "linewidth": 0.8, "zorder": 2}
    ax.scatter(*place, s=across**2, facecolor=background(judgement), **style)
    if judgement.carried_from:
        ax.scatter(*place, s=(across * 0.65) ** 2, facecolor=ground(ax), **style)
    ax.annotate(
        _point_label(judgement, short=short),
        (x, _height(judgement)),
        (0, -9 if below else 9),
        textcoords="offset points",
        ha="center",
        va="top" if below else "bottom",
        fontsize=fitting(width / 2, 7),
        bbox=box(ax),
    )


def _point_label(judgement: Judgement, *, short: bool) -> str:
    label = str(judgement.grade).replace(" ", "\n")
    if short:
        label = "".join(word[0] for word in label.split()).upper()
    if judgement.carried_from:
        label += "\nc" if short else "\n(carried over)"
    return label


def _gaps_line(history: History) -> str:
    broken = "‖ break in series: not to be compared across it. " if history.breaks else ""
    gaps = ", ".join(f"{gap.label} {gap.kind}" for gap in history.gaps) or "none"
    return f"{broken}Without a grade: {gaps}"
