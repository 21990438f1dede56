"""What each kind of record shows as columns, in frames and in dicts, and what answers say beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from peel._records._rows import CellRow, HistoryRow, PeriodRow
from peel._records.changes import Comparability, GradeChange, GradeChanges
from peel._records.coverage import Cell, Coverage, CoverageRow
from peel._records.distribution import Comparison, Distribution
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.grades import Grade, JudgementScale
from peel._records.history import Gap, History
from peel._records.inspections import Finding, Findings, Inspection, ProfileFigure
from peel._records.judgements import COUNT_COLUMNS, Judgement, Revision, Tally
from peel._records.latest import Latest, Superseded
from peel._records.matches import ForceMatches
from peel._records.monitoring import Monitoring, MonitoringPeriod
from peel._records.sources import Source
from peel._vocabulary import EvidenceLevel

ColumnType: TypeAlias = Literal["text", "whole", "number", "yes-no", "day", "list", "grade"]
Getter: TypeAlias = Callable[[Any], Any]


class Column(NamedTuple):
    """A column of a frame: what a record, or another one that it refers to, has in it."""

    name: str
    type: ColumnType
    #: From the record that is asked; None is null.
    value: Getter
    #: From the row to the record that is asked, if it is another one; None where it is null.
    refer: Getter | None = None
    #: What a dict has instead: records where a frame has their ids or number, figures as they are.
    nested: Getter | None = None

    def of(self, row: object, *, nested: bool = False) -> Any:
        """What *row* has in this column of a frame, or with *nested* in a dict."""
        record = row if self.refer is None else self.refer(row)
        value = self.nested if nested and self.nested else self.value
        return None if record is None else value(record)


def _columns(column_type: ColumnType, names: str = "", **paths: str) -> tuple[Column, ...]:
    """Columns that are attributes of the record, under their own names or at a path."""
    paths = {name: name for name in names.split()} | paths
    return tuple(_at(name, column_type, path) for name, path in paths.items())


def _at(name: str, column_type: ColumnType, path: str) -> Column:
    reference, dot, attribute = path.rpartition(".")
    refer = _reference(reference) if dot else None
    return Column(name, column_type, attrgetter(attribute), refer)


@cache
def _reference(path: str) -> Getter:
    """One getter a path, so that columns of the same reference are known as such."""
    return attrgetter(path)


@cache
def _through(first: Getter, second: Getter) -> Getter:
    def refer(row: Any) -> Any:
        target = first(row)
        return None if target is None else second(target)

    return refer


def _within(field: str, columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of the record that *field* refers to."""
    first = _reference(field)
    return tuple(
        column._replace(refer=_through(first, column.refer) if column.refer else first)
        for column in columns
    )


def _ids(field: str) -> Getter:
    refer = attrgetter(field)
    return lambda record: tuple([item.id for item in refer(record)])


def _many(field: str) -> Column:
    """How many records *field* holds; null where nobody collected them."""
    records = _reference(field)
    return Column(field, "whole", _through(records, len), nested=records)


def _number_not_recorded(row: CoverageRow) -> int:
    return len(row.not_recorded)


def _document(field: str) -> Column:
    return Column(field, "text", attrgetter("id"), _reference(field), nested=_itself)


def _documents(field: str, path: str) -> Column:
    """The sources at *path*, by id."""
    return Column(field, "list", _ids(path), nested=attrgetter(path))


def _itself(record: Any) -> Any:
    return record


def _count(grade: str) -> Getter:
    return lambda record: record.counts.get(grade)


def _with_evidence(level: str) -> Getter:
    return lambda row: row.by_evidence[level]


def _interval_days(change: GradeChange) -> int | None:
    before, after = change.before_root, change.after_root
    if change.interval is None or before is None or after is None:
        return None
    return (after.published - before.published).days  # type: ignore[operator]


def _carried_from(judgement: Judgement) -> str | None:
    return None if judgement.carried_from is None else judgement.carried_from.id


def _grades_allowed(old: Superseded) -> tuple[str, ...]:
    return tuple(grade.key for grade in old.allows)


def _caveats_of_superseded(old: Superseded) -> tuple[str, ...]:
    return (*old.judgement.caveats, old.caveat)


def _figure(figure: ProfileFigure) -> float:
    return float(figure.value)


def _note(row: CellRow) -> str | None:
    return row.gap_note if row.judgement is None else row.judgement.note


_text = partial(_columns, "text")
_whole = partial(_columns, "whole")
_yes_no = partial(_columns, "yes-no")
_day = partial(_columns, "day")
_grade = partial(_columns, "grade")

_FORCE = _text(force="force.id", force_name="force.name")
_CYCLE = _text(cycle="cycle.id")
_QUESTION = _text(question="question.id", question_label="question.label")
_SOURCE = (_document("source"),)
_SOURCES = (_documents("sources", "sources"),)
_COUNTS = tuple(
    Column(column, "whole", _count(column.replace("_", "-"))) for column in COUNT_COLUMNS
)
_KEY = _text(force="force.id", cycle="cycle.id", question="question.id")
_VERDICT = (
    *_grade(grade="grade.key"),
    *_text(grade_label="grade.label"),
    *_whole(rank="grade.rank"),
)
_LABELS = _text(
    scale="cycle.scale",
    force_name="force.name",
    region="force.region",
    cycle_label="cycle.label",
    inspectorate="cycle.inspectorate",
    question_label="question.label",
    question_kind="question.kind",
    pillar="question.pillar",
    theme="question.theme",
)
_BASIS = (
    *_text("basis evidence"),
    Column("carried_from", "text", _carried_from),
    *_day("published"),
    *_text("published_precision"),
    *_day("revised"),
    *_text("programme"),
    *_SOURCES,
    *_text("dispute"),
    *_columns("list", "caveats"),
)
_CELL = (
    *_KEY,
    *_text("status"),
    *_within("judgement", _VERDICT),
    *_LABELS,
    *_within("judgement", _BASIS),
    Column("note", "text", _note),
)
_MONITORING = (
    *_FORCE,
    *_text("phase"),
    *_day("start"),
    *_text("start_precision"),
    *_day("end"),
    *_text("end_precision reason"),
    *_SOURCES,
    *_text("note"),
)

_JUDGEMENT = (*_KEY, *_VERDICT, *_LABELS, *_BASIS, *_text("note"))

#: The columns of each kind of record.
COLUMNS: Mapping[type, tuple[Column, ...]] = {
    Judgement: _JUDGEMENT,
    Superseded: (
        *_within("judgement", (column for column in _JUDGEMENT if column.name != "caveats")),
        *_text("reason", newer_cycle="inspection.cycle.id"),
        *_day(newer_published="inspection.published"),
        *_text(newer_published_precision="inspection.published_precision"),
        Column("allows", "list", _grades_allowed),
        Column("caveats", "list", _caveats_of_superseded),
    ),
    CellRow: _CELL,
    HistoryRow: (*_whole("segment"), *_within("cell", _CELL)),
    GradeChange: (
        *_text(force="after.force.id", question="after.question.id"),
        *_text(before_cycle="before.cycle.id", after_cycle="after.cycle.id"),
        *_grade(before="before.grade.key", after="after.grade.key"),
        *_whole("steps"),
        *_text(direction="direction.value"),
        *_yes_no("comparable"),
        *_text("reinspected", reason="comparability.reason"),
        *_text(force_name="after.force.name", question_label="after.question.label"),
        *_day(before_published="before.published", after_published="after.published"),
        Column("interval_days", "whole", _interval_days),
        *_text(before_evidence="before.evidence", after_evidence="after.evidence"),
        _documents("before_sources", "before.sources"),
        _documents("after_sources", "after.sources"),
        _documents("reason_sources", "comparability.sources"),
        *_columns("list", "caveats"),
    ),
    Inspection: (
        *_FORCE,
        *_CYCLE,
        *_text("title url"),
        *_day("published"),
        *_text("published_precision"),
        *_whole("tranche"),
        *_text("inspector framework_version", scale="cycle.scale"),
        *_COUNTS,
        _document("counts_source"),
        *_text("counts_note"),
        *map(_many, ("judgements", "findings", "profile")),
    ),
    Finding: (
        *_FORCE,
        *_CYCLE,
        *_whole("number"),
        *_text("kind"),
        *_QUESTION,
        *_text("summary stated_by"),
        *_SOURCE,
    ),
    ProfileFigure: (
        *_FORCE,
        *_CYCLE,
        *_text("measure"),
        Column("value", "number", _figure, nested=attrgetter("value")),
        *_text("unit qualifier period stated_by"),
        *_SOURCE,
    ),
    Revision: (
        *_FORCE,
        *_CYCLE,
        *_QUESTION,
        *_day("date"),
        *_grade(before="before.key", after="after.key"),
        *_text("reason"),
        *_SOURCE,
    ),
    Tally: (*_CYCLE, *_QUESTION, *_COUNTS, *_whole("forces_graded"), *_SOURCE),
    MonitoringPeriod: _MONITORING,
    PeriodRow: (*_within("period", _MONITORING), *_yes_no("possibly")),
    Comparability: (
        *_text(from_cycle="from_cycle.id", to_cycle="to_cycle.id"),
        *_text("question status"),
        *_yes_no("comparable"),
        *_text("reason"),
        *_SOURCES,
    ),
    CoverageRow: (
        *_CYCLE,
        *_QUESTION,
        *_text(graded="question.graded"),
        *_whole("expected recorded not_graded"),
        Column("not_recorded", "whole", _number_not_recorded),
        *_whole("derived carried_over disputed"),
        *(Column(level, "whole", _with_evidence(level)) for level in get_args(EvidenceLevel)),
        Column("forces_not_recorded", "list", _ids("not_recorded")),
    ),
    Cell: (*_FORCE, *_CYCLE, *_QUESTION),
    Gap: (*_text("label kind", cycle="cycle.id"), *_text("note")),
    Force: (
        *_text(force="id", name="name"),
        *_columns("list", "aliases"),
        *_text("ons_code country region hmicfrs_slug"),
    ),
    Cycle: (
        *_text(cycle="id"),
        *_text("title inspectorate scale framework framework_source"),
        *_day("first_published last_published"),
        *_yes_no("questions_complete"),
        *_text("note"),
    ),
    Question: (
        *_CYCLE,
        *_text(question="id"),
        *_text("kind pillar theme label wording graded"),
    ),
    Publication: (
        *_CYCLE,
        *_text("pillar"),
        *_whole("tranche"),
        *_day("published"),
        *_text("title"),
        *_SOURCE,
    ),
    Source: (
        *_text(source="id"),
        *_text("kind publisher label title url"),
        *_day("published"),
        *_text("citation"),
    ),
    Grade: (
        *_text("scale"),
        *_grade(grade="key"),
        *_text(grade_label="label"),
        *_whole("rank"),
        *_text("definition source"),
    ),
}

_LEFT_OUT: Mapping[str, Getter] = {
    "not_graded": _ids("not_graded"),
    "not_recorded": _ids("not_recorded"),
}
_OF_FORCE: Mapping[str, Getter] = {column.name: column.of for column in _FORCE}


def _attributes(names: str = "", **paths: str) -> dict[str, Getter]:
    """Attributes of an answer, under their own names or at a path."""
    paths = paths | {name: name for name in names.split()}
    return {name: attrgetter(path) for name, path in paths.items()}


def _may_be(distribution: Distribution) -> dict[str, list[str]]:
    return {
        grade.key: [force.id for force in distribution.count_only(grade)]
        for grade in distribution.scale
    }


def _places(places: Iterable[tuple[Force, Cycle]]) -> list[dict[str, str]]:
    return [{"force": force.id, "cycle": cycle.id} for force, cycle in places]


#: What a dict of each answer says beside the rows of its frame.
ANSWERS: Mapping[type, Mapping[str, Getter]] = {
    JudgementScale: _attributes("grades", scale="key"),
    Distribution: {
        **_attributes(cycle="cycle.id", question="question.id", question_label="question.label"),
        **_attributes("counts shares fresh carried_over complete agrees", scale="scale.key"),
        **_LEFT_OUT,
        "count_only": _may_be,
        **_attributes("tallies coverage_line"),
    },
    Comparison: {
        **_attributes(cycle="cycle.id", scale="scale.key"),
        "forces": _ids("forces"),
        "questions": _ids("questions"),
        "framework_versions": lambda answer: {
            force.id: version for force, version in answer.framework_versions
        },
        "not_recorded": lambda answer: [Cell(*cell) for cell in answer.not_recorded],
        **_attributes("coverage_line"),
    },
    Coverage: {
        **_OF_FORCE,
        **_attributes("expected recorded not_graded"),
        "missing": Coverage.missing,
        **_attributes("summary"),
    },
    GradeChanges: {
        **_attributes(before_cycle="before.id", after_cycle="after.id", scale="scale.key"),
        **_LEFT_OUT,
        **_attributes("one_framework_only"),
    },
    History: {**_OF_FORCE, **_attributes("subject changes gaps statements")},
    Latest: {
        **_OF_FORCE,
        **_attributes("theme on"),
        **_LEFT_OUT,
        **_attributes("superseded notes"),
    },
    Findings: {
        "not_collected": lambda answer: _places(answer.not_collected),
        "selected": lambda answer: _places(answer.selected),
    },
    ForceMatches: _attributes("ids unknown repeated empty summary"),
    Monitoring: _attributes("on kept_from kept_until kept_line"),
}


def _best_source(judgement: Judgement) -> str | None:
    return judgement.sources[0].url if judgement.sources else None


#: The columns of the flat table: first what people read, then the names that other tables go by.
FLAT: tuple[Column, ...] = (
    *_text(force="force.name", region="force.region", cycle="cycle.id", area="question.label"),
    *_text("status", kind="question.kind", scale="cycle.scale"),
    *_within(
        "judgement",
        (
            *_text(grade="grade.label"),
            *_day(day="published"),
            *_text(precision="published_precision", basis="basis", evidence="evidence"),
            *_columns("list", caveats="qualifiers"),
            Column("source", "text", _best_source),
        ),
    ),
    *_text(force_id="force.id", ons_code="force.ons_code", question="question.id"),
    *_text(theme="question.theme"),
    *_within("judgement", _SOURCES),
)
