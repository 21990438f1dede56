"""Tables as CSV text: those that ship are read, any rows are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from peel._tables.schema import Rows, table
from peel._tables.shipped import shipped_bytes


def read_shipped(name: str) -> Rows:
    """A table that ships, which the tests of this library hold to every rule."""
    spec = table(name)
    reader = csv.reader(io.StringIO(shipped_bytes(f"{name}.csv").decode()))
    next(reader)
    key_of = spec.key_of
    return {key_of(row): row for row in map(tuple, reader)}


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as the text of a CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
