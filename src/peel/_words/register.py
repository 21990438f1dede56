"""Finding records by what people call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from peel._errors import (
    UnknownCycleError,
    UnknownForceError,
    UnknownNameError,
    UnknownQuestionError,
)
from peel._words.text import LONGEST_NAME, fold, name_index, nearest_names, require_text, shorten

if TYPE_CHECKING:
    from peel._records.forces import Force
    from peel._records.framework import Cycle, Question

T = TypeVar("T")

_NO_YEAR = 10_000


class Register(Generic[T]):
    """The records of one kind, found by id, by name or by a record itself."""

    __slots__ = (
        "_error",
        "_ids_named",
        "_index",
        "_kind",
        "_listing",
        "_noun",
        "_records",
    )

    def __init__(
        self,
        noun: str,
        records: Mapping[str, T],
        error: type[UnknownNameError] = UnknownNameError,
        *,
        kind: type | None = None,
        spellings: Callable[[T], Iterable[str]] = lambda _: (),
        listing: str = "",
    ) -> None:
        self._noun = noun
        self._records = records
        self._error = error
        self._kind = kind
        self._listing = listing
        self._ids_named = lru_cache(maxsize=1024)(self._find_ids)
        self._index = name_index({key: spellings(record) for key, record in records.items()})

    def find(self, asked: object, hint: Callable[[str], str] = lambda _: "") -> T:
        """The record that *asked* names; the error of its kind if none or several do.

        *hint* may say what an unknown name is instead; its text ends the message.
        """
        if self._kind is not None and isinstance(asked, self._kind):
            asked = getattr(asked, "id", None)
        ids = self._ids_of(asked)
        if len(ids) == 1:
            return self._records[ids[0]]
        article = "an" if self._noun[0] in "aeiou" else "a"
        name = require_text(asked, f"{article} {self._noun}", self._error)
        if ids:
            raise self._error(
                f"{shorten(name)!r} names several {self._noun}s: {', '.join(ids)}; give the id",
                name,
                ids,
            )
        raise self.unknown(name, hint(name))

    def knows(self, name: object) -> bool:
        """Whether *name* is text that names a record."""
        return bool(self._ids_of(name))

    def _ids_of(self, name: object) -> tuple[str, ...]:
        """The ids that *name* stands for; longer text than any name is not looked at."""
        return self._ids_named(name) if isinstance(name, str) and len(name) <= LONGEST_NAME else ()

    def _find_ids(self, name: str) -> tuple[str, ...]:
        return (name,) if name in self._records else self._index.get(fold(name), ())

    def unknown(self, name: str, hint: str = "") -> UnknownNameError:
        """The error that says that nothing is called *name*, and what is nearest."""
        nearest: dict[str, None] = {}
        for spelling in nearest_names(name, self._index):
            nearest |= dict.fromkeys(self._index[spelling])
        parts = [f"no {self._noun} is called {shorten(name)!r}"]
        if hint:
            parts.append(hint)
        elif nearest:
            parts.append("nearest: " + ", ".join(map(repr, nearest)))
        parts.append(self._listing or "there are: " + ", ".join(self._records))
        return self._error("; ".join(parts), name, tuple(nearest))


def force_register(
    forces: Iterable[Force], noun: str = "force", listing: str = ""
) -> Register[Force]:
    from peel._records.forces import Force

    return Register(
        noun,
        {force.id: force for force in forces},
        UnknownForceError,
        kind=Force,
        spellings=lambda force: force.spellings,
        listing=listing,
    )


def cycle_name(asked: object) -> object:
    """A year as the text that names its cycle; anything else as it is."""
    is_year = isinstance(asked, int) and not isinstance(asked, bool) and 0 <= asked < _NO_YEAR
    return str(asked) if is_year else asked


def cycle_register(cycles: Iterable[Cycle]) -> Register[Cycle]:
    from peel._records.framework import Cycle

    return Register(
        "cycle",
        {cycle.id: cycle for cycle in cycles},
        UnknownCycleError,
        kind=Cycle,
        spellings=_cycle_spellings,
    )


def _cycle_spellings(cycle: Cycle) -> Iterable[str]:
    """'2018/19', '2018-2019' and the like, each with and without 'PEEL'."""
    spellings = [cycle.id, "-".join(map(str, cycle.years))]
    return (cycle.title, *spellings, *(f"PEEL {spelling}" for spelling in spellings))


def question_register(
    questions: Iterable[Question], noun: str = "question", listing: str = ""
) -> Register[Question]:
    """Questions of one cycle, by id, label and the last part of the id."""
    from peel._records.framework import Question

    return Register(
        noun,
        {question.id: question for question in questions},
        UnknownQuestionError,
        kind=Question,
        spellings=lambda question: (question.label, question.id.rpartition(".")[2]),
        listing=listing,
    )
