"""A column is declared once, on the field: when it becomes known, and what frames and dicts show."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, get_args

import attrs
import pytest

import peel
from peel._records._base import Record
from peel._records._columns import COLUMNS
from peel._records._fields import fields_of
from peel._records._rows import HistoryRow, PeriodRow
from peel._records.cells import CellRow
from peel._tables.schema import RECORDS
from peel._vocabulary import Known

#: Fields that no table has: answers put them together.
COMPUTED = {
    (peel.Inspection, name)
    for name in ("judgements", "not_recorded", "not_published", "findings", "profile")
}
COMPUTED.add((peel.Judgement, "revisions"))
FIELDS = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.name.lstrip('_')}")
    for kind in RECORDS.values()
    for field in attrs.fields(kind)  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_says_when_it_becomes_known(
    kind: type[Record], field: attrs.Attribute[Any]
) -> None:
    if (kind, field.name) in COMPUTED:
        assert set(field.metadata) == {"computed"}
    else:
        assert field.metadata["known"] in get_args(Known)


@pytest.mark.parametrize("kind", RECORDS.values())
def test_a_key_is_known_with_its_row(kind: type[Record]) -> None:
    keys = [field for field in fields_of(kind) if field.key]
    assert keys
    assert {field.known for field in keys} == {"with the row"}


def another(value: Any) -> Any:
    """A value of the same type that is not *value*."""
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case dt.date():
            return value + dt.timedelta(days=1)
        case str():
            return f"{value}, changed"
        case tuple():
            return value[1:] if value else ("changed",)
        case Record():
            name = "key" if isinstance(value, peel.Grade) else "id"
            return attrs.evolve(value, **{name: another(getattr(value, name))})
    raise AssertionError(value)


def one_with(kind: type[Record], field: str) -> Any:
    """A record in which *field* is not empty."""
    records: tuple[Any, ...] = peel.bundled()._store.all(kind)
    if kind is peel.Inspection:
        records = (*peel.inspections(), *peel.as_of("10 November 2017").inspections())
    return next(record for record in records if getattr(record, field) not in (None, ()))


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_frame_and_a_dict_show_every_field(
    kind: type[Record], field: attrs.Attribute[Any]
) -> None:
    record = one_with(kind, field.name)
    value = another(getattr(record, field.name))
    together = (
        {"question": attrs.evolve(record.question, cycle=value)} if _tied(kind, field) else {}
    )
    changed = attrs.evolve(record, **{field.alias: value}, **together)
    for before, after in [(record, changed), *rows_with(record, changed)]:
        columns = COLUMNS[type(before)]
        assert [column.of(before) for column in columns] != [column.of(after) for column in columns]
        assert peel.to_dicts([before]) != peel.to_dicts([after])


def _tied(kind: type[Record], field: attrs.Attribute[Any]) -> bool:
    """Whether the record refuses a question of another cycle."""
    return kind in (peel.Judgement, peel.Revision) and field.name == "cycle"


def rows_with(*records: Any) -> list[tuple[Any, ...]]:
    """The records as what stands in the frames of answers."""
    if isinstance(records[0], peel.MonitoringPeriod):
        return [tuple(PeriodRow(record, False) for record in records)]
    if not isinstance(records[0], peel.Judgement):
        return []
    cells = tuple(CellRow(record.force, record.question, "recorded", record) for record in records)
    old = tuple(peel.Superseded(record, None, "no longer asked") for record in records)
    return [cells, tuple(HistoryRow(cell, 1) for cell in cells), old]
