"""The Excel workbook: what it is, every grade and gap, and the newest cycle at a glance."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import peel
from peel._cli.commands import main
from peel._cli.flat import FLAT
from peel._show.palette import colour_of
from peel._words.text import grades_recorded
from tests.cli.typed import Typed
from tests.made import all_rows, made_of, with_cells

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pytestmark = pytest.mark.slow


def workbook(path: Path, *options: str) -> Any:
    assert main(["export", "--format", "xlsx", "--output", str(path), *options]) == 0
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return workbook(tmp_path_factory.mktemp("excel") / "peel.xlsx")


@pytest.fixture(scope="module")
def about(book: Any) -> dict[str, str]:
    return dict(book["About"].iter_rows(min_row=3, values_only=True))


def test_the_first_sheet_says_what_it_is(book: Any, about: dict[str, str]) -> None:
    assert book.sheetnames[:2] == ["About", "Grades"]
    assert about["Which record"] == str(peel.bundled().edition)
    assert about["How to cite"] == peel.cite()
    assert about["What this is"].endswith("has neither made nor endorsed this workbook.")
    assert {"recorded", "not graded", "not recorded", "unknown"} <= set(about)
    for before, after in zip(peel.cycles(), peel.cycles()[1:], strict=False):
        said = about[f"Comparing {before.label} and {after.label}"]
        assert said.startswith(f"{peel.comparability(before, after).status_text}: ")


def test_the_first_sheet_says_how_good_the_sources_are(about: dict[str, str]) -> None:
    coverage = peel.coverage()
    for cycle in peel.cycles():
        of = [row for row in coverage.rows if row.cycle == cycle]
        if not any(row.judgements for row in of):
            assert f"Sources of {cycle.title}" not in about
            continue
        said = about[f"Sources of {cycle.title}"]
        expected = sum(row.expected for row in of)
        recorded = sum(row.recorded for row in of if row.expected)
        without = sum(row.not_graded for row in of if row.expected)
        known = grades_recorded(recorded, expected) + f", {without} not graded" * bool(without)
        assert said.startswith((f"{known}.", f"{known};"))
        single = sum(
            judgement.evidence == "single" and judgement.grade is not None
            for row in of
            for judgement in row.judgements
        )
        assert (f"{single} from one secondary source" in said) == (single > 0)
        derived = sum(row.derived for row in of)
        assert sum(map(int, re.findall(r"\((\d+) of them derived\)", said))) == derived


def test_the_grades_are_the_flat_table_with_real_days(book: Any) -> None:
    sheet = book["Grades"]
    header, *lines = sheet.iter_rows(values_only=True)
    assert list(header) == [column.name for column in FLAT]
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.freeze_panes == "B2"
    for line, cell in zip(lines, peel.bundled().cells(), strict=True):
        for value, column in zip(line, FLAT, strict=True):
            expected = column.of(cell)
            if isinstance(expected, tuple):
                expected = " | ".join(expected) or None
            if isinstance(expected, dt.date):
                expected = dt.datetime(expected.year, expected.month, expected.day)
            assert value == expected


def test_the_newest_cycle_is_forces_by_areas_in_the_colours_of_the_site(book: Any) -> None:
    cycle = [item.cycle for item in peel.judgements() if item.grade]
    newest = max(cycle, key=peel.cycles().index)
    sheet = book[newest.title]
    header = [cell.value for cell in sheet[4]]
    questions = [item for item in peel.questions(newest) if item.graded != "never"]
    assert header[1:] == [question.label for question in questions]
    for line, force in zip(sheet.iter_rows(min_row=5), peel.forces(), strict=True):
        assert line[0].value == force.name
        row = peel.bundled().cells(force=force, cycle=newest)
        for cell, expected in zip(line[1:], row, strict=True):
            judgement = expected.judgement
            if judgement is None or judgement.grade is None:
                assert cell.value == expected.status
                continue
            assert cell.value.split(" · ") == [
                judgement.grade.label,
                *judgement.limits,
            ]
            colour = colour_of(judgement.grade.key)
            assert cell.fill.start_color.rgb.endswith(colour.background[1:].upper())
            assert cell.font.color.rgb.endswith(colour.text[1:].upper())


def test_nothing_is_cut_off_in_the_newest_cycle(book: Any) -> None:
    sheet = book.worksheets[2]
    for line in sheet.iter_rows(min_row=4):
        lines = 1
        for cell in line[1:]:
            room = sheet.column_dimensions["B"].width  # of all areas
            assert cell.alignment.wrap_text
            lines = max(lines, -(-len(cell.value) // room))
        assert (sheet.row_dimensions[line[0].row].height or 15) >= 15 * lines


def test_each_word_in_a_cell_of_the_newest_cycle_is_explained_above(book: Any) -> None:
    marks = {kind for item in peel.judgements() for kind in item.limits}
    assert len(marks) > 4
    assert all(f"{word}: " in book.worksheets[2]["A3"].value for word in (*marks, "unknown"))


def test_what_is_printed_can_be_read(book: Any) -> None:
    about, grades, newest = book.worksheets
    assert about.page_setup.fitToHeight is None  # one page
    assert (grades.page_setup.fitToHeight, newest.page_setup.fitToHeight) == (0, 0)
    header = [cell.value for cell in grades[1]]
    last = grades[1][header.index("caveats")]
    assert grades.print_area == f"'Grades'!$A$1:${last.column_letter}${grades.max_row}"
    widths = [grades.column_dimensions[cell.column_letter].width for cell in grades[1]]
    assert sum(widths[: last.column]) < 260  # letters of 6 points on A4
    for cell in grades[last.column_letter]:
        height = grades.row_dimensions[cell.row].height or 15
        assert height >= 15 * -(-len(cell.value or "") // widths[last.column - 1])


def test_areas_of_one_name_have_a_column_each(tmp_path: Path) -> None:
    from peel._cli.about import About
    from peel._cli.workbook import write_workbook

    tables = all_rows(peel.bundled())
    for area in ("investigating-crime", "supporting-victims"):
        key = "2021-22", area
        tables["questions"][key] = with_cells(tables["questions"][key], "questions", label="Same")
    record = made_of(tables)
    cells = record.cells(force="dorset", cycle="2021-22")
    path = tmp_path / "peel.xlsx"
    write_workbook(record, cells, path, About(record.edition, None, ()))
    header, line = openpyxl.load_workbook(path).worksheets[2].iter_rows(4, 5, values_only=True)
    assert {"Same (investigating-crime)", "Same (supporting-victims)"} <= set(header)
    assert len(set(header)) == len(header)
    assert [cell.split(" · ")[0] for cell in line[1:]] == [
        row["grade_label"] or row["status"] for row in peel.to_dicts(cells)
    ]


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "=HYPERLINK("])
def test_a_cell_that_begins_like_a_formula_is_text(beginning: str, tmp_path: Path) -> None:
    from peel._cli.about import About
    from peel._cli.workbook import write_workbook

    tables = all_rows(peel.bundled())
    row = list(tables["forces"]["kent",])
    row[1] = f"{beginning}1+1"
    tables["forces"]["kent",] = tuple(row)
    source = list(tables["sources"]["hmicfrs-peel-2017-kent",])
    place = source.index(peel.source("hmicfrs-peel-2017-kent").url)
    source[place] = f"{beginning}cmd"
    tables["sources"]["hmicfrs-peel-2017-kent",] = tuple(source)
    record = made_of(tables)
    path = tmp_path / "peel.xlsx"
    write_workbook(record, record.cells(force="kent"), path, About(record.edition, None, ()))
    for sheet in openpyxl.load_workbook(path):
        types = {cell.data_type for line in sheet.iter_rows() for cell in line}
        assert "f" not in types
    cells = openpyxl.load_workbook(path)["Grades"]["A"]
    assert {cell.value for cell in cells[1:]} == {f"{beginning}1+1"}


def test_filters_narrow_the_workbook(tmp_path: Path) -> None:
    book = workbook(tmp_path / "kent.xlsx", "--force", "kent", "--cycle", "2017")
    assert {cell.value for cell in book["Grades"]["A"][1:]} == {"Kent Police"}
    assert book.sheetnames == ["About", "Grades", "PEEL 2017"]
    only = f"{peel.bundled().edition}; only Kent Police; PEEL 2017"
    about = dict(book["About"].iter_rows(min_row=3, values_only=True))
    assert about["Which record"] == only
    assert about["What this is"].startswith("A part of the grades")
    assert "every cell of this part" in about["What is missing"]
    assert book["PEEL 2017"]["A2"].value.endswith(f" · {only}")


@pytest.mark.usefixtures("asked_with_gaps")
def test_nothing_recorded_has_no_sheet_of_its_own(tmp_path: Path) -> None:
    book = workbook(tmp_path / "peel.xlsx", "--cycle", "2025-27")
    assert book.sheetnames == ["About", "Grades"]


def test_without_the_library_it_is_named_as_pip_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaint: Typed
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    target = tmp_path / "peel.xlsx"
    line = complaint("export", "--format", "xlsx", "--output", str(target))
    assert "pip install xlsxwriter" in line
    assert list(tmp_path.iterdir()) == []
