"""The picture of changes: from which grade to which each force went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from peel._dataset import bundled
from peel._errors import InvalidArgumentError
from peel._lookup.arguments import CycleLike, QuestionLike
from peel._records.changes import (
    ONE_FRAMEWORK_ONLY,
    Direction,
    GradeChange,
    GradeChanges,
    IncomparableGradesError,
)
from peel._records.forces import Force
from peel._records.framework import Question
from peel._records.grades import JudgementScale
from peel._records.judgements import Judgement
from peel._show.palette import BORDER, DECLINED, IMPROVED, colour_of
from peel._words.text import counted, in_words
from peel.plot._axes import LETTER, SMALL, Words, bare, canvas, fitting, fitting_names, frame, slot
from peel.plot._boxes import draw_box, legend_of, marks, marks_line, write
from peel.plot._shared_notes import source_lines
from peel.plot._taken import told_as

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

#: Inches of the picture across, and of a row.
_WIDTH, _ROW = 8.0, 0.27
#: The part of a row that a box takes.
_BOX = 0.8
#: The groups in their order, with what is said of their number.
_GROUPS = {
    Direction.IMPROVED: "improved",
    Direction.DECLINED: "declined",
    Direction.UNCHANGED: "unchanged",
    Direction.NOT_REINSPECTED: "not inspected again",
}
_COLOURS = {Direction.IMPROVED: IMPROVED, Direction.DECLINED: DECLINED}


class _Row(NamedTuple):
    """A line of the picture: one change, or all of a group in one."""

    label: str
    group: Direction
    changes: Sequence[GradeChange]


def changes(
    what: GradeChanges | CycleLike,
    after: CycleLike | None = None,
    question: QuestionLike | None = None,
    *,
    ax: Axes | None = None,
) -> Axes:
    """An arrow from the earlier to the later grade of each that improved or declined.

    Improvements come first, the largest at the top. Who has the same grade again, or was not
    inspected again (hollow), is counted in one line at the bottom.

    Args:
        what: The earlier cycle; or the changes of all forces, or of all questions of a force, of
            any record.
        after: The later cycle.
        question: The question.
        ax: The axes to draw on, which are cleared; by default those of a new figure, as large as it
            has to be.

    Raises:
        IncomparableGradesError: If grades of the two cycles may not be compared.
        InvalidArgumentError: If there is no change to draw; for axes that are too small.
        ImportError: Without matplotlib.

    >>> import peel.plot
    >>> axes = peel.plot.changes("2016", "2017", "efficiency")
    >>> axes.get_title(loc="left")
    'How the grades for efficiency changed, PEEL 2016 to 2017'
    """
    found = _asked(what, after, question)
    drawn = _comparable(found)
    rows = list(_rows(found, drawn))
    on = canvas(ax, _WIDTH, _ROW * len(rows), rows=len(rows), columns=len(found.scale))
    ax = on.ax
    bare(ax, (0.5, len(found.scale) + 0.5), (-0.6, len(rows) - 0.4))
    ax.xaxis.tick_top()
    ax.set_axisbelow(True)
    ax.grid(axis="x", lw=0.4)
    texts = [text for place, row in enumerate(rows) for text in _draw_row(ax, place, row)]

    def fit() -> bool:
        width, height = slot(ax, len(found.scale), len(rows))
        names = [row.label for row in rows]
        ax.set_yticks(range(len(rows)), names, fontsize=fitting_names(ax, names, height))
        for text in texts:
            text.set_fontsize(fitting(height * _BOX))
        return _label_columns(ax, found.scale, width)

    return frame(on, fit, lambda spelled: _words(found, drawn, spelled=spelled))


@told_as("changes(before, after, question)")
def _asked(
    what: GradeChanges | CycleLike, after: CycleLike | None, question: QuestionLike | None
) -> GradeChanges:
    if not isinstance(what, GradeChanges):
        if after is None or question is None:
            raise TypeError("changes() takes two cycles and a question, or the answer to them")
        return bundled().changes(what, after, question=question)
    if after is not None or question is not None:
        raise TypeError("changes() takes an answer alone: it has its cycles and its question")
    return what


def _comparable(found: GradeChanges) -> list[GradeChange]:
    """The changes that can be drawn; the error that says why, where none can."""
    drawn = [change for change in found if change.comparable]
    if found and not drawn:
        raise IncomparableGradesError(str(found[0].comparability))
    if not drawn:
        asked = in_words(found.question or ""), found.force.phrase if found.force else ""
        of = " of ".join(filter(None, asked))
        left_out = [f"{why}: {_counted(found, items)}" for why, items in _without(found) if items]
        raise InvalidArgumentError(
            f"there is no change to draw for {of}, {found.before.title} to {found.after.title}: "
            f"{'; '.join([*left_out, *found.notes])}"
        )
    return drawn


def _rows(found: GradeChanges, drawn: Sequence[GradeChange]) -> Iterator[_Row]:
    """A row for each that improved or declined, the largest steps first; one for all of the rest."""
    for group, words in _GROUPS.items():
        members = [change for change in drawn if change.direction is group]
        if group in _COLOURS:
            for change in sorted(
                members, key=lambda item: (-abs(item.steps or 0), _name(found, item))
            ):
                yield _Row(f"{_name(found, change)}{_marks(change)}", group, [change])
        elif members:
            yield _Row(f"{_counted(found, members)} {words}", group, members)


def _marks(change: GradeChange) -> str:
    """The marks of both grades, each once."""
    return "".join(dict.fromkeys(marks(change.before) + marks(change.after)))


def _name(found: GradeChanges, change: GradeChange) -> str:
    """What a change is called among those that were asked for: by its question, or its force."""
    return change.after.question.label if found.question is None else change.after.force.name


def _counted(found: GradeChanges, items: Sequence[object]) -> str:
    return counted(len(items), "question" if found.question is None else "force")


def _without(
    found: GradeChanges, apart: Mapping[str, Sequence[Force | Question]] = MappingProxyType({})
) -> Iterator[tuple[str, Sequence[Force | Question]]]:
    """Who has no arrow, by the reason; those *apart* have a change that crosses a break."""
    yield from ((f"{why} in one of the cycles", items) for why, items in found.left_out.items())
    yield from apart.items()
    yield ONE_FRAMEWORK_ONLY, found.one_framework_only


def _draw_row(ax: Axes, place: int, row: _Row) -> Iterator[Text]:
    """An arrow, or how many have which grade; the texts of it whose size has to fit."""
    if colour := _COLOURS.get(row.group):
        (change,) = row.changes
        start, end = _rank(change.before), _rank(change.after)
        arrow = {"arrowstyle": "-|>,head_width=0.3,head_length=0.6", "lw": 2, "color": colour}
        arrow |= {"shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (end, place), (start, place), arrowprops=arrow)
        ax.plot([start], [place], marker="o", ms=6, color=colour)
        return
    hollow = row.group is Direction.NOT_REINSPECTED
    of_grade: dict[int, list[Judgement]] = {}
    for change in row.changes:
        of_grade.setdefault(_rank(change.after), []).append(change.after)
    for rank, judgements in of_grade.items():
        corner, size = (rank - _BOX / 6, place - _BOX / 2), (_BOX / 3, _BOX)
        what = judgements[0] if hollow else judgements[0].grade or "not graded"
        yield write(ax, (rank, place), draw_box(ax, corner, size, what), str(len(judgements)))


def _label_columns(ax: Axes, scale: JudgementScale, width: float) -> bool:
    """The grades on top, in their colours, worst on the left; whether there is room for words."""
    longest = max(len(word) for grade in scale for word in grade.label.split())
    spelled = width >= longest * LETTER * SMALL + 8
    grades = list(scale)[::-1]
    ax.set_xticks(
        [grade.rank for grade in grades],
        [grade.label.replace(" ", "\n") if spelled else grade.initials for grade in grades],
        fontsize=SMALL,
    )
    for label, grade in zip(ax.get_xticklabels(), grades, strict=True):
        colour = colour_of(grade.key)
        label.set_color(colour.text)
        label.set_bbox({"facecolor": colour.background, "edgecolor": BORDER, "lw": 0.6, "pad": 2})
    return spelled


def _words(found: GradeChanges, drawn: Sequence[GradeChange], *, spelled: bool) -> Words:
    whose = f" of {found.force.phrase}" if found.force else ""
    asked = f" for {drawn[0].after.question.phrase}" if found.question else ""
    counts = Counter(change.direction for change in drawn)
    said = ", ".join(f"{counts[of]} {words}" for of, words in _GROUPS.items() if counts[of])
    grades = [grade for change in drawn for grade in (change.before, change.after)]
    return Words(
        f"How the grades{whose}{asked} changed, {found.before.title} to {found.after.label}",
        f"Of {_counted(found, drawn)}: {said}. On the {found.scale.key} scale.",
        [] if spelled else list(legend_of(found.scale, (), short=True)),
        [
            *_left_out(found, drawn),
            *_carried_over(found, drawn),
            *_marked_in_numbers(found, drawn),
            *marks_line(grades),
            *source_lines(grades, found.edition),
        ],
    )


def _carried_over(found: GradeChanges, drawn: Sequence[GradeChange]) -> Iterator[str]:
    """Whose grade an earlier cycle gave, although there is a change to speak of."""
    spoken_of = [item for item in drawn if item.direction is not Direction.NOT_REINSPECTED]
    for cycle, names in (
        (found.before, [_name(found, of) for of in spoken_of if of.before.carried_from]),
        (found.after, [_name(found, of) for of in spoken_of if of.after.carried_from]),
    ):
        if names:
            yield f"Carried over to {cycle.label} from an earlier cycle: {', '.join(names)}."


def _marked_in_numbers(found: GradeChanges, drawn: Sequence[GradeChange]) -> Iterator[str]:
    """Who has a mark in a line that gives a number alone."""
    names: dict[str, list[str]] = {}
    for change in drawn:
        if change.direction not in _COLOURS:
            for mark in _marks(change):
                names.setdefault(mark, []).append(_name(found, change))
    if names:
        said = "; ".join(f"{mark} {', '.join(of)}" for mark, of in names.items())
        yield f"Among those counted: {said}."


def _left_out(found: GradeChanges, drawn: Sequence[GradeChange]) -> Iterator[str]:
    in_part = sum(change.reinspected == "in part" for change in drawn)
    if in_part:
        rest = "rests" if in_part == 1 else "rest"
        yield f"{in_part} of them {rest} in part on judgements that were carried over."
    apart: dict[str, list[Force | Question]] = {}
    for change in found:
        if not change.comparable:
            of = change.after.force if found.question else change.after.question
            apart.setdefault(change.comparability.status_text, []).append(of)
    for why, items in _without(found, apart):
        if items:
            yield f"Left out, {why}: {', '.join(item.phrase for item in items)}."


def _rank(judgement: Judgement) -> int:
    return 0 if judgement.grade is None else judgement.grade.rank
