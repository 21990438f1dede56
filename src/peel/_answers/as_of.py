"""The tables as the public knew them on a day.

A row is in when its latest possible day has passed: its own day of publication, else the day on
which its cycle was complete, else never. An inspection is in with its first judgement, a finding
with the report or, where that has no day, with its judgement. Texts that speak of a later day are blanked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from peel._tables.schema import COUNT_COLUMNS, TABLES, Key, Row, Rows, Tables
from peel._words.dates import end_of, speaks_of_later

if TYPE_CHECKING:
    from peel._dataset import Dataset


#: What a row of inspections says of the report as a whole.
_OF_THE_REPORT = (
    *("title", "url", "published", "published_precision"),
    *(*COUNT_COLUMNS, "counts_source", "counts_note"),
)


class KnownTables(NamedTuple):
    """The tables as known on a day, and what is not in them for want of a day of its own."""

    tables: Tables
    undated_judgements: tuple[Key, ...]
    undated_inspections: tuple[Key, ...]


def tables_as_of(dataset: Dataset, day: dt.date) -> KnownTables:
    """The tables as known on *day*."""
    cut = _Cut(dataset, day)
    cutters: dict[str, Callable[[Key, Row], Row | None]] = {
        "judgements": cut.judgement,
        "inspections": cut.inspection,
        "findings": cut.finding,
        "profiles": cut.profile,
        "tallies": cut.tally,
        "revisions": cut.revision,
        "monitoring": cut.monitoring,
    }

    def read(table: str) -> Rows:
        rows = dataset.cells(table)
        cutter = cutters.get(table)
        if cutter is None:
            return dict(rows)
        known = ((key, cutter(key, row)) for key, row in rows.items())
        return {key: row for key, row in known if row is not None}

    tables = Tables(read)
    return KnownTables(
        tables,
        cut.undated("judgements"),
        tuple(key for key in cut.undated("inspections") if key not in tables["inspections"]),
    )


class _Cut:
    """Cuts single rows to what was known on a day; None where nothing was."""

    def __init__(self, dataset: Dataset, day: dt.date) -> None:
        self._dataset = dataset
        self._day = day
        self._cycles = {cycle.id: cycle for cycle in dataset.cycles()}

    def judgement(self, key: Key, row: Row) -> Row | None:
        cells = _Cells("judgements", row)
        if not self._passed(cells["published"], key[1]):
            return None
        self._blank_later(cells, "dispute", "note")
        if cells["revised"]:
            self._unrevise(key, cells)
        return cells.row

    def _unrevise(self, key: Key, cells: _Cells) -> None:
        """Give the grade that was in force on the day, where it was changed later."""
        revisions = [
            self._dataset._record("revisions", revision)
            for revision in self._dataset.keys("revisions")
            if revision[:3] == key
        ]
        known = [revision for revision in revisions if revision.date <= self._day]
        if known:
            cells["grade"], cells["revised"] = known[-1].after.key, known[-1].date.isoformat()
        else:
            cells["grade"], cells["revised"] = revisions[0].before.key, ""

    def inspection(self, key: Key, row: Row) -> Row | None:
        cells = _Cells("inspections", row)
        if self._passed(cells["published"], key[1]):
            self._blank_later(cells, "counts_note")
            return cells.row
        if not any(self._judgement_passed(of) for of in self._judgements_of(key)):
            return None
        # A pillar was published, or a grade was known, before the report as a whole.
        for column in _OF_THE_REPORT:
            cells[column] = ""
        return cells.row

    def _judgements_of(self, inspection: Key) -> Iterator[Key]:
        force, cycle = inspection
        of_force = self._dataset._keys_by("judgements", "force").get(force)
        return (key for key in of_force or () if key[1] == cycle)

    def _judgement_passed(self, key: Key) -> bool:
        return self._passed(self._published("judgements", key), key[1])

    def _published(self, table: str, key: Key) -> str:
        row = self._dataset.cells(table).get(key)
        return "" if row is None else _Cells(table, row)["published"]

    def finding(self, key: Key, row: Row) -> Row | None:
        judgement = (*key[:2], _Cells("findings", row)["question"])
        published = self._published("inspections", key[:2])
        published = published or self._published("judgements", judgement)
        return row if self._passed(published, key[1]) else None

    def profile(self, key: Key, row: Row) -> Row | None:
        return row if self._passed(self._published("inspections", key[:2]), key[1]) else None

    def tally(self, key: Key, row: Row) -> Row | None:
        cycle, question = key[:2]
        pillar = question.partition(".")[0]
        published = [
            publication.published.isoformat()
            for publication in self._dataset.publications(cycle=cycle)
            if publication.pillar in (pillar, None)
        ]
        return row if self._passed(max(published, default=""), cycle) else None

    def revision(self, key: Key, row: Row) -> Row | None:
        return row if dt.date.fromisoformat(key[3]) <= self._day else None

    def monitoring(self, key: Key, row: Row) -> Row | None:
        period = self._dataset._record("monitoring", key)
        if end_of(period.start, period.start_precision) > self._day:
            return None
        cells = _Cells("monitoring", row)
        self._blank_later(cells, "reason", "note")
        if period.end is not None and end_of(period.end, period.end_precision) > self._day:
            cells["end"] = cells["end_precision"] = ""
            for column in ("reason", "note"):
                if "exit" in cells[column]:
                    cells[column] = ""
        return cells.row

    def _passed(self, published: str, cycle: str) -> bool:
        last_published = self._cycles[cycle].last_published
        if published:
            return dt.date.fromisoformat(published) <= self._day
        return last_published is not None and last_published <= self._day

    def _blank_later(self, cells: _Cells, *columns: str) -> None:
        for column in columns:
            if speaks_of_later(cells[column], self._day):
                cells[column] = ""

    def undated(self, table: str) -> tuple[Key, ...]:
        """Rows of a cycle that had begun, left out only for want of a day."""
        published = TABLES[table].columns.index("published")
        return tuple(
            key
            for key, row in self._dataset.cells(table).items()
            if not row[published] and self._begun(key[1]) and not self._passed("", key[1])
        )

    def _begun(self, cycle: str) -> bool:
        first_published = self._cycles[cycle].first_published
        return first_published is None or first_published <= self._day


class _Cells:
    """The cells of one row by column, changed in a copy."""

    def __init__(self, table: str, row: Row) -> None:
        self._columns = TABLES[table].columns
        self._cells = list(row)

    @property
    def row(self) -> Row:
        return tuple(self._cells)

    def __getitem__(self, column: str) -> str:
        return self._cells[self._columns.index(column)]

    def __setitem__(self, column: str, cell: str) -> None:
        self._cells[self._columns.index(column)] = cell
