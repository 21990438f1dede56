"""What is wrong with a row that makes no record; records as typed rows; both by `cattrs`.

The constructor of `peel._tables.parsing` makes the records of rows that are right. What it refuses
comes here to be told what is wrong: `cattrs` tries every field, and its errors say which cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from peel._errors import Problem
from peel._records._base import Record
from peel._records._fields import computed_fields
from peel._records.grades import Grade
from peel._records.judgements import COUNT_COLUMNS
from peel._tables.parsing import SEPARATORS, Blocked, Expected, Parse, parses_of
from peel._tables.schema import Key, Row, table
from peel._tables.store import R, Store


class Misfit(NamedTuple):
    """A cell that does not hold what it should."""

    column: str
    expected: str
    #: The table that has no such row, if that is what is wrong.
    lacks: str = ""
    #: Looks for the nearest right things, which takes its time.
    nearest: Callable[[], tuple[str, ...]] = tuple


class MisfitRow(Blocked):
    """A row that makes no record, with everything that is wrong in it."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        self.misfits = misfits


def structured(store: Store, kind: type[R], row: Row) -> R:
    """The record of *row*; `MisfitRow` if it does not fit."""
    fields = dict.fromkeys((field.attribute for field in table(kind.table).fields), (store, row))
    try:
        record: R = _structure(kind.table)(fields, kind)
    except ClassValidationError as error:
        raise MisfitRow(tuple(_misfits(kind, error))) from None
    return record


@cache
def _structure(name: str) -> Callable[[Mapping[str, object], type], Any]:
    spec = table(name)
    overrides: dict[str, Any] = _left_alone(spec.record) | {
        field.attribute: override(struct_hook=_hook(parses_of(name)[place]))
        for place, field in enumerate(spec.fields)
    }
    return make_dict_structure_fn(spec.record, Converter(), **overrides)


def _left_alone(kind: type[Record]) -> dict[str, Any]:
    return dict.fromkeys(computed_fields(kind), override(omit=True))


def _hook(parse: Parse) -> Callable[[tuple[Store, Row], object], object]:
    return lambda place, _: parse(*place)


def _misfits(kind: type[Record], error: ClassValidationError) -> Iterator[Misfit]:
    names = {field.attribute: field.name for field in table(kind.table).fields}
    noted, others = error.group_exceptions()
    for cause, note in noted:
        if isinstance(cause, Expected):
            column = cause.column or names[note.name]
            yield Misfit(column, str(cause), cause.lacks, cause.nearest)
        elif not isinstance(cause, Blocked):
            raise cause
    for cause in others:
        raise cause


def problem_of(store: Store, kind: type[Record], key: Key, row: Row) -> Problem:
    """What is wrong with a row that makes no record; the error of what ships for what it refers to."""
    column, expected = None, "a row that fits those of the other tables"
    try:
        structured(store, kind, row)
    except MisfitRow as error:
        for misfit in error.misfits[:1]:
            column, expected = misfit.column, misfit.expected
    value = None if column is None else row[table(kind.table).place(column)]
    number = [*store.whole.rows(kind.table)].index(key) + 2
    return Problem(f"{kind.table}.csv", number, column, value, expected)


def typed_row(record: Record) -> dict[str, object]:
    """A record as a row of its table, typed: references as ids, in the order of the columns.

    Dates stay `datetime.date`, figures `Decimal`, lists lists; an empty cell is None.
    """
    cells = _unstructure(record.table)(record)
    row: dict[str, object] = {}
    for field in table(record.table).fields:
        cell = cells[field.attribute]
        if field.cell == "counts":
            counts = dict(cell)
            row |= {name: counts.get(COUNT_COLUMNS[name]) for name in field.names}
        else:
            row[field.name] = "*" if cell is None and field.star else cell
    return row


@cache
def _unstructure(name: str) -> Callable[[Record], dict[str, Any]]:
    converter = Converter()
    converter.register_unstructure_hook_func(attrs.has, lambda record: record.id)
    converter.register_unstructure_hook(Grade, lambda grade: grade.key)
    kind = table(name).record
    return make_dict_unstructure_fn(kind, converter, **_left_alone(kind))


def as_text(name: str, row: Mapping[str, object]) -> Row:
    """A typed row of a table as the cells of its CSV file."""
    types = (field.cell for field in table(name).fields for _ in field.names)
    return tuple(map(_cell, types, row.values()))


def _cell(cell_type: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if cell_type in SEPARATORS:
        return SEPARATORS[cell_type].join(value)
    return f"{value:f}" if cell_type == "number" else str(value)
