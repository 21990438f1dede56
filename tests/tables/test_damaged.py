"""A table that ships and is not whole is an error that names it, whoever meets it first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from peel._tables import shipped
from peel._tables.csv_text import read_shipped
from peel._tables.exact import ExactGrades
from peel._tables.store import Store, Tables
from tests.made import TABLES, problems_of, rows_of

Change = Callable[[bytes], bytes]
#: What is expected of a table that can be read.
ROWS = "rows of {} cells below the header {}"


class Installed:
    """The installed package, one file of which is another."""

    def __init__(self, name: str, change: Change | None) -> None:
        self._real, self._file, self._change = shipped.__loader__, f"{name}.csv", change  # type: ignore[name-defined]

    def get_data(self, path: str) -> bytes:
        content: bytes = self._real.get_data(path)
        if Path(path).name != self._file:
            return content
        if self._change is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return self._change(content)


@pytest.fixture
def damage(monkeypatch: pytest.MonkeyPatch) -> Callable[..., peel.Dataset]:
    peel.bundled().warm()  # the record of all other tests is read from what is whole

    def record(name: str, change: Change | None) -> peel.Dataset:
        monkeypatch.setattr(shipped, "__loader__", Installed(name, change))
        store = Store(Tables(read_shipped))
        return peel.Dataset(store, grades=ExactGrades(store, shipped.shipped_grade))

    return record


def cell(key: str, old: str, new: str) -> Change:
    """Another text in the row that begins with *key*."""

    def change(content: bytes) -> bytes:
        start = content.index(f"\n{key},".encode()) + 1
        end = content.index(b"\n", start)
        assert old.encode() in content[start:end]
        row = content[start:end].replace(old.encode(), new.encode(), 1)
        return content[:start] + row + content[end:]

    return change


def told(problem: peel.Problem) -> None:
    assert "whose installation is damaged" in problem.expected
    assert "install peel again" in problem.expected
    assert problem.expected.endswith("(docs/how-to/install.md)")


@pytest.mark.parametrize("name", sorted(TABLES))
@pytest.mark.parametrize(
    ("change", "row", "expected"),
    [
        (None, None, "a file that can be read"),
        (lambda _: b"", 1, ROWS),
        (lambda content: content[: content.index(b"\n") + 1], 1, ROWS),
        (lambda content: content[content.index(b"\n") + 1 :], 1, ROWS),
        (lambda content: content[: content.index(b",", content.index(b"\n"))], 2, ROWS),
        (lambda content: content.replace(b"\n", b"\n\xff", 1), 2, "UTF-8 text"),
    ],
    ids=["not there", "empty", "header alone", "no header", "cut off", "no text"],
)
def test_a_table_that_is_not_whole_is_named(
    damage: Callable[..., peel.Dataset],
    name: str,
    change: Change | None,
    row: int | None,
    expected: str,
) -> None:
    (problem,) = problems_of(damage(name, change).warm)
    assert (problem.file, problem.row) == (f"{name}.csv", row)
    columns = TABLES[name].columns
    assert problem.expected.startswith(expected.format(len(columns), ",".join(columns)) + ". ")
    told(problem)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_that_was_cut_at_the_end_of_a_line_is_named(
    damage: Callable[..., peel.Dataset], name: str
) -> None:
    def cut(content: bytes) -> bytes:
        return content[: content.rindex(b"\n", 0, -1) + 1]

    (problem,) = problems_of(damage(name, cut).warm)
    assert problem.file == f"{name}.csv"
    told(problem)


def test_a_descriptor_that_does_not_count_the_rows_is_told(
    damage: Callable[..., peel.Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = damage("nothing", None)
    monkeypatch.setattr(shipped.__loader__, "_file", "datapackage.json")  # type: ignore[name-defined]
    (problem,) = problems_of(record.warm)
    assert problem.file == "datapackage.json"
    told(problem)


@pytest.mark.parametrize(
    "ask",
    [
        lambda record: record.judgements(),
        lambda record: record.judgement("kent", "2017", "efficiency"),
        lambda record: record.grade("kent", "2017", "efficiency"),
        lambda record: [record.judgement(f, "2017", "efficiency") for f in record.forces()],
        lambda record: record.distribution("2017", "efficiency"),
        lambda record: record.warm(),
        lambda record: record.as_of("1 June 2018").judgements(force="kent"),
        lambda record: next(record.rows("judgements")),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(
    damage: Callable[..., peel.Dataset], ask: Callable[[peel.Dataset], object]
) -> None:
    record = damage("judgements", cell("kent,2017,efficiency", "good", "goood"))
    for _ in range(2):
        (problem,) = problems_of(lambda: ask(record))
        place = [*rows_of(peel.bundled(), "judgements")].index(("kent", "2017", "efficiency")) + 2
        assert problem[:4] == ("judgements.csv", place, "grade", "goood")
        assert problem.expected.startswith("a grade of the four-tier scale, on which 2017")
        told(problem)


def test_the_row_that_is_wrong_is_named_not_one_that_refers_to_it(
    damage: Callable[..., peel.Dataset],
) -> None:
    record = damage("forces", cell("kent", "England", ""))
    for ask in (record.judgements, record.inspections, lambda: record.force("surrey")):
        (problem,) = problems_of(ask)
        assert (problem.file, problem.column, problem.value) == ("forces.csv", "country", "")


def test_a_row_that_only_another_table_shows_to_be_wrong_is_named(
    damage: Callable[..., peel.Dataset],
) -> None:
    record = damage("cycles", cell("2017", "four-tier", "no-tier"))
    (problem,) = problems_of(lambda: record.judgement("kent", "2017", "efficiency"))
    assert (problem.file, problem.column) == ("judgements.csv", None)
    told(problem)


@pytest.mark.parametrize(
    "ask", [lambda record: record.edition, lambda record: record.as_of("1 June 2018")]
)
def test_a_wrong_day_is_named_where_only_days_are_asked_for(
    damage: Callable[..., peel.Dataset], ask: Callable[[peel.Dataset], object]
) -> None:
    record = damage("judgements", cell("kent,2017,efficiency", "2017-11-09", "x017-11-09"))
    (problem,) = problems_of(lambda: ask(record))
    assert (problem.file, problem.column, problem.value) == (
        "judgements.csv",
        "published",
        "x017-11-09",
    )


def test_saving_does_not_blame_the_place_for_a_table_that_is_not_there(
    damage: Callable[..., peel.Dataset], tmp_path: Path
) -> None:
    record = damage("tallies", None)
    (problem,) = problems_of(lambda: record.save(tmp_path / "new"))
    assert problem.file == "tallies.csv"
    assert [*tmp_path.iterdir()] == []
