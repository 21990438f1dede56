"""DuckDB and polars read the tables without glue code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import peel
from tests.frames.examples import COMPARABLE, INCOMPARABLE

DATA = Path(peel.__file__).parent / "data"


def rows(query: str) -> list[Any]:
    """What DuckDB answers."""
    return duckdb.connect().execute(query).fetchall()


def test_duckdb_reads_the_files_of_the_data_package() -> None:
    found = rows(
        f"""
        select count(*) from read_csv('{DATA / "judgements.csv"}', all_varchar = true) as j
        join read_csv('{DATA / "forces.csv"}', all_varchar = true) as f using (force)
        where j.cycle = '2017' and j.question = 'efficiency' and j.grade = 'good'
        """  # noqa: S608
    )
    assert found == [(peel.distribution("2017", "efficiency").counts["good"],)]


def test_duckdb_reads_arrow_tables() -> None:
    judgements = peel.to_arrow(peel.judgements(cycle="2017", question="efficiency"))
    forces = peel.to_arrow(peel.forces())
    query = """
        select f.name, j.published from judgements as j join forces as f using (force)
        where j.grade = 'outstanding' order by f.name
    """
    connection = duckdb.connect()
    connection.register("judgements", judgements)
    connection.register("forces", forces)
    assert connection.execute(query).fetchall() == [
        ("Durham Constabulary", dt.date(2017, 11, 9)),
        ("Thames Valley Police", dt.date(2017, 11, 9)),
    ]


def test_polars_reads_the_files_of_the_data_package() -> None:
    frame = pl.read_csv(DATA / "judgements.csv", infer_schema_length=0)
    graded = frame.filter(cycle="2017", question="efficiency", grade="good")
    assert graded.height == peel.distribution("2017", "efficiency").counts["good"]


@pytest.mark.parametrize("records", [*COMPARABLE.values(), *INCOMPARABLE.values()])
def test_polars_reads_arrow_tables(records: Callable[[], Any]) -> None:
    read = pl.from_arrow(peel.to_arrow(records()))
    assert isinstance(read, pl.DataFrame)
    assert read.to_dicts() == peel.to_polars(records()).to_dicts()
