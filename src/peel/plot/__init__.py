"""Plots of the record, with matplotlib; each takes and returns an ``Axes`` and shows nothing.

``pip install "peel-inspections[plot]"`` brings matplotlib. Every plot says where its grades come
from and how much of them is recorded. Grades are ordinal: no plot averages them.
"""

# matplotlib's own annotations are partly unknown.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby, pairwise
from textwrap import fill
from typing import TYPE_CHECKING, Any

import peel
from peel._lookup.arguments import CycleLike, ForceLike, QuestionLike
from peel._records.changes import Direction
from peel._records.distribution import Comparison
from peel._records.framework import Cycle, Question
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade, JudgementScale
from peel._records.history import Gap, History
from peel._records.judgements import Judgement
from peel._show.palette import BORDER, colour_of
from peel.plot._axes import (
    SMALL,
    box,
    finish,
    fit_labels,
    fitting,
    ground,
    new_axes,
    slot,
    text_colour,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from peel._records.forces import Force

__all__ = ["changes", "distribution", "heatmap", "timeline"]


def __dir__() -> list[str]:
    return __all__


#: Points that a label of a timeline needs: 'improvement', '(carried over)'.
_LONGEST_LABEL = 52
#: Inches that the names of forces, and the legend, need beside a plot.
_NAMES, _LEGEND, _REGIONS = 3.0, 2.4, 1.8


def _patch(colour: Any, label: str, **unknown: Any) -> Patch:
    from matplotlib.patches import Rectangle

    return Rectangle((0, 0), 1, 1, facecolor=colour, label=label, **_edge(unknown))


def _edge(unknown: dict[str, Any]) -> dict[str, Any]:
    """Thin around a colour, stronger where the edge is all there is."""
    return {"edgecolor": BORDER, "linewidth": 1.0 if unknown else 0.6, **unknown}


def _abbreviation(grade: Grade) -> str:
    """The initials: 'RI' for requires improvement."""
    return "".join(word[0] for word in grade.label.split()).upper()


def _legend(
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
        _patch(colour_of(grade.key).background, f"{grade.label} ({_abbreviation(grade)})")
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


def _nothing_yet(ax: Axes, cycle: Cycle) -> Axes:
    """Axes that say in words why they are empty."""
    ax.text(0.5, 0.5, "No inspection recorded yet", ha="center", va="center", style="italic")
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)
    return finish(ax, cycle.title, f"no inspection of {cycle.title} is recorded yet")


def _begun(cycle: Cycle) -> bool:
    return bool(peel.inspections(cycle=cycle) or peel.judgements(cycle=cycle))


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
    if not cells and not _begun(cycle):
        return _nothing_yet(new_axes(ax, 6, 2), cycle)
    forces = _sorted(forces, cycle, cells, sort)
    beyond = _REGIONS if sort == "region" else 0
    width = _NAMES + 0.75 * len(questions) + beyond + _LEGEND
    ax = new_axes(ax, width, 2.5 + 0.21 * len(forces))
    _label_cells(ax, forces, questions)
    total = len(forces) * len(questions)
    graded = sum(cell.grade is not None for cell in cells.values())
    missing = total - len(cells)
    _legend(
        ax,
        _scale_of(cycle),
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
    if isinstance(what, (str, int, Cycle)):
        cycle = peel.cycle(what)
        judgements = peel.judgements(cycle=cycle)
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
        ax.add_patch(Rectangle(place, 0.92, 0.88, facecolor=colour, **_edge(unknown)))

    if cell is None:
        add("none", ls=":")
    elif cell.grade is None:
        add("none", hatch="////")
    else:
        colour = colour_of(cell.grade.key)
        add(colour.background)
        text = _abbreviation(cell.grade)
        if cell.carried_from:
            text += " c"
        ax.text(
            *(column + 0.5, row + 0.52, text),
            color=colour.text,
            ha="center",
            va="center",
            fontsize=size,
        )


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
    scales = list(dict.fromkeys(judgement.cycle.scale for judgement in history.judgements))
    _grade_ticks(ax, scales[0], short=short)
    if len(scales) > 1:
        right = ax.secondary_yaxis("right")
        _grade_ticks(right, scales[-1], short=short)
        right.set_ylabel(f"{scales[-1]} scale", fontsize=SMALL)
        ax.set_ylabel(f"{scales[0]} scale", fontsize=SMALL)


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
    scale = _scale_of(judgement.cycle)
    return 0.0 if judgement.grade is None else (judgement.grade.rank - 1) / (len(scale) - 1)


def _grade_ticks(axis: Any, key: str, *, short: bool) -> None:
    scale = _scales()[key]
    heights = [(grade.rank - 1) / (len(scale) - 1) for grade in scale]
    labels = [_abbreviation(grade) if short else grade.label for grade in scale]
    axis.set_yticks(heights, labels, fontsize=SMALL)


def _draw_point(
    ax: Axes, x: int, judgement: Judgement, *, below: bool, short: bool, width: float
) -> None:
    place = [x], [_height(judgement)]
    across = min(11.4, width * 0.6)
    style: dict[str, Any] = {"edgecolor": BORDER, "linewidth": 0.8, "zorder": 2}
    ax.scatter(*place, s=across**2, facecolor=_colour(judgement), **style)
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
    if not _begun(of):
        return _nothing_yet(new_axes(ax, 6, 2), of)
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
    _legend(
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
        ax.barh(*(row, number, 0.7, start), color=background, **_edge(unknown))
        ax.text(
            *(start + number / 2, row, str(number)),
            color=text_colour() if colour is None else colour.text,
            ha="center",
            va="center",
            fontsize=SMALL,
            bbox=box(ax) if unknown else None,
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
    ax = new_axes(ax, 7.5, 2.2 + 0.21 * len(by_name))
    _label_changes(ax, scale, [change.before.force.name for change in by_name])
    height = slot(ax, 1, len(by_name))[1]
    for row, change in enumerate(by_name):
        start, end = _rank(change.before), _rank(change.after)
        if start != end:
            arrow = {"arrowstyle": "-|>", "lw": 1.6, "color": BORDER}
            ax.annotate("", (end, row), (start, row), arrowprops=arrow)
        hollow = change.direction is Direction.NOT_REINSPECTED
        colour = ground(ax) if hollow else _colour(change.after)
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


def _colour(judgement: Judgement) -> str:
    return BORDER if judgement.grade is None else colour_of(judgement.grade.key).background


def _rank(judgement: Judgement) -> int:
    return 0 if judgement.grade is None else judgement.grade.rank


def _scales() -> dict[str, JudgementScale]:
    return {scale.key: scale for scale in (FOUR_TIER, FIVE_TIER)}


def _scale_of(cycle: Cycle) -> JudgementScale:
    return _scales()[cycle.scale]
