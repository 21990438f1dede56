"""Plain text tables."""

from __future__ import annotations

from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]]) -> str:
    """*rows*, the header first, as aligned columns.

    >>> from peel._words.table import table
    >>> print(table([["force", "grade"], ["kent", "good"]]))
    force  grade
    kent   good
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
