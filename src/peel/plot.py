"""Plots of the record, with matplotlib; each takes and returns an ``Axes`` and shows nothing.

``pip install "peel-inspections[plot]"`` brings matplotlib. Every plot says where its grades come
from and how much of them is recorded. Grades are ordinal: no plot averages them.
"""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import peel
from peel._arguments import CycleLike, ForceLike, QuestionLike
from peel._changes import Direction
from peel._distribution import Comparison
from peel._framework import Cycle, Question
from peel._grades import FIVE_TIER, FOUR_TIER, Grade, JudgementScale
from peel._history import Gap, History
from peel._judgements import Judgement
from peel._palette import colour_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from peel._forces import Force

__all__ = ["changes", "distribution", "heatmap", "timeline"]


def __dir__() -> list[str]:
    return __all__


_EDGE = "#777777"


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise ImportError('plots need matplotlib: pip install "peel-inspections[plot]"') from error
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def _finish(ax: Axes, title: str, coverage: str, *, below: int = 34) -> Axes:
    """Title above, coverage and source below."""
    ax.set_title(title, loc="left", fontweight="bold")
    lines = wrap(coverage, 80)
    lines.append(f"Source: HMICFRS grades as recorded in peel, data of {peel.DATA_VERSION}")
    ax.annotate(
        "\n".join(lines),
        (0, 0),
        (0, -below),
        xycoords="axes fraction",
        textcoords="offset points",
        va="top",
        fontsize="small",
    )
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    return ax


def _grade_patch(grade: Grade) -> Patch:
    from matplotlib.patches import Rectangle

    colour = colour_of(grade.key).background
    label = f"{grade.label} ({_abbreviation(grade)})"
    return Rectangle((0, 0), 1, 1, facecolor=colour, edgecolor="white", label=label)


def _abbreviation(grade: Grade) -> str:
    """The initials: 'RI' for requires improvement."""
    return "".join(word[0] for word in grade.label.split()).upper()


def _legend(ax: Axes, scale: JudgementScale, *, not_graded: bool, not_recorded: bool) -> None:
    from matplotlib.patches import Rectangle

    handles: list[Patch] = [_grade_patch(grade) for grade in scale]
    if not_graded:
        handles.append(
            Rectangle(
                (0, 0), 1, 1, facecolor="white", edgecolor=_EDGE, hatch="////", label="Not graded"
            )
        )
    if not_recorded:
        handles.append(
            Rectangle(
                (0, 0), 1, 1, facecolor="white", edgecolor=_EDGE, ls=":", label="Not recorded"
            )
        )
    ax.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.01, 1),
        frameon=False,
        fontsize="small",
    )


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
    only_given = not isinstance(what, (str, int, Cycle, Comparison))
    if only_given:
        questions = [item for item in questions if any(key[1] == item.id for key in cells)]
    forces = _sorted(forces, cycle, cells, sort)
    ax = _axes(ax, 3.5 + 0.75 * len(questions), 2.5 + 0.21 * len(forces))
    for row, force in enumerate(forces):
        for column, question in enumerate(questions):
            _draw_cell(ax, column, row, cells.get((force.id, question.id)))
    ax.set_xlim(0, len(questions))
    ax.set_ylim(len(forces), 0)
    ax.set_xticks(
        [column + 0.5 for column in range(len(questions))],
        [question.label for question in questions],
        rotation=35,
        ha="right",
        rotation_mode="anchor",
        fontsize="small",
    )
    ax.set_yticks(
        [row + 0.5 for row in range(len(forces))],
        [force.name for force in forces],
        fontsize="small",
    )
    ax.tick_params(length=0)
    total = len(forces) * len(questions)
    graded = sum(cell.grade is not None for cell in cells.values())
    missing = total - len(cells)
    _legend(ax, _scale_of(cycle), not_graded=graded < len(cells), not_recorded=missing > 0)
    coverage = f"{graded} of {total} cells graded; {len(cells) - graded} not graded; {missing} "
    coverage += "among the judgements given missing" if only_given else "not recorded"
    return _finish(ax, cycle.title, coverage, below=120)


def _cells_of(
    what: CycleLike | Comparison | Iterable[Judgement],
) -> tuple[Cycle, list[Force], dict[tuple[str, str], Judgement]]:
    if isinstance(what, (str, int, Cycle)):
        cycle = peel.cycle(what)
        judgements = peel.judgements(cycle=cycle)
        forces = list(peel.forces())
    elif isinstance(what, Comparison):
        cycle, judgements, forces = what.cycle, what.judgements, list(what.forces)
    else:
        judgements = tuple(what)
        cycles = dict.fromkeys(judgement.cycle for judgement in judgements)
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


def _draw_cell(ax: Axes, column: int, row: int, cell: Judgement | None) -> None:
    from matplotlib.patches import Rectangle

    place = (column + 0.04, row + 0.06)
    if cell is None:
        ax.add_patch(Rectangle(place, 0.92, 0.88, facecolor="white", edgecolor=_EDGE, ls=":"))
    elif cell.grade is None:
        ax.add_patch(Rectangle(place, 0.92, 0.88, facecolor="white", edgecolor=_EDGE, hatch="////"))
    else:
        colour = colour_of(cell.grade.key)
        ax.add_patch(Rectangle(place, 0.92, 0.88, facecolor=colour.background))
        text = _abbreviation(cell.grade)
        if cell.carried_from:
            text += " c"
        ax.text(
            column + 0.5, row + 0.52, text, color=colour.text, ha="center", va="center", fontsize=7
        )


def timeline(
    what: History | ForceLike,
    question: QuestionLike | None = None,
    *,
    theme: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A force's grades over the cycles; no line crosses a break in series.

    Carried-over judgements are hollow. A cycle without a grade has its place, and a line that passes
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
        raise ValueError(f"no grade of {what.force.name} for {what.subject} is recorded")
    ax = _axes(ax, 9, 3.8)
    gaps = [gap for gap in what.gaps if gap.cycle is not None]
    slots: list[Judgement | Gap] = sorted([*what.judgements, *gaps], key=_cycle_id)
    place = {item: number for number, item in enumerate(slots)}
    for segment in what.segments:
        for pair in pairwise(segment):
            start, end = (place[judgement] for judgement in pair)
            style = "-" if end - start == 1 else ":"
            heights = [_height(judgement) for judgement in pair]
            ax.plot([start, end], heights, color=_EDGE, ls=style, lw=1.5, zorder=1)
    for item, x in place.items():
        if isinstance(item, Gap):
            _draw_gap(ax, x, item)
        else:
            _draw_point(ax, x, item)
    for change in what.breaks:
        ax.axvline(place[change.after] - 0.5, color=_EDGE, ls=(0, (2, 3)), lw=1)
        ax.annotate(
            "‖",
            (place[change.after] - 0.5, 0.5),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )
    ax.set_xlim(-0.5, len(place) - 0.5)
    ax.set_ylim(-0.15, 1.2)
    labels = [item.label if isinstance(item, Gap) else item.cycle.label for item in slots]
    ax.set_xticks(range(len(slots)), labels)
    scales = list(dict.fromkeys(judgement.cycle.scale for judgement in what.judgements))
    _grade_ticks(ax, scales[0])
    _finish(ax, f"{what.force.name}, {what.subject.replace('-', ' ')}", _gaps_line(what))
    if len(scales) > 1:
        right = ax.secondary_yaxis("right")
        _grade_ticks(right, scales[-1])
        right.set_ylabel(f"{scales[-1]} scale", fontsize="small")
        ax.set_ylabel(f"{scales[0]} scale", fontsize="small")
    return ax


def _cycle_id(item: Judgement | Gap) -> str:
    return "" if item.cycle is None else item.cycle.id


def _draw_gap(ax: Axes, x: int, gap: Gap) -> None:
    ax.text(
        x,
        0.5,
        gap.kind,
        color=_EDGE,
        style="italic",
        rotation=90,
        ha="center",
        va="center",
        fontsize="x-small",
    )


def _height(judgement: Judgement) -> float:
    """Place between the worst and the best grade of its own scale."""
    scale = _scale_of(judgement.cycle)
    return 0.0 if judgement.grade is None else (judgement.grade.rank - 1) / (len(scale) - 1)


def _grade_ticks(axis: Any, key: str) -> None:
    scale = _scales()[key]
    heights = [(grade.rank - 1) / (len(scale) - 1) for grade in scale]
    axis.set_yticks(heights, [grade.label for grade in scale], fontsize="small")


def _draw_point(ax: Axes, x: int, judgement: Judgement) -> None:
    colour = _colour(judgement)
    ax.scatter(
        [x],
        [_height(judgement)],
        s=130,
        facecolor="white" if judgement.carried_from else colour,
        edgecolor=colour if judgement.carried_from else _EDGE,
        linewidth=2.5 if judgement.carried_from else 0.8,
        zorder=2,
    )
    carried = "\n(carried over)" if judgement.carried_from else ""
    ax.annotate(
        f"{judgement.grade}{carried}",
        (x, _height(judgement)),
        (0, 10),
        textcoords="offset points",
        ha="center",
        fontsize="x-small",
    )


def _gaps_line(history: History) -> str:
    broken = "‖ break in series: not to be compared across it. " if history.breaks else ""
    gaps = ", ".join(f"{gap.label} {gap.kind}" for gap in history.gaps) or "none"
    return f"{broken}Without a grade: {gaps}"


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
    distributions = [peel.distribution(of, item) for item in questions]
    if not distributions:
        raise ValueError(f"{of.title} has no question that is graded for every force")
    ax = _axes(ax, 9, 1.9 + 0.38 * len(distributions))
    for row, item in enumerate(distributions):
        start = 0
        for grade in item.scale:
            start = _draw_bar(ax, row, start, item.counts[grade.key], colour_of(grade.key))
        start = _draw_bar(ax, row, start, len(item.not_graded), None, hatch="////")
        _draw_bar(ax, row, start, len(item.not_recorded), None, ls=":")
    ax.set_yticks(
        range(len(distributions)), [item.question.label for item in distributions], fontsize="small"
    )
    ax.set_ylim(len(distributions) - 0.5, -0.5)
    ax.set_xlim(0, len(peel.forces()))
    ax.set_xlabel("forces")
    _legend(
        ax,
        distributions[0].scale,
        not_graded=any(item.not_graded for item in distributions),
        not_recorded=any(item.not_recorded for item in distributions),
    )
    if len(distributions) == 1:
        return _finish(ax, str(distributions[0].question), distributions[0].summary)
    complete = sum(item.complete for item in distributions)
    return _finish(ax, of.title, f"{complete} of {len(distributions)} questions complete")


def _draw_bar(ax: Axes, row: int, start: int, number: int, colour: Any, **unknown: Any) -> int:
    """One part of a bar with its count; the end of it."""
    if number:
        background = "white" if colour is None else colour.background
        edge = _EDGE if unknown else "white"
        ax.barh(row, number, left=start, height=0.7, color=background, edgecolor=edge, **unknown)
        ax.text(
            start + number / 2,
            row,
            str(number),
            color="#16181d" if colour is None else colour.text,
            ha="center",
            va="center",
            fontsize="small",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1} if unknown else None,
        )
    return start + number


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
    scale = _scale_of(found.after)
    by_name = sorted(found, key=lambda change: change.before.force.name, reverse=True)
    ax = _axes(ax, 7.5, 2.2 + 0.21 * len(by_name))
    for row, change in enumerate(by_name):
        start, end = _rank(change.before), _rank(change.after)
        if start != end:
            arrow = {"arrowstyle": "-|>", "lw": 1.6, "color": _EDGE}
            ax.annotate("", (end, row), (start, row), arrowprops=arrow)
        hollow = change.direction is Direction.NOT_REINSPECTED
        colour = "white" if hollow else _colour(change.after)
        ax.scatter([end], [row], s=38, facecolor=colour, edgecolor=_EDGE, zorder=3)
    ax.set_yticks(
        range(len(by_name)), [change.before.force.name for change in by_name], fontsize="small"
    )
    ax.set_ylim(-0.8, len(by_name) - 0.2)
    ax.set_xlim(0.5, len(scale) + 0.5)
    ax.set_xticks(
        [grade.rank for grade in scale], [grade.label.replace(" ", "\n") for grade in scale]
    )
    ax.grid(axis="x", lw=0.4)
    label = peel.question(found.after, question).label
    coverage = f"{len(found)} forces; hollow: not inspected again"
    for why, forces in (("not graded", found.not_graded), ("not recorded", found.not_recorded)):
        if forces:
            names = ", ".join(item.name for item in forces if not isinstance(item, Question))
            coverage += f"; {len(forces)} {why} in one of the cycles"
            coverage += f" ({names})" if len(forces) <= 3 else ""  # noqa: PLR2004
    return _finish(ax, f"{label}: {found.before.title} to {found.after.title}", coverage)


def _colour(judgement: Judgement) -> str:
    return _EDGE if judgement.grade is None else colour_of(judgement.grade.key).background


def _rank(judgement: Judgement) -> int:
    return 0 if judgement.grade is None else judgement.grade.rank


def _scales() -> dict[str, JudgementScale]:
    return {scale.key: scale for scale in (FOUR_TIER, FIVE_TIER)}


def _scale_of(cycle: Cycle) -> JudgementScale:
    return _scales()[cycle.scale]
