"""The HTML of a single record: a force, a scale, a judgement, an inspection."""

from __future__ import annotations

from collections.abc import Sequence

from peel._records.forces import Force
from peel._records.grades import JudgementScale
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement, show_published
from peel._records.sources import Source
from peel._show.markup import (
    Markup,
    box,
    bullets,
    by_heading,
    chip,
    element,
    join,
    link,
    muted,
    table,
)
from peel._show.parts import evidence_of, grade_of, notes, numbered, remarks_of, source_links
from peel._words.text import counted


def page_of_force(force: Force) -> str:
    rows = [
        ("Also called", ", ".join(force.aliases)),
        ("ONS code", force.ons_code),
        ("Region", f"{force.region}, {force.country}"),
        ("Id", force.id),
    ]
    return box(force.name, table(("", ""), rows))


def page_of_scale(scale: JudgementScale) -> str:
    rows = [(chip(grade), grade.definition or "no definition recorded") for grade in scale]
    return box(f"{scale.key} scale", table(("Grade", "Meaning"), rows))


def page_of_judgement(judgement: Judgement) -> str:
    published = show_published(judgement.published, judgement.published_precision)
    return box(
        f"{judgement.force.name}, {judgement.question.phrase}, {judgement.cycle.title}",
        element("div", grade_of(judgement), " ", remarks_of(judgement)),
        muted(f"{judgement.basis}; {published}; evidence: {evidence_of(judgement)}"),
        source_links(judgement.sources),
    )


def _judgements(judgements: Sequence[Judgement], numbers: dict[Source, int]) -> Markup:
    rows = [
        {
            "Question": item.question.label,
            "Grade": grade_of(item),
            "Basis": item.basis,
            "Evidence": join(evidence_of(item), notes(item.sources, numbers)),
            "Remarks": remarks_of(item),
        }
        for item in judgements
    ]
    return by_heading(rows)


def page_of_inspection(inspection: Inspection) -> str:
    numbers = _numbers(inspection)
    report = element("div", link(inspection.title or "report", inspection.url))
    parts: list[str] = [
        report if inspection.title or inspection.url else "",
        muted(f"{inspection.published_text}; {_known(inspection)}"),
        _judgements(inspection.judgements, numbers),
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
    graded = sum(item.grade is not None for item in inspection.judgements)
    known = f"{counted(graded, 'grade')} recorded"
    if inspection.counts:
        areas = sum(inspection.counts.values())
        known += f"; published count of {counted(areas, 'area')}: {inspection.counts_text}"
    return known
