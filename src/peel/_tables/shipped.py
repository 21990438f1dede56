"""The files that ship, and a short cut: the first grade without reading their tables whole."""

from __future__ import annotations

import os

from peel._errors import InvalidDataError, Problem
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade

#: Where the files are; strings, because they may be in a zip file.
_DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")  # noqa: PTH118, PTH120


def shipped_bytes(file: str) -> bytes:
    """A file of the data package that ships, through this module's own loader.

    This works from a wheel, an editable install and a zip file alike.
    """
    try:
        content: bytes = __loader__.get_data(os.path.join(_DATA, file))  # type: ignore[name-defined] # noqa: PTH118
    except OSError as error:
        raise damaged(Problem(file, None, None, None, "a file that can be read")) from error
    return content


def damaged(problem: Problem) -> InvalidDataError:
    """The error for what is wrong with a file that ships: no record of anybody's is to blame."""
    told = (
        f"{problem.expected}. The file is part of peel itself, whose installation is damaged "
        f"({_DATA}): install peel again; a frozen application needs the files of peel/data "
        "(docs/how-to/install.md)"
    )
    return InvalidDataError((problem._replace(expected=told),), 1)


def require_rows(file: str, number: int) -> None:
    """Refuse a table that ships with another *number* of rows than the descriptor says: it was cut."""
    _, _, said = shipped_bytes("datapackage.json").partition(f'"path": "{file}",'.encode())
    if not said.lstrip().startswith(f'"rows": {number},'.encode()):
        expected = f"as many rows as datapackage.json says, not {number:,}"
        raise damaged(Problem(file, None, None, None, expected))


def shipped_grade(force: str, cycle: str, question: str) -> Grade | None:
    """The grade under exact ids, found in the bytes of the files; None where there is none.

    It spares a first look-up two tables. A test holds it to the judgement of every row.
    """
    judgement = _row("judgements.csv", (force, cycle, question))
    if judgement is None or not (key := judgement.get("grade")):
        return None
    of = _row("cycles.csv", (cycle,))
    scales = (scale for scale in (FOUR_TIER, FIVE_TIER) if of and scale.key == of.get("scale"))
    return next((grade for scale in scales for grade in scale.grades if grade.key == key), None)


def _row(file: str, key: tuple[str, ...]) -> dict[str, str] | None:
    """The row under *key* of a table whose first columns are its key, by column."""
    from csv import DictReader

    content = shipped_bytes(file)
    try:
        place = content.index(f"\n{','.join(key)},".encode(errors="replace")) + 1
        lines = [content[start : content.index(b"\n", start)].decode() for start in (0, place)]
    except ValueError:
        return None
    row = next(DictReader(lines))
    return row if tuple(row.values())[: len(key)] == key else None
