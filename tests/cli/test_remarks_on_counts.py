"""What `peel validate` remarks on where grades and published counts, or two sources, do not agree."""

from __future__ import annotations

from pathlib import Path

import pytest

import peel
from peel._cli.commands import main
from tests.made import Key, rows_of, with_cells, write_tables

REPORT = ("leicestershire", "2023-25")


def recorded(table: str, key: Key, **cells: str) -> str:
    """A recorded row with other cells, as a line of CSV."""
    row = with_cells(rows_of(peel.bundled(), table)[key], table, **cells)
    return ",".join(f'"{cell}"' for cell in row)


def validated(
    directory: Path, capsys: pytest.CaptureFixture[str], **tables: list[str]
) -> tuple[list[str], str]:
    """The remarks on these rows, and the last line."""
    main(["validate", str(write_tables(directory, tables))])
    lines = capsys.readouterr().out.splitlines()
    return [line.strip() for line in lines if line.startswith("  ")], lines[-1]


@pytest.mark.parametrize("complete", ["yes", "no"])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_count_is_that_of_the_grades_or_more_where_not_all_questions_are_known(
    more: int, complete: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = peel.inspection(*REPORT).counts["good"]
    row = recorded("inspections", REPORT, good=str(good + more))
    cycle = recorded("cycles", REPORT[1:], questions_complete=complete)
    said, end = validated(tmp_path, capsys, inspections=[row], cycles=[cycle])
    least = "" if complete == "yes" else "at least "
    expected = f"expected {least}{good}, as judgements.csv has them"
    if more == 0 or (least and more > 0):
        assert (said, end) == ([], "0 mistakes")
    else:
        assert said == [f"inspections.csv, row 2, column good: '{good + more}'; {expected}"]


def test_a_grade_that_a_national_count_excludes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = ("leicestershire", "2017", "efficiency")
    (tally,) = peel.tallies(cycle=cell[1], question=cell[2])
    derived = [
        item.force.id for item in peel.judgements(cycle=cell[1], question=cell[2], basis="derived")
    ]
    assert peel.grade(*cell).key != "good"
    assert derived
    (line,), end = validated(
        tmp_path / "a", capsys, judgements=[recorded("judgements", cell, grade="good")]
    )
    assert end == "0 mistakes; 1 remark"
    good = tally.counts["good"]
    assert line == (
        "judgements.csv, row 2, column grade: 'good'; expected another grade: of this one the "
        f"national count ({tally.source.id}) has {good}, the record {good + 1}; look again at what "
        f"is derived there: {', '.join(derived)}"
    )


def test_grades_with_which_a_national_count_agrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A recorded grade, and two forces that change places."""
    asked = {"cycle": "2017", "question": "efficiency"}
    found = {item.grade_text: item.force.id for item in peel.judgements(**asked)}
    good = recorded("judgements", (found["good"], *asked.values()), grade="outstanding")
    best = recorded("judgements", (found["outstanding"], *asked.values()), grade="good")
    same = recorded("judgements", ("leicestershire", *asked.values()))
    assert validated(tmp_path, capsys, judgements=[good, best, same]) == (
        [],
        "0 mistakes",
    )


ADDRESSES = ["http://www.example.org/x/", "https://example.org/x", "https://example.org/y"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_two_sources_of_ones_own_have_two_addresses(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "{id},news,Me,A note,,{url},2020-01-02"
    rows = [row.format(id="one", url=ADDRESSES[1]), row.format(id="other", url=address)]
    said, end = validated(tmp_path, capsys, sources=rows)
    assert end == ("0 mistakes" if said == [] else "0 mistakes; 1 remark")
    expected = "expected an address that no other source has; one has it: use that id"
    assert said == (
        []
        if address.endswith("y")
        else [f"sources.csv, row 3, column url: '{address}'; {expected}"]
    )
