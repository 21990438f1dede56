"""Own records: load, extend, save and validate; bad input loads nothing and loses nothing."""

from __future__ import annotations

import copy
import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cattrs import AttributeValidationNote, ClassValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

import peel
from peel import Dataset, InvalidDataError, Problem
from peel._tables.files import write_rows
from peel._tables.schema import RECORDS
from peel._tables.shipped import shipped_bytes
from peel._tables.structure import _misfits, as_text, structured
from tests.made import TABLES, all_rows, made_of, rows_of

HEADER = {table: ",".join(spec.columns) for table, spec in TABLES.items()}

#: The first report of the 2025-27 cycle, as a user would type it in.
FIRST_REPORT = {
    "sources": [
        "my-report,inspectorate,HMICFRS,,PEEL 2025–2027: Kent Police,https://example.org/kent,"
        "2026-11-01"
    ],
    "questions": [
        "2025-27,preventing-crime,area,,preventing-crime,Preventing crime,,always",
        "2025-27,investigating-crime,area,,investigating-crime,Investigating crime,,always",
    ],
    "inspections": [
        "kent,2025-27,,https://example.org/kent,2026-11-01,exact,,,,0,1,1,0,0,my-report,"
    ],
    "judgements": [
        "kent,2025-27,preventing-crime,good,stated,,2026-11-01,exact,,PEEL,my-report,,",
        "kent,2025-27,investigating-crime,adequate,stated,,2026-11-01,exact,,PEEL,my-report,,",
    ],
}


def write(directory: Path, tables: dict[str, list[str]]) -> Path:
    directory.mkdir(exist_ok=True)
    for table, rows in tables.items():
        text = "\n".join([HEADER[table], *rows]) + "\n"
        (directory / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
    return directory


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("saved") / "package"
    peel.bundled().save(directory)
    return directory


@pytest.fixture
def package(saved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(saved, tmp_path / "package"))


def problems(call: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(InvalidDataError) as caught:
        call()
    assert min(caught.value.total, 1000) == len(caught.value.problems)
    return caught.value.problems


def test_saving_is_byte_stable(saved: Path) -> None:
    names = {f"{table}.csv" for table in TABLES} | {"datapackage.json", "LICENCE.md"}
    assert {item.name for item in saved.iterdir()} == names
    for name in names:
        assert (saved / name).read_bytes() == shipped_bytes(name)


def test_what_was_saved_loads_as_it_was(saved: Path) -> None:
    loaded = peel.load(saved)
    assert loaded == peel.bundled()
    assert loaded.judgements() == peel.judgements()
    assert loaded != peel.as_of("2017-01-01")
    assert (loaded == 3) is False


@pytest.mark.parametrize("table", TABLES)
def test_records_go_to_rows_and_back(table: str) -> None:
    dataset, store, kind = peel.bundled(), peel.bundled()._store, RECORDS[table]
    for typed, cells in zip(dataset.rows(table), rows_of(dataset, table).values(), strict=True):
        assert as_text(table, typed) == cells
    for key, cells in list(rows_of(dataset, table).items())[:50]:
        assert structured(store, kind, cells) == store.get(kind, key)


@pytest.mark.slow
@given(st.dates(min_value=__import__("datetime").date(2014, 1, 1)))
@settings(deadline=None, max_examples=10)
def test_loading_what_was_saved_of_any_day(day: object) -> None:
    import tempfile

    then = peel.as_of(day)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as directory:
        then.save(Path(directory) / "then")
        assert peel.load(Path(directory) / "then") == then


def test_saving_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="not empty"):
        peel.bundled().save(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["mine.txt"]


def test_the_first_report_of_a_new_cycle(with_gaps: Dataset, tmp_path: Path) -> None:
    extended = with_gaps.extend(write(tmp_path, FIRST_REPORT))
    assert extended.grade("kent", "2025-27", "Preventing crime").label == "Good"
    assert extended.inspection("kent", "2025/27").counts["adequate"] == 1
    assert extended.latest(force="kent").records[0].cycle.id == "2025-27"
    earlier = extended.extend(
        write(
            tmp_path / "earlier",
            {
                "judgements": [
                    "kent,2023-25,preventing-crime,good,stated,,2025-01-01,exact,,PEEL,my-report,,"
                ]
            },
        ),
        replace=True,
    )
    change = earlier.change("kent", "preventing-crime", "2023-25", "2025-27")
    assert change.direction is peel.Direction.UNKNOWN
    assert change.steps is None
    assert change.comparability.reason == (
        "2023-25 to 2025-27: no statement by the inspectorate is recorded"
    )
    with pytest.raises(peel.NotRecordedError):
        with_gaps.grade("kent", "2025-27", "Preventing crime")
    assert peel.bundled() == Dataset(peel.bundled()._store)


def test_a_new_force_and_a_new_cycle(with_gaps: Dataset, tmp_path: Path) -> None:
    extended = with_gaps.extend(
        write(
            tmp_path,
            {
                "forces": ["mercia,Mercia Constabulary,,E23999999,England,West Midlands,mercia"],
                "cycles": ["2027-29,PEEL 2027–2029,HMICFRS,five-tier,A framework,,,,no,an example"],
                "questions": ["2027-29,responding,area,,responding-to-the-public,Responding,,some"],
                "comparability": ["2025-27,2027-29,*,comparable,an example,hmicfrs"],
            },
        )
    )
    assert extended.force("Mercia").id == "mercia"
    assert [force.id for force in extended.forces()] == sorted(
        force.id for force in extended.forces()
    )
    assert extended.cycles()[-1].id == "2027-29"
    assert extended.comparability("2025-27", "2027-29").comparable
    assert extended.comparability("2023-25", "2027-29").status == "unknown"
    assert len(extended.distribution("2017", "efficiency").not_recorded) == 1
    assert extended.coverage()["2017", "efficiency"].expected == 43


def test_identical_rows_are_no_clash_and_different_ones_show_both(tmp_path: Path) -> None:
    same = ",".join(rows_of(peel.bundled(), "judgements")["kent", "2017", "efficiency"])
    assert "good" in same
    assert peel.bundled().extend(write(tmp_path / "a", {"judgements": [same]})) == peel.bundled()
    other = write(tmp_path / "b", {"judgements": [same.replace("good", "outstanding")]})
    (problem,) = problems(lambda: peel.bundled().extend(other))
    assert (problem.file, problem.row, problem.column) == ("judgements.csv", 2, "grade")
    assert "there: 'kent; 2017; efficiency; good; stated" in problem.expected
    assert "here: 'kent; 2017; efficiency; outstanding; stated" in problem.expected
    replaced = peel.bundled().extend(other, replace=True)
    assert replaced.grade("kent", "2017", "efficiency").label == "Outstanding"
    assert peel.grade("kent", "2017", "efficiency").label == "Good"
    assert list(rows_of(replaced, "judgements")) == list(rows_of(peel.bundled(), "judgements"))


def test_extending_by_a_data_set() -> None:
    whole = peel.as_of("2016-01-01").extend(peel.bundled(), replace=True)
    assert whole == peel.bundled()
    with pytest.raises(TypeError, match="a directory is expected, not int"):
        peel.bundled().extend(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a directory is expected, not NoneType"):
        peel.load(None)  # type: ignore[arg-type]


@pytest.mark.slow
@given(st.data())
@settings(deadline=None, max_examples=10)
def test_extending_is_associative_on_disjoint_data(data: st.DataObject) -> None:
    keys = data.draw(
        st.lists(
            st.sampled_from(list(rows_of(peel.bundled(), "judgements"))),
            min_size=2,
            max_size=8,
            unique=True,
        )
    )
    split = data.draw(st.integers(1, len(keys) - 1))
    rest = {
        key: row for key, row in rows_of(peel.bundled(), "judgements").items() if key not in keys
    }

    def with_rows(rows: dict[tuple[str, ...], tuple[str, ...]]) -> Dataset:

        tables = all_rows(peel.bundled())
        tables["judgements"] = rows
        tables["revisions"] = {}
        return made_of(tables)

    revised = {key[:3] for key in rows_of(peel.bundled(), "revisions")}
    rest = {key: row for key, row in rest.items() if key not in revised}
    cells = rows_of(peel.bundled(), "judgements")
    one, two = (
        with_rows({key: cells[key] for key in part if key not in revised})
        for part in (keys[:split], keys[split:])
    )
    base = with_rows(rest)
    assert base.extend(one).extend(two) == base.extend(one.extend(two))


BAD = [
    ("judgements", lambda t: t.replace("grade,", "", 1), 1, "grade", "the column grade, which is missing"),
    ("judgements", lambda t: t.replace("note\n", "note,extra\n", 1), 1, "extra", "one of force, cycle"),
    ("judgements", lambda t: t.replace("force,cycle", "force,force", 1), 1, "cycle", "is missing"),
    ("forces", lambda t: t + t.splitlines()[1] + "\n", 45, None, "a key that no other row has; row 2"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding", "2014,efficiency,adequate", 1), 2, "grade", "a grade of the four-tier scale, on which 2014 is graded"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", "31/02/2017,exact", 1), 2, "published", "a day such as 2017-11-09"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", "2014-11-31,exact", 1), 2, "published", "a day such as"),
    ("judgements", lambda t: t.replace("avon-and-somerset,2014,efficiency", "avon-somerset,2014,efficiency", 1), None, "force", "an id that forces.csv has; nearest: avon-and-somerset"),
    ("judgements", lambda t: t.replace("hmicfrs-peel-2014-avon-and-somerset,", "nowhere,", 1), 2, "sources", "an id that sources.csv has"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding,stated", "2014,efficiency,outstanding,said", 1), 2, "basis", "one of stated, derived"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding,stated", "2014,efficiency,,stated", 1), 2, "grade", "a grade, because the basis is stated"),
    ("judgements", lambda t: t.replace("2014,efficiency,outstanding,stated,", "2014,efficiency,outstanding,stated,2014", 1), 2, "carried_from", "nothing, because the basis is stated"),
    ("judgements", lambda t: t.replace("2014,efficiency,", "2014,legitimacy,", 1), None, "question", "a question that is graded"),
    ("judgements", lambda t: t.replace("exact,,PEEL,hmicfrs-peel-2014-avon-and-somerset,", "exact,,PEEL,,", 1), 2, "sources", "at least one source"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", ",exact", 1), 2, "published_precision", "both or neither"),
    ("judgements", lambda t: t.replace("2014-11-27,exact", "2014-11-27,about", 1), 2, "published_precision", "one of exact, no later than or nothing"),
    ("judgements", lambda t: t.replace("2014-11-27,exact,,PEEL", "2014-11-27,exact,2015-01-01,PEEL", 1), 2, "revised", "the day of the last revision"),
    ("cycles", lambda t: t.replace("five-tier,PEEL Assessment Framework 2025", "six-tier,PEEL Assessment Framework 2025", 1), 9, "scale", "a scale that scales.csv has"),
    ("cycles", lambda t: t.replace("2019-05-02,2020-02-07", "2019-05-02,2018-02-07", 1), 6, "last_published", "a day not before first_published"),
    ("cycles", lambda t: t.replace(",no,\"framework published", ",maybe,\"framework published", 1), 9, "questions_complete", "yes or no"),
    ("cycles", lambda t: t.replace("hmicfrs-peel-assessment-framework-2025-2027", "nowhere", 1), 9, "framework_source", "an id that sources.csv has"),
    ("scales", lambda t: t.replace("Inadequate,1,", "Inadequate,2,", 1), None, "rank", "a rank that no other grade of four-tier has"),
    ("scales", lambda t: t.replace("Inadequate,1,", "Inadequate,one,", 1), 5, "rank", "a whole number"),
    ("scales", lambda t: t.replace("hmicfrs-peel-assessments-national-peel-reports", "nowhere", 1), 2, "source", "an id that sources.csv has"),
    ("questions", lambda t: t.replace("2014,efficiency.financial-position,question,efficiency", "2014,efficiency.financial-position,question,", 1), 5, "pillar", "a pillar, because this is a question"),
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
    ("monitoring", lambda t: t.replace("2024-05-21,day", "2024-05-21,", 1), None, "end_precision", "both end and end_precision or neither"),
    ("monitoring", lambda t: t.replace("2022-10-28,day", "2019-10-28,day", 1), None, "end", "a day not before start"),
    ("inspections", lambda t: t.replace("hmicfrs-news-serious-concerns-over-lincolnshire-police-performance,", ",", 1), None, "counts_source", "the source of the published counts"),
    ("profiles", lambda t: t.replace("96.8", "96,8%", 1), None, None, "9 cells, not 10"),
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
    found = problems(lambda: peel.load(package))
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
    hits = [p for p in problems(lambda: peel.load(package)) if p.file == "inspections.csv"]
    assert hits[0].expected == "UTF-8 text"
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
        peel.bundled().extend(write(tmp_path, {"judgements": rows}))
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
    found = problems(lambda: peel.bundled().extend(write(tmp_path, {"judgements": [row]})))
    csv.field_size_limit(limit)
    assert "field larger than field limit" in found[0].expected


def test_directories_that_are_none(tmp_path: Path) -> None:
    for directory in (tmp_path / "nowhere", "", tmp_path, "\0"):
        (problem, *_) = problems(lambda directory=directory: peel.load(directory))  # type: ignore[misc]
        assert problem.expected.startswith("a directory")


def test_a_file_that_no_package_has_is_not_ignored(tmp_path: Path) -> None:
    write(tmp_path, {"sources": []})
    (tmp_path / "judgments.csv").write_text("x")
    (tmp_path / "README.md").write_text("fine")
    (problem,) = problems(lambda: peel.load(tmp_path))
    assert (problem.file, problem.row) == ("judgments.csv", None)
    assert "judgements.csv" in problem.expected


def test_check_on_top_and_alone(with_gaps: Dataset, tmp_path: Path, saved: Path) -> None:
    directory = write(tmp_path, FIRST_REPORT)
    assert with_gaps.extend(directory).judgement("kent", "2025-27", "preventing-crime")
    assert problems(lambda: peel.load(directory))
    assert peel.load(saved) == peel.bundled()


def test_carried_over_rules(tmp_path: Path) -> None:
    rows = [
        # another grade than that of the cycle that it is carried over from
        "kent,2018-19,legitimacy.ethics,inadequate,carried-over,2017,2019-05-02,exact,,PEEL,hmicfrs-peel-2018-kent-effectiveness,,",
        # from a later cycle
        "kent,2017,effectiveness.serious-organised-crime,good,carried-over,2018-19,2018-03-22,exact,,PEEL,hmicfrs-peel-2018-kent-effectiveness,,",
        # from none
        "kent,2016,efficiency.planning,good,carried-over,,2016-11-03,exact,,PEEL,hmicfrs-peel-2018-kent-effectiveness,,",
    ]
    directory = write(tmp_path, {"judgements": rows})
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


def test_the_nearest_grade_and_force_are_named(tmp_path: Path) -> None:
    columns = TABLES["revisions"].columns
    row = ("Kent Police", "2017", "efficiency", "2018-01-01", "Good", "inadequate", "none", "x")
    (tmp_path / "revisions.csv").write_text(write_rows(columns, [row]), encoding="utf-8")
    with pytest.raises(peel.InvalidDataError) as caught:
        peel.bundled().extend(tmp_path)
    expected = {problem.column: problem.expected for problem in caught.value.problems}
    assert expected["force"].endswith("nearest: kent")
    assert expected["from_grade"].endswith("on which 2017 is graded; nearest: good")


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
