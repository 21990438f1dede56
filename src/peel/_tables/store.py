"""Rows by table and key, and the records and indexes that are made of them on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import attrs

from peel import _records, _tables
from peel._about import DATA_VERSION, __version__
from peel._errors import InvalidDataError
from peel._records._base import Record, require_this_version

if TYPE_CHECKING:
    from peel._tables.schema import Key, Row, Rows

R = TypeVar("R", bound=Record)
Made = TypeVar("Made", bound=Callable[..., Any])


class Tables(dict[str, "Rows"]):
    """The rows of each table, read when first asked for."""

    def __init__(self, read: Callable[[str], Rows]) -> None:
        self._read = read

    def __missing__(self, name: str) -> Rows:
        return self.setdefault(name, self._read(name))


class Origin(NamedTuple):
    """Which record it is that a store has the rows of."""

    #: Day on which the record that ships was checked.
    version: str = DATA_VERSION
    #: Whether it is another record than the one that ships.
    changed: bool = False
    #: The day as of which the record is; None for a whole one.
    as_of: dt.date | None = None
    #: Keys of judgements and inspections that were cut only because nothing is known of their day.
    undated: tuple[Key, ...] = ()
    undated_inspections: tuple[Key, ...] = ()

    @property
    def cut(self) -> tuple[object, ...]:
        """How it was cut out of a whole record."""
        return self.as_of, self.undated, self.undated_inspections


_SHIPPED = Origin()


def once(make: Made) -> Made:
    """What *make* makes of a store, and of what else it is given, made when it is first asked for."""

    @wraps(make)
    def made(store: Store, *of: object) -> object:
        key = (make, of)
        try:
            return store.memo[key]
        except KeyError:
            return store.memo.setdefault(key, make(store, *of))

    return cast("Made", made)


class Store:
    """One version of the record: rows by table and key, records by class and key.

    Nothing of it ever changes, so whatever is made of it is made once. Two threads may both make
    the same thing; one of the two is published, and both use that one. There are no locks.
    """

    __slots__ = ("_records", "_tables", "_wrong", "memo", "origin", "whole")

    def __init__(
        self, tables: Tables, origin: Origin = _SHIPPED, *, whole: Store | None = None
    ) -> None:
        self._tables = tables
        self._records: dict[type[Record], dict[Key, Any]] = {}
        self._wrong: set[tuple[type[Record], Key]] = set()
        #: What was made of it `once`.
        self.memo: dict[object, object] = {}
        self.origin = origin
        #: The record that was cut; the store itself for a whole one.
        self.whole = whole or self

    def rows(self, table: str) -> Mapping[Key, Row]:
        """The rows of a table as text, by key and in order; `KeyError` for an unknown table."""
        return MappingProxyType(self._tables[table])

    def keys(self, kind: type[Record]) -> Collection[Key]:
        """The keys of the rows of a record class, in the order of the table."""
        return self._tables[kind.table].keys()

    def find(self, kind: type[R], key: Key) -> R | None:
        """The record under *key*, or None."""
        try:
            found: R = self._records[kind][key]
        except KeyError:
            return self.get(kind, key) if key in self._tables[kind.table] else None
        return found

    def get(self, kind: type[R], key: Key) -> R:
        """The record under *key*; `KeyError` if there is none, an error if its row is wrong.

        It is `Blocked` for rows that are being checked, `InvalidDataError` for those that ship.
        """
        records: dict[Key, R] | None = self._records.get(kind)
        if records is None:
            records = self._records.setdefault(kind, {})
        found = records.get(key)
        if found is None:
            row = self._tables[kind.table][key]
            found = records.setdefault(key, self._make(kind, key, row))
        return found

    def _make(self, kind: type[R], key: Key, row: Row) -> R:
        if self.whole is not self and self._is_as_in_the_whole(kind, key, row):
            return self.whole.get(kind, key)
        try:
            if (kind, key) not in self._wrong:  # what refers to a wrong row does not try it again
                return self._with_revisions(key, _tables.parsing.make(self, kind, row))
        except InvalidDataError:  # another row or table, which ships
            raise
        except ValueError:
            self._wrong.add((kind, key))
        if self.whole.origin == _SHIPPED:
            raise _tables.shipped.damaged(_tables.structure.problem_of(self, kind, key, row))
        raise _tables.parsing.Blocked(kind.table, key)

    def _with_revisions(self, key: Key, record: R) -> R:
        """A judgement that was revised with what is recorded of that; all else as it is."""
        if not isinstance(record, _records.judgements.Judgement) or record.revised is None:
            return record
        kind = _records.judgements.Revision
        of_force = self.by(kind, "force").get(key[0], ())
        of = self.of(kind, [known for known in of_force if known[:3] == key])
        return attrs.evolve(record, revisions=of)

    def _is_as_in_the_whole(self, kind: type[Record], key: Key, row: Row) -> bool:
        """Whether neither the row nor a cycle that it refers to was cut."""
        if self.whole.rows(kind.table).get(key) is not row:
            return False
        spec = _tables.schema.table(kind.table)
        kind_of_cycle = _records.framework.Cycle
        named = (
            row[spec.place(field.name)] for field in spec.fields if field.refers_to is kind_of_cycle
        )
        cycles = [(name,) for name in named if name]
        return all(
            self.get(kind_of_cycle, key) is self.whole.get(kind_of_cycle, key) for key in cycles
        )

    @once
    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a class, in the order of its table."""
        return self.of(kind, self.keys(kind))

    @once
    def by(self, kind: type[Record], column: str) -> Mapping[str, list[Key]]:
        """The keys of a record class, in the order of its table, by one of their parts."""
        part = _tables.schema.table(kind.table).key.index(column)
        index: dict[str, list[Key]] = {}
        for key in self.keys(kind):
            index.setdefault(key[part], []).append(key)
        return index

    def of(self, kind: type[R], keys: Iterable[Key]) -> tuple[R, ...]:
        """The records under *keys*."""
        return tuple([self.get(kind, key) for key in keys])

    def day(self, cell: str) -> dt.date:
        """The day in a cell of a row of which no record need have been made."""
        try:
            return dt.date.fromisoformat(cell)
        except ValueError:
            for kind in _tables.schema.RECORDS.values():
                self.all(kind)  # the wrong row has an error of its own
            raise

    @property
    @once
    def edition(self) -> _records.answer.Edition:
        """Which record this is, and how new its grades are."""
        published = _tables.schema.table("judgements").place("published")
        newest = max((row[published] for row in self._tables["judgements"].values()), default="")
        newest_grade = self.day(newest) if newest else None
        of = self.origin
        return _records.answer.Edition(of.version, newest_grade, of.as_of, of.changed)

    def __reduce__(self) -> tuple[object, ...]:
        tables = {table: self._tables[table] for table in _tables.schema.RECORDS}
        whole = None if self.whole is self else self.whole
        return _again, (__version__, tables, self.origin, whole)


def _again(by: str, tables: dict[str, Rows], origin: Origin, whole: Store | None) -> Store:
    require_this_version("record", by)
    return Store(Tables(tables.__getitem__), origin, whole=whole)
