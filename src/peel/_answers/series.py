"""Changes between cycles, and a force's history with its gaps: the rules applied to a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, product
from typing import TypeAlias

from peel._answers import reach, rules, single
from peel._answers.standing import no_longer_asked, not_asked_since, not_out
from peel._errors import NoGradeError
from peel._lookup.framework import cycles_between, forces_asked, questions_of, scale_of
from peel._lookup.names import of_record
from peel._records.changes import Comparability, GradeChange, GradeChanges
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, questions_lacking
from peel._records.history import Gap, History
from peel._records.judgements import Judgement
from peel._tables.store import Store, once
from peel._words.text import in_words

#: The years that no cycle has, by the calendar year that they begin in.
_WITHOUT_CYCLE = {2019: "2019/20", 2020: "2020/21"}
#: A force and its question in each of two cycles.
Pair: TypeAlias = tuple[Force, Question, Question]


#: The change from one judgement to a later one, worked out once.
_change = once(rules.change)


def change_asked_for(
    store: Store, force: Force, questions: tuple[Question, Question]
) -> GradeChange:
    """The change of a force; where a grade lacks, the error also says if none could be compared."""
    try:
        before, after = [single.judgement(store, force, asked) for asked in questions]
        return _change(store, before, after)
    except NoGradeError as error:
        earlier, later = (question.cycle for question in questions)
        found = rules.compare_questions(store, *questions)
        if found.status != "not comparable":
            raise
        anyway = f"{earlier.label} and {later.label} are not comparable anyway: {found.reason}"
        error.args = (f"{error}; {anyway}",)
        raise


def changes_of_question(
    store: Store, before: Question, after: Question, force: Force | None
) -> GradeChanges:
    """The changes of *force* or of each, and the forces that have to be left out."""
    cells = {of: (of, before, after) for of in forces_asked(store, force)}
    return _changes(store, cells, force, rules.compare_questions(store, before, after), after.id)


def changes_of_force(store: Store, force: Force, before: Cycle, after: Cycle) -> GradeChanges:
    """The changes of each question of both cycles, and the questions that have to be left out."""
    pairs = list(_in_both(store, before, after))
    cells = {
        later: (force, earlier, later)
        for earlier, later in pairs
        if not earlier.graded == later.graded == "never"
    }
    of_pairs = (rules.compare_questions(store, *pair) for pair in pairs)
    of_all = rules.compare_cycles(store, before, after)
    between = next((found for found in of_pairs if found.comparable), of_all)
    paired = set(chain.from_iterable(pairs))
    alone = tuple(
        question
        for question in (*questions_of(store, before), *questions_of(store, after))
        if question not in paired and question.graded != "never"
    )
    return _changes(store, cells, force, between, None, alone)


def _in_both(store: Store, before: Cycle, after: Cycle) -> Iterator[tuple[Question, Question]]:
    """The questions of two cycles that one name stands for, as where a question is asked for."""
    earlier, later = map(of_record(store).questions, (before, after))
    for question in questions_of(store, before):
        names = [
            name for name in (question.id, *question.spellings) if earlier.get(name) == question
        ]
        if other := next(filter(None, map(later.get, names)), None):
            yield question, other


def _changes(
    store: Store,
    cells: Mapping[Force, Pair] | Mapping[Question, Pair],
    force: Force | None,
    between: Comparability,
    question: str | None,
    alone: tuple[Question, ...] = (),
) -> GradeChanges:
    """The changes from cell to cell, and the subjects of those that lack a grade."""
    before, after = between.from_cycle, between.to_cycle
    known = {
        subject: {reach.status(store, of, asked) for asked in pair}
        for subject, (of, *pair) in cells.items()
    }
    lacking = {subject: states for subject, states in known.items() if "not graded" not in states}
    made = tuple(
        _change(store, *(single.judgement(store, of, asked) for asked in pair))
        for subject, (of, *pair) in cells.items()
        if known[subject] == {"recorded"}
    )
    without = (
        next((of, asked) for asked in reversed(pair) if single.recorded(store, of, asked) is None)
        for subject, (of, *pair) in cells.items()
        if lacking.get(subject, {"recorded"}) != {"recorded"}
    )
    anyway = f"{before.title} to {after.title}, {between.status_text}: {between.reason}"
    return GradeChanges(
        made,
        before,
        after,
        force,
        question,
        scale_of(store, after),
        tuple(subject for subject in known if subject not in lacking),  # type: ignore[arg-type]
        tuple(subject for subject, states in lacking.items() if states != {"recorded"}),  # type: ignore[arg-type]
        alone,
        tuple(subject for subject, states in lacking.items() if "unknown" in states),  # type: ignore[arg-type]
        edition=store.edition,
        notes=(
            *reach.since(store, forces_asked(store, force), [after]),
            *not_out(store, without),
            *([] if made or between.comparable else [anyway]),
            *(questions_lacking(before, after) if question is None else ()),
        ),
    )


def history(store: Store, force: Force, subject: str, questions: Sequence[Question]) -> History:
    """The judgements of a force for *questions*, which are in order of cycle."""
    begun = [question for question in questions if reach.has_begun(store, question.cycle)]
    entries: list[Judgement | Gap] = []
    for before, question in pairwise([*begun[:1], *begun]):
        entries += _years_between(store, before.cycle, question.cycle)
        entries.append(_entry(store, force, question))
    judgements = [entry for entry in entries if isinstance(entry, Judgement)]
    spanned = cycles_between(store, begun[0].cycle, begun[-1].cycle) if begun else ()
    nothing = "" if entries else reach.NOTHING
    if nothing and reach.newest(store, force) is not None:
        nothing += f" on {in_words(subject)}"
    gone = not_asked_since(store, questions, force)
    ended = "" if gone is None else no_longer_asked(store, questions, gone)
    since = reach.since(store, [force]) if {*spanned} & {*store.all(Cycle)[-2:]} else ()
    asked = [question for question in begun if question.graded != "never"]
    return History(
        force,
        subject,
        tuple(entries),
        tuple(_change(store, *pair) for pair in pairwise(judgements)),
        tuple(rules.compare_cycles(store, *pair) for pair in pairwise(spanned)),
        store.all(Cycle),
        gone,
        edition=store.edition,
        notes=(
            *filter(None, [nothing, ended]),
            *not_out(store, product([force], asked)),
            *since,
        ),
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


def _years_between(store: Store, before: Cycle, after: Cycle) -> Iterator[Gap]:
    """The years between two cycles of which it is known that they have none."""
    for one, other in pairwise(cycles_between(store, before, after)):
        if one.years and other.years:
            for year, label in _WITHOUT_CYCLE.items():
                if one.years[-1] <= year < other.years[0]:
                    yield Gap(label, "no cycle")
