"""Changes of grade, whether they may be compared, and the error where they may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

import attrs

from peel._errors import PeelError
from peel._records._base import WITH_ROW, Record, column, show_id, show_ids, show_number
from peel._records.answer import Answer, RecordSequence, by_known
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import JudgementScale
from peel._records.judgements import Judgement, limit_sentences, told
from peel._records.sources import Source
from peel._vocabulary import Reinspected, Status
from peel._words.dates import show_interval
from peel._words.text import counted, listed

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta


@attrs.frozen(order=False)
class Comparability(Record):
    """Whether grades of two cycles may be compared, who says so, and why.

    ``unknown`` means that no statement of the inspectorate is recorded.

    >>> import peel
    >>> peel.comparability("2021-22", "2023-25").status
    'not comparable'
    """

    table: ClassVar[str] = "comparability"

    #: The earlier cycle.
    from_cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The later cycle.
    to_cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: Id of the question that the answer is about; None for all questions of both cycles.
    question: str | None = attrs.field(metadata=column("with the row", star=True))
    #: ``comparable``, ``not comparable`` or ``unknown``.
    status: Status = attrs.field(hash=False, metadata=WITH_ROW)
    #: Why, in this library's words.
    reason: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: The documents that it rests on.
    sources: tuple[Source, ...] = attrs.field(
        default=(), hash=False, repr=show_ids, metadata=column("on their days")
    )

    @property
    def comparable(self) -> bool:
        """True only if a statement says so; False also where none is recorded."""
        return self.status == "comparable"

    @property
    def status_text(self) -> str:
        """The status as it is said of two cycles: ``not known to be comparable`` if unknown."""
        return "not known to be comparable" if self.status == "unknown" else self.status

    def __str__(self) -> str:
        about = f", {self.question}" if self.question else ""
        cycles = f"{self.from_cycle.label} and {self.to_cycle.label}"
        return f"{cycles}{about}: {self.status_text}: {self.reason}"


class Direction(StrEnum):
    """Which way a grade went, or why that cannot be said.

    >>> import peel
    >>> peel.change("leicestershire", "efficiency", "2016", "2017").direction
    <Direction.DECLINED: 'declined'>
    """

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DECLINED = "declined"
    #: The later judgement is the earlier one, carried over: no fresh finding.
    NOT_REINSPECTED = "not reinspected"
    #: The inspectorate says that the two must not be compared, or the rules exclude it.
    NOT_COMPARABLE = "not comparable"
    #: No statement on comparing the two is recorded.
    UNKNOWN = "unknown"


_INCOMPARABLE: Mapping[Direction, str] = {
    Direction.NOT_COMPARABLE: "The two grades cannot be compared directly",
    Direction.UNKNOWN: "It is not known whether the two grades can be compared",
}


@attrs.frozen(order=False)
class GradeChange(Answer):
    """A force's grade for a question in two cycles, and what may be said of the difference.

    >>> import peel
    >>> print(peel.change("leicestershire", "efficiency", "2016", "2017"))
    Leicestershire Police, efficiency: good (2016) → requires improvement (2017), 1 grade down; published 1 year 6 days apart
    """

    #: The earlier judgement.
    before: Judgement = attrs.field(repr=show_id)
    #: The later judgement.
    after: Judgement = attrs.field(repr=show_id)
    #: Whether the two may be compared, and why.
    comparability: Comparability = attrs.field(hash=False, repr=show_id)
    #: Places on the scale, positive for better; None unless comparable and inspected again.
    steps: int | None = attrs.field(hash=False)
    #: Which way it went, or why that cannot be said.
    direction: Direction = attrs.field(hash=False)
    #: Whether the question was inspected again, as far as recorded: ``yes``, ``in part`` (a pillar
    #: some of whose questions were carried over) or ``no``. Questions of a pillar that are not
    #: recorded are a caveat.
    reinspected: Reinspected = attrs.field(hash=False)
    #: The judgement actually made behind `before`; None where that is not recorded.
    before_root: Judgement | None = attrs.field(hash=False, repr=False)
    #: The judgement actually made behind `after`; None where that is not recorded.
    after_root: Judgement | None = attrs.field(hash=False, repr=False)
    #: What to say with the change: derived, disputed, revised, a single secondary source …
    caveats: tuple[str, ...] = attrs.field(default=(), hash=False)

    @property
    def comparable(self) -> bool:
        """Whether the two grades may be compared."""
        return self.comparability.comparable

    @property
    def interval(self) -> relativedelta | None:
        """Time between the publications of the judgements actually made.

        None unless both days are known exactly.
        """
        before, after = self.before_root, self.after_root
        if not (before and after and before.published and after.published):
            return None
        if not before.published_precision == after.published_precision == "exact":
            return None
        from dateutil.relativedelta import relativedelta

        return relativedelta(after.published, before.published)

    @property
    def verdict(self) -> str:
        """The change in words, without force, question and grades."""
        if self.direction in _INCOMPARABLE:
            return f"{self.comparability.status_text}: {self.comparability.reason}"
        if self.direction is Direction.NOT_REINSPECTED:
            root = self.after_root
            made = root.cycle.label if root else (self.after.carried_from or self.after.cycle).label
            return f"not inspected again: the judgement is of {made}"
        return f"{self._move}; {self._compared}{self._apart}" if self._apart else self._move

    @property
    def _move(self) -> str:
        """How far the grade went, in words."""
        if not self.steps:
            return "no change"
        return f"{counted(abs(self.steps), 'grade')} {'up' if self.steps > 0 else 'down'}"

    @property
    def _apart(self) -> str:
        """How far the publications of the judgements compared lie apart, if that is known."""
        interval = self.interval
        return "" if interval is None else f"published {show_interval(interval)} apart"

    @property
    def _compared(self) -> str:
        """Which judgements are compared, where they are not the two that are shown."""
        before, after = self.before_root, self.after_root
        if before is None or after is None or (before, after) == (self.before, self.after):
            return ""
        return f"the judgements compared, of {before.cycle.label} and {after.cycle.label}, were "

    @property
    def sentence(self) -> str:
        """Sentences that can be printed: both grades, and what may be said of the difference.

        >>> import peel
        >>> print(peel.change("leicestershire", "efficiency", "2016", "2017").sentence)
        HMIC graded Leicestershire Police good for efficiency in PEEL 2016, published on 3 November 2016. HMICFRS graded it requires improvement in PEEL 2017, published on 9 November 2017. That is 1 grade down; the two were published 1 year 6 days apart.
        >>> print(peel.change("cleveland", "preventing-crime", "2021-22", "2023-25").sentence)  # doctest: +ELLIPSIS
        HMICFRS graded Cleveland Police inadequate for preventing crime in PEEL 2021/22, ... HMICFRS graded it good in PEEL 2023–2025, ... The two grades cannot be compared directly: outcomes for the public weigh more than before, and some of the aspects inspected changed...
        """
        before, after = self.before, self.after
        other = "" if after.question.id == before.question.id else f" for {after.question.phrase}"
        text = [
            told(before, before.force.phrase, f" for {before.question.phrase}"),
            told(after, "it", other),
        ]
        if self.direction in _INCOMPARABLE:
            text.append(f"{_INCOMPARABLE[self.direction]}: {self.comparability.reason}.")
        elif self.direction is Direction.NOT_REINSPECTED:
            text[1] = (
                f"{after.cycle.inspectorate} did not inspect that again in {after.cycle.title}, "
                f"{after.when}: its grade is the earlier one, carried over, not a finding of "
                "'no change'."
            )
        else:
            apart = f"; {self._compared or 'the two were '}{self._apart}" if self._apart else ""
            text.append(f"That is {self._move}{apart}.")
        for judgement in (before, after):
            text += limit_sentences(judgement, f"The grade of {judgement.cycle.label}")
        said = (*before.caveats, *after.caveats)
        if rest := [caveat for caveat in self.caveats if caveat not in said]:
            text.append(f"Note: {'; '.join(rest)}.")
        return " ".join(text)

    def __str__(self) -> str:
        return self.line(f", {self.verdict}")

    def line(self, verdict: str) -> str:
        """Force, question and both grades, then *verdict*, then the caveats.

        >>> import peel
        >>> peel.change("kent", "efficiency", "2016", "2017").line("")
        'Kent Police, efficiency: good (2016) → good (2017)'
        """
        before, after = self.before, self.after
        text = (
            f"{before.force.name}, {after.question.phrase}: "
            f"{before.grade_text} ({before.cycle.label}) → "
            f"{after.grade_text} ({after.cycle.label}){verdict}"
        )
        return f"{text} [{'; '.join(self.caveats)}]" if self.caveats else text


class IncomparableGradesError(PeelError, TypeError):
    """Two judgements that the rules of comparison do not allow to be compared.

    >>> import peel
    >>> try:
    ...     peel.change("kent", "preventing-crime", "2021-22", "2023-25", on_incomparable="raise")
    ... except peel.IncomparableGradesError as error:
    ...     print(error.change.comparability.reason)
    outcomes for the public weigh more than before, and some of the aspects inspected changed

    Attributes:
        change: The flagged `GradeChange`, with reason and sources; None where no single change
            was asked for.
    """

    def __init__(self, message: str, change: GradeChange | None = None) -> None:
        super().__init__(message)
        self.change = change


#: Why a question of `GradeChanges.one_framework_only` has no change.
ONE_FRAMEWORK_ONLY = "in the framework of only one of the cycles"


@attrs.frozen(order=False)
class GradeChanges(RecordSequence[GradeChange]):
    """Changes between two cycles, with the forces or questions that had to be left out.

    >>> import peel
    >>> changes = peel.changes("2016", "2017", question="efficiency")
    >>> len(changes), [force.id for force in changes.not_graded], changes.not_recorded
    (42, ['greater-manchester'], ())
    """

    #: The earlier cycle.
    before: Cycle = attrs.field(repr=show_id)
    #: The later cycle.
    after: Cycle = attrs.field(repr=show_id)
    #: The force that was asked for; None for every force.
    force: Force | None = attrs.field(repr=show_id)
    #: Id of the question that was asked for; None for every question.
    question: str | None
    #: The judgement scale of the later cycle.
    scale: JudgementScale = attrs.field(hash=False, repr=False)
    #: Forces (or, of every question, questions) that were not graded in one of the cycles.
    not_graded: tuple[Force, ...] | tuple[Question, ...] = attrs.field(hash=False, repr=show_ids)
    #: Forces (or, of every question, questions) whose grade in one of the cycles is not recorded.
    not_recorded: tuple[Force, ...] | tuple[Question, ...] = attrs.field(hash=False, repr=show_ids)
    #: For one force, the questions that only one of the cycles has in its framework, with that
    #: cycle: there is nothing to compare them with.
    one_framework_only: tuple[Question, ...] = attrs.field(default=(), hash=False, repr=show_number)
    #: Those of `not_recorded` of which it is not even known whether there is a grade.
    unknown: tuple[Force, ...] | tuple[Question, ...] = attrs.field(
        default=(), hash=False, repr=show_ids
    )

    @property
    def left_out(self) -> Mapping[str, tuple[Force | Question, ...]]:
        """The forces or questions without a change by what is known of them."""
        return by_known(self.not_graded, self.not_recorded, self.unknown)

    @property
    def improved(self) -> tuple[GradeChange, ...]:
        """The changes for the better.

        >>> import peel
        >>> [change.after.force.id for change in peel.changes("2016", "2017", "efficiency").improved]
        ['cambridgeshire', 'city-of-london', 'devon-and-cornwall', 'thames-valley']
        """
        return self._going(Direction.IMPROVED)

    @property
    def declined(self) -> tuple[GradeChange, ...]:
        """The changes for the worse."""
        return self._going(Direction.DECLINED)

    @property
    def unchanged(self) -> tuple[GradeChange, ...]:
        """The grades that were given again; what was only carried over is not among them."""
        return self._going(Direction.UNCHANGED)

    def _going(self, direction: Direction) -> tuple[GradeChange, ...]:
        return tuple(change for change in self.records if change.direction is direction)

    def __str__(self) -> str:
        left_out = {
            f"left out, {why} in one of the cycles": [item.phrase for item in items]
            for why, items in self.left_out.items()
        }
        lines = [*self._sentences(), *listed(left_out)]
        if self.one_framework_only and not lines:
            lines = ["no question is in the frameworks of both cycles"]
        else:
            alone = [f"{item.phrase} ({item.cycle.label})" for item in self.one_framework_only]
            lines += listed({f"left out, {ONE_FRAMEWORK_ONLY}": alone})
        return "\n".join([*lines, *self.notes])

    @property
    def one_break(self) -> str:
        """Why grades of the two cycles are not compared, if all changes cross that; else empty."""
        verdicts = {change.verdict for change in self.records}
        alike = len(self.records) > 1 and len(verdicts) == 1 and not self.records[0].comparable
        return verdicts.pop() if alike else ""

    def _sentences(self) -> Iterator[str]:
        """A line for each change; a break in series that all of them cross is told once."""
        if self.one_break:
            yield f"{self.before.title} to {self.after.title}, {self.one_break}"
            yield from (item.line(f", {item.comparability.status_text}") for item in self.records)
        else:
            yield from map(str, self.records)
