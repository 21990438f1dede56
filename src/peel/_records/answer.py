"""What answers have in common: which record they come from, and a sequence that says what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Generic, Never, TypeVar, overload

import attrs

from peel._records._base import Record, Shown, show_number
from peel._words.dates import show_day

T = TypeVar("T")


@attrs.frozen(order=False)
class Edition(Shown):
    """Which record an answer comes from, and how new it is.

    A record has two days: the day on which it was checked says nothing about how new its
    grades are.

    >>> import peel
    >>> peel.as_of("10 November 2017").edition.as_of
    datetime.date(2017, 11, 10)
    """

    #: Day on which the record that ships was checked, as text: `peel.DATA_VERSION`.
    version: str
    #: Newest day of publication of any judgement; None if no day is known.
    newest_grade: dt.date | None
    #: The day of a record that `peel.as_of` made; None for a whole one.
    as_of: dt.date | None = None
    #: Whether it is not known to be the record that ships: rows were added or replaced, or it was
    #: read from a package that is not the same, row for row.
    changed: bool = False

    @property
    def complete_on(self) -> dt.date:
        """The first day on which all of it could be known."""
        checked = dt.date.fromisoformat(self.version)
        return max(checked, self.newest_grade or checked)

    @property
    def dates(self) -> str:
        """Both days in words: ``newest grade 24 July 2025; record checked 27 November 2026``."""
        newest = self.newest_grade
        known = f"newest grade {show_day(newest)}" if newest else "no grade has a known day"
        return f"{known}; {self.checked}"

    @property
    def checked(self) -> str:
        """When the record was checked, in words, and which record it is if not the whole shipped one."""
        checked = f"checked {show_day(dt.date.fromisoformat(self.version))}"
        parts = [] if self.changed else [f"record {checked}"]
        if self.as_of is not None:
            parts.append(f"as of {show_day(self.as_of)}")
        if self.changed:
            parts.append(f"not the shipped record ({checked})")
        return "; ".join(parts)

    def __str__(self) -> str:
        return self.dates


@attrs.frozen(order=False)
class Answer(Record):
    """What a question to a record gives; it knows which record that was."""

    #: The record that it comes from; no part of ``==``.
    edition: Edition | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    #: What else must be said, such as reports that have been published since.
    notes: tuple[str, ...] = attrs.field(default=(), hash=False, repr=False, kw_only=True)


@attrs.frozen(order=False)
class RecordSequence(Answer, Sequence[T], Generic[T]):
    """Records in a stable order; subclasses add what was left out, and why."""

    #: The records.
    records: tuple[T, ...] = attrs.field(repr=show_number)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self.records[index]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[T]:
        return iter(self.records)


class RecordTuple(Shown, tuple[T, ...], Generic[T]):
    """A tuple of records that knows which record they come from, and displays as a table.

    >>> import peel
    >>> kent = peel.as_of("10 November 2017").judgements(force="kent")
    >>> str(kent.edition.as_of)
    '2017-11-10'
    """

    #: None for forces, cycles, questions and sources, which have no grades.
    edition: Edition | None
    #: The class of the records, which says of none what they would be.
    kind: type[T] | None
    _said: Callable[[], Iterable[str]]
    _notes: tuple[str, ...]

    def __new__(
        cls,
        records: Iterable[T],
        edition: Edition | None = None,
        said: Callable[[], Iterable[str]] = tuple,
        kind: type[T] | None = None,
    ) -> RecordTuple[T]:
        made = super().__new__(cls, records)
        vars(made).update(edition=edition, kind=kind, _said=said)
        return made

    @property
    def notes(self) -> tuple[str, ...]:
        """What else must be said: what is not recorded, or cannot be; reports published since."""
        said = self._said
        if "_notes" not in vars(self):  # no cached_property: that of Python 3.11 has a lock
            vars(self)["_notes"] = tuple(said())
            vars(self)["_said"] = tuple  # lets go of the record
        return self._notes

    def __iter__(self) -> Iterator[T]:  # said once more for completion, which has no generic tuples
        return super().__iter__()

    def __setattr__(self, name: str, value: object) -> Never:
        raise attrs.exceptions.FrozenInstanceError

    def __delattr__(self, name: str) -> Never:
        raise attrs.exceptions.FrozenInstanceError

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (tuple(self), self.edition, partial(tuple, self.notes), self.kind)

    def to_dict(self) -> dict[str, object]:
        """The records as dicts under ``rows``, with the notes and the edition they are of.

        >>> import peel
        >>> said = peel.judgements(force="kent", cycle="2017").to_dict()
        >>> list(said), said["rows"] == peel.to_dicts(peel.judgements(force="kent", cycle="2017"))
        (['rows', 'notes', 'edition'], True)
        """
        return super().to_dict()


def by_known(
    not_graded: Sequence[T], not_recorded: Sequence[T], unknown: Sequence[T]
) -> Mapping[str, tuple[T, ...]]:
    """Those without a grade by what is known of them, in words; *unknown* are among *not_recorded*."""
    left_out = {
        "not graded": tuple(not_graded),
        "not recorded": tuple(item for item in not_recorded if item not in unknown),
        "not known whether graded": tuple(unknown),
    }
    return MappingProxyType({why: items for why, items in left_out.items() if items})
