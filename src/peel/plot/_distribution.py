"""The picture of a distribution: how many forces had which grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from peel._dataset import bundled
from peel._lookup.arguments import CycleLike, QuestionLike
from peel._records.distribution import Distribution
from peel._records.framework import Cycle, questions_lacking
from peel._records.grades import Grade
from peel._words.text import counted
from peel.plot._axes import LETTER, LINE, SMALL, SMALLEST, Words, canvas, fitting, frame, slot
from peel.plot._boxes import draw_box, legend_of, write
from peel.plot._shared_notes import (
    OF_OTHERS,
    as_sentence,
    known_line,
    nothing_yet,
    remarked_line,
    some_only,
    source_lines,
)
from peel.plot._taken import cycle_of, is_cycle, records_of, told_as

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

#: Inches of the picture across, of a bar with its space, and of a single one.
_WIDTH, _ROW, _SINGLE = 9.0, 0.4, 0.65
#: Letters of a line of a question's label, and the part of its room that a bar takes.
_LABEL, _BAR = 26, 0.74
_TAKES = "distribution() takes a cycle, or distributions of one cycle"


def distribution(
    what: CycleLike | Distribution | Iterable[Distribution],
    question: QuestionLike | None = None,
    *,
    ax: Axes | None = None,
) -> Axes:
    """Stacked bars of how all forces were graded, with the part that is not recorded.

    Args:
        what: A cycle; or one or several distributions of one cycle, of any record.
        question: One question of the cycle; by default every question that is graded for every
            force.
        ax: The axes to draw on, which are cleared; by default those of a new figure, as large as it
            has to be.

    Raises:
        InvalidArgumentError: For distributions of several cycles, or none; for axes that are too small.
        ImportError: Without matplotlib.

    >>> import peel.plot
    >>> axes = peel.plot.distribution("2017", "efficiency")
    >>> [text.get_text() for text in axes.texts][:3]
    ['2', '30', '10']
    """
    cycle, bars, beside = _asked(what, question)
    picked = not is_cycle(what) and len(bars) > 1
    if not any(bar.judgements or bar.not_graded for bar in bars):
        edition, notes = (bars[0].edition, bars[0].notes) if bars else (bundled().edition, ())
        whole = is_cycle(what) and question is None
        whom = f"police forces{'' if whole else _on(bars, picked=picked)}"
        return nothing_yet(canvas(ax, 7, 0.6), whom, cycle, edition, notes)
    rows = len(bars)
    lines = max(_label(bar).count("\n") + 1 for bar in bars)
    on = canvas(ax, _WIDTH, _ROW * rows if rows > 1 else _SINGLE, rows=rows * lines)
    ax = on.ax
    total = _most(bars)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_xlim(0, total * 1.003)
    ax.set_xlabel("Number of forces", fontsize=SMALL)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=SMALL)
    ax.spines["left"].set_visible(False)
    texts = [text for row, bar in enumerate(bars) for text in _draw_bar(ax, row, bar)]

    def fit() -> None:
        unit, height = slot(ax, total, rows)
        _label_rows(ax, bars, height)
        for text in texts:
            room = unit / (LETTER * len(text.get_text()))
            text.set_fontsize(max(SMALLEST, min(SMALL, height * _BAR / LINE, room)))

    return frame(on, fit, lambda _: _words(cycle, bars, beside, picked=picked))


@told_as("distribution(cycle, question)")
def _asked(
    what: CycleLike | Distribution | Iterable[Distribution], question: QuestionLike | None
) -> tuple[Cycle, list[Distribution], list[Distribution]]:
    """The cycle, what is drawn, and what is not, for it is graded for some forces only."""
    if is_cycle(what):
        record = bundled()
        if question is not None:
            bar = record.distribution(what, question)
            return bar.cycle, [bar], []
        cycle = record.cycle(what)
        asked = [item for item in record.questions(cycle) if item.graded != "never"]
        of = [record.distribution(cycle, item) for item in asked]
        some = [bar for bar in of if bar.question.graded == "some"]
        return cycle, [bar for bar in of if bar not in some], some
    if question is not None:
        raise TypeError("a question goes with a cycle: a distribution has its own")
    bars = records_of(Distribution, what, _TAKES)
    return cycle_of(bars, "a picture shows distributions"), bars, []


def _most(bars: Iterable[Distribution]) -> int:
    """The number of forces of the longest bar."""
    return max(_known_of(bar).total() for bar in bars)


def _known_of(bar: Distribution) -> Counter[str]:
    """How many forces there are by what is known of them."""
    known = Counter({"recorded": len(bar.judgements)})
    known.update({status: len(forces) for status, forces in bar.gaps.items()})
    return known


def _words(
    cycle: Cycle,
    bars: Sequence[Distribution],
    beside: Sequence[Distribution],
    *,
    picked: bool,
) -> Words:
    drawn = [judgement for bar in bars for judgement in bar.judgements]
    forces = counted(_most(bars), "police force")
    known = f"{bars[0].coverage_line}." if len(bars) == 1 else _known(bars, picked=picked)
    kinds = {status for bar in bars for status in bar.gaps}
    some = some_only({bar.question: _known_of(bar) for bar in beside})
    return Words(
        f"How inspectors graded {forces}{_on(bars, picked=picked)}, {cycle.title}",
        f"On the {cycle.scale} scale; there is no overall grade. {known}",
        list(legend_of(bars[0].scale, kinds, short=False)),
        [
            *(as_sentence(note) for note in questions_lacking(cycle) if len(bars) > 1),
            *_notes(bars),
            *([f"Not drawn, graded for some forces only: {some}."] if some else []),
            *remarked_line(drawn, named=len(bars) == 1),
            *source_lines(drawn, bars[0].edition),
        ],
    )


def _notes(bars: Sequence[Distribution]) -> Iterator[str]:
    """What else the answers say; beside what not all of them do, of which question it is."""
    said: dict[str, list[str]] = {}
    for bar in bars:
        for note in bar.notes:
            said.setdefault(note, []).append(bar.question.phrase)
    for note, of in said.items():
        yield as_sentence(note if len(of) == len(bars) else f"{note} ({', '.join(of)})")


def _known(bars: Sequence[Distribution], *, picked: bool) -> str:
    """How many of the questions, and of the grades, are recorded, in words."""
    complete = sum(bar.complete for bar in bars)
    of = f"{complete or 'None'} of {_number_of(bars, picked=picked)}"
    known = sum(map(_known_of, bars), Counter[str]())
    grades = known_line(known, asked=bars[0].cycle.questions_complete and not picked)
    grades += f" {OF_OTHERS}" if picked else ""
    pillars = " Pillars are in bold." if any(map(_is_pillar, bars)) else ""
    return f"{of} {'are' if complete > 1 else 'is'} recorded for all forces. {grades}{pillars}"


def _on(bars: Sequence[Distribution], *, picked: bool) -> str:
    """On what the forces were graded: one question, or as many as somebody picked."""
    if len(bars) == 1:
        return f" on {bars[0].question.phrase}"
    return f" on {_number_of(bars, picked=True)}" if picked else ""


def _number_of(bars: Sequence[Distribution], *, picked: bool) -> str:
    """How many questions are drawn, and whether somebody picked them."""
    noun = "area" if all(bar.question.kind == "area" for bar in bars) else "question"
    return counted(len(bars), f"picked {noun}" if picked else noun)


def _label(bar: Distribution) -> str:
    return fill(bar.question.label, _LABEL)


def _is_pillar(bar: Distribution) -> bool:
    return bar.question.kind == "pillar"


def _label_rows(ax: Axes, bars: Sequence[Distribution], height: float) -> None:
    """The questions on the left; a single one stands in the title."""
    if len(bars) == 1:
        ax.set_yticks([])
        return
    ax.set_yticks(range(len(bars)), list(map(_label, bars)), fontsize=fitting(height / 2))
    for label, bar in zip(ax.get_yticklabels(), bars, strict=True):
        label.set_fontweight("bold" if _is_pillar(bar) else "normal")


def _draw_bar(ax: Axes, row: int, bar: Distribution) -> Iterator[Text]:
    """A bar, part by part; the counts in it."""
    start = 0
    parts: list[tuple[Grade | str, int]] = [(grade, bar.counts[grade.key]) for grade in bar.scale]
    parts += [(status, len(forces)) for status, forces in bar.gaps.items()]
    for what, count in parts:
        if count:
            colour = draw_box(ax, (start, row - _BAR / 2), (count, _BAR), what)
            text = write(ax, (start + count / 2, row), colour, str(count))
            if str(what) == "not graded":
                text.set_bbox({"facecolor": ax.get_facecolor(), "edgecolor": "none", "pad": 0.8})
            yield text
            start += count
