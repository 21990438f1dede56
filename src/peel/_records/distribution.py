"""How the forces were graded for one question of one cycle, and for how many it is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from peel._records._base import show_ids, show_number
from peel._records.answer import Answer
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, show_cell
from peel._records.grades import Grade, JudgementScale
from peel._records.judgements import Judgement, Tally, show_counts
from peel._records.marks import MARKS, by_mark, marks
from peel._vocabulary import CellStatus
from peel._words.text import some


@attrs.frozen(order=False)
class Distribution(Answer):
    """How all forces were graded for one question of one cycle, and what is not known of it.

    The counts, `not_graded` and `not_recorded` add up to the number of forces.

    >>> import peel
    >>> distribution = peel.distribution("2017", "efficiency")
    >>> dict(distribution.counts)
    {'outstanding': 2, 'good': 30, 'requires-improvement': 10, 'inadequate': 0}
    >>> distribution.complete, distribution.agrees
    (True, True)
    >>> print(distribution)
    PEEL 2017, efficiency: 2 outstanding, 30 good, 10 requires improvement, 0 inadequate of 42 recorded; 1 not graded; agrees with the published count (one grade derived, which may rest on such a count)
      derived (no source names it): Humberside Police
    """

    #: The question, with its cycle.
    question: Question = attrs.field(repr=show_cell)
    #: The judgement scale of the cycle.
    scale: JudgementScale = attrs.field(hash=False, repr=False)
    #: The recorded judgements with a grade, by force.
    judgements: tuple[Judgement, ...] = attrs.field(hash=False, repr=show_number)
    #: Forces that the inspectorate did not grade.
    not_graded: tuple[Force, ...] = attrs.field(hash=False, repr=show_ids)
    #: Forces whose grade nobody has found yet.
    not_recorded: tuple[Force, ...] = attrs.field(hash=False, repr=show_ids)
    #: Those of `not_recorded` of which it is not even known whether there is a grade: the question
    #: is graded for some forces only, or no inspection of the force in the cycle is recorded.
    unknown: tuple[Force, ...] = attrs.field(hash=False, repr=show_ids)
    #: National counts that somebody published of the same grades.
    tallies: tuple[Tally, ...] = attrs.field(hash=False, repr=False)
    _count_only: tuple[tuple[str, tuple[Force, ...]], ...] = attrs.field(hash=False, repr=False)

    @property
    def cycle(self) -> Cycle:
        """The inspection cycle."""
        return self.question.cycle

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of recorded forces by grade key, best grade first, with zeros."""
        given = Counter(judgement.grade for judgement in self.judgements)
        return MappingProxyType({grade.key: given[grade] for grade in self.scale})

    def forces(self, grade: Grade | str) -> tuple[Force, ...]:
        """The recorded forces with this grade: all of them only if `complete`.

        >>> import peel
        >>> [force.id for force in peel.distribution("2017", "efficiency").forces("outstanding")]
        ['durham', 'thames-valley']
        """
        return tuple(item.force for item in self._given(grade))

    def _given(self, grade: Grade | str) -> list[Judgement]:
        wanted = self.scale.parse(grade)
        return [item for item in self.judgements if item.grade == wanted]

    def marked_names(self, grade: Grade | str) -> str:
        """The names of the recorded forces with this grade, each with the marks of its remarks.

        >>> import peel
        >>> peel.distribution("2023-25", "managing-offenders").marked_names("inadequate")
        'Cambridgeshire, Lincolnshire†*¹, Metropolitan, West Midlands*'
        """
        given = self._given(grade)
        return ", ".join(f"{item.force.short_name}{marks(item)}" for item in given)

    def count_only(self, grade: Grade | str) -> tuple[Force, ...]:
        """Forces that may have this grade although their cell is not recorded.

        Their published count has the grade for some area that is not recorded. That does not say
        that the others cannot have it: counts differ (`Inspection.counts_note`), or there is none.

        >>> import peel
        >>> distribution = peel.distribution("2023-25", "investigating-crime")
        >>> set(distribution.count_only("inadequate")) <= set(distribution.not_recorded)
        True
        """
        return dict(self._count_only).get(self.scale.parse(grade).key, ())

    @property
    def complete(self) -> bool:
        """Whether every force is recorded and the question is graded for all forces."""
        return self.question.graded == "always" and not self.not_recorded

    @property
    def shares(self) -> Mapping[str, Fraction] | None:
        """Share of the graded forces by grade key; None unless `complete`."""
        if not self.complete or not self.judgements:
            return None
        total = len(self.judgements)
        return MappingProxyType({key: Fraction(n, total) for key, n in self.counts.items()})

    @property
    def fresh(self) -> int:
        """Number of recorded grades that were awarded in this cycle."""
        return len(self.judgements) - self.carried_over

    @property
    def carried_over(self) -> int:
        """Number of recorded grades that an earlier cycle gave and this one kept."""
        return sum(judgement.carried_from is not None for judgement in self.judgements)

    @property
    def agrees(self) -> bool | None:
        """Whether the counts agree with every published tally.

        None where there is no tally, or where too little is recorded to tell.
        """
        if not self.tallies:
            return None
        counts = self.counts
        if self.complete:
            return all(dict(tally.counts) == dict(counts) for tally in self.tallies)
        exceeded = any(
            counts[key] > number for tally in self.tallies for key, number in tally.counts.items()
        )
        return False if exceeded else None

    @property
    def coverage_line(self) -> str:
        """How much is known, in words."""
        in_part = self.question.graded == "some"
        parts = [
            f"{len(self.judgements)} recorded",
            self._not_recorded_text,
            some(len(self.not_graded), "not graded"),
            some(self.carried_over, "of them carried over"),
            "graded for some forces only: not a national picture" if in_part else "",
            self._agreement,
        ]
        return "; ".join(filter(None, parts))

    @property
    def gaps(self) -> Mapping[CellStatus, tuple[Force, ...]]:
        """The forces without a grade by what is known of them.

        >>> import peel
        >>> list(peel.distribution("2017", "efficiency").gaps)
        ['not graded']
        """
        expected = tuple(force for force in self.not_recorded if force not in self.unknown)
        gaps: dict[CellStatus, tuple[Force, ...]] = {
            "not graded": self.not_graded,
            "not recorded": expected,
            "unknown": self.unknown,
        }
        return MappingProxyType({why: forces for why, forces in gaps.items() if forces})

    @property
    def _not_recorded_text(self) -> str:
        """How many are not recorded, and of how many of them it is not known whether they are graded."""
        text, unknown = some(len(self.not_recorded), "not recorded"), len(self.unknown)
        if not unknown:
            return text
        if self.question.graded == "some":
            return f"{text} (whether they were graded is not known)"
        of = "" if unknown == len(self.not_recorded) else f" {unknown} of"
        return f"{text} (no inspection of{of} them is recorded)"

    @property
    def _agreement(self) -> str:
        """Whether the counts agree, and how many grades may confirm none since they rest on one."""
        if self.agrees is None:
            return ""
        text = f"{'agrees' if self.agrees else 'disagrees'} with the published count"
        derived = sum(judgement.basis == "derived" for judgement in self.judgements)
        if not derived:
            return text
        number = "one grade" if derived == 1 else f"{derived} grades"
        return f"{text} ({number} derived, which may rest on such a count)"

    def share_text(self, grade: Grade | str) -> str:
        """How many forces have this grade, never looking complete where it is not.

        >>> import peel
        >>> peel.distribution("2017", "efficiency").share_text("good")
        '30 of 42; 1 not graded'
        >>> peel.as_of("1 June 2019").distribution("2018-19", "efficiency").share_text("good")
        '8 of 14 recorded; 29 not recorded (no inspection of them is recorded)'
        """
        share = f"{len(self.forces(grade))} of {len(self.judgements)}"
        share += " recorded" if self.not_recorded else ""
        parts = [share, self._not_recorded_text, some(len(self.not_graded), "not graded")]
        return "; ".join(filter(None, parts))

    @property
    def summary(self) -> str:
        """The counts, and what they are out of, in words.

        >>> import peel
        >>> peel.as_of("1 June 2019").distribution("2018-19", "efficiency").summary
        '3 outstanding, 8 good, 3 requires improvement, 0 inadequate of 14 recorded; 29 not recorded (no inspection of them is recorded)'
        """
        return f"{show_counts(self.counts)} of {self.coverage_line}"

    def __str__(self) -> str:
        lines = [f"{self.cycle.title}, {self.question.phrase}: {self.summary}"]
        for key, forces in self._count_only:
            may_be = f"may also be {self.scale[key].label.lower()}, by a published count alone"
            lines.append(f"  {may_be}: {', '.join(force.name for force in forces)}")
        for kind, judgements in by_mark(self.judgements).items():
            names = ", ".join(judgement.force.name for judgement in judgements)
            lines.append(f"  {MARKS[kind][1]}: {names}")
        return "\n".join([*lines, *self.notes])
