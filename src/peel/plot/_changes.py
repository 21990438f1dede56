"""From which grade to which each force went."""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import peel
from peel._lookup.arguments import CycleLike, QuestionLike
from peel._records.changes import Direction
from peel._records.framework import Question
from peel._records.grades import JudgementScale
from peel._records.judgements import Judgement
from peel._show.palette import BORDER
from peel.plot._axes import SMALL, finish, fit_labels, ground, new_axes, slot
from peel.plot._marks import background, scale_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def changes(
    before: CycleLike, after: CycleLike, question: QuestionLike, *, ax: Axes | None = None
) -> Axes:
    """An arrow for each force from its earlier to its later grade, where that may be compared.

    Forces whose question was not inspected again have a hollow mark.

    Args:
        before: The earlier cycle.
        after: The later cycle.
        question: The question.
        ax: The axes to draw on; by default those of a new figure.

    Raises:
        IncomparableGradesError: If grades of the two cycles may not be compared.

    >>> import peel.plot
    >>> axes = peel.plot.changes("2016", "2017", "efficiency")
    >>> axes.get_title(loc="left")
    'Efficiency: PEEL 2016 to PEEL 2017'
    """
    found = peel.changes(before, after, question=question)
    comparability = peel.comparability(before, after, question)
    if not comparability.comparable:
        raise peel.IncomparableGradesError(str(comparability))
    scale = scale_of(found.after)
    by_name = sorted(found, key=lambda change: change.before.force.name, reverse=True)
    ax = new_axes(ax, 7.5, 2.2 + 0.21 * len(by_name))
    _label_changes(ax, scale, [change.before.force.name for change in by_name])
    height = slot(ax, 1, len(by_name))[1]
    for row, change in enumerate(by_name):
        start, end = _rank(change.before), _rank(change.after)
        if start != end:
            arrow = {"arrowstyle": "-|>", "lw": 1.6, "color": BORDER}
            ax.annotate("", (end, row), (start, row), arrowprops=arrow)
        hollow = change.direction is Direction.NOT_REINSPECTED
        colour = ground(ax) if hollow else background(change.after)
        size = min(38.0, height**2)
        ax.scatter([end], [row], s=size, facecolor=colour, edgecolor=BORDER, zorder=3)
    label = peel.question(found.after, question).label
    coverage = f"{len(found)} forces"
    if any(change.direction is Direction.NOT_REINSPECTED for change in found):
        coverage += "; hollow: not inspected again"
    for why, forces in (("not graded", found.not_graded), ("not recorded", found.not_recorded)):
        if forces:
            names = ", ".join(item.name for item in forces if not isinstance(item, Question))
            coverage += f"; {len(forces)} {why} in one of the cycles"
            coverage += f" ({names})" if len(forces) <= 3 else ""  # noqa: PLR2004
    return finish(ax, f"{label}: {found.before.title} to {found.after.title}", coverage)


def _label_changes(ax: Axes, scale: JudgementScale, names: Sequence[str]) -> None:
    ax.set_yticks(range(len(names)), names, fontsize=SMALL)
    ax.set_ylim(-0.8, len(names) - 0.2)
    ax.set_xlim(0.5, len(scale) + 0.5)
    ax.set_xticks(
        [grade.rank for grade in scale], [grade.label.replace(" ", "\n") for grade in scale]
    )
    ax.grid(axis="x", lw=0.4)
    fit_labels(ax.yaxis, slot(ax, 1, len(names))[1])
    fit_labels(ax.xaxis, slot(ax, len(scale), 1)[0] / 5)


def _rank(judgement: Judgement) -> int:
    return 0 if judgement.grade is None else judgement.grade.rank
