"""What can go wrong, each also a built-in error; `IncomparableGradesError`: _records/changes.py."""

from __future__ import annotations

from errno import ENOENT
from functools import partial
from typing import NamedTuple

from peel._vocabulary import CellStatus


def escaped(text: str) -> str:
    """*text* as a message has it without quotes: what does not print is escaped."""
    return "".join(c if c.isprintable() else str.__repr__(c)[1:-1] for c in text)


class PeelError(Exception):
    """The base of every error of this library.

    >>> import peel
    >>> try:
    ...     peel.force("Liecestershire")
    ... except peel.PeelError as error:
    ...     print(error)
    no force is called 'Liecestershire'; nearest: 'leicestershire', 'gloucestershire'; peel.forces() lists all 43
    """


class UnknownNameError(PeelError, LookupError):
    """A name that nothing in the record has.

    Raised as it is for regions, sources, scales and the other small vocabularies; forces, cycles,
    questions, grades and themes have an error of their own that derives from it.

    >>> import peel
    >>> try:
    ...     peel.judgements(region="Wels")
    ... except peel.UnknownNameError as error:
    ...     print(error.asked, error.nearest)
    Wels ('Wales',)

    Attributes:
        asked: The name as it was given.
        nearest: The nearest names that exist, best first; empty if nothing is near.
    """

    def __init__(self, message: str, asked: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message, asked, nearest)
        self.asked = asked
        self.nearest = nearest

    def __str__(self) -> str:
        return str(self.args[0])

    def __repr__(self) -> str:  # `asked` may be very long
        return f"{type(self).__name__}({self.args[0]!r})"


class UnknownForceError(UnknownNameError):
    """No force has this id, name, alias or ONS code, or several have.

    >>> import peel
    >>> try:
    ...     peel.force("London")
    ... except peel.UnknownForceError as error:
    ...     print(error)
    'London' names several forces...
    """


class UnknownCycleError(UnknownNameError):
    """No inspection cycle has this name.

    >>> import peel
    >>> try:
    ...     peel.cycle("2019")
    ... except peel.UnknownCycleError as error:
    ...     print(error)
    no cycle is called '2019'; 2019 is part of 2018-19...
    """


class UnknownQuestionError(UnknownNameError):
    """The framework of the cycle has no such pillar, question or area, or several match.

    >>> import peel
    >>> try:
    ...     peel.question("2023-25", "efficiency")
    ... except peel.UnknownQuestionError as error:
    ...     print(error)
    no question is called 'efficiency'; it is in the framework of...
    """


class UnknownGradeError(UnknownNameError):
    """The judgement scale has no such grade, or the scale is not clear.

    >>> import peel
    >>> try:
    ...     peel.FOUR_TIER["adequate"]
    ... except peel.UnknownGradeError as error:
    ...     print(error)
    'adequate' is a grade of the five-tier scale, not of the four-tier scale: outstanding, good...
    """


class UnknownThemeError(UnknownNameError):
    """No theme has this name.

    >>> import peel
    >>> try:
    ...     peel.latest(theme="efficency")
    ... except peel.UnknownThemeError as error:
    ...     print(error)
    no theme is called 'efficency'; nearest: 'efficiency'...
    """


class NoGradeError(PeelError, LookupError):
    """What was asked for has no grade in the record: the base of the two errors that say why.

    >>> import peel
    >>> try:
    ...     peel.grade("GMP", "2017", "efficiency")
    ... except peel.NoGradeError as error:
    ...     print(error.status, error.force, error.cycle, error.question)
    not graded greater-manchester 2017 efficiency

    Attributes:
        status: What is known of it: ``not graded``, ``not recorded`` or ``unknown`` (whether there is
            a grade is not in the record).
        force, cycle, question: The ids of what was asked for; None where it was none in particular.
        nearest: Ids of recorded questions that may be meant, best first, where the question that
            was asked for is not among those of its cycle.
    """

    def __init__(
        self,
        message: str,
        status: CellStatus,
        *,
        force: str | None = None,
        cycle: str | None = None,
        question: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status: CellStatus = status
        self.force, self.cycle, self.question = force, cycle, question
        self.nearest: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), status=self.status), self.args, vars(self)


class NotRecordedError(NoGradeError):
    """The framework has the cell, or may have it, and the record does not; the message says why.

    >>> import peel
    >>> try:
    ...     peel.as_of("1 June 2019").grade("kent", "2014", "secure-financial-position")
    ... except peel.NotRecordedError as error:
    ...     print(error)
    ...     print(error.status, error.force, error.cycle, error.question)
    Kent Police, 2014, secure financial position: not recorded as of 1 June 2019...
    not recorded kent 2014 efficiency.financial-position
    """


class NotGradedError(NoGradeError):
    """The inspectorate gave no grade here; the message says why.

    >>> import peel
    >>> try:
    ...     peel.grade("GMP", "2017", "efficiency")
    ... except peel.NotGradedError as error:
    ...     print(error)
    Greater Manchester Police, 2017, efficiency: not graded: limited inspection...
    """


class InvalidArgumentError(PeelError, ValueError):
    """A value that an argument cannot have, where it is neither a name nor a day.

    >>> import peel
    >>> try:
    ...     peel.change("kent", "efficiency", "2017", "2016")
    ... except peel.InvalidArgumentError as error:
    ...     print(error)
    the second cycle must be later than the first: 2016 is not later than 2017
    """


class InvalidDateError(PeelError, ValueError):
    """Text that does not clearly name one day.

    >>> import peel
    >>> try:
    ...     peel.as_of("10/11/17")
    ... except peel.InvalidDateError as error:
    ...     print(error)
    '10/11/17' is not a date (its year has two digits)...
    """


class Problem(NamedTuple):
    """One thing that is wrong in a data package, with the place and what was expected.

    >>> from peel import Problem
    >>> print(Problem("judgements.csv", 7, "grade", "goood", "a grade of the four-tier scale"))
    judgements.csv, row 7, column grade: 'goood'; expected a grade of the four-tier scale
    """

    #: File name within the package.
    file: str
    #: Row as a spreadsheet counts it (the header is row 1); None if the whole file is meant, or a
    #: recorded row, whose key stands in `expected`.
    row: int | None
    #: Column, or None if the whole row is meant.
    column: str | None
    #: The offending text, or None where there is none.
    value: str | None
    #: What would have been right.
    expected: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        found = "" if self.value is None else f" {str.__repr__(self.value)};"
        return escaped(f"{place}:{found} expected {self.expected}")


class InvalidDataError(PeelError, ValueError):
    """A data package with problems; nothing of it was loaded.

    For a directory that is not there it is a `FileNotFoundError` as well.

    >>> import peel
    >>> try:
    ...     peel.load("no-such-directory")
    ... except peel.InvalidDataError as error:
    ...     print(error.total, isinstance(error, FileNotFoundError))
    1 True

    Attributes:
        problems: The first 1,000 problems, each a `Problem`.
        total: The number of problems found.
    """

    def __init__(self, problems: tuple[Problem, ...], total: int) -> None:
        super().__init__(problems, total)
        self.problems = problems
        self.total = total

    def __str__(self) -> str:
        lines = [f"{self.total} {'problem' if self.total == 1 else 'problems'}"]
        lines += [f"  {problem}" for problem in self.problems]
        if self.total > len(self.problems):
            lines.append(f"  … and {self.total - len(self.problems)} more")
        return "\n".join(lines)


class MissingDataError(InvalidDataError, FileNotFoundError):
    """A data package whose directory is not there."""

    errno = ENOENT
