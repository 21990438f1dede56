"""A page for each cycle, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import peel
from record_pages import counts, distributions, markup, sources

GRADED = {"always": "for all forces", "some": "for some forces only", "never": "never"}


def index() -> Iterator[str]:
    yield from markup.WIDE
    yield "# Cycles"
    yield ""
    yield counts.EXPLAINED
    yield ""
    yield ":::{container} wide numbers cycles-index"
    yield from markup.table(
        ("Cycle", "Scale", "Published", *counts.COLUMNS), map(_cycle_row, peel.cycles())
    )
    yield ":::"
    yield ""
    yield from markup.toctree(cycle.id for cycle in peel.cycles())
    yield from markup.stamp()


def _cycle_row(cycle: peel.Cycle) -> Iterator[str]:
    yield f"[{cycle.title}]({cycle.id}.md)"
    yield cycle.scale
    if peel.inspections(cycle=cycle):
        yield markup.life(cycle)
        yield from counts.of_cycle(cycle).columns
    else:
        yield counts.NO_INSPECTION
        yield from [""] * len(counts.COLUMNS)


def page(cycle: peel.Cycle) -> Iterator[str]:
    inspections = peel.inspections(cycle=cycle)
    yield from markup.WIDE
    yield f"# {cycle.title}"
    yield ""
    yield from markup.box(
        f"{cycle.inspectorate} · {cycle.framework} · {cycle.scale} scale · {markup.life(cycle)}",
        "facts",
    )
    if cycle.note:
        yield f"{cycle.note[:1].upper()}{cycle.note[1:]}."
        yield ""
    if cycle.framework_source:
        yield f"Framework: {sources.link(peel.source(cycle.framework_source))}."
        yield ""
    if not cycle.questions_complete:
        yield "Not all questions of this framework are recorded."
        yield ""
    if inspections:
        yield "On this page: [all forces](#all-forces) · "
        yield "[national distributions](#national-distributions) · [questions](#questions)"
    else:
        yield "**No inspection of this cycle is recorded yet.**"
    yield ""
    yield from _neighbours(cycle)
    yield from _publications(cycle)
    if inspections:
        yield from _all_forces(cycle)
        yield from _national(cycle)
    yield from _questions_of(cycle)
    yield from markup.stamp()


def _neighbours(cycle: peel.Cycle) -> Iterator[str]:
    yield "## May its grades be compared?"
    yield ""
    for pair in pairwise(peel.cycles()):
        if cycle in pair:
            comparability = peel.comparability(*pair)
            other = pair[0] if pair[1] == cycle else pair[1]
            links = sources.links(comparability.sources)
            yield (
                f"- With [{other.title}]({other.id}.md): **{comparability.status}**: "
                f"{markup.reason(comparability)}.{links and f' [{links}]{{.sources}}'}"
            )
    yield ""


def _publications(cycle: peel.Cycle) -> Iterator[str]:
    found = peel.publications(cycle=cycle)
    if found:
        yield "## National publications"
        yield ""
        for item in found:
            tranche = f" (tranche {item.tranche})" if item.tranche else ""
            yield f"- [{item}](<{item.source.url}>){tranche}"
        yield ""


def _all_forces(cycle: peel.Cycle) -> Iterator[str]:
    comparison = peel.compare(peel.forces(), cycle)
    inspected = {inspection.force for inspection in peel.inspections(cycle=cycle)}
    yield "## All forces"
    yield ""
    empty = "no inspection of this force recorded"
    yield from markup.box(markup.legend(markup.scale_of(cycle), empty), "legend")
    yield from markup.box("On a narrow screen the table scrolls sideways.", "hint")
    yield ":::{container} matrix forces wide"
    yield from markup.table(
        ("Force", *(question.label for question in comparison.questions)),
        (
            (
                f"[{markup.short_name(force)}](../forces/{force.id}.md)",
                *(
                    markup.sign(question, comparison[force, question]) if force in inspected else ""
                    for question in comparison.questions
                ),
            )
            for force in comparison.forces
        ),
    )
    yield ":::"
    yield ""
    yield f"{counts.of_cycle(cycle)}."
    yield ""


def _national(cycle: peel.Cycle) -> Iterator[str]:
    yield "## National distributions"
    yield ""
    for question in peel.questions(cycle):
        if peel.judgements(cycle=cycle, question=question):
            distribution = peel.distribution(cycle, question)
            yield from distributions.block(distribution)


def _questions_of(cycle: peel.Cycle) -> Iterator[str]:
    rows = [row for row in peel.coverage().rows if row.cycle == cycle]
    yield "## Questions"
    yield ""
    yield ":::{container} questions numbers"
    yield from markup.table(
        ("Question", "Id", "Kind", "Theme", "Graded", "Recorded", "Not graded", "Missing"),
        map(_question_row, rows),
    )
    yield ":::"
    yield ""


def _question_row(row: peel.CoverageRow) -> Iterator[str]:
    yield markup.question_name(row.question)
    yield f"`` {row.question.id} ``"
    yield row.question.kind
    yield row.question.theme
    yield GRADED[row.question.graded]
    never = row.question.graded == "never"
    yield "" if never else str(row.recorded)
    yield "" if never else str(row.not_graded)
    yield str(len(row.not_recorded)) if row.expected else ""
