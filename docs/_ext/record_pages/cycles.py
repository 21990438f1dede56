"""A page for each cycle, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import peel
from record_pages import markup


def index() -> Iterator[str]:
    yield "# Cycles"
    yield ""
    yield from markup.table(
        ("Cycle", "Scale", "Published", "Grades recorded", "Missing"),
        map(_cycle_row, peel.cycles()),
    )
    yield from markup.toctree(cycle.id for cycle in peel.cycles())
    yield from markup.stamp()


def _cycle_row(cycle: peel.Cycle) -> Iterator[str]:
    rows = markup.coverage_of(cycle)
    yield f"[{cycle.title}]({cycle.id}.md)"
    yield cycle.scale
    yield markup.life(cycle)
    yield str(sum(row.recorded for row in rows))
    yield str(sum(len(row.not_recorded) for row in rows))


def page(cycle: peel.Cycle) -> Iterator[str]:
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
        yield f"Framework: {markup.source_link(peel.source(cycle.framework_source))}."
        yield ""
    if not cycle.questions_complete:
        yield "Not all questions of this framework are recorded."
        yield ""
    yield from _neighbours(cycle)
    yield from _publications(cycle)
    graded = [question for question in peel.questions(cycle) if question.graded != "never"]
    if peel.judgements(cycle=cycle):
        yield from _all_forces(cycle)
        yield from _national(graded)
    yield from _questions_of(cycle)
    yield from markup.stamp()


def _neighbours(cycle: peel.Cycle) -> Iterator[str]:
    yield "## May its grades be compared?"
    yield ""
    for pair in pairwise(peel.cycles()):
        if cycle in pair:
            comparability = peel.comparability(*pair)
            other = pair[0] if pair[1] == cycle else pair[1]
            sources = markup.source_links(comparability.sources)
            yield (
                f"- With [{other.title}]({other.id}.md): **{comparability.status}**: "
                f"{comparability.reason}.{sources and f' [{sources}]{{.sources}}'}"
            )
    yield ""


def _publications(cycle: peel.Cycle) -> Iterator[str]:
    found = peel.publications(cycle=cycle)
    if found:
        yield "## National publications"
        yield ""
        for item in found:
            tranche = f" (tranche {item.tranche})" if item.tranche else ""
            yield f"- {item}{tranche}"
        yield ""


def _all_forces(cycle: peel.Cycle) -> Iterator[str]:
    comparison = peel.compare(peel.forces(), cycle)
    yield "## All forces"
    yield ""
    empty = "graded for some forces only, nothing recorded of this one"
    yield from markup.box(markup.legend(markup.scale_of(cycle), empty), "legend")
    yield ":::{container} matrix forces"
    yield from markup.table(
        ("Force", *(question.label for question in comparison.questions)),
        (
            (
                f"[{markup.short_name(force)}](../forces/{force.id}.md)",
                *(
                    _matrix_cell(comparison[force, question], question)
                    for question in comparison.questions
                ),
            )
            for force in comparison.forces
        ),
    )
    yield ":::"
    yield ""
    yield f"{comparison.coverage_line.partition('; version')[0]}."
    yield ""


def _matrix_cell(judgement: peel.Judgement | None, question: peel.Question) -> str:
    if judgement is None:
        return markup.GAPS["not recorded"] if question.graded == "always" else ""
    return markup.initials(judgement)


def _national(questions: list[peel.Question]) -> Iterator[str]:
    yield "## National distributions"
    yield ""
    for question in questions:
        distribution = peel.distribution(question.cycle, question)
        if not distribution.judgements:
            continue
        yield f"### {question.label}"
        yield ""
        if question.wording:
            yield f"*{question.wording}*"
            yield ""
        yield f'<div class="distribution">{distribution._repr_html_()}</div>'
        yield ""
        for tally in distribution.tallies:
            counts = ", ".join(
                f"{number} {distribution.scale[key].label.lower()}"
                for key, number in tally.counts.items()
            )
            yield f"- Published count of {tally.forces_graded} forces: {counts}."
            yield f"  [{markup.source_link(tally.source)}]{{.sources}}"
        yield ""


def _questions_of(cycle: peel.Cycle) -> Iterator[str]:
    yield "## Questions"
    yield ""
    yield from markup.table(
        ("Question", "Id", "Kind", "Theme", "Graded", "Recorded", "Missing"),
        (
            (
                markup.question_name(row.question),
                f"`` {row.question.id} ``",
                row.question.kind,
                row.question.theme,
                row.question.graded,
                str(row.recorded),
                str(len(row.not_recorded)),
            )
            for row in markup.coverage_of(cycle)
        ),
    )
