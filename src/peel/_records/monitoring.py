"""Periods in Engage, the enhanced phase of monitoring, and whether one covers a day."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import attrs

from peel._records._base import WITH_ROW, Record, column, show_id, show_ids
from peel._records.answer import RecordSequence
from peel._records.forces import Force
from peel._records.sources import Source
from peel._vocabulary import Period, Phase
from peel._words.dates import end_of, parse_day, show_day


@attrs.frozen(order=False)
class MonitoringPeriod(Record):
    """A period in which the inspectorate monitored a force more closely than by default (Scan).

    >>> import peel
    >>> print(peel.monitoring(force="staffordshire")[0])
    Staffordshire Police: Engage from June 2022 to 21 May 2024
    """

    table: ClassVar[str] = "monitoring"

    #: The force.
    force: Force = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: The phase: ``engage``.
    phase: Phase = attrs.field(metadata=WITH_ROW)
    #: First day, or the first day of the month or year that is known.
    start: dt.date = attrs.field(metadata=WITH_ROW)
    #: How precisely the start is known: ``day``, ``month`` or ``year``.
    start_precision: Period = attrs.field(hash=False, metadata=WITH_ROW)
    #: Last day, or the first day of the month or year that is known; None if no exit is known.
    end: dt.date | None = attrs.field(hash=False, metadata=column("with the end"))
    #: How precisely the end is known; None if no exit is known.
    end_precision: Period | None = attrs.field(hash=False, metadata=column("with the end"))
    #: Why the force was moved to the phase, in this library's words, or None.
    reason: str | None = attrs.field(hash=False, metadata=column("with its sources"))
    #: The documents that it rests on.
    sources: tuple[Source, ...] = attrs.field(
        hash=False, repr=show_ids, metadata=column("on their days")
    )
    #: What else to know, or None.
    note: str | None = attrs.field(hash=False, metadata=column("with the end"))

    def covers(self, day: dt.date | str) -> bool | None:
        """Whether the force was in the phase on *day*; None if it possibly was.

        'Possibly' where only the month or the year of start or end is known. A period of which no
        exit is known goes on here; `Monitoring.possibly` knows up to when the table was kept.

        Raises:
            InvalidDateError: If *day* does not name one day.

        >>> import peel
        >>> period = peel.monitoring(force="staffordshire")[0]
        >>> period.covers("15 January 2024"), period.covers("2022-06-15")
        (True, None)
        """
        day = parse_day(day)
        if day < self.start or (self.end and day > end_of(self.end, self.end_precision)):
            return False
        begun = day >= end_of(self.start, self.start_precision)
        ended = self.end and self.end_precision != "day" and day >= self.end
        return True if begun and not ended else None

    @property
    def span(self) -> str:
        """From when to when, in words, as far as it is known."""
        start = show_day(self.start, self.start_precision)
        end = f"to {show_day(self.end, self.end_precision)}" if self.end else "on; no exit is known"
        return f"from {start} {end}"

    def __str__(self) -> str:
        return f"{self.force.name}: {self.phase.capitalize()} {self.span}"


@attrs.frozen(order=False)
class Monitoring(RecordSequence[MonitoringPeriod]):
    """Periods in Engage, with what cannot be said for sure of the day that was asked for.

    >>> import peel
    >>> print(peel.monitoring(force="cleveland", on="15 September 2023"))
    Cleveland Police: Engage from 2019 to September 2023 (possibly on that day)
    the table was kept up to 31 July 2025; nothing before 2019 is recorded in it
    """

    #: The day asked for, or None for all periods.
    on: dt.date | None
    #: The newest day that the table knows of; entries and exits after it are not recorded.
    kept_until: dt.date | None
    #: First day of the first period that the table has; what was before is not recorded.
    kept_from: dt.date | None

    @property
    def kept_line(self) -> str:
        """From when to when the table tells, in words."""
        if self.kept_until is None or self.kept_from is None:
            return "no period is recorded in the table at all"
        before = f"nothing before {self.kept_from.year} is recorded in"
        if self.kept_until < self.kept_from:
            return f"this record ends on {show_day(self.kept_until)}; {before} the table"
        return f"the table was kept up to {show_day(self.kept_until)}; {before} it"

    @property
    def possibly(self) -> tuple[MonitoringPeriod, ...]:
        """The periods that possibly, not surely, cover the day.

        Only the month or year of start or end is known, or no exit is and the day is later than
        the table.
        """
        return tuple(period for period in self.records if not self._surely(period))

    def _surely(self, period: MonitoringPeriod) -> bool:
        if self.on is None:
            return True
        if period.end is None and self.kept_until is not None and self.on > self.kept_until:
            return False
        return period.covers(self.on) is True

    def line(self, period: MonitoringPeriod) -> str:
        """One of the periods in words, and whether it only possibly covers the day.

        >>> import peel
        >>> periods = peel.monitoring("cleveland")
        >>> periods.line(periods[0])
        'Cleveland Police: Engage from 2019 to September 2023'
        """
        return f"{period}{'' if self._surely(period) else ' (possibly on that day)'}"

    @property
    def ending(self) -> tuple[str, ...]:
        """What is said below the periods: that there are none, or not all, and how far the table tells."""
        none = () if self.records else ("no period in Engage is recorded",)
        return (*none, *self.notes, self.kept_line)

    def __str__(self) -> str:
        return "\n".join([*map(self.line, self.records), *self.ending])
