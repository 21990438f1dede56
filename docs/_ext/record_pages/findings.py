"""What was found in an inspection, and that nobody collected it where nobody did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import peel
from record_pages import html, wording

MEASURES = {"non-white-british": "Not White British"}
#: Headings of the kinds of findings, in the order in which a reader wants them.
KINDS = {
    "cause-of-concern": "Causes of concern",
    "progress": "Change since the last inspection, as the inspectorate put it",
    "shortcoming": "Shortcomings",
    "strength": "Strengths",
    "context": "Context",
}
SELECTED = {"cause-of-concern", "progress"}


def of(inspection: peel.Inspection) -> Iterator[str]:
    found = inspection.findings
    if found is None and inspection.profile is None:
        yield from html.paragraph(
            "Findings, causes of concern and progress: none collected.", class_="not-collected"
        )
        return
    for kind, heading in KINDS.items():
        yield from _listed(heading, [_finding(item) for item in found or () if item.kind == kind])
    yield from _listed(
        "Figures that the force states of itself", map(_figure, inspection.profile or ())
    )
    selected = found is not None and {item.kind for item in found} <= SELECTED
    yield from html.paragraph(
        "Findings are in this record's own words",
        ", and a selection: the report has others." if selected else ".",
        class_="not-collected",
    )


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    shown = [html.tag("li", item) for item in items]
    if shown:
        yield from html.paragraph(html.tag("b", heading))
        yield from html.block("ul", *shown)


def _finding(finding: peel.Finding) -> str:
    about = f"{finding.question.label}: " if finding.question else ""
    whose = "" if finding.stated_by == "inspectorate" else f" (stated by the {finding.stated_by})"
    return html.join((f"{about}{finding.summary}{whose}", _source(finding.source)), " ")


def _source(source: peel.Source) -> str:
    return html.tag("span", html.link(source.url, "Source"), class_="sources")


def _figure(figure: peel.ProfileFigure) -> str:
    measure = MEASURES.get(figure.measure, wording.words(figure.measure))
    number = f"{figure.value:,}"
    if figure.unit == "GBP":
        number = f"£{number}"
    elif not measure.lower().endswith(figure.unit):
        number = f"{number} {figure.unit}"
    qualifier = f"{figure.qualifier} " if figure.qualifier else ""
    whose = "" if figure.stated_by == "force" else f" (stated by the {figure.stated_by})"
    period = f", {figure.period}" if figure.period else ""
    return html.join(
        (f"{measure}: {qualifier}{number}{period}{whose}", _source(figure.source)), " "
    )
