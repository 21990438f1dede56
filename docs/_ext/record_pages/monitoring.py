"""Engage, which the press calls special measures: on the page of a force, and all of it."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

import peel
from record_pages import html, myst, sources, wording


def of_force(force: peel.Force) -> Iterator[str]:
    """The section of a force that is or was in Engage; nothing for others."""
    monitoring = peel.monitoring(force=force)
    if not monitoring:
        return
    yield from html.part("## Engage (special measures)")
    for period in monitoring:
        yield from html.paragraph(
            html.tag("b", f"{_when(period)}."), " ", _why(period), class_="engage"
        )
    yield from html.paragraph(wording.sentence(monitoring.kept_line))


def page() -> Iterator[str]:
    monitoring = peel.monitoring()
    open_ = [period for period in monitoring if period.end is None]
    yield from myst.top(
        "Special measures",
        "Police forces in Engage, the enhanced phase of the inspectorate's monitoring, which the "
        "press calls special measures: who, when and why.",
        wide=True,
        called=("special measures", "engage"),
    )
    yield from html.part(
        "*Special measures* is what the press calls **Engage**, the enhanced phase of the "
        "inspectorate's monitoring. Every force is monitored; *Scan* is the default phase."
    )
    yield from html.paragraph(
        html.tag("b", "No exit is known of: "),
        html.join((_force(period) for period in open_), ", ") if open_ else "no force",
        f". {wording.sentence(monitoring.kept_line)} ",
        "Ask the inspectorate before you print that a force is in Engage now.",
    )
    yield from html.table(
        ("Force", "Period", "Why, and sources"),
        (
            html.row(_force(period), _when(period), _why(period))
            for period in sorted(monitoring, key=lambda period: period.start, reverse=True)
        ),
        "Periods in Engage",
        "engage-table",
        "stack",
    )
    yield from myst.foot()


def _force(period: peel.MonitoringPeriod) -> Markup:
    return html.link(f"forces/{period.force.id}.html", period.force.short_name)


def _when(period: peel.MonitoringPeriod) -> str:
    return f"{period.phase.capitalize()} {period.span}"


def _why(period: peel.MonitoringPeriod) -> Markup:
    about = "; ".join(filter(None, (period.reason, period.note)))
    said = wording.sentence(about) if about else ""
    return html.join((said, sources.cited(period.sources)), " ")
