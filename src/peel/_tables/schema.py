"""Which record class each table is made of: a column is a field of that class, declared there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from peel._records._base import Record
from peel._records._fields import Field, fields_of
from peel._records.changes import Comparability
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.grades import Grade
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import Judgement, Revision, Tally
from peel._records.monitoring import MonitoringPeriod
from peel._records.sources import Source

#: The cells of a row, in the order of the table's columns; an empty text is an empty cell.
Row = tuple[str, ...]
#: The cells that identify a row.
Key = tuple[str, ...]
#: Rows by key, in the table's order.
Rows = dict[Key, Row]


class Table(NamedTuple):
    """A table of the data package."""

    record: type[Record]
    fields: tuple[Field, ...]
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
    fields = fields_of(record)
    columns = tuple(name for field in fields for name in field.names)
    key = tuple(field.name for field in fields if field.key)
    places = [columns.index(name) for name in key]
    first = places == [*range(len(key))]
    key_of = itemgetter(slice(len(key))) if first else itemgetter(*places)
    return Table(record, fields, columns, key, key_of)


def tables() -> Mapping[str, Table]:
    """Every table by name, in the order of the data package."""
    return {name: table(name) for name in RECORDS}
