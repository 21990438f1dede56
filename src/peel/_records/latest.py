"""Where a force stands now, and the older grades that must not be taken for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from peel._records._base import Record, show_id, show_ids, show_number
from peel._records.answer import RecordSequence, by_known
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement
from peel._records.marks import OLDER
from peel._vocabulary import SupersededKind
from peel._words.text import listed

#: How what is known of a newest grade is said, where not as it is.
_NEWEST = {"not recorded": "newest grade not recorded"}
_REASONS: Mapping[SupersededKind, str] = {
    "not recorded": "inspected again, that grade is not recorded",
    "not graded": "not graded in the newer inspection",
    "unknown": "not known whether the newer inspection graded it",
    "no longer asked": "no longer asked",
}


@attrs.frozen(order=False)
class Superseded(Record):
    """An older grade that says nothing about where the force stands now.

    >>> import peel
    >>> old = peel.latest("leicestershire", theme="efficiency", on="1 January 2025").superseded[0]
    >>> print(old)
    Leicestershire Police, efficiency, 2018/19: good (published 2 May 2019), superseded: no longer asked since PEEL 2021/22
    """

    #: The newest older judgement of the force for the theme.
    judgement: Judgement = attrs.field(repr=show_id)
    #: The newer inspection, where a report of it, or a count, is recorded.
    inspection: Inspection | None = attrs.field(hash=False, repr=show_id)
    #: What became of the question: the newer inspection's grade is ``not recorded``, it was ``not
    #: graded`` then, that is ``unknown``, or it is ``no longer asked``.
    kind: SupersededKind = attrs.field(hash=False)
    #: The cycle since which it is no longer asked; None else.
    since: Cycle | None = attrs.field(default=None, hash=False, repr=show_id)
    #: The grades that the published count of the newer inspection leaves open for the cell; empty
    #: where nobody counted.
    allows: tuple[Grade, ...] = attrs.field(default=(), hash=False, repr=show_number)

    @property
    def reason(self) -> str:
        """Why it is superseded, in words."""
        since = f" since {self.since.title}" if self.since else ""
        return f"{_REASONS[self.kind]}{since}{self._why_not}"

    @property
    def _why_not(self) -> str:
        """Why the newer inspection gave no grade, where that is recorded."""
        if self.kind != "not graded" or self.inspection is None:
            return ""
        theme = self.judgement.question.theme
        notes = [item.note for item in self.inspection.judgements if item.question.theme == theme]
        return "".join(f" ({note})" for note in notes if note)

    @property
    def caveat(self) -> str:
        """What to say with the old grade, wherever it is shown."""
        text = f"superseded: {self.reason}"
        if self.inspection is not None and self.kind != "no longer asked":
            text += f"; {self.inspection.cycle.title}, {self.inspection.published_text}"
        if self.allows:
            grades = " or ".join(grade.label.lower() for grade in self.allows)
            text += f"; its published count leaves open: {grades}"
            if self.inspection is not None and self.inspection.counts_note:
                text += f" ({self.inspection.counts_note})"
        return text

    def __str__(self) -> str:
        return f"{self.judgement}, {self.caveat}"


@attrs.frozen(order=False)
class Latest(RecordSequence[Judgement]):
    """The judgements of the newest inspections, and what of them is not recorded.

    A force that was inspected again has no latest grade of the older cycle: that one is in
    `superseded`, even where the new grade is not recorded. In a record as of a day, a report that is
    known to have come out later supersedes nothing. There is no ranking across cycles.

    >>> import peel
    >>> latest = peel.as_of("1 January 2025").latest("leicestershire")
    >>> len(latest), latest.not_recorded
    (8, ())
    """

    #: The force asked for, or None.
    force: Force | None = attrs.field(repr=show_id)
    #: The theme asked for, or None.
    theme: str | None
    #: The day asked for, or that of the record if that is an earlier one; None for today's record.
    on: dt.date | None
    #: Questions of the newest inspection (or forces, for a theme) that were not graded.
    not_graded: tuple[Question, ...] | tuple[Force, ...] = attrs.field(hash=False, repr=show_ids)
    #: Questions of the newest inspection (or forces, for a theme) of which no grade is recorded.
    not_recorded: tuple[Question, ...] | tuple[Force, ...] = attrs.field(hash=False, repr=show_ids)
    #: Older grades that must not be taken for the latest, each with the reason.
    superseded: tuple[Superseded, ...] = attrs.field(default=(), hash=False, repr=show_number)
    #: Those of `not_recorded` of which it is not even known whether there is a grade.
    unknown: tuple[Question, ...] | tuple[Force, ...] = attrs.field(
        default=(), hash=False, repr=show_ids
    )

    @property
    def left_out(self) -> Mapping[str, tuple[Force | Question, ...]]:
        """The questions or forces without a newest grade by what is known of them."""
        return by_known(self.not_graded, self.not_recorded, self.unknown)

    def __str__(self) -> str:
        without = {
            _NEWEST.get(why, why): [item.phrase for item in items]
            for why, items in self.left_out.items()
        }
        lines = [*map(str, self.records), *listed(without)]
        if self.superseded:
            lines.append(f"{OLDER}:")
            lines += [f"  {old}" for old in self.superseded]
        return "\n".join([*lines, *self.notes])
