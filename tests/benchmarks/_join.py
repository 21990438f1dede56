"""The record as a Parquet file, joined to more rows than a person could look at."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import peel
from peel._frames.parquet import table_types, write_parquet

from ._measure import call, show_timings, table
from ._synthetic import write_crimes

_CRIMES = 10_000_000
_ROUNDS = 7

# A force without a grade stays in the count, and says whether none was given or none is recorded.
_SQL = """
SELECT coalesce(grade, basis, 'not recorded') AS grade, count(*) AS crimes
FROM 'crimes.parquet' LEFT JOIN (
    FROM 'judgements.parquet' WHERE cycle = '2023-25' AND question = 'investigating-crime'
) USING (force)
GROUP BY ALL ORDER BY ALL
"""


def in_duckdb() -> list[tuple[str, int]]:
    import duckdb

    return duckdb.execute(_SQL).fetchall()


def in_polars() -> list[tuple[str, int]]:
    import polars as pl

    chosen = (pl.col("cycle") == "2023-25") & (pl.col("question") == "investigating-crime")
    judgements = pl.scan_parquet("judgements.parquet").filter(chosen)
    return (
        pl.scan_parquet("crimes.parquet")
        .join(judgements.select("force", "grade", "basis"), on="force", how="left")
        .group_by(pl.coalesce("grade", "basis", pl.lit("not recorded")))
        .agg(pl.len())
        .sort("grade")
        .collect(engine="streaming")
        .rows()
    )


def join() -> str:
    """Ten million crimes by the grade of their force, in DuckDB and polars."""
    started = Path.cwd()
    with TemporaryDirectory() as scratch:
        os.chdir(scratch)
        try:
            write_crimes(Path("crimes.parquet"), _CRIMES)
            judgements = [*peel.bundled().rows("judgements")]
            write_parquet(table_types("judgements"), judgements, "judgements.parquet")
            if in_duckdb() != in_polars():
                raise AssertionError("DuckDB and polars disagree")
            rows = [
                [name, show_timings([call(run)() for _ in range(_ROUNDS)])]
                for name, run in (("DuckDB", in_duckdb), ("polars, streaming", in_polars))
            ]
        finally:
            os.chdir(started)
    return table((f"{_CRIMES:,} crimes by the grade of their force", "time"), rows)
