"""The record as files: all cells with their gaps, and which record it is, in every format."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import peel
from peel._cli.commands import main
from peel._cli.flat import BETWEEN, FLAT
from peel._cli.parser import FORMATS
from peel._tables.schema import RECORDS
from peel._tables.shipped import shipped_bytes
from tests.cli.typed import Typed, in_a_process

NAMES = [column.name for column in FLAT]
#: Kinds of sources by the evidence of a grade that rests on them; the first of these is linked.
_OTHERS = {"federation", "news", "other"}
GROUPS = {
    "inspectorate": {"inspectorate"},
    "copy": {"copy"},
    "official": {"commissioner", "force", "public body"},
    "several": _OTHERS,
    "single": _OTHERS,
}
DESCRIPTOR = json.loads(shipped_bytes("datapackage.json"))


def exported(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> bytes:
    assert main(["export", *arguments]) == 0
    out, err = capfdbinary.readouterr()
    assert err.decode().splitlines()[-1].startswith(f"peel: {peel.bundled().edition}")
    return out


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "peel.sqlite"
    assert main(["export", "--format", "sqlite", "--output", str(path)]) == 0
    return path


def asked(database: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_the_flat_table_has_a_row_a_cell(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = rows_of_csv(exported(capfdbinary))
    cells = peel.bundled().cells()
    assert list(rows[0]) == [*NAMES, "record"]
    assert {"force", "region", "cycle", "area", "status", "grade", "day"} <= set(NAMES)
    for row, cell in zip(rows, cells, strict=True):
        question, judgement = cell.question, cell.judgement
        assert question is not None
        assert (row["force_id"], row["cycle"], row["question"]) == (
            cell.force.id,
            cell.cycle.id,
            question.id,
        )
        assert row["status"] == cell.status
        assert row["record"] == str(peel.bundled().edition)
        if judgement is None:
            assert row["grade"] == row["day"] == row["evidence"] == row["source"] == ""
        else:
            assert row["grade"] == (judgement.grade.label if judgement.grade else "")
            assert row["caveats"].split(" | ") == [*(judgement.qualifiers or [""])]
            assert row["sources"].split(" | ") == [source.id for source in judgement.sources]
            kinds = GROUPS[judgement.evidence]
            assert row["source"] == next(of for of in judgement.sources if of.kind in kinds).url


def test_a_count_of_the_flat_table_is_that_of_a_distribution(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    rows = rows_of_csv(exported(capfdbinary, "--cycle", "2023/25"))
    distribution = peel.distribution("2023-25", "investigating-crime")
    area = [row for row in rows if row["question"] == "investigating-crime"]
    for grade in distribution.scale:
        of = [row for row in area if row["grade"] == grade.label]
        assert len(of) == distribution.counts[grade.key]
    missing = [row["force_id"] for row in area if row["status"] == "not recorded"]
    assert missing == [force.id for force in distribution.not_recorded]


def test_the_query_of_the_page_counts_every_force(database: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "without-python.md"
    query = page.read_text(encoding="utf-8").partition("```sql\n")[2].partition("```")[0]
    rows = {area: (names, *numbers) for area, names, *numbers in asked(database, query)}
    questions = [item for item in peel.questions("2023-25") if item.graded != "never"]
    assert rows.keys() == {question.label for question in questions}
    for question in questions:
        of = peel.distribution("2023-25", question)
        names, *numbers = rows[question.label]
        assert (names or "").split("; ") == [force.name for force in of.forces("inadequate")] or [
            ""
        ]
        not_recorded = len(of.not_recorded) - len(of.unknown)
        known = [len(of.judgements), not_recorded, len(of.unknown), len(of.not_graded)]
        assert numbers == known
        assert sum(numbers) == len(peel.forces())


def test_every_row_format_has_the_same_rows(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    options = ("--force", "kent", "--force", "devon", "and", "cornwall", "--cycle", "2017")
    plain = rows_of_csv(exported(capfdbinary, *options))
    lines = exported(capfdbinary, *options, "--format", "jsonl").decode().splitlines()
    typed = [json.loads(line) for line in lines]
    package = json.loads(exported(capfdbinary, *options, "--format", "json"))
    assert package["grades"] == typed
    stored = exported(capfdbinary, *options, "--format", "parquet")
    table = parquet.read_table(io.BytesIO(stored))
    assert table.column_names == list(typed[0])
    for text, row, arrow in zip(plain, typed, table.to_pylist(), strict=True):
        assert text == {name: as_cell(value) for name, value in row.items()}
        assert text == {name: as_cell(value) for name, value in arrow.items()}
    assert {row["force_id"] for row in plain} == {"kent", "devon-and-cornwall"}
    assert {row["cycle"] for row in plain} == {"2017"}


def as_cell(value: object) -> str:
    if value is None:
        return ""
    return " | ".join(value) if isinstance(value, list) else str(value)


def test_what_stands_between_the_parts_of_a_cell_is_in_none_of_them() -> None:
    for judgement in peel.judgements():
        parts = [*judgement.qualifiers, *(source.id for source in judgement.sources)]
        assert not [part for part in parts if BETWEEN in f" {part} "]


def test_json_and_parquet_say_which_record_it_is(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    edition = peel.bundled().edition
    expected = {
        "version": edition.version,
        "newest_grade": str(edition.newest_grade),
        "as_of": None,
        "changed": False,
        "dates": edition.dates,
        "only": None,
        "notes": [],
    }
    for table in ((), ("cycles",)):
        package = json.loads(exported(capfdbinary, *table, "--format", "json"))
        assert package["record"] == expected
        stored = exported(capfdbinary, *table, "--format", "parquet")
        schema = parquet.read_schema(io.BytesIO(stored))
        assert json.loads(schema.metadata[b"peel"]) == expected


@pytest.mark.parametrize("table", RECORDS)
def test_a_table_as_csv_is_that_of_the_data_package(
    table: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    of = str(peel.bundled().edition)
    header, *rows = csv.reader(exported(capfdbinary, table).decode().splitlines(keepends=True))
    plain, *shipped = csv.reader(shipped_bytes(f"{table}.csv").decode().splitlines(keepends=True))
    assert header == [*plain, "record"]
    assert rows == [[*row, of] for row in shipped]


@pytest.mark.parametrize("table", RECORDS)
def test_a_table_as_json_is_typed(table: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = exported(capfdbinary, table, "--format", "jsonl").decode().splitlines()
    rows = json.loads(exported(capfdbinary, table, "--format", "json"))[table]
    assert [json.loads(line) for line in lines] == rows
    plain = rows_of_csv(shipped_bytes(f"{table}.csv"))
    for typed, text in zip(rows, plain, strict=True):
        assert typed.pop("record") == str(peel.bundled().edition)
        assert list(typed) == list(text)
        for column, value in typed.items():
            if value is None:
                assert text[column] == ""
            elif isinstance(value, bool):
                assert text[column] == ("yes" if value else "no")
            elif isinstance(value, (int, float)):
                assert float(text[column]) == value
            elif isinstance(value, list):
                assert ("; " if column == "aliases" else " ").join(value) == text[column]
            else:
                assert value == text[column]


def test_a_figure_without_a_fraction_is_a_whole_number(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    lines = exported(capfdbinary, "profiles", "--format", "jsonl").decode().splitlines()
    assert {type(json.loads(line)["value"]) for line in lines} == {int, float}


def test_a_table_is_narrowed_by_columns_that_it_has(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    rows = rows_of_csv(exported(capfdbinary, "judgements", "--force", "GMP", "--cycle", "2017"))
    expected = peel.judgements(force="GMP", cycle="2017")
    assert [row["question"] for row in rows] == [item.question.id for item in expected]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["sources", "--force", "kent"], "sources has no column force: leave out --force"),
        (["forces", "--cycle", "2017"], "forces has no column cycle: leave out --cycle"),
        (["--force", "nowhere"], "no force is called 'nowhere'"),
        (["judgements", "--cycle", "1999"], "no cycle is called '1999'"),
        (["--format", "sqlite"], "sqlite needs a file: --output peel.sqlite"),
        (["--format", "xlsx"], "xlsx needs a file: --output peel.xlsx"),
        (["forces", "--output", "x.xlsx"], "xlsx holds the grades of all cells and no other table"),
        (["forces", "--format", "xlsx"], "or peel export forces --output 'forces.csv'"),
        (["forces", "--format", "sqlite", "--output", "x"], "every table: leave out 'forces'"),
        (["--output", "kent.xls"], "suffix '.xls': peel export --output 'kent.xlsx'"),
        (["forces", "--output", "a.xls"], "'.xls': peel export forces --output 'a.csv'"),
        (["--format", "csv", "--output", "a.xls"], "'.xls': peel export --output 'a.csv'"),
        (
            ["--format", "csv", "--output", "a.xlsx"],
            "--format csv does not go with the suffix of 'a.xlsx': leave out --format, "
            "or peel export --output 'a.csv'",
        ),
        (["--format", "sqlite", "--output", "x", "--cycle", "2017"], "leave out --force and"),
        (["--output", "."], "'.' is not a file"),
        (["--output", "nowhere/x.csv"], "'nowhere' is not a directory: make it, or name another"),
    ],
)
def test_what_cannot_be_exported(
    options: list[str], said: str, complaint: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in complaint("export", *options)
    assert list(tmp_path.iterdir()) == []


BEGINS = {
    "json": b'{"record"',
    "jsonl": b'{"',
    "parquet": b"PAR1",
    "sqlite": b"SQLite format 3",
    "xlsx": b"PK",
    "csv": b"force,",
}


@pytest.mark.parametrize(
    ("form", "suffix"), [(form, suffix) for form, of in FORMATS.items() for suffix in of]
)
def test_a_file_has_the_format_of_its_suffix_and_is_named_with_its_rows(
    form: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needed = {"parquet": "pyarrow", "xlsx": "xlsxwriter"}
    if form in needed:
        pytest.importorskip(needed[form])
    file = tmp_path / f"peel{suffix.upper()}"
    assert main(["export", "--output", str(file)]) == 0
    assert file.read_bytes().startswith(BEGINS[form])
    out, err = capsys.readouterr()
    cells = peel.bundled().cells()
    graded = sum(cell.status == "recorded" for cell in cells)
    numbers = f"{len(cells):,} rows: {graded:,} grades, {len(cells) - graded:,} without one"
    said = f"peel: {file}: {numbers}\n"
    assert (out, err) == ("", f"{said}peel: {peel.bundled().edition}\n")


def test_a_table_is_named_with_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one"
    assert main(["export", "inspections", "--force", "kent", "--output", str(file)]) == 0
    rows = rows_of_csv(file.read_bytes())
    said = f"peel: {file}: {len(rows)} rows of inspections\n"
    assert capsys.readouterr().err.startswith(said)


def test_an_export_is_utf_8_whatever_the_terminal() -> None:
    in_ascii = in_a_process("export", "cycles", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    usual = in_a_process("export", "cycles", PYTHONIOENCODING="utf-8")
    assert in_ascii.stdout == usual.stdout
    assert not usual.stdout.isascii()


def test_a_record_with_rows_of_ones_own_says_so(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "sources.csv").write_bytes(
        b"source,kind,publisher,label,title,url,published\n"
        b"my-own,other,me,,=1+1,https://example.org/,\n"
    )
    own = ("--with", str(tmp_path))
    assert main(["export", *own, "--format", "json", "--cycle", "2017"]) == 0
    out, err = capfdbinary.readouterr()
    assert json.loads(out)["record"]["changed"] is True
    assert b"not the shipped record" in err
    database = tmp_path / "peel.sqlite"
    assert main(["export", *own, "--format", "sqlite", "--output", str(database)]) == 0
    assert asked(database, "SELECT changed FROM record") == [(1,)]
    assert asked(database, "SELECT title FROM sources WHERE source = 'my-own'") == [("=1+1",)]


# SQLite.


def test_the_view_of_the_database_is_the_flat_table(
    database: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    plain = rows_of_csv(exported(capfdbinary))
    with closing(sqlite3.connect(database)) as connection:
        view = connection.execute("SELECT * FROM grades")
        assert [column[0] for column in view.description] == list(plain[0])
        shown = [tuple("" if cell is None else cell for cell in row) for row in view]
    assert sorted(shown) == sorted(tuple(row.values()) for row in plain)


@pytest.mark.parametrize("table", RECORDS)
def test_every_table_is_in_the_database(table: str, database: Path) -> None:
    plain = rows_of_csv(shipped_bytes(f"{table}.csv"))
    rows = asked(database, f"SELECT * FROM {table}")  # noqa: S608
    assert len(rows) == len(plain)
    described = next(item for item in DESCRIPTOR["resources"] if item["name"] == table)["schema"]
    columns = asked(database, f"PRAGMA table_info({table})")
    assert [column[1] for column in columns] == [field["name"] for field in described["fields"]]
    keys = sorted((column[5], column[1]) for column in columns if column[5])
    assert [name for _, name in keys] == described["primaryKey"]


def test_every_reference_of_the_data_package_is_a_foreign_key(database: Path) -> None:
    assert asked(database, "PRAGMA foreign_key_check") == []
    for resource in DESCRIPTOR["resources"]:
        rows = asked(database, f"PRAGMA foreign_key_list({resource['name']})")
        keys: dict[int, tuple[str, list[str]]] = {}
        for number, _, to, column, *_ in rows:
            keys.setdefault(number, (to, []))[1].append(column)
        there = {(to, *columns) for to, columns in keys.values()}
        for reference in resource["schema"].get("foreignKeys", ()):
            to = reference["reference"]["resource"]
            # Rows of one's own need no row of the inspection or of the judgement.
            if to not in ("inspections", "judgements"):
                assert (to, *reference["fields"]) in there


@pytest.mark.parametrize("table", ["judgements", "comparability", "monitoring"])
def test_a_list_of_sources_is_a_table_of_its_own(table: str, database: Path) -> None:
    listed = [
        source
        for row in rows_of_csv(shipped_bytes(f"{table}.csv"))
        for source in row["sources"].split()
    ]
    linked = asked(database, f"SELECT source FROM {table}_sources ORDER BY rowid")  # noqa: S608
    assert [source for (source,) in linked] == listed


def test_the_database_says_which_record_it_is(database: Path) -> None:
    edition = peel.bundled().edition
    assert asked(database, "SELECT * FROM record") == [
        (
            str(edition),
            edition.version,
            str(edition.newest_grade),
            None,
            0,
            peel.__version__,
            peel.cite(),
        )
    ]
