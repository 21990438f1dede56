"""A force's inspection in one cycle, with what was found and what the force says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

import attrs

from peel._records.forces import Force
from peel._records.framework import Cycle, Question, show_id
from peel._records.judgements import Counts, Judgement, as_counts, show_counts
from peel._records.sources import Source


@attrs.frozen(order=False)
class Finding:
    """A finding about a force, in this library's words.

    >>> import peel
    >>> print(peel.findings(force="leicestershire", cycle="2017", kind="shortcoming")[0])
    shortcoming (efficiency): The organisational structure causes some inefficiencies, which a change programme is to address.
    """

    #: The force.
    force: Force = attrs.field(repr=show_id)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id)
    #: Number within force and cycle.
    number: int
    #: ``strength``, ``shortcoming``, ``context``, ``cause-of-concern`` or ``progress``; the last two
    #: are a selection.
    kind: str = attrs.field(hash=False)
    #: The question that it belongs to, or None.
    question: Question | None = attrs.field(hash=False, repr=show_id)
    #: What was found, in this library's words.
    summary: str = attrs.field(hash=False)
    #: Whose statement it is: ``inspectorate`` or ``force``.
    stated_by: str = attrs.field(hash=False)
    #: The document that says so.
    source: Source = attrs.field(hash=False, repr=show_id)

    def __str__(self) -> str:
        about = f" ({self.question.phrase})" if self.question else ""
        return f"{self.kind.replace('-', ' ')}{about}: {self.summary}"


@attrs.frozen(order=False)
class ProfileFigure:
    """A figure that a force states of itself.

    >>> import peel
    >>> print(peel.profiles(force="leicestershire", measure="population")[0])
    population: over 1,100,000 people (stated by the force)
    """

    #: The force.
    force: Force = attrs.field(repr=show_id)
    #: The cycle on whose page the figure stands.
    cycle: Cycle = attrs.field(repr=show_id)
    #: What is measured, such as ``population``.
    measure: str
    #: The figure, in `unit`.
    value: Decimal = attrs.field(hash=False)
    #: Unit of the figure, such as ``square miles`` or ``GBP``.
    unit: str = attrs.field(hash=False)
    #: What the source puts before the figure, such as ``over``; None for a plain figure.
    qualifier: str | None = attrs.field(hash=False)
    #: Period that the figure is of, such as ``2020/21``; None where none is stated.
    period: str | None = attrs.field(hash=False)
    #: Whose statement it is.
    stated_by: str = attrs.field(hash=False)
    #: The document that says so.
    source: Source = attrs.field(hash=False, repr=show_id)

    def __str__(self) -> str:
        qualifier = f"{self.qualifier} " if self.qualifier else ""
        period = f", {self.period}" if self.period else ""
        return (
            f"{self.measure}: {qualifier}{self.value:,} {self.unit}{period} "
            f"(stated by the {self.stated_by})"
        )


@attrs.frozen(order=False)
class Inspection:
    """What is recorded of a force in one cycle.

    >>> import peel
    >>> inspection = peel.inspection("leicestershire", "2023-25")
    >>> dict(inspection.counts)
    {'outstanding': 0, 'good': 4, 'adequate': 2, 'requires-improvement': 2, 'inadequate': 0}
    """

    #: The force inspected.
    force: Force = attrs.field(repr=show_id)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id)
    #: Title of the report; None for 2014 to 2017 (a report for each pillar) or where none was seen.
    title: str | None = attrs.field(hash=False)
    #: Address of the report, or None.
    url: str | None = attrs.field(hash=False)
    #: Day of publication, or None.
    published: dt.date | None = attrs.field(hash=False)
    #: ``exact``, ``no later than``, or None where no day is known.
    published_precision: str | None = attrs.field(hash=False)
    #: Tranche of 2018-19; None elsewhere.
    tranche: int | None = attrs.field(hash=False)
    #: The inspector, where recorded.
    inspector: str | None = attrs.field(hash=False)
    #: Version of the framework of 2021-22 (``first`` or ``revised``), where known.
    framework_version: str | None = attrs.field(hash=False)
    _counts: Counts = attrs.field(hash=False, converter=as_counts)
    #: Where the counts were published; None where nobody counted.
    counts_source: Source | None = attrs.field(hash=False, repr=show_id)
    #: What is odd about the published counts, or None.
    counts_note: str | None = attrs.field(hash=False)
    #: The recorded judgements, in the framework's order.
    judgements: tuple[Judgement, ...] = attrs.field(
        default=(), hash=False, repr=lambda judgements: f"<{len(judgements)}>"
    )
    #: The findings, or None where nobody collected them.
    findings: tuple[Finding, ...] | None = attrs.field(default=None, hash=False, repr=False)
    #: What the force states of itself, or None where nobody collected it.
    profile: tuple[ProfileFigure, ...] | None = attrs.field(default=None, hash=False, repr=False)

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of areas by grade key as published; empty where nobody counted.

        Published counts need not equal the recorded judgements: see `counts_note`.
        """
        return MappingProxyType(dict(self._counts))

    def __str__(self) -> str:
        graded = sum(judgement.grade is not None for judgement in self.judgements)
        text = f"{self.force.name}, {self.cycle.title}: {graded} {'grade' if graded == 1 else 'grades'} recorded"
        if self._counts:
            text += f"; published count: {show_counts(self.counts)}"
        return text

    def _repr_html_(self) -> str:
        from peel._show import html

        return html.inspection(self)
