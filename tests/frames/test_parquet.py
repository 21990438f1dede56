"""Tables of the data package as Parquet."""

from __future__ import annotations

import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import peel
from peel._frames.parquet import table_types, write_parquet
from tests.frames.examples import (
    plain,
)
from tests.made import TABLES

DATA = Path(peel.__file__).parent / "data"


def rows(query: str) -> list[Any]:
    """What DuckDB answers."""
    return duckdb.connect().execute(query).fetchall()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_as_parquet(table: str, tmp_path: Path) -> None:
    path = tmp_path / f"{table}.parquet"
    write_parquet(table_types(table), [*peel.bundled().rows(table)], path)
    read = pq.read_table(path)
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    (fields,) = [
        resource["schema"]["fields"]
        for resource in descriptor["resources"]
        if resource["name"] == table
    ]
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    assert {field.name: field.type for field in read.schema} == {
        field["name"]: pa.list_(pa.string())
        if field["name"] in ("sources", "aliases")
        else types[field["type"]]
        for field in fields
    }
    rows = [
        {
            name: float(cell) if isinstance(cell, Decimal) else plain(cell)
            for name, cell in row.items()
        }
        for row in peel.bundled().rows(table)
    ]
    assert [{name: plain(cell) for name, cell in row.items()} for row in read.to_pylist()] == rows


def test_parquet_goes_into_a_stream_and_duckdb_reads_it(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_parquet(table_types("forces"), [*peel.bundled().rows("forces")], stream)
    path = tmp_path / "forces.parquet"
    path.write_bytes(stream.getvalue())
    assert rows(f"select count(*) from '{path}'") == [(43,)]  # noqa: S608


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "forces.csv").write_bytes((DATA / "forces.csv").read_bytes())
    stream = io.BytesIO()
    write_parquet(table_types("judgements"), [*peel.load(package).rows("judgements")], stream)
    read = pq.read_table(io.BytesIO(stream.getvalue()))
    assert read.num_rows == 0
    assert read.column_names == list(TABLES["judgements"].columns)


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r": pip install pyarrow$"):
        write_parquet(table_types("forces"), [], io.BytesIO())
