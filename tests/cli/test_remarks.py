"""What `peel validate` remarks on: rows that may be right, so that nothing refuses them."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from peel._cli.commands import main
from peel._cli.remarks import Overlay, own_rows, remarks
from peel._tables.schema import RECORDS
from tests.cli.typed import Typed
from tests.made import TABLES, rows_of, with_cells

DAY = "2025-11-20"
Rows = list[dict[str, str]]
Report = dict[str, Rows]


def write(directory: Path, report: Report) -> None:
    for name, rows in report.items():
        with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "my-records"


@pytest.fixture
def report(mine: Path, asked_with_gaps: peel.Dataset, capsys: pytest.CaptureFixture[str]) -> Report:
    """A report that holds, as `peel new` begins it."""
    assert asked_with_gaps
    assert main(["new", "leicestershire", "2025-27", str(mine)]) == 0
    capsys.readouterr()
    filled: Report = {}
    for path in mine.iterdir():
        with path.open(encoding="utf-8", newline="") as stream:
            filled[path.stem] = list(csv.DictReader(stream))
    document = {"title": "A report", "url": "https://example.org/r", "published": DAY}
    for row in (*filled["sources"], *filled["inspections"]):
        row.update(document)
    for row in filled["judgements"]:
        row.update(grade="adequate", published=DAY)
    return filled


def counts(report: Report, **numbers: str) -> None:
    source = report["sources"][0]["source"]
    report["inspections"][0].update(numbers, counts_source=source)


def take_the_address_of_another(report: Report) -> None:
    known = peel.source("hmicfrs-peel-reports-leicestershire-2023-25")
    report["sources"][0].update(url=known.url.replace("https://", "http://www."))


def count_too_few(report: Report) -> None:
    report["judgements"][0]["grade"] = "good"
    counts(report, good="0", adequate=str(len(report["judgements"]) - 1))


def add_a_row_of(table: str, **changes: str) -> Callable[[Report], object]:
    """What adds the first row of a table of the record, with other cells."""
    first = next(iter(rows_of(peel.bundled(), table).values()))
    row = with_cells(first, table, **changes)
    cells = dict(zip(TABLES[table].columns, row, strict=True))
    return lambda report: report.update({table: [cells]})


MISTAKES: list[tuple[Callable[[Report], object], str]] = [
    (
        lambda r: r["questions"][0].update(theme="responding"),
        "questions.csv, row 2, column theme: 'responding'; expected a theme of earlier cycles, "
        "if the area is not new; nearest: responding-to-the-public",
    ),
    (
        take_the_address_of_another,
        "hmicfrs-peel-reports-leicestershire-2023-25 has it: use that id",
    ),
    (
        lambda r: r["sources"][0].update(published="2025-11-19"),
        f"sources.csv, row 2, column published: '2025-11-19'; expected the day of the inspection, {DAY}",
    ),
    (
        lambda r: r["judgements"][1].update(published="2016-11-20"),
        f"judgements.csv, row 3, column published: '2016-11-20'; expected what the inspection has, {DAY}",
    ),
    (
        lambda r: r["inspections"][0].update(published_precision="no later than"),
        "judgements.csv, row 2, column published_precision: 'exact'; expected what the inspection "
        "has, no later than (and in 7 more rows)",
    ),
    (
        lambda r: r["judgements"].pop(3),
        "judgements.csv: expected a row for leicestershire, 2025-27, responding-to-the-public, "
        "which questions.csv has",
    ),
    (
        lambda r: r["judgements"][1].update(grade="", basis="not-graded"),
        "judgements.csv, row 3, column note: ''; expected why no grade was given, or that the "
        "document gives no reason",
    ),
    (
        lambda r: r["judgements"][1].update(basis="derived"),
        "judgements.csv, row 3, column note: ''; expected how the grade follows",
    ),
    (
        add_a_row_of("forces", region="South Eest"),
        "forces.csv, row 2, column region: 'South Eest'; expected a region of other forces; "
        "nearest: South West, South East, North West",
    ),
    (
        add_a_row_of(
            "monitoring",
            start="1900-01-01",
            start_precision="day",
            end="1900-02-01",
            end_precision="day",
        ),
        "monitoring.csv, row 2, column start: '1900-01-01'; expected a day since the first "
        "publication of any grade, 2014-11-27",
    ),
    (
        add_a_row_of("monitoring", end="2099-01-01", end_precision="day"),
        "monitoring.csv, row 2, column end: '2099-01-01'; expected a day that is not after today, ",
    ),
    *(
        (
            add_a_row_of("publications", published=day),
            f"publications.csv, row 2, column published: '{day}'; expected a day {expected}",
        )
        for day, expected in (
            ("1900-01-01", "since the first publication of the cycle, 2014-11-27"),
            ("2099-01-01", "that is not after today, "),
        )
    ),
    (count_too_few, "inspections.csv, row 2, column good: '0'; expected at least 1, as judgements"),
]


def test_a_report_without_mistakes_has_no_remarks(
    report: Report, mine: Path, printed: Typed
) -> None:
    counts(report, adequate=str(len(report["judgements"])))
    write(mine, report)
    assert printed("validate", str(mine)) == "0 mistakes\n"


@pytest.mark.parametrize(("change", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_what_may_be_a_mistake_is_remarked_and_refused_by_nothing(
    change: Callable[[Report], object], said: str, report: Report, mine: Path, printed: Typed
) -> None:
    change(report)
    write(mine, report)
    heading, *lines, end = printed("validate", str(mine)).splitlines()
    assert heading == "May be a mistake:"
    assert any(said in line for line in lines), lines
    assert re.fullmatch(r"0 mistakes; \d+ remarks?", end)


def test_a_file_that_is_forgotten_is_told(
    report: Report, mine: Path, printed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    write(mine, report)
    (mine / "inspections.csv").unlink()
    text = printed("validate", str(mine))
    assert "  inspections.csv: expected a row for leicestershire, 2025-27\n" in text
    (mine / "sources.csv").unlink()
    assert main(["validate", str(mine)]) == 1
    lines = capsys.readouterr().out.splitlines()
    number = len(report["judgements"])
    (line,) = [line for line in lines if "an id that sources.csv has" in line]
    assert line.startswith("judgements.csv, row 2, column sources: ")
    assert line.endswith(f" (and in {number - 1} more rows)")
    assert lines[-1] == f"{number} mistakes; 1 remark"


def test_a_day_that_has_not_come_is_remarked(report: Report, mine: Path) -> None:
    write(mine, report)
    rows = Overlay(peel.bundled(), list(own_rows(str(mine))))
    assert list(remarks(rows, dt.date.fromisoformat(DAY))) == []
    early = list(remarks(rows, dt.date(2025, 11, 19)))
    assert {problem.column for problem in early} == {"published"}
    assert len(early) == sum(len(report[name]) for name in ("sources", "inspections", "judgements"))


def test_counts_wait_for_the_grades(
    report: Report, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts(report, adequate=str(len(report["judgements"])))
    report["judgements"][1]["grade"] = ""
    write(mine, report)
    assert main(["validate", str(mine)]) == 1
    assert capsys.readouterr().out.endswith("\n0 mistakes; 1 row still to fill in\n")


def test_a_cell_that_is_wrong_is_not_remarked_on_besides(
    report: Report, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report["judgements"][1]["published"] = "2027-02-30"
    write(mine, report)
    assert main(["validate", str(mine)]) == 1
    (line, end) = capsys.readouterr().out.splitlines()
    assert line.endswith("column published: '2027-02-30'; expected a day that the calendar has")
    assert end == "1 mistake"


@pytest.mark.parametrize(
    ("areas", "end"),
    [
        (1001, "\n  … and more\n0 mistakes; 1,000 remarks\n"),
        (
            5001,
            "What may be a mistake is not looked for in more than 5,000 rows.\n0 mistakes\n",
        ),
    ],
)
def test_of_very_many_remarks_and_rows_it_says_where_it_stops(
    report: Report, mine: Path, printed: Typed, areas: int, end: str
) -> None:
    area = report["questions"][0]
    report["questions"] += [
        {**area, **dict.fromkeys(("question", "theme", "label"), f"area-{number}")}
        for number in range(areas)
    ]
    write(mine, report)
    assert printed("validate", str(mine)).endswith(end)


def test_the_record_itself_is_remarked_on_where_its_exceptions_are_known(tmp_path: Path) -> None:
    """The rules of the remarks are those of the record, which has few and known exceptions."""
    peel.bundled().save(tmp_path)
    rows = Overlay(peel.bundled(), list(own_rows(str(tmp_path))))
    assert {row.table for row in rows.own} <= set(RECORDS)
    found = list(remarks(rows, dt.date.max))
    assert {problem.column for problem in found} <= {"published"}
    assert {problem.file for problem in found} <= {"sources.csv"}
