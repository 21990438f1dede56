"""The rows of frames and dicts: records, or the cells (`CellRow`) that an answer is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from peel._errors import InvalidArgumentError
from peel._records._base import Record
from peel._records.answer import Answer, RecordTuple
from peel._records.cells import CellRow
from peel._records.changes import GradeChange, GradeChanges
from peel._records.comparison import Comparison
from peel._records.coverage import Coverage, CoverageRow
from peel._records.distribution import Distribution
from peel._records.history import History
from peel._records.inspections import Finding, Findings
from peel._records.judgements import Judgement
from peel._records.latest import Latest
from peel._records.monitoring import Monitoring, MonitoringPeriod

#: What a frame, or a list of dicts, can be made of.
Frameable: TypeAlias = Iterable[object] | Comparison | Coverage | Distribution | History


class HistoryRow(NamedTuple):
    """A cell of a history, with the number of its segment; None where there is no grade."""

    cell: CellRow
    segment: int | None


class PeriodRow(NamedTuple):
    """A period in Engage, and whether it only possibly covers the day that was asked for."""

    period: MonitoringPeriod
    possibly: bool


def _of_comparison(comparison: Comparison) -> Iterator[CellRow]:
    for question, judgements in comparison.rows:
        for force, judgement in zip(comparison.forces, judgements, strict=True):
            status = judgement.status if judgement else comparison.without(force, question)
            yield CellRow(force, question, status, judgement)


def _of_distribution(distribution: Distribution) -> list[CellRow]:
    question = distribution.question
    rows = [
        *(CellRow(item.force, question, "recorded", item) for item in distribution.judgements),
        *(
            CellRow(force, question, status)
            for status, forces in distribution.gaps.items()
            for force in forces
        ),
    ]
    return sorted(rows, key=lambda row: row.force.id)


def _of_history(history: History) -> Iterator[HistoryRow]:
    """The judgements, and the cycles without a grade; a year without a cycle is no cell."""
    numbers = {
        item: number for number, segment in enumerate(history.segments, start=1) for item in segment
    }
    for entry in history.entries:
        if isinstance(entry, Judgement):
            cell = CellRow(history.force, entry.question, "recorded", entry)
            yield HistoryRow(cell, numbers[entry])
        elif entry.question is not None and entry.kind != "no cycle":
            cell = CellRow(history.force, entry.question, entry.kind, gap_note=entry.note)
            yield HistoryRow(cell, None)


def _of_monitoring(monitoring: Monitoring) -> Iterator[PeriodRow]:
    possibly = monitoring.possibly
    for period in monitoring:
        yield PeriodRow(period, period in possibly)


#: Answers that are about rows: of which kind, and how they become those.
CONTAINERS: Mapping[type, tuple[type, Callable[[Any], Iterable[object]]]] = {
    Comparison: (CellRow, _of_comparison),
    Coverage: (CoverageRow, attrgetter("rows")),
    Distribution: (CellRow, _of_distribution),
    Findings: (Finding, iter),
    GradeChanges: (GradeChange, iter),
    History: (HistoryRow, _of_history),
    Latest: (Judgement, iter),
    Monitoring: (PeriodRow, _of_monitoring),
}


def rows_of(records: Frameable) -> tuple[type | None, Sequence[object]]:
    """The rows that *records* are shown as; and their kind, where it is known without looking."""
    if type(records) in CONTAINERS:
        kind, rows = CONTAINERS[type(records)]
        return kind, tuple(rows(records))
    if isinstance(records, str) or not isinstance(records, Iterable):
        alone = ": put one alone into a list" if isinstance(records, Record) else ""
        raise TypeError(f"a sequence of records is expected, not {type(records).__name__}{alone}")
    return None, tuple(records)


def no_record(kind: type) -> TypeError:
    """The error for what has no columns."""
    alone = ": give an answer by itself" if issubclass(kind, Answer) else ""
    return TypeError(f"records of this library are expected, not {kind.__name__}{alone}")


def rows_of_one_kind(records: Frameable, kind: type | None) -> tuple[type, Sequence[object]]:
    """The rows that *records* are shown as, and their one kind; *kind* says it of no rows."""
    if kind is not None and not isinstance(kind, type):
        raise TypeError(f"kind is a record class, not {type(kind).__name__}")
    known, rows = rows_of(records)
    if known is not None:
        return known, rows
    kinds: set[type] = set(map(type, rows))
    if kind is None and isinstance(records, RecordTuple):
        kind = records.kind
    if kind is not None:
        kinds.add(kind)
    if not kinds:
        raise InvalidArgumentError(
            "an empty sequence does not say what its records are, so its columns are not known: "
            "give their class, such as kind=peel.Judgement"
        )
    if len(kinds) > 1:
        names = ", ".join(sorted(found.__name__ for found in kinds))
        raise TypeError(f"records of one kind are expected, not of several: {names}")
    return kinds.pop(), rows
