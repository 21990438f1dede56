"""The record as a Parquet file, joined to more rows than a person could look at."""

from __future__ import annotations

import inspect
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import peel

from ._measure import call, show_timings, table
from ._synthetic import write_crimes

_CRIMES = 10_000_000
_ROUNDS = 5

# A crime whose force has no recorded grade stays in the count, and says so.
_SQL = """
SELECT coalesce(grade::VARCHAR, 'not recorded') AS grade, count(*) AS crimes
FROM 'crimes.parquet'
LEFT JOIN (
    SELECT force, grade FROM 'judgements.parquet'
    WHERE cycle = '2023-25' AND question = 'investigating-crime'
) USING (force)
GROUP BY ALL ORDER BY ALL
""".strip()


def _in_duckdb() -> list[tuple[str, int]]:
    import duckdb

    return [(str(grade), int(crimes)) for grade, crimes in duckdb.sql(_SQL).fetchall()]


def _in_polars() -> list[tuple[str, int]]:
    import polars as pl

    grades = pl.scan_parquet("judgements.parquet").filter(
        pl.col("cycle") == "2023-25", pl.col("question") == "investigating-crime"
    )
    crimes = pl.scan_parquet("crimes.parquet").with_columns(pl.col("force").cast(pl.String))
    counted = (
        crimes.join(grades.select("force", pl.col("grade").cast(pl.String)), on="force", how="left")
        .group_by(pl.col("grade").fill_null("not recorded"))
        .agg(crimes=pl.len())
        .sort("grade")
        .collect(engine="streaming")
    )
    return counted.rows()


def join() -> str:
    """Ten million crimes by the grade of their force, in DuckDB and polars."""
    from pyarrow import parquet

    started = Path.cwd()
    with TemporaryDirectory() as scratch:
        os.chdir(scratch)
        try:
            write_crimes(Path("crimes.parquet"), _CRIMES)
            parquet.write_table(peel.to_arrow(peel.judgements()), "judgements.parquet")
            if _in_duckdb() != _in_polars():
                raise AssertionError("DuckDB and polars disagree")
            rows = [
                [name, show_timings([call(run)() for _ in range(_ROUNDS)])]
                for name, run in (("DuckDB", _in_duckdb), ("polars, streaming", _in_polars))
            ]
        finally:
            os.chdir(started)
    code = inspect.getsource(_in_polars)
    return f"```sql\n{_SQL}\n```\n\n```python\n{code}```\n\n" + table(
        (f"{_CRIMES:,} crimes by the grade of their force", "time"), rows
    )
