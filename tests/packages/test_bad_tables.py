"""Tables that are wrong: everything is told at once, with file, row and column."""

from __future__ import annotations

import copy
import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from cattrs import AttributeValidationNote, ClassValidationError

import peel
from peel import InvalidDataError
from peel._packages import loading
from peel._tables.csv_text import write_rows
from peel._tables.parsing import make, wrong_cells
from peel._tables.schema import RECORDS
from peel._tables.structure import MisfitRow, _misfits, structured
from tests.made import TABLES, problems_of, rows_of, write_tables

BAD = [
    ("judgements", lambda t: t.replace("grade,", "", 1), 1, "grade", "the column grade, which is missing"),
    ("judgements", lambda t: t.replace("note\n", "note,extra\n", 1), 1, "extra", "one of force, cycle"),
    ("judgements", lambda t: t.replace("force,cycle", "force,force", 1), 1, "cycle", "is missing"),
    ("forces", lambda t: t + t.splitlines()[1] + "\n", 45, None, "a key that no other row has; row 2"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding", "2014,efficiency,adequate", 1), 2, "grade", "a grade of the four-tier scale, on which 2014 is graded"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding", "2014,efficiency,Not graded", 1), 2, "grade", "a grade; for no grade, an empty cell, and not-graded in basis"),
    ("judgements", lambda t: t.replace("2014-11-27,exact,", "2014-11-27,,", 1), 2, "published_precision", "how exact the day is, because published is given"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", "31/02/2017,exact", 1), 2, "published", "a day such as 2017-11-09"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", "2014-11-31,exact", 1), 2, "published", "a day that the calendar has"),
    ("judgements", lambda t: t.replace("avon-and-somerset,2014,efficiency", "avon-somerset,2014,efficiency", 1), None, "force", "an id that forces.csv has; nearest: avon-and-somerset"),
    ("judgements", lambda t: t.replace("hmicfrs-peel-2014-avon-and-somerset,", "nowhere,", 1), 2, "sources", "an id that sources.csv has"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding,stated", "2014,efficiency,outstanding,said", 1), 2, "basis", "one of stated, derived"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding,stated", "2014,efficiency,,stated", 1), 2, "grade", "a grade, because the basis is stated"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding,stated,", "2014,efficiency,outstanding,stated,2014", 1), 2, "carried_from", "nothing, because the basis is stated"),
    ("judgements", lambda t: t.replace("2014,efficiency,", "2014,legitimacy,", 1), None, "question", "a question that is graded"),
    ("judgements", lambda t: t.replace("exact,,PEEL,hmicfrs-peel-2014-avon-and-somerset,", "exact,,PEEL,,", 1), 2, "sources", "at least one source"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", ",exact", 1), 2, "published_precision", "nothing, because published is empty"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", "2014-11-27,about", 1), 2, "published_precision", "one of exact, no later than or nothing"),
    ("judgements", lambda t: t.replace("2014-11-27,exact,,PEEL", "2014-11-27,exact,2015-01-01,PEEL", 1), 2, "revised", "the day of the last revision"),
    ("cycles", lambda t: t.replace("five-tier,PEEL Assessment Framework 2025", "six-tier,PEEL Assessment Framework 2025", 1), 9, "scale", "a scale that scales.csv has"),
    ("cycles", lambda t: t.replace("2019-05-02,2020-02-07", "2019-05-02,2018-02-07", 1), 6, "last_published", "a day not before first_published"),
    ("cycles", lambda t: t.replace(",no,\"framework published", ",maybe,\"framework published", 1), 9, "questions_complete", "yes or no"),
    ("cycles", lambda t: t.replace("hmicfrs-peel-assessment-framework-2025-2027", "nowhere", 1), 9, "framework_source", "an id that sources.csv has"),
    ("scales", lambda t: t.replace("Inadequate,1,", "Inadequate,2,", 1), None, "rank", "a rank that no other grade of four-tier has"),
    ("scales", lambda t: t.replace("Inadequate,1,", "Inadequate,one,", 1), 5, "rank", "a whole number"),
    ("scales", lambda t: t.replace("hmicfrs-peel-assessments-national-peel-reports", "nowhere", 1), 2, "source", "an id that sources.csv has"),
    ("questions", lambda t: t.replace("2014,efficiency.financial-position,question,efficiency", "2014,efficiency.financial-position,question,", 1), 5, "pillar", "a pillar, because the kind is question"),
    ("questions", lambda t: t.replace("2014,efficiency.financial-position,question,efficiency", "2014,efficiency.financial-position,question,finance", 1), 5, "pillar", "a pillar that questions.csv has for 2014"),
    ("tallies", lambda t: t.replace(",43,", ",42,", 1), 2, "forces_graded", "the sum of the counts, 43"),
    ("tallies", lambda t: t.replace("5,35,,3,0,43", "5,35,0,3,0,43", 1), 2, "adequate", "nothing: adequate is not a grade of the four-tier scale"),
    ("tallies", lambda t: t.replace("5,35,,3,0,43", "5,-35,,3,0,43", 1), 2, "good", "a whole number"),
    ("revisions", lambda t: t.replace("responding-to-the-public", "supporting-victims", 1), None, "question", "a cell that judgements.csv has"),
    ("revisions", lambda t: t.replace("requires-improvement", "good", 1), None, "to_grade", "the grade in judgements.csv: requires improvement"),
    ("revisions", lambda t: t.replace("northamptonshire,2023-25,responding-to-the-public", "northamptonshire,2023-25,managing-offenders", 1), None, "date", "a judgement that says revised"),
    ("comparability", lambda t: t.replace("2015,2016,*", "2015,2017,*", 1), None, "to_cycle", "the cycle that follows 2015"),
    ("comparability", lambda t: t.replace(",docslib-doc-7129670-state-of-policing-2016-pdf hmicfrs-peel-assessments-how-we-inspect", ",", 1), None, "sources", "the source of the inspectorate's statement"),
    ("comparability", lambda t: t.replace("2016,2017,efficiency", "2016,2017,areas", 1), None, "question", "* or a question of 2016"),
    ("comparability", lambda t: t.replace(",unknown,", ",perhaps,", 1), 2, "status", "one of comparable, not comparable, unknown"),
    ("monitoring", lambda t: t.replace("2024-05-21,day", "2024-05-21,", 1), None, "end_precision", "how exact the day is, because end is given"),
    ("monitoring", lambda t: t.replace("2022-10-28,day", "2019-10-28,day", 1), None, "end", "a day not before start"),
    ("inspections", lambda t: t.replace("hmicfrs-news-serious-concerns-over-lincolnshire-police-performance,", ",", 1), None, "counts_source", "the source of the published counts"),
    ("profiles", lambda t: t.replace("96.8", "96,8%", 1), None, None, "9 cells, not 10; put double quotes round"),
    ("profiles", lambda t: t.replace("96.8", "1e3", 1), None, "value", "a number such as 96.8"),
    ("findings", lambda t: t.replace(",strength,", ",praise,", 1), None, "kind", "one of strength, shortcoming, context"),
    ("sources", lambda t: t.replace(",news,", ",blog,", 1), None, "kind", "one of inspectorate, copy"),
    ("sources", lambda t: t.replace(",HMICFRS,", ",,", 1), None, "publisher", "a value"),
    ("sources", lambda t: t.replace("Page on Bedfordshire Police", "", 1), None, "label", "a label, because there is no title"),
    ("sources", lambda t: t.replace(",HMICFRS,,How we inspect,", ",HMICFRS,Page,How we inspect,", 1), None, "label", "nothing, because there is a title"),
    ("forces", lambda _: "", None, None, "a header row: force,name"),
    ("forces", lambda t: t.replace("Kent Police", '"Kent" Police', 1), None, None, "readable CSV"),
    ("forces", lambda t: t.replace("Kent Police", "Kent\0Police", 1), 21, None, "text"),
    ("forces", lambda t: t.replace("Met Police; ", "Met Police; ; ", 1), None, "aliases", "distinct items"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "damage", "row", "column", "expected"), BAD, ids=[f"{b[0]}-{b[4]}" for b in BAD]
)
def test_bad_input(
    package: Path,
    table: str,
    damage: Callable[[str], str],
    row: int | None,
    column: str | None,
    expected: str,
) -> None:
    path = package / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    damaged = damage(text)
    assert damaged != text
    path.write_text(damaged, encoding="utf-8", newline="")
    found = problems_of(lambda: peel.load(package))
    hits = [
        problem
        for problem in found
        if problem.file == path.name
        and expected in problem.expected
        and column in (None, problem.column)
        and (row is None or problem.row == row)
    ]
    assert hits, "\n".join(map(str, found[:5]))


def test_latin_1_is_no_utf_8(package: Path) -> None:
    path = package / "inspections.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))
    hits = [p for p in problems_of(lambda: peel.load(package)) if p.file == "inspections.csv"]
    assert hits[0].expected == "UTF-8 text; in a spreadsheet, save as 'CSV UTF-8'"
    assert hits[0].value == "\\xeb"


@pytest.mark.parametrize(
    "harmless",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b"\n", b"\r\n", 5),
        lambda content: content.replace(b"\n", b"\n\n", 3),
        lambda content: content.rstrip(b"\n"),
        lambda content: content + b"\n\n",
    ],
)
def test_harmless_differences_load(package: Path, harmless: Callable[[bytes], bytes]) -> None:
    for table in TABLES:
        path = package / f"{table}.csv"
        path.write_bytes(harmless(path.read_bytes()))
    assert peel.load(package) == peel.bundled()


def test_columns_may_stand_in_another_order(package: Path) -> None:
    path = package / "judgements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row[::-1] for row in csv.reader(file)]
    path.write_text(write_rows(rows[0], rows[1:]), encoding="utf-8", newline="")
    assert peel.load(package) == peel.bundled()


def test_all_problems_at_once_and_the_first_thousand_listed(tmp_path: Path) -> None:
    rows = [
        f"force-{n},2017,efficiency,good,stated,,2017-11-09,exact,,PEEL,x,," for n in range(1500)
    ]
    with pytest.raises(InvalidDataError) as caught:
        peel.bundled().extend(write_tables(tmp_path, {"judgements": rows}))
    assert caught.value.total == 3000
    assert len(caught.value.problems) == 1000
    assert str(caught.value).startswith(
        "3000 problems\n  judgements.csv, row 2, column force: 'force-0'"
    )
    assert str(caught.value).endswith("  … and 2000 more")
    assert isinstance(caught.value, ValueError)


def test_a_large_field_is_refused(tmp_path: Path) -> None:
    limit = csv.field_size_limit(131_072)
    row = "kent,2017,efficiency,good,stated,,2017-11-09,exact,,PEEL,x,," + "n" * 200_000
    found = problems_of(
        lambda: peel.bundled().extend(write_tables(tmp_path, {"judgements": [row]}))
    )
    csv.field_size_limit(limit)
    assert "field larger than field limit" in found[0].expected


def test_directories_that_are_none(tmp_path: Path) -> None:
    for directory in (tmp_path / "nowhere", "", tmp_path, "\0"):
        (problem, *_) = problems_of(lambda directory=directory: peel.load(directory))  # type: ignore[misc]
        assert problem.expected.startswith("a directory")


def test_a_file_that_no_package_has_is_not_ignored(tmp_path: Path) -> None:
    write_tables(tmp_path, {"sources": []})
    (tmp_path / "judgments.csv").write_text("x")
    (tmp_path / "README.md").write_text("fine")
    (problem,) = problems_of(lambda: peel.load(tmp_path))
    assert (problem.file, problem.row) == ("judgments.csv", None)
    assert "judgements.csv" in problem.expected


def test_carried_over_rules(tmp_path: Path) -> None:
    rows = [
        # another grade than that of the cycle that it is carried over from
        "kent,2018-19,legitimacy.ethics,inadequate,carried-over,2017,2019-05-02,exact,,PEEL,hmicfrs-peel-2018-kent-effectiveness,,",
        # from a later cycle
        "kent,2017,effectiveness.serious-organised-crime,good,carried-over,2018-19,2018-03-22,exact,,PEEL,hmicfrs-peel-2018-kent-effectiveness,,",
        # from none
        "kent,2016,efficiency.planning,good,carried-over,,2016-11-03,exact,,PEEL,hmicfrs-peel-2018-kent-effectiveness,,",
    ]
    directory = write_tables(tmp_path, {"judgements": rows})
    with pytest.raises(InvalidDataError) as caught:
        peel.bundled().extend(directory, replace=True)
    text = str(caught.value)
    assert "the grade of 2017, from which it is carried over: good" in text
    assert "a cycle before 2017" in text
    assert "the cycle of the judgement, because the basis is carried-over" in text


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_is_one_problem(tmp_path: Path, separator: str) -> None:
    header = separator.join(TABLES["judgements"].columns)
    (tmp_path / "judgements.csv").write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(peel.InvalidDataError) as caught:
        peel.bundled().extend(tmp_path)
    (problem,) = caught.value.problems
    assert problem.expected == "a comma between the cells"


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "judgements.csv").mkdir()
    with pytest.raises(peel.InvalidDataError, match=r"judgements\.csv: expected a file"):
        peel.load(tmp_path)
    with pytest.raises(peel.InvalidDataError, match="expected a directory"):
        peel.load("\ud800")


def test_an_error_that_is_no_misfit_is_not_taken_for_one() -> None:
    bug = ZeroDivisionError("a bug")
    for error in (bug, _noted(bug, "")):
        with pytest.raises(ZeroDivisionError):
            list(_misfits(peel.Force, ClassValidationError("row", [error], peel.Force)))


def _noted(error: Exception, note: str) -> Exception:
    noted = copy.copy(error)
    noted.__notes__ = [AttributeValidationNote(note, "name", str)]  # type: ignore[attr-defined]
    return noted


# What cannot be read at all is one problem, not one for each row that misses something in it.

UNREADABLE = {
    "UTF-16": (lambda text: text.encode("utf-16"), "UTF-8 text, not UTF-16"),
    "UTF-16, big end first": (lambda text: "\ufeff".encode("utf-16-be") + text.encode("utf-16-be"), "UTF-8 text, not UTF-16"),
    "Latin-1": (lambda text: text.encode("latin-1", "replace") + b"\xe9", "UTF-8 text; in a spreadsheet"),
    "sep=": (lambda text: f"sep=,\n{text}".encode(), "the header row first, without this line"),
    "SEP=": (lambda text: f"SEP=;\n{text}".encode(), "the header row first, without this line"),
    "semicolons": (lambda text: text.replace(",", ";").encode(), "a comma between the cells"),
    "tabs": (lambda text: text.replace(",", "\t").encode(), "a comma between the cells"),
    "nothing": (lambda _: b"", "a header row"),
    "empty line first": (lambda text: f"\n{text}".encode(), "a header row"),
    "open quote": (lambda text: f'{text}"'.encode(), "readable CSV"),
    "cut in a quote": (lambda text: text.encode()[: text.encode().index(b'"') + 9], "readable CSV"),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("name", ["forces", "cycles", "sources", "questions"])
def test_a_table_that_cannot_be_read_is_one_problem(package: Path, name: str, kind: str) -> None:
    damage, expected = UNREADABLE[kind]
    path = package / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    if kind == "cut in a quote" and '"' not in text:
        text += '"'
    path.write_bytes(damage(text))
    with pytest.raises(InvalidDataError) as caught:
        peel.load(package)
    (problem,) = caught.value.problems
    assert (problem.file, caught.value.total) == (path.name, 1)
    assert problem.expected.startswith(expected)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_blamed_for_what_a_broken_table_may_have(package: Path, name: str) -> None:
    (package / f"{name}.csv").write_bytes(b"\xff")
    (problem,) = problems_of(lambda: peel.load(package))
    assert problem.file == f"{name}.csv"


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("forces", "kent,"),
        ("cycles", "2017,"),
        ("questions", "2017,efficiency,"),
        ("scales", "four-tier,good,"),
        ("sources", "hmicfrs-peel-assessments-national-peel-reports,"),
        ("judgements", "northamptonshire,2023-25,responding-to-the-public,"),
        ("revisions", "northamptonshire,2023-25,responding-to-the-public,"),
    ],
)
def test_a_row_that_is_lost_may_have_been_what_is_missed(
    package: Path, name: str, row: str
) -> None:
    path = package / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"\n{row}") + 1
    path.write_text(f"{text[:start]}lost\n{text[text.index(chr(10), start) + 1 :]}", "utf-8")
    (problem,) = problems_of(lambda: peel.load(package))
    expected = f"{len(TABLES[name].columns)} cells, not 1"
    assert (problem.file, problem.expected) == (f"{name}.csv", expected)


def test_a_row_that_is_wrong_is_told_where_it_stands_and_not_where_it_is_named(
    package: Path,
) -> None:
    for name, good, bad in (
        ("cycles", ",four-tier,", ",six-tier,"),
        ("forces", "kent,Kent Police,", "kent,,"),
    ):
        path = package / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        assert good in text
        path.write_text(text.replace(good, bad), encoding="utf-8")
        assert {problem.file for problem in problems_of(lambda: peel.load(package))} == {path.name}
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "written"),
    [("force", "Force"), ("force", " force"), ("hmicfrs_slug", "HMICFRS slug"), ("name", "NAME ")],
)
def test_a_heading_that_is_written_otherwise(package: Path, heading: str, written: str) -> None:
    path = package / "forces.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(heading, written, 1), encoding="utf-8")
    (problem,) = problems_of(lambda: peel.load(package))
    assert (problem.row, problem.column) == (1, written)
    assert problem.expected == f"{heading}, written just so"


@pytest.mark.parametrize("commas", [",,,,,,", ",,,", ",,,,,,,,,,,,,,", ",,,,,,\n,,,,,,"])
def test_a_row_of_commas_alone_is_one_problem(tmp_path: Path, commas: str) -> None:
    write_tables(tmp_path, {"forces": [commas, "mine,Mine,,E1,Wales,Wales,mine"]})
    found = problems_of(lambda: peel.bundled().extend(tmp_path))
    assert [problem.row for problem in found] == [*range(2, 2 + len(commas.splitlines()))]
    expected = "a row with something in it; delete this row"
    assert {problem.expected for problem in found} == {expected}


def test_what_is_not_listed_is_counted_and_not_worded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worded: list[object] = []

    def count(*arguments: object) -> object:
        worded.append(arguments)
        return structured(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "structured", count)
    rows = [f"x{n},2017,efficiency,good,said,,2017,x,2017,PEEL,,," for n in range(900)]
    write_tables(tmp_path, {"judgements": [*rows, *["x"] * 700]})
    with pytest.raises(InvalidDataError) as caught:
        peel.bundled().extend(tmp_path)
    assert len(caught.value.problems) == 1000
    # A force, a basis, a day, a precision and another day: five of each row.
    assert caught.value.total == 700 + 900 * 5
    assert len(worded) == 300 / 5
    assert str(caught.value).splitlines()[-1] == f"  … and {700 + 900 * 5 - 1000} more"


def test_nothing_near_is_looked_for_among_very_many(tmp_path: Path) -> None:
    rows = [f"s{n},news,Me,,A,https://example.org," for n in range(6_000)]
    judgement = "kent,2017,efficiency,good,stated,,2017-11-09,exact,,PEEL,s0000,,"
    write_tables(tmp_path, {"sources": rows, "judgements": [judgement]})
    found = problems_of(lambda: peel.bundled().extend(tmp_path, replace=True))
    assert [problem.expected for problem in found] == ["an id that sources.csv has"]


@pytest.mark.parametrize("name", TABLES)
def test_both_readers_agree_on_every_row(name: str) -> None:
    """What the constructor refuses cattrs words, cell by cell; what one takes the other takes."""
    chance = random.Random(name)  # noqa: S311
    store, kind = peel.bundled()._store, RECORDS[name]
    rows = list(rows_of(peel.bundled(), name).values())
    texts = ["", " ", "x", "0", "01", "kent", "2017", "good", "2017-02-30", "*", "-1", "a b", "K"]
    for _ in range(300):
        row = list(chance.choice(rows))
        for _ in range(chance.randint(0, 3)):
            row[chance.randrange(len(row))] = chance.choice([*texts, chance.choice(row)])
        wrong = list(wrong_cells(store, kind, tuple(row)))
        try:
            record = structured(store, kind, tuple(row))
        except MisfitRow as error:
            assert [misfit.expected for misfit in error.misfits] == [str(cell) for cell in wrong]  # noqa: PT017
            with pytest.raises(ValueError):
                make(store, kind, tuple(row))
        else:
            assert not wrong
            assert make(store, kind, tuple(row)) == record
