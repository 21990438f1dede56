"""A page for each cycle, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup

import peel
from record_pages import counts, dates, distributions, html, myst, sources, wording

GRADED = {"always": "for all forces", "some": "for some forces only", "never": "never"}


def index() -> Iterator[str]:
    yield from myst.top(
        "Cycles",
        "The PEEL inspection cycles since 2014, and how much of each is recorded.",
        wide=True,
    )
    yield from html.part(counts.EXPLAINED)
    yield from dates.line()
    yield from html.table(
        ("Cycle", "Scale", "Published", *counts.COLUMNS),
        map(_cycle_row, peel.cycles()),
        "All cycles",
        "numbers",
        "cycles-index",
    )
    yield from myst.toctree(cycle.id for cycle in peel.cycles())
    yield from myst.foot()


def _cycle_row(cycle: peel.Cycle) -> Markup:
    recorded = peel.inspections(cycle=cycle)
    return html.row(
        html.link(f"{cycle.id}.html", cycle.title),
        cycle.scale,
        wording.life(cycle) if recorded else counts.NO_INSPECTION,
        *(counts.of_cycle(cycle).columns if recorded else [""] * len(counts.COLUMNS)),
    )


def page(cycle: peel.Cycle) -> Iterator[str]:
    inspections = peel.inspections(cycle=cycle)
    yield from myst.top(
        cycle.title,
        f"How the inspectorate graded each police force in {cycle.title}: every grade that is "
        "recorded, with its source, and what is missing.",
        wide=True,
    )
    if inspections:
        yield from html.paragraph(
            "On this page: ",
            html.join(
                html.link(f"#{anchor}", text)
                for anchor, text in (
                    ("all-forces", "all forces"),
                    ("national-distributions", "national distributions"),
                    ("questions", "questions"),
                    ("can-these-grades-be-compared", "can these grades be compared?"),
                )
            ),
        )
        yield from _all_forces(cycle)
        yield from _national(cycle)
    else:
        yield from html.paragraph(
            html.tag("b", "No inspection of this cycle is recorded."), " ", dates.since()
        )
    yield from _questions_of(cycle)
    yield from _neighbours(cycle)
    yield from _about(cycle)
    yield from myst.foot()


def how_good(comparison: peel.Comparison) -> str:
    """How many grades there are, who says so, and how many are missing; optional ones apart."""
    graded = [item for item in comparison.judgements if item.grade]
    expected = [item for item in graded if item.question.graded == "always"]
    levels = counts.by_level(expected)
    parts = {
        "from the inspectorate or a copy of its document": levels["inspectorate"] + levels["copy"],
        "from one secondary source (usually a news report)": levels["single"],
        "from official bodies or several others": levels["official"] + levels["several"],
        "worked out (derived) where no source names the grade": levels[wording.DERIVED],
    }
    shown = wording.listed(f"{number:,} {whence}" for whence, number in parts.items() if number)
    text = (
        f"{wording.plural(len(expected), 'grade')}: {shown}. "
        f"Missing: {counts.of_cycle(comparison.cycle).missing:,}."
    )
    if optional := len(graded) - len(expected):
        text += f" {optional:,} more {'is' if optional == 1 else 'are'} of questions that were graded for some forces only."
    return text


def inspected_again(cycle: peel.Cycle) -> Iterator[str]:
    """That grades of a cycle are not the newest, where a newer report is recorded."""
    if again := counts.inspected_again(cycle):
        yield from html.paragraph(
            f"{again} of these forces {'has' if again == 1 else 'have'} been inspected again since: "
            f"grades of {cycle.title} do not say where a force stands now.",
            class_="break-line",
        )


def _all_forces(cycle: peel.Cycle) -> Iterator[str]:
    comparison = peel.compare(peel.forces(), cycle)
    yield from html.part("## All forces")
    yield from inspected_again(cycle)
    yield from html.paragraph(how_good(comparison))
    yield from html.legend(wording.scale_of(cycle), "no inspection of this force recorded")
    yield from html.heat_map(comparison, "../forces", f"Grades of every force in {cycle.title}")


def _national(cycle: peel.Cycle) -> Iterator[str]:
    yield from html.part("## National distributions")
    yield from html.legend_of_marks()
    for question in peel.questions(cycle):
        if peel.judgements(cycle=cycle, question=question):
            yield from distributions.block(peel.distribution(cycle, question))


def _questions_of(cycle: peel.Cycle) -> Iterator[str]:
    rows = [row for row in peel.coverage().rows if row.cycle == cycle]
    yield from html.part("## Questions")
    if not cycle.questions_complete:
        yield from html.part("This framework may have more questions than are recorded.")
    yield from html.table(
        ("Question", "Id", "Kind", "Theme", "Graded", "Recorded", "Not graded", "Missing"),
        map(_question_row, rows),
        f"Questions of {cycle.title}",
        "questions",
        "numbers",
    )


def _question_row(row: peel.CoverageRow) -> Markup:
    question = row.question
    never = question.graded == "never"
    return html.row(
        html.name(question),
        html.tag("code", question.id),
        question.kind,
        question.theme,
        GRADED[question.graded],
        "" if never else str(row.recorded),
        "" if never else str(row.not_graded),
        str(len(row.not_recorded)) if row.expected else "",
    )


def _neighbours(cycle: peel.Cycle) -> Iterator[str]:
    yield from html.part("## Can these grades be compared?")
    neighbours = [pair for pair in pairwise(peel.cycles()) if cycle in pair]
    yield from html.block(
        "ul",
        *(
            html.tag(
                "li",
                "With ",
                html.link(f"{other.id}.html", other.title),
                ": ",
                html.tag("b", statement.status),
                f": {wording.reason(statement)}. ",
                sources.cited(statement.sources),
            )
            for one, two in neighbours
            for other in [one if two == cycle else two]
            for statement in [peel.comparability(one, two)]
        ),
    )


def _about(cycle: peel.Cycle) -> Iterator[str]:
    yield from html.part("## About this cycle")
    yield from html.paragraph(
        f"{cycle.inspectorate} · {cycle.framework} · {cycle.scale} scale · {wording.life(cycle)}. ",
        wording.sentence(cycle.note) if cycle.note else "",
    )
    if cycle.framework_source:
        yield from html.paragraph(
            "Framework: ", sources.links([peel.source(cycle.framework_source)])
        )
    if found := peel.publications(cycle=cycle):
        yield from html.paragraph("National publications:")
        yield from html.block(
            "ul",
            *(
                html.tag(
                    "li",
                    html.link(item.source.url, str(item)),
                    f" (tranche {item.tranche})" if item.tranche else "",
                )
                for item in found
            ),
        )
