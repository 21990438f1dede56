"""The classes `Cycle`, `Question` and `Publication`: what was asked, and published, when."""

from __future__ import annotations

import datetime as dt
import re
from operator import index
from typing import ClassVar

import attrs

from peel._errors import NotRecordedError, UnknownCycleError, UnknownQuestionError
from peel._records._base import WITH_ROW, Record, column, show_id, unlike_text
from peel._records.sources import Source
from peel._vocabulary import Graded, QuestionKind, WithoutGrade
from peel._words.dates import show_day
from peel._words.register import Hint, Register
from peel._words.text import fold, normal, quoted

_NO_YEAR = 10_000
#: Single years that name a longer cycle: the inspectorate's addresses say ``peel-2018``.
_ONE_YEAR = {"2018-19": "2018"}
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
#: Figures with more between them than dashes, slashes, underscores and blanks: a decimal point.
_NO_RANGE = re.compile(r"[0-9]\W*[^\w\s/\u2010-\u2015\u2212-]\W*[0-9]")


def show_cell(question: Question | None) -> str:
    """A question in a repr: by cycle and id."""
    return repr(question and (question.cycle.id, question.id))


def years_in(cycle: str) -> tuple[int, ...]:
    """First and last year that the id of a cycle names; none for a name without years."""
    match = _YEARS.fullmatch(cycle)
    if match is None:
        return ()
    first, last = match.groups()
    return (int(first),) if last is None else (int(first), int(first[:2] + last))


@unlike_text
@attrs.frozen(order=False)
class Cycle(Record):
    """An inspection cycle.

    >>> import peel
    >>> peel.cycle("2018/19").scale
    'four-tier'
    """

    table: ClassVar[str] = "cycles"

    #: Id, such as ``2018-19``.
    id: str = attrs.field(metadata=column("with the row", name="cycle"))
    #: Title, such as ``PEEL 2018/19``.
    title: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: The inspectorate's name at the time: HMIC, or HMICFRS since 2017.
    inspectorate: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Key of the judgement scale.
    scale: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Name of the assessment framework.
    framework: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Id of the source of the framework; None where none was seen.
    framework_source: str | None = attrs.field(hash=False, repr=False, metadata=WITH_ROW)
    #: First publication of a grade of this cycle, as far as known.
    first_published: dt.date | None = attrs.field(hash=False, metadata=column("on its day"))
    #: Last publication of a grade of this cycle, as far as known; the last day of the month where
    #: `note` says that only the month is.
    last_published: dt.date | None = attrs.field(hash=False, metadata=column("on its day"))
    #: Whether all questions of the framework are in the record.
    questions_complete: bool = attrs.field(hash=False, metadata=WITH_ROW)
    #: What else to know about the cycle, or None.
    note: str | None = attrs.field(hash=False, repr=False, metadata=column("with its cycle"))

    @property
    def label(self) -> str:
        """The cycle as it is written in text: ``2018/19``."""
        return self.id.replace("-", "/")

    @property
    def years(self) -> tuple[int, ...]:
        """First and last year that the id names: 2018 and 2019 for ``2018-19``."""
        return years_in(self.id)

    def covers(self, year: int) -> bool:
        """Whether *year* lies between the first and the last year that the id names.

        >>> import peel
        >>> peel.cycle("2023-25").covers(2024)
        True
        """
        return bool(self.years) and self.years[0] <= year <= self.years[-1]

    @property
    def spellings(self) -> tuple[str, ...]:
        """What the cycle is called: '2018/19', '2018-2019', with and without 'PEEL'."""
        years = "-".join(map(str, self.years)) or self.id
        spellings = (self.id, years, _ONE_YEAR.get(self.id, self.id))
        return (self.title, *spellings, *(f"PEEL {spelling}" for spelling in spellings))

    def __str__(self) -> str:
        return self.title


def questions_lacking(*cycles: Cycle) -> list[str]:
    """What is said of those cycles whose questions are not all known."""
    lacking = (cycle.title for cycle in cycles if not cycle.questions_complete)
    return [f"{title} may have more questions than are recorded" for title in lacking]


def graded_elsewhere(last: Question, since: Cycle) -> list[str]:
    """What the note of a cycle tells those who miss what was graded for some forces only till then.

    Other programmes may grade it still.
    """
    return [f"{since.title}: {since.note}"] if last.graded == "some" and since.note else []


def question_not_recorded(cycle: Cycle, asked: str, hint: Hint) -> NotRecordedError:
    """The error for a question that a cycle may have and the record does not."""
    none = (
        f"no question called {quoted(asked)} is recorded for {cycle.title}, which may have more "
        "questions than are recorded"
    )
    parts = [none, hint.text, f"peel.questions({cycle.id!r}) lists those"]
    error = NotRecordedError("; ".join(filter(None, parts)), "unknown", cycle=cycle.id)
    error.nearest = hint.nearest
    return error


def cycle_name(asked: object) -> object:
    """A whole number, of numpy too, as the text of a year or as an int; all else as it is."""
    if isinstance(asked, (str, bool)):
        return asked
    try:
        number = index(asked)  # type: ignore[arg-type]
    except TypeError:
        return asked
    return str(number) if 0 <= number < _NO_YEAR else number


def cycle_register(cycles: tuple[Cycle, ...]) -> Register[Cycle]:
    by_id = {cycle.id: cycle for cycle in cycles}
    given = "text, a whole number (2017, not 2017.0)"
    return Register(
        "cycle", by_id, UnknownCycleError, kind=Cycle, given=given, same=_same, core=_same
    )


def _same(name: str) -> str:
    """The form in which names of cycles are compared; '2018.19', a decimal, is not '2018-19'."""
    plain = normal(name)
    return plain.casefold() if _NO_RANGE.search(plain) else fold(plain)


@unlike_text
@attrs.frozen(order=False)
class Question(Record):
    """A pillar, question or area of policing of one cycle.

    >>> import peel
    >>> peel.question("2018-19", "meeting-demand").wording
    'How well does the force use its resources to meet the demand it faces?'
    """

    table: ClassVar[str] = "questions"

    #: The cycle whose framework asks it.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: Id within the cycle, such as ``effectiveness.preventing-crime``.
    id: str = attrs.field(metadata=column("with the row", name="question"))
    #: ``pillar``, ``question`` (under a pillar) or ``area`` (since 2021-22).
    kind: QuestionKind = attrs.field(hash=False, metadata=WITH_ROW)
    #: Pillar that it belongs to; None for areas.
    pillar: str | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: This library's editorial grouping across cycles; not a claim of comparability.
    theme: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Short label.
    label: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Official wording, where it was seen in full.
    wording: str | None = attrs.field(hash=False, repr=False, metadata=WITH_ROW)
    #: For which forces it is graded: ``always``, ``some`` or ``never``.
    graded: Graded = attrs.field(hash=False, metadata=WITH_ROW)

    def status_without_row(self, *, inspected: bool) -> WithoutGrade:
        """What is known of a cell without a row, where the force is known to be *inspected* or not.

        It says nothing of a question that is graded for some forces only, nor of a force of which
        nothing of the cycle is recorded.

        >>> import peel
        >>> peel.question("2023-25", "investigating-crime").status_without_row(inspected=True)
        'not recorded'
        """
        if self.graded == "never":
            return "not graded"
        return "not recorded" if inspected and self.graded == "always" else "unknown"

    @property
    def phrase(self) -> str:
        """The label as it stands inside a sentence."""
        return self.label[:1].lower() + self.label[1:]

    @property
    def spellings(self) -> tuple[str, ...]:
        """What the question is called in its cycle: its label, the last part of its id."""
        return (self.label, self.id.rpartition(".")[2])

    def __str__(self) -> str:
        return f"{self.label} ({self.cycle.title})"


def question_register(
    questions: tuple[Question, ...], noun: str = "question", listing: str = ""
) -> Register[Question]:
    """Questions of one cycle."""
    by_id = {question.id: question for question in questions}
    return Register(noun, by_id, UnknownQuestionError, kind=Question, listing=listing)


@attrs.frozen(order=False)
class Publication(Record):
    """A national publication of a cycle with a report for each pillar or tranche.

    >>> import peel
    >>> print(peel.publications(cycle="2017")[0])
    PEEL: Police effectiveness 2017, 22 March 2018
    """

    table: ClassVar[str] = "publications"

    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id, metadata=WITH_ROW)
    #: Pillar that it covers; None for all of them.
    pillar: str | None = attrs.field(metadata=WITH_ROW)
    #: Tranche of 2018-19; None elsewhere.
    tranche: int | None = attrs.field(metadata=WITH_ROW)
    #: Day of publication.
    published: dt.date = attrs.field(metadata=WITH_ROW)
    #: Title.
    title: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Where it is listed.
    source: Source = attrs.field(hash=False, repr=show_id, metadata=WITH_ROW)

    def __str__(self) -> str:
        return f"{self.title}, {show_day(self.published)}"
