"""A national distribution: counts and bars first, the names of the forces folded below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

import peel
from record_pages import html, sources, wording


def block(distribution: peel.Distribution) -> Iterator[str]:
    question = distribution.question
    yield from html.part(f"### {question.label}")
    if question.wording:
        yield from html.paragraph(html.tag("i", question.wording))
    yield from html.block("table", html.tag("tbody", *_bars(distribution)), class_="bars")
    yield from html.part(f"Of the {len(peel.forces())} forces: {distribution.coverage_line}.")
    yield from _tallies(distribution)
    yield from html.block(
        "details",
        html.tag("summary", "Which forces"),
        html.tag(
            "ul",
            *(
                html.tag("li", html.tag("b", title), ": ", names)
                for title, names in _who(distribution)
            ),
        ),
        class_="names",
    )


def _without(distribution: peel.Distribution) -> Iterator[tuple[str, tuple[peel.Force, ...]]]:
    """The forces without a grade, by what is known of them."""
    unknown = wording.WITHOUT_ROW[distribution.question.graded]
    found = {"not graded": distribution.not_graded, unknown: distribution.not_recorded}
    return ((why, forces) for why, forces in found.items() if forces)


def _bars(distribution: peel.Distribution) -> Iterator[Markup]:
    for grade in distribution.scale:
        yield _bar(html.chip(grade), distribution.counts[grade.key], grade.key)
    for why, forces in _without(distribution):
        yield _bar(html.chip(None, why), len(forces), "no-grade")


def _bar(chip: Markup, number: int, key: str) -> Markup:
    width = f"width:{100 * number / len(peel.forces()):.1f}%"
    bar = html.tag("div", class_=f"bar {key}", style=width) if number else ""
    return html.row(chip, str(number), bar)


def _who(distribution: peel.Distribution) -> Iterator[tuple[str, Markup]]:
    for grade in distribution.scale:
        if graded := [item for item in distribution.judgements if item.grade == grade]:
            marked = (html.join((item.force.short_name, html.marks(item)), "") for item in graded)
            yield grade.label, html.join(marked, ", ")
    for why, forces in _without(distribution):
        yield why.capitalize(), _names(forces)
    for grade in distribution.scale:
        if forces := distribution.count_only(grade):
            why = f"Not recorded, but a published count leaves {grade.label.lower()} possible"
            yield why, _names(forces)


def _names(forces: Iterable[peel.Force]) -> Markup:
    return html.join((force.short_name for force in forces), ", ")


def _tallies(distribution: peel.Distribution) -> Iterator[str]:
    for tally in distribution.tallies:
        counts = ", ".join(
            f"{number} {distribution.scale[key].label.lower()}"
            for key, number in tally.counts.items()
        )
        yield from html.paragraph(
            f"Published count of {tally.forces_graded} forces: {counts}. ",
            sources.cited([tally.source]),
        )
