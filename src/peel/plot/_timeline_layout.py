"""Where the cycles of a timeline stand, which grades of it touch, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from peel._errors import InvalidArgumentError
from peel._records.changes import Comparability, GradeChange
from peel._records.history import History, known_of
from peel._records.judgements import Judgement

#: Parts of a cycle's room that a year without a cycle takes, and a break in series.
YEAR, BREAK = 0.66, 0.42
#: The part of a row that lies between the themes of the newest cycle and the others.
_SECTION = 0.5
_ANOTHER = "not comparable: another question was asked"


class Column(NamedTuple):
    """A cycle, or a year without a cycle, and where it stands."""

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
    #: The places of all cycles and years, by label.
    places: Mapping[str, float]

    def joins(self, one: str, other: str) -> bool:
        """Whether two cycles lie within a run of grades that may be compared with one another."""
        return any(
            self._spans(run[0].cycle.label, run[-1].cycle.label, one, other)
            for run in self.history.segments
        )

    def breaks(self, one: str, other: str, *, alone: bool) -> Iterator[tuple[str, str]]:
        """The cycles and the reason of each break in series between two neighbours drawn.

        What the history says of a change decides; where no change crosses, whether another question
        is asked, then what is said of the cycles. A break that no cycle has, as another question is
        asked, is drawn only if the row is *alone*.
        """
        change = next(
            (item for item in self.history.changes if self._crosses(item, one, other)), None
        )
        if change is not None and change.comparable:
            return
        cycles, steps = f"{one} to {other}", self._steps(one, other)
        if self._asks_another(one, other):
            reasons = _excluded(steps) or [_ANOTHER] if steps or alone else []
        elif change is None:
            reasons = [*map(_reason, steps)]
        else:
            reasons = _reasons(change, steps) if steps else []
            before, after = change.before.cycle.label, change.after.cycle.label
            same = change.before.question.id == change.after.question.id
            if same and alone and other == after and not self._steps(before, after):
                cycles, reasons = f"{before} to {after}", [_reason(change.comparability)]
        yield from ((cycles, reason) for reason in reasons)

    def _asks_another(self, one: str, other: str) -> bool:
        """Whether the row has other questions before a break than after, recorded or not."""
        asked: dict[str, set[str]] = {}
        for entry in self.history.entries:
            if entry.question is not None:
                asked.setdefault(entry.question.cycle.label, set()).add(entry.question.id)
        before = [label for label in asked if self.places[label] <= self.places[one]]
        after = [label for label in asked if self.places[label] >= self.places[other]]
        return bool(before and after) and asked[before[-1]].isdisjoint(asked[after[0]])

    def _crosses(self, change: GradeChange, one: str, other: str) -> bool:
        before, after = change.before.cycle.label, change.after.cycle.label
        return before != after and self._spans(before, after, one, other)

    def _steps(self, one: str, other: str) -> list[Comparability]:
        """The statements between two cycles that do not let them be compared."""
        return [
            step
            for step in self.history.statements
            if not step.comparable
            and self._spans(one, other, step.from_cycle.label, step.to_cycle.label)
        ]

    def _spans(self, first: str, last: str, one: str, other: str) -> bool:
        """Whether *one* and *other* lie within *first* to *last*."""
        places = self.places
        return places[first] <= places[one] and places[other] <= places[last]


class Break(NamedTuple):
    """A break in series between two cycles: where it stands, and why."""

    middle: float
    cycles: str
    reason: str


def _cells(history: History) -> dict[str, list[Judgement | str]]:
    cells: dict[str, list[Judgement | str]] = {}
    for judgement in history.judgements:
        cells.setdefault(judgement.cycle.label, []).append(judgement)
    for gap in history.gaps:
        if gap.cycle is not None:
            cells.setdefault(gap.label, []).append(known_of(gap))
    return cells


def _places(histories: Sequence[History]) -> dict[str, float]:
    """The places of cycles in the order of their table, and of years behind the last one before."""
    cycles = dict.fromkeys(cycle for history in histories for cycle in history.cycles)
    places = {cycle.label: float(place) for place, cycle in enumerate(cycles)}
    for gap in (gap for history in histories for gap in history.gaps if gap.cycle is None):
        year = int(gap.label[:4])
        before = [places[item.label] for item in cycles if item.years and item.years[-1] <= year]
        places[gap.label] = max(before) + year / 10_000
    return places


def drawn_rows(histories: Sequence[History]) -> list[Row]:
    """The histories with a grade, or a gap in the newest cycle of a known framework; older ones last."""
    if not any(history.judgements for history in histories):
        named = "; ".join(f"{item.force.name}, {item.subject}: {item}" for item in histories)
        raise InvalidArgumentError(f"there is no grade to draw ({named or 'no history is given'})")
    places = _places(histories)
    newest = max(_sure_of(histories), key=places.__getitem__)
    current: list[Row] = []
    earlier: list[Row] = []
    for history in histories:
        cells = _cells(history)
        if newest in cells and (history.judgements or "not recorded" in cells[newest]):
            current.append(Row(len(current), history, cells, places))
        elif history.judgements:
            earlier.append(Row(len(earlier), history, cells, places))
    below = len(current) + _SECTION if current else 0
    return current + [row._replace(place=below + row.place) for row in earlier]


def _sure_of(histories: Sequence[History]) -> Iterator[str]:
    """The cycles whose questions are all known, or of which a grade is: no theme is new in others."""
    for history in histories:
        yield from (item.cycle.label for item in history.judgements)
        yield from (gap.label for gap in history.gaps if gap.cycle and gap.cycle.questions_complete)


def columns_of(rows: Sequence[Row]) -> tuple[list[Column], list[Break]]:
    """The cycles and years from left to right, and the breaks in series, which have room before."""
    years = {gap.label for row in rows for gap in row.history.gaps if gap.cycle is None}
    inspected = {label for row in rows for label in row.cells}
    columns: list[Column] = []
    breaks: list[Break] = []
    last, start = "", 0.0
    for label in sorted(years | inspected, key=rows[0].places.__getitem__):
        if label in inspected:
            if last and (found := _found(rows, last, label)):
                cycles = next(iter(found.values()))
                breaks.append(Break(start + BREAK / 2, cycles, "; ".join(found)))
                start += BREAK
            last = label
        end = start + (1 if label in inspected else YEAR)
        columns.append(Column(label, label in inspected, start, end))
        start = end
    return columns, breaks


def _found(rows: Sequence[Row], one: str, other: str) -> dict[str, str]:
    """The reasons of all rows for a break between two cycles, each once, with the cycles."""
    alone = len(rows) == 1
    return {
        reason: cycles for row in rows for cycles, reason in row.breaks(one, other, alone=alone)
    }


def _reasons(change: GradeChange, steps: Sequence[Comparability]) -> list[str]:
    """Why the grades of a change may not be compared, across these statements on its cycles."""
    if change.before.question.id != change.after.question.id:
        return _excluded(steps) or [_ANOTHER]
    if [(step.from_cycle, step.to_cycle) for step in steps] in (
        [],
        [(change.before.cycle, change.after.cycle)],
    ):
        return [_reason(change.comparability)]
    return [*map(_reason, steps)]


def _excluded(steps: Sequence[Comparability]) -> list[str]:
    """Why cycles may not be compared, where that is said of them whatever the question."""
    return [_reason(step) for step in steps if step.status == "not comparable"]


def _reason(item: Comparability) -> str:
    return f"{item.status_text}: {item.reason.partition(';')[0]}"
