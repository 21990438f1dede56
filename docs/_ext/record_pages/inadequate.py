"""Who is inadequate in the current cycle: who is recorded so, who may be, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

import peel
from record_pages import cycles, dates, html, myst, wording

WORST = "inadequate"


def page() -> Iterator[str]:
    cycle = dates.current_cycle()
    questions = peel.compare(peel.forces(), cycle).questions
    yield from myst.top(
        "Who is inadequate?",
        f"Which police forces were graded inadequate in {cycle.title}, which others may have been, "
        "and what is not known.",
        wide=True,
        called=("who is inadequate", WORST),
    )
    yield from html.part(
        f"There is no overall grade for a force. In {cycle.title} each force was graded on "
        f"up to {len(questions)} areas of policing, and a force can be inadequate in some of them."
    )
    yield from html.paragraph(
        html.tag("b", "Read the three columns together."),
        f" Recorded: a source says {WORST} or, where the grade is derived "
        f"({html.MARKS['derived']}), it follows from what sources say. Possible: the published "
        f"count of the force has an {WORST} area, and it is not known which. Not known: how many "
        f"forces have no recorded grade in this area. {dates.both()} ",
        dates.since(),
    )
    yield from cycles.inspected_again(cycle)
    yield from html.legend_of_marks()
    yield from html.table(
        ("Area", "Recorded as inadequate", "Possible, by a published count", "How much is known"),
        (_row(peel.distribution(cycle, question)) for question in questions),
        f"Who is inadequate in {cycle.title}",
        "who",
        "stack",
    )
    if open_ := _not_excluded(cycle):
        yield from html.paragraph(
            html.tag(
                "b",
                "Not excluded, in areas graded for every force, where no grade is recorded and no "
                "count is known: ",
            ),
            html.join(
                (html.link(f"forces/{force.id}.html", force.short_name) for force in open_), ", "
            ),
            ".",
        )
    yield from html.paragraph(
        html.link(f"explorer.html#cycle={cycle.id}&grade={WORST}", "The same in the explorer"),
        " with sources, and as CSV.",
    )
    yield from myst.foot()


def _not_excluded(cycle: peel.Cycle) -> list[peel.Force]:
    """The forces that miss a grade every force has, and have no count that could exclude them."""
    missing = {cell.force for cell in peel.coverage().missing() if cell.cycle == cycle}
    return [
        item.force
        for item in peel.inspections(cycle=cycle)
        if item.force in missing and not item.counts
    ]


def _row(distribution: peel.Distribution) -> Markup:
    question = distribution.question
    recorded = (item for item in distribution.judgements if item.grade_text == WORST)
    possible = distribution.count_only(WORST)
    besides = "; no count excludes the unknown ones" if distribution.unknown else ""
    return html.row(
        question.label,
        html.join(map(_marked, recorded), ", ") or "none recorded",
        (html.join((_link(force, question) for force in possible), ", ") or "none") + besides,
        wording.sentence(distribution.coverage_line),
    )


def _marked(judgement: peel.Judgement) -> Markup:
    return _link(judgement.force, judgement.question) + html.marks(judgement)


def _link(force: peel.Force, question: peel.Question) -> Markup:
    return html.link(f"forces/{force.id}.html#{html.grade_id(question)}", force.short_name)
