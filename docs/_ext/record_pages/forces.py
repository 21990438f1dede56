"""A page for each force, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import peel
from record_pages import counts, markup, sources

MEASURES = {"non-white-british": "Not White British"}


def index() -> Iterator[str]:
    yield from markup.WIDE
    yield "# Forces"
    yield ""
    yield f"The 43 territorial police forces of England and Wales. {counts.EXPLAINED}"
    yield ""
    yield ":::{container} wide numbers forces-index"
    yield from markup.table(
        ("Force", "Region", "ONS code", *counts.COLUMNS, "Newest report"),
        map(_force_row, peel.forces()),
    )
    yield ":::"
    yield ""
    yield from markup.toctree(force.id for force in peel.forces())
    yield from markup.stamp()


def _force_row(force: peel.Force) -> Iterator[str]:
    yield f"[{force.name}]({force.id}.md)"
    yield force.region
    yield force.ons_code
    yield from counts.count(peel.coverage(force=force).rows).columns
    newest = peel.inspections(force=force)[-1]
    yield f"{newest.cycle.label}, {markup.published(newest)}"


def page(force: peel.Force) -> Iterator[str]:
    inspections = peel.inspections(force=force)
    numbered = sources.of_force(force)
    yield f"# {force.name}"
    yield ""
    yield from markup.box(
        f"{force.region} · ONS code {force.ons_code} · also called {_also_called(force)}", "facts"
    )
    yield f"{counts.count(peel.coverage(force=force).rows)}. Data of {peel.DATA_VERSION}."
    yield ""
    yield from _in_engage(force)
    yield from _newest_report(inspections)
    yield from _over_the_years(force)
    yield from _grades_by_cycle(inspections, numbered)
    yield from _engage(force)
    yield from _findings(inspections)
    yield from _how_much(force)
    yield from _sources(numbered)
    yield from markup.stamp()


def _also_called(force: peel.Force) -> str:
    """The other names, as main entries of the index, which the search puts first."""
    return ", ".join(
        f"{{index}}`{alias} <!{alias.removeprefix('the ')}>`" for alias in force.aliases
    )


def _in_engage(force: peel.Force) -> Iterator[str]:
    monitoring = peel.monitoring(force=force)
    for period in monitoring:
        if period.end is None:
            yield from markup.box(
                f"**{str(period).partition(': ')[2]}** ({monitoring.kept_line}). [More](#engage)",
                "engage",
            )


def _newest_report(inspections: tuple[peel.Inspection, ...]) -> Iterator[str]:
    if not inspections:
        return
    newest = inspections[-1]
    title = newest.title or newest.cycle.title
    yield "## Newest report"
    yield ""
    yield (
        f"{f'[{title}](<{newest.url}>)' if newest.url else title}, "
        f"published: {markup.published(newest)}"
        f"{'' if newest.url else '; no address of the report is recorded'}."
    )
    if newest.counts:
        grades = {grade.key: grade for grade in markup.scale_of(newest.cycle)}
        shown = " ".join(
            markup.chip(grades[key], f"{number} {grades[key].label.lower()}")
            for key, number in newest.counts.items()
            if number
        )
        yield f"Areas of policing by grade, as published: {shown}"
    if newest.counts_note:
        yield f"({newest.counts_note})"
    yield ""


def _over_the_years(force: peel.Force) -> Iterator[str]:
    cycles = [item.cycle for item in peel.inspections(force=force)][::-1]
    asked = {
        (question.theme, cycle): question for cycle in cycles for question in peel.questions(cycle)
    }
    graded = {theme for (theme, _), question in asked.items() if question.graded != "never"}
    yield "## Over the years"
    yield ""
    yield (
        "The newest cycle comes first. Each line is a [theme](../explanation/themes.md): questions "
        "that are related, not questions that may be compared. [‖]{.break} is a break in series: "
        "the grade before it must not be compared with the next older one, or no statement is "
        "recorded that it may."
    )
    yield ""
    yield from markup.box(markup.legend(peel.FIVE_TIER, "not in the framework"), "legend")
    yield ":::{container} matrix years"
    yield from markup.table(
        ("Theme", *(cycle.label for cycle in cycles)),
        (
            (
                markup.words(theme),
                *_cells_of_theme(force, theme, [asked.get((theme, cycle)) for cycle in cycles]),
            )
            for theme in peel.themes()
            if theme in graded
        ),
    )
    yield ":::"
    yield ""
    never = dict.fromkeys(theme for theme, _ in asked if theme not in graded)
    if never:
        names = ", ".join(theme.replace("-", " ") for theme in never)
        yield f"Never graded, and so not in the table: {names}."
        yield ""


def _cells_of_theme(
    force: peel.Force, theme: str, questions: list[peel.Question | None]
) -> Iterator[str]:
    """What a theme has in each cycle, with the break towards the next older grade."""
    after_break = {change.after for change in peel.history(force, theme=theme).breaks}
    found = {item.question: item for item in peel.judgements(force=force, theme=theme)}
    for question in questions:
        if question is None:
            yield ""
        else:
            judgement = found.get(question)
            line = " [‖]{.break}" if judgement in after_break else ""
            yield markup.sign(question, judgement) + line


def _grades_by_cycle(
    inspections: tuple[peel.Inspection, ...], numbered: dict[peel.Source, int]
) -> Iterator[str]:
    yield "## Grades by cycle"
    yield ""
    yield (
        "[Evidence](../explanation/words.md) says how good the best source of a grade is; the "
        "numbers lead to the [sources](#sources)."
    )
    yield ""
    newest_first = inspections[::-1]
    for inspection, earlier in zip(newest_first, [*newest_first[1:], None], strict=True):
        yield from _grades_of_cycle(inspection, numbered)
        if earlier is not None:
            comparability = peel.comparability(earlier.cycle, inspection.cycle)
            if not comparability.comparable:
                yield from markup.box(f"‖ {_verdict(comparability)}.", "break-line")


def _verdict(comparability: peel.Comparability) -> str:
    cycles = f"{comparability.from_cycle.label} and {comparability.to_cycle.label}"
    if comparability.status == "unknown":
        return (
            "No statement by the inspectorate is recorded that grades of "
            f"{cycles} may be compared: {markup.reason(comparability)}"
        )
    return f"Grades of {cycles} must not be compared: {markup.reason(comparability)}"


def _grades_of_cycle(
    inspection: peel.Inspection, numbered: dict[peel.Source, int]
) -> Iterator[str]:
    cycle = inspection.cycle
    found = {item.question: item for item in inspection.judgements}
    missing = [
        question
        for question in peel.questions(cycle)
        if question.graded == "always" and question not in found
    ]
    days = {markup.published(judgement) for judgement in inspection.judgements}
    when = f"Published: {days.pop()}. " if len(days) == 1 else ""
    yield f"### {cycle.title}"
    yield ""
    yield (
        f"{_report(inspection)} {when}{cycle.scale.capitalize()} scale. "
        f"[All forces in {cycle.title}](../cycles/{cycle.id}.md)."
    )
    yield ""
    columns: dict[str, list[str]] = {
        "Question": [markup.question_name(item.question) for item in inspection.judgements],
        "Grade": [markup.chip(item.grade) for item in inspection.judgements],
        "Published": [markup.published(item) for item in inspection.judgements],
        "Remarks": [markup.remarks(item) for item in inspection.judgements],
        "Evidence": [item.evidence for item in inspection.judgements],
        "Sources": [sources.numbers(item, numbered) for item in inspection.judgements],
    }
    if when:
        del columns["Published"]
    if not any(columns["Remarks"]):
        del columns["Remarks"]
    if found:
        yield ":::{container} grades stack"
        yield from markup.table(columns, zip(*columns.values(), strict=True))
        yield ":::"
        yield ""
    else:
        yield "No grade of this cycle is recorded."
        yield ""
    if missing:
        yield from markup.box(
            f"Not recorded: {'; '.join(question.label for question in missing)}.", "not-recorded"
        )
    yield ""


def _report(inspection: peel.Inspection) -> str:
    if inspection.url:
        return f"[{inspection.title or 'Report'}](<{inspection.url}>)."
    if pages := sources.pillar_pages(inspection):
        return f"Pages of the inspectorate: {pages}."
    return "No address of a report is recorded."


def _engage(force: peel.Force) -> Iterator[str]:
    monitoring = peel.monitoring(force=force)
    yield "## Engage"
    yield ""
    yield "Engage is the enhanced phase of the inspectorate's monitoring."
    if not monitoring:
        yield "No period in Engage is recorded."
    yield ""
    for period in monitoring:
        about = "; ".join(filter(None, (period.reason, period.note)))
        yield f"- {str(period).partition(': ')[2]}{about and f': {about}'}."
        yield f"  [{sources.links(period.sources)}]{{.sources}}"
    yield ""
    yield f"{monitoring.kept_line[:1].upper()}{monitoring.kept_line[1:]}."
    yield ""


def _findings(inspections: tuple[peel.Inspection, ...]) -> Iterator[str]:
    with_findings = [item for item in inspections if item.findings or item.profile]
    if not with_findings:
        return
    yield "## Findings and figures"
    yield ""
    yield "Summaries of findings are in this library's words; figures are the force's own."
    yield ""
    for inspection in reversed(with_findings):
        yield f"### {inspection.cycle.title}: findings"
        yield ""
        for finding in inspection.findings or ():
            whose = (
                ""
                if finding.stated_by == "inspectorate"
                else f" (stated by the {finding.stated_by})"
            )
            yield f"- {finding}{whose} ([source](<{finding.source.url}>))"
        for figure in inspection.profile or ():
            yield f"- {_figure(figure)} ([source](<{figure.source.url}>))"
        yield ""


def _figure(figure: peel.ProfileFigure) -> str:
    measure = MEASURES.get(figure.measure, markup.words(figure.measure))
    number = f"{figure.value:,}"
    if figure.unit == "GBP":
        number = f"£{number}"
    elif not measure.lower().endswith(figure.unit):
        number = f"{number} {figure.unit}"
    qualifier = f"{figure.qualifier} " if figure.qualifier else ""
    whose = "" if figure.stated_by == "force" else f" (stated by the {figure.stated_by})"
    period = f", {figure.period}" if figure.period else ""
    return f"{measure}: {qualifier}{number}{period}{whose}"


def _how_much(force: peel.Force) -> Iterator[str]:
    inspected = {item.cycle for item in peel.inspections(force=force)}
    rows = peel.coverage(force=force).rows
    yield "## How much is recorded"
    yield ""
    yield counts.EXPLAINED
    yield ""
    yield ":::{container} numbers"
    yield from markup.table(
        ("Cycle", *counts.COLUMNS, "Derived", "Disputed"),
        (
            *(
                _count_row(cycle.title, [row for row in rows if row.cycle == cycle])
                if cycle in inspected
                else (f"{cycle.title}: {counts.NO_INSPECTION}", *[""] * 7)
                for cycle in peel.cycles()
            ),
            _count_row("All", rows),
        ),
    )
    yield ":::"
    yield ""


def _count_row(title: str, rows: Sequence[peel.CoverageRow]) -> Iterator[str]:
    yield title
    yield from counts.count(rows).columns
    yield str(sum(row.derived for row in rows))
    yield str(sum(row.disputed for row in rows))


def _sources(numbered: dict[peel.Source, int]) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield f"The grades above rest on {markup.plural(len(numbered), 'document')}."
    yield ""
    yield from sources.listing(numbered)
