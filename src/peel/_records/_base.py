"""A read-only sequence of records that also says what it does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

import attrs

from peel._records.framework import show_number

T = TypeVar("T")


@attrs.frozen(order=False)
class RecordSequence(Sequence[T], Generic[T]):
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
