"""Text of other people reaches no terminal as it is, and no look-up by a trick."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel import Problem
from peel._tables.parsing import is_id
from peel._words.text import fold
from tests.made import TABLES, problems_of, rows_of, write_tables

#: What a terminal obeys, what ends a line, what turns the direction of writing.
NOT_PLAIN = [
    *("\x1b[2J", "\x1b]0;pwned\x07", "\x9b2J", "\x07", "\b", "\t", "\x00", "\x7f", "\x85", "\r"),
    *("\n", "\r\n", "\v", "\f", "\u2028", "\u2029"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\u061c", "\u200e", "\u200f"),
]
#: A text column of each table.
TEXTS = {
    "scales": "label",
    "cycles": "title",
    "questions": "label",
    "forces": "name",
    "publications": "title",
    "sources": "title",
    "inspections": "title",
    "judgements": "note",
    "revisions": "reason",
    "comparability": "reason",
    "monitoring": "reason",
    "profiles": "unit",
    "findings": "summary",
}


def is_quiet(text: str) -> bool:
    """Whether a terminal only prints it."""
    return all(character.isprintable() or character == "\n" for character in text)


def row_with(table: str, column: str, text: str) -> str:
    """The first row of a table with a cell of this text, quoted as CSV has it."""
    cells = list(next(iter(rows_of(peel.bundled(), table).values())))
    cells[TABLES[table].columns.index(column)] = text
    return ",".join(f'"{cell}"' if cell else "" for cell in cells)


def test_a_cell_of_any_table_that_is_not_plain(tmp_path: Path) -> None:
    cell = "Kent\x1b[2JPolice"
    tables = {name: [row_with(name, column, cell)] for name, column in TEXTS.items()}
    write_tables(tmp_path, tables)
    found = problems_of(lambda: peel.bundled().extend(tmp_path, replace=True))
    refused = [one for one in found if "control characters" in one.expected]
    assert {(one.file, one.row, one.column, one.value) for one in refused} == {
        (f"{name}.csv", 2, column, cell) for name, column in TEXTS.items()
    }
    assert all(is_quiet(str(one)) for one in found)


@pytest.mark.parametrize("place", ["{}", "{}Kent", "Ke{}nt", "Kent{}"])
def test_a_cell_that_is_not_plain(tmp_path: Path, place: str) -> None:
    rows = [
        f'n{number},news,Me,,"{place.format(text)}",https://example.org,'
        for number, text in enumerate(NOT_PLAIN)
    ]
    write_tables(tmp_path, {"sources": rows})
    found = problems_of(lambda: peel.bundled().extend(tmp_path))
    refused = {one.row: one for one in found if "control characters" in one.expected}
    assert [refused[row].value for row in range(2, len(rows) + 2)] == [
        place.format(text) for text in NOT_PLAIN
    ]
    assert all(is_quiet(str(one)) and "\n" not in str(one) for one in found)


def test_letters_of_all_languages_and_blanks_that_print_are_plain(tmp_path: Path) -> None:
    name = "Heddlu’r Ŵyl – Kraków\u00a0東京 العربية"
    rows = [f"mine,{name},,E23999999,Wales,Wales,mine"]
    record = peel.bundled().extend(write_tables(tmp_path, {"forces": rows}))
    assert record.force("mine").name == name


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b2J\n", "\u2028\u202e"], ids=ascii)
def test_names_that_are_not_plain(tmp_path: Path, text: str) -> None:
    """Of directories, files and columns, and what is repeated as nearest or as a clash."""
    directory = tmp_path / f"own{text}"
    directory.mkdir()
    for other in NOT_PLAIN[:-1]:
        (directory / f"forces{other.replace(chr(0), '')}.csv").touch()
    (directory / "sources.csv").write_text(f'"source{text}",kind\n', encoding="utf-8")
    (directory / "tallies.csv").write_bytes(b"")
    (directory / "cycles.csv").mkdir()
    force = f'"mine{text}","M{text}",,E23999999,Wales,Wales,mine'
    figure = f'"mine {text}","2017{text}","x{text}",1,x,,,x,x'
    write_tables(directory, {"forces": [force], "profiles": [figure]})
    for ask in (
        lambda: peel.bundled().extend(directory),
        lambda: peel.load(directory),
        lambda: peel.load(directory / f"none{text}"),
        lambda: peel.load(directory / "sources.csv"),
    ):
        for problem in problems_of(ask):
            assert is_quiet(str(problem))
            assert "\n" not in str(problem)
    with pytest.raises(FileExistsError) as caught:
        peel.bundled().save(directory)
    assert is_quiet(str(caught.value))
    assert "\n" not in str(caught.value)


def test_problems_are_short_however_long_the_cells(tmp_path: Path) -> None:
    long = "n" * 100_000
    write_tables(tmp_path, {"forces": [f"{long},{long},,E1,Wales,Wales,{long}"]})
    (tmp_path / "sources.csv").write_text(f"{long},{long}\n")
    found = problems_of(lambda: peel.bundled().extend(tmp_path))
    assert all(len(str(problem)) < 3_000 for problem in found)


# Ids.

ODD_IDS = [
    *(" kent2", "kent2 ", "kent 2", "Kent2", "KENT", "*", "../../etc", "-kent", "kent-", "ke--nt"),
    *("kent_2", "kent\u200b", "кent", "ｋent2", "ké", "k" * 201, "a.", ".", "a/b", "$x$", "kent,2"),
]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("forces", '"{}",Mine,,E23999999,Wales,Wales,mine'),
        ("sources", '"{}",news,Me,,Mine,https://example.org,'),
        ("cycles", '"{}",Mine,HMICFRS,five-tier,A framework,,,,no,an example'),
        ("questions", '2017,"{}",area,,mine,Mine,,some'),
        ("scales", '"{}",good,Good,1,,'),
        ("scales", 'mine,"{}",Fine,{},,'),
        ("profiles", 'kent,2021-22,"{}",1,officers,,,force,hmicfrs-peel-2018-kent-effectiveness'),
        ("questions", '2017,n{1},area,,"{0}",Mine,,some'),
        ("forces", 'n{1},Mine,,E23999999,Wales,Wales,"{0}"'),
    ],
)
def test_an_odd_id(tmp_path: Path, table: str, row: str) -> None:
    rows = [row.format(name, number) for number, name in enumerate(ODD_IDS)]
    write_tables(tmp_path, {table: rows})
    found = {one.row: one for one in problems_of(lambda: peel.bundled().extend(tmp_path))}
    for number, name in enumerate(ODD_IDS, start=2):
        assert found[number].value in (name, name[:199] + "…")
        assert found[number].expected.startswith(("an id", "a theme", "a part of an address"))


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("forces", ["a-b,A,,E1,Wales,Wales,a", "a.b,B,,E2,Wales,Wales,b"]),
        ("sources", ["a.b-c,news,Me,,A,https://a.org,", "a-b.c,news,Me,,B,https://b.org,"]),
        ("questions", ["2017,a.b,area,,x,A,,some", "2017,a-b,area,,x,B,,some"]),
        ("scales", ["mine,a.b,A,1,,", "mine,a-b,B,2,,"]),
    ],
)
def test_two_ids_that_are_one_to_a_look_up(tmp_path: Path, table: str, rows: list[str]) -> None:
    directory = write_tables(tmp_path, {table: rows})
    found = problems_of(lambda: peel.bundled().extend(directory))
    assert sorted(problem.row or 0 for problem in found) == [2, 3]
    assert all(problem.expected.startswith("an id unlike a") for problem in found)
    peel.bundled().extend(write_tables(tmp_path, {table: rows[:1]}))


def test_an_id_beside_one_that_ships(tmp_path: Path) -> None:
    rows = ["avon.and-somerset,Mine,,E23999999,Wales,Wales,mine"]
    found = problems_of(lambda: peel.bundled().extend(write_tables(tmp_path, {"forces": rows})))
    assert {problem.row for problem in found} == {2, None}


@pytest.mark.parametrize("name", ["kent-police", "gmp", "e23000032", "the-met", "west-mids"])
def test_an_id_that_is_the_name_of_another_force(tmp_path: Path, name: str) -> None:
    whose = peel.force(name).id
    rows = [f"{name},Mine,,E23999999,Wales,Wales,mine"]
    (problem,) = problems_of(
        lambda: peel.bundled().extend(write_tables(tmp_path, {"forces": rows}))
    )
    assert problem.expected == f"an id that is no name of {whose}"


@pytest.mark.parametrize(
    ("table", "row", "whose"),
    [
        ("cycles", "2018,Mine,HMIC,four-tier,F,,,,no,note", "2018-19"),
        ("cycles", "2018-2019,Mine,HMIC,four-tier,F,,,,no,note", "2018-19"),
        ("cycles", "peel-2017,Mine,HMIC,four-tier,F,,,,no,note", "2017"),
        ("questions", "2017,planning,area,,mine,Mine,,some", "efficiency.planning"),
        ("questions", "2017,mine.efficiency,area,,mine,Mine,,some", "mine.efficiency"),
    ],
)
def test_an_id_that_is_the_name_of_something_else(
    tmp_path: Path, table: str, row: str, whose: str
) -> None:
    write_tables(tmp_path, {table: [row]})
    (problem,) = problems_of(lambda: peel.bundled().extend(tmp_path))
    assert problem.expected.split(";")[0] == f"an id that is no name of {whose}"


@pytest.mark.parametrize("name", ["", " ", "\u00a0", "\u3000", "\u200b", "–", "..."], ids=ascii)
def test_a_name_is_not_blank(tmp_path: Path, name: str) -> None:
    rows = [f'mine,"{name}",,E23999999,Wales,Wales,mine']
    (problem,) = problems_of(
        lambda: peel.bundled().extend(write_tables(tmp_path, {"forces": rows}))
    )
    assert (problem.column, problem.value) == ("name", name)


@given(st.from_regex(r"[a-z0-9]+([.-][a-z0-9]+)*", fullmatch=True).filter(lambda t: len(t) <= 200))
def test_an_id_is_one_word_to_a_look_up(name: str) -> None:
    assert is_id(name)
    assert fold(name) == name.replace(".", " ").replace("-", " ")


@given(st.text(max_size=20))
def test_what_is_no_id(name: str) -> None:
    if is_id(name):
        assert name.isascii()
        assert name == name.lower() == name.strip()
        assert not {*name} - {*"abcdefghijklmnopqrstuvwxyz0123456789.-"}


def test_ids_that_ship_are_ids() -> None:
    record = peel.bundled()
    ids = itertools.chain(
        (force.id for force in record.forces()),
        (source.id for source in record.sources()),
        *((cycle.id, *(q.id for q in record.questions(cycle))) for cycle in record.cycles()),
    )
    assert all(map(is_id, ids))


def test_whole_numbers_have_one_spelling(tmp_path: Path) -> None:
    """Otherwise two rows could be one finding, and what was saved would not load."""
    (key, row), *_ = rows_of(peel.bundled(), "findings").items()
    again = ",".join(f'"{cell}"' if cell else "" for cell in (*key[:2], f"0{key[2]}", *row[3:]))
    (problem,) = problems_of(
        lambda: peel.bundled().extend(write_tables(tmp_path, {"findings": [again]}))
    )
    assert (problem.column, problem.expected) == ("number", "a whole number")


def test_a_problem_that_is_put_together_by_hand_is_quiet() -> None:
    assert is_quiet(str(Problem("a\x1b.csv", 1, "b\u202e", "c\n", "d\x9b")))
