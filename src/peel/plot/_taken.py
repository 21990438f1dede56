"""What a plot was given: a cycle, records of the kind that it draws, or the error that says so."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Protocol, TypeGuard, TypeVar, cast

from peel._errors import InvalidArgumentError, UnknownNameError
from peel._lookup.arguments import CycleLike
from peel._records._base import Record
from peel._records.framework import Cycle

T = TypeVar("T", bound=Record)

_CALLED = re.compile(r"(?<=is expected here: )\w+\([^)]*\)")


class _OfCycle(Protocol):
    @property
    def cycle(self) -> Cycle: ...


@contextmanager
def told_as(signature: str) -> Generator[None]:
    """An error on a name says how the plot is called, not the question that the plot asks."""
    try:
        yield
    except UnknownNameError as error:
        error.args = (_CALLED.sub(signature, str(error)), *error.args[1:])
        raise


def is_cycle(what: object) -> TypeGuard[CycleLike]:
    """Whether *what* is meant as a cycle, not as something to draw."""
    return isinstance(what, (str, Cycle)) or not isinstance(what, (Iterable, Record))


def cycle_of(records: Iterable[_OfCycle], shown: str) -> Cycle:
    """The one cycle of what is *shown*; `InvalidArgumentError` for several, or none."""
    cycles = sorted({record.cycle.title: record.cycle for record in records}.items())
    if len(cycles) != 1:
        named = ", ".join(title for title, _ in cycles) or "none"
        raise InvalidArgumentError(f"{shown} of one cycle, not of {named}")
    return cycles[0][1]


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
