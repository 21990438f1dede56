"""Records that nobody awarded: the bundled one many times over, and crimes to join with it."""

from __future__ import annotations

import csv
from pathlib import Path

import peel

_DATA = Path(peel.__file__).parent / "data"
_REFERENCES = ("force", "source", "counts_source")


def write_record(directory: Path, copies: int) -> None:
    """A data package with *copies* of every force, each with judgements and sources of its own."""
    for path in _DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        numbers = range(copies if "force" in rows[0] or path.stem == "sources" else 1)
        with (directory / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            for number in numbers:
                writer.writerows(_copy(row, number) if number else row for row in rows)


def _copy(row: dict[str, str], number: int) -> dict[str, str]:
    end = f"-{number:03}"
    copied = row | {column: row[column] + end for column in _REFERENCES if row.get(column)}
    if "sources" in row:
        copied["sources"] = " ".join(source + end for source in row["sources"].split())
    if "ons_code" in row:
        copied["name"] += f" {number}"
        copied["ons_code"] += str(number)
        copied["aliases"] = ""
    return copied


def write_crimes(path: Path, rows: int) -> None:
    """Recorded crimes that nobody committed, one a row, with force, month and offence."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    numbers = np.random.default_rng(seed=2014)
    months = [f"{year}-{month:02}" for year in range(2014, 2026) for month in range(1, 13)]
    columns = {
        "force": [force.id for force in peel.forces()],
        "month": months,
        "offence": ["burglary", "criminal damage", "drugs", "robbery", "theft", "violence"],
    }
    table = pa.table(
        {
            name: pa.array(values).take(pa.array(numbers.integers(len(values), size=rows)))
            for name, values in columns.items()
        }
    )
    parquet.write_table(table, path)
