"""Attributes that are made when they are first asked for, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Owner = TypeVar("Owner")
T = TypeVar("T")


class MadeOnce(Generic[Owner, T]):
    """An attribute that is made when it is first asked for, without a lock, as `Store` says."""

    def __init__(self, make: Callable[[Owner], T]) -> None:
        self._make = make

    def __set_name__(self, kind: type, name: str) -> None:
        self._name = name

    def __get__(self, owner: Owner, kind: type) -> T:
        made: T = vars(owner).setdefault(self._name, self._make(owner))
        return made
