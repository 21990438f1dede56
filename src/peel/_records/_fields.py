"""Reads the columns of a table off its record class: names, type, words, key, reference.

The class is the schema: a column is a field, the key are the hashed fields, what a cell may hold
is the annotation. Metadata of the field says the rest (`peel._records._base.column`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

import attrs

from peel._records._base import Record
from peel._records.judgements import COUNT_COLUMNS, Counts
from peel._vocabulary import Known

CellType: TypeAlias = Literal[
    "text", "whole", "number", "yes-no", "day", "word", "texts", "record", "records", "counts"
]

_PLAIN: Mapping[str, CellType] = {
    "str": "text",
    "int": "whole",
    "Decimal": "number",
    "bool": "yes-no",
    "date": "day",
}


class Field(NamedTuple):
    """A field of a record class, which is a column of its table."""

    attribute: str
    #: Names in the table: one, but for counts, which have one a grade.
    names: tuple[str, ...]
    cell: CellType
    #: The words, for ``word``; the record class, for ``record`` and ``records``.
    words: tuple[str, ...]
    refers_to: type[Record] | None
    optional: bool
    #: Whether it is part of the key.
    key: bool
    #: Column of the cycle within which the cell names a question or grade; empty for none.
    within: str
    #: Whether ``*`` in the cell stands for None.
    star: bool
    known: Known

    @property
    def name(self) -> str:
        return self.names[0]


def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The fields of a record class that are columns of its table, in order."""
    kind = attrs.resolve_types(record)
    return tuple(_field(field) for field in attrs.fields(kind) if not _is_computed(field))


def computed_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields that are no columns: an answer puts them together."""
    return tuple(field.name for field in attrs.fields(record) if _is_computed(field))


def _is_computed(field: attrs.Attribute[object]) -> bool:
    return "computed" in field.metadata


def _field(field: attrs.Attribute[object]) -> Field:
    said = field.metadata
    optional = type(None) in get_args(field.type)
    kind: Any = get_args(field.type)[0] if optional else field.type
    names: tuple[str, ...] = (said["name"] or field.name.lstrip("_"),)
    refers_to: type[Record] | None = None
    words: tuple[str, ...] = ()
    cell: CellType
    if kind == Counts:
        cell, names = "counts", tuple(COUNT_COLUMNS)
    elif get_origin(kind) is Literal:
        cell, words = "word", get_args(kind)
    elif get_origin(kind) is tuple:
        item = get_args(kind)[0]
        cell, refers_to = ("texts", None) if item is str else ("records", item)
    elif issubclass(kind, Record):
        cell, refers_to = "record", kind
    else:
        cell = _PLAIN[kind.__name__]
    return Field(
        field.name,
        names,
        cell,
        words,
        refers_to,
        optional,
        field.hash in (None, True),
        said["within"],
        said["star"],
        said["known"],
    )
