"""`peel export` to Excel: what the record is, every grade and gap, the newest cycle at a glance."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import peel
from peel._about import library
from peel._cli.about import About
from peel._cli.flat import BETWEEN, FLAT
from peel._records.cells import CellRow
from peel._records.coverage import resting
from peel._show.palette import BORDER, colour_of
from peel._vocabulary import EvidenceLevel
from peel._words.text import grades_recorded

#: What XlsxWriter does not type.
Untyped: TypeAlias = Any

#: Excel takes no longer address.
_LONGEST_ADDRESS = 2000
_WIDTHS = {
    "force": 36,
    "region": 20,
    "cycle": 8,
    "area": 42,
    "status": 11,
    "kind": 8,
    "scale": 8,
    "grade": 19,
    "precision": 11,
    "basis": 11,
    "evidence": 11,
    "caveats": 40,
    "source": 60,
    "question": 38,
    "theme": 30,
    "sources": 60,
}
_MARKS = (
    "disputed: sources disagree · derived: no source names it · one source: rests on one secondary "
    "source · revised: changed after its publication · programme: given by another programme · "
    "carried over: given in an earlier cycle · unknown: not known whether there is a grade; "
    "the sheets About and Grades say more"
)
_USUAL_WIDTH = 16
_TEXT_WIDTH = 100
_GRADE_WIDTH = 22
_EVIDENCE: Mapping[str, tuple[EvidenceLevel, ...]] = {
    "from the inspectorate's own pages": ("inspectorate",),
    "from a copy of them": ("copy",),
    "from an official body": ("official",),
    "from several other sources": ("several",),
    "from one secondary source": ("single",),
}


def write_workbook(record: peel.Dataset, rows: Sequence[CellRow], path: Path, about: About) -> None:
    """Write *rows* of *record*, with what a reader must know of them.

    Raises:
        ImportError: If XlsxWriter is not installed.
        OSError: If the file cannot be written.
    """
    writer = library("xlsxwriter")
    book = writer.Workbook(str(path))
    checked = dt.datetime.fromisoformat(record.edition.version)
    book.set_properties({"title": "The PEEL record", "created": checked})
    sheets = _Sheets(book)
    sheets.about(record, rows, about)
    sheets.grades(rows)
    sheets.newest(record, rows, about)
    try:
        book.close()
    except writer.exceptions.FileCreateError as error:
        raise error.args[0] from None


class _Sheets:
    """The sheets of a workbook; every text is written as text, whatever it begins with."""

    def __init__(self, book: Untyped) -> None:
        self._book = book
        top = {"text_wrap": True, "valign": "top"}
        self._plain = book.add_format(top)
        self._top = book.add_format({"valign": "top"})
        self._link = book.add_format({"valign": "top", "font_color": "blue", "underline": 1})
        self._bold = book.add_format({**top, "bold": True})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._day = book.add_format({"valign": "top", "num_format": "d mmmm yyyy", "align": "left"})
        self._gap = book.add_format({**top, "italic": True, "font_color": BORDER})
        self._coloured = cache(self._of_grade)

    def about(self, record: peel.Dataset, rows: Sequence[CellRow], about: About) -> None:
        """What this is, how new and how good, and how to cite it."""
        sheet = self._book.add_worksheet("About")
        sheet.hide_gridlines(2)
        _printed(sheet, pages=1)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, _TEXT_WIDTH)
        sheet.write_string(0, 0, "The PEEL record", self._title)
        for line, (heading, text) in enumerate(_explanations(record, rows, about), 2):
            sheet.set_row(line, _height([text], _TEXT_WIDTH))
            sheet.write_string(line, 0, heading, self._bold)
            sheet.write_string(line, 1, text, self._plain)

    def grades(self, rows: Sequence[CellRow]) -> None:
        """A row for each cell, with or without a grade."""
        sheet = self._book.add_worksheet("Grades")
        sheet.freeze_panes(1, 1)
        _printed(sheet)
        sheet.repeat_rows(0)
        read = [column.name for column in FLAT].index("caveats")
        sheet.print_area(0, 0, len(rows), read)  # behind it stand addresses and ids
        sheet.autofilter(0, 0, max(1, len(rows)), len(FLAT) - 1)
        for place, column in enumerate(FLAT):
            sheet.set_column(place, place, _WIDTHS.get(column.name, _USUAL_WIDTH))
            sheet.write_string(0, place, column.name, self._bold)
        for line, row in enumerate(rows, 1):
            caveats = BETWEEN.join(row.judgement.qualifiers) if row.judgement else ""
            sheet.set_row(line, _height([caveats], _WIDTHS["caveats"]))
            for place, column in enumerate(FLAT):
                value = column.of(row)
                if column.name == "grade" and row.judgement and row.judgement.grade:
                    colours = self._coloured(row.judgement.grade.key)
                    sheet.write_string(line, place, value, colours)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(line, place, value, self._day)
                elif column.name == "source" and value is not None and _is_address(value):
                    sheet.write_url(line, place, value, self._link, value)
                elif text := value if isinstance(value, str) else BETWEEN.join(value or ()):
                    wrap = self._plain if column.name == "caveats" else self._top
                    sheet.write_string(line, place, text, wrap)

    def newest(self, record: peel.Dataset, rows: Sequence[CellRow], about: About) -> None:
        """The newest cycle with a grade: forces down, areas across."""
        graded = [row.cycle for row in rows if row.status == "recorded"]
        cycle = next((cycle for cycle in reversed(record.cycles()) if cycle in graded), None)
        if cycle is None:
            return
        of = [row for row in rows if row.cycle == cycle]
        sheet = self._book.add_worksheet(cycle.title.replace("/", "-"))
        sheet.write_string(0, 0, f"How inspectors graded each force, {cycle.title}", self._title)
        sheet.write_string(1, 0, f"{_recorded(of)} · {about}")
        sheet.write_string(2, 0, _MARKS)
        sheet.freeze_panes(4, 1)
        _printed(sheet)
        sheet.repeat_rows(3)
        sheet.set_column(0, 0, 40)
        texts: dict[int, list[str]] = {3: []}
        lines: dict[peel.Force, int] = {}
        places: dict[peel.Question, int] = {}
        labels = Counter(question.label for question in {row.question for row in of})
        for row in of:
            question = row.question
            alone = labels[question.label] == 1
            head = question.label if alone else f"{question.label} ({question.id})"
            line = lines.setdefault(row.force, 4 + len(lines))
            place = places.setdefault(question, 1 + len(places))
            sheet.write_string(line, 0, row.force.name, self._bold)
            sheet.write_string(3, place, head, self._bold)
            text, cell = self._cell(row)
            sheet.write_string(line, place, text, cell)
            texts[3].append(head)
            texts.setdefault(line, []).append(text)
        sheet.set_column(1, len(places), _GRADE_WIDTH)
        for line, of_line in texts.items():
            sheet.set_row(line, _height(of_line, _GRADE_WIDTH))

    def _cell(self, row: CellRow) -> tuple[str, Untyped]:
        """A grade with the kinds of its remarks, or why there is none; and its format."""
        if (judgement := row.judgement) and judgement.grade:
            text = " · ".join([judgement.grade.label, *judgement.limits])
            return text, self._coloured(judgement.grade.key)
        return row.status, self._gap

    def _of_grade(self, key: str) -> Untyped:
        """The colours of a grade as a format."""
        colour = colour_of(key)
        return self._book.add_format(
            {
                "bg_color": colour.background,
                "font_color": colour.text,
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "border_color": "#ffffff",
            }
        )


def _explanations(
    record: peel.Dataset, rows: Sequence[CellRow], about: About
) -> Iterator[tuple[str, str]]:
    """What the first sheet says, a heading and a text a line."""
    which, here = ("A part of the", " of this part") if about.only else ("The", "")
    yield (
        "What this is",
        f"{which} grades that the inspectorate of constabulary (HMIC, since 2017 HMICFRS) gave to "
        "the 43 territorial police forces of England and Wales since 2014, as far as they were "
        "found. The inspectorate has neither made nor endorsed this workbook.",
    )
    yield "Which record", str(about)
    yield (
        "What is missing",
        f"The sheet Grades has a row for every cell{here}, even where no grade is recorded: filter "
        "on its column status before counting. Reports published after the newest grade are not "
        "in the record.",
    )
    yield "recorded", "The grade is in the record."
    yield "not graded", "The inspectorate gave no grade; the caveats say why, where it is known."
    yield "not recorded", "The inspectorate gave a grade; it has not been found yet."
    yield (
        "unknown",
        "The record does not say whether there is a grade: the question is graded for some forces "
        "only, or no inspection of the force in that cycle is recorded.",
    )
    for cycle in record.cycles():
        of = [row for row in rows if row.cycle == cycle]
        if any(row.judgement for row in of):
            yield f"Sources of {cycle.title}", _sources(of)
    for before, after in pairwise(record.cycles()):
        comparability = record.comparability(before, after)
        text = f"{comparability.status_text}: {comparability.reason}"
        yield f"Comparing {before.label} and {after.label}", text
    yield "How to cite", record.cite()


def _sources(rows: Sequence[CellRow]) -> str:
    """How much of a cycle is recorded, and on what it rests."""
    graded = [row.judgement for row in rows if row.judgement and row.judgement.grade]
    numbers = ", ".join(f"{number} {where}" for number, where in resting(graded, _EVIDENCE))
    return f"{_recorded(rows)}. Grades by source: {numbers}."


def _recorded(rows: Sequence[CellRow]) -> str:
    """How much is recorded of what every force is graded on, and how many grades besides."""
    asked = [(row.status, row.question.graded == "always") for row in rows]
    expected = Counter(status for status, always in asked if always)
    cells = sum(expected.values()) - expected["unknown"]
    text = grades_recorded(expected["recorded"], cells)
    if expected["not graded"]:
        text += f", {expected['not graded']} not graded"
    if beside := asked.count(("recorded", False)):
        text += f"; {beside} more for questions that are graded for some forces only"
    return text


def _printed(sheet: Untyped, pages: int = 0) -> None:
    """On A4, as wide as one page; *pages* long if it is not 0."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4)
    sheet.fit_to_pages(1, pages)


def _height(texts: Iterable[str], width: int) -> int:
    """The height of a row whose *texts* wrap; LibreOffice does not work it out."""
    return 15 * max([1, *(len(textwrap.wrap(text, width - 2)) for text in texts)])


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text) < _LONGEST_ADDRESS
