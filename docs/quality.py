"""Writes `quality.md` from the record and from `quality.json`; `--check` fails if it is old.

`quality.json` holds what was measured by runs too long for every change: fuzzing and mutation
testing. Everything else is counted from the record.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import peel
from peel._vocabulary import EvidenceLevel

HERE = Path(__file__).parent
PAGE, MEASURED = HERE / "quality.md", HERE / "quality.json"


def table(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    columns = [str(cell) for cell in header]
    yield f"| {' | '.join(columns)} |"
    yield f"| {' | '.join('---' for _ in columns)} |"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"
    yield ""


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def evidence() -> Iterator[str]:
    levels = get_args(EvidenceLevel)
    rows = []
    for cycle in [*peel.cycles(), None]:
        found = peel.judgements(cycle=cycle)
        counts = [sum(row.evidence == level for row in found) for level in levels]
        graded = sum(row.grade is not None for row in found)
        rows.append([cycle.id if cycle else "**all**", *counts, graded, len(found) - graded])
    yield "## How good the sources are"
    yield ""
    yield (
        "Rows of `judgements.csv` by cycle and evidence level: the inspectorate itself, a *copy* of "
        "its document elsewhere, an *official* body, *several* others, a *single* other."
    )
    yield ""
    yield from table(["cycle", *levels, "graded", "not graded"], rows)


def missing() -> Iterator[str]:
    coverage = peel.coverage()
    expected, absent = coverage.expected, len(coverage.missing())
    yield "## What is missing"
    yield ""
    yield (
        f"{coverage.recorded} grades are recorded and {coverage.not_graded} cells are recorded as "
        f"not graded. Of {expected} cells in which a grade is expected, {absent} are not recorded "
        "yet. Where the framework of a cycle is not fully recorded, more is missing than can be "
        "counted: "
        + ", ".join(cycle.id for cycle in peel.cycles() if not cycle.questions_complete)
        + "."
    )
    yield ""
    yield from table(
        ["cycle", "question", "expected", "recorded", "not graded", "missing"],
        (
            [
                row.cycle.id,
                row.question.id,
                row.expected,
                row.recorded,
                row.not_graded,
                len(row.not_recorded),
            ]
            for row in coverage.rows
            if row.not_recorded
        ),
    )


def tallies() -> Iterator[str]:
    found = peel.tallies()
    rows: list[list[object]] = []
    whole = agreeing = 0
    counted = {(tally.cycle, tally.question) for tally in found}
    for tally in found:
        distribution = peel.distribution(tally.cycle, tally.question)
        same = dict(distribution.counts) == dict(tally.counts)
        whole += distribution.complete
        agreeing += distribution.complete and same
        answer = ("yes" if same else "no") if distribution.complete else "cannot be counted yet"
        published = ", ".join(f"{number} {grade}" for grade, number in tally.counts.items())
        rows.append([tally.cycle.id, tally.question.id, published, answer, tally.source.id])
    yield "## Published national counts"
    yield ""
    yield (
        f"Complete national counts of {len(counted)} questions were published, in {len(found)} "
        f"publications. {whole} of these can be held against a completely recorded question, and "
        f"{agreeing} are reproduced."
    )
    yield ""
    yield from table(["cycle", "question", "published", "reproduced", "source"], rows)


def by_name(title: str, text: str, header: list[str], rows: list[list[object]]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield f"{len(rows)} {text}"
    yield ""
    yield from table(header, rows)


def cells() -> Iterator[str]:
    everything = peel.judgements()
    yield from by_name(
        "Derived grades",
        "grades rest on a published count and on what sources name: together they leave no other "
        "possibility.",
        ["force", "cycle", "question", "grade"],
        [
            [row.force.id, row.cycle.id, row.question.id, row.grade]
            for row in everything
            if row.basis == "derived"
        ],
    )
    yield from by_name(
        "Disputed cells",
        "rows with which some source disagrees.",
        ["force", "cycle", "question", "grade", "what disagrees"],
        [
            [row.force.id, row.cycle.id, row.question.id, row.grade_text, row.dispute]
            for row in everything
            if row.dispute is not None
        ],
    )


def measured(figures: dict[str, Any]) -> Iterator[str]:
    fuzzing, mutation, wheel = (figures[name] for name in ("fuzzing", "mutation", "wheel"))
    yield "## The library"
    yield ""
    yield (
        f"Measured on {figures['date']} with version {figures['version']}; "
        "`docs/quality.json` holds the figures."
    )
    yield ""
    yield from table(
        ["what", "figure", "how"],
        [
            [
                "bad input to public functions",
                (
                    f"{fuzzing['functions']} callables, {fuzzing['examples_each']:,} examples of "
                    f"each, {fuzzing['open']} undocumented errors open"
                ),
                "`pytest tests/robustness/test_bad_input.py --hypothesis-profile=nightly`",
            ],
            [
                "damaged data packages",
                f"{fuzzing['packages']:,} tried; each loads right or is refused with its problems",
                "`pytest tests/robustness/test_bad_packages.py --hypothesis-profile=longer`",
            ],
            [
                "mutants of the modules with rules",
                (
                    f"{mutation['killed']} of {mutation['tried']} killed "
                    f"({mutation['killed'] / mutation['tried']:.1%})"
                ),
                "`mutmut run`",
            ],
            [
                "wheel",
                f"{wheel['kilobytes']} kB, reproducible; the source distribution builds the same",
                "`pytest tests/packaging`",
            ],
        ],
    )
    yield "Mutants that survive, and why they are left:"
    yield ""
    yield from (f"- {reason}" for reason in mutation["survivors"])
    yield ""


def page() -> str:
    figures: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    lines = [
        "# Quality",
        "",
        (
            f"What is known of the quality of the record of {peel.DATA_VERSION} and of the "
            "library. This page is written by `docs/quality.py`; a check fails when it is older "
            "than the record."
        ),
        "",
        *evidence(),
        *missing(),
        *tallies(),
        *cells(),
        "## When a grade is added",
        "",
        (
            "A grade enters the record if a published document that anyone can open says it, or if a "
            "published count and the grades that such documents name leave no other possibility "
            "(*derived*). The document is named with its kind, so that the evidence level follows. If "
            "documents disagree, the better one is followed, both are named, and the dispute is written "
            "down. A grade never comes from memory, from a private message or from a data set without "
            "sources, and none is ever inferred from a neighbouring cycle. "
            "[Add a report in ten minutes](contributing-data.md) says how."
        ),
        "",
        *measured(figures),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        if PAGE.read_text(encoding="utf-8") == page():
            return 0
        sys.stderr.write("docs/quality.md is older than the record: run python docs/quality.py\n")
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
