"""Records as data frames: what the columns of each kind of record are, and three builders.

Every column has one of seven types:

======== ========================== ================ ======================
type     pandas                     polars           Arrow
======== ========================== ================ ======================
text     string                     String           string
whole    Int64                      Int64            int64
number   Float64                    Float64          float64
yes-no   boolean                    Boolean          bool
day      datetime64[s]              Date             date32
list     object: tuples of text     List(String)     list<string>
grade    category                   Enum/Categorical dictionary<int8,string>
======== ========================== ================ ======================

Nulls are the library's own: ``pd.NA`` and ``NaT`` (NaN in a category), null in polars and Arrow.

A *grade* is ordered, worst first, only if its rows may be compared with one another: all of one
cycle, or of one question with every pair of their cycles comparable. Else it is unordered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from peel._changes import GradeChange
from peel._comparability import Comparability
from peel._coverage import Cell, Coverage, CoverageRow
from peel._distribution import Comparison, Distribution
from peel._errors import PeelError
from peel._forces import Force
from peel._framework import Cycle, Publication, Question
from peel._functions import bundled
from peel._grades import Grade
from peel._history import Gap, History
from peel._inspections import Finding, Inspection, ProfileFigure
from peel._judgements import Judgement, Revision, Tally
from peel._monitoring import Monitoring, MonitoringPeriod
from peel._rules import _caveats  # pyright: ignore[reportPrivateUsage]
from peel._sources import Source
from peel._tables import COUNT_COLUMNS
from peel._vocabulary import EvidenceLevel

if TYPE_CHECKING:
    pass

ColumnType: TypeAlias = Literal["text", "whole", "number", "yes-no", "day", "list", "grade"]


class Column(NamedTuple):
    """A column of a frame."""

    name: str
    type: ColumnType
    #: What a record has in it; None is null.
    value: Callable[[Any], Any]


class Row(NamedTuple):
    """A cell of a distribution, comparison or history: with a judgement, or visibly without."""

    force: Force
    cycle: Cycle
    question: Question | None
    #: ``graded``, ``not graded`` or ``not recorded``.
    status: str
    judgement: Judgement | None = None
    note: str | None = None


class HistoryRow(NamedTuple):
    """A cell of a history, with the number of its segment."""

    row: Row
    segment: int | None


class PeriodOnDay(NamedTuple):
    """A period in Engage, and whether it is sure to cover the day that was asked for."""

    period: MonitoringPeriod
    possibly: bool


# What a column takes from a record.


def _of(field: str, path: str) -> Callable[[Any], Any]:
    """An attribute of what *field* refers to; None where it refers to nothing."""
    refer, get = attrgetter(field), attrgetter(path)

    def value(record: Any) -> Any:
        target = refer(record)
        return None if target is None else get(target)

    return value


def _source_ids(record: Any) -> tuple[str, ...]:
    return tuple([source.id for source in record.sources])


def _number_of(field: str) -> Callable[[Any], int | None]:
    """How many records *field* holds; None where nobody collected them."""

    def value(record: Any) -> int | None:
        records = getattr(record, field)
        return None if records is None else len(records)

    return value


def _interval_days(change: GradeChange) -> int | None:
    before, after = change.before_root, change.after_root
    if change.interval is None or before is None or after is None:
        return None
    return (after.published - before.published).days  # type: ignore[operator]


def _columns(type: ColumnType, names: str) -> tuple[Column, ...]:  # noqa: A002
    """Columns that are attributes of the record under their own names."""
    return tuple(Column(name, type, attrgetter(name)) for name in names.split())


_text = partial(_columns, "text")
_whole = partial(_columns, "whole")
_day = partial(_columns, "day")

_FORCE = (
    Column("force", "text", attrgetter("force.id")),
    Column("force_name", "text", attrgetter("force.name")),
)
_CYCLE = (Column("cycle", "text", attrgetter("cycle.id")),)
_QUESTION = (
    Column("question", "text", _of("question", "id")),
    Column("question_label", "text", _of("question", "label")),
)
_SOURCE = (Column("source", "text", attrgetter("source.id")),)
_SOURCES = (Column("sources", "list", _source_ids),)
_COUNTS = tuple(
    Column(column, "whole", lambda record, key=column.replace("_", "-"): record.counts.get(key))
    for column in COUNT_COLUMNS
)
_WHERE = (
    *_FORCE,
    Column("region", "text", attrgetter("force.region")),
    *_CYCLE,
    *_QUESTION,
    Column("pillar", "text", _of("question", "pillar")),
    Column("theme", "text", _of("question", "theme")),
    Column("scale", "text", attrgetter("cycle.scale")),
)
_JUDGED = (
    Column("grade", "grade", _of("grade", "key")),
    Column("grade_label", "text", _of("grade", "label")),
    Column("rank", "whole", _of("grade", "rank")),
    *_text("basis evidence"),
    Column("carried_from", "text", _of("carried_from", "id")),
    *_day("published"),
    *_text("published_precision"),
    *_day("revised"),
    *_text("programme"),
    *_SOURCES,
    *_text("dispute note"),
    Column("caveats", "list", lambda judgement: tuple(_caveats(judgement))),
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


def _within(field: str, columns: Iterable[Column]) -> tuple[Column, ...]:
    """The same columns of what *field* refers to."""

    def through(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def value(record: Any) -> Any:
            target = getattr(record, field)
            return None if target is None else get(target)

        return value

    return tuple(column._replace(value=through(column.value)) for column in columns)


_ROW = (
    *_WHERE,
    *_text("status"),
    *(
        column._replace(value=lambda row, get=column.value: get(row) or row.note)
        if column.name == "note"
        else column
        for column in _within("judgement", _JUDGED)
    ),
)

#: The columns of each kind of record.
COLUMNS: Mapping[type, tuple[Column, ...]] = {
    Judgement: (*_WHERE, *_JUDGED),
    Row: _ROW,
    HistoryRow: (*_whole("segment"), *_within("row", _ROW)),
    GradeChange: (
        Column("force", "text", attrgetter("after.force.id")),
        Column("force_name", "text", attrgetter("after.force.name")),
        Column("question", "text", attrgetter("after.question.id")),
        Column("question_label", "text", attrgetter("after.question.label")),
        Column("before_cycle", "text", attrgetter("before.cycle.id")),
        Column("after_cycle", "text", attrgetter("after.cycle.id")),
        Column("before", "grade", attrgetter("before.grade.key")),
        Column("after", "grade", attrgetter("after.grade.key")),
        *_whole("steps"),
        Column("direction", "text", attrgetter("direction.value")),
        Column("comparable", "yes-no", attrgetter("comparable")),
        *_text("reinspected"),
        Column("reason", "text", attrgetter("comparability.reason")),
        Column("before_published", "day", attrgetter("before.published")),
        Column("after_published", "day", attrgetter("after.published")),
        Column("interval_days", "whole", _interval_days),
        Column("caveats", "list", attrgetter("caveats")),
    ),
    Inspection: (
        *_FORCE,
        *_CYCLE,
        *_text("title url"),
        *_day("published"),
        *_text("published_precision"),
        *_whole("tranche"),
        *_text("inspector framework_version"),
        Column("scale", "text", attrgetter("cycle.scale")),
        *_COUNTS,
        Column("counts_source", "text", _of("counts_source", "id")),
        *_text("counts_note"),
        *(
            Column(name, "whole", _number_of(name))
            for name in ("judgements", "findings", "profile")
        ),
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
        Column("value", "number", lambda figure: float(figure.value)),
        *_text("unit qualifier period stated_by"),
        *_SOURCE,
    ),
    Revision: (
        *_FORCE,
        *_CYCLE,
        *_QUESTION,
        *_day("date"),
        Column("before", "grade", attrgetter("before.key")),
        Column("after", "grade", attrgetter("after.key")),
        *_text("reason"),
        *_SOURCE,
    ),
    Tally: (*_CYCLE, *_QUESTION, *_COUNTS, *_whole("forces_graded"), *_SOURCE),
    MonitoringPeriod: _MONITORING,
    PeriodOnDay: (
        *_within("period", _MONITORING),
        Column("possibly", "yes-no", attrgetter("possibly")),
    ),
    Comparability: (
        Column("from_cycle", "text", attrgetter("from_cycle.id")),
        Column("to_cycle", "text", attrgetter("to_cycle.id")),
        *_text("question status"),
        Column("comparable", "yes-no", attrgetter("comparable")),
        *_text("reason"),
        *_SOURCES,
    ),
    CoverageRow: (
        *_CYCLE,
        *_QUESTION,
        Column("graded", "text", attrgetter("question.graded")),
        *_whole("expected recorded not_graded"),
        Column("not_recorded", "whole", _number_of("not_recorded")),
        *_whole("derived carried_over disputed"),
        *(
            Column(level, "whole", lambda row, level=level: row.by_evidence[level])
            for level in get_args(EvidenceLevel)
        ),
        Column(
            "forces_not_recorded",
            "list",
            lambda row: tuple([force.id for force in row.not_recorded]),
        ),
    ),
    Cell: (*_FORCE, *_CYCLE, *_QUESTION),
    Gap: (*_text("label kind"), Column("cycle", "text", _of("cycle", "id")), *_text("note")),
    Force: (
        Column("force", "text", attrgetter("id")),
        *_text("name"),
        *_columns("list", "aliases"),
        *_text("ons_code country region hmicfrs_slug"),
    ),
    Cycle: (
        Column("cycle", "text", attrgetter("id")),
        *_text("title inspectorate scale framework framework_source"),
        *_day("first_published last_published"),
        *_columns("yes-no", "questions_complete"),
        *_text("note"),
    ),
    Question: (
        *_CYCLE,
        Column("question", "text", attrgetter("id")),
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
        Column("source", "text", attrgetter("id")),
        *_text("kind publisher title url"),
        *_day("published"),
        *_text("citation"),
    ),
    Grade: (
        *_text("scale"),
        Column("grade", "grade", attrgetter("key")),
        Column("grade_label", "text", attrgetter("label")),
        *_whole("rank"),
        *_text("definition source"),
    ),
}


# What is no sequence of records, or says more than its records.


def _of_comparison(comparison: Comparison) -> Iterator[Row]:
    for question, judgements in comparison.rows:
        for force, judgement in zip(comparison.forces, judgements, strict=True):
            yield Row(force, comparison.cycle, question, _status(judgement), judgement)


def _status(judgement: Judgement | None) -> str:
    if judgement is None:
        return "not recorded"
    return "not graded" if judgement.grade is None else "graded"


def _of_distribution(distribution: Distribution) -> Iterator[Row]:
    cycle, question = distribution.cycle, distribution.question
    rows = [
        *(Row(item.force, cycle, question, "graded", item) for item in distribution.judgements),
        *(Row(force, cycle, question, "not graded") for force in distribution.not_graded),
        *(Row(force, cycle, question, "not recorded") for force in distribution.not_recorded),
    ]
    yield from sorted(rows, key=lambda row: row.force.id)


def _of_history(history: History) -> Iterator[HistoryRow]:
    """The judgements, and the cycles without a grade; years without inspection are no cells."""
    rows = [
        HistoryRow(
            Row(history.force, judgement.cycle, judgement.question, "graded", judgement), number
        )
        for number, segment in enumerate(history.segments, start=1)
        for judgement in segment
    ]
    rows += [
        HistoryRow(Row(history.force, gap.cycle, None, gap.kind, note=gap.note), None)
        for gap in history.gaps
        if gap.cycle is not None
    ]
    yield from sorted(rows, key=lambda each: each.row.cycle.id)


def _of_monitoring(monitoring: Monitoring) -> Iterator[PeriodOnDay]:
    possibly = monitoring.possibly
    for period in monitoring:
        yield PeriodOnDay(period, period in possibly)


class Container(NamedTuple):
    """Something that is shown as rows of one kind."""

    kind: type
    rows: Callable[[Any], Iterable[object]]


_CONTAINERS: Mapping[type, Container] = {
    Comparison: Container(Row, _of_comparison),
    Coverage: Container(CoverageRow, attrgetter("rows")),
    Distribution: Container(Row, _of_distribution),
    History: Container(HistoryRow, _of_history),
    Monitoring: Container(PeriodOnDay, _of_monitoring),
}


# Which grades may be compared.


def _comparable(judgements: Sequence[Judgement]) -> bool:
    """Whether all are of one cycle, or of one question and of cycles that may be compared."""
    cycles = sorted({judgement.cycle.id for judgement in judgements})
    if len(cycles) < 2:  # noqa: PLR2004
        return bool(cycles)
    questions = {judgement.question.id for judgement in judgements}
    if len(questions) > 1:
        return False
    record = bundled()
    try:
        return all(
            record.comparability(*pair, *questions).comparable for pair in combinations(cycles, 2)
        )
    except PeelError:
        return False


def _changes_comparable(changes: Sequence[GradeChange]) -> bool:
    """Whether every change is, and all are between two cycles or of one comparable segment."""
    if not all(change.comparable for change in changes):
        return False
    pairs = {(change.before.cycle.id, change.after.cycle.id) for change in changes}
    both = [judgement for change in changes for judgement in (change.before, change.after)]
    return len(pairs) == 1 or _comparable(both)


def _one_segment(rows: Sequence[HistoryRow]) -> bool:
    return {each.segment for each in rows} - {None} == {1}


def _one(field: str) -> Callable[[Sequence[Any]], bool]:
    get = attrgetter(field)
    return lambda records: len({get(record) for record in records}) == 1


_ORDERED: Mapping[type, Callable[[Sequence[Any]], bool]] = {
    Judgement: _comparable,
    Row: _one("cycle.id"),
    HistoryRow: _one_segment,
    GradeChange: _changes_comparable,
    Revision: _one("cycle.id"),
    Grade: _one("scale"),
}
_SCALE: Mapping[type, Callable[[Any], str]] = {
    Judgement: attrgetter("cycle.scale"),
    Row: attrgetter("cycle.scale"),
    HistoryRow: attrgetter("row.cycle.scale"),
    GradeChange: attrgetter("after.cycle.scale"),
    Revision: attrgetter("cycle.scale"),
    Grade: attrgetter("scale"),
}
