"""How a force was judged over the years, with the breaks in series."""

from __future__ import annotations

from typing import get_args

import attrs

from peel._records._base import Record, show_id, show_number
from peel._records.answer import Answer
from peel._records.changes import Comparability, GradeChange
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, show_cell
from peel._records.judgements import Judgement
from peel._vocabulary import GapKind, RemarkKind, WithoutGrade
from peel._words.text import listed

_NEVER = "never graded"
#: What a timeline says beside the grade itself.
_IN_LINE: tuple[RemarkKind, ...] = ("carried over", "revised")


@attrs.frozen(order=False)
class Gap(Record):
    """A cycle, or a year, without a grade in a history.

    >>> import peel
    >>> print(peel.history("greater-manchester", "efficiency").gaps[0])
    2017 not graded (limited inspection without grades after the Manchester Arena attack)
    """

    #: The cycle as it is written, or the year without a cycle: ``2019/20``.
    label: str
    #: ``not graded``, ``not recorded``, ``unknown`` (it is not even known whether there is a grade)
    #: or ``no cycle``.
    kind: GapKind
    #: The question, with its cycle; None for a year without a cycle.
    question: Question | None = attrs.field(default=None, repr=show_cell)
    #: Why, where it is known.
    note: str | None = None

    @property
    def cycle(self) -> Cycle | None:
        """The cycle; None for a year without a cycle."""
        return None if self.question is None else self.question.cycle

    def __str__(self) -> str:
        known = known_of(self)
        return f"{self.label} {known}" + (
            f" ({self.note})" if self.note not in (None, known) else ""
        )


def known_of(gap: Gap) -> str:
    """What a reader is told of a gap: what no force is graded on is another thing than not graded."""
    return _NEVER if gap.question and gap.question.graded == "never" else gap.kind


@attrs.frozen(order=False)
class History(Answer):
    """The judgements of a force for a question or theme in order of cycle, breaks in series marked.

    >>> import peel
    >>> print(peel.history("leicestershire", theme="investigating-crime"))
    2014 good ‖ 2015 good · 2016 requires improvement · 2017 good · 2018/19 good ‖ 2021/22 adequate ‖ 2023/25 requires improvement...
    >>> print(peel.history("greater-manchester", "efficiency"))
    2014 good ‖ 2015 good · 2016 good · 2018/19 requires improvement [not graded: 2017]
    no longer asked since PEEL 2021/22 (last asked in PEEL 2018/19)
    """

    #: The force.
    force: Force = attrs.field(repr=show_id)
    #: Id of the theme or question that was asked for.
    subject: str
    #: The graded judgements and the gaps between them, in order of cycle.
    entries: tuple[Judgement | Gap, ...] = attrs.field(hash=False, repr=show_number)
    #: The change from each judgement to the next: one fewer than judgements.
    changes: tuple[GradeChange, ...] = attrs.field(hash=False, repr=False)
    #: What is said on comparing each cycle with the next, from the first that asks to the last,
    #: whatever the question: `peel.comparability` of two cycles.
    statements: tuple[Comparability, ...] = attrs.field(hash=False, repr=False)
    #: All cycles of the record, in order; no part of ``==``.
    cycles: tuple[Cycle, ...] = attrs.field(eq=False, repr=False)
    #: The cycle since which it is no longer asked; None where it is, or may be.
    since: Cycle | None = attrs.field(default=None, hash=False, repr=show_id)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The graded judgements, in order of cycle."""
        return tuple(entry for entry in self.entries if isinstance(entry, Judgement))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Cycles without a recorded grade, each with its question, and years without a cycle."""
        return tuple(entry for entry in self.entries if isinstance(entry, Gap))

    @property
    def segments(self) -> tuple[tuple[Judgement, ...], ...]:
        """Runs of judgements that may be compared with one another; a break lies between two."""
        segments: list[list[Judgement]] = [[*self.judgements[:1]]]
        for change in self.changes:
            if not change.comparable:
                segments.append([])
            segments[-1].append(change.after)
        return tuple(map(tuple, filter(None, segments)))

    @property
    def breaks(self) -> tuple[GradeChange, ...]:
        """The changes across a break in series: not comparable, or not known to be."""
        return tuple(change for change in self.changes if not change.comparable)

    @property
    def limits_line(self) -> str:
        """Which grades are disputed, derived or of one source, in words; empty if none is.

        >>> import peel
        >>> peel.history("lincolnshire", theme="investigating-crime").limits_line
        'derived: 2023/25; one source: 2014, 2023/25'
        """
        limits = [(item.cycle.label, item.limits) for item in self.judgements]
        limited = {
            kind: [label for label, kinds in limits if kind in kinds]
            for kind in get_args(RemarkKind)
            if kind not in _IN_LINE
        }
        return "; ".join(listed(limited))

    def __str__(self) -> str:
        line = " ‖ ".join(" · ".join(map(timeline_entry, segment)) for segment in self.segments)
        without = {
            kind: dict.fromkeys(gap.label for gap in self.gaps if known_of(gap) == kind)
            for kind in (*get_args(WithoutGrade), _NEVER)
        }
        if gaps := "; ".join(listed(without)):
            line = f"{line} [{gaps}]".lstrip()
        return "\n".join([*filter(None, [line, self.limits_line]), *self.notes])


def timeline_entry(judgement: Judgement) -> str:
    """A judgement as it stands in a timeline: cycle and grade, carried over or revised."""
    text = f"{judgement.cycle.label} {judgement.grade_text}"
    remarks = [remark.text for remark in judgement.remarks if remark.kind in _IN_LINE]
    return f"{text} ({', '.join(remarks)})" if remarks else text
