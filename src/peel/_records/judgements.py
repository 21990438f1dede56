"""Judgements, each remark on them in words ('carried over …') and as `mark`; revisions; tallies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NamedTuple, get_args

import attrs

from peel._errors import InvalidArgumentError
from peel._records._base import COMPUTED, WITH_ROW, Record, column, show_id, show_ids
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import FIVE_TIER, Grade
from peel._records.sources import Source, evidence_level
from peel._vocabulary import Basis, EvidenceLevel, Precision, RemarkKind
from peel._words.dates import show_day
from peel._words.text import counted, some

if TYPE_CHECKING:  # jedi 0.20 completes nothing where it finds that a property is a Literal
    from peel import _vocabulary

#: Numbers of forces or areas by grade key, as they are stored.
Counts = tuple[tuple[str, int], ...]
#: The columns that hold such numbers, each with the key of its grade.
COUNT_COLUMNS: Mapping[str, str] = {grade.key.replace("-", "_"): grade.key for grade in FIVE_TIER}


def show_counts(counts: Mapping[str, int]) -> str:
    """*counts* in words: ``4 good, 2 adequate, 2 requires improvement, 0 inadequate``."""
    return ", ".join(f"{number} {grade.replace('-', ' ')}" for grade, number in counts.items())


def as_counts(counts: Mapping[str, int] | Counts) -> Counts:
    return tuple(counts.items() if isinstance(counts, Mapping) else counts)


_GRAVITY = get_args(RemarkKind)
#: Kinds of remarks that a sentence to print adds, in words that follow a subject.
_LIMITS: Mapping[RemarkKind, str] = {
    "disputed": "is disputed",
    "derived": "is derived",
    "one source": "rests on one secondary source",
    "programme": "is of another programme",
}


def require_fit(cycle: Cycle, question: Question, *grades: Grade | None) -> None:
    """`InvalidArgumentError` if a question or grade is none of *cycle*."""
    if question.cycle.id != cycle.id:
        raise InvalidArgumentError(
            f"{question.id} of {question.cycle.title} is no question of {cycle.title}"
        )
    for grade in grades:
        if grade is not None and grade.scale != cycle.scale:
            raise InvalidArgumentError(
                f"{grade.label} of the {grade.scale} scale is no grade of {cycle.title}, which is "
                f"graded on the {cycle.scale} scale"
            )


class Remark(NamedTuple):
    """Something to say with a grade.

    >>> import peel
    >>> peel.judgement("leicestershire", "2017", "preventing-crime").remarks[0].kind
    'carried over'
    """

    #: What it is about; charts and tables choose by it.
    kind: RemarkKind
    #: The remark itself, short: ``revised on 8 August 2024``.
    text: str
    #: Why, or what exactly, where that is recorded.
    detail: str | None = None

    def to_dict(self) -> dict[str, object]:
        """All of it in plain types, as every record has it."""
        return self._asdict()

    def __str__(self) -> str:
        return f"{self.text}: {self.detail}" if self.detail else self.text


def show_published(day: dt.date | None, precision: str | None, on: str = "") -> str:
    """A day of publication in words, as far as it is known; *on* stands before an exact one."""
    if day is None:
        return "day of publication not known"
    return f"published {on if precision == 'exact' else 'no later than '}{show_day(day)}"


@attrs.frozen(order=False)
class Judgement(Record):
    """A grade that a force was given for a question of a cycle, or the record that none was given.

    Judgements have no order and cannot be subtracted: `peel.change` says which may be compared.

    >>> import peel
    >>> print(peel.judgement("leicestershire", "2017", "efficiency"))
    Leicestershire Police, efficiency, 2017: requires improvement (published 9 November 2017)
    """

    table: ClassVar[str] = "judgements"

    #: The force judged.
    force: Force = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The pillar, question or area.
    question: Question = attrs.field(repr=show_id, metadata=column("with the row", within="cycle"))
    #: The grade in force now; None where none was given.
    grade: Grade | None = attrs.field(
        hash=False, repr=show_id, metadata=column("as revised", within="cycle")
    )
    #: ``stated`` (a source says it), ``derived`` (no source names it; a published count, or
    #: what else a source says, leaves no other), ``carried-over`` (from an earlier cycle, not
    #: inspected again) or ``not-graded``.
    basis: Basis = attrs.field(hash=False, metadata=WITH_ROW)
    #: The cycle in which a carried-over judgement was made.
    carried_from: Cycle | None = attrs.field(
        default=None, hash=False, repr=show_id, metadata=WITH_ROW
    )
    #: Day of publication; None where it is not known.
    published: dt.date | None = attrs.field(default=None, hash=False, metadata=WITH_ROW)
    #: ``exact``, ``no later than`` (the first dated report of it), or None where no day is known.
    published_precision: Precision | None = attrs.field(default=None, hash=False, metadata=WITH_ROW)
    #: Day from which the grade is in force, where a published grade was changed.
    revised: dt.date | None = attrs.field(default=None, hash=False, metadata=column("as revised"))
    #: ``PEEL``, or the programme whose grade was added to the PEEL page afterwards.
    programme: str = attrs.field(default="PEEL", hash=False, metadata=WITH_ROW)
    #: The documents that it rests on, as a rule the best first.
    sources: tuple[Source, ...] = attrs.field(
        default=(), hash=False, repr=show_ids, metadata=column("on their days")
    )
    #: What disagrees, and why this reading is followed; None if nothing is known to.
    dispute: str | None = attrs.field(
        default=None, hash=False, metadata=column("with all its sources")
    )
    #: How a grade was derived, or why none was given.
    note: str | None = attrs.field(default=None, hash=False, metadata=column("with its sources"))

    #: The changes of a published grade that are recorded, the newest last.
    revisions: tuple[Revision, ...] = attrs.field(
        default=(), hash=False, repr=False, metadata=COMPUTED
    )

    def __attrs_post_init__(self) -> None:
        require_fit(self.cycle, self.question, self.grade)

    @property
    def evidence(self) -> _vocabulary.EvidenceLevel:
        """How good its sources are: inspectorate, copy, official, several or single.

        A derived judgement is as good as its weakest link: the sources of the weakest kind count.
        """
        return self._evidence

    @cached_property
    def _evidence(self) -> EvidenceLevel:
        return evidence_level(self.sources, weakest=self.basis == "derived")

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What to say with the grade, the gravest first and its publication last.

        >>> import peel
        >>> [remark.kind for remark in peel.judgement("GMP", "2017", "efficiency").remarks]
        ['not graded', 'published']
        """
        return self._remarks

    @cached_property
    def _remarks(self) -> tuple[Remark, ...]:
        return tuple(sorted(self._each_remark(), key=lambda remark: _GRAVITY.index(remark.kind)))

    def _each_remark(self) -> Iterator[Remark]:
        if self.grade is None:
            yield Remark("not graded", "not graded", self.note)
        if self.carried_from:
            yield Remark("carried over", f"carried over from {self.carried_from.label}")
        if self.basis == "derived":
            yield Remark("derived", "derived", self.note)
        if self.dispute:
            yield Remark("disputed", "disputed", self.dispute)
        if self.revised:
            yield self._revised_remark(self.revised)
        if self.evidence == "single":
            yield Remark("one source", "one secondary source")
        if self.programme != "PEEL":
            yield Remark("programme", "another programme", self.programme)
        yield Remark("published", show_published(self.published, self.published_precision))

    def _revised_remark(self, day: dt.date) -> Remark:
        text = f"revised on {show_day(day)}"
        if not self.revisions:
            return Remark("revised", text)
        last = self.revisions[-1]
        return Remark("revised", f"{text} from {last.before.label.lower()}", last.reason)

    @property
    def caveats(self) -> tuple[str, ...]:
        """The remarks that limit what may be said, each with its cycle.

        >>> import peel
        >>> peel.judgement("northamptonshire", "2023-25", "responding-to-the-public").caveats[-1]
        '2023/25: revised on 8 August 2024 from adequate: the data first supplied by the force was incorrect'
        """
        return self._caveats

    @cached_property
    def _caveats(self) -> tuple[str, ...]:
        said = [remark for remark in self._qualifying if remark.kind != "not graded"]
        return tuple(f"{self.cycle.label}: {remark}" for remark in said)

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """The remarks without an exact day, for a place where cycle and grade stand beside them.

        >>> import peel
        >>> peel.judgement("GMP", "2017", "efficiency").qualifiers
        ('not graded: limited inspection without grades after the Manchester Arena attack',)
        """
        return tuple(map(str, self._qualifying))

    @property
    def _qualifying(self) -> list[Remark]:
        exact = self.published_precision == "exact"
        return [remark for remark in self.remarks if not (exact and remark.kind == "published")]

    @property
    def limits(self) -> tuple[RemarkKind, ...]:
        """The kinds of the remarks that limit what may be said, the gravest first.

        >>> import peel
        >>> peel.judgement("lincolnshire", "2023-25", "managing-offenders").limits
        ('disputed', 'derived', 'one source')
        """
        limits = (item for item in self.remarks if item.kind not in ("not graded", "published"))
        return tuple(remark.kind for remark in limits)

    @property
    def mark(self) -> _vocabulary.RemarkKind | None:
        """The gravest of its limits, where there is room for no more; None if it has none."""
        return self.limits[0] if self.limits else None

    @property
    def status(self) -> _vocabulary.CellStatus:
        """What is known of its cell: ``recorded``, or ``not graded``."""
        return "not graded" if self.grade is None else "recorded"

    @property
    def grade_text(self) -> str:
        """The grade as it stands inside a sentence."""
        return "not graded" if self.grade is None else self.grade.label.lower()

    @property
    def sentence(self) -> str:
        """A sentence that can be printed, with day, inspectorate and everything that limits it.

        >>> import peel
        >>> peel.judgement("leicestershire", "2017", "efficiency").sentence
        'HMICFRS graded Leicestershire Police requires improvement for efficiency in PEEL 2017, published on 9 November 2017.'
        >>> peel.judgement("leicestershire", "2017", "preventing-crime").sentence
        'HMICFRS did not inspect Leicestershire Police again for preventing crime and tackling anti-social behaviour in PEEL 2017, published on 22 March 2018: its grade, good, is carried over...'
        """
        text = told(self, self.force.phrase, f" for {self.question.phrase}")
        return " ".join([text, *limit_sentences(self, "This grade" if self.grade else "This")])

    @property
    def when(self) -> str:
        """The day of publication as it stands inside a sentence, as far as it is known."""
        text = show_published(self.published, self.published_precision, "on ")
        if self.published is None:
            text = "on a day that is not known"
        if self.revised is None:
            return text
        first = f" as {self.revisions[0].before.label.lower()}" if self.revisions else ""
        pause = "," if self.published is None else ""
        return f"{text}{pause}{first} and revised on {show_day(self.revised)} to this grade"

    def __str__(self) -> str:
        cell = f"{self.force.name}, {self.question.phrase}, {self.cycle.label}"
        remarks = [
            (remark.detail or "") if remark.kind == "not graded" else remark.text
            for remark in self.remarks
        ]
        return f"{cell}: {self.grade_text} ({'; '.join(filter(None, remarks))})"


def told(judgement: Judgement, whom: str, asked: str) -> str:
    """Who graded *whom* how, in which cycle, and when that was published."""
    who, grade = judgement.cycle.inspectorate, judgement.grade_text
    within = f"{asked} in {judgement.cycle.title}, {judgement.when}"
    if judgement.grade is None:
        why = f" ({judgement.note})" if judgement.note else ""
        return f"{who} gave {whom} no grade{within}{why}."
    for remark in judgement.remarks:
        if remark.kind == "carried over":
            return (
                f"{who} did not inspect {whom} again{within}: its grade, {grade}, is {remark.text}."
            )
    return f"{who} graded {whom} {grade}{within}."


def limit_sentences(judgement: Judgement, subject: str) -> Iterator[str]:
    """A sentence on *subject* for each remark that limits the grade."""
    for remark in judgement.remarks:
        if remark.kind in _LIMITS:
            detail = f": {remark.detail}" if remark.detail else ""
            yield f"{subject} {_LIMITS[remark.kind]}{detail}."
    for item in judgement.revisions:
        yield f"{subject} was revised because {item.reason}."


def also_recorded(beside: Sequence[Judgement]) -> str:
    """How much is recorded for questions whose grades are not expected of every force, in words."""
    graded = sum(item.grade is not None for item in beside)
    known = [f"{graded} recorded", some(len(beside) - graded, "not graded")]
    text = f"also, for questions graded for some forces only, {', '.join(filter(None, known))}"
    return text if beside else ""


@attrs.frozen(order=False)
class Revision(Record):
    """A published grade that was changed.

    >>> import peel
    >>> print(peel.revisions(force="northamptonshire")[0])
    Northamptonshire Police, responding to the public, 2023/25: adequate until 8 August 2024, requires improvement since
    """

    table: ClassVar[str] = "revisions"

    #: The force.
    force: Force = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The pillar, question or area.
    question: Question = attrs.field(repr=show_id, metadata=column("with the row", within="cycle"))
    #: Day from which the new grade is in force.
    date: dt.date = attrs.field(metadata=WITH_ROW)
    #: The grade before.
    before: Grade = attrs.field(
        hash=False,
        repr=show_id,
        metadata=column("with the row", name="from_grade", within="cycle"),
    )
    #: The grade after.
    after: Grade = attrs.field(
        hash=False, repr=show_id, metadata=column("with the row", name="to_grade", within="cycle")
    )
    #: Why it was changed, in this library's words.
    reason: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: The document that says so.
    source: Source = attrs.field(hash=False, repr=show_id, metadata=WITH_ROW)

    def __attrs_post_init__(self) -> None:
        require_fit(self.cycle, self.question, self.before, self.after)

    def __str__(self) -> str:
        return (
            f"{self.force.name}, {self.question.phrase}, {self.cycle.label}: "
            f"{self.before.label.lower()} until {show_day(self.date)}, "
            f"{self.after.label.lower()} since"
        )


@attrs.frozen(order=False)
class Tally(Record):
    """A complete national count of the grades of a question, as somebody published it.

    >>> import peel
    >>> dict(peel.tallies(cycle="2017", question="efficiency")[0].counts)
    {'outstanding': 2, 'good': 30, 'requires-improvement': 10, 'inadequate': 0}
    """

    table: ClassVar[str] = "tallies"

    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The pillar, question or area.
    question: Question = attrs.field(repr=show_id, metadata=column("with the row", within="cycle"))
    _counts: Counts = attrs.field(hash=False, converter=as_counts, metadata=WITH_ROW)
    #: Number of forces that were graded.
    forces_graded: int = attrs.field(hash=False, metadata=WITH_ROW)
    #: The document with the count.
    source: Source = attrs.field(repr=show_id, metadata=WITH_ROW)

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of forces by grade key, best grade first."""
        return MappingProxyType(dict(self._counts))

    def __str__(self) -> str:
        counts = show_counts(self.counts)
        return f"{self.question}: {counts} ({counted(self.forces_graded, 'force')} graded)"
