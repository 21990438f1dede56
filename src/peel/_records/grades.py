"""Grades, ordered within their judgement scale, and the two scales of PEEL."""

from __future__ import annotations

from functools import total_ordering
from typing import TYPE_CHECKING, NoReturn

import attrs

from peel._errors import UnknownGradeError
from peel._words.text import nearest_names, require_text, same_name, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peel._vocabulary import GradeKey


@total_ordering
@attrs.frozen(order=False)
class Grade:
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

    #: Key of the judgement scale, such as ``four-tier``.
    scale: str
    #: Key of the grade, such as ``requires-improvement``.
    key: str
    #: The grade as the inspectorate prints it.
    label: str = attrs.field(hash=False)
    #: Place on the scale; 1 is worst. Ordinal: differences of ranks are not amounts.
    rank: int = attrs.field(hash=False)
    #: What the grade means, in this library's words; None where no definition was found.
    definition: str | None = attrs.field(default=None, hash=False, repr=False)
    #: Id of the source of the scale.
    source: str | None = attrs.field(default=None, hash=False, repr=False)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Grade):
            return NotImplemented
        if self.scale != other.scale:
            raise TypeError(
                f"'{self.label}' ({self.scale}) and '{other.label}' ({other.scale}) are grades of "
                "different judgement scales, which have no common order"
            )
        return self.rank < other.rank

    def __sub__(self, other: object) -> NoReturn:
        raise TypeError(
            "grades cannot be subtracted: whether two judgements may be compared depends on their "
            "cycles and question, so steps come from peel.change(force, question, before, after)"
        )

    def __str__(self) -> str:
        return self.label


@attrs.frozen(order=False)
class JudgementScale:
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

    def __getitem__(self, key: GradeKey | str) -> Grade:
        """The grade with this key; `UnknownGradeError` if the scale has none."""
        for grade in self.grades:
            if grade.key == key:
                return grade
        raise self._unknown(require_text(key, "a grade key", UnknownGradeError))

    def parse(self, text: GradeKey | str | Grade) -> Grade:
        """The grade with this key or label, in any case; `UnknownGradeError` if there is none.

        >>> import peel
        >>> peel.FOUR_TIER.parse("GOOD")
        Grade(scale='four-tier', key='good', label='Good', rank=3)
        """
        if isinstance(text, Grade):
            if text in self.grades:
                return text
            raise UnknownGradeError(
                f"'{text.label}' is a grade of the {text.scale} scale, not of the {self.key} scale",
                text.key,
            )
        text = require_text(text, "a grade", UnknownGradeError)
        for grade in self.grades:
            if same_name(text, grade.key) or same_name(text, grade.label):
                return grade
        raise self._unknown(text)

    def _unknown(self, asked: str) -> UnknownGradeError:
        keys = [grade.key for grade in self.grades]
        nearest = nearest_names(asked, keys)
        near = f"; nearest: {', '.join(map(repr, nearest))}" if nearest else ""
        return UnknownGradeError(
            f"the {self.key} scale has no grade {shorten(asked)!r}{near}; it has {', '.join(keys)}",
            asked,
            nearest,
        )

    def __contains__(self, item: object) -> bool:
        return any(item in (grade, grade.key) for grade in self.grades)

    def __iter__(self) -> Iterator[Grade]:
        return iter(self.grades)

    def __len__(self) -> int:
        return len(self.grades)

    def __str__(self) -> str:
        return f"{self.key}: {', '.join(grade.label for grade in self.grades)}"

    def _repr_html_(self) -> str:
        from peel._show import html

        return html.scale(self)


_FOUR_TIER_SOURCE = "hmicfrs-peel-assessments-national-peel-reports"
_FIVE_TIER_SOURCE = "hmicfrs-peel-assessments-what-is-peel-how-we-inspect-peel"

#: The judgement scale of 2014 to 2018-19.
FOUR_TIER = JudgementScale(
    "four-tier",
    (
        Grade("four-tier", "outstanding", "Outstanding", 4, None, _FOUR_TIER_SOURCE),
        Grade("four-tier", "good", "Good", 3, None, _FOUR_TIER_SOURCE),
        Grade(
            "four-tier", "requires-improvement", "Requires improvement", 2, None, _FOUR_TIER_SOURCE
        ),
        Grade("four-tier", "inadequate", "Inadequate", 1, None, _FOUR_TIER_SOURCE),
    ),
)

#: The judgement scale since 2021-22, on which every grade was redefined.
FIVE_TIER = JudgementScale(
    "five-tier",
    (
        Grade(
            "five-tier",
            "outstanding",
            "Outstanding",
            5,
            "goes substantially beyond the characteristics of good performance",
            _FIVE_TIER_SOURCE,
        ),
        Grade(
            "five-tier",
            "good",
            "Good",
            4,
            "shows substantially all characteristics of good performance",
            _FIVE_TIER_SOURCE,
        ),
        Grade(
            "five-tier",
            "adequate",
            "Adequate",
            3,
            "shows some characteristics of good performance; improvements are needed in "
            "identified areas",
            _FIVE_TIER_SOURCE,
        ),
        Grade(
            "five-tier",
            "requires-improvement",
            "Requires improvement",
            2,
            "shows few or none of the characteristics of good performance; a substantial number "
            "of improvements are needed",
            _FIVE_TIER_SOURCE,
        ),
        Grade(
            "five-tier",
            "inadequate",
            "Inadequate",
            1,
            "gives causes of concern, with recommendations to address them",
            _FIVE_TIER_SOURCE,
        ),
    ),
)
