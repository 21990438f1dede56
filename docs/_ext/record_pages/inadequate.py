"""Who is inadequate in the current cycle: who is recorded so, who may be, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

import peel
from record_pages import cycles, dates, html, myst, wording

WORST = "inadequate"


def page() -> Iterator[str]:
    cycle = dates.current_cycle()
    yield from myst.top(
        "Who is inadequate?",
        f"Which police forces were graded inadequate in {cycle.title}, which others may have been, "
        "and what is not known.",
        wide=True,
        called=("who is inadequate", WORST),
    )
    yield (
        f"There is no overall grade for a force. In {cycle.title} each force was graded on "
        "up to {number} areas of policing, and a force can be inadequate in some of them.".replace(
            "{number}", str(len(peel.compare(peel.forces(), cycle).questions))
        )
    )
    yield ""
    yield from html.paragraph(
        html.tag("b", "Read the three columns together."),
        " Recorded: a source says inadequate. Possible: the published count of the force has an "
        "inadequate area, and it is not known which. Not known: how many forces have no recorded "
        f"grade in this area. {dates.both()} ",
        dates.since(),
    )
    yield from cycles.inspected_again(cycle)
    yield from html.table(
        ("Area", "Recorded as inadequate", "Possible, by a published count", "How much is known"),
        (
            _row(peel.distribution(cycle, question))
            for question in peel.compare(peel.forces(), cycle).questions
        ),
        f"Who is inadequate in {cycle.title}",
        "who",
        "stack",
    )
    yield from html.paragraph(
        html.link(f"explorer.html#cycle={cycle.id}&grade={WORST}", "The same in the explorer"),
        " with sources, and as CSV.",
    )
    yield from myst.foot()


def _row(distribution: peel.Distribution) -> Markup:
    question = distribution.question
    return html.row(
        question.label,
        *html.cells(
            (
                _names(distribution.forces(WORST), question) or "none recorded",
                _names(distribution.count_only(WORST), question) or "none",
                wording.sentence(distribution.coverage_line),
            )
        ),
    )


def _names(forces: Iterable[peel.Force], question: peel.Question) -> Markup:
    return html.join(
        (
            html.link(f"forces/{force.id}.html#{html.grade_id(question)}", force.short_name)
            for force in forces
        ),
        ", ",
    )
