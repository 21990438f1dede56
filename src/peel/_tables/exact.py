"""Grades by exact ids, kept once they were found: the look-up that is asked most."""

from __future__ import annotations

from collections.abc import Callable

from peel import _records
from peel._records.grades import Grade
from peel._tables.store import Store

#: Ids of a force, a cycle and a question.
Ids = tuple[str, str, str]


class ExactGrades(dict[Ids, "Grade | None"]):
    """Grades by exact ids, each of them plain text; None, and not kept, for any other key."""

    __slots__ = ("_first", "_store")

    def __init__(
        self, store: Store, first: Callable[[str, str, str], Grade | None] | None = None
    ) -> None:
        self._store = store
        #: Finds the first grade without the tables, if there is a way.
        self._first = first

    def __missing__(self, ids: Ids) -> Grade | None:
        first, self._first = self._first, None
        found = first(*ids) if first else None
        if found is None:
            judgement = self._store.find(_records.judgements.Judgement, ids)
            found = None if judgement is None else judgement.grade
        return None if found is None else self.setdefault(ids, found)
