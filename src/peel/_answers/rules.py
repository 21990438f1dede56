"""The seven rules of when grades compare; the statements they apply: data/comparability.csv.

1. Different questions are not comparable: another question asks something else.
2. Different judgement scales are not comparable: in 2021-22 every grade was redefined
   (hmicfrs-peel-reports-leicestershire-2021-22).
3. Neighbouring cycles follow the inspectorate's statement on the question, else its statement on
   all questions; farther ones need every step (table ``comparability``); no statement: unknown.
4. A carried-over judgement is compared as its root, the judgement actually made
   (hmicfrs-news-peel-police-effectiveness-2017-force-press-releases).
5. A pillar whose questions were in part carried over was inspected again in part (the same);
   where some are not recorded, that is a caveat.
6. The grade in force counts; a revision is a caveat (northantspfcc-p-25963).
7. A cell without a grade gives the error of its kind, not a change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import attrs

from peel._errors import NotGradedError
from peel._records.answer import Edition
from peel._records.cells import Cell
from peel._records.changes import Comparability, Direction, GradeChange
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade
from peel._records.judgements import Judgement
from peel._vocabulary import Reinspected, Status

#: Finds the recorded statement on two neighbouring cycles and a question (None: all questions).
Statement = Callable[[Cycle, Cycle, "str | None"], "Comparability | None"]

#: Finds the recorded judgement of the same force and question in another cycle.
Recorded = Callable[[Judgement, Cycle], "Judgement | None"]

_WORST_FIRST: tuple[Status, ...] = ("not comparable", "unknown", "comparable")


def compare_cycles(
    cycles: Sequence[Cycle], statement: Statement, before: Cycle, after: Cycle, question: str | None
) -> Comparability:
    """Rules 2 and 3: whether grades of two cycles may be compared; *cycles* are in order."""
    path = cycles[cycles.index(before) : cycles.index(after) + 1]
    steps = [_step(statement, *pair, question) for pair in pairwise(path)]
    found = {step.status for step in steps}
    status: Status = next(status for status in _WORST_FIRST if status in found)
    if before.scale != after.scale and status != "not comparable":
        reason = f"the judgement scale changed: {before.scale}, then {after.scale}"
        return Comparability(before, after, question, "not comparable", reason)
    deciding = [step for step in steps if step.status == status]
    reason = "; ".join(
        step.reason
        if len(steps) == 1
        else f"{step.from_cycle.label} to {step.to_cycle.label}: {step.reason}"
        for step in deciding
    )
    sources = dict.fromkeys(source for step in deciding for source in step.sources)
    return Comparability(before, after, question, status, reason, tuple(sources))


def _step(statement: Statement, before: Cycle, after: Cycle, question: str | None) -> Comparability:
    nothing = "no statement by the inspectorate is recorded"
    return (
        (question and statement(before, after, question))
        or statement(before, after, None)
        or Comparability(before, after, question, "unknown", nothing)
    )


def compare_questions(
    cycles: Sequence[Cycle], statement: Statement, before: Question, after: Question
) -> Comparability:
    """Rules 1 to 3: whether grades for two questions may be compared."""
    if before.cycle == after.cycle:
        reason = f"{before.phrase} and {after.phrase} are different questions of one cycle"
        return Comparability(before.cycle, after.cycle, None, "not comparable", reason)
    if before.id == after.id:
        return compare_cycles(cycles, statement, before.cycle, after.cycle, before.id)
    reason = (
        f"the questions differ: {before.phrase} in {before.cycle.label}, {after.phrase} in "
        f"{after.cycle.label}"
    )
    between = compare_cycles(cycles, statement, before.cycle, after.cycle, None)
    if between.status != "not comparable":
        return Comparability(before.cycle, after.cycle, None, "not comparable", reason)
    return attrs.evolve(between, reason=f"{reason}; {between.reason}")


def _root(judgement: Judgement, recorded: Recorded) -> tuple[Cycle, Judgement | None]:
    """Rule 4: the cycle in which the judgement was actually made, and what is recorded there."""
    if judgement.carried_from is None:
        return judgement.cycle, judgement
    earlier = recorded(judgement, judgement.carried_from)
    return _root(earlier, recorded) if earlier else (judgement.carried_from, None)


def change(
    before: Judgement,
    after: Judgement,
    comparability: Comparability,
    cycles: Sequence[Cycle],
    recorded: Recorded,
    parts: Sequence[Judgement],
    missing: Sequence[Question] = (),
    edition: Edition | None = None,
) -> GradeChange:
    """Rules 4 to 7 on top of *comparability*.

    *parts* are the judgements under a pillar, *missing* its questions that may have been carried
    over and are not recorded.
    """
    grades = grade_of(before), grade_of(after)
    (before_cycle, before_root), (after_cycle, after_root) = (
        _root(judgement, recorded) for judgement in (before, after)
    )
    carried = ", ".join(part.question.phrase for part in parts if part.carried_from)
    reinspected: Reinspected = "in part" if carried else "yes"
    if cycles.index(after_cycle) <= cycles.index(before_cycle):
        reinspected = "no"
    caveats = [*before.caveats, *after.caveats]
    if reinspected == "in part":
        caveats.append(f"{after.cycle.label} was inspected in part; carried over: {carried}")
    if reinspected != "no" and comparability.comparable and missing:
        of = ", ".join(question.phrase for question in missing)
        caveats.append(f"{after.cycle.label}: not recorded, so not known if inspected again: {of}")
    steps: int | None = None
    if not comparability.comparable:
        unknown = comparability.status == "unknown"
        direction = Direction.UNKNOWN if unknown else Direction.NOT_COMPARABLE
    elif reinspected == "no":
        direction = Direction.NOT_REINSPECTED
    else:
        steps = grades[1].rank - grades[0].rank
        moved = Direction.IMPROVED if steps > 0 else Direction.DECLINED
        direction = moved if steps else Direction.UNCHANGED
    return GradeChange(
        before,
        after,
        comparability,
        steps,
        direction,
        reinspected,
        before_root,
        after_root,
        tuple(caveats),
        edition=edition,
    )


def grade_of(judgement: Judgement) -> Grade:
    """Rule 7: the grade; `NotGradedError` with the reason where none was given."""
    if judgement.grade is None:
        cell = Cell(judgement.force, judgement.question)
        raise NotGradedError(
            f"{cell}: not graded: {judgement.note or 'no reason is recorded'}",
            "not graded",
            force=judgement.force.id,
            cycle=judgement.cycle.id,
            question=judgement.question.id,
        )
    return judgement.grade
