"""What is wrong with a package: all of it is counted, the first of it is told."""

from __future__ import annotations

from peel._errors import InvalidDataError, Problem
from peel._words.text import shorten

_MOST = 1_000
_LONGEST = 2_000


def of_file(file: str, expected: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem(file, None, None, None, expected)


class Problems:
    """The first problems of a package, no longer than a message can be, and the number of all."""

    def __init__(self) -> None:
        self._first: list[Problem] = []
        self.total = 0

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._first) == _MOST

    def add(self, problem: Problem) -> None:
        self.total += 1
        if not self.full:
            file, row, column, value, expects = problem
            column, value = (None if text is None else shorten(text) for text in (column, value))
            short = Problem(shorten(file) or "''", row, column, value, expects[:_LONGEST])
            self._first.append(short)

    def count(self, number: int) -> None:
        """So many more, which are not worded."""
        self.total += number

    def error(self, kind: type[InvalidDataError] = InvalidDataError) -> InvalidDataError:
        return kind(tuple(self._first), self.total)
