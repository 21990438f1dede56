"""The timeline: the grades of a force over the cycles, for one theme or for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from textwrap import fill
from typing import TYPE_CHECKING

from peel._dataset import bundled
from peel._errors import InvalidArgumentError
from peel._lookup.arguments import ForceLike, QuestionLike
from peel._records.forces import Force
from peel._records.framework import Cycle, graded_elsewhere
from peel._records.history import History, known_of
from peel._records.judgements import Judgement
from peel._show.palette import BORDER, GRADES
from peel._words.text import in_words, some
from peel.plot._axes import (
    LETTER,
    LINE,
    NOTE,
    SMALL,
    SMALLEST,
    Words,
    bare,
    canvas,
    fitting_names,
    frame,
    slot,
)
from peel.plot._boxes import draw_box, kinds_of, legend_of, marks_line, write, write_grades
from peel.plot._shared_notes import OF_OTHERS, as_sentence, known_line, source_lines
from peel.plot._taken import records_of, told_as
from peel.plot._timeline_layout import YEAR, Break, Column, Row, columns_of, drawn_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

#: Inches of a cycle, of a row among others, of a single one, and of the names of themes.
_COLUMN, _ROW, _SINGLE, _NAMES = 0.92, 0.36, 0.7, 2.2
#: The space on each side of a box that touches no other, in parts of a cycle's room; and the part
#: of a row that a box takes.
_APART, _BOX = 0.05, 0.84
#: What is said of cells that are not drawn.
_CELLS = {
    "not recorded": "not recorded",
    "unknown": "not known whether graded",
    "not graded": "not graded",
}
#: Letters of a line of a theme's name.
_LABEL = 30
#: Points that a cycle needs for an upright label, and a break for its reason; and the most of it.
_UPRIGHT, _REASON, _WIDEST_REASON = 52.0, 85.0, 150.0


def timeline(
    what: History | Iterable[History] | ForceLike,
    question: QuestionLike | None = None,
    *,
    theme: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A box for each grade of a force, cycle by cycle: of one theme, or of all of them.

    Boxes touch where the grades may be compared, and stand apart where they may not. They are
    hollow where the judgement was carried over, and dotted where none is recorded. Years without
    a cycle take their room. Nothing has a height that could be compared across a break.

    Args:
        what: A force, or the `History` of one; several histories of one force are the rows of one
            picture, those that reach the newest cycle first.
        question: The question, for a force.
        theme: The theme, for a force; without a question and a theme, all themes are drawn.
        ax: The axes to draw on, which are cleared; by default those of a new figure, as large as it
            has to be.

    Raises:
        InvalidArgumentError: If there is no grade to draw; for histories of several forces; for axes that
            are too small.
        ImportError: Without matplotlib.

    >>> import peel.plot
    >>> axes = peel.plot.timeline("leicestershire", theme="investigating-crime")
    >>> [label.get_text() for label in axes.get_xticklabels()][:3]
    ['2014', '2015', '2016']
    """
    histories = _histories(what, question, theme)
    picked = not isinstance(what, (str, Force)) and len(histories) > 1
    rows = drawn_rows(histories)
    columns, breaks = columns_of(rows)
    single, end = len(histories) == 1, columns[-1].end
    below = rows[-1].place + 1
    width = max(6.5, _COLUMN * end + (0 if single else _NAMES))
    height = _SINGLE if single else _ROW * below
    on = canvas(ax, width, height, rows=below, columns=end)
    ax = on.ax
    bare(ax, (0, end), (-0.5, below - 0.5))
    if single:
        ax.set_yticks([])
    else:
        ax.xaxis.tick_top()
    texts = {text: cell for row in rows for text, cell in _draw_row(ax, row, columns)}
    _draw_years(ax, columns)
    reasons = _draw_breaks(ax, breaks)

    def fit() -> tuple[bool, bool]:
        width, height = slot(ax, end, below)
        if not single:
            _label_rows(ax, rows, height)
        heads = _label_columns(ax, columns, width)
        spelled = write_grades(texts, (width, height * _BOX))
        return spelled, _write_reasons(reasons, breaks, width, 4 if single else heads)

    def words(fitted: tuple[bool, bool]) -> Words:
        spelled, above = fitted
        shown = [] if above else breaks
        return _words(histories, rows, columns, shown, spelled=spelled, picked=picked)

    return frame(on, fit, words)


@told_as("timeline(force, question, theme=…)")
def _histories(
    what: History | Iterable[History] | ForceLike, question: QuestionLike | None, theme: str | None
) -> list[History]:
    if isinstance(what, (str, Force)):
        record = bundled()
        if question is not None and theme is not None:
            raise TypeError("timeline() takes a question or theme=, not both")
        if question is not None or theme is not None:
            return [record.history(what, question, theme=theme)]
        newest_first = reversed(record.cycles())
        known_first = sorted(newest_first, key=lambda cycle: not cycle.questions_complete)
        themes = dict.fromkeys(
            question.theme for cycle in known_first for question in record.questions(cycle)
        )
        return [record.history(what, theme=theme) for theme in themes]
    if question is not None or theme is not None:
        raise TypeError("a question or theme goes with the name of a force: a history has its own")
    histories = records_of(History, what, "timeline() takes a force, or histories of one force")
    forces = dict.fromkeys(history.force.name for history in histories)
    if len(forces) > 1:
        raise InvalidArgumentError(f"a timeline shows one force, not {', '.join(forces)}")
    return histories


def _draw_row(
    ax: Axes, row: Row, columns: Sequence[Column]
) -> Iterator[tuple[Text, Judgement | str]]:
    """The boxes of a row; the texts in them that are written later."""
    end = 0.0
    joins = [row.joins(one.label, other.label) for one, other in pairwise(columns)]
    for column, before, after in zip(columns, [False, *joins], [*joins, False], strict=True):
        cells = row.cells.get(column.label, ())
        if not cells:
            continue
        start = column.start + (0 if before else _APART)
        if before and end < start:
            ax.plot([end, start], [row.place] * 2, color=BORDER, lw=0.8)
        end = column.end - (0 if after else _APART)
        for number, cell in enumerate(cells):
            size = end - start, _BOX / len(cells)
            top = row.place - _BOX / 2 + number * size[1]
            colour = draw_box(ax, (start, top), size, cell)
            yield write(ax, ((start + end) / 2, top + size[1] / 2), colour), cell


def _draw_years(ax: Axes, columns: Sequence[Column]) -> None:
    for column in columns:
        if not column.inspected:
            low, high = ax.get_ylim()
            place = column.middle, (low + high) / 2
            write(ax, place, BORDER, "no cycle", rotation=90, fontsize=NOTE)


def _draw_breaks(ax: Axes, breaks: Sequence[Break]) -> list[Text]:
    """A double line at each break between two cycles; the texts above that are written later."""
    for item in breaks:
        for shift in (-0.03, 0.03):
            ax.axvline(item.middle + shift, color=BORDER, lw=0.8)
    return [
        ax.annotate(
            "",
            (item.middle, 1),
            (0, 0),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=NOTE,
        )
        for item in breaks
    ]


def _write_reasons(
    texts: Sequence[Text], breaks: Sequence[Break], width: float, above: float
) -> bool:
    """The reason above each break if there is room for all of them, else the sign alone."""
    middles = [item.middle for item in breaks]
    apart = [other - one for one, other in pairwise(middles)] or [_WIDEST_REASON]
    room = min(_WIDEST_REASON, min(apart) * width - 6)
    for text, item in zip(texts, breaks, strict=True):
        letters = int(room / (LETTER * NOTE))
        text.set_text(fill(f"‖ {item.reason}", letters) if room >= _REASON else "‖")
        text.set_position((0, above))
    return room >= _REASON


def _label_rows(ax: Axes, rows: Sequence[Row], height: float) -> None:
    letters = _LABEL if height >= 2 * LINE * NOTE else 2 * _LABEL
    names = [fill(_name(row.history), letters) for row in rows]
    lines = max(name.count("\n") + 1 for name in names)
    size = fitting_names(ax, names, height / lines)
    ax.set_yticks([row.place for row in rows], names, fontsize=size)


def _label_columns(ax: Axes, columns: Sequence[Column], width: float) -> float:
    """Cycles on top of several rows, or below a single one; the points that they take."""
    upright = width >= _UPRIGHT
    size = SMALL if upright else min(SMALL, width * YEAR / LINE)
    ax.set_xticks(
        [column.middle for column in columns],
        [column.label for column in columns],
        rotation=0 if upright else 90,
        fontsize=max(SMALLEST, size),
    )
    for label, column in zip(ax.get_xticklabels(), columns, strict=True):
        label.set_fontweight("bold" if column.inspected else "normal")
        if not column.inspected:
            label.set_color(BORDER)
            label.set_fontsize(max(SMALLEST, size - 1))
    return size * LINE + 8 if upright else 7 * LETTER * size * 1.2 + 8


def _name(history: History) -> str:
    words = in_words(history.subject)
    return words[:1].upper() + words[1:]


def _words(
    histories: Sequence[History],
    rows: Sequence[Row],
    columns: Sequence[Column],
    breaks: Sequence[Break],
    *,
    spelled: bool,
    picked: bool,
) -> Words:
    force = histories[0].force.phrase
    cells = [cell for row in rows for several in row.cells.values() for cell in several]
    drawn = [cell for cell in cells if isinstance(cell, Judgement)]
    if len(histories) == 1:
        title = f"How inspectors graded {force} on {in_words(histories[0].subject)}"
    else:
        on = f" on {len(histories)} picked subjects" if picked else ""
        title = f"How inspectors graded {force}{on}, {columns[0].label} to {columns[-1].label}"
    told = [item for item in histories if len(histories) == 1 or item.since is None]
    counts = Counter("recorded" if isinstance(cell, Judgement) else cell for cell in cells)
    del counts["never graded"]
    known = f"{known_line(counts, asked=False)} {OF_OTHERS}" if picked else known_line(counts)
    grades = {cell.grade.key: cell.grade for cell in drawn if cell.grade is not None}
    places = {key: place for place, key in enumerate(GRADES)}
    best_first = sorted(grades.values(), key=lambda grade: places.get(grade.key, len(places)))
    return Words(
        title,
        f"Boxes that touch can be compared; ‖ marks a break in series. {_scales(rows)} {known}",
        list(legend_of([] if spelled else best_first, kinds_of(cells), short=True)),
        [
            *(f"‖ {item.cycles} {item.reason}." for item in breaks),
            *_folded(histories, rows),
            *(_reasons(histories[0]) if len(histories) == 1 else ()),
            *(_ended(rows) if len(histories) > 1 else ()),
            *map(as_sentence, dict.fromkeys(note for item in told for note in item.notes)),
            *marks_line(drawn),
            *source_lines(drawn, histories[0].edition),
        ],
    )


def _scales(rows: Sequence[Row]) -> str:
    """The scales in the order of the cycles drawn: ``four-tier until 2018/19, five-tier after``."""
    drawn = {label for row in rows for label in row.cells}
    cycles = [cycle for row in rows for cycle in row.history.cycles if cycle.label in drawn]
    places = rows[0].places
    cycles.sort(key=lambda cycle: places[cycle.label])
    last = {cycle.scale: cycle.label for cycle in cycles}
    *earlier, newest = last
    if not earlier:
        return f"On the {newest} scale."
    until = "".join(f"the {scale} scale until {last[scale]}, " for scale in earlier)
    return f"On {until}the {newest} scale after."


def _reasons(history: History) -> Iterator[str]:
    """Why a cycle has no grade, where that is known."""
    noted = [
        f"{gap.label} {gap.kind}: {gap.note}"
        for gap in history.gaps
        if gap.note and gap.note != known_of(gap)
    ]
    if noted:
        yield f"{'; '.join(noted)}."


def _ended(rows: Sequence[Row]) -> Iterator[str]:
    """Which themes that are drawn are asked no more, and since when."""
    ended: dict[Cycle, list[str]] = {}
    for row in rows:
        if since := row.history.since:
            ended.setdefault(since, []).append(in_words(row.history.subject))
    since_when = sorted(ended, key=lambda cycle: rows[0].places[cycle.label])
    parts = [f"since {cycle.title} {', '.join(ended[cycle])}" for cycle in since_when]
    if parts:
        yield f"No longer asked: {'; '.join(parts)}."
    last = ((row.history.entries[-1].question, row.history.since) for row in rows)
    elsewhere = (graded_elsewhere(asked, since) for asked, since in last if asked and since)
    yield from map(as_sentence, dict.fromkeys(chain.from_iterable(elsewhere)))


def _folded(histories: Sequence[History], rows: Sequence[Row]) -> Iterator[str]:
    """The themes without any grade, which are no rows."""
    drawn = [row.history for row in rows]
    folded = [history for history in histories if history not in drawn and history.gaps]
    of = {item: Counter(known_of(gap) for gap in item.gaps if gap.cycle) for item in folded}
    never = [item for item in folded if set(of[item]) == {"never graded"}]
    without = [item for item in folded if set(of[item]) <= {"not graded", "never graded"}]
    missing = [item for item in folded if item not in without]
    counts = sum((of[item] for item in missing), Counter[str]())
    cells = ", ".join(filter(None, (some(counts[kind], said) for kind, said in _CELLS.items())))
    by_reason = {
        f"no grade is recorded ({cells})": missing,
        "not graded": [item for item in without if item not in never],
        "never graded": never,
    }
    if folded:
        yield " ".join(
            f"Not shown, {why}: {', '.join(in_words(item.subject) for item in items)}."
            for why, items in by_reason.items()
            if items
        )
