"""Forces side by side in one cycle, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import attrs

from peel._records._base import show_id, show_ids, show_number
from peel._records.answer import Answer
from peel._records.forces import Force, force_register
from peel._records.framework import Cycle, Question, question_register
from peel._records.grades import JudgementScale
from peel._records.judgements import Judgement, also_recorded
from peel._records.marks import footnote, marks
from peel._vocabulary import CellStatus, WithoutGrade
from peel._words.text import aligned, grades_recorded, listed, some

# A table of a comparison asks for each of its cells. By id that costs the same without a cache; by
# label a register that is built anew takes about a millisecond.
_forces = lru_cache(maxsize=16)(force_register)
_questions = lru_cache(maxsize=16)(question_register)


@attrs.frozen(order=False)
class Comparison(Answer):
    """Forces side by side in one cycle: forces × questions, without any average or ranking.

    >>> import peel
    >>> comparison = peel.compare(["kent", "essex"], "2017")
    >>> comparison["essex", "efficiency"].grade.label
    'Good'
    """

    #: The forces, in the order in which they were asked for.
    forces: tuple[Force, ...] = attrs.field(repr=show_ids)
    #: The cycle.
    cycle: Cycle = attrs.field(repr=show_id)
    #: The judgement scale of the cycle.
    scale: JudgementScale = attrs.field(hash=False, repr=False)
    #: The graded questions of the cycle, in the framework's order.
    questions: tuple[Question, ...] = attrs.field(hash=False, repr=show_number)
    #: The recorded judgements, by force and question.
    judgements: tuple[Judgement, ...] = attrs.field(hash=False, repr=show_number)
    #: Version of the framework for each force of 2021-22, where versions differ; else empty.
    framework_versions: tuple[tuple[Force, str | None], ...] = attrs.field(
        default=(), hash=False, repr=False
    )
    #: The forces of which no inspection in the cycle is recorded.
    uninspected: tuple[Force, ...] = attrs.field(default=(), hash=False, repr=show_ids)

    def __getitem__(self, cell: tuple[Force | str, Question | str]) -> Judgement | None:
        """The judgement of a force for a question; None where none is recorded.

        Raises `UnknownForceError` or `UnknownQuestionError` for what is not part of the comparison.
        """
        if not isinstance(cell, tuple) or len(cell) != 2:  # noqa: PLR2004
            raise TypeError('two names are expected: comparison["kent", "efficiency"]')
        force = _forces(self.forces, "force of this comparison").find(cell[0])
        question = _questions(self.questions, "question of this comparison").find(cell[1])
        for judgement in self.judgements:
            if judgement.force.id == force.id and judgement.question.id == question.id:
                return judgement
        return None

    @property
    def rows(self) -> tuple[tuple[Question, tuple[Judgement | None, ...]], ...]:
        """For each question the judgements of the forces, in their order."""
        cells = {(item.force.id, item.question.id): item for item in self.judgements}
        return tuple(
            (question, tuple(cells.get((force.id, question.id)) for force in self.forces))
            for question in self.questions
        )

    def without(self, force: Force, question: Question) -> WithoutGrade:
        """What is known of a cell without a judgement: whether there is one may itself be unknown.

        >>> import peel
        >>> kent = peel.compare(["kent"], "2023-25")
        >>> {kent.without(force, question) for force, question in kent.not_recorded}
        {'not recorded'}
        """
        return question.status_without_row(inspected=force not in self.uninspected)

    @property
    def not_recorded(self) -> tuple[tuple[Force, Question], ...]:
        """The cells whose grade is expected and not recorded, as `Coverage.missing` has them."""
        return self._cells("not recorded")

    @property
    def unknown(self) -> tuple[tuple[Force, Question], ...]:
        """The cells of which it is not even known whether there is a grade.

        The question is graded for some forces only, or no inspection of the force is recorded.
        """
        return self._cells("unknown")

    def _cells(self, status: CellStatus) -> tuple[tuple[Force, Question], ...]:
        return tuple(
            (force, question)
            for question, judgements in self.rows
            for force, judgement in zip(self.forces, judgements, strict=True)
            if status == (judgement.status if judgement else self.without(force, question))
        )

    @property
    def not_graded(self) -> tuple[tuple[Force, Question], ...]:
        """The cells of which it is recorded that no grade was given.

        >>> import peel
        >>> of = peel.compare(["greater-manchester"], "2017").not_graded
        >>> [question.id for _, question in of if question.kind == "pillar"]
        ['efficiency', 'legitimacy']
        """
        return self._cells("not graded")

    @property
    def coverage_line(self) -> str:
        """How much is known of what is expected, in words, as `Coverage.summary` counts it."""
        inspected = len(self.forces) - len(self.uninspected)
        cells = inspected * sum(item.graded == "always" for item in self.questions)
        sure = [item for item in self.judgements if item.question.graded == "always"]
        graded = sum(item.grade is not None for item in sure)
        uninspected = ", ".join(force.name for force in self.uninspected)
        versions = [f"{force.name} {of or 'not known'}" for force, of in self.framework_versions]
        parts = [
            grades_recorded(graded, cells) if cells else "",
            some(len(sure) - graded, "not graded"),
            some(len(self.not_recorded), "not recorded"),
            also_recorded([item for item in self.judgements if item.question.graded != "always"]),
            f"no inspection is recorded of {uninspected}" if uninspected else "",
            *listed({"version of the framework": versions}),
        ]
        return "; ".join(filter(None, parts))

    def __str__(self) -> str:
        names = ("", *(force.name for force in self.forces))
        table = aligned([names, *rows_of_text(self)])
        lines = [self.cycle.title, table, footnote(self.judgements), self.coverage_line]
        return "\n".join(filter(None, [*lines, *self.notes]))


def rows_of_text(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """The label of each question, and of each force the grade with its marks, or why there is none."""
    for question, judgements in comparison.rows:
        yield (
            question.label,
            *(
                f"{item.grade_text}{marks(item)}" if item else comparison.without(force, question)
                for force, item in zip(comparison.forces, judgements, strict=True)
            ),
        )
