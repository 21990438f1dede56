"""A force's inspection in one cycle, with what was found and what the force says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

import attrs

from peel._records._base import (
    COMPUTED,
    WITH_REPORT,
    WITH_ROW,
    Record,
    column,
    show_id,
    show_number,
)
from peel._records.answer import RecordSequence
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.judgements import Counts, Judgement, as_counts, show_counts, show_published
from peel._records.sources import Source
from peel._vocabulary import FindingKind, FrameworkVersion, Precision, StatedBy
from peel._words.dates import show_day
from peel._words.text import grades_recorded, listed, some


@attrs.frozen(order=False)
class Finding(Record):
    """A finding about a force, in this library's words.

    >>> import peel
    >>> print(peel.findings(force="leicestershire", cycle="2017", kind="shortcoming")[0])
    shortcoming (efficiency): The organisational structure causes some inefficiencies, which a change programme is to address.
    """

    table: ClassVar[str] = "findings"

    #: The force.
    force: Force = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: Number within force and cycle.
    number: int = attrs.field(metadata=WITH_ROW)
    #: ``strength``, ``shortcoming``, ``context``, ``cause-of-concern`` or ``progress``; the last two
    #: are a selection.
    kind: FindingKind = attrs.field(hash=False, metadata=WITH_ROW)
    #: The question that it belongs to, or None.
    question: Question | None = attrs.field(
        hash=False, repr=show_id, metadata=column("with the row", within="cycle")
    )
    #: What was found, in this library's words.
    summary: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Whose statement it is: ``inspectorate`` or ``force``.
    stated_by: StatedBy = attrs.field(hash=False, metadata=WITH_ROW)
    #: The document that says so.
    source: Source = attrs.field(hash=False, repr=show_id, metadata=WITH_ROW)

    def __str__(self) -> str:
        about = f" ({self.question.phrase})" if self.question else ""
        return f"{self.kind.replace('-', ' ')}{about}: {self.summary}"


#: Kinds of findings of which only a selection is recorded.
SELECTED = ("cause-of-concern", "progress")


@attrs.frozen(order=False)
class Findings(RecordSequence[Finding]):
    """Findings, with the inspections of which nobody collected any.

    >>> import peel
    >>> findings = peel.findings(force="leicestershire", cycle=["2016", "2017"])
    >>> [(force.id, cycle.id) for force, cycle in findings.not_collected]
    [('leicestershire', '2016')]
    """

    #: Forces and cycles that were asked for, and of which no finding was collected.
    not_collected: tuple[tuple[Force, Cycle], ...] = attrs.field(hash=False, repr=show_number)
    #: Forces and cycles of which only causes of concern or progress are recorded: a selection.
    selected: tuple[tuple[Force, Cycle], ...] = attrs.field(hash=False, repr=show_number)

    @property
    def incomplete(self) -> Mapping[str, tuple[tuple[Force, Cycle], ...]]:
        """The forces and cycles of which not all findings are recorded, by what is known of them."""
        places = {
            "none collected": self.not_collected,
            "a selection only: causes of concern and progress": self.selected,
        }
        return MappingProxyType({why: of for why, of in places.items() if of})

    def __str__(self) -> str:
        lines = [f"{item.force.name}, {item.cycle.label}: {item}" for item in self.records]
        names = {
            why: [f"{force.name} {cycle.label}" for force, cycle in of]
            for why, of in self.incomplete.items()
        }
        return "\n".join([*lines, *listed(names), *self.notes])


@attrs.frozen(order=False)
class ProfileFigure(Record):
    """A figure that a force states of itself.

    >>> import peel
    >>> print(peel.profiles(force="leicestershire", measure="population")[0])
    population: over 1,100,000 people (stated by the force)
    """

    table: ClassVar[str] = "profiles"

    #: The force.
    force: Force = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The cycle on whose page the figure stands.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: What is measured, such as ``population``.
    measure: str = attrs.field(metadata=WITH_ROW)
    #: The figure, in `unit`.
    value: Decimal = attrs.field(hash=False, metadata=WITH_ROW)
    #: Unit of the figure, such as ``square miles`` or ``GBP``.
    unit: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: What the source puts before the figure, such as ``over``; None for a plain figure.
    qualifier: str | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: Period that the figure is of, such as ``2020/21``; None where none is stated.
    period: str | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: Whose statement it is.
    stated_by: StatedBy = attrs.field(hash=False, metadata=WITH_ROW)
    #: The document that says so.
    source: Source = attrs.field(hash=False, repr=show_id, metadata=WITH_ROW)

    def __str__(self) -> str:
        qualifier = f"{self.qualifier} " if self.qualifier else ""
        period = f", {self.period}" if self.period else ""
        return (
            f"{self.measure}: {qualifier}{self.value:,} {self.unit}{period} "
            f"(stated by the {self.stated_by})"
        )


@attrs.frozen(order=False)
class Inspection(Record):
    """What is recorded about a force in one cycle.

    >>> import peel
    >>> inspection = peel.inspection("leicestershire", "2023-25")
    >>> dict(inspection.counts)
    {'outstanding': 0, 'good': 4, 'adequate': 2, 'requires-improvement': 2, 'inadequate': 0}
    """

    table: ClassVar[str] = "inspections"

    #: The force inspected.
    force: Force = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: Title of the report; None for 2014 to 2017 (a report for each pillar) or where none was seen.
    title: str | None = attrs.field(hash=False, metadata=WITH_REPORT)
    #: Address of the report, or None.
    url: str | None = attrs.field(hash=False, metadata=WITH_REPORT)
    #: Day of publication, or None.
    published: dt.date | None = attrs.field(hash=False, metadata=WITH_REPORT)
    #: ``exact``, ``no later than``, or None where no day is known.
    published_precision: Precision | None = attrs.field(hash=False, metadata=WITH_REPORT)
    #: Tranche of 2018-19; None elsewhere.
    tranche: int | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: The inspector, where recorded.
    inspector: str | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: Version of the framework of 2021-22 (``first`` or ``revised``), where known.
    framework_version: FrameworkVersion | None = attrs.field(hash=False, metadata=WITH_ROW)
    _counts: Counts = attrs.field(hash=False, converter=as_counts, metadata=WITH_REPORT)
    #: Where the counts were published; None where nobody counted.
    counts_source: Source | None = attrs.field(hash=False, repr=show_id, metadata=WITH_REPORT)
    #: What is odd about the published counts, or None.
    counts_note: str | None = attrs.field(hash=False, metadata=column("with its sources"))
    #: The recorded judgements, in the framework's order.
    judgements: tuple[Judgement, ...] = attrs.field(
        default=(), hash=False, repr=show_number, metadata=COMPUTED
    )
    #: The questions asked of every force of which no grade is recorded.
    not_recorded: tuple[Question, ...] = attrs.field(
        default=(), hash=False, repr=show_number, metadata=COMPUTED
    )
    #: Those of `not_recorded` whose grade came out after the day that the record is as of.
    not_published: tuple[Question, ...] = attrs.field(
        default=(), hash=False, repr=False, metadata=COMPUTED
    )
    #: The findings, or None where nobody collected them.
    findings: tuple[Finding, ...] | None = attrs.field(
        default=None, hash=False, repr=False, metadata=COMPUTED
    )
    #: What the force states of itself, or None where nobody collected it.
    profile: tuple[ProfileFigure, ...] | None = attrs.field(
        default=None, hash=False, repr=False, metadata=COMPUTED
    )

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of areas by grade key as published; empty where nobody counted.

        Published counts need not equal the recorded judgements: see `counts_note`.
        """
        return MappingProxyType(dict(self._counts))

    @property
    def counts_text(self) -> str:
        """The published counts in words, with what is odd about them; empty where nobody counted.

        >>> import peel
        >>> peel.inspection("northamptonshire", "2023-25").counts_text
        '1 outstanding, 1 good, 6 adequate, 1 requires improvement, 0 inadequate (from before the change of 8 August 2024)'
        """
        return show_counts(self.counts) + (f" ({self.counts_note})" if self.counts_note else "")

    @property
    def published_text(self) -> str:
        """When the report was published, in words; of its parts, where the whole has no day.

        >>> import peel
        >>> peel.inspection("leicestershire", "2023-25").published_text
        'published 5 December 2024'
        """
        if self.published is not None:
            return show_published(self.published, self.published_precision)
        own = [item for item in self.judgements if item.programme == "PEEL"]
        days = sorted(item.published for item in own if item.published)
        if not days:
            return show_published(None, None)
        first, last = show_day(days[0]), show_day(days[-1])
        by = "by pillar" if own[0].question.kind != "area" else "in parts"
        text = f"published {first}" if first == last else f"published {by}, {first} to {last}"
        unknown = len(own) - len(days)
        return f"{text} (day not known for {unknown})" if unknown else text

    @property
    def recorded_text(self) -> str:
        """How many grades are recorded, and of how many where some are not, or were not out yet.

        >>> import peel
        >>> peel.inspection("kent", "2023-25").recorded_text
        '4 of 8 grades recorded'
        """
        graded = sum(judgement.grade is not None for judgement in self.judgements)
        text = grades_recorded(graded, graded + len(self.not_recorded))
        not_out = some(len(self.not_published), "not published by then")
        return f"{text}, {not_out}" if not_out else text

    def __str__(self) -> str:
        count = f"; published count: {self.counts_text}" if self._counts else ""
        return f"{self.force.name}, {self.cycle.title}: {self.recorded_text}{count}"
