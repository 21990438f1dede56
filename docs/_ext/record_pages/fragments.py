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
from peel.__main__ import main
from record_pages import markup

GRADED = {"always": "", "some": " (some forces)", "never": " (never graded)"}
COMMANDS = ("", "show", "change", "distribution", "coverage", "export", "validate")


def front() -> Iterator[str]:
    coverage = peel.coverage()
    yield (
        f"**{coverage.recorded:,} grades** are recorded; {len(coverage.missing()):,} of "
        f"{coverage.expected:,} expected ones are missing, and every page says which. "
        f"Data of {peel.DATA_VERSION}."
    )
    yield ""
    yield "::::{container} front"
    yield ":::{container} front-forces"
    yield "**Forces**"
    yield ""
    yield from (f"- [{markup.short_name(force)}](forces/{force.id}.md)" for force in peel.forces())
    yield ":::"
    yield ":::{container} front-cycles"
    yield "**Cycles**"
    yield ""
    yield from (
        f"- [{cycle.title}](cycles/{cycle.id}.md) [{markup.how_full(cycle)}]{{.how-full}}"
        for cycle in peel.cycles()
    )
    yield ":::"
    yield "::::"
    yield ""


def comparability_table() -> Iterator[str]:
    yield from markup.table(
        ("Cycles", "Answer", "Why", "Sources"),
        (
            (
                f"{one.label} and {other.label}",
                f"**{statement.status}**",
                statement.reason,
                markup.source_links(statement.sources) or "none recorded",
            )
            for one, other in pairwise(peel.cycles())
            for statement in (peel.comparability(one, other),)
        ),
    )


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
        yield f"**{markup.words(scale.key)} scale**"
        yield ""
        yield from markup.table(
            ("Grade", "Rank", "Definition, in this library's words"),
            (
                (markup.chip(grade), str(grade.rank), grade.definition or "none found")
                for grade in scale
            ),
        )


def theme_matrix() -> Iterator[str]:
    """Themes × cycles with the questions in the cells."""
    yield ":::{container} matrix themes"
    yield from markup.table(
        ("Theme", *(cycle.label for cycle in peel.cycles())),
        (
            (
                f"`` {theme} ``",
                *(
                    "; ".join(
                        f"{question.label}{GRADED[question.graded]}"
                        for question in peel.questions(cycle)
                        if question.theme == theme
                    )
                    for cycle in peel.cycles()
                ),
            )
            for theme in peel.themes()
        ),
    )
    yield ":::"
    yield ""


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
