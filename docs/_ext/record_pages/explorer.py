"""The explorer: every cell of the record as rows for a table that filters itself in the browser."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup

import peel
from peel._records.marks import marks as signs
from record_pages import counts, dates, html, myst, sources, wording

#: Files that the page links, beside its own script.
LIBRARY, STYLE, ROWS = "datatables.js", "datatables.css", "explorer-rows.js"
#: The last statement of the module that `itables` ships: its names become those of the page.
EXPORTED = "export{"
EVIDENCE = {
    "inspectorate": "the inspectorate",
    "copy": "a copy of the inspectorate's document",
    "official": "a force, commissioner or public body",
    "several": "several other sources",
    "single": "one other source",
    wording.DERIVED: "worked out; no source names it (derived)",
}
#: Filters with one value at a time; grades, below, can be ticked together.
ANY = ""
WITHOUT_GRADE = {
    "not recorded": "Not recorded",
    "not graded": "Not graded",
    "unknown": "Not known whether graded",
}


def page() -> Iterator[str]:
    yield from myst.top(
        "Explorer",
        "Every PEEL grade of every police force since 2014, with the gaps: filter by cycle, area, "
        "grade, region, force and evidence, share the view or download it as CSV.",
        wide=True,
    )
    yield from html.paragraph(
        "Every grade in the record, and every grade that is missing from it. Each view says how much "
        "it rests on, has an address to share, and can be downloaded. ",
        html.tag(
            "noscript",
            "The explorer needs JavaScript; ",
            html.link("download.html", "the files to download"),
            " do not.",
        ),
    )
    yield from html.block("form", *_filters(), id_="filters", aria_label="Filters")
    yield from html.block(
        "div",
        html.tag("p", id_="coverage", role="status"),
        html.tag("p", id_="warning", class_="break-line", hidden=True),
        html.tag(
            "p",
            html.tag("button", "Download this view as CSV", id_="csv", type_="button"),
            " ",
            html.tag("button", "Copy the address of this view", id_="share", type_="button"),
            " ",
            html.tag("button", "Clear the filters", id_="clear", type_="button"),
        ),
        html.tag("table", id_="cells", class_="docutils cells", aria_label="Cells of the record"),
        id_="view",
    )
    yield from html.legend_of_marks()
    yield from dates.line()
    yield from myst.foot()


def _filters() -> Iterator[Markup]:
    yield _select("cycle", "Cycle", [(item.id, item.title) for item in peel.cycles()[::-1]])
    yield _select("area", "Area or question", _theme_options())
    yield _select("force", "Force", [(item.id, item.name) for item in peel.forces()])
    regions = sorted({force.region for force in peel.forces()})
    yield _select("region", "Region", zip(regions, regions, strict=True))
    yield _select("evidence", "Who says so", EVIDENCE.items())
    yield html.tag(
        "fieldset",
        html.tag("legend", "Grade"),
        *(_box(grade.key, grade.label) for grade in peel.FIVE_TIER),
        *(_box(key, label) for key, label in WITHOUT_GRADE.items()),
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    return html.tag(
        "label",
        label,
        html.tag(
            "select",
            html.tag("option", "All", value=ANY),
            *(html.tag("option", text, value=value) for value, text in options),
            name=name,
        ),
    )


def _box(value: str, label: str) -> Markup:
    return html.tag(
        "label", html.void("input", type_="checkbox", name="grade", value=value), f" {label}"
    )


def _theme_options() -> list[tuple[str, str]]:
    """Themes by name; a theme has at most one question in a cycle."""
    graded = {
        question.theme
        for cycle in peel.cycles()
        for question in peel.questions(cycle)
        if question.graded != "never"
    }
    return sorted((theme, wording.words(theme)) for theme in graded)


def write(directory: Path) -> None:
    """The scripts and the style that the page links."""
    shipped = files("itables") / "html"
    module = (shipped / "dt_bundle.js").read_text(encoding="utf-8")
    (directory / LIBRARY).write_text(as_script(module), encoding="utf-8")
    style = (shipped / "dt_bundle.css").read_text(encoding="utf-8")
    (directory / STYLE).write_text(style, encoding="utf-8")
    text = json.dumps(record(), ensure_ascii=False, separators=(",", ":"))
    (directory / ROWS).write_text(f"window.peelRecord={text};\n", encoding="utf-8")


def as_script(module: str) -> str:
    """A module as a plain script, which a page opened from a disk may link too."""
    body, found, exported = module.rpartition(EXPORTED)
    names, closed, rest = exported.partition("}")
    if not found or not closed or "import.meta" in body:
        raise ValueError("itables has another form of module than this page knows")
    pairs = dict(name.split(" as ")[::-1] for name in names.split(","))
    return f"(()=>{{{body}window.DataTable={pairs['default']};}})(){rest}"


def record() -> dict[str, object]:
    """What the page knows: names of what the rows refer to, and the rows."""
    cited = {source: number for number, source in enumerate(peel.sources())}
    return {
        "cycles": {cycle.id: _cycle(cycle) for cycle in peel.cycles()},
        "current": dates.current_cycle().id,
        "forces": {
            force.id: {
                "name": force.name,
                "short": force.short_name,
                "region": force.region,
                "newest": peel.inspections(force=force)[-1].cycle.id,
            }
            for force in peel.forces()
        },
        "breaks": [
            [older.id, newer.id]
            for older, newer in pairwise(peel.cycles())
            if not peel.comparability(older, newer).comparable
        ],
        "marks": html.MEANINGS,
        "without_grade": WITHOUT_GRADE,
        "edition": dates.both(),
        "sources": [[sources.text(source), source.url] for source in cited],
        "cells": list(_cells(cited)),
    }


def _cycle(cycle: peel.Cycle) -> dict[str, object]:
    empty = f"{cycle.title}: {counts.NO_INSPECTION}. {dates.since().striptags()}"
    return {
        "title": cycle.title,
        "label": cycle.label,
        "empty": "" if peel.inspections(cycle=cycle) else empty,
        "themes": {
            question.theme: {
                "id": question.id,
                "label": question.label,
                "row": html.grade_id(question),
                "optional": question.graded == "some",
            }
            for question in peel.questions(cycle)
        },
    }


#: What `_known` says where there is no judgement.
UNKNOWN: list[object] = ["", "", "", "", "", "", "", []]


def _cells(cited: dict[peel.Source, int]) -> Iterator[list[object]]:
    """A row for each force and graded question, newest cycle first."""
    possible = _possible()
    for cycle in reversed(peel.cycles()):
        comparison = peel.compare(peel.forces(), cycle)
        inspected = {item.force for item in peel.inspections(cycle=cycle)}
        for question in comparison.questions:
            for force in comparison.forces:
                judgement = comparison[force, question]
                expected = force in inspected and question.graded == "always"
                yield [
                    force.id,
                    cycle.id,
                    question.theme,
                    _status(judgement, expected=expected),
                    *(_known(judgement, cited) if judgement else UNKNOWN),
                    possible[force, question],
                ]


def _status(judgement: peel.Judgement | None, *, expected: bool) -> str:
    """The key of the grade, or why there is none: a key of `WITHOUT_GRADE`."""
    if judgement is None:
        return "not recorded" if expected else "unknown"
    return judgement.grade.key if judgement.grade else "not graded"


def _known(judgement: peel.Judgement, cited: dict[peel.Source, int]) -> list[object]:
    return [
        f"{judgement.published or ''}",
        wording.published(judgement),
        wording.level(judgement),
        wording.evidence(judgement),
        signs(judgement),
        wording.remarks(judgement),
        judgement.sentence,
        [cited[source] for source in judgement.sources],
    ]


def _possible() -> dict[tuple[peel.Force, peel.Question], list[str]]:
    """The grades that its published count leaves to a force where the cell is not recorded."""
    found: dict[tuple[peel.Force, peel.Question], list[str]] = defaultdict(list)
    for cycle in peel.cycles():
        for question in peel.questions(cycle):
            if question.graded == "never":
                continue
            distribution = peel.distribution(cycle, question)
            for grade in distribution.scale:
                for force in distribution.count_only(grade):
                    found[force, question].append(grade.key)
    return found
