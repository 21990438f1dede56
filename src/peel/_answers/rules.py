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

from itertools import pairwise

import attrs

from peel._errors import NotGradedError
from peel._lookup.filters import candidates
from peel._lookup.framework import cycles_between, places_of_cycles, questions_of
from peel._records.cells import Cell
from peel._records.changes import Comparability, Direction, GradeChange
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade
from peel._records.judgements import Judgement
from peel._tables.store import Store, once
from peel._vocabulary import Reinspected, Status

_WORST_FIRST: tuple[Status, ...] = ("not comparable", "unknown", "comparable")


@once
def compare_cycles(
    store: Store, before: Cycle, after: Cycle, question: str | None = None
) -> Comparability:
    """Rules 2 and 3: whether grades of two cycles, for a question or all, may be compared."""
    path = cycles_between(store, before, after)
    steps = [_step(store, *pair, question) for pair in pairwise(path)]
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


def _step(store: Store, before: Cycle, after: Cycle, question: str | None) -> Comparability:
    nothing = "no statement by the inspectorate is recorded"
    return (
        (question and store.find(Comparability, (before.id, after.id, question)))
        or store.find(Comparability, (before.id, after.id, "*"))
        or Comparability(before, after, question, "unknown", nothing)
    )


@once
def compare_questions(store: Store, before: Question, after: Question) -> Comparability:
    """Rules 1 to 3: whether grades for two questions may be compared."""
    if before.cycle == after.cycle:
        reason = f"{before.phrase} and {after.phrase} are different questions of one cycle"
        return Comparability(before.cycle, after.cycle, None, "not comparable", reason)
    if before.id == after.id:
        return compare_cycles(store, before.cycle, after.cycle, before.id)
    reason = (
        f"the questions differ: {before.phrase} in {before.cycle.label}, {after.phrase} in "
        f"{after.cycle.label}"
    )
    between = compare_cycles(store, before.cycle, after.cycle)
    if between.status != "not comparable":
        return Comparability(before.cycle, after.cycle, None, "not comparable", reason)
    return attrs.evolve(between, reason=f"{reason}; {between.reason}")


def _root(store: Store, judgement: Judgement) -> tuple[Cycle, Judgement | None]:
    """Rule 4: the cycle in which the judgement was actually made, and what is recorded there."""
    while (origin := judgement.carried_from) is not None:
        earlier = store.find(Judgement, (judgement.force.id, origin.id, judgement.question.id))
        if earlier is None:
            return origin, None
        judgement = earlier
    return judgement.cycle, judgement


def change(store: Store, before: Judgement, after: Judgement) -> GradeChange:
    """Rules 4 to 7: the change from one judgement to a later one of the same force."""
    grades = grade_of(before), grade_of(after)
    comparability = compare_questions(store, before.question, after.question)
    (before_cycle, before_root), (after_cycle, after_root) = (
        _root(store, judgement) for judgement in (before, after)
    )
    parts = _parts(store, after)
    carried = ", ".join(asked.phrase for asked, part in parts if part and part.carried_from)
    missing = ", ".join(
        asked.phrase for asked, part in parts if not part and asked.graded == "always"
    )
    reinspected: Reinspected = "in part" if carried else "yes"
    place = places_of_cycles(store)
    if place[after_cycle.id] <= place[before_cycle.id]:
        reinspected = "no"
    caveats = [*before.caveats, *after.caveats]
    if reinspected == "in part":
        caveats.append(f"{after.cycle.label} was inspected in part; carried over: {carried}")
    if after_root is None and reinspected != "no":
        unsure = f"the judgement of {after_cycle.label} is not recorded"
        caveats.append(f"{after.cycle.label}: {unsure}, so not known if inspected again")
    sure = reinspected == "no" or not _carries_over(store, after.cycle)
    if missing and comparability.comparable and not sure:
        unsure = f"not recorded, so not known if inspected again: {missing}"
        caveats.append(f"{after.cycle.label}: {unsure}")
    return GradeChange(
        before,
        after,
        comparability,
        *_move(*grades, comparability, reinspected),
        reinspected,
        before_root,
        after_root,
        tuple(caveats),
        edition=store.edition,
    )


def _move(
    before: Grade, after: Grade, comparability: Comparability, reinspected: Reinspected
) -> tuple[int | None, Direction]:
    """How many grades up or down, and which way; or why that cannot be said."""
    if not comparability.comparable:
        unknown = comparability.status == "unknown"
        return None, Direction.UNKNOWN if unknown else Direction.NOT_COMPARABLE
    if reinspected == "no":
        return None, Direction.NOT_REINSPECTED
    steps = after.rank - before.rank
    moved = Direction.IMPROVED if steps > 0 else Direction.DECLINED
    return steps, moved if steps else Direction.UNCHANGED


def _parts(store: Store, pillar: Judgement) -> list[tuple[Question, Judgement | None]]:
    """The questions under a pillar, each with what is recorded of it."""
    force, cycle, of = pillar.force, pillar.cycle, pillar.question
    return [
        (question, store.find(Judgement, (force.id, cycle.id, question.id)))
        for question in questions_of(store, cycle)
        if of.kind == "pillar" and question.kind != "pillar" and question.pillar == of.id
    ]


@once
def _carries_over(store: Store, cycle: Cycle) -> bool:
    """Whether any grade of a cycle is an earlier one, of a question not inspected again."""
    return any(judgement.carried_from for judgement in candidates(store, None, {cycle.id}))


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
