"""Where the cycles of a timeline stand, which grades of it touch, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from peel._records.changes import Comparability, GradeChange
from peel._records.history import History
from peel._records.judgements import Judgement

#: Parts of a cycle's room that a year without inspection takes, and a break in series.
YEAR, BREAK = 0.66, 0.42
#: The part of a row that lies between the themes of the newest cycle and the others.
_SECTION = 0.5


class Column(NamedTuple):
    """A cycle, or a year without inspection, and where it stands."""

    label: str
    inspected: bool
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class Row(NamedTuple):
    """A history, and what it has in each cycle: several grades if several questions share it."""

    place: float
    history: History
    cells: Mapping[str, Sequence[Judgement | str]]

    def joins(self, one: Column, other: Column) -> bool:
        """Whether two cycles lie within a run of grades that may be compared with one another."""
        return any(
            run[0].cycle.label <= one.label and other.label <= run[-1].cycle.label
            for run in self.history.segments
        )


class Break(NamedTuple):
    """A break in series between two cycles: where it stands, and why."""

    start: float
    end: float
    cycles: str
    reason: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def _cells(history: History) -> dict[str, list[Judgement | str]]:
    cells: dict[str, list[Judgement | str]] = {}
    for judgement in history.judgements:
        cells.setdefault(judgement.cycle.label, []).append(judgement)
    for gap in history.gaps:
        if gap.cycle is not None:
            cells.setdefault(gap.label, []).append(gap.kind)
    return cells


def drawn_rows(histories: Sequence[History]) -> list[Row]:
    """The histories with a grade, or a gap in the newest cycle of a known framework; older ones last."""
    if not any(history.judgements for history in histories):
        named = "; ".join(f"{item.force.name}, {item.subject}: {item}" for item in histories)
        raise ValueError(f"there is no grade to draw ({named or 'no history is given'})")
    known = [(history, _cells(history)) for history in histories]
    newest = max(_sure_of(histories))
    current: list[Row] = []
    earlier: list[Row] = []
    for history, cells in known:
        if newest in cells and (history.judgements or "not recorded" in cells[newest]):
            current.append(Row(len(current), history, cells))
        elif history.judgements:
            earlier.append(Row(len(earlier), history, cells))
    below = len(current) + _SECTION if current else 0
    return current + [row._replace(place=below + row.place) for row in earlier]


def _sure_of(histories: Sequence[History]) -> Iterator[str]:
    """The cycles whose questions are all known, or of which a grade is: no theme is new in others."""
    for history in histories:
        yield from (item.cycle.label for item in history.judgements)
        yield from (gap.label for gap in history.gaps if gap.cycle and gap.cycle.questions_complete)


def columns_of(rows: Sequence[Row]) -> list[Column]:
    years = {gap.label for row in rows for gap in row.history.gaps if gap.cycle is None}
    inspected = {label for row in rows for label in row.cells}
    columns: list[Column] = []
    start = 0.0
    for label in sorted(years | inspected):
        if columns and columns[-1].inspected and label in inspected:
            start += BREAK if _statements(rows, columns[-1].label, label) else 0
        end = start + (1 if label in inspected else YEAR)
        columns.append(Column(label, label in inspected, start, end))
        start = end
    return columns


def breaks_of(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Break]:
    """The breaks between cycles; of a single row also those where the question is another."""
    for one, other in pairwise(column for column in columns if column.inspected):
        reasons = _statements(rows, one.label, other.label)
        if reasons:
            yield Break(one.end, other.start, f"{one.label} to {other.label}", "; ".join(reasons))
    if len(rows) == 1:
        place = {column.label: column for column in columns}
        for change in rows[0].history.breaks:
            one, other = place[change.before.cycle.label], place[change.after.cycle.label]
            if one != other and not _statements(rows, one.label, other.label):
                cycles = f"{one.label} to {other.label}"
                yield Break(one.end, other.start, cycles, _reason_of_change(change))


def _reason_of_change(change: GradeChange) -> str:
    if change.before.question.id != change.after.question.id:
        return "another question was asked"
    return _reason(change.comparability)


def _statements(rows: Sequence[Row], before: str, after: str) -> list[str]:
    """Why grades of two cycles may not be compared, whatever the question."""
    reasons = [
        _reason(item)
        for row in rows
        for item in row.history.statements
        if before <= item.from_cycle.label and item.to_cycle.label <= after and not item.comparable
    ]
    return list(dict.fromkeys(reasons))


def _reason(item: Comparability) -> str:
    return f"{item.status_text}: {item.reason.partition(';')[0]}"
