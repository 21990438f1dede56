"""Grades by exact ids, for the look-up that is asked most."""

from __future__ import annotations

from collections.abc import Callable

from peel._records.grades import Grade
from peel._tables.store import Store

#: Ids of a force, a cycle and a question.
Ids = tuple[str, str, str]


class ExactGrades(dict[Ids, "Grade | None"]):
    """Grades by exact ids; None, and not kept, for any other key."""

    __slots__ = ("_first", "_store")

    def __init__(
        self, store: Store, first: Callable[[str, str, str], Grade | None] | None = None
    ) -> None:
        self._store = store
        #: Finds the first grade without the tables, if there is a way.
        self._first = first

    def __missing__(self, ids: Ids) -> Grade | None:
        if any(type(name) is not str for name in ids):
            return None
        found = self._first(*ids) if self._first and not self else None
        if found is None:
            from peel._records.judgements import Judgement

            judgement = self._store.find(Judgement, ids)
            found = None if judgement is None else judgement.grade
        return None if found is None else self.setdefault(ids, found)
