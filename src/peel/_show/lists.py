"""Lists of records as HTML, a row a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

from peel._records._rows import CellRow
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.inspections import Finding, Findings, Inspection, ProfileFigure
from peel._records.judgements import Judgement, Revision, Tally, show_counts
from peel._records.sources import Source
from peel._show.markup import Markup, box, by_heading, chip, folded, hollow, join, link, muted
from peel._show.parts import grade_of, remarks_of, source_link
from peel._words.dates import show_day
from peel._words.text import counted

#: Longer tables are cut, and say so.
_MOST_ROWS = 60


def page_of_records(records: tuple[object, ...]) -> str:
    """Records of one kind."""
    said = map(muted, getattr(records, "notes", ()))
    return box(counted(len(records), "record"), _table(records), *said)


def page_of_findings(findings: Findings) -> str:
    """Findings, and the inspections of which they are not all."""
    return box(
        counted(len(findings), "finding"),
        _table(findings),
        _places("none collected", findings.not_collected),
        _places("a selection only: causes of concern and progress", findings.selected),
        *map(muted, findings.notes),
    )


def _places(why: str, places: Sequence[tuple[Force, Cycle]]) -> Markup:
    names = ", ".join(f"{force.name} {cycle.label}" for force, cycle in places)
    return folded(f"{why}: {len(places):,}", names) if places else Markup()


def _table(records: Sequence[object]) -> Markup:
    """A row a record, and how many rows are left out."""
    left = len(records[_MOST_ROWS:])
    more = muted(f"and {left:,} more") if left else ""
    return join(by_heading([_row(record) for record in records[:_MOST_ROWS]]), more)


@singledispatch
def _row(record: object) -> Mapping[str, str]:
    """The cells of a record by their headings."""
    return {"": str(record)}


def _place(item: Judgement | CellRow | Revision) -> dict[str, str]:
    return {
        "Force": item.force.name,
        "Cycle": item.cycle.label,
        "Question": item.question.label,
    }


@_row.register
def _force(force: Force) -> Mapping[str, str]:
    return {
        "Force": force.name,
        "Region": force.region,
        "ONS code": force.ons_code,
        "Id": force.id,
    }


@_row.register
def _cycle(cycle: Cycle) -> Mapping[str, str]:
    return {
        "Cycle": cycle.title,
        "Inspectorate": cycle.inspectorate,
        "Scale": cycle.scale,
        "First grade": show_day(cycle.first_published) if cycle.first_published else "",
        "Id": cycle.id,
    }


@_row.register
def _question(question: Question) -> Mapping[str, str]:
    return {
        "Question": question.label,
        "Kind": question.kind,
        "Theme": question.theme,
        "Graded": question.graded,
        "Id": question.id,
    }


@_row.register
def _judgement(judgement: Judgement) -> Mapping[str, str]:
    grade, remarks = grade_of(judgement), remarks_of(judgement)
    return _place(judgement) | {"Grade": grade, "Remarks": remarks}


@_row.register
def _cell(cell: CellRow) -> Mapping[str, str]:
    if cell.judgement:
        return _judgement(cell.judgement)
    return _place(cell) | {"Grade": hollow(cell.status), "Remarks": ""}


@_row.register
def _inspection(inspection: Inspection) -> Mapping[str, str]:
    grades = sum(judgement.grade is not None for judgement in inspection.judgements)
    return {
        "Force": inspection.force.name,
        "Cycle": inspection.cycle.label,
        "Report": link(inspection.published_text, inspection.url),
        "Grades recorded": str(grades),
        "Published count": inspection.counts_text,
    }


@_row.register
def _finding(finding: Finding) -> Mapping[str, str]:
    return {
        "Force": finding.force.name,
        "Cycle": finding.cycle.label,
        "Kind": finding.kind.replace("-", " "),
        "Question": finding.question.label if finding.question else "",
        "Finding": finding.summary,
        "Source": source_link(finding.source),
    }


@_row.register
def _figure(figure: ProfileFigure) -> Mapping[str, str]:
    return {
        "Force": figure.force.name,
        "Cycle": figure.cycle.label,
        "Figure": str(figure),
        "Source": source_link(figure.source),
    }


@_row.register
def _revision(revision: Revision) -> Mapping[str, str]:
    return {
        **_place(revision),
        "Before": chip(revision.before),
        "After": chip(revision.after),
        "Since": show_day(revision.date),
        "Source": source_link(revision.source),
    }


@_row.register
def _tally(tally: Tally) -> Mapping[str, str]:
    return {
        "Cycle": tally.cycle.label,
        "Question": tally.question.label,
        "Published count": show_counts(tally.counts),
        "Forces graded": str(tally.forces_graded),
        "Source": source_link(tally.source),
    }


@_row.register
def _publication(publication: Publication) -> Mapping[str, str]:
    return {
        "Cycle": publication.cycle.label,
        "Publication": link(publication.title, publication.source.url),
        "Published": show_day(publication.published),
    }


@_row.register
def _source(source: Source) -> Mapping[str, str]:
    return {"Source": source_link(source), "Id": source.id}
