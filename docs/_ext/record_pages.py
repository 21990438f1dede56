"""The pages that are written from the record: forces, cycles, data dictionary, matrix.

Everything is asked of the public API, so that a page cannot know more than the library. Pages are
MyST in folders that git ignores; a page that has not changed is not written again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peel

if TYPE_CHECKING:
    import datetime as dt

    from sphinx.application import Sphinx

GAPS = {"not graded": "–", "not recorded": "[?]{.gap}"}
MARKS = {"carried over": "←", "derived": "\\*", "disputed": "†", "revised": "‡"}
COMMANDS = ("", "show", "change", "distribution", "coverage", "export", "validate")
INITIALS = {
    "outstanding": "O",
    "good": "G",
    "adequate": "A",
    "requires-improvement": "RI",
    "inadequate": "I",
}


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_pages(app: Sphinx) -> None:
    """Write every generated page below the source directory."""
    forces, cycles = peel.forces(), peel.cycles()
    pages: dict[str, Iterable[str]] = {
        "forces/index": force_index(forces),
        "cycles/index": cycle_index(cycles),
        **{f"forces/{force.id}": force_page(force) for force in forces},
        **{f"cycles/{cycle.id}": cycle_page(cycle) for cycle in cycles},
        "_generated/front": front(forces, cycles),
        "_generated/comparability": comparability_table(cycles),
        "_generated/cycles": cycle_summaries(cycles),
        "_generated/scales": scale_tables(),
        "_generated/themes": theme_matrix(cycles),
        "_generated/data-dictionary": data_dictionary(),
        "_generated/command-line": command_line(),
    }
    for name, lines in pages.items():
        path = Path(app.srcdir, f"{name}.md")
        text = "\n".join(lines) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")


# Small parts.


def day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def chip(grade: peel.Grade | None, text: str | None = None) -> str:
    if grade is None:
        return f"[{text or 'not graded'}]{{.grade .no-grade}}"
    return f"[{text or grade.label}]{{.grade .{grade.key}}}"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(header)
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"
    yield ""


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def source_link(source: peel.Source) -> str:
    """The citation with its address as a link, and what kind of source it is."""
    about = source.citation.removesuffix(f", {source.url}")
    return f"[{about.replace('[', '(').replace(']', ')')}](<{source.url}>)"


def source_links(sources: Iterable[peel.Source]) -> str:
    return "; ".join(map(source_link, sources))


def box(text: str, *classes: str) -> Iterator[str]:
    yield f":::{{container}} {' '.join(classes)}"
    yield text
    yield ":::"
    yield ""


def stamp() -> Iterator[str]:
    yield from box(
        f"Data of {peel.DATA_VERSION}. Grades: HMICFRS (until 2017 HMIC), as far as they were found. "
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "The inspectorate has neither made nor endorsed this page.",
        "stamp",
    )


def remarks(judgement: peel.Judgement) -> str:
    """What a reader must know of a judgement besides its grade."""
    found: list[str] = []
    if judgement.grade is None and judgement.note:
        found.append(judgement.note)
    if judgement.carried_from:
        found.append(f"carried over from {judgement.carried_from.label}")
    if judgement.basis == "derived":
        found.append(f"derived: {judgement.note}" if judgement.note else "derived")
    if judgement.revised:
        found.append(f"revised, in force since {day(judgement.revised)}")
    if judgement.programme != "PEEL":
        found.append(f"programme: {judgement.programme}")
    if judgement.dispute:
        found.append(f"disputed: {judgement.dispute}")
    return "; ".join(found)


DAY_NOT_KNOWN = "day not known"


def published(judgement: peel.Judgement | peel.Inspection) -> str:
    if judgement.published is None:
        return DAY_NOT_KNOWN
    no_later = "" if judgement.published_precision == "exact" else "no later than "
    return f"{no_later}{day(judgement.published)}"


def initials(judgement: peel.Judgement) -> str:
    """A grade where there is no room for words."""
    if judgement.grade is None:
        return GAPS["not graded"]
    return f"{chip(judgement.grade, INITIALS[judgement.grade.key])}{marks(judgement)}"


def legend(scales: Iterable[peel.JudgementScale]) -> str:
    grades = {grade.key: grade for scale in scales for grade in scale}
    shown = [f"{chip(grade, INITIALS[key])} {grade.label}" for key, grade in grades.items()]
    shown += [f"{sign} {kind}" for kind, sign in GAPS.items()]
    return " · ".join([*shown, *(f"{sign} {kind}" for kind, sign in MARKS.items())])


def marks(judgement: peel.Judgement) -> str:
    holds = {
        "carried over": judgement.carried_from,
        "derived": judgement.basis == "derived",
        "disputed": judgement.dispute,
        "revised": judgement.revised,
    }
    return "".join(sign for kind, sign in MARKS.items() if holds[kind])


# Forces.


def force_index(forces: tuple[peel.Force, ...]) -> Iterator[str]:
    yield "# Forces"
    yield ""
    yield (
        "The 43 territorial police forces of England and Wales. *Missing* counts the grades that "
        "the framework leads one to expect and that nobody has found yet."
    )
    yield ""
    yield from table(
        ("Force", "Region", "ONS code", "Grades recorded", "Missing", "Newest report"),
        map(_force_row, forces),
    )
    yield from toctree(force.id for force in forces)
    yield from stamp()


def _force_row(force: peel.Force) -> Iterator[str]:
    coverage = peel.coverage(force=force)
    yield f"[{force.name}]({force.id}.md)"
    yield force.region
    yield force.ons_code
    yield str(coverage.recorded)
    yield str(len(coverage.missing()))
    newest = peel.inspections(force=force)[-1]
    yield f"{newest.cycle.label}, {published(newest)}"


def toctree(documents: Iterable[str], *options: str) -> Iterator[str]:
    yield "```{toctree}"
    yield ":hidden:"
    yield from options
    yield ""
    yield from documents
    yield "```"
    yield ""


def force_page(force: peel.Force) -> Iterator[str]:
    inspections = peel.inspections(force=force)
    coverage = peel.coverage(force=force)
    yield f"# {force.name}"
    yield ""
    yield from box(
        f"{force.region} · ONS code {force.ons_code} · also called {', '.join(force.aliases)}",
        "facts",
    )
    yield (
        f"{plural(coverage.recorded, 'grade')} recorded, {coverage.not_graded} recorded as not "
        f"graded, {len(coverage.missing())} of {coverage.expected} expected ones missing. "
        f"Data of {peel.DATA_VERSION}."
    )
    yield ""
    yield from _newest_report(inspections)
    yield from _over_the_years(force)
    yield from _grades_by_cycle(force, inspections)
    yield from _engage(force)
    yield from _findings(inspections)
    yield from _how_much(coverage)
    yield from _sources(force)
    yield from stamp()


def _newest_report(inspections: tuple[peel.Inspection, ...]) -> Iterator[str]:
    newest = next((item for item in reversed(inspections) if item.url), None)
    if newest is None:
        return
    yield "## Newest report"
    yield ""
    yield f"[{newest.title or newest.cycle.title}](<{newest.url}>), published {published(newest)}."
    if newest.counts:
        grades = {grade.key: grade for grade in _scale(newest.cycle)}
        counts = " ".join(
            chip(grades[key], f"{number} {grades[key].label.lower()}")
            for key, number in newest.counts.items()
            if number
        )
        yield f"Areas of policing by grade, as published: {counts}"
    if newest.counts_note:
        yield f"({newest.counts_note})"
    yield ""


def _scale(cycle: peel.Cycle) -> peel.JudgementScale:
    return next(
        scale for scale in (peel.FOUR_TIER, peel.FIVE_TIER) if scale.key == cycle.scale
    )


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
    yield from box(legend((peel.FIVE_TIER,)), "legend")
    yield ":::{container} matrix"
    yield from table(
        ("Theme", *(cycle.label for cycle in inspected)),
        (
            (
                _words(history.subject),
                *(_cells_of_cycle(history, cycle) for cycle in inspected),
            )
            for history in histories
            if history.judgements
        ),
    )
    yield ":::"
    yield ""


def _words(identifier: str) -> str:
    text = identifier.replace("-", " ")
    return text[:1].upper() + text[1:]


def _cells_of_cycle(history: peel.History, cycle: peel.Cycle) -> str:
    """What a theme has in a cycle: its grades, each behind the break before it, or the gap."""
    after_break = {change.after for change in history.breaks}
    shown = [
        ("[‖]{.break} " if judgement in after_break else "") + initials(judgement)
        for judgement in history.judgements
        if judgement.cycle == cycle
    ]
    kinds = {gap.kind for gap in history.gaps if gap.cycle == cycle}
    shown += [sign for kind, sign in GAPS.items() if kind in kinds]
    return " ".join(shown)


def _grades_by_cycle(
    force: peel.Force, inspections: tuple[peel.Inspection, ...]
) -> Iterator[str]:
    yield "## Grades by cycle"
    yield ""
    newest_first = [item.cycle for item in inspections][::-1]
    for cycle, earlier in zip(newest_first, [*newest_first[1:], None], strict=True):
        yield from _grades_of_cycle(force, cycle)
        if earlier is not None:
            comparability = peel.comparability(earlier, cycle)
            if not comparability.comparable:
                yield from box(f"‖ {_verdict(comparability)}: {comparability.reason}", "break-line")


def _verdict(comparability: peel.Comparability) -> str:
    known = (
        "not comparable"
        if comparability.status == "not comparable"
        else "not known to be comparable"
    )
    return f"{comparability.to_cycle.label} and {comparability.from_cycle.label} are {known}"


def _grades_of_cycle(force: peel.Force, cycle: peel.Cycle) -> Iterator[str]:
    yield f"### {cycle.title}"
    yield ""
    inspection = peel.inspection(force, cycle)
    found = {item.question: item for item in inspection.judgements}
    missing = [
        question
        for question in peel.questions(cycle)
        if question.graded == "always" and question not in found
    ]
    report = f"[{inspection.title or 'Report'}](<{inspection.url}>). " if inspection.url else ""
    days = {published(judgement) for judgement in inspection.judgements}
    when = f"Published {days.pop()}. " if len(days) == 1 and days != {DAY_NOT_KNOWN} else ""
    yield (
        f"{report}{when}{cycle.scale.capitalize()} scale. "
        f"[All forces in {cycle.title}](../cycles/{cycle.id}.md)."
    )
    yield ""
    columns: dict[str, list[str]] = {
        "Question": [_question_name(item.question) for item in inspection.judgements],
        "Grade": [chip(item.grade) for item in inspection.judgements],
        "Published": [published(item) for item in inspection.judgements],
        "[Evidence](../explanation/words.md)": [item.evidence for item in inspection.judgements],
        "Remarks": [remarks(item) for item in inspection.judgements],
    }
    if when:
        del columns["Published"]
    if not any(columns["Remarks"]):
        del columns["Remarks"]
    if found:
        yield from table(columns, zip(*columns.values(), strict=True))
    else:
        yield "No grade of this cycle is recorded."
        yield ""
    if missing:
        yield from box(
            f"Not recorded: {'; '.join(question.label for question in missing)}.", "not-recorded"
        )
    yield ""


def _question_name(question: peel.Question) -> str:
    return f"**{question.label}**" if question.kind == "pillar" else question.label


def _engage(force: peel.Force) -> Iterator[str]:
    monitoring = peel.monitoring(force=force)
    yield "## Engage"
    yield ""
    yield "Engage is the enhanced phase of the inspectorate's monitoring."
    if not monitoring:
        yield "No period in Engage is recorded."
    yield ""
    for period in monitoring:
        yield f"- {str(period).partition(': ')[2]}" + (f": {period.reason}" if period.reason else "")
        if period.note:
            yield f"  ({period.note})"
        yield f"  [{source_links(period.sources)}]{{.sources}}"
    yield ""
    if monitoring.kept_until:
        yield f"The table of periods was kept up to {day(monitoring.kept_until)}."
    yield ""


def _findings(inspections: tuple[peel.Inspection, ...]) -> Iterator[str]:
    with_findings = [item for item in inspections if item.findings or item.profile]
    if not with_findings:
        return
    yield "## Findings and figures"
    yield ""
    yield "Findings are in this library's words; figures are the force's own."
    yield ""
    for inspection in reversed(with_findings):
        yield f"### {inspection.cycle.title}: findings"
        yield ""
        for record in (*(inspection.findings or ()), *(inspection.profile or ())):
            yield f"- {record} ([source](<{record.source.url}>))"
        yield ""


def _how_much(coverage: peel.Coverage) -> Iterator[str]:
    yield "## How much is recorded"
    yield ""
    yield from table(
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
    yield f"The grades above rest on {plural(len(cited), 'document')}."
    yield ""
    by_kind = sorted(cited, key=lambda source: (KINDS.index(source.kind), source.id))
    for kind, sources in groupby(by_kind, key=lambda source: source.kind):
        of_kind = list(sources)
        yield "<details>"
        yield f"<summary>{_words(kind)} ({len(of_kind)})</summary>"
        yield ""
        yield from (f"- {source_link(source)}" for source in of_kind)
        yield ""
        yield "</details>"
        yield ""


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


# Cycles.


def cycle_index(cycles: tuple[peel.Cycle, ...]) -> Iterator[str]:
    yield "# Cycles"
    yield ""
    yield from table(
        ("Cycle", "Scale", "Published", "Grades recorded", "Missing"),
        map(_cycle_row, cycles),
    )
    yield from toctree(cycle.id for cycle in cycles)
    yield from stamp()


def _cycle_row(cycle: peel.Cycle) -> Iterator[str]:
    rows = _coverage_of(cycle)
    yield f"[{cycle.title}]({cycle.id}.md)"
    yield cycle.scale
    yield _life(cycle)
    yield str(sum(row.recorded for row in rows))
    yield str(sum(len(row.not_recorded) for row in rows))


def _coverage_of(cycle: peel.Cycle) -> list[peel.CoverageRow]:
    return [row for row in peel.coverage().rows if row.cycle == cycle]


def _life(cycle: peel.Cycle) -> str:
    if cycle.first_published is None:
        return "no grade recorded"
    if cycle.first_published == cycle.last_published or cycle.last_published is None:
        return day(cycle.first_published)
    return f"{day(cycle.first_published)} to {day(cycle.last_published)}"


def cycle_page(cycle: peel.Cycle) -> Iterator[str]:
    yield f"# {cycle.title}"
    yield ""
    yield from box(
        f"{cycle.inspectorate} · {cycle.framework} · {cycle.scale} scale · {_life(cycle)}", "facts"
    )
    if cycle.note:
        yield f"{cycle.note[:1].upper()}{cycle.note[1:]}."
        yield ""
    if cycle.framework_source:
        yield f"Framework: {source_link(peel.source(cycle.framework_source))}."
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
    yield from stamp()


def _neighbours(cycle: peel.Cycle) -> Iterator[str]:
    yield "## May its grades be compared?"
    yield ""
    for pair in pairwise(peel.cycles()):
        if cycle in pair:
            comparability = peel.comparability(*pair)
            other = pair[0] if pair[1] == cycle else pair[1]
            yield (
                f"- With [{other.title}]({other.id}.md): **{comparability.status}**: "
                f"{comparability.reason}. [{source_links(comparability.sources)}]{{.sources}}"
                if comparability.sources
                else f"- With [{other.title}]({other.id}.md): **{comparability.status}**: "
                f"{comparability.reason}."
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
    yield from box(legend((_scale(cycle),)), "legend")
    yield ":::{container} matrix forces"
    yield from table(
        ("Force", *(question.label for question in comparison.questions)),
        (
            (
                f"[{_short(force)}](../forces/{force.id}.md)",
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


def _short(force: peel.Force) -> str:
    for ending in (" Police Service", " Police", " Constabulary"):
        if force.name.endswith(ending):
            return force.name.removesuffix(ending)
    return force.name


def _matrix_cell(judgement: peel.Judgement | None, question: peel.Question) -> str:
    if judgement is None:
        return GAPS["not recorded"] if question.graded == "always" else ""
    return initials(judgement)


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
        yield from _bar(distribution)
        yield f"{distribution.coverage_line[:1].upper()}{distribution.coverage_line[1:]}."
        yield ""
        for tally in distribution.tallies:
            counts = ", ".join(
                f"{number} {distribution.scale[key].label.lower()}"
                for key, number in tally.counts.items()
            )
            yield f"- Published count of {tally.forces_graded} forces: {counts}."
            yield f"  [{source_link(tally.source)}]{{.sources}}"
        yield ""


def _bar(distribution: peel.Distribution) -> Iterator[str]:
    """The forces as a bar, one piece for each grade; what is not known has its length too."""
    pieces = [
        *((grade.key, grade.label, distribution.counts[grade.key]) for grade in distribution.scale),
        ("no-grade", "not graded", len(distribution.not_graded)),
        ("gap", "not recorded", len(distribution.not_recorded)),
    ]
    yield '<div class="bar" aria-hidden="true">'
    yield from (
        f'<span class="{key}" style="flex-grow:{number}">{number}</span>'
        for key, _, number in pieces
        if number
    )
    yield "</div>"
    yield ""
    yield " ".join(
        f"[{number} {label.lower()}]{{.grade .{key}}}" for key, label, number in pieces if number
    )
    yield ""


def _questions_of(cycle: peel.Cycle) -> Iterator[str]:
    yield "## Questions"
    yield ""
    yield from table(
        ("Question", "Id", "Kind", "Theme", "Graded", "Recorded", "Missing"),
        (
            (
                _question_name(row.question),
                f"`` {row.question.id} ``",
                row.question.kind,
                row.question.theme,
                row.question.graded,
                str(row.recorded),
                str(len(row.not_recorded)),
            )
            for row in _coverage_of(cycle)
        ),
    )


# Parts of written pages.


def front(forces: tuple[peel.Force, ...], cycles: tuple[peel.Cycle, ...]) -> Iterator[str]:
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
    yield from (f"- [{_short(force)}](forces/{force.id}.md)" for force in forces)
    yield ":::"
    yield ":::{container} front-cycles"
    yield "**Cycles**"
    yield ""
    yield from (
        f"- [{cycle.title}](cycles/{cycle.id}.md) [{_how_full(cycle)}]{{.how-full}}"
        for cycle in cycles
    )
    yield ":::"
    yield "::::"
    yield ""


def _how_full(cycle: peel.Cycle) -> str:
    rows = _coverage_of(cycle)
    recorded = sum(row.recorded for row in rows)
    missing = sum(len(row.not_recorded) for row in rows)
    return f"{plural(recorded, 'grade')}, {missing:,} missing" if recorded else "no grade recorded"


def comparability_table(cycles: tuple[peel.Cycle, ...]) -> Iterator[str]:
    yield from table(
        ("Cycles", "Answer", "Why", "Sources"),
        (
            (
                f"{one.label} and {other.label}",
                f"**{statement.status}**",
                statement.reason,
                source_links(statement.sources) or "none recorded",
            )
            for one, other in pairwise(cycles)
            for statement in (peel.comparability(one, other),)
        ),
    )


def cycle_summaries(cycles: tuple[peel.Cycle, ...]) -> Iterator[str]:
    for cycle in cycles:
        yield f"[{cycle.title}](/cycles/{cycle.id}.md)"
        yield (
            f": {cycle.inspectorate}, {cycle.scale} scale, "
            f"{plural(len(peel.questions(cycle)), 'question')} recorded; {_life(cycle)}. "
            f"{(cycle.note or '')[:1].upper()}{(cycle.note or '')[1:]}."
        )
        yield ""


def scale_tables() -> Iterator[str]:
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        yield f"**{_words(scale.key)} scale**"
        yield ""
        yield from table(
            ("Grade", "Rank", "Definition, in this library's words"),
            ((chip(grade), str(grade.rank), grade.definition or "none found") for grade in scale),
        )


def theme_matrix(cycles: tuple[peel.Cycle, ...]) -> Iterator[str]:
    """Themes × cycles with the questions in the cells."""
    yield ":::{container} matrix themes"
    yield from table(
        ("Theme", *(cycle.label for cycle in cycles)),
        (
            (
                f"`` {theme} ``",
                *(
                    "; ".join(
                        f"{question.label}{GRADED[question.graded]}"
                        for question in peel.questions(cycle)
                        if question.theme == theme
                    )
                    for cycle in cycles
                ),
            )
            for theme in peel.themes()
        ),
    )
    yield ":::"
    yield ""


GRADED = {"always": "", "some": " (some forces)", "never": " (never graded)"}


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
        yield f"{resource['description']} {plural(rows, 'row')} in `` {resource['path']} ``."
        yield ""
        yield from table(
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
    for command in COMMANDS:
        asked = [*([command] if command else []), "--help"]
        shown = subprocess.run(
            [sys.executable, "-m", "peel", *asked],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        )
        yield f"## {f'peel {command}'.strip()}"
        yield ""
        yield "```text"
        yield shown.stdout.rstrip()
        yield "```"
        yield ""
