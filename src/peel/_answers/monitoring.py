"""Periods in Engage, and how far the table of them tells."""

from __future__ import annotations

import datetime as dt

from peel._about import DATA_VERSION
from peel._lookup.filters import Scope, passing
from peel._lookup.names import Names
from peel._records.monitoring import Monitoring, MonitoringPeriod
from peel._tables.csv_text import read_shipped
from peel._tables.schema import table
from peel._tables.store import Store, once
from peel._words.dates import end_of, show_day
from peel._words.text import counted


def monitoring(names: Names, scope: Scope, day: dt.date | None) -> Monitoring:
    """The periods that cover *day*, or possibly do, and from when to when the table tells."""
    store = names.store
    every = store.whole.all(MonitoringPeriod)  # also those that a cut record does not know of
    kept_until, then = _kept_until(store.whole), store.origin.as_of
    notes: list[str] = []
    if then is not None:
        kept_until = min(kept_until, then) if kept_until else None
        left_out = [
            f"{item.force.name} from {show_day(item.start, item.start_precision)}"
            for item in every
            if scope.forces is None or item.force.id in scope.forces
            if item.start <= then < end_of(item.start, item.start_precision)
        ]
        if left_out:
            number = counted(len(left_out), "period")
            notes = [f"{number} left out, entered on an unknown day: {', '.join(left_out)}"]
    return Monitoring(
        tuple(
            item
            for item in passing(names, MonitoringPeriod, scope)
            if day is None or item.covers(day) is not False
        ),
        day,
        kept_until,
        min((item.start for item in every), default=None),
        edition=store.edition,
        notes=tuple(notes),
    )


@once
def _kept_until(store: Store) -> dt.date | None:
    """Up to when the table was kept: what is added to the one that ships does not say it of others.

    An older record that shipped was kept until the day of its check at most.
    """
    rows, spec = store.rows(MonitoringPeriod.table), table(MonitoringPeriod.table)
    version = store.origin.version
    if store.origin.changed and version == DATA_VERSION:
        shipped = read_shipped(MonitoringPeriod.table)
        rows = shipped if shipped.keys() & rows.keys() else rows
    days = [row[spec.place("end")] or row[spec.place("start")] for row in rows.values()]
    if version != DATA_VERSION:
        days = [day for day in days if day <= version]
    return store.day(max(days)) if days else None
