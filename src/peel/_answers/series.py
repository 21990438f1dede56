"""Changes between cycles, and a force's history with its gaps: the rules applied to a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from peel._answers import reach, rules, single
from peel._errors import NoGradeError
from peel._lookup.filters import candidates
from peel._lookup.framework import places_of_cycles, questions_of, scale_of
from peel._records.changes import Comparability, GradeChange, GradeChanges
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.history import Gap, History
from peel._records.judgements import Judgement
from peel._tables.schema import Key
from peel._tables.store import Store, once


def statement(
    store: Store, before: Cycle, after: Cycle, question: str | None
) -> Comparability | None:
    """The recorded statement on two neighbouring cycles and a question (None: all of them)."""
    return store.find(Comparability, (before.id, after.id, "*" if question is None else question))


def recorded_in(store: Store, judgement: Judgement, cycle: Cycle) -> Judgement | None:
    """What is recorded for the same force and question in another cycle, or None."""
    return store.find(Judgement, (judgement.force.id, cycle.id, judgement.question.id))


@once
def comparability(
    store: Store, before: Cycle, after: Cycle, questions: tuple[Question, Question] | None
) -> Comparability:
    """Whether grades of two cycles, or for two questions of them, may be compared."""
    cycles, stated = store.all(Cycle), partial(statement, store)
    if questions is None:
        return rules.compare_cycles(cycles, stated, before, after, None)
    return rules.compare_questions(cycles, stated, *questions)


def change(store: Store, before: Judgement, after: Judgement) -> GradeChange:
    """The change from one judgement to a later one of the same force."""
    force, was, now = before.force.id, before.question, after.question
    return _change(store, (force, was.cycle.id, was.id), (force, now.cycle.id, now.id))


@once
def _change(store: Store, earlier: Key, later: Key) -> GradeChange:
    before, after = store.get(Judgement, earlier), store.get(Judgement, later)
    parts: list[Judgement] = []
    if after.question.kind == "pillar":
        parts = [
            part
            for part in candidates(store, {after.force.id}, {after.cycle.id})
            if part.question.pillar == after.question.id and part.question.kind != "pillar"
        ]
    return rules.change(
        before,
        after,
        comparability(store, before.cycle, after.cycle, (before.question, after.question)),
        store.all(Cycle),
        partial(recorded_in, store),
        parts,
        store.edition,
    )


def change_asked_for(
    store: Store, force: Force, questions: tuple[Question, Question]
) -> GradeChange:
    """The change of a force; where a grade lacks, the error also says if none could be compared."""
    try:
        before, after = [single.judgement(store, force, asked) for asked in questions]
        return change(store, before, after)
    except NoGradeError as error:
        earlier, later = (question.cycle for question in questions)
        found = comparability(store, earlier, later, questions)
        if found.status != "not comparable":
            raise
        anyway = f"{earlier.label} and {later.label} are not comparable anyway: {found.reason}"
        error.args = (f"{error}; {anyway}",)
        raise


def changes_of_question(
    store: Store, before: Question, after: Question, force: Force | None
) -> GradeChanges:
    """The changes of *force* or of each, and the forces that have to be left out."""
    forces = store.all(Force) if force is None else (force,)
    changes: list[GradeChange] = []
    not_graded: list[Force] = []
    not_recorded: list[Force] = []
    unknown: list[Force] = []
    for of in forces:
        earlier, later = single.recorded(store, of, before), single.recorded(store, of, after)
        known = {reach.status(store, of, asked) for asked in (before, after)}
        if "not graded" in known:
            not_graded.append(of)
        elif earlier is None or later is None:
            not_recorded.append(of)
            if "unknown" in known:
                unknown.append(of)
        else:
            changes.append(change(store, earlier, later))
    return GradeChanges(
        tuple(changes),
        before.cycle,
        after.cycle,
        force,
        after.id,
        scale_of(store, after.cycle),
        tuple(not_graded),
        tuple(not_recorded),
        unknown=tuple(unknown),
        edition=store.edition,
        notes=reach.since(store, forces, [after.cycle]),
    )


def changes_of_force(store: Store, force: Force, before: Cycle, after: Cycle) -> GradeChanges:
    """The changes of each question of both cycles, and the questions that have to be left out."""
    asked_before, asked_after = questions_of(store, before), questions_of(store, after)
    later = {question.id: question for question in asked_after}
    both = [(asked, later[asked.id]) for asked in asked_before if asked.id in later]
    found = {
        question: changes_of_question(store, earlier, question, force)
        for earlier, question in both
        if "never" not in (earlier.graded, question.graded)
    }
    in_both = {question.id for question, _ in both}
    alone = tuple(
        question
        for question in (*asked_before, *asked_after)
        if question.graded != "never" and question.id not in in_both
    )
    return GradeChanges(
        tuple(change for of_one in found.values() for change in of_one),
        before,
        after,
        force,
        None,
        scale_of(store, after),
        tuple(question for question, of_one in found.items() if of_one.not_graded),
        tuple(question for question, of_one in found.items() if of_one.not_recorded),
        alone,
        tuple(question for question, of_one in found.items() if of_one.unknown),
        edition=store.edition,
        notes=reach.since(store, [force], [after]),
    )


def history(store: Store, force: Force, subject: str, questions: Sequence[Question]) -> History:
    """The judgements of a force for *questions*, which are in order of cycle."""
    begun = [question for question in questions if reach.has_begun(store, question.cycle)]
    entries: list[Judgement | Gap] = []
    for before, question in pairwise([*begun[:1], *begun]):
        entries += _years_between(store, before.cycle, question.cycle)
        entries.append(_entry(store, force, question))
    judgements = [entry for entry in entries if isinstance(entry, Judgement)]
    spanned = _spanned(store, *begun[:1], *begun[-1:])
    return History(
        force,
        subject,
        tuple(entries),
        tuple(change(store, *pair) for pair in pairwise(judgements)),
        tuple(comparability(store, *pair, None) for pair in pairwise(spanned)),
        store.all(Cycle),
        edition=store.edition,
        notes=reach.since(store, [force]) if {*spanned} & {*store.all(Cycle)[-2:]} else (),
    )


def _entry(store: Store, force: Force, question: Question) -> Judgement | Gap:
    """A cell of a history: its judgement; or why it has no grade, where that is known."""
    cell = single.recorded(store, force, question)
    if cell is not None:
        without = Gap(question.cycle.label, "not graded", question, cell.note)
        return without if cell.grade is None else cell
    inspected = reach.is_recorded(store, force, question.cycle)
    why = None if inspected else "no inspection is recorded"
    if question.graded != "always":
        why = "never graded" if question.graded == "never" else "graded for some forces only"
    kind = question.status_without_row(inspected=inspected)
    return Gap(question.cycle.label, kind, question, why)


def _spanned(store: Store, *ends: Question) -> tuple[Cycle, ...]:
    """The cycles from that of one question to that of another."""
    places = [places_of_cycles(store)[question.cycle.id] for question in ends]
    return store.all(Cycle)[places[0] : places[-1] + 1] if places else ()


def _years_between(store: Store, before: Cycle, after: Cycle) -> Iterator[Gap]:
    """The years without inspection between two cycles: 2019/20 and 2020/21."""
    places = places_of_cycles(store)
    for one, other in pairwise(store.all(Cycle)[places[before.id] : places[after.id] + 1]):
        if one.years and other.years and other.years[0] - one.years[-1] > 1:
            for year in range(one.years[-1], other.years[0]):
                yield Gap(f"{year}/{(year + 1) % 100:02}", "no inspection")
