"""A force over the years: changes between cycles, and histories with their gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from peel._answers import rules
from peel._records.changes import GradeChange, GradeChanges
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.history import Gap, History
from peel._records.judgements import Judgement

if TYPE_CHECKING:
    from peel._dataset import Dataset


def change_between(dataset: Dataset, before: Judgement, after: Judgement) -> GradeChange:
    """The change from one judgement to another of the same force."""
    parts: list[Judgement] = []
    if after.question.kind == "pillar":
        parts = [
            part
            for part in dataset.judgements(force=after.force, cycle=after.cycle)
            if part.question.pillar == after.question.id and part.question.kind != "pillar"
        ]
    one, other = before.question, after.question
    comparability = dataset._once(
        ("comparability", one.cycle.id, one.id, other.cycle.id, other.id),
        lambda: rules.compare_questions(dataset.cycles(), dataset._statement, one, other),
    )
    return rules.compare(
        before, after, comparability, dataset.cycles(), dataset._recorded_in, parts
    )


def changes_of_question(
    dataset: Dataset, before: Question, after: Question, forces: Iterable[Force]
) -> GradeChanges:
    """The changes of each force, and the forces that have to be left out."""
    changes: list[GradeChange] = []
    not_graded: list[Force] = []
    not_recorded: list[Force] = []
    for force in forces:
        cells = dataset._recorded(force, before), dataset._recorded(force, after)
        if _lacks_grade(zip((before, after), cells, strict=True)):
            not_graded.append(force)
        elif cells[0] is None or cells[1] is None:
            not_recorded.append(force)
        else:
            changes.append(dataset._change_between(cells[0], cells[1]))
    return GradeChanges(
        tuple(changes),
        before.cycle,
        after.cycle,
        dataset._names.scales.find(after.cycle.scale),
        tuple(not_graded),
        tuple(not_recorded),
    )


def changes_of_force(dataset: Dataset, force: Force, before: Cycle, after: Cycle) -> GradeChanges:
    """The changes of each question of both cycles, and the questions that have to be left out."""
    earlier_ids = {question.id for question in dataset.questions(before)}
    later = {question.id: question for question in dataset.questions(after)}
    changes: list[GradeChange] = []
    not_graded: list[Question] = []
    not_recorded: list[Question] = []
    for earlier in dataset.questions(before):
        question = later.get(earlier.id)
        if question is None or "never" in (earlier.graded, question.graded):
            continue
        of_one = changes_of_question(dataset, earlier, question, [force])
        changes += of_one
        not_graded += [question] * len(of_one.not_graded)
        not_recorded += [question] * len(of_one.not_recorded)
    alone = tuple(
        question
        for question in (*dataset.questions(before), *dataset.questions(after))
        if question.graded != "never" and not (question.id in later and question.id in earlier_ids)
    )
    return GradeChanges(
        tuple(changes),
        before,
        after,
        dataset._names.scales.find(after.scale),
        tuple(not_graded),
        tuple(not_recorded),
        alone,
    )


def _lacks_grade(cells: Iterable[tuple[Question, Judgement | None]]) -> bool:
    """Whether one of the cells was not graded, or belongs to a question that never is."""
    return any(
        question.graded == "never" if cell is None else cell.grade is None
        for question, cell in cells
    )


def history(dataset: Dataset, force: Force, subject: str, questions: Sequence[Question]) -> History:
    """The judgements of a force for *questions*, which are in order of cycle."""
    judgements: list[Judgement] = []
    gaps: list[Gap] = []
    previous: Cycle | None = None
    for question in questions:
        cycle = question.cycle
        if previous is not None and cycle != previous:
            gaps += _gaps_between(dataset.cycles(), previous, cycle)
        previous = cycle
        cell = dataset._recorded(force, question)
        if cell is not None and cell.grade is not None:
            judgements.append(cell)
        elif cell is not None:
            gaps.append(Gap(cycle.label, "not graded", cycle, cell.note))
        elif question.graded == "never":
            gaps.append(Gap(cycle.label, "not graded", cycle, "never graded"))
        elif dataset._has_inspection(force, cycle):
            gaps.append(Gap(cycle.label, "not recorded", cycle))
    changes = [dataset._change_between(*pair) for pair in pairwise(judgements)]
    cycles = dataset.cycles()
    asked = [cycles.index(question.cycle) for question in questions]
    spanned = cycles[min(asked) : max(asked) + 1] if asked else ()
    statements = [dataset.comparability(*pair) for pair in pairwise(spanned)]
    return History(
        force, subject, tuple(judgements), tuple(changes), tuple(gaps), tuple(statements)
    )


def _gaps_between(cycles: tuple[Cycle, ...], before: Cycle, after: Cycle) -> Iterator[Gap]:
    """The years without inspection between two cycles: 2019/20 and 2020/21."""
    for one, other in pairwise(cycles[cycles.index(before) : cycles.index(after) + 1]):
        if one.years and other.years and other.years[0] - one.years[-1] > 1:
            for year in range(one.years[-1], other.years[0]):
                yield Gap(f"{year}/{(year + 1) % 100:02}", "no inspection")
