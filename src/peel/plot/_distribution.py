"""How many forces had which grade."""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import peel
from peel._lookup.arguments import CycleLike, QuestionLike
from peel._records.framework import Question
from peel._show.palette import colour_of
from peel.plot._axes import SMALL, box, finish, fit_labels, new_axes, slot, text_colour
from peel.plot._marks import begun, edge, legend, nothing_yet

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def distribution(
    cycle: CycleLike, question: QuestionLike | None = None, *, ax: Axes | None = None
) -> Axes:
    """Stacked bars of how all forces were graded, with the part that is not recorded.

    Args:
        cycle: The cycle.
        question: One question; by default every question that is graded for every force.
        ax: The axes to draw on; by default those of a new figure.

    >>> import peel.plot
    >>> axes = peel.plot.distribution("2017", "efficiency")
    >>> [text.get_text() for text in axes.texts][:3]
    ['2', '30', '10']
    """
    of = peel.cycle(cycle)
    questions: Sequence[Question]
    if question is None:
        questions = [item for item in peel.questions(of) if item.graded == "always"]
    else:
        questions = [peel.question(of, question)]
    if not begun(of):
        return nothing_yet(new_axes(ax, 6, 2), of)
    distributions = [peel.distribution(of, item) for item in questions]
    ax = new_axes(ax, 9, 1.9 + 0.38 * len(distributions))
    for row, item in enumerate(distributions):
        start = 0
        for grade in item.scale:
            start = _draw_bar(ax, row, start, item.counts[grade.key], colour_of(grade.key))
        start = _draw_bar(ax, row, start, len(item.not_graded), None, hatch="////")
        _draw_bar(ax, row, start, len(item.not_recorded), None, ls=":")
    ax.set_yticks(
        range(len(distributions)),
        [item.question.label for item in distributions],
        fontsize=SMALL,
    )
    ax.set_ylim(len(distributions) - 0.5, -0.5)
    ax.set_xlim(0, len(peel.forces()))
    ax.set_xlabel("forces")
    legend(
        ax,
        distributions[0].scale,
        not_graded=any(item.not_graded for item in distributions),
        not_recorded=any(item.not_recorded for item in distributions),
    )
    fit_labels(ax.yaxis, slot(ax, 1, len(distributions))[1])
    if len(distributions) == 1:
        return finish(ax, str(distributions[0].question), distributions[0].summary)
    complete = sum(item.complete for item in distributions)
    return finish(ax, of.title, f"{complete} of {len(distributions)} questions complete")


def _draw_bar(ax: Axes, row: int, start: int, number: int, colour: Any, **unknown: Any) -> int:
    """One part of a bar with its count; the end of it."""
    if number:
        background = "none" if colour is None else colour.background
        ax.barh(*(row, number, 0.7, start), color=background, **edge(unknown))
        ax.text(
            *(start + number / 2, row, str(number)),
            color=text_colour() if colour is None else colour.text,
            ha="center",
            va="center",
            fontsize=SMALL,
            bbox=box(ax) if unknown else None,
        )
    return start + number
