"""The columns of frames and dicts (JSON), derived from the fields of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from peel._records._base import Record
from peel._records._fields import CellType, Field, computed_fields, fields_of
from peel._records._rows import HistoryRow, PeriodRow
from peel._records.cells import Cell, CellRow
from peel._records.changes import Comparability, GradeChange
from peel._records.coverage import CoverageRow
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.grades import Grade
from peel._records.history import Gap
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import COUNT_COLUMNS, Judgement, Revision, Tally
from peel._records.latest import Superseded
from peel._records.monitoring import MonitoringPeriod
from peel._records.sources import Source
from peel._vocabulary import EvidenceLevel

ColumnType: TypeAlias = Literal["text", "whole", "number", "yes-no", "day", "list", "grade"]
Getter: TypeAlias = Callable[[Any], Any]

#: The type of a column by what the cells of its table hold.
TYPES: Mapping[CellType, ColumnType] = {
    "text": "text",
    "word": "text",
    "record": "text",
    "whole": "whole",
    "counts": "whole",
    "number": "number",
    "yes-no": "yes-no",
    "day": "day",
    "texts": "list",
    "records": "list",
}


class Column(NamedTuple):
    """A column of a frame: what a record, or another one that it refers to, has in it."""

    name: str
    type: ColumnType
    #: From the record that is asked; None is null.
    value: Getter
    #: From the row to the record that is asked, if it is another one; None where it is null.
    refer: Getter | None = None
    #: What a frame has of the value, where a dict has records or an exact figure.
    flat: Getter | None = None

    def of(self, row: object, *, nested: bool = False) -> Any:
        """What *row* has in this column of a frame, or with *nested* in a dict."""
        record = row if self.refer is None else self.refer(row)
        value = None if record is None else self.value(record)
        return value if nested or value is None or self.flat is None else self.flat(value)


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
    first, dot, rest = path.partition(".")
    return _through(_reference(first), _reference(rest)) if dot else attrgetter(path)


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


_text = partial(_columns, "text")
_whole = partial(_columns, "whole")
_yes_no = partial(_columns, "yes-no")
_day = partial(_columns, "day")
_texts = partial(_columns, "list")
_grade = partial(_columns, "grade")

# What a class declares is derived: its fields in order, references as ids with a label.


def _declared(kind: type[Record], **instead: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of all fields of *kind*, in order; a field in *instead* has those columns."""
    columns = {field.attribute: _of_field(field) for field in fields_of(kind)}
    for name in computed_fields(kind):  # how many there are; null where nobody collected them
        columns[name] = (Column(name, "whole", attrgetter(name), flat=len),)
    return tuple(chain.from_iterable((columns | instead).values()))


def _of_field(field: Field) -> tuple[Column, ...]:
    if field.cell == "counts":
        return tuple(Column(name, "whole", _count(COUNT_COLUMNS[name])) for name in field.names)
    if field.cell == "record":
        return _of_reference(field.attribute, field.refers_to)
    if field.cell == "records":
        return (_ids_of(field.name, field.attribute),)
    if field.cell == "number":
        return (Column(field.name, "number", attrgetter(field.attribute), flat=float),)
    return _columns(TYPES[field.cell], **{field.name: field.attribute})


def _of_reference(name: str, kind: type[Record] | None) -> tuple[Column, ...]:
    if kind is Source:
        return (Column(name, "text", attrgetter(name), flat=attrgetter("id")),)
    if kind is Grade:
        return _grade(**{name: f"{name}.key"})
    columns = {name: f"{name}.id"}
    if kind is Force:
        columns[f"{name}_name"] = f"{name}.name"
    if kind is Question:
        columns[f"{name}_label"] = f"{name}.label"
    return _text(**columns)


def _ids_of(name: str, path: str) -> Column:
    """The records at *path*, by id."""
    return Column(name, "list", attrgetter(path), flat=_ids)


def _ids(records: Iterable[Any]) -> tuple[str, ...]:
    return tuple([record.id for record in records])


def _count(grade: str) -> Getter:
    return lambda record: record.counts.get(grade)


# What is worked out is written down.


def _interval_days(change: GradeChange) -> int | None:
    before, after = change.before_root, change.after_root
    if change.interval is None or before is None or after is None:
        return None
    return (after.published - before.published).days  # type: ignore[operator]


def _note(row: CellRow) -> str | None:
    return row.gap_note if row.judgement is None else row.judgement.note


def _grades_allowed(old: Superseded) -> tuple[str, ...]:
    return tuple(grade.key for grade in old.allows)


def _caveats_of_superseded(old: Superseded) -> tuple[str, ...]:
    return (*old.judgement.caveats, old.caveat)


def _number_not_recorded(row: CoverageRow) -> int:
    return len(row.not_recorded)


def _with_evidence(level: str) -> Getter:
    return lambda row: row.by_evidence[level]


_FORCE = _of_reference("force", Force)
_CYCLE = _of_reference("cycle", Cycle)
_QUESTION = _of_reference("question", Question)
_IDS = _text(force="force.id", cycle="cycle.id", question="question.id")
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


def _of_question(column: Column) -> Column:
    """A column of a judgement's cycle as one of its question, whose cycle it is: one look-up less."""
    if column.refer is not _reference("cycle"):
        return column
    of_cycle = _through(column.refer, column.value)
    return column._replace(value=of_cycle, refer=_reference("question"))


_CARRIED_FROM = _through(_reference("carried_from"), attrgetter("id"))
_JUDGEMENT = _declared(
    Judgement,
    force=_IDS[:1],
    cycle=(_of_question(_IDS[1]),),
    question=_IDS[2:],
    grade=(
        *_grade(grade="grade.key"),
        *_text(grade_label="grade.label"),
        *_whole(rank="grade.rank"),
        *map(_of_question, _LABELS),
    ),
    basis=_text("basis evidence"),
    carried_from=(Column("carried_from", "text", _CARRIED_FROM),),
    dispute=(*_text("dispute"), *_texts("caveats")),
    revisions=(),
)
_OF_CELL = {column.name: column for column in (*_IDS, *_LABELS)}


def _of_cell(column: Column) -> Column:
    """A column of a judgement as that of a cell, which may have none."""
    if column.name == "note":
        return Column("note", "text", _note)
    return _OF_CELL.get(column.name) or _within("judgement", [column])[0]


_CELL = (*_IDS, *_text("status"), *map(_of_cell, _JUDGEMENT[len(_IDS) :]))
_PERIOD = _declared(MonitoringPeriod)

#: The columns of each kind of record.
COLUMNS: Mapping[type, tuple[Column, ...]] = {
    Force: _declared(Force),
    Cycle: _declared(Cycle),
    Question: _declared(Question),
    Publication: _declared(Publication),
    Source: (*_declared(Source), *_text("citation")),
    Grade: _declared(Grade, key=_grade(grade="key"), label=_text(grade_label="label")),
    Inspection: _declared(
        Inspection,
        framework_version=_text("framework_version", scale="cycle.scale"),
    ),
    Finding: _declared(Finding),
    ProfileFigure: _declared(ProfileFigure),
    Judgement: _JUDGEMENT,
    Revision: _declared(Revision),
    Tally: _declared(Tally),
    MonitoringPeriod: _PERIOD,
    Comparability: _declared(Comparability, status=(*_text("status"), *_yes_no("comparable"))),
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
    PeriodRow: (*_within("period", _PERIOD), *_yes_no("possibly")),
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
        *_text(before_root_cycle="before_root.cycle.id", after_root_cycle="after_root.cycle.id"),
        Column("interval_days", "whole", _interval_days),
        *_text(before_evidence="before.evidence", after_evidence="after.evidence"),
        _ids_of("before_sources", "before.sources"),
        _ids_of("after_sources", "after.sources"),
        _ids_of("reason_sources", "comparability.sources"),
        *_texts("caveats"),
    ),
    CoverageRow: (
        *_CYCLE,
        *_QUESTION,
        *_text(graded="question.graded"),
        *_whole("expected recorded not_graded"),
        Column("not_recorded", "whole", _number_not_recorded),
        *_whole("derived carried_over disputed"),
        *(Column(level, "whole", _with_evidence(level)) for level in get_args(EvidenceLevel)),
        _ids_of("forces_not_recorded", "not_recorded"),
    ),
    Cell: (*_FORCE, *_CYCLE, *_QUESTION),
    Gap: (*_text("label kind", cycle="cycle.id", question="question.id"), *_text("note")),
}
