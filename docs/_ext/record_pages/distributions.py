"""A national distribution: counts and bars first, the names of the forces folded below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import peel
from record_pages import markup, sources


def block(distribution: peel.Distribution) -> Iterator[str]:
    question = distribution.question
    yield f"### {question.label}"
    yield ""
    if question.wording:
        yield f"*{question.wording}*"
        yield ""
    yield f'<div class="distribution">{_bars(distribution)}</div>'
    yield ""
    yield f"Of the {len(peel.forces())} forces: {distribution.coverage_line}."
    yield ""
    yield from _tallies(distribution)
    yield '<details class="names"><summary>Which forces</summary>'
    yield "<ul>"
    yield from (
        f"<li><b>{title}</b>: {_names(forces)}</li>" for title, forces in _who(distribution)
    )
    yield "</ul></details>"
    yield ""


def _unknown(distribution: peel.Distribution) -> str:
    return markup.WITHOUT_ROW[distribution.question.graded]


def _bars(distribution: peel.Distribution) -> str:
    rows = [
        (_chip(grade.key, grade.label), distribution.counts[grade.key], grade.key)
        for grade in distribution.scale
    ]
    if distribution.not_graded:
        rows.append((_chip("no-grade", "not graded"), len(distribution.not_graded), "no-grade"))
    if distribution.not_recorded:
        why = _unknown(distribution)
        rows.append((_chip("no-grade", why), len(distribution.not_recorded), "no-grade"))
    total = len(peel.forces())
    return (
        f'<table class="bars"><tbody>{"".join(_bar(*row, total) for row in rows)}</tbody></table>'
    )


def _bar(chip: str, number: int, key: str, total: int) -> str:
    bar = (
        f'<div class="bar {key}" style="width:{100 * number / total:.1f}%"></div>' if number else ""
    )
    return f'<tr><th scope="row">{chip}</th><td>{number}</td><td>{bar}</td></tr>'


def _chip(key: str, text: str) -> str:
    return f'<span class="grade {key}">{escape(text)}</span>'


def _who(distribution: peel.Distribution) -> Iterator[tuple[str, Iterable[peel.Force]]]:
    for grade in distribution.scale:
        if forces := distribution.forces(grade):
            yield grade.label, forces
    if distribution.not_graded:
        yield "Not graded", distribution.not_graded
    if distribution.not_recorded:
        yield _unknown(distribution).capitalize(), distribution.not_recorded
    for grade in distribution.scale:
        if forces := distribution.count_only(grade):
            yield (
                f"Not recorded, but a published count leaves {grade.label.lower()} possible",
                forces,
            )


def _names(forces: Iterable[peel.Force]) -> str:
    return escape(", ".join(map(markup.short_name, forces)))


def _tallies(distribution: peel.Distribution) -> Iterator[str]:
    for tally in distribution.tallies:
        counts = ", ".join(
            f"{number} {distribution.scale[key].label.lower()}"
            for key, number in tally.counts.items()
        )
        yield f"- Published count of {tally.forces_graded} forces: {counts}."
        yield f"  [{sources.link(tally.source)}]{{.sources}}"
    yield ""
