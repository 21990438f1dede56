"""The two dates of the record, and what has been published since."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

import peel
from record_pages import html, wording


def both() -> str:
    """The day of the newest grade, and the day on which the record was checked."""
    return wording.sentence(str(peel.bundled().edition))


def line() -> Iterator[str]:
    """Both dates, and what the record does not have."""
    return html.paragraph(both(), " ", since(), class_="dates")


def current_cycle() -> peel.Cycle:
    """The newest cycle in which most forces were inspected, as far as is recorded."""
    half = len(peel.forces()) / 2
    return [cycle for cycle in peel.cycles() if len(peel.inspections(cycle=cycle)) > half][-1]


def since() -> Markup:
    """What is said of reports that the record does not have."""
    newest = peel.cycles()[-1]
    recorded = len(peel.inspections(cycle=newest))
    if recorded:
        known = f"of {len(peel.forces())} reports of {newest.title} the record has {recorded}"
    else:
        known = f"reports of {newest.title} have been published since, and none is in the record"
    return escape(wording.sentence(known)) + Markup(" Look for the force at {}.").format(
        html.link(wording.INSPECTORATE, "the inspectorate")
    )
