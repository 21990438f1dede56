"""Judgements, what changed in them later, and the national counts that were published of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from peel._records.forces import Force
from peel._records.framework import Cycle, Question, show_id, show_ids
from peel._records.grades import Grade
from peel._records.sources import Source, evidence_level
from peel._vocabulary import EvidenceLevel
from peel._words.dates import show_day

#: Numbers of forces or areas by grade key, as they are stored.
Counts = tuple[tuple[str, int], ...]


def show_counts(counts: Mapping[str, int]) -> str:
    """*counts* in words: ``4 good, 2 adequate, 2 requires improvement, 0 inadequate``."""
    return ", ".join(f"{number} {grade.replace('-', ' ')}" for grade, number in counts.items())


def as_counts(counts: Mapping[str, int] | Counts) -> Counts:
    return tuple(counts.items() if isinstance(counts, Mapping) else counts)


@attrs.frozen(order=False)
class Judgement:
    """A grade that a force was given for a question of a cycle, or the record that none was given.

    Judgements have no order and cannot be subtracted: `peel.change` knows which may be compared.

    >>> import peel
    >>> print(peel.judgement("leicestershire", "2017", "efficiency"))
    Leicestershire Police, efficiency, 2017: requires improvement (published 9 November 2017)
    """

    #: The force judged.
    force: Force = attrs.field(repr=show_id)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id)
    #: The pillar, question or area.
    question: Question = attrs.field(repr=show_id)
    #: The grade in force now; None where none was given.
    grade: Grade | None = attrs.field(
        hash=False, repr=lambda grade: repr(None if grade is None else grade.key)
    )
    #: ``stated`` (a source says it), ``derived`` (forced by a published count and what sources
    #: name), ``carried-over`` (from an earlier cycle, not inspected again) or ``not-graded``.
    basis: str = attrs.field(hash=False)
    #: The cycle in which a carried-over judgement was made.
    carried_from: Cycle | None = attrs.field(default=None, hash=False, repr=show_id)
    #: Day of publication; None where it is not known.
    published: dt.date | None = attrs.field(default=None, hash=False)
    #: ``exact``, ``no later than`` (the first dated report of it), or None where no day is known.
    published_precision: str | None = attrs.field(default=None, hash=False)
    #: Day from which the grade is in force, where a published grade was changed.
    revised: dt.date | None = attrs.field(default=None, hash=False)
    #: ``PEEL``, or the programme whose grade was added to the PEEL page afterwards.
    programme: str = attrs.field(default="PEEL", hash=False)
    #: The documents that it rests on, the best first.
    sources: tuple[Source, ...] = attrs.field(default=(), hash=False, repr=show_ids)
    #: What disagrees, and why this reading is followed; None if nothing is known to.
    dispute: str | None = attrs.field(default=None, hash=False)
    #: How a grade was derived, or why none was given.
    note: str | None = attrs.field(default=None, hash=False)

    @cached_property
    def evidence(self) -> EvidenceLevel:
        """How good its sources are: inspectorate, copy, official, several or single.

        A derived judgement is as good as its weakest link: the sources of the weakest kind count.
        """
        return evidence_level(self.sources, weakest=self.basis == "derived")

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """What to say with it: that it is carried over, derived, disputed, revised and so on.

        >>> import peel
        >>> peel.judgement("northamptonshire", "2023-25", "responding-to-the-public").caveats[-1]
        '2023/25 was revised on 8 August 2024'
        """
        return tuple(self._caveats())

    def _caveats(self) -> Iterator[str]:
        when = self.cycle.label
        if self.carried_from:
            yield f"{when} is carried over from {self.carried_from.label}"
        if self.basis == "derived":
            yield f"{when} is derived: {self.note}" if self.note else f"{when} is derived"
        if self.dispute:
            yield f"{when} is disputed: {self.dispute}"
        if self.revised:
            yield f"{when} was revised on {show_day(self.revised)}"
        if self.evidence == "single":
            yield f"{when} rests on a single secondary source"
        if self.programme != "PEEL":
            yield f"{when} comes from another programme: {self.programme}"
        if self.published is None:
            yield f"the day of publication of {when} is not known"
        elif self.published_precision != "exact":
            yield f"{when} was published no later than {show_day(self.published)}"

    @property
    def grade_text(self) -> str:
        """The grade as it stands inside a sentence."""
        return "not graded" if self.grade is None else self.grade.label.lower()

    def __str__(self) -> str:
        text = f"{self.force.name}, {self.question.phrase}, {self.cycle.label}: {self.grade_text}"
        remarks: list[str] = []
        if self.grade is None and self.note:
            remarks.append(self.note)
        if self.carried_from:
            remarks.append(f"carried over from {self.carried_from.label}")
        if self.published:
            no_later = "" if self.published_precision == "exact" else "no later than "
            remarks.append(f"published {no_later}{show_day(self.published)}")
        if self.revised:
            remarks.append(f"revised on {show_day(self.revised)}")
        if self.basis == "derived":
            remarks.append("derived")
        if self.dispute:
            remarks.append("disputed")
        if self.evidence == "single":
            remarks.append("a single secondary source")
        return f"{text} ({'; '.join(remarks)})" if remarks else text

    def _repr_html_(self) -> str:
        from peel._show import html

        return html.judgement(self)


@attrs.frozen(order=False)
class Revision:
    """A published grade that was changed.

    >>> import peel
    >>> print(peel.revisions(force="northamptonshire")[0])
    Northamptonshire Police, responding to the public, 2023/25: adequate until 8 August 2024, requires improvement since
    """

    #: The force.
    force: Force = attrs.field(repr=show_id)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id)
    #: The pillar, question or area.
    question: Question = attrs.field(repr=show_id)
    #: Day from which the new grade is in force.
    date: dt.date
    #: The grade before.
    before: Grade = attrs.field(hash=False)
    #: The grade after.
    after: Grade = attrs.field(hash=False)
    #: Why it was changed, in this library's words.
    reason: str = attrs.field(hash=False)
    #: The document that says so.
    source: Source = attrs.field(hash=False, repr=show_id)

    def __str__(self) -> str:
        return (
            f"{self.force.name}, {self.question.phrase}, {self.cycle.label}: "
            f"{self.before.label.lower()} until {show_day(self.date)}, "
            f"{self.after.label.lower()} since"
        )


@attrs.frozen(order=False)
class Tally:
    """A complete national count of the grades of a question, as somebody published it.

    >>> import peel
    >>> dict(peel.tallies(cycle="2017", question="efficiency")[0].counts)
    {'outstanding': 2, 'good': 30, 'requires-improvement': 10, 'inadequate': 0}
    """

    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id)
    #: The pillar, question or area.
    question: Question = attrs.field(repr=show_id)
    _counts: Counts = attrs.field(hash=False, converter=as_counts)
    #: Number of forces that were graded.
    forces_graded: int = attrs.field(hash=False)
    #: The document with the count.
    source: Source = attrs.field(repr=show_id)

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of forces by grade key, best grade first."""
        return MappingProxyType(dict(self._counts))

    def __str__(self) -> str:
        counts = show_counts(self.counts)
        return f"{self.question}: {counts} ({self.forces_graded} forces graded)"
