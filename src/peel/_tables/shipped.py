"""The files that ship, and a short cut: the first grade without reading their tables whole."""

from __future__ import annotations

import os

from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade


def shipped_bytes(file: str) -> bytes:
    """A file of the data package that ships, through this module's own loader.

    This works from a wheel, an editable install and a zip file alike.
    """
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 (zip files)
    path = os.path.join(package, "data", file)  # noqa: PTH118
    content: bytes = __loader__.get_data(path)  # type: ignore[name-defined]
    return content


def shipped_grade(force: str, cycle: str, question: str) -> Grade | None:
    """The grade under exact ids, found in the bytes of the files; None where there is none.

    It spares a first look-up two tables. A test holds it to the judgement of every row.
    """
    judgement = _row("judgements.csv", (force, cycle, question))
    if judgement is None or not judgement["grade"]:
        return None
    of = _row("cycles.csv", (cycle,))
    scales = (scale for scale in (FOUR_TIER, FIVE_TIER) if of and scale.key == of["scale"])
    return next((scale[judgement["grade"]] for scale in scales), None)


def _row(file: str, key: tuple[str, ...]) -> dict[str, str] | None:
    """The row under *key* of a table whose first columns are its key, by column."""
    from csv import DictReader

    content = shipped_bytes(file)
    try:
        place = content.index(f"\n{','.join(key)},".encode(errors="replace")) + 1
    except ValueError:
        return None
    lines = (content[start : content.index(b"\n", start)].decode() for start in (0, place))
    row = next(DictReader(lines))
    return row if tuple(row.values())[: len(key)] == key else None
