"""Parts of written pages that are read from the record, the data package or the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from typing import Any

from markupsafe import Markup

import peel
from record_pages import dates, html, shell, sources, wording

GRADED = {"always": "", "some": " (some forces)", "never": " (never graded)"}
#: A command and what it does, as the help of the program lists it.
COMMAND = re.compile(r"^    ([a-z-]+)(?:\s|$)", re.MULTILINE)


def comparability_table() -> Iterator[str]:
    yield from html.table(
        ("Cycles", "Answer", "Why", "Sources"),
        (
            html.row(
                f"{one.label} and {other.label}",
                html.tag("b", statement.status),
                wording.reason(statement),
                sources.links(statement.sources) or "none recorded",
            )
            for one, other in pairwise(peel.cycles())
            for statement in (peel.comparability(one, other),)
        ),
        "Which cycles can be compared",
        "stack",
    )


def gaps() -> Iterator[str]:
    """Recorded grades of the rolling cycles, of forces with gaps and of the others."""
    yield from html.table(
        ("Cycle", "Forces", "Recorded", "Above adequate", "Adequate", "Below"),
        (
            _gap_row(cycle, with_gaps=with_gaps)
            for cycle in peel.cycles()
            if cycle.scale == peel.FIVE_TIER.key and peel.inspections(cycle=cycle)
            for with_gaps in (True, False)
        ),
        "Recorded grades of forces with and without gaps",
        "numbers",
    )
    yield f"Areas that are graded for every force. {dates.both()}"


def _gap_row(cycle: peel.Cycle, *, with_gaps: bool) -> Markup:
    adequate = peel.FIVE_TIER["adequate"]
    missing = {cell.force for cell in peel.coverage().missing() if cell.cycle == cycle}
    forces = {
        inspection.force
        for inspection in peel.inspections(cycle=cycle)
        if (inspection.force in missing) == with_gaps
    }
    grades = [
        judgement.grade
        for judgement in peel.judgements(cycle=cycle)
        if judgement.grade and judgement.question.graded == "always" and judgement.force in forces
    ]
    above = sum(grade > adequate for grade in grades)
    below = sum(grade < adequate for grade in grades)
    numbers = (len(grades), above, len(grades) - above - below, below)
    return html.row(
        cycle.label, f"{len(forces)} {'with gaps' if with_gaps else 'without'}", *map(str, numbers)
    )


def cycle_summaries() -> Iterator[str]:
    items: list[Markup] = []
    for cycle in peel.cycles():
        items.append(html.tag("dt", html.link(f"../cycles/{cycle.id}.html", cycle.title)))
        about = (
            f"{cycle.inspectorate}, {cycle.scale} scale, "
            f"{wording.plural(len(peel.questions(cycle)), 'question')} recorded; "
            f"{wording.life(cycle)}."
        )
        note = f" {wording.sentence(cycle.note)}" if cycle.note else ""
        items.append(html.tag("dd", about, note))
    yield from html.block("dl", *items)


def scale_tables() -> Iterator[str]:
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        yield from html.paragraph(html.tag("b", f"{scale.key.capitalize()} scale"))
        yield from html.table(
            ("Grade", "Rank", "Definition, in this library's words"),
            (
                html.row(html.chip(grade), str(grade.rank), grade.definition or "none found")
                for grade in scale
            ),
            f"The {scale.key} scale",
        )


def theme_matrices() -> Iterator[str]:
    """Themes × cycles with the questions in the cells, a table for each scale."""
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        cycles = [cycle for cycle in peel.cycles() if cycle.scale == scale.key]
        yield from html.part(
            f"## {scale.key.capitalize()} scale: {cycles[0].label} to {cycles[-1].label}"
        )
        if unknown := [cycle.title for cycle in cycles if not cycle.questions_complete]:
            yield from html.part(
                f"{wording.listed(unknown)} may have more questions than are recorded."
            )
        yield from html.table(
            ("Theme", *(cycle.label for cycle in cycles)),
            _theme_rows(cycles),
            f"Themes of the {scale.key} scale",
            "themes",
            "stack",
        )


def _theme_rows(cycles: list[peel.Cycle]) -> Iterator[Markup]:
    for theme in peel.themes():
        cells = [_questions_of(theme, cycle) for cycle in cycles]
        if any(cells):
            yield html.row(html.tag("code", theme), *cells)


def _questions_of(theme: str, cycle: peel.Cycle) -> str:
    asked = "; ".join(
        f"{question.label}{GRADED[question.graded]}"
        for question in peel.questions(cycle)
        if question.theme == theme
    )
    return asked and html.tag("span", f"{cycle.label}: ", class_="narrow") + asked


def data_dictionary() -> Iterator[str]:
    package: dict[str, Any] = json.loads(
        (files("peel") / "data" / "datapackage.json").read_text(encoding="utf-8")
    )
    yield from html.part(f"{package['description']} Version {package['version']}.")
    for resource in package["resources"]:
        schema = resource["schema"]
        rows = sum(1 for _ in peel.bundled().rows(resource["name"]))
        yield from html.part(f"## {resource['name']}")
        yield from html.paragraph(
            f"{resource['description']} {wording.plural(rows, 'row')} in ",
            html.tag("code", resource["path"]),
            ".",
        )
        yield from html.table(
            ("Column", "Type", "Meaning"),
            (_column(field, schema["primaryKey"]) for field in schema["fields"]),
            f"Columns of {resource['name']}",
        )


def _column(field: dict[str, Any], key: list[str]) -> Markup:
    constraints = field.get("constraints", {})
    allowed = constraints.get("enum")
    return html.row(
        html.tag("code", field["name"]) + (" (key)" if field["name"] in key else ""),
        field["type"] + (", required" if constraints.get("required") else ""),
        field["description"] + (f" (one of {', '.join(allowed)})" if allowed else ""),
    )


def command_line() -> Iterator[str]:
    """What the program and each of its commands say of themselves."""
    overview = shell.peel("--help")
    for command, text in (
        ("", overview),
        *((name, shell.peel(name, "--help")) for name in COMMAND.findall(overview)),
    ):
        yield from html.part(f"## {f'peel {command}'.strip()}")
        yield from html.part(f"```text\n{text.rstrip()}\n```")
