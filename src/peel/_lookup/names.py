"""The registers of a record (forces, cycles, questions); the hint for a name of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from peel._errors import InvalidArgumentError, PeelError, UnknownQuestionError, UnknownThemeError
from peel._lookup.arguments import CycleLike, ForceLike, QuestionLike
from peel._lookup.framework import places_of_cycles, questions_of
from peel._records.forces import Force, force_register
from peel._records.framework import (
    Cycle,
    Question,
    cycle_name,
    cycle_register,
    question_not_recorded,
    question_register,
)
from peel._records.grades import FIVE_TIER, FOUR_TIER
from peel._records.sources import Source
from peel._tables.made_once import MadeOnce
from peel._tables.store import Store, once
from peel._words.force_names import is_other_body
from peel._words.register import Hint, Register
from peel._words.text import nearest_names, quoted

_MANY_DIGITS = 10**18
_YEAR = re.compile(
    r"\s*(?:PEEL\s+)?([0-9]{4})(?:\s*[-/–]\s*((?:[0-9]{2}){1,2}))?\s*", re.IGNORECASE
)


class Names:
    """The registers of a record, each made when it is first asked."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @MadeOnce
    def forces(self) -> Register[Force]:
        forces = self.store.all(Force)
        return force_register(forces, listing=f"peel.forces() lists all {len(forces)}")

    @MadeOnce
    def cycles(self) -> Register[Cycle]:
        return cycle_register(self.store.all(Cycle))

    def questions(self, cycle: Cycle) -> Register[Question]:
        return _questions(self.store, cycle)

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
    def regions(self) -> Register[str]:
        return vocabulary("region", tuple(sorted({of.region for of in self.store.all(Force)})))

    @MadeOnce
    def sources(self) -> Register[Source]:
        sources = self.store.all(Source)
        listing = f"peel.sources() lists all {len(sources)}"
        by_id = {source.id: source for source in sources}
        return Register("source", by_id, kind=Source, listing=listing)

    # Look-ups that tell who gives a name of something else.

    def force(self, asked: ForceLike, signature: str, *, or_theme: bool = False) -> Force:
        """The force; *or_theme* says that the call takes a theme by its word as well."""
        return self.forces.find(asked, lambda name: self._not_a_force(name, signature, or_theme))

    def cycle(self, asked: CycleLike, signature: str) -> Cycle:
        name = cycle_name(asked)
        if isinstance(name, int) and not isinstance(name, bool):
            shown = str(name) if abs(name) < _MANY_DIGITS else "a number of very many digits"
            raise self.cycles.unknown(shown, Hint("a number names a cycle only by its year"))
        return self.cycles.find(name, lambda text: self._not_a_cycle(text, signature))

    def cycles_in_order(
        self, earlier: CycleLike, later: CycleLike, signature: str
    ) -> tuple[Cycle, Cycle]:
        """Both cycles; `InvalidArgumentError` unless the second is later than the first."""
        before, after = self.cycle(earlier, signature), self.cycle(later, signature)
        place = places_of_cycles(self.store)
        if place[after.id] <= place[before.id]:
            raise InvalidArgumentError(
                f"the second cycle must be later than the first: {after.id} is not later than "
                f"{before.id}"
            )
        return before, after

    def theme(self, asked: object, signature: str) -> str:
        return self.themes.find(asked, lambda name: self._not_a_theme(name, signature))

    def question(self, cycle: Cycle, asked: QuestionLike, signature: str) -> Question:
        found = self.questions(cycle).get(asked)
        return self.questions_named(asked, (cycle,), signature)[0] if found is None else found

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
        name = asked
        if isinstance(asked, Question):
            cycles = [cycle for cycle in cycles if cycle.id == asked.cycle.id] or cycles
            name = self._id_in(cycles, asked, signature)
        found = self._in_frameworks(name, cycles)
        if found or (not cycles and self._in_frameworks(name)):
            return found
        raise self._no_question(cycles, name, signature)

    def _id_in(self, cycles: Sequence[Cycle], question: Question, signature: str) -> str:
        """The id of a question of *cycles*; one of another cycle does not stand for its like."""
        alike = [cycle for cycle in cycles if self.questions(cycle).knows(question.id)]
        if alike and question.cycle.id not in {cycle.id for cycle in cycles}:
            raise UnknownQuestionError(
                f"{question.id} is given as a question of {question.cycle.title}, and one of "
                f"{', '.join(cycle.title for cycle in alike)} is expected here: {signature}; give "
                f"its id as text, or peel.question({alike[-1].id!r}, …)",
                question.id,
                (question.id,),
            )
        return question.id

    def _no_question(self, cycles: Sequence[Cycle], asked: object, signature: str) -> PeelError:
        """The error for what names no question of *cycles*: what it is instead, what is near."""
        name = asked.id if isinstance(asked, Cycle) else cycle_name(asked)
        if self.cycles.knows(name):
            return UnknownQuestionError(
                f"{quoted(name)} is a cycle, but a question is expected here: {signature}",
                str(name),
            )
        register = self.questions(cycles[0]) if len(cycles) == 1 else self.all_questions
        text = register.text(asked)
        if self.forces.knows(text):
            return register.unknown(text, self._belongs_elsewhere(text, "a question", signature))
        hint = self._in_other_frameworks(cycles, text) or register.near(text)
        if len(cycles) != 1 or cycles[0].questions_complete:
            return register.unknown(text, hint)
        return question_not_recorded(cycles[0], text, hint)

    def _in_other_frameworks(self, cycles: Sequence[Cycle], asked: str) -> Hint | None:
        """Which other cycles have the question, or that it is a theme; what of *cycles* is like it."""
        elsewhere = self._in_frameworks(asked)
        if elsewhere:
            text = f"it is in the framework of {_ids(question.cycle for question in elsewhere)}"
            if whole := [cycle for cycle in cycles if cycle.questions_complete]:
                text += f", not of {_ids(whole)}"
        elif self.themes.knows(asked):
            text = "it is a theme"
        else:
            return None
        themes = {question.theme for question in elsewhere} or {self.themes.find(asked)}
        here = [question for cycle in cycles for question in questions_of(self.store, cycle)]
        related = dict.fromkeys(question.id for question in here if question.theme in themes)
        near = tuple(related) or nearest_names(asked, (question.id for question in here))
        if near:
            text += f"; {'of the same theme' if related else 'nearest'} in {_ids(cycles)}: "
            text += ", ".join(near)
        return Hint(text, near)

    def _not_a_force(self, asked: str, signature: str, or_theme: bool) -> Hint | None:
        if is_other_body(asked):
            return Hint("not one of the 43 territorial forces of England and Wales")
        hint, forces = self._belongs_elsewhere(asked, "a force", signature), self.forces.near(asked)
        if hint and forces.nearest:
            return Hint(f"{hint.text}; {forces.text}", forces.nearest)
        if hint or not or_theme or forces.nearest:
            return hint
        near = self.themes.near(asked).text
        return Hint(f"a theme is asked for by its word, theme=…; {near}") if near else None

    def _not_a_theme(self, asked: str, signature: str) -> Hint | None:
        themes = tuple(dict.fromkeys(question.theme for question in self._in_frameworks(asked)))
        if themes:
            return Hint(f"it is a question of the theme {' and '.join(map(repr, themes))}", themes)
        return self._belongs_elsewhere(asked, "a theme", signature)

    def _in_frameworks(
        self, asked: object, cycles: Sequence[Cycle] | None = None
    ) -> list[Question]:
        """The questions of *cycles*, or of all, that *asked* names."""
        registers = map(self.questions, self.store.all(Cycle) if cycles is None else cycles)
        return [register.find(asked) for register in registers if register.knows(asked)]

    def _not_a_cycle(self, asked: str, signature: str) -> Hint | None:
        found = _YEAR.fullmatch(asked)
        if found is None:
            return self._belongs_elsewhere(asked, "a cycle", signature)
        year, cycles = int(found[1]), self.store.all(Cycle)
        longer = tuple(cycle.id for cycle in cycles if cycle.covers(year))
        if longer and found[2]:
            first, last = sorted((year, int(found[1][: -len(found[2])] + found[2])))
            years = range(first, last + 1)
            meant = tuple(cycle.id for cycle in cycles if any(map(cycle.covers, years)))
            return Hint(f"{' or '.join(meant)} may be meant", meant)
        if longer:
            return Hint(f"{year} is part of {' and '.join(longer)}: give the whole cycle", longer)
        before = [cycle.id for cycle in cycles if cycle.years and cycle.years[-1] < year]
        after = [cycle.id for cycle in cycles if cycle.years and cycle.years[0] > year]
        near = (*before[-1:], *after[:1])
        where = "{} is the newest" if before else "{} is the first"
        if before and after:
            where = "{} is the one before, {} the one after"
        return Hint(f"none is of {year}: {where.format(*near)}", near)

    def _belongs_elsewhere(self, asked: str, expected: str, signature: str) -> Hint | None:
        """What *asked* names, where it is no name of what is expected."""
        named = {
            "a force": self.forces.knows(asked),
            "a cycle": self.cycles.knows(asked),
            "a question": bool(self._in_frameworks(asked)),
            "a theme": self.themes.knows(asked),
            "a region": self.regions.knows(asked),
            "a grade": asked in FOUR_TIER or asked in FIVE_TIER,
        }
        what = " and ".join(kind for kind, found in named.items() if found)
        return Hint(f"it is {what}, but {expected} is expected here: {signature}") if what else None


@once
def _questions(store: Store, cycle: Cycle) -> Register[Question]:
    listing = f"peel.questions({cycle.id!r}) lists what {cycle.title} asks"
    return question_register(questions_of(store, cycle), listing=listing)


def _ids(cycles: Iterable[Cycle]) -> str:
    return ", ".join(cycle.id for cycle in cycles)


@once
def of_record(store: Store) -> Names:
    return Names(store)


@lru_cache(maxsize=64)
def vocabulary(noun: str, names: tuple[str, ...]) -> Register[str]:
    """A small closed vocabulary, such as the regions."""
    return Register(noun, {name: name for name in names})
