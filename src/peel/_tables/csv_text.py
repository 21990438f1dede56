"""Tables as CSV text: those that ship are read, any rows are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from peel._errors import Problem
from peel._tables.schema import Rows, table
from peel._tables.shipped import damaged, require_rows, shipped_bytes


def read_shipped(name: str) -> Rows:
    """A table that ships, which the tests of this library hold to every rule."""
    spec, file = table(name), f"{name}.csv"
    content = shipped_bytes(file)
    try:
        reader = csv.reader(io.StringIO(content.decode()))
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise damaged(Problem(file, row, None, None, "UTF-8 text")) from None
    header, rows = tuple(next(reader, ())), [*map(tuple, reader)]
    key_of, width = spec.key_of, len(spec.columns)
    if header != spec.columns or {*map(len, rows)} != {width}:
        odd = (number for number, row in enumerate(rows, 2) if len(row) != width)
        expected = f"rows of {width} cells below the header {','.join(spec.columns)}"
        raise damaged(Problem(file, next(odd, 1), None, None, expected))
    require_rows(file, len(rows))
    return {key_of(row): row for row in rows}


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as the text of a CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
