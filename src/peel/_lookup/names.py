"""The registers of a record (forces, cycles, questions); the hint for a name of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from peel._errors import NotRecordedError, UnknownQuestionError, UnknownThemeError
from peel._lookup.arguments import CycleLike, ForceLike, QuestionLike
from peel._lookup.framework import places_of_cycles, questions_of, scales_of
from peel._records.forces import Force, force_register
from peel._records.framework import Cycle, Question, cycle_name, cycle_register, question_register
from peel._records.grades import JudgementScale
from peel._records.sources import Source
from peel._tables.made_once import MadeOnce
from peel._tables.store import Store, once
from peel._words.force_names import is_other_body
from peel._words.register import Register
from peel._words.text import nearest_names, quoted

_MANY_DIGITS = 10**18
_YEAR = re.compile(r"\s*(?:PEEL\s+)?([0-9]{4})(?:\s*[-/–]\s*(?:[0-9]{2}){1,2})?\s*", re.IGNORECASE)


class Names:
    """The registers of a record, each made when it is first asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._questions: dict[str, Register[Question]] = {}

    @MadeOnce
    def forces(self) -> Register[Force]:
        forces = self.store.all(Force)
        return force_register(forces, listing=f"peel.forces() lists all {len(forces)}")

    @MadeOnce
    def cycles(self) -> Register[Cycle]:
        return cycle_register(self.store.all(Cycle))

    def questions(self, cycle: Cycle) -> Register[Question]:
        """The questions of one cycle."""
        try:
            return self._questions[cycle.id]
        except KeyError:
            listing = f"peel.questions({cycle.id!r}) lists what {cycle.title} asks"
            made = question_register(questions_of(self.store, cycle), listing=listing)
            return self._questions.setdefault(cycle.id, made)

    @MadeOnce
    def all_questions(self) -> Register[Question]:
        """The questions of all cycles, for what is near to the name of none."""
        return question_register(
            self.store.all(Question), listing="peel.questions(cycle) lists what a cycle asks"
        )

    @MadeOnce
    def themes(self) -> Register[str]:
        names = sorted({item.theme for item in self.store.all(Question)})
        return Register("theme", {name: name for name in names}, UnknownThemeError)

    @MadeOnce
    def scales(self) -> Register[JudgementScale]:
        return Register("judgement scale", scales_of(self.store))

    @MadeOnce
    def sources(self) -> Register[Source]:
        sources = self.store.all(Source)
        listing = f"peel.sources() lists all {len(sources)}"
        by_id = {source.id: source for source in sources}
        return Register("source", by_id, kind=Source, listing=listing)

    # Look-ups that tell who gives a name of something else.

    def force(self, asked: ForceLike, signature: str) -> Force:
        return self.forces.find(asked, lambda name: self._not_a_force(name, signature))

    def cycle(self, asked: CycleLike, signature: str) -> Cycle:
        name = cycle_name(asked)
        if isinstance(name, int) and not isinstance(name, bool):
            shown = str(name) if abs(name) < _MANY_DIGITS else "a number of very many digits"
            raise self.cycles.unknown(shown, "a number names a cycle only by its year")
        return self.cycles.find(name, lambda text: self._not_a_cycle(text, signature))

    def cycles_in_order(
        self, earlier: CycleLike, later: CycleLike, signature: str
    ) -> tuple[Cycle, Cycle]:
        """Both cycles; `ValueError` unless the second is later than the first."""
        before, after = self.cycle(earlier, signature), self.cycle(later, signature)
        place = places_of_cycles(self.store)
        if place[after.id] <= place[before.id]:
            raise ValueError(
                f"the second cycle must be later than the first: {after.id} is not later than "
                f"{before.id}"
            )
        return before, after

    def question(self, cycle: Cycle, asked: QuestionLike, signature: str) -> Question:
        if isinstance(asked, Question) and asked.cycle.id != cycle.id:
            raise UnknownQuestionError(
                f"{asked.id} is given as a question of {asked.cycle.title}, and one of "
                f"{cycle.title} is expected here: {signature}; give its id as text, or "
                f"peel.question({cycle.id!r}, …)",
                asked.id,
            )
        if not isinstance(asked, str):
            self.refuse_cycle(asked, signature)
        return self.questions(cycle).find(
            asked, lambda name: self._not_a_question(cycle, name, signature)
        )

    def question_in_both(
        self, cycles: tuple[Cycle, Cycle], asked: QuestionLike, signature: str
    ) -> tuple[Question, Question]:
        """The question of each of two cycles; a record of one of them stands for its id."""
        if isinstance(asked, Question) and asked.cycle.id in {cycle.id for cycle in cycles}:
            asked = asked.id
        before, after = cycles
        return self.question(before, asked, signature), self.question(after, asked, signature)

    def questions_named(
        self, asked: QuestionLike, cycles: Sequence[Cycle], signature: str
    ) -> list[Question]:
        """The questions of *cycles* that *asked* names; an error if it names none."""
        if isinstance(asked, Question):
            return [self.question(asked.cycle, asked, signature)]
        registers = map(self.questions, cycles)
        found = [register.find(asked) for register in registers if register.knows(asked)]
        if found:
            return found
        if len(cycles) == 1:
            return [self.question(cycles[0], asked, signature)]
        self.refuse_cycle(asked, signature)
        elsewhere = self._in_frameworks(asked)
        if not elsewhere:
            self.all_questions.find(
                asked, lambda name: self._belongs_elsewhere(name, "a question", signature)
            )
        elif cycles:
            raise UnknownQuestionError(
                f"no question of {_ids(cycles)} is called {quoted(asked)}; it is in the framework of "
                f"{_ids(question.cycle for question in elsewhere)}",
                asked,
            )
        return []

    def refuse_cycle(self, question: object, signature: str) -> None:
        """Tell who gives a cycle, as text, year or record, where a question belongs."""
        name = question.id if isinstance(question, Cycle) else cycle_name(question)
        if self.cycles.knows(name):
            raise UnknownQuestionError(
                f"{quoted(name)} is a cycle, but a question is expected here: {signature}",
                str(name),
            )

    def _not_a_force(self, asked: str, signature: str) -> str:
        if is_other_body(asked):
            return "not one of the 43 territorial forces of England and Wales"
        return self._belongs_elsewhere(asked, "a force", signature)

    def _not_a_question(self, cycle: Cycle, asked: str, signature: str) -> str:
        """What *asked* is instead, for the message; another error where one is nearer the truth."""
        self.refuse_cycle(asked, signature)
        if self.forces.knows(asked):
            return self._belongs_elsewhere(asked, "a question", signature)
        if not cycle.questions_complete:
            raise NotRecordedError(
                f"no question called {quoted(asked)} is recorded for {cycle.title}, which may have more "
                f"questions than are recorded; peel.questions({cycle.id!r}) lists those",
                "unknown",
                cycle=cycle.id,
            )
        elsewhere = self._in_frameworks(asked)
        if not elsewhere:
            return ""
        text = (
            f"it is in the framework of {_ids(question.cycle for question in elsewhere)}, "
            f"not of {cycle.id}"
        )
        themes = {question.theme for question in elsewhere}
        here = questions_of(self.store, cycle)
        related = [question.id for question in here if question.theme in themes]
        if related:
            return f"{text}; of the same theme in {cycle.id}: {', '.join(related)}"
        near = nearest_names(asked, (question.id for question in here))
        return f"{text}; nearest there: {', '.join(near)}" if near else text

    def _in_frameworks(self, asked: object) -> list[Question]:
        """The questions of all cycles that *asked* names."""
        registers = map(self.questions, self.store.all(Cycle))
        return [register.find(asked) for register in registers if register.knows(asked)]

    def _not_a_cycle(self, asked: str, signature: str) -> str:
        if found := _YEAR.fullmatch(asked):
            year, cycles = int(found[1]), self.store.all(Cycle)
            longer = [cycle.id for cycle in cycles if cycle.covers(year)]
            if longer:
                return f"{year} is part of {' and '.join(longer)}: give the whole cycle"
            before = [cycle.id for cycle in cycles if cycle.years and cycle.years[-1] < year]
            after = [cycle.id for cycle in cycles if cycle.years and cycle.years[0] > year]
            near = (*before[-1:], *after[:1])
            where = "{} is the newest" if before else "{} is the first"
            if before and after:
                where = "{} is the one before, {} the one after"
            raise self.cycles.unknown(asked, f"none is of {year}: {where.format(*near)}", near)
        return self._belongs_elsewhere(asked, "a cycle", signature)

    def _belongs_elsewhere(self, asked: str, expected: str, signature: str) -> str:
        """What *asked* names, where it is no name of what is expected."""
        named: list[tuple[str, object]] = [
            ("a force", self.forces.knows(asked)),
            ("a cycle", self.cycles.knows(asked)),
            ("a question", self._in_frameworks(asked)),
        ]
        for what, found in named:
            if found:
                return f"it is {what}, but {expected} is expected here: {signature}"
        return ""


def _ids(cycles: Iterable[Cycle]) -> str:
    return ", ".join(cycle.id for cycle in cycles)


of_record = once(Names)


@lru_cache(maxsize=64)
def vocabulary(noun: str, names: tuple[str, ...]) -> Register[str]:
    """A small closed vocabulary, such as the regions."""
    return Register(noun, {name: name for name in names})
