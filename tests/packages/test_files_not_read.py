"""A file or folder that has the name of a table, where no file of that table is."""

from __future__ import annotations

from pathlib import Path

import pytest

import peel
from peel._cli.commands import main
from tests.made import TABLES, problems_of, write_tables

ROW = "kent,2025-27,leadership-and-force-management,good,stated,,,,,PEEL,mine,,"
SOURCE = "mine,news,Me,,A,https://example.org,"
#: Names that a table gets in other programs, and in another place.
ELSEWHERE = [
    *("judgements.csv.txt", "judgements.tsv", "judgements.xlsx", "judgements.csv.gz"),
    *("Judgements.CSV.txt", "judgements", "sub/judgements.csv", "judgements/judgements.csv"),
]


def put(directory: Path, name: str) -> Path:
    """A directory with a source of one's own, and something of this name."""
    write_tables(directory, {"sources": [SOURCE]})
    path = directory / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{','.join(TABLES['judgements'].columns)}\n{ROW}\n", encoding="utf-8")
    return directory


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_table_under_another_name_is_not_left_unread(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = put(tmp_path / "own", name)
    found = problems_of(lambda: peel.bundled().extend(directory))
    assert name in {problem.file for problem in found}
    how = "in the directory itself and saved as 'CSV UTF-8'; this is not read"
    assert {problem.expected for problem in found} == {f"judgements.csv instead, {how}"}
    assert main(["validate", str(directory)]) == 1
    assert f"{name}: expected judgements.csv instead" in capsys.readouterr().out


@pytest.mark.parametrize("name", [name for name in ELSEWHERE if "." in name])
def test_beside_the_table_itself_it_is_a_copy(tmp_path: Path, name: str) -> None:
    directory = put(tmp_path / "own", name)
    write_tables(directory, {"judgements": [ROW]})
    record = peel.bundled().extend(directory)
    assert record.grade("kent", "2025-27", "leadership-and-force-management").key == "good"


@pytest.mark.parametrize("name", ["README.md", "notes.txt", "pages/report.csv", ".git/sources.csv"])
def test_what_has_no_name_of_a_table_is_left_alone(tmp_path: Path, name: str) -> None:
    directory = put(tmp_path / "own", name)
    assert peel.bundled().extend(directory).source("mine").url == "https://example.org"


@pytest.mark.parametrize("name", ["sources.xlsx", "Sources.csv", "sub/sources.csv"])
def test_no_row_is_blamed_for_what_such_a_file_may_have(tmp_path: Path, name: str) -> None:
    directory = write_tables(tmp_path / "own", {"judgements": [ROW]})
    (directory / name).parent.mkdir(exist_ok=True)
    (directory / name).write_text("anything")
    (problem,) = problems_of(lambda: peel.bundled().extend(directory))
    assert problem.file == name


def test_a_directory_with_nothing_else_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "judgements.xlsx").touch()
    (problem,) = problems_of(lambda: peel.load(tmp_path))
    assert problem.file == "judgements.xlsx"
