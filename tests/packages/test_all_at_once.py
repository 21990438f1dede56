"""What is wrong in one file is told in one go, and nothing that is right is blamed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from tests.made import TABLES, problems_of

HEADER = ",".join(TABLES["judgements"].columns)
GOOD = "kent,2017,efficiency,good,stated,,2017-11-09,exact,,PEEL,hmicfrs-peel-2017-kent,,"
BAD = GOOD.replace(",good,", ",goood,")


def found_in(directory: Path, *lines: str) -> list[tuple[int | None, str | None]]:
    """Row and column of each problem of a file of judgements with these lines."""
    (directory / "judgements.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = problems_of(lambda: peel.bundled().extend(directory, replace=True))
    assert {problem.file for problem in found} == {"judgements.csv"}
    return [(problem.row, problem.column) for problem in found]


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda header: header.replace(old, new, 1)


@pytest.mark.parametrize(
    ("write", "column"),
    [
        (lambda header: f"{header},mine", "mine"),
        (lambda header: f"{header},", None),
        (replaced("force", "Force"), "Force"),
        (replaced("carried_from", "Carried from "), "Carried from "),
    ],
    ids=["one more", "no heading", "another case", "blanks"],
)
def test_rows_below_a_heading_that_is_wrong_are_checked(
    tmp_path: Path, write: Callable[[str], str], column: str | None
) -> None:
    header = write(HEADER)
    more = "," * (header.count(",") - HEADER.count(","))
    lines = (header, BAD + more, GOOD.replace("kent", "kemt", 1) + more)
    assert {*found_in(tmp_path, *lines)} == {(1, column), (2, "grade"), (3, "force")}


def test_rows_without_a_column_that_is_needed_are_not_read(tmp_path: Path) -> None:
    assert found_in(tmp_path, HEADER.replace("force,", ""), BAD) == [(1, "force")]


def test_the_cells_of_a_row_with_a_key_again_are_checked(tmp_path: Path) -> None:
    assert found_in(tmp_path, HEADER, GOOD, BAD) == [(3, None), (3, "grade")]
    assert found_in(tmp_path, HEADER, BAD, GOOD) == [(3, None), (2, "grade")]


def test_the_same_row_again_is_one_problem(tmp_path: Path) -> None:
    assert found_in(tmp_path, HEADER, BAD, BAD) == [(3, None), (2, "grade")]


@pytest.mark.parametrize("column", ["cycle", "carried_from"])
def test_a_wrong_cycle_is_one_problem(tmp_path: Path, column: str) -> None:
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    cells |= {"carried_from": "2016", "basis": "carried-over"} | {column: "2023/25"}
    assert found_in(tmp_path, HEADER, ",".join(cells.values())) == [(2, column)]


@pytest.mark.parametrize("name", ["judgements", "revisions", "tallies", "findings"])
def test_no_other_cell_is_blamed_for_a_cycle_that_is_not_there(package: Path, name: str) -> None:
    spec, path = TABLES[name], package / f"{name}.csv"
    header, first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = first.split(",")
    cells[spec.place("cycle")] = "1917"
    path.write_text("".join([header, ",".join(cells), *others]), encoding="utf-8")
    found = problems_of(lambda: peel.load(package))
    of_row = [problem.column for problem in found if problem[:2] == (path.name, 2)]
    assert of_row == ["cycle"]
