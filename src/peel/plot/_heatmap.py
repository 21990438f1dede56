"""The heat map: forces × questions of one cycle, its title and own notes; more: _shared_notes.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, product
from textwrap import fill, wrap
from typing import TYPE_CHECKING, NamedTuple

from peel._dataset import bundled
from peel._lookup.arguments import CycleLike, QuestionLike
from peel._records.answer import Edition, RecordTuple
from peel._records.comparison import Comparison
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, question_register
from peel._records.grades import Grade
from peel._records.judgements import Judgement
from peel._records.latest import Latest
from peel._words.text import counted, in_words
from peel.plot._axes import (
    LETTER,
    LINE,
    SMALL,
    SMALLEST,
    Canvas,
    Words,
    bare,
    canvas,
    fitting,
    fitting_names,
    frame,
    slot,
    text_colour,
)
from peel.plot._boxes import draw_box, kinds_of, legend_of, marks_line, write, write_grades
from peel.plot._shared_notes import (
    as_sentence,
    empty,
    known_line,
    nothing_yet,
    older_line,
    picked_line,
    some_only,
    source_lines,
)
from peel.plot._taken import cycle_of, is_cycle, records_of, told_as

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axes._secondary_axes import SecondaryAxis
    from matplotlib.text import Text

#: Inches of a column, of a row, of each of the first rows, and of the names of forces and regions.
_COLUMN, _ROW, _FEW, _NAMES, _REGIONS = 0.95, 0.235, 0.4, 2.7, 1.6
#: How many rows are the first.
_FIRST = 7
#: Points that a head needs to stand upright, and letters of a line of one that does not.
_UPRIGHT, _TURNED = 44.0, (24, 36, 80)
#: The part of its room that a cell takes.
_CELL = (0.94, 0.88)
_NOT_GIVEN = "not among those given"
_TAKES = "heatmap() takes a cycle, a Comparison, a Latest, or judgements of one cycle"


class _Table(NamedTuple):
    """What is drawn: forces × questions of one cycle, and what is known of each."""

    cycle: Cycle
    forces: Sequence[Force]
    questions: Sequence[Question]
    #: By force and question: the judgement, or that none was given.
    cells: Mapping[tuple[str, str], Judgement | str]
    grades: Sequence[Grade]
    edition: Edition | None
    #: What else is to be said of it.
    notes: Sequence[str] = ()
    #: What it means that nothing is known of a cell.
    unknown: str = "not recorded"

    def cell(self, force: Force, question: Question) -> Judgement | str:
        return self.cells.get((force.id, question.id), self.unknown)

    @property
    def counted(self) -> Sequence[Question]:
        """The questions of which each force has a grade, whether it is known or not."""
        sure = [question for question in self.questions if question.graded == "always"]
        return sure if sure and not self.picked else self.questions

    @property
    def whom(self) -> str:
        several = counted(len(self.forces), "police force")
        return self.forces[0].phrase if len(self.forces) == 1 else several

    @property
    def picked(self) -> bool:
        """Whether somebody picked what is shown: that says nothing of any other cell."""
        return self.unknown == _NOT_GIVEN

    @property
    def drawn(self) -> list[Judgement]:
        return [cell for cell in self.cells.values() if not isinstance(cell, str)]


def heatmap(
    what: CycleLike | Comparison | Latest | Iterable[Judgement],
    *,
    sort: str | QuestionLike = "name",
    ax: Axes | None = None,
) -> Axes:
    """Forces × questions of one cycle: what each force was graded, and what is not known.

    Cells have the grade in words, or its initials where there is little room, and are hollow where
    the judgement was carried over. Marks behind a grade say that it was derived, is disputed or
    rests on one secondary source.

    Args:
        what: A cycle, for all forces; a `Comparison` or a `Latest`, of any record; or judgements
            of one cycle: forces and questions without any are not shown then, and the picture
            says that they were picked.
        sort: ``name``, ``region``, or a question: then by its grade, best first, unknown last.
        ax: The axes to draw on, which are cleared; by default those of a new figure, as large as it
            has to be.

    Raises:
        InvalidArgumentError: For judgements of several cycles, or none; for axes that are too small.
        ImportError: Without matplotlib.

    >>> import peel.plot
    >>> axes = peel.plot.heatmap(peel.compare(["kent", "essex"], "2017"))
    >>> axes.get_title(loc="left")
    'How inspectors graded 2 police forces, PEEL 2017'
    """
    if isinstance(what, Latest) and not what:
        return _nothing_latest(canvas(ax, 7, 0.6), what)
    table = _table_of(what)
    forces, by_region = _sorted(table, sort), sort == "region"
    if not (forces and table.questions):
        return nothing_yet(canvas(ax, 7, 0.6), table.whom, table.cycle, table.edition, table.notes)
    rows, columns = len(forces), len(table.questions)
    width = _NAMES + max(4.8, _COLUMN * columns) + (_REGIONS if by_region else 0)
    height = max(_FEW * min(rows, _FIRST), _ROW * rows)
    on = canvas(ax, width, height, rows=rows, columns=columns)
    ax = on.ax
    bare(ax, (0, columns), (0, rows))
    ax.xaxis.tick_top()
    texts: dict[Text, Judgement | str] = {}
    for (row, force), (column, question) in product(enumerate(forces), enumerate(table.questions)):
        cell = table.cell(force, question)
        colour = draw_box(ax, (column + 0.03, row + 0.06), _CELL, cell)
        texts[write(ax, (column + 0.5, row + 0.52), colour)] = cell
    right = _mark_regions(ax, forces) if by_region else None

    def fit() -> bool:
        width, height = slot(ax, columns, rows)
        names = [force.name for force in forces]
        ax.set_yticks(
            [row + 0.5 for row in range(rows)], names, fontsize=fitting_names(ax, names, height)
        )
        _label_columns(ax, table.questions, width)
        if right is not None:
            right.tick_params(labelsize=fitting(height))
        return write_grades(texts, (width * _CELL[0], height * _CELL[1]))

    return frame(on, fit, lambda spelled: _words(table, spelled=spelled))


def _words(table: _Table, *, spelled: bool) -> Words:
    forces, drawn = table.forces, table.drawn
    if table.picked:
        whose = f"{counted(len(drawn), 'picked judgement')} of {table.whom}"
        known = picked_line(drawn)
    else:
        whose = f"How inspectors graded {table.whom}"
        known = known_line(_count(table, table.counted), asked=table.cycle.questions_complete)
    bold = any(question.kind == "pillar" for question in table.questions)
    pillars = " Pillars are in bold." if bold else ""
    notes = list(table.notes)
    if beside := [question for question in table.questions if question not in table.counted]:
        counts = {question: _count(table, [question]) for question in beside}
        notes.append(f"Graded for some forces only, not counted above: {some_only(counts)}.")
    kinds = kinds_of(table.cell(force, item) for force in forces for item in table.questions)
    return Words(
        f"{whose}, {table.cycle.title}",
        f"On the {table.cycle.scale} scale; there is no overall grade. {known}{pillars}",
        list(legend_of(table.grades, kinds, short=not spelled)),
        [*notes, *marks_line(drawn), *source_lines(drawn, table.edition)],
    )


def _count(table: _Table, questions: Sequence[Question]) -> Counter[str]:
    """How many cells there are by what is known of them."""
    return Counter(
        cell.status if isinstance(cell, Judgement) else cell
        for force in table.forces
        for question in questions
        for cell in [table.cell(force, question)]
    )


@told_as("heatmap(cycle)")
def _table_of(what: CycleLike | Comparison | Latest | Iterable[Judgement]) -> _Table:
    if isinstance(what, Comparison):
        return _table_of_comparison(what)
    if is_cycle(what):
        record = bundled()
        return _table_of_comparison(record.compare(record.forces(), what))
    judgements = records_of(Judgement, what, _TAKES)
    cycle = cycle_of(judgements, "a heat map shows the judgements")
    given = {judgement.grade for judgement in judgements if judgement.grade is not None}
    table = _Table(
        cycle,
        list(dict.fromkeys(judgement.force for judgement in judgements)),
        list(dict.fromkeys(judgement.question for judgement in judgements)),
        _by_cell(judgements),
        sorted(given, reverse=True),
        what.edition if isinstance(what, (Latest, RecordTuple)) else None,
        [as_sentence(note) for note in what.notes] if isinstance(what, Latest) else (),
        _NOT_GIVEN,
    )
    return _with_gaps(table, what) if isinstance(what, Latest) else table


def _table_of_comparison(what: Comparison) -> _Table:
    cells, grades = _by_cell(what.judgements), tuple(what.scale)
    known = {question for _, question in cells}
    shown = [item for item in what.questions if item.graded == "always" or item.id in known]
    notes = [as_sentence(note) for note in what.notes]
    if not cells and not what.cycle.questions_complete:
        return _Table(what.cycle, what.forces, [], cells, grades, what.edition, notes)
    if labels := ", ".join(item.phrase for item in what.questions if item not in shown):
        notes.append(f"Not shown, graded for some forces only, none of them recorded: {labels}.")
    versions = Counter(version or "not known" for _, version in what.framework_versions)
    if versions:
        named = ", ".join(f"{name} ({counted(n, 'force')})" for name, n in versions.items())
        notes.append(f"Version of the framework: {named}.")
    without = {
        (force.id, question.id): what.without(force, question)
        for force in what.forces
        for question in shown
    }
    return _Table(what.cycle, what.forces, shown, without | cells, grades, what.edition, notes)


def _with_gaps(table: _Table, latest: Latest) -> _Table:
    """The questions of one force, or the forces of one question, that have no grade as well."""
    gaps = _without(latest)
    questions = [*table.questions, *(item for item in gaps if isinstance(item, Question))]
    forces = [*table.forces, *(item for item in gaps if isinstance(item, Force))]
    cells = dict(table.cells)
    for item, status in gaps.items():
        force = item if isinstance(item, Force) else forces[0]
        question = item if isinstance(item, Question) else questions[0]
        cells[force.id, question.id] = status
    notes = [*table.notes, *older_line(latest.superseded)]
    return table._replace(
        forces=forces, questions=questions, cells=cells, notes=notes, unknown="not recorded"
    )


def _without(latest: Latest) -> dict[Force | Question, str]:
    """What is known of each that has no grade."""
    return {
        **dict.fromkeys(latest.not_graded, "not graded"),
        **dict.fromkeys(latest.not_recorded, "not recorded"),
        **dict.fromkeys(latest.unknown, "unknown"),
    }


def _nothing_latest(on: Canvas, latest: Latest) -> Axes:
    """Axes that say why no grade stands now."""
    whom = latest.force.phrase if latest.force else "police forces"
    about = f" on {in_words(latest.theme)}" if latest.theme else ""
    without = _without(latest)
    cycles = {item.cycle.title for item in without if isinstance(item, Question)}
    if latest.force:
        cycles |= {
            old.inspection.cycle.title
            for old in latest.superseded
            if old.inspection and old.kind != "no longer asked"
        }
    newest = f", {cycles.pop()}" if len(cycles) == 1 else ""
    why, *notes = latest.notes or ("no grade is recorded",)
    if without:
        why, notes = known_line(Counter(without.values())), [*latest.notes]
    told = "is recorded" if latest.not_recorded or not (without or latest.theme) else "stands now"
    return empty(
        on,
        f"How inspectors graded {whom}{about}{newest}",
        as_sentence(why),
        latest.edition,
        [*older_line(latest.superseded), *notes],
        f"No grade {told}",
    )


def _by_cell(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement | str]:
    return {(item.force.id, item.question.id): item for item in judgements}


def _sorted(table: _Table, sort: str | QuestionLike) -> list[Force]:
    by_name = sorted(table.forces, key=lambda force: force.name)
    if sort == "name":
        return by_name
    if sort == "region":
        return sorted(by_name, key=lambda force: force.region)
    noun = f"question of {table.cycle.title} here"
    orders = ", ".join(["name", "region", *(question.id for question in table.questions)])
    register = question_register(tuple(table.questions), noun, f"sort is one of: {orders}")
    question = register.find(sort)

    def place(force: Force) -> int:
        cell = table.cell(force, question)
        return 0 if isinstance(cell, str) or cell.grade is None else -cell.grade.rank

    return sorted(by_name, key=place)


def _label_columns(ax: Axes, questions: Sequence[Question], width: float) -> None:
    """Heads on top: upright where there is room for their longest words, else turned."""
    widest = 0.0
    if width >= _UPRIGHT:
        letters = int((width - 2) / (LETTER * 1.12 * SMALL))
        heads = _write_heads(ax, questions, letters, rotation=0, fontsize=SMALL)
        widest = max(head.get_window_extent().width for head in heads) * 72 / ax.figure.dpi
    if not 0 < widest <= width - 2:
        lines = {
            letters: max(len(wrap(question.label, letters)) for question in questions)
            for letters in _TURNED
        }
        fit = (letters for letters in _TURNED if lines[letters] * SMALLEST * LINE <= width)
        letters = next(fit, _TURNED[-1])
        _write_heads(ax, questions, letters, rotation=90, fontsize=fitting(width / lines[letters]))


def _write_heads(
    ax: Axes, questions: Sequence[Question], letters: int, rotation: int, fontsize: float
) -> Sequence[Text]:
    """The labels of the columns in lines of so many letters."""
    ax.set_xticks(
        [column + 0.5 for column in range(len(questions))],
        [
            fill(question.label, letters, break_long_words=False, break_on_hyphens=False)
            for question in questions
        ],
        rotation=rotation,
        fontsize=fontsize,
    )
    heads = ax.get_xticklabels()
    for head, question in zip(heads, questions, strict=True):
        head.set_fontweight("bold" if question.kind == "pillar" else "normal")
    return heads


def _mark_regions(ax: Axes, forces: Sequence[Force]) -> SecondaryAxis:
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
    right.set_yticks(middles, names)
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)
    return right
