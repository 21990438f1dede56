"""The files: the descriptor, their form, and the words of their free text."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from frictionless import validate

from .package import DATA, TABLES, descriptor, fields, resource, rows, text


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:os.path.commonprefix:DeprecationWarning")  # Python 3.15
def test_frictionless_validates_the_package() -> None:
    report = validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:20]
    assert report.stats["tasks"] == len(TABLES)


def test_the_descriptor_is_stable_under_rewriting() -> None:
    again = json.dumps(descriptor(), indent=2, ensure_ascii=False) + "\n"
    assert (DATA / "datapackage.json").read_bytes() == again.encode("utf-8")


def test_the_descriptor_says_what_the_package_is() -> None:
    package = descriptor()
    assert package["profile"] == "tabular-data-package"
    assert package["name"] == "peel-inspections-data"
    assert date.fromisoformat(package["version"])
    assert [licence["name"] for licence in package["licenses"]] == ["OGL-UK-3.0"]
    assert package["attribution"].endswith("licensed under the Open Government Licence v3.0.")


def test_the_folder_holds_the_tables_of_the_descriptor_and_no_other() -> None:
    assert tuple(r["name"] for r in descriptor()["resources"]) == TABLES
    assert {r["path"] for r in descriptor()["resources"]} == {f"{table}.csv" for table in TABLES}
    assert {path.stem for path in DATA.glob("*.csv")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_descriptor_says_how_many_rows_a_table_has(table: str) -> None:
    assert resource(table)["rows"] == len(rows(table)), "python docs/release.py writes it"


@pytest.mark.parametrize("table", TABLES)
def test_every_field_is_described(table: str) -> None:
    for field in resource(table)["schema"]["fields"]:
        assert field["description"], field["name"]


@pytest.mark.parametrize("table", TABLES)
def test_the_fields_of_the_descriptor_are_the_header(table: str) -> None:
    assert text(table).split("\n", 1)[0] == ",".join(fields(table))


@pytest.mark.parametrize("table", TABLES)
def test_the_file_is_stable_under_rewriting(table: str) -> None:
    again = io.StringIO(newline="")
    writer = csv.DictWriter(again, fields(table), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(table))
    assert again.getvalue() == text(table)


@pytest.mark.parametrize("table", TABLES)
def test_a_line_is_a_fact(table: str) -> None:
    raw = (DATA / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "byte-order mark"
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert raw.count(b"\n") == len(rows(table)) + 1


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_has_space_around_it(table: str) -> None:
    assert not [row for row in rows(table) if any(v != v.strip() for v in row.values())]


FREE_TEXT = {
    "scales": ("definition",),
    "cycles": ("note",),
    "inspections": ("counts_note",),
    "judgements": ("dispute", "note"),
    "revisions": ("reason",),
    "comparability": ("reason",),
    "monitoring": ("reason", "note"),
    "findings": ("summary",),
}


@pytest.mark.parametrize("table", FREE_TEXT)
def test_no_free_text_quotes(table: str) -> None:
    quotation = re.compile(r"[\u201c\u201d\"\u2018]|(?<!\w)'")
    for row in rows(table):
        for name in FREE_TEXT[table]:
            assert not quotation.search(row[name]), row
