"""Parts of written pages that are read from the record."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from importlib.resources import files
from io import StringIO
from itertools import pairwise
from typing import Any

import peel
from peel._cli.commands import main
from record_pages import counts, markup, sources

GRADED = {"always": "", "some": " (some forces)", "never": " (never graded)"}
COMMANDS = ("", "show", "change", "distribution", "coverage", "export", "validate")


def front() -> Iterator[str]:
    total = counts.count(peel.coverage().rows)
    yield (
        f"Of **{total.expected:,} grades** that the frameworks lead one to expect, "
        f"**{total.recorded:,}** are recorded, {total.not_graded:,} are recorded as not graded, and "
        f"**{total.missing:,} are missing**; every page says which. Besides, {total.beside:,} grades "
        "of questions that are graded for some forces only are recorded. "
        f"Data of {peel.DATA_VERSION}."
    )
    yield ""
    yield "::::{container} front wide"
    yield ":::{container} front-forces"
    yield "**Forces**, and how much of each cycle is recorded, oldest first"
    yield ""
    yield from (
        f"- [{markup.short_name(force)}](forces/{force.id}.md) {_strip(force)}"
        for force in peel.forces()
    )
    yield ":::"
    yield ":::{container} front-cycles"
    yield "**Cycles**"
    yield ""
    yield from (
        f"- [{cycle.title}](cycles/{cycle.id}.md) {_meter(cycle)} [{_how_full(cycle)}]{{.how-full}}"
        for cycle in peel.cycles()
    )
    yield ""
    yield "A full bar: every grade expected is recorded, or recorded as not graded."
    yield ":::"
    yield "::::"
    yield ""


def _strip(force: peel.Force) -> str:
    """The cycles of a force as small bars, each as high as it is recorded."""
    shown = {
        item.cycle.label: counts.of_cycle(item.cycle, force)
        for item in peel.inspections(force=force)
    }
    text = ", ".join(f"{cycle}: {_of_expected(number)}" for cycle, number in shown.items())
    bars = "".join(f'<i style="--full:{number.share:.2f}"></i>' for number in shown.values())
    return f'<span class="strip" role="img" aria-label="{text}" title="{text}">{bars}</span>'


def _meter(cycle: peel.Cycle) -> str:
    share = counts.of_cycle(cycle).share
    return f'<span class="meter" aria-hidden="true" style="--full:{share:.3f}"></span>'


def _of_expected(number: counts.Counts) -> str:
    return f"{number.recorded + number.not_graded:,} of {number.expected:,}"


def _how_full(cycle: peel.Cycle) -> str:
    if not peel.inspections(cycle=cycle):
        return counts.NO_INSPECTION
    number = counts.of_cycle(cycle)
    return f"{_of_expected(number)}, {number.missing:,} missing"


def comparability_table() -> Iterator[str]:
    yield ":::{container} stack"
    yield from markup.table(
        ("Cycles", "Answer", "Why", "Sources"),
        (
            (
                f"{one.label} and {other.label}",
                f"**{statement.status}**",
                markup.reason(statement),
                sources.links(statement.sources) or "none recorded",
            )
            for one, other in pairwise(peel.cycles())
            for statement in (peel.comparability(one, other),)
        ),
    )
    yield ":::"


def gaps() -> Iterator[str]:
    """Recorded grades of the rolling cycles, of forces with gaps and of the others."""
    adequate = peel.FIVE_TIER["adequate"]
    missing = {(cell.force, cell.cycle) for cell in peel.coverage().missing()}

    def row(cycle: peel.Cycle, *, with_gaps: bool) -> list[str]:
        forces = {
            inspection.force
            for inspection in peel.inspections(cycle=cycle)
            if ((inspection.force, cycle) in missing) == with_gaps
        }
        grades = [
            judgement.grade
            for judgement in peel.judgements(cycle=cycle)
            if judgement.grade and judgement.question.graded == "always"
            if judgement.force in forces
        ]
        above = sum(grade > adequate for grade in grades)
        below = sum(grade < adequate for grade in grades)
        return [
            cycle.label,
            f"{len(forces)} {'with gaps' if with_gaps else 'without'}",
            *map(str, (len(grades), above, len(grades) - above - below, below)),
        ]

    yield from markup.table(
        ("Cycle", "Forces", "Recorded", "Above adequate", "Adequate", "Below"),
        (
            row(cycle, with_gaps=with_gaps)
            for cycle in peel.cycles()
            if cycle.scale == adequate.scale and peel.inspections(cycle=cycle)
            for with_gaps in (True, False)
        ),
    )
    yield f"Areas that are graded for every force; data of {peel.DATA_VERSION}."


def cycle_summaries() -> Iterator[str]:
    for cycle in peel.cycles():
        yield f"[{cycle.title}](/cycles/{cycle.id}.md)"
        yield (
            f": {cycle.inspectorate}, {cycle.scale} scale, "
            f"{markup.plural(len(peel.questions(cycle)), 'question')} recorded; {markup.life(cycle)}. "
            f"{(cycle.note or '')[:1].upper()}{(cycle.note or '')[1:]}."
        )
        yield ""


def scale_tables() -> Iterator[str]:
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        yield f"**{scale.key.capitalize()} scale**"
        yield ""
        yield from markup.table(
            ("Grade", "Rank", "Definition, in this library's words"),
            (
                (markup.chip(grade), str(grade.rank), grade.definition or "none found")
                for grade in scale
            ),
        )


def theme_matrices() -> Iterator[str]:
    """Themes × cycles with the questions in the cells, a table for each scale."""
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        cycles = [cycle for cycle in peel.cycles() if cycle.scale == scale.key]
        yield f"## {scale.key.capitalize()} scale: {cycles[0].label} to {cycles[-1].label}"
        yield ""
        if unknown := [cycle.label for cycle in cycles if not cycle.questions_complete]:
            yield f"Not all questions of {' and '.join(unknown)} are recorded."
            yield ""
        yield ":::{container} themes stack wide"
        yield from markup.table(("Theme", *(cycle.label for cycle in cycles)), _theme_rows(cycles))
        yield ":::"
        yield ""


def _theme_rows(cycles: list[peel.Cycle]) -> Iterator[list[str]]:
    for theme in peel.themes():
        cells = [_questions_of(theme, cycle) for cycle in cycles]
        if any(cells):
            yield [f"`` {theme} ``", *cells]


def _questions_of(theme: str, cycle: peel.Cycle) -> str:
    asked = "; ".join(
        f"{question.label}{GRADED[question.graded]}"
        for question in peel.questions(cycle)
        if question.theme == theme
    )
    return asked and f"[{cycle.label}:]{{.narrow}} {asked}"


def data_dictionary() -> Iterator[str]:
    package: dict[str, Any] = json.loads(
        (files("peel") / "data" / "datapackage.json").read_text(encoding="utf-8")
    )
    yield f"{package['description']} Version {package['version']}."
    yield ""
    for resource in package["resources"]:
        schema = resource["schema"]
        key = schema["primaryKey"]
        yield f"## {resource['name']}"
        yield ""
        rows = sum(1 for _ in peel.bundled().rows(resource["name"]))
        yield f"{resource['description']} {markup.plural(rows, 'row')} in `` {resource['path']} ``."
        yield ""
        yield from markup.table(
            ("Column", "Type", "Meaning"),
            (
                (
                    f"`` {field['name']} ``" + (" (key)" if field["name"] in key else ""),
                    field["type"] + (", required" if _required(field) else ""),
                    field["description"] + _allowed(field),
                )
                for field in schema["fields"]
            ),
        )


def _required(field: dict[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _allowed(field: dict[str, Any]) -> str:
    allowed = field.get("constraints", {}).get("enum", ())
    return f" (one of {', '.join(allowed)})" if allowed else ""


def command_line() -> Iterator[str]:
    """What each command says of itself."""
    os.environ["COLUMNS"] = "80"
    for command in COMMANDS:
        with redirect_stdout(StringIO()) as shown, suppress(SystemExit):
            main([*command.split(), "--help"])
        yield f"## {f'peel {command}'.strip()}"
        yield ""
        yield "```text"
        yield shown.getvalue().rstrip()
        yield "```"
        yield ""
