"""Grades, ordered within their judgement scale, and the two scales of PEEL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Never, NoReturn

import attrs

from peel._errors import UnknownGradeError
from peel._records._base import WITH_ROW, Record, column, unlike_text
from peel._vocabulary import GradeKey
from peel._words.text import fold, nearest_names, quoted, require_text


@unlike_text
@attrs.frozen(order=False)
class Grade(Record):
    """A grade of a judgement scale, ordered by its place on that scale.

    Grades of one scale compare with ``<``, ``max`` and ``sorted``; between scales ``<`` raises
    `TypeError` and ``==`` is false. There is no subtraction: two cycles can share a scale and
    still not be comparable, so steps come from `peel.change` alone.

    >>> import peel
    >>> peel.FIVE_TIER["adequate"] < peel.FIVE_TIER["good"]
    True
    >>> peel.FOUR_TIER["good"] == peel.FIVE_TIER["good"]
    False
    """

    table: ClassVar[str] = "scales"

    #: Key of the judgement scale, such as ``four-tier``.
    scale: str = attrs.field(metadata=WITH_ROW)
    #: Key of the grade, such as ``requires-improvement``.
    key: str = attrs.field(metadata=column("with the row", name="grade"))
    #: The grade as the inspectorate prints it.
    label: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Place on the scale; 1 is worst. Ordinal: differences of ranks are not amounts.
    rank: int = attrs.field(hash=False, metadata=WITH_ROW)
    #: What the grade means, in this library's words; None where no definition was found.
    definition: str | None = attrs.field(default=None, hash=False, repr=False, metadata=WITH_ROW)
    #: Id of the source of the scale.
    source: str | None = attrs.field(default=None, hash=False, repr=False, metadata=WITH_ROW)

    @property
    def initials(self) -> str:
        """The label in short.

        >>> import peel
        >>> peel.FIVE_TIER["requires-improvement"].initials
        'RI'
        """
        return "".join(word[0] for word in self.label.split()).upper()

    # By rank alone: a record may word the definition of a grade otherwise, and it is no better.

    def __lt__(self, other: Grade) -> bool:
        return self.rank < self._rank_of(other) if isinstance(other, Grade) else NotImplemented

    def __le__(self, other: Grade) -> bool:
        return self.rank <= self._rank_of(other) if isinstance(other, Grade) else NotImplemented

    def __gt__(self, other: Grade) -> bool:
        return self.rank > self._rank_of(other) if isinstance(other, Grade) else NotImplemented

    def __ge__(self, other: Grade) -> bool:
        return self.rank >= self._rank_of(other) if isinstance(other, Grade) else NotImplemented

    def _rank_of(self, other: Grade) -> int:
        """The rank of a grade of the same scale."""
        if self.scale != other.scale:
            raise TypeError(
                f"'{self.label}' ({self.scale}) and '{other.label}' ({other.scale}) are grades of "
                "different judgement scales, which have no common order"
            )
        return other.rank

    def __sub__(self, other: Never) -> NoReturn:
        raise TypeError(
            "grades cannot be subtracted: whether two judgements may be compared depends on their "
            "cycles and question, so steps come from peel.change(force, question, before, after)"
        )

    def __str__(self) -> str:
        return self.label


@attrs.frozen(order=False)
class JudgementScale(Record):
    """A judgement scale: its grades, best first.

    >>> import peel
    >>> [str(grade) for grade in peel.FOUR_TIER]
    ['Outstanding', 'Good', 'Requires improvement', 'Inadequate']
    >>> peel.FIVE_TIER.parse("Requires improvement").rank
    2
    >>> "adequate" in peel.FOUR_TIER
    False
    """

    #: Key of the scale, such as ``five-tier``.
    key: str
    #: The grades, best first.
    grades: tuple[Grade, ...] = attrs.field(hash=False)

    def parse(self, text: GradeKey | str | Grade) -> Grade:
        """The grade with this key or label in any case, or these initials.

        Initials of one letter are capitals: ``G``. A grade of another record is this scale's own.

        Raises:
            UnknownGradeError: If the scale has no such grade.
            TypeError: If it is neither text nor a `Grade`.

        >>> import peel
        >>> peel.FOUR_TIER.parse("GOOD") is peel.FOUR_TIER.parse("G") is peel.FOUR_TIER["good"]
        True
        >>> peel.FOUR_TIER["ri"].label
        'Requires improvement'
        """
        found = self._find(text)
        if found is None:
            raise no_grade([self], text)
        return found

    __getitem__ = parse

    def _find(self, asked: object) -> Grade | None:
        name = asked.key if isinstance(asked, Grade) and asked.scale == self.key else asked
        if not isinstance(name, str):
            return None
        folded, letters = fold(name), name.strip()
        for grade in self.grades:
            if folded in (fold(grade.key), fold(grade.label)):
                return grade
        letters = letters.upper() if len(letters) > 1 else letters
        named = [grade for grade in self.grades if grade.initials == letters]
        return named[0] if len(named) == 1 else None

    def __contains__(self, item: object) -> bool:
        """Whether ``scale[item]`` is a grade."""
        return self._find(item) is not None

    def __iter__(self) -> Iterator[Grade]:
        return iter(self.grades)

    def __reversed__(self) -> Iterator[Grade]:
        return reversed(self.grades)

    def __len__(self) -> int:
        return len(self.grades)

    def __str__(self) -> str:
        return f"{self.key}: {', '.join(grade.label for grade in self.grades)}"


def no_grade(scales: Sequence[JudgementScale], asked: object) -> UnknownGradeError:
    """The error for what is a grade of none of *scales*: of which it is one, or what is near."""
    by_length = sorted(scales, key=len, reverse=True)
    keys = [*dict.fromkeys(grade.key for scale in by_length for grade in scale)]
    known = ", ".join(keys)
    of = f"{' and '.join(scale.key for scale in scales)} scale{'s' * (len(scales) > 1)}"
    if isinstance(asked, Grade) and asked.scale in {scale.key for scale in scales}:
        asked = asked.key
    if isinstance(asked, Grade):
        name, shown, others = asked.key, asked.label, [asked.scale]
    else:
        given, there_are = "text or a Grade", f"there are: {known}"
        name = shown = require_text(asked, "a grade", UnknownGradeError, there_are, given)
        others = [scale.key for scale in (FOUR_TIER, FIVE_TIER) if name in scale]
    if others:
        other = f"{quoted(shown)} is a grade of the {others[0]} scale, not of the {of}: {known}"
        return UnknownGradeError(other, name)
    nearest = nearest_names(name, keys)
    near = f"; nearest: {', '.join(map(repr, nearest))}" if nearest else ""
    none = f"no grade of the {of} is called {quoted(name)}{near}; there are: {known}"
    return UnknownGradeError(none, name, nearest)


def _scale(key: str, source: str, grades: Mapping[str, str | None]) -> JudgementScale:
    """A scale of these labels and definitions, best first."""
    made = (
        Grade(key, label.lower().replace(" ", "-"), label, len(grades) - place, definition, source)
        for place, (label, definition) in enumerate(grades.items())
    )
    return JudgementScale(key, tuple(made))


#: The judgement scale of 2014 to 2018-19.
FOUR_TIER = _scale(
    "four-tier",
    "hmicfrs-peel-assessments-national-peel-reports",
    dict.fromkeys(["Outstanding", "Good", "Requires improvement", "Inadequate"]),
)

#: The judgement scale since 2021-22, on which every grade was redefined.
FIVE_TIER = _scale(
    "five-tier",
    "hmicfrs-peel-assessments-what-is-peel-how-we-inspect-peel",
    {
        "Outstanding": "goes substantially beyond the characteristics of good performance",
        "Good": "shows substantially all characteristics of good performance",
        "Adequate": "shows some characteristics of good performance; improvements are needed in "
        "identified areas",
        "Requires improvement": "shows few or none of the characteristics of good performance; a "
        "substantial number of improvements are needed",
        "Inadequate": "gives causes of concern, with recommendations to address them",
    },
)
