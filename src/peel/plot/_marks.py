"""What stands for a grade, and for none, in every plot; and the legend of it."""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peel
from peel._records.framework import Cycle
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade, JudgementScale
from peel._records.judgements import Judgement
from peel._show.palette import BORDER, colour_of
from peel.plot._axes import SMALL, finish, text_colour

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch


def _patch(colour: Any, label: str, **unknown: Any) -> Patch:
    from matplotlib.patches import Rectangle

    return Rectangle((0, 0), 1, 1, facecolor=colour, label=label, **edge(unknown))


def edge(unknown: dict[str, Any]) -> dict[str, Any]:
    """Thin around a colour, stronger where the edge is all there is."""
    return {"edgecolor": BORDER, "linewidth": 1.0 if unknown else 0.6, **unknown}


def abbreviation(grade: Grade) -> str:
    """The initials: 'RI' for requires improvement."""
    return "".join(word[0] for word in grade.label.split()).upper()


def legend(
    ax: Axes,
    scale: JudgementScale,
    *,
    not_graded: bool,
    not_recorded: bool,
    carried_over: bool = False,
    beyond: float = 0,
) -> None:
    """The grades and what else is drawn, *beyond* so many inches to the right of the axes."""
    from matplotlib.lines import Line2D
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import offset_copy

    handles: list[Artist] = [
        _patch(colour_of(grade.key).background, f"{grade.label} ({abbreviation(grade)})")
        for grade in scale
    ]
    if carried_over:
        handles.append(
            Line2D(
                [],
                [],
                marker=TextPath((-3, -3), "c"),
                ls="none",
                lw=0,
                mew=0,
                color=text_colour(),
                label="Carried over (c)",
            )
        )
    if not_graded:
        handles.append(_patch("none", "Not graded", hatch="////"))
    if not_recorded:
        handles.append(_patch("none", "Not recorded", ls=":"))
    figure: Any = ax.figure
    ax.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.01, 1),
        bbox_transform=offset_copy(ax.transAxes, figure, x=beyond),
        frameon=False,
        fontsize=SMALL,
    )


def nothing_yet(ax: Axes, cycle: Cycle) -> Axes:
    """Axes that say in words why they are empty."""
    ax.text(0.5, 0.5, "No inspection recorded yet", ha="center", va="center", style="italic")
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)
    return finish(ax, cycle.title, f"no inspection of {cycle.title} is recorded yet")


def begun(cycle: Cycle) -> bool:
    return bool(peel.inspections(cycle=cycle) or peel.judgements(cycle=cycle))


def background(judgement: Judgement) -> str:
    return BORDER if judgement.grade is None else colour_of(judgement.grade.key).background


def scales() -> dict[str, JudgementScale]:
    return {scale.key: scale for scale in (FOUR_TIER, FIVE_TIER)}


def scale_of(cycle: Cycle) -> JudgementScale:
    return scales()[cycle.scale]
