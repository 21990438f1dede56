"""The tables of the data package, as their record classes declare them.

The class is the schema: a column is a field, the key are the hashed fields, what a cell may hold
is the annotation. Metadata of the field says the rest (`peel._records._base.column`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args, get_origin

import attrs

from peel._records._base import Record
from peel._records.changes import Comparability
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.grades import Grade
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import COUNT_COLUMNS, Counts, Judgement, Revision, Tally
from peel._records.monitoring import MonitoringPeriod
from peel._records.sources import Source
from peel._vocabulary import Known

#: The cells of a row, in the order of the table's columns; an empty text is an empty cell.
Row = tuple[str, ...]
#: The cells that identify a row.
Key = tuple[str, ...]
#: Rows by key, in the table's order.
Rows = dict[Key, Row]

CellType: TypeAlias = Literal[
    "text", "whole", "number", "yes-no", "day", "word", "texts", "record", "records", "counts"
]


class Column(NamedTuple):
    """A field of a record class, as it lies in its table."""

    field: str
    #: Parameter of the class by which the field is given.
    parameter: str
    #: Names in the table: one, but for counts, which have one a grade.
    names: tuple[str, ...]
    cell: CellType
    #: The words, for ``word``; the record class, for ``record`` and ``records``.
    words: tuple[str, ...]
    refers_to: type[Record] | None
    optional: bool
    #: Column of the cycle within which the cell names a question or grade; empty for none.
    within: str
    #: Whether ``*`` in the cell stands for None.
    star: bool
    known: Known

    @property
    def name(self) -> str:
        return self.names[0]


class Table(NamedTuple):
    """A table of the data package."""

    record: type[Record]
    fields: tuple[Column, ...]
    #: Names of all columns, in order.
    columns: tuple[str, ...]
    #: The columns that identify a row.
    key: tuple[str, ...]
    #: Makes the key of a row.
    key_of: Callable[[Row], Key]

    def place(self, column: str) -> int:
        return self.columns.index(column)


#: The record class of each table, in the order of the data package.
RECORDS: Mapping[str, type[Record]] = {
    record.table: record
    for record in (
        Grade,
        Cycle,
        Question,
        Force,
        Publication,
        Source,
        Inspection,
        Judgement,
        Revision,
        Tally,
        Comparability,
        MonitoringPeriod,
        ProfileFigure,
        Finding,
    )
}


@cache
def table(name: str) -> Table:
    """The table of this name; `KeyError` if there is none."""
    record = RECORDS[name]
    attrs.resolve_types(cast("type[attrs.AttrsInstance]", record))
    declared = [
        field
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", record))
        if not field.metadata.get("computed")
    ]
    fields = tuple(map(_column, declared))
    columns = tuple(name for column in fields for name in column.names)
    key = tuple(
        column.name
        for column, field in zip(fields, declared, strict=True)
        if field.hash in (None, True)
    )
    places = [columns.index(name) for name in key]

    def key_of(row: Row) -> Key:
        return tuple([row[at] for at in places])

    return Table(record, fields, columns, key, key_of)


def _column(field: attrs.Attribute[object]) -> Column:
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
    return Column(
        field.name,
        field.alias or field.name,
        names,
        cell,
        words,
        refers_to,
        optional,
        said["within"],
        said["star"],
        said["known"],
    )


_PLAIN: Mapping[str, CellType] = {
    "str": "text",
    "int": "whole",
    "Decimal": "number",
    "bool": "yes-no",
    "date": "day",
}


def tables() -> Mapping[str, Table]:
    """Every table by name, in the order of the data package."""
    return {name: table(name) for name in RECORDS}
