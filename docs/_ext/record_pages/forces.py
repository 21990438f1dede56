"""A page for each force, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import peel
from record_pages import markup

KINDS = (
    "inspectorate",
    "copy",
    "commissioner",
    "force",
    "public body",
    "federation",
    "news",
    "other",
)


def index() -> Iterator[str]:
    yield "# Forces"
    yield ""
    yield (
        "The 43 territorial police forces of England and Wales. *Missing* counts the grades that "
        "the framework leads one to expect and that nobody has found yet."
    )
    yield ""
    yield from markup.table(
        ("Force", "Region", "ONS code", "Grades recorded", "Missing", "Newest report"),
        map(_force_row, peel.forces()),
    )
    yield from markup.toctree(force.id for force in peel.forces())
    yield from markup.stamp()


def _force_row(force: peel.Force) -> Iterator[str]:
    coverage = peel.coverage(force=force)
    yield f"[{force.name}]({force.id}.md)"
    yield force.region
    yield force.ons_code
    yield str(coverage.recorded)
    yield str(len(coverage.missing()))
    newest = peel.inspections(force=force)[-1]
    yield f"{newest.cycle.label}, {markup.published(newest)}"


def page(force: peel.Force) -> Iterator[str]:
    inspections = peel.inspections(force=force)
    coverage = peel.coverage(force=force)
    yield f"# {force.name}"
    yield ""
    also = ", ".join(f"{{index}}`{alias}`" for alias in force.aliases)
    yield from markup.box(
        f"{force.region} · ONS code {force.ons_code} · also called {also}", "facts"
    )
    yield (f"{coverage.summary.removeprefix(f'{force.name}: ')}. Data of {peel.DATA_VERSION}.")
    yield ""
    yield from _newest_report(inspections)
    yield from _over_the_years(force)
    yield from _grades_by_cycle(inspections)
    yield from _engage(force)
    yield from _findings(inspections)
    yield from _how_much(coverage)
    yield from _sources(force)
    yield from markup.stamp()


def _newest_report(inspections: tuple[peel.Inspection, ...]) -> Iterator[str]:
    newest = next((item for item in reversed(inspections) if item.url), None)
    if newest is None:
        return
    yield "## Newest report"
    yield ""
    yield f"[{newest.title or newest.cycle.title}](<{newest.url}>), published: {markup.published(newest)}."
    if newest.counts:
        grades = {grade.key: grade for grade in markup.scale_of(newest.cycle)}
        counts = " ".join(
            markup.chip(grades[key], f"{number} {grades[key].label.lower()}")
            for key, number in newest.counts.items()
            if number
        )
        yield f"Areas of policing by grade, as published: {counts}"
    if newest.counts_note:
        yield f"({newest.counts_note})"
    yield ""


def _over_the_years(force: peel.Force) -> Iterator[str]:
    inspected = [item.cycle for item in peel.inspections(force=force)]
    histories = [peel.history(force, theme=theme) for theme in peel.themes()]
    yield "## Over the years"
    yield ""
    yield (
        "Each line is a [theme](../explanation/themes.md): questions that are related, not "
        "questions that may be compared. [‖]{.break} is a break in series: the grades on its two "
        "sides must not be compared, or nobody says that they may."
    )
    yield ""
    yield from markup.box(markup.legend(peel.FIVE_TIER, "not in the framework"), "legend")
    yield ":::{container} matrix"
    yield from markup.table(
        ("Theme", *(cycle.label for cycle in inspected)),
        (
            (
                markup.words(history.subject),
                *(_cells_of_cycle(history, cycle) for cycle in inspected),
            )
            for history in histories
            if history.judgements
        ),
    )
    yield ":::"
    yield ""


def _cells_of_cycle(history: peel.History, cycle: peel.Cycle) -> str:
    """What a theme has in a cycle: its grades, each behind the break before it, or the gap."""
    after_break = {change.after for change in history.breaks}
    shown = [
        ("[‖]{.break} " if judgement in after_break else "") + markup.initials(judgement)
        for judgement in history.judgements
        if judgement.cycle == cycle
    ]
    kinds = {gap.kind for gap in history.gaps if gap.cycle == cycle}
    shown += [sign for kind, sign in markup.GAPS.items() if kind in kinds]
    return " ".join(shown)


def _grades_by_cycle(inspections: tuple[peel.Inspection, ...]) -> Iterator[str]:
    yield "## Grades by cycle"
    yield ""
    newest_first = inspections[::-1]
    for inspection, earlier in zip(newest_first, [*newest_first[1:], None], strict=True):
        yield from _grades_of_cycle(inspection)
        if earlier is not None:
            comparability = peel.comparability(earlier.cycle, inspection.cycle)
            if not comparability.comparable:
                yield from markup.box(f"‖ {_verdict(comparability)}.", "break-line")


def _verdict(comparability: peel.Comparability) -> str:
    cycles = f"{comparability.from_cycle.label} and {comparability.to_cycle.label}"
    if comparability.status == "unknown":
        return f"Nobody says that grades of {cycles} may be compared: {comparability.reason}"
    return f"Grades of {cycles} must not be compared: {comparability.reason}"


def _grades_of_cycle(inspection: peel.Inspection) -> Iterator[str]:
    cycle = inspection.cycle
    yield f"### {cycle.title}"
    yield ""
    found = {item.question: item for item in inspection.judgements}
    missing = [
        question
        for question in peel.questions(cycle)
        if question.graded == "always" and question not in found
    ]
    report = f"[{inspection.title or 'Report'}](<{inspection.url}>). " if inspection.url else ""
    days = {markup.published(judgement) for judgement in inspection.judgements}
    when = f"Published: {days.pop()}. " if len(days) == 1 else ""
    yield (
        f"{report}{when}{cycle.scale.capitalize()} scale. "
        f"[All forces in {cycle.title}](../cycles/{cycle.id}.md)."
    )
    yield ""
    columns: dict[str, list[str]] = {
        "Question": [markup.question_name(item.question) for item in inspection.judgements],
        "Grade": [markup.chip(item.grade) for item in inspection.judgements],
        "Published": [markup.published(item) for item in inspection.judgements],
        "[Evidence](../explanation/words.md)": [item.evidence for item in inspection.judgements],
        "Remarks": [markup.remarks(item) for item in inspection.judgements],
    }
    if when:
        del columns["Published"]
    if not any(columns["Remarks"]):
        del columns["Remarks"]
    if found:
        yield ":::{container} grades"
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
        yield f"  [{markup.source_links(period.sources)}]{{.sources}}"
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
            yield f"- {figure} ([source](<{figure.source.url}>))"
        yield ""


def _how_much(coverage: peel.Coverage) -> Iterator[str]:
    yield "## How much is recorded"
    yield ""
    yield from markup.table(
        ("Cycle", "Expected", "Recorded", "Not graded", "Missing", "Derived", "Disputed"),
        (
            (cycle.title, *map(str, _sums(list(rows))))
            for cycle, rows in groupby(coverage.rows, key=lambda row: row.cycle)
        ),
    )


def _sums(rows: list[peel.CoverageRow]) -> Iterator[int]:
    yield sum(row.expected for row in rows)
    yield sum(row.recorded for row in rows)
    yield sum(row.not_graded for row in rows)
    yield sum(len(row.not_recorded) for row in rows)
    yield sum(row.derived for row in rows)
    yield sum(row.disputed for row in rows)


def _sources(force: peel.Force) -> Iterator[str]:
    cited: dict[peel.Source, None] = {}
    for judgement in peel.judgements(force=force):
        cited |= dict.fromkeys(judgement.sources)
    yield "## Sources"
    yield ""
    yield f"The grades above rest on {markup.plural(len(cited), 'document')}."
    yield ""
    by_kind = sorted(cited, key=lambda source: (KINDS.index(source.kind), source.id))
    for kind, sources in groupby(by_kind, key=lambda source: source.kind):
        of_kind = list(sources)
        yield "<details>"
        yield f"<summary>{markup.words(kind)} ({len(of_kind)})</summary>"
        yield ""
        yield from (f"- {markup.source_link(source)}" for source in of_kind)
        yield ""
        yield "</details>"
        yield ""
