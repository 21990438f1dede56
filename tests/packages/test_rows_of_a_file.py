"""One CSV file: which rows are in it, how they are numbered, what is said of every other line."""

from __future__ import annotations

import pytest

from peel._errors import Problem
from peel._packages.csv_rows import TableRows, read_rows
from peel._packages.problems import Problems
from tests.made import TABLES

HEADER = "scale,grade,label,rank,definition,source"
GOOD = ("four-tier", "good", "Good", "3", "", "s")
BAD = ("four-tier", "bad", "Bad", "1", "not good", "s")
SAVE_AS = "in a spreadsheet, save as 'CSV UTF-8'"


def told(content: str | bytes) -> tuple[TableRows, list[Problem]]:
    """What is read of a file of grades, and what is wrong with it."""
    problems = Problems()
    content = content if isinstance(content, bytes) else content.encode()
    read = read_rows("scales", content, problems)
    return read, [*problems.error().problems]


def text_of(*lines: str | tuple[str, ...]) -> str:
    cells = (line if isinstance(line, str) else ",".join(line) for line in lines)
    return "".join(f"{line}\n" for line in cells)


def test_rows_have_the_numbers_that_a_spreadsheet_gives_them() -> None:
    read, problems = told(text_of(HEADER, GOOD, "", BAD))
    assert (read.rows, problems) == ({GOOD[:2]: GOOD, BAD[:2]: BAD}, [])
    assert (read.numbers, read.whole) == ({GOOD[:2]: 2, BAD[:2]: 4}, True)


def test_a_row_may_begin_with_an_empty_cell() -> None:
    row = ("", *GOOD[1:])
    read, problems = told(text_of(HEADER, row))
    assert (read.rows, problems) == ({row[:2]: row}, [])


def test_cells_follow_the_columns_of_the_table_and_not_of_the_file() -> None:
    backwards = ",".join(reversed(HEADER.split(",")))
    read, problems = told(text_of(backwards, GOOD[::-1], BAD[::-1]))
    assert (read.rows, problems) == ({GOOD[:2]: GOOD, BAD[:2]: BAD}, [])


@pytest.mark.parametrize(
    ("lines", "row", "column", "value", "expected", "whole"),
    [
        ((GOOD[:5],), 2, None, None, "6 cells, not 5", False),
        (
            (GOOD, (*BAD, "x")),
            3,
            None,
            None,
            "6 cells, not 7; put double quotes round a cell with a comma",
            False,
        ),
        ((GOOD, ",,,,,"), 3, None, None, "a row with something in it; delete this row", True),
        (
            (GOOD, BAD, GOOD),
            4,
            None,
            "four-tier good",
            "a key that no other row has; row 2 has it too",
            True,
        ),
        (
            (GOOD, (*BAD[:4], "a\x07b", "s")),
            3,
            "definition",
            "a\x07b",
            "text without control characters, line breaks and marks that turn its direction",
            True,
        ),
        (('"open',), 2, None, None, "readable CSV (unexpected end of data)", False),
        ((GOOD, '"open'), 3, None, None, "readable CSV (unexpected end of data)", False),
    ],
    ids=["short", "long", "commas", "twice", "not plain", "first open", "second open"],
)
def test_a_line_that_is_no_row_is_told_where_it_stands(
    lines: tuple[str | tuple[str, ...], ...],
    row: int,
    column: str | None,
    value: str | None,
    expected: str,
    whole: bool,
) -> None:
    read, problems = told(text_of(HEADER, *lines))
    assert problems == [Problem("scales.csv", row, column, value, expected)]
    assert read.whole == whole


def test_the_rows_after_a_wrong_one_are_read() -> None:
    read, problems = told(text_of(HEADER, GOOD[:5], ",,,,,", GOOD, "x", BAD))
    assert [problem.row for problem in problems] == [2, 3, 5]
    assert read.numbers == {GOOD[:2]: 4, BAD[:2]: 6}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", (None, None, None, f"a header row: {HEADER}")),
        (b'"open', (1, None, None, "readable CSV (unexpected end of data)")),
        (
            f"Sep=,\n{HEADER}\n".encode(),
            (1, None, "Sep=,", f"the header row first, without this line: {HEADER}"),
        ),
        (HEADER.replace(",", ";").encode(), (1, None, ";", "a comma between the cells")),
        (HEADER.replace(",", "\t").encode(), (1, None, "\t", "a comma between the cells")),
        *(
            (mark + HEADER.encode(of), (None, None, None, f"UTF-8 text, not UTF-16; {SAVE_AS}"))
            for mark, of in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
        ),
        (
            f"{HEADER}\nx\n".encode() + b"caf\xe9,\n",
            (3, None, r"\xe9", f"UTF-8 text; {SAVE_AS}"),
        ),
        (b"\n\xe9\n\n", (2, None, r"\xe9", f"UTF-8 text; {SAVE_AS}")),
        (
            HEADER.replace("rank,", "").encode(),
            (1, "rank", None, "the column rank, which is missing"),
        ),
        (
            f"{HEADER},rank".encode(),
            (1, "rank", None, "the column rank, which is there twice"),
        ),
    ],
)
def test_of_a_file_without_its_header_nothing_is_read(
    content: bytes, problem: tuple[int | None, str | None, str | None, str]
) -> None:
    read, problems = told(content)
    assert problems == [Problem("scales.csv", *problem)]
    assert (read.rows, read.whole) == ({}, False)


NO_HEADING = "a heading in column {}, which has none; delete that column"


@pytest.mark.parametrize(
    ("header", "line", "column", "expected"),
    [
        (f"{HEADER},Colour", (*GOOD, "x"), "Colour", f"one of {HEADER.replace(',', ', ')}"),
        (HEADER.replace("rank", " Rank"), GOOD, " Rank", "rank, written just so"),
        (f"{HEADER},", (*GOOD, ""), None, NO_HEADING.format(7)),
        (f" ,{HEADER}", ("0", *GOOD), None, NO_HEADING.format(1)),
    ],
    ids=["one more", "written otherwise", "an empty one last", "a blank one first"],
)
def test_rows_are_read_if_each_column_is_there_once(
    header: str, line: tuple[str, ...], column: str | None, expected: str
) -> None:
    read, problems = told(text_of(header, line))
    assert problems == [Problem("scales.csv", 1, column, None, expected)]
    assert (read.rows, read.whole) == ({GOOD[:2]: GOOD}, True)


def test_a_heading_alone_lacks_the_others() -> None:
    _, problems = told("X\n")
    assert {problem.column for problem in problems} == {*HEADER.split(","), "X"}


def test_a_line_may_end_as_on_any_system() -> None:
    for end in ("\r", "\r\n"):
        read, problems = told(text_of(HEADER, GOOD, BAD).replace("\n", end))
        assert (read.rows, problems) == ({GOOD[:2]: GOOD, BAD[:2]: BAD}, [])


def test_a_mark_of_the_order_of_bytes_is_no_part_of_the_header() -> None:
    read, problems = told(b"\xef\xbb\xbf" + text_of(HEADER, GOOD).encode())
    assert (read.rows, problems) == ({GOOD[:2]: GOOD}, [])


def test_a_heading_with_a_blank_in_it_is_told_how_it_is_written() -> None:
    header, problems = ",".join(TABLES["judgements"].columns), Problems()
    read_rows("judgements", header.replace("carried_from", "Carried from").encode(), problems)
    expected = "carried_from, written just so"
    problem = Problem("judgements.csv", 1, "Carried from", None, expected)
    assert problems.error().problems == (problem,)
