"""Lists of records as HTML, a row a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from peel._records.cells import CellRow
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.grades import Grade
from peel._records.inspections import Finding, Findings, Inspection, ProfileFigure
from peel._records.judgements import Judgement, Revision, Tally, show_counts
from peel._records.sources import Source
from peel._show.markup import (
    Markup,
    box,
    chip,
    folded,
    grade_of,
    hollow,
    join,
    link,
    muted,
    remarks_of,
    source_link,
    table,
)
from peel._words.dates import show_day
from peel._words.text import counted

#: What stands under each heading of a table, read from a record.
Columns: TypeAlias = Mapping[str, Callable[[Any], object]]
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
        *(_places(why, places) for why, places in findings.incomplete.items()),
        *map(muted, findings.notes),
    )


def _places(why: str, places: Sequence[tuple[Force, Cycle]]) -> Markup:
    names = ", ".join(f"{force.name} {cycle.label}" for force, cycle in places)
    return folded(f"{why}: {len(places):,}", names)


def _table(records: Sequence[object]) -> Markup:
    """A row a record, and how many rows are left out."""
    if not records:
        return Markup()
    columns = _COLUMNS.get(type(records[0]), {"": str})
    rows = [[_shown(get(record)) for get in columns.values()] for record in records[:_MOST_ROWS]]
    left = len(records[_MOST_ROWS:])
    return join(table([*columns], rows), muted(f"and {left:,} more" if left else ""))


def _shown(value: object) -> str:
    """A value as a cell: grades as chips, days in words, sources as links."""
    if isinstance(value, Grade):
        return chip(value)
    if isinstance(value, dt.date):
        return show_day(value)
    if isinstance(value, Source):
        return source_link(value)
    return "" if value is None else value if isinstance(value, str) else str(value)


def _at(**paths: str) -> Columns:
    """Columns that read an attribute, by their heading with ``_`` for a space."""
    return {heading.replace("_", " "): attrgetter(path) for heading, path in paths.items()}


_PLACE = _at(Force="force.name", Cycle="cycle.label")
_CELL = {**_PLACE, **_at(Question="question.label")}
_COLUMNS: Mapping[type, Columns] = {
    Force: _at(Force="name", Region="region", ONS_code="ons_code", Id="id"),
    Cycle: _at(
        Cycle="title",
        Inspectorate="inspectorate",
        Scale="scale",
        First_grade="first_published",
        Id="id",
    ),
    Question: _at(Question="label", Kind="kind", Theme="theme", Graded="graded", Id="id"),
    Judgement: {**_CELL, "Grade": grade_of, "Remarks": remarks_of},
    CellRow: {
        **_CELL,
        "Grade": lambda of: grade_of(of.judgement) if of.judgement else hollow(of.status),
        "Remarks": lambda of: remarks_of(of.judgement) if of.judgement else "",
    },
    Inspection: {
        **_PLACE,
        "Report": lambda of: link(of.published_text, of.url),
        "Grades": attrgetter("recorded_text"),
        "Published count": attrgetter("counts_text"),
    },
    Finding: {
        **_PLACE,
        "Kind": lambda of: of.kind.replace("-", " "),
        "Question": lambda of: of.question and of.question.label,
        **_at(Finding="summary", Source="source"),
    },
    ProfileFigure: {**_PLACE, "Figure": str, **_at(Source="source")},
    Revision: {**_CELL, **_at(Before="before", After="after", Since="date", Source="source")},
    Tally: {
        **_at(Cycle="cycle.label", Question="question.label"),
        "Published count": lambda of: show_counts(of.counts),
        **_at(Forces_graded="forces_graded", Source="source"),
    },
    Publication: {
        **_at(Cycle="cycle.label"),
        "Publication": lambda of: link(of.title, of.source.url),
        **_at(Published="published"),
    },
    Source: {"Source": source_link, "Id": attrgetter("id")},
}
