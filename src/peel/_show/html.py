"""The HTML of a record, and of each answer (comparison, history, latest …), for notebooks."""

from __future__ import annotations

from functools import singledispatch
from typing import cast

import attrs

from peel._records.answer import Edition
from peel._records.changes import ONE_FRAMEWORK_ONLY, GradeChange, GradeChanges
from peel._records.comparison import Comparison
from peel._records.coverage import Coverage
from peel._records.distribution import Distribution
from peel._records.forces import Force
from peel._records.framework import questions_lacking
from peel._records.grades import JudgementScale
from peel._records.history import History, timeline_entry
from peel._records.inspections import Findings, Inspection
from peel._records.judgements import Judgement, show_published
from peel._records.latest import Latest
from peel._records.marks import OLDER, footnote
from peel._records.matches import ForceMatches
from peel._records.monitoring import Monitoring
from peel._records.sources import Source
from peel._show.lists import page_of_findings, page_of_records
from peel._show.markup import (
    Markup,
    bar,
    box,
    bullets,
    by_heading,
    chip,
    element,
    evidence_of,
    folded,
    grade_of,
    hollow,
    join,
    left_out,
    link,
    marks_of,
    muted,
    notes,
    numbered,
    quiet,
    remarks_of,
    source_links,
    table,
)
from peel._show.palette import colour_of
from peel._words.dates import show_day
from peel._words.text import counted, in_words, quoted

_BREAK = "display:inline-block;margin:0 .5em;font-weight:bold"


def page(record: object) -> str:
    """A record or an answer as a piece of a page; what knows its edition ends with it."""
    body = _body(record)
    edition: Edition | None = getattr(record, "edition", None)
    if edition is None:
        return body
    return element("div", Markup(body), muted(f"PEEL record: {edition}"))


@singledispatch
def _body(record: object) -> str:
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(record)))
    shown = [item.name for item in fields if item.repr or item.name == "note"]
    rows = [(name.lstrip("_"), str(getattr(record, name))) for name in shown]
    return box(str(record), table(("", ""), rows))


_body.register(tuple)(page_of_records)
_body.register(Findings)(page_of_findings)


@_body.register
def _force(force: Force) -> str:
    rows = [
        ("Also called", ", ".join(force.aliases)),
        ("ONS code", force.ons_code),
        ("Region", f"{force.region}, {force.country}"),
        ("Id", force.id),
    ]
    return box(force.name, table(("", ""), rows))


@_body.register
def _scale(scale: JudgementScale) -> str:
    rows = [(chip(grade), grade.definition or "no definition recorded") for grade in scale]
    return box(f"{scale.key} scale", table(("Grade", "Meaning"), rows))


@_body.register
def _judgement(judgement: Judgement) -> str:
    published = show_published(judgement.published, judgement.published_precision)
    return box(
        f"{judgement.force.name}, {judgement.question.phrase}, {judgement.cycle.title}",
        element("div", grade_of(judgement), " ", remarks_of(judgement)),
        muted(f"{judgement.basis}; {published}; evidence: {evidence_of(judgement)}"),
        source_links(judgement.sources),
    )


@_body.register
def _inspection(inspection: Inspection) -> str:
    numbers = _numbers(inspection)
    report = element("div", link(inspection.title or "report", inspection.url))
    rows = [
        {
            "Question": item.question.label,
            "Grade": grade_of(item),
            "Basis": item.basis,
            "Evidence": join(evidence_of(item), notes(item.sources, numbers)),
            "Remarks": remarks_of(item),
        }
        for item in inspection.judgements
    ]
    parts: list[str] = [
        report if inspection.title or inspection.url else "",
        muted(f"{inspection.published_text}; {_known(inspection)}"),
        by_heading(rows),
        left_out("not recorded", inspection.not_recorded),
    ]
    for heading, items in (
        ("Findings", inspection.findings),
        ("What the force states of itself", inspection.profile),
    ):
        if items:
            lines = (join(str(item), notes((item.source,), numbers)) for item in items)
            parts += [element("div", heading, style="font-weight:bold"), bullets(lines)]
    return box(f"{inspection.force.name}, {inspection.cycle.title}", *parts, numbered(numbers))


def _numbers(inspection: Inspection) -> dict[Source, int]:
    sources = [source for item in inspection.judgements for source in item.sources]
    sources += [item.source for item in inspection.findings or ()]
    sources += [item.source for item in inspection.profile or ()]
    sources += filter(None, [inspection.counts_source])
    return {source: number for number, source in enumerate(dict.fromkeys(sources), 1)}


def _known(inspection: Inspection) -> str:
    known = inspection.recorded_text
    if inspection.counts:
        areas = sum(inspection.counts.values())
        known += f"; published count of {counted(areas, 'area')}: {inspection.counts_text}"
    return "; ".join([known, *questions_lacking(inspection.cycle)])


@_body.register
def _matches(matches: ForceMatches) -> str:
    repeated = [
        (force, str(len(rows)), ", ".join(map(quoted, dict.fromkeys(rows))))
        for force, rows in matches.repeated.items()
    ]
    known = [(quoted(name), force) for name, force in matches.ids.items()]
    return box(
        matches.summary,
        bullets(matches.unknown.values()),
        table(("Force of several rows", "Rows", "Names"), repeated),
        left_out("that no name stands for", matches.absent),
        folded("Each name and its force", table(("Name", "Force"), known)),
    )


@_body.register
def _change(change: GradeChange) -> str:
    before, after = change.before, change.after
    return box(
        f"{before.force.name}, {after.question.phrase}",
        element(
            "div",
            grade_of(before),
            f" {before.cycle.label} → ",
            grade_of(after),
            f" {after.cycle.label}: ",
            element("b", change.direction.value),
        ),
        element("div", change.verdict),
        bullets(change.caveats),
        muted("On comparing the two cycles:" if change.comparability.sources else ""),
        source_links(change.comparability.sources),
    )


@_body.register
def _changes(changes: GradeChanges) -> str:
    rows = [
        {
            "Force": item.before.force.name,
            "Question": item.after.question.label,
            changes.before.label: grade_of(item.before),
            changes.after.label: grade_of(item.after),
            "Direction": _direction(item, changes.one_break),
            "Caveats": quiet("; ".join(item.caveats)),
        }
        for item in changes
    ]
    in_one = "in one of the cycles"
    return box(
        f"{changes.before.title} to {changes.after.title}",
        element("div", changes.one_break) if changes.one_break else "",
        by_heading(rows),
        *(left_out(f"{why} {in_one}", items) for why, items in changes.left_out.items()),
        left_out(ONE_FRAMEWORK_ONLY, changes.one_framework_only),
        *map(muted, changes.notes),
    )


def _direction(change: GradeChange, one_break: str) -> str:
    """Which way it went, or why that cannot be said, unless it is said of all changes."""
    if change.comparable:
        return change.direction.value
    return change.comparability.status_text if one_break else change.verdict


_WITHOUT = {"not recorded": "whose newest grade is not recorded"}


@_body.register
def _latest(latest: Latest) -> str:
    rows = [
        {
            "Force": item.force.name,
            "Question": item.question.label,
            "Cycle": item.cycle.label,
            "Grade": grade_of(item),
            "Remarks": remarks_of(item),
        }
        for item in latest
    ]
    of = latest.force.name if latest.force else in_words(latest.theme or "")
    return box(
        f"Newest grades: {of}",
        by_heading(rows),
        *(left_out(_WITHOUT.get(why, why), items) for why, items in latest.left_out.items()),
        _superseded(latest),
        *map(muted, latest.notes),
    )


def _superseded(latest: Latest) -> Markup:
    items = [
        join(
            f"{old.judgement.force.name}, {old.judgement.question.phrase}, ",
            hollow(f"{old.judgement.cycle.label} {old.judgement.grade_text}"),
            f" {old.caveat}",
        )
        for old in latest.superseded
    ]
    if not items:
        return Markup()
    return folded(f"{OLDER}: {len(items)}", bullets(items))


@_body.register
def _monitoring(monitoring: Monitoring) -> str:
    items = [monitoring.line(period) for period in monitoring]
    heading = f"In Engage on {show_day(monitoring.on)}" if monitoring.on else "Periods in Engage"
    return box(heading, bullets(items), *map(muted, monitoring.ending))


@_body.register
def _history(history: History) -> str:
    parts: list[str] = []
    for number, segment in enumerate(history.segments):
        if number:
            reason = history.breaks[number - 1].comparability.reason
            parts.append(element("span", "‖", style=_BREAK, title=f"break in series: {reason}"))
        for item in segment:
            text = timeline_entry(item)
            parts += [chip(item.grade, text) if item.grade else hollow(text), " "]
    marked = "‖ marks a break in series: do not compare grades across it."
    gaps = "; ".join(map(str, history.gaps))
    return box(
        f"{history.force.name}, {in_words(history.subject)}",
        element("div", *parts, style="line-height:2.2"),
        muted(marked if history.breaks else ""),
        muted(f"Without a grade: {gaps}" if gaps else ""),
        *map(muted, (history.limits_line, *history.notes)),
    )


@_body.register
def _distribution(distribution: Distribution) -> str:
    gaps, may_be = distribution.gaps, distribution.count_only
    total = len(distribution.judgements) + sum(map(len, gaps.values()))

    def row(label: str, number: int, colour: str, names: str = "") -> tuple[str, ...]:
        return label, str(number), bar(number, total, colour), names

    known = [
        row(
            chip(grade),
            distribution.counts[grade.key],
            colour_of(grade.key).background,
            quiet(distribution.marked_names(grade)),
        )
        for grade in distribution.scale
    ]
    unknown = [row(hollow(why), len(forces), "transparent") for why, forces in gaps.items()]
    return box(
        f"{distribution.cycle.title}, {distribution.question.phrase}",
        table(("", "Forces", "", ""), known + unknown),
        muted(footnote(distribution.judgements)),
        muted(distribution.summary),
        *(
            folded(
                f"May also be {grade.label.lower()}, by a published count alone: {len(forces)}",
                ", ".join(force.name for force in forces),
            )
            for grade in distribution.scale
            if (forces := may_be(grade))
        ),
        *(left_out(why, forces) for why, forces in gaps.items() if why != "not graded"),
        *map(muted, distribution.notes),
    )


@_body.register
def _comparison(comparison: Comparison) -> str:
    header = ("", *(force.name for force in comparison.forces))
    rows: list[tuple[str, ...]] = []
    for question, judgements in comparison.rows:
        cells = (
            element("span", grade_of(item), " ", marks_of(item))
            if item
            else hollow(comparison.without(force, question))
            for force, item in zip(comparison.forces, judgements, strict=True)
        )
        rows.append((question.label, *cells))
    said = map(muted, (comparison.coverage_line, *comparison.notes))
    return box(comparison.cycle.title, table(header, rows), *said)


@_body.register
def _coverage(coverage: Coverage) -> str:
    rows = [
        {
            "Cycle": row.cycle.label,
            "Question": row.question.label,
            "Recorded": f"{row.recorded} of {row.expected}" if row.expected else str(row.recorded),
            "Not graded": str(row.not_graded or ""),
            "Missing": str(len(row.not_recorded) or ""),
            "Derived": str(row.derived or ""),
            "Disputed": str(row.disputed or ""),
        }
        for row in coverage.rows
        if row.expected or row.judgements
    ]
    title = f"Coverage: {coverage.force.name if coverage.force else 'All forces'}"
    return box(title, muted(coverage.summary), by_heading(rows), *map(muted, coverage.notes))
