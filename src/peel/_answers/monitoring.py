"""Which forces were in Engage, on a day if asked, and from when to when that is known."""

from __future__ import annotations

import datetime as dt

from peel._records.monitoring import Monitoring, MonitoringPeriod
from peel._tables.store import Store


def monitoring(
    store: Store, periods: tuple[MonitoringPeriod, ...], day: dt.date | None
) -> Monitoring:
    """The periods that cover *day*, or possibly do, and from when to when the table tells."""
    kept_until = max((item.end or item.start for item in _monitored(store)), default=None)
    if store.origin.as_of is not None and kept_until is not None:
        kept_until = min(kept_until, store.origin.as_of)
    return Monitoring(
        tuple(item for item in periods if day is None or item.covers(day) is not False),
        day,
        kept_until,
        min((item.start for item in _monitored(store)), default=None),
        edition=store.edition,
    )


def _monitored(store: Store) -> tuple[MonitoringPeriod, ...]:
    """All periods, also those that a cut record does not know of."""
    return store.whole.all(MonitoringPeriod)
