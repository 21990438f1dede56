"""Records and answers as dicts of plain types, ready for JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from typing import cast

import attrs

from peel._records._base import Record
from peel._records._columns import ANSWERS, COLUMNS
from peel._records._rows import CONTAINERS, Frameable, rows_of
from peel._records.answer import Answer, Edition
from peel._records.sources import Source

_OF_SOURCE = ("id", "kind", "publisher", "label", "title", "url")


def to_dicts(records: Frameable) -> list[dict[str, object]]:
    """Records, or the rows that an answer is about, as dicts that `json.dumps` takes as they are.

    Keys are the columns of `peel.to_pandas`. Days are ISO text, lists are lists, what is not known
    is None; sources are dicts themselves. What an answer leaves out, and which edition of the
    record it comes from, is in its own ``to_dict()``.

    Raises:
        TypeError: For what is no sequence of records.

    >>> import peel
    >>> [(row["force"], row["published"]) for row in peel.to_dicts(peel.judgements(cycle=2017, grade="outstanding", question="efficiency"))]
    [('durham', '2017-11-09'), ('thames-valley', '2017-11-09')]
    """
    return list(map(_row, rows_of(records)[1]))


def to_dict(record: Record) -> dict[str, object]:
    """A record as the row of its frame; an answer as what it says, its rows and its edition."""
    kind = type(record)
    if kind in ANSWERS:
        made = {name: plain(get(record)) for name, get in ANSWERS[kind].items()}
    else:
        made = _row(record)
    if kind in CONTAINERS:
        made["rows"] = to_dicts(cast("Frameable", record))
    if isinstance(record, Answer):
        made["edition"] = plain(record.edition)
    return made


def _row(record: object) -> dict[str, object]:
    try:
        columns = COLUMNS[type(record)]
    except KeyError:
        raise TypeError(
            f"records of this library are expected, not {type(record).__name__}"
        ) from None
    return {column.name: plain(column.of(record, nested=True)) for column in columns}


@singledispatch
def plain(value: object) -> object:
    """A value as `json.dumps` takes it: days as ISO text, figures as numbers, records as dicts."""
    return value


@plain.register
def _of_day(value: dt.date) -> str:
    return value.isoformat()


@plain.register(Decimal)
@plain.register(Fraction)
def _of_number(value: Decimal | Fraction) -> int | float:
    return int(value) if value == int(value) else float(value)


@plain.register(tuple)
@plain.register(list)
def _of_list(values: Iterable[object]) -> list[object]:
    return list(map(plain, values))


@plain.register(Mapping)
def _of_mapping(values: Mapping[str, object]) -> dict[str, object]:
    return {name: plain(value) for name, value in values.items()}


@plain.register
def _of_record(record: Record) -> dict[str, object]:
    return _row(record)


@plain.register
def _of_source(source: Source) -> dict[str, object]:
    return {name: getattr(source, name) for name in _OF_SOURCE}


@plain.register
def _of_edition(edition: Edition) -> dict[str, object]:
    said = {**attrs.asdict(edition), "dates": edition.dates}
    return {name: plain(value) for name, value in said.items()}
