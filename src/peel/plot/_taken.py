"""What a plot was given: records of the kind that it draws, or the error that says what it takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

from peel._records._base import Record

T = TypeVar("T", bound=Record)


def records_of(kind: type[T], what: object, takes: str) -> list[T]:
    """*what* as a list of records of one kind."""
    if isinstance(what, kind):
        return [what]
    given = type(what).__name__
    if not isinstance(what, Iterable):
        raise TypeError(f"{takes}, not {given}")
    records = list(cast("Iterable[object]", what))
    for record in records:
        if not isinstance(record, kind):
            raise TypeError(f"{takes}, not {given} of {type(record).__name__}")
    return cast("list[T]", records)
