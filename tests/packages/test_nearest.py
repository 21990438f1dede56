"""The nearest right thing to what stands in a cell: what the library itself would read in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import peel
from peel._packages.loading import _MOST_SUGGESTIONS, _misfit
from peel._tables.structure import Misfit
from tests.made import problems_of, rows_of, with_cells, write_tables

KEY = ("kent", "2017", "efficiency")


def expected_of(directory: Path, **cells: str) -> str:
    """What is expected in the one wrong cell of a judgement."""
    row = with_cells(rows_of(peel.bundled(), "judgements")[KEY], "judgements", **cells)
    own = write_tables(directory, {"judgements": [",".join(row)]})
    (problem,) = problems_of(lambda: peel.bundled().extend(own, replace=True))
    assert problem[:4] == ("judgements.csv", 2, *list(cells.items())[-1])
    return problem.expected


@pytest.mark.parametrize(
    "written", ["12/03/2026", "2026-03-12 ", "2026-03-12 00:00:00", "12 March 2026", "12.3.2026"]
)
def test_of_a_day_that_is_written_otherwise(tmp_path: Path, written: str) -> None:
    near = peel.as_of(written).on
    assert expected_of(tmp_path, published=written) == f"a day such as 2017-11-09; nearest: {near}"


@pytest.mark.parametrize("written", ["12/03/26", "March 2026", "2026", "31/02/2026", "x"])
def test_of_what_is_no_day_beyond_doubt_none_is_near(tmp_path: Path, written: str) -> None:
    assert expected_of(tmp_path, published=written) == "a day such as 2017-11-09"


@pytest.mark.parametrize("written", ["RI", "ri", "Requires improvement", "G", "Good", "O"])
def test_of_a_grade_that_is_written_otherwise(tmp_path: Path, written: str) -> None:
    near = peel.FOUR_TIER[written].key
    expected = "a grade of the four-tier scale, on which 2017 is graded"
    assert expected_of(tmp_path, grade=written) == f"{expected}; nearest: {near}"


def test_of_a_grade_that_is_misspelt(tmp_path: Path) -> None:
    assert expected_of(tmp_path, grade="inadequat").endswith("; nearest: inadequate")
    assert expected_of(tmp_path, grade="A").endswith("on which 2017 is graded")


@pytest.mark.parametrize("written", ["adequate", "Adequate"])
def test_a_grade_of_another_scale_is_told_as_one(tmp_path: Path, written: str) -> None:
    expected = "a grade of the four-tier scale, on which 2017 is graded"
    also = "; adequate is of the five-tier scale"
    assert expected_of(tmp_path, grade=written) == expected + also


def test_of_a_force(tmp_path: Path) -> None:
    assert expected_of(tmp_path, force="Kent Police") == "an id that forces.csv has; nearest: kent"


def test_of_a_question_of_the_same_cycle(tmp_path: Path) -> None:
    known = "an id that questions.csv has of 2017"
    near = "efficiency, efficiency.planning"
    assert expected_of(tmp_path, question="eficiency") == f"{known}; nearest: {near}"
    assert expected_of(tmp_path, question="suporting-victims") == known


def test_for_the_first_wrong_cells_alone_the_nearest_is_looked_for(tmp_path: Path) -> None:
    like, more = rows_of(peel.bundled(), "judgements")[KEY], _MOST_SUGGESTIONS + 1
    rows = [
        ",".join(with_cells(like, "judgements", force=f"kent-{number}")) for number in range(more)
    ]
    own = write_tables(tmp_path / "own", {"judgements": rows})
    said = [problem.expected for problem in problems_of(lambda: peel.bundled().extend(own))]
    assert ["; nearest: kent" in expected for expected in said] == [True] * (more - 1) + [False]


def test_all_that_is_near_is_named_and_then_where_a_recorded_row_stands() -> None:
    row = rows_of(peel.bundled(), "judgements")[KEY]
    misfit = Misfit("grade", "a grade of the scale")
    problem = _misfit("judgements", None, row, misfit, ("good", "adequate"))
    assert problem.expected == (
        "a grade of the scale; nearest: good, adequate; in the recorded row kent 2017 efficiency"
    )
    assert _misfit("judgements", 7, row, misfit).expected == "a grade of the scale"
