"""What may be a mistake in rows of one's own: it may also be right, so that nothing refuses it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain
from typing import NamedTuple

import peel
from peel._errors import Problem
from peel._packages.problems import Problems, of_file
from peel._packages.reading import read
from peel._records.judgements import COUNT_COLUMNS
from peel._tables.schema import Key, table
from peel._tables.structure import as_text
from peel._words.text import nearest_names

#: The cells of a row by column.
Cells = Mapping[str, str]

_MOST_DIGITS = 9
#: What is usual in a column is what the record has there.
_USUAL = {
    ("questions", "theme"): "a theme of earlier cycles, if the area is not new",
    ("forces", "region"): "a region of other forces",
}
_DAYS = ("published", "first_published", "last_published", "revised", "date", "start", "end")
#: More are no report, and what is remarked on a row is looked for in all others.
MOST_ROWS = 5_000


class OwnRow(NamedTuple):
    """A row that somebody wrote, by its place in a file."""

    table: str
    number: int
    key: Key
    cells: Cells

    def expected(self, column: str, expected: str) -> Problem:
        """What was expected in a cell of this row."""
        return Problem(f"{self.table}.csv", self.number, column, self.cells[column], expected)


def own_rows(directory: str) -> Iterator[OwnRow]:
    """The rows of a directory that could be read; what could not is told elsewhere."""
    with suppress(peel.InvalidDataError):
        for name, found in read(directory, Problems()).tables.items():
            columns = table(name).columns
            for key, row in found.rows.items():
                yield OwnRow(name, found.numbers[key], key, dict(zip(columns, row, strict=True)))


class Overlay:
    """Rows of one's own and the record that they are laid over, as text."""

    def __init__(self, record: peel.Dataset, own: Sequence[OwnRow]) -> None:
        self._record = record
        self.own = own
        #: The rows of a table of the record, by key; and those of both.
        self.recorded, self.all = cache(self._recorded), cache(self._all)

    def own_of(self, name: str) -> Iterator[OwnRow]:
        """One's own rows of a table."""
        return (row for row in self.own if row.table == name)

    def _recorded(self, name: str) -> dict[Key, Cells]:
        spec = table(name)
        texts = (as_text(name, row) for row in self._record.rows(name))
        return {spec.key_of(text): dict(zip(spec.columns, text, strict=True)) for text in texts}

    def _all(self, name: str) -> dict[Key, Cells]:
        return self.recorded(name) | {row.key: row.cells for row in self.own_of(name)}

    def reports(self) -> list[Key]:
        """The force and cycle of each report that one's own rows are of."""
        rows = [*self.own_of("inspections"), *self.own_of("judgements")]
        return list(dict.fromkeys(row.key[:2] for row in rows))


def remarks(rows: Overlay, today: dt.date) -> Iterator[Problem]:
    """What may be a mistake in one's own rows, if they are not more than `MOST_ROWS`."""
    if not 0 < len(rows.own) <= MOST_ROWS:
        return
    every = _usual(rows), _sources(rows), _days(rows, today), _notes(rows), _tallied(rows)
    yield from chain(*every)
    for report in rows.reports():
        yield from _forgotten(rows, report)
        yield from _counts(rows, report)


def _usual(rows: Overlay) -> Iterator[Problem]:
    for (name, column), expected in _USUAL.items():
        known = sorted({cells[column] for cells in rows.recorded(name).values()})
        for row in rows.own_of(name):
            given = row.cells[column]
            if given and given not in known:
                near = ", ".join(nearest_names(given, known))
                also = f"; nearest: {near}" if near else ""
                yield row.expected(column, f"{expected}{also}")


def _address(url: str) -> str:
    """An address without what two spellings of it differ in."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _sources(rows: Overlay) -> Iterator[Problem]:
    ids = {_address(cells["url"]): key[0] for key, cells in rows.recorded("sources").items()}
    reports = {_address(cells["url"]): cells for cells in rows.all("inspections").values()}
    for row in rows.own_of("sources"):
        url, day = _address(row.cells["url"]), row.cells["published"]
        if not url:
            continue
        there = ids.setdefault(url, row.key[0])
        if there != row.key[0]:
            has = f"{there} has it: use that id"
            yield row.expected("url", f"an address that no other source has; {has}")
        report = reports.get(url, row.cells)["published"]
        if day and report and day != report:
            yield row.expected("published", f"the day of the inspection, {report}")


def _days(rows: Overlay, today: dt.date) -> Iterator[Problem]:
    begun = {cycle: cells["first_published"] for (cycle,), cells in rows.all("cycles").items()}
    days = (cells["first_published"] for cells in rows.recorded("cycles").values())
    earliest = min(filter(None, days), default="")
    for row in rows.own:
        of_cycle = row.table != "cycles" and begun.get(row.cells.get("cycle", ""))
        began, of = (of_cycle, "the cycle") if of_cycle else (earliest, "any grade")
        cells = {column: row.cells.get(column, "") for column in _DAYS}
        for column, day in cells.items():
            if day[:4].isdecimal() and day > str(today):
                yield row.expected(column, f"a day that is not after today, {today}")
            elif day[:4].isdecimal() and day < began and row.table != "sources":
                yield row.expected(column, f"a day since the first publication of {of}, {began}")
    inspections = rows.all("inspections")
    for row in rows.own_of("judgements"):
        inspection = inspections.get(row.key[:2])
        if inspection and row.cells["programme"] == "PEEL":
            for column in ("published", "published_precision"):
                cell = inspection[column]
                if cell and row.cells[column] and cell != row.cells[column]:
                    yield row.expected(column, f"what the inspection has, {cell}")


def _notes(rows: Overlay) -> Iterator[Problem]:
    why = {
        "not-graded": "why no grade was given, or that the document gives no reason",
        "derived": "how the grade follows",
    }
    for row in rows.own_of("judgements"):
        if row.cells["basis"] in why and not row.cells["note"]:
            yield row.expected("note", why[row.cells["basis"]])


def _forgotten(rows: Overlay, report: Key) -> Iterator[Problem]:
    where = ", ".join(report)
    if report not in rows.all("inspections"):
        yield of_file("inspections.csv", f"a row for {where}")
    judgements = rows.all("judgements")
    for row in rows.own_of("questions"):
        cycle, question = row.key
        new = row.key not in rows.recorded("questions") and row.cells["graded"] == "always"
        if new and cycle == report[1] and (*report, question) not in judgements:
            expected = f"a row for {where}, {question}, which questions.csv has"
            yield of_file("judgements.csv", expected)


def _excluded(rows: Overlay, report: Key, grade: str, note: str) -> Iterator[Problem]:
    """The grades of one's own of which the recorded count of the report has none."""
    questions = rows.all("questions")
    for row in rows.own_of("judgements"):
        always = questions.get(row.key[1:], {}).get("graded") == "always"
        if always and row.key[:2] == report and row.cells["grade"] == grade:
            expected = "another grade: the recorded count of the report has 0 of this one"
            yield row.expected("grade", f"{expected} ({note})" if note else expected)


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() and len(cell) <= _MOST_DIGITS else 0


def _counts(rows: Overlay, report: Key) -> Iterator[Problem]:
    inspection = rows.all("inspections").get(report)
    if not inspection or not any(map(inspection.get, COUNT_COLUMNS)):
        return
    found = {
        key[2]: cells["grade"]
        for key, cells in rows.all("judgements").items()
        if key[:2] == report and (cells["grade"] or cells["basis"] == "not-graded")
    }
    asked = {
        key[1]
        for key, cells in rows.all("questions").items()
        if key[0] == report[1] and cells["graded"] == "always"
    }
    cycle = rows.all("cycles").get(report[1:], {})
    complete = cycle.get("questions_complete") == "yes" and asked <= found.keys()
    numbers = Counter(found.values())
    place = next((row.number for row in rows.own_of("inspections") if row.key == report), None)
    for column, grade in COUNT_COLUMNS.items():
        cell, number = inspection[column], numbers[grade]
        published = _number(cell)
        if place is None and number > published == 0:
            yield from _excluded(rows, report, grade, inspection["counts_note"])
        elif inspection["counts_note"]:
            continue
        elif number > published or (complete and number < published):
            expected = f"{'' if complete else 'at least '}{number}, as judgements.csv has them"
            yield Problem("inspections.csv", place, column, cell, expected)


def _tallied(rows: Overlay) -> Iterator[Problem]:
    """The grades that one's own rows change, and of which a national count has fewer."""
    recorded = rows.recorded("judgements")
    for (cycle, question, source), tally in rows.all("tallies").items():
        cells = {
            key: of for key, of in rows.all("judgements").items() if key[1:] == (cycle, question)
        }
        numbers = Counter(of["grade"] for of in cells.values())
        derived = ", ".join(key[0] for key, of in cells.items() if of["basis"] == "derived")
        also = f"; look again at what is derived there: {derived}" if derived else ""
        for row in rows.own_of("judgements"):
            grade = row.cells["grade"]
            same = grade == recorded.get(row.key, {"grade": ""})["grade"]
            published = _number(tally.get(grade.replace("-", "_"), ""))
            if row.key in cells and not same and numbers[grade] > published:
                count = (
                    f"the national count ({source}) has {published}, the record {numbers[grade]}"
                )
                yield row.expected("grade", f"another grade: of this one {count}{also}")
