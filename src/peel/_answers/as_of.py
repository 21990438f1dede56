"""The tables as the public knew them on a day: rows that were out, cells by what a field declares.

A row is in when its latest possible day has passed: its own day of publication, else the last
publication of a cycle that was published as a whole, else never: of a rolling cycle only the last
day that is known here is recorded, and a grade without a day may be younger. A change of a grade is
in with its judgement, an inspection with its first one, a finding with the report or, where that
has no day, with its judgement, and not before the document that it is from, whose day may be
unknown only if the inspectorate wrote it; a statement on comparing two cycles with the newest of
its sources. When a cell of such a row is known, its field says (`peel._vocabulary.Known`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from peel._answers.reach import national_days, national_publications
from peel._lookup.filters import keys_in
from peel._records._base import Record
from peel._records._fields import Field
from peel._records.changes import Comparability
from peel._records.framework import Cycle, Publication, Question
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import Judgement, Revision, Tally
from peel._records.monitoring import MonitoringPeriod
from peel._records.sources import Source
from peel._tables.schema import RECORDS, Key, Row, Rows, table
from peel._tables.store import Store, Tables, once
from peel._vocabulary import Known
from peel._words.dates import end_of


def store_as_of(store: Store, day: dt.date) -> Store:
    """The record as known on *day*."""
    cut = _Cut(store, day)

    def read(name: str) -> Rows:
        kind = RECORDS[name]
        rows = store.rows(name)
        return {key: cut.row(kind, key, row) for key, row in rows.items() if cut.has(kind, key)}

    tables = Tables(read)
    before, inspections = store.origin, cut.undated(Inspection)
    unknown = (key for key in inspections if key not in tables["inspections"])
    origin = before._replace(
        as_of=day,
        undated=(*filter(cut.begun, before.undated), *cut.undated(Judgement)),
        undated_inspections=(*filter(cut.begun, before.undated_inspections), *unknown),
    )
    return Store(tables, origin, whole=store)


@once
def complete_on(store: Store) -> dt.date:
    """The first day on which all of a whole record could be known, rows of one's own with it."""
    days = [store.edition.complete_on]
    if store.origin.changed:
        for kind in RECORDS.values():
            spec = table(kind.table)
            places = [spec.place(field.name) for field in spec.fields if field.cell == "day"]
            last = max(
                (row[at] for row in store.rows(kind.table).values() for at in places), default=""
            )
            days += [dt.date.fromisoformat(last)] if last else []
        for period in store.all(MonitoringPeriod):
            days.append(end_of(period.start, period.start_precision))
            days += [end_of(period.end, period.end_precision)] if period.end else []
    return max(days)


class _Cell(NamedTuple):
    """A cell that has a text, and where it stands."""

    kind: type[Record]
    key: Key
    field: Field
    text: str


class _Cut:
    """Which rows were known on a day, and what of their cells."""

    def __init__(self, store: Store, day: dt.date) -> None:
        self._store = store
        self._day = day

    # Rows.

    def has(self, kind: type[Record], key: Key) -> bool:
        """Whether anything of a row was known."""
        return _ROWS[kind](self, key) if kind in _ROWS else True

    def dated(self, key: Key) -> bool:
        """Whether a row whose key ends in its day was known."""
        return self._passed(key[3])

    def judgement(self, key: Key) -> bool:
        return self._published(Judgement, key)

    def _published(self, kind: type[Record], key: Key) -> bool:
        """Whether a row of a force and cycle was published, by its latest possible day."""
        day = self._cell(kind, key, "published")
        if day:
            return self._passed(day)
        whole = bool(national_publications(self._store, key[1]))
        return whole and self._is_by_then(self._store.get(Cycle, key[1:2]).last_published)

    def revision(self, key: Key) -> bool:
        return self.dated(key) and self.judgement(key[:3])

    def inspection(self, key: Key) -> bool:
        judgements = keys_in(self._store, Judgement, key)
        return self._published(Inspection, key) or any(map(self.judgement, judgements))

    def finding(self, key: Key) -> bool:
        source = self._store.get(Source, (self._cell(Finding, key, "source"),))
        came_with_report = source.published is None and source.kind == "inspectorate"
        if not (came_with_report or self._is_by_then(source.published)):
            return False
        judgement = (*key[:2], self._cell(Finding, key, "question"))
        judged = self._cell(Judgement, judgement, "published")
        if judged and not self._cell(Inspection, key[:2], "published"):
            return self._passed(judged)
        return self._published(Inspection, key[:2])

    def figure(self, key: Key) -> bool:
        return self._published(Inspection, key[:2])

    def tally(self, key: Key) -> bool:
        days = national_days(self._store, key[0], self._store.get(Question, key[:2]))
        last = self._store.get(Cycle, key[:1]).last_published
        return self._is_by_then(max(days, default=last))

    def period(self, key: Key) -> bool:
        period = self._store.get(MonitoringPeriod, key)
        return end_of(period.start, period.start_precision) <= self._day

    def statement(self, key: Key) -> bool:
        statement = self._store.get(Comparability, key)
        days = [source.published for source in statement.sources if source.published]
        return self._is_by_then(max(days, default=statement.to_cycle.first_published))

    # Cells.

    def row(self, kind: type[Record], key: Key, row: Row) -> Row:
        """What was known of a row that is in; the row itself where that is all of it."""
        spec = table(kind.table)
        cells = list(row)
        for field in spec.fields:
            known = _CELLS.get(field.known)
            for at in map(spec.place, field.names):
                if known is not None and cells[at]:
                    cells[at] = known(self, _Cell(kind, key, field, cells[at]))
        cut = tuple(cells)
        return row if cut == row else cut

    def with_report(self, cell: _Cell) -> str:
        return cell.text if self._published(Inspection, cell.key) else ""

    def with_cycle(self, cell: _Cell) -> str:
        last = self._store.get(Cycle, cell.key).last_published
        return cell.text if self._is_by_then(last) else ""

    def on_its_day(self, cell: _Cell) -> str:
        return cell.text if self._passed(cell.text) else ""

    def on_their_days(self, cell: _Cell) -> str:
        """The sources that were there; the oldest one where all of them are younger."""
        days = {name: self._dated(name) for name in cell.text.split()}
        then = [name for name, day in days.items() if day is None or day <= self._day]
        return " ".join(then) or min(days, key=lambda name: days[name] or self._day)

    def with_its_sources(self, cell: _Cell) -> str:
        """A remark, unless something that the row rests on came later."""
        days = [
            self._dated(name)
            for field in table(cell.kind.table).fields
            if field.refers_to is Source
            for name in self._cell(cell.kind, cell.key, field.name).split()
        ]
        if None in days and cell.field.known == "with all its sources":
            return ""
        days += [revision.date for revision in self._revisions(cell.key)]
        later = any(day is not None and day > self._day for day in days)
        early = cell.kind is Inspection and not self._published(Inspection, cell.key)
        return "" if later or early else cell.text

    def with_end(self, cell: _Cell) -> str:
        period = self._store.get(MonitoringPeriod, cell.key)
        end = period.end and end_of(period.end, period.end_precision)
        return cell.text if end is None or end <= self._day else ""

    def as_revised(self, cell: _Cell) -> str:
        """The grade, or the day of its last change, as it stood on the day."""
        revisions = self._revisions(cell.key)
        if not revisions:
            return cell.text
        known = [revision for revision in revisions if revision.date <= self._day]
        if cell.field.attribute == "revised":
            return known[-1].date.isoformat() if known else ""
        return known[-1].after.key if known else revisions[0].before.key

    # What both rest on.

    def _revisions(self, key: Key) -> tuple[Revision, ...]:
        """The revisions of a judgement, or of all in an inspection, by its key."""
        keys = keys_in(self._store, Revision, key[:2])
        return self._store.of(Revision, (known for known in keys if known[: len(key)] == key))

    def _dated(self, source: str) -> dt.date | None:
        return self._store.get(Source, (source,)).published

    def _cell(self, kind: type[Record], key: Key, column: str) -> str:
        row = self._store.rows(kind.table).get(key)
        return "" if row is None else row[table(kind.table).place(column)]

    def _passed(self, day: str) -> bool:
        return self._is_by_then(self._store.day(day))

    def _is_by_then(self, day: dt.date | None) -> bool:
        return day is not None and day <= self._day

    def undated(self, kind: type[Record]) -> tuple[Key, ...]:
        """Rows of a cycle that had begun, left out only because no day is known."""
        return tuple(
            key
            for key in self._store.keys(kind)
            if not self._cell(kind, key, "published")
            and self.begun(key)
            and not self._published(kind, key)
        )

    def begun(self, key: Key) -> bool:
        first = self._store.get(Cycle, key[1:2]).first_published
        return first is None or self._is_by_then(first)


#: When a row of a class is known; the rows of the others always are.
_ROWS: Mapping[type[Record], Callable[[_Cut, Key], bool]] = {
    Judgement: _Cut.judgement,
    Inspection: _Cut.inspection,
    Finding: _Cut.finding,
    ProfileFigure: _Cut.figure,
    Tally: _Cut.tally,
    Publication: _Cut.dated,
    Revision: _Cut.revision,
    MonitoringPeriod: _Cut.period,
    Comparability: _Cut.statement,
}

#: What was known of a cell, by the word of its field; of the others all was.
_CELLS: Mapping[Known, Callable[[_Cut, _Cell], str]] = {
    "with the report": _Cut.with_report,
    "with its cycle": _Cut.with_cycle,
    "on its day": _Cut.on_its_day,
    "on their days": _Cut.on_their_days,
    "with its sources": _Cut.with_its_sources,
    "with all its sources": _Cut.with_its_sources,
    "with the end": _Cut.with_end,
    "as revised": _Cut.as_revised,
}
