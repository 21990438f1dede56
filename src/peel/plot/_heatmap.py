"""Forces × questions of one cycle."""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Any, SupportsIndex

import peel
from peel._lookup.arguments import CycleLike, QuestionLike
from peel._records.distribution import Comparison
from peel._records.framework import Cycle, Question
from peel._records.judgements import Judgement
from peel._show.palette import colour_of
from peel.plot._axes import SMALL, finish, fit_labels, fitting, new_axes, slot, text_colour
from peel.plot._marks import abbreviation, begun, edge, legend, nothing_yet, scale_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peel._records.forces import Force

#: Inches that the names of forces, and the legend, need beside a plot.
_NAMES, _LEGEND, _REGIONS = 3.0, 2.4, 1.8


def heatmap(
    what: CycleLike | Comparison | Iterable[Judgement],
    *,
    sort: str | QuestionLike = "name",
    ax: Axes | None = None,
) -> Axes:
    """Forces × questions of one cycle: what each force was graded, and what is not known.

    Args:
        what: A cycle, for all forces and graded questions; a `Comparison`, for some forces; or
            judgements of one cycle: forces and questions without any are not shown then.
        sort: ``name``, ``region``, or a question: then by its grade, best first, unknown last.
        ax: The axes to draw on; by default those of a new figure.

    Raises:
        ValueError: For judgements of several cycles, or none.
        ImportError: Without matplotlib.

    >>> import peel.plot
    >>> axes = peel.plot.heatmap("2017")
    >>> axes.get_title(loc="left")
    'PEEL 2017'
    """
    cycle, forces, cells = _cells_of(what)
    questions = [
        question
        for question in peel.questions(cycle)
        if question.graded == "always" or any(key[1] == question.id for key in cells)
    ]
    only_given = not isinstance(what, (str, SupportsIndex, Cycle, Comparison))
    if only_given:
        questions = [item for item in questions if any(key[1] == item.id for key in cells)]
    if not cells and not begun(cycle):
        return nothing_yet(new_axes(ax, 6, 2), cycle)
    forces = _sorted(forces, cycle, cells, sort)
    beyond = _REGIONS if sort == "region" else 0
    width = _NAMES + 0.75 * len(questions) + beyond + _LEGEND
    ax = new_axes(ax, width, 2.5 + 0.21 * len(forces))
    _label_cells(ax, forces, questions)
    total = len(forces) * len(questions)
    graded = sum(cell.grade is not None for cell in cells.values())
    missing = total - len(cells)
    legend(
        ax,
        scale_of(cycle),
        not_graded=graded < len(cells),
        not_recorded=missing > 0,
        carried_over=any(cell.carried_from for cell in cells.values()),
        beyond=beyond,
    )
    width, height = slot(ax, len(questions), len(forces))
    lines = max(label.get_text().count("\n") + 1 for label in ax.get_xticklabels())
    fit_labels(ax.xaxis, width / lines, rotation=90)
    fit_labels(ax.yaxis, height)
    for row, force in enumerate(forces):
        for column, question in enumerate(questions):
            cell = cells.get((force.id, question.id))
            _draw_cell(ax, column, row, cell, fitting(min(width / 2, height), 7))
    if sort == "region":
        _mark_regions(ax, forces, fitting(height))
    coverage = f"{graded} of {total} cells graded; {len(cells) - graded} not graded; {missing} "
    coverage += "missing among the judgements given" if only_given else "not recorded"
    return finish(ax, cycle.title, coverage)


def _label_cells(ax: Axes, forces: Sequence[Force], questions: Sequence[Question]) -> None:
    ax.set_xlim(0, len(questions))
    ax.set_ylim(len(forces), 0)
    ax.set_xticks(
        [column + 0.5 for column in range(len(questions))],
        [fill(question.label, 22) for question in questions],
        rotation=90,
        fontsize=SMALL,
    )
    ax.set_yticks(
        [row + 0.5 for row in range(len(forces))],
        [force.name for force in forces],
        fontsize=SMALL,
    )
    ax.tick_params(length=0)


def _mark_regions(ax: Axes, forces: Sequence[Force], size: float) -> None:
    """Names of the regions on the right, with a line between one and the next."""
    middles: list[float] = []
    names: list[str] = []
    end = 0
    for region, group in groupby(forces, key=lambda force: force.region):
        start, end = end, end + len(list(group))
        middles.append((start + end) / 2)
        names.append(region)
        if start:
            ax.axhline(start, color=text_colour(), lw=0.8)
    right = ax.secondary_yaxis("right")
    right.set_yticks(middles, names, fontsize=size)
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)


def _cells_of(
    what: CycleLike | Comparison | Iterable[Judgement],
) -> tuple[Cycle, list[Force], dict[tuple[str, str], Judgement]]:
    if isinstance(what, (str, SupportsIndex, Cycle)):
        cycle = peel.cycle(what)
        judgements: Sequence[Judgement] = peel.judgements(cycle=cycle)
        forces = list(peel.forces())
    elif isinstance(what, Comparison):
        cycle, judgements, forces = what.cycle, what.judgements, list(what.forces)
    else:
        judgements = tuple(what)
        cycles = sorted({judgement.cycle for judgement in judgements}, key=lambda cycle: cycle.id)
        if len(cycles) != 1:
            named = ", ".join(cycle.title for cycle in cycles) or "none"
            raise ValueError(f"a heat map shows the judgements of one cycle, not of {named}")
        (cycle,) = cycles
        forces = list(dict.fromkeys(judgement.force for judgement in judgements))
    return cycle, forces, {(item.force.id, item.question.id): item for item in judgements}


def _sorted(
    forces: list[Force],
    cycle: Cycle,
    cells: dict[tuple[str, str], Judgement],
    sort: str | QuestionLike,
) -> list[Force]:
    by_name = sorted(forces, key=lambda force: force.name)
    if sort == "name":
        return by_name
    if sort == "region":
        return sorted(by_name, key=lambda force: force.region)
    question = peel.question(cycle, sort)

    def place(force: Force) -> int:
        cell = cells.get((force.id, question.id))
        return -cell.grade.rank if cell is not None and cell.grade is not None else 0

    return sorted(by_name, key=place)


def _draw_cell(ax: Axes, column: int, row: int, cell: Judgement | None, size: float) -> None:
    from matplotlib.patches import Rectangle

    def add(colour: str, **unknown: Any) -> None:
        place = (column + 0.04, row + 0.06)
        ax.add_patch(Rectangle(place, 0.92, 0.88, facecolor=colour, **edge(unknown)))

    if cell is None:
        add("none", ls=":")
    elif cell.grade is None:
        add("none", hatch="////")
    else:
        colour = colour_of(cell.grade.key)
        add(colour.background)
        text = abbreviation(cell.grade)
        if cell.carried_from:
            text += " c"
        ax.text(
            *(column + 0.5, row + 0.52, text),
            color=colour.text,
            ha="center",
            va="center",
            fontsize=size,
        )
