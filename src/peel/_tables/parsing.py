"""What a cell of a CSV row may hold, what a wrong one should, and the record of a right row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from peel._errors import InvalidDateError, UnknownGradeError
from peel._records._base import Record
from peel._records._fields import Field
from peel._records.framework import Cycle
from peel._records.grades import Grade, JudgementScale
from peel._records.judgements import COUNT_COLUMNS
from peel._tables.schema import Key, Row, Table, table
from peel._words.dates import parse_day
from peel._words.text import LONGEST_NAME, fold, nearest_names

if TYPE_CHECKING:
    from peel._tables.store import Store

R = TypeVar("R", bound=Record)

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_ALL = "*"
#: What people write where no grade was given, as `fold` has it, and what they were to do.
_NO_GRADE = frozenset({"not graded", "ungraded", "no grade", "none", "not inspected", "n a", "na"})
_HOW_NOT_GRADED = "a grade; for no grade, an empty cell, and not-graded in basis"
#: Among more names than these the nearest is not looked for.
_MOST_NAMES = 5_000

#: Makes the value of a field from its row.
Parse: TypeAlias = "Callable[[Store, Row], object]"


class Expected(ValueError):  # noqa: N818 (reads as what it is: expected a whole number)
    """What a cell should have held."""

    def __init__(
        self,
        expected: str,
        column: str | None = None,
        nearest: Callable[[], tuple[str, ...]] = tuple,
        lacks: str = "",
    ) -> None:
        super().__init__(expected)
        self.column = column
        #: Looks for the nearest right things, which takes its time.
        self.nearest = nearest
        #: The table that has no such row, if that is what is wrong.
        self.lacks = lacks


class Blocked(ValueError):  # noqa: N818
    """A cell that cannot be judged, because another cell, of this row or another, is wrong."""


def make(store: Store, kind: type[R], row: Row) -> R:
    """The record of *row*; an error, of some kind, if it does not fit."""
    return kind(*[parse(store, row) for parse in parses_of(kind.table)])


def wrong_cells(store: Store, kind: type[Record], row: Row) -> Iterator[Expected]:
    """What each wrong cell of *row* should have held."""
    for parse in parses_of(kind.table):
        try:
            parse(store, row)
        except Expected as error:
            yield error
        except Blocked:
            pass


@cache
def parses_of(name: str) -> tuple[Parse, ...]:
    """How each field of the records of a table is made from a row, in order."""
    spec = table(name)
    return tuple(_parse(spec, field) for field in spec.fields)


def _parse(spec: Table, field: Field) -> Parse:
    if field.cell == "counts":
        return _counts(spec, field)
    at = spec.place(field.name)
    if field.refers_to is not None:
        of = _references if field.cell == "records" else _reference
        return of(spec, field, field.refers_to)
    to_value = _READERS.get(field.cell) or _one_of(field)
    if field.cell == "text" and field.key:
        to_value = _id
    if field.optional:
        nothing = _ALL if field.star else ""
        return lambda _, row: None if row[at] == nothing else to_value(row[at])
    return lambda _, row: to_value(row[at])


def _text(cell: str) -> str:
    if not cell or cell.isspace():
        raise Expected(f"a value; the cell is {'blank' if cell else 'empty'}")
    return cell


def is_id(text: str) -> bool:
    """Whether *text* may be the id of something."""
    return len(text) <= LONGEST_NAME and _ID.fullmatch(text) is not None


def _id(cell: str) -> str:
    if not is_id(_text(cell)):
        raise Expected("an id: small letters and digits, with single hyphens or dots between them")
    return cell


def _whole_number(cell: str) -> int:
    if not _WHOLE.fullmatch(_text(cell)):
        raise Expected("a whole number")
    return int(cell)


def _decimal(cell: str) -> Decimal:
    if not _DECIMAL.fullmatch(_text(cell)):
        raise Expected("a number such as 96.8")
    return Decimal(cell)


def _yes_or_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise Expected("yes or no")
    return cell == "yes"


@lru_cache(maxsize=4096)
def day(cell: str) -> dt.date:
    if not _ISO_DAY.fullmatch(_text(cell)):
        raise Expected("a day such as 2017-11-09", nearest=lambda: _nearest_day(cell))
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise Expected("a day that the calendar has") from None


def _nearest_day(text: str) -> tuple[str, ...]:
    try:
        return (parse_day(text).isoformat(),)
    except InvalidDateError:
        return ()


def _one_of(field: Field) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell in words:
            return words[cell]
        raise Expected(f"one of {', '.join(words)}{' or nothing' if field.optional else ''}")

    words = {word: word for word in field.words}
    return read


def items(cell: str, separator: str) -> tuple[str, ...]:
    """The distinct items of a cell that holds a list."""
    if not cell:
        return ()
    found = cell.split(separator)
    stripped = dict.fromkeys(map(str.strip, found))
    if [*stripped] != found or "" in stripped:
        raise Expected(f"distinct items with {separator!r} between them")
    return tuple(found)


#: What separates the items of a cell that holds a list.
SEPARATORS = {"texts": "; ", "records": " "}

_READERS: dict[str, Callable[[str], object]] = {
    "text": _text,
    "whole": _whole_number,
    "number": _decimal,
    "yes-no": _yes_or_no,
    "day": day,
    "texts": lambda cell: items(cell, SEPARATORS["texts"]),
}


def _reference(spec: Table, field: Field, kind: type[Record]) -> Parse:
    at, optional = spec.place(field.name), field.optional
    within = spec.place(field.within) if field.within else None

    def parse(store: Store, row: Row) -> object:
        name = row[at]
        if not name:
            return None if optional else _text(name)
        if within is None:
            return _resolve(store, kind, (name,))
        if kind is Grade:
            try:
                return grade(store, row[within], name)
            except Expected:
                if fold(name) in _NO_GRADE and "basis" in spec.columns:
                    raise Expected(_HOW_NOT_GRADED) from None
                raise
        return _resolve(store, kind, (row[within], name))

    return parse


def _references(spec: Table, field: Field, kind: type[Record]) -> Parse:
    at = spec.place(field.name)

    def parse(store: Store, row: Row) -> tuple[Record, ...]:
        ids = items(row[at], SEPARATORS["records"])
        return tuple([_resolve(store, kind, (name,)) for name in ids])

    return parse


def _resolve(store: Store, kind: type[Record], key: Key) -> Record:
    found = store.find(kind, key)
    if found is None:
        *within, name = key
        if not all(key) or (within and (*within,) not in store.keys(Cycle)):
            raise Blocked
        of = f" of {within[0]}" if within else ""
        raise Expected(
            f"an id that {kind.table}.csv has{of}",
            nearest=lambda: _nearest(name, store.keys(kind), within),
            lacks=kind.table,
        )
    return found


def _nearest(name: str, keys: Collection[Key], within: list[str]) -> tuple[str, ...]:
    if len(keys) > _MOST_NAMES:
        return ()
    return nearest_names(name, (known[-1] for known in keys if [*known[:-1]] == within))


def grade(store: Store, cycle: str, key: str) -> Grade:
    """The grade that *key* names on the scale of *cycle*."""
    of = store.find(Cycle, (cycle,))
    if of is None:
        raise Blocked
    found = store.find(Grade, (of.scale, key))
    if found is None:
        if of.scale not in store.by(Grade, "scale"):
            raise Blocked
        raise _no_grade(store, of, key)
    return found


def _no_grade(store: Store, cycle: Cycle, text: str) -> Expected:
    expected = f"a grade of the {cycle.scale} scale, on which {cycle.id} is graded"
    scales = {scale: key for scale, key in store.keys(Grade) if fold(key) == fold(text)}
    if scales and cycle.scale not in scales:
        scale, key = scales.popitem()
        return Expected(f"{expected}; {key} is of the {scale} scale", lacks=Grade.table)
    return Expected(
        expected, nearest=lambda: _nearest_grade(store, cycle.scale, text), lacks=Grade.table
    )


def _nearest_grade(store: Store, scale: str, text: str) -> tuple[str, ...]:
    keys = [key for key in store.keys(Grade) if key[0] == scale]
    try:
        return (JudgementScale(scale, store.of(Grade, keys[:_MOST_NAMES])).parse(text).key,)
    except UnknownGradeError as error:
        return error.nearest
    except Blocked:
        return ()


def _counts(spec: Table, field: Field) -> Parse:
    cycle = spec.place("cycle")
    places = [(name, spec.place(name)) for name in field.names]

    def parse(store: Store, row: Row) -> tuple[tuple[str, int], ...]:
        counts: list[tuple[str, int]] = []
        for name, at in places:
            if row[at]:
                if not _WHOLE.fullmatch(row[at]):
                    raise Expected("a whole number", name)
                key = COUNT_COLUMNS[name]
                try:
                    grade(store, row[cycle], key)
                except Expected as error:
                    raise Expected(
                        f"nothing: {key} is not {error}", name, lacks=error.lacks
                    ) from None
                counts.append((key, int(row[at])))
        return tuple(counts)

    return parse
