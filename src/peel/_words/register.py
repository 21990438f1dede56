"""Finds a thing by its name, and words the error where none or several have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

import attrs

from peel._errors import UnknownNameError
from peel._words.text import LONGEST_NAME, fold, nearest_names, quoted, require_text

T = TypeVar("T")


class Hint(NamedTuple):
    """What an unknown name leads to: in words, and the names themselves, best first."""

    text: str
    nearest: tuple[str, ...] = ()


@attrs.define(eq=False, repr=False, slots=False)
class Register(Generic[T]):
    """Things of one kind, found by id, by what each says of its `spellings`, or by itself.

    Two names are the same if *same* makes the same text of them, or if it does of none and they
    have the same *core*; *nearest* chooses, among all names, those to suggest for an unknown one.
    """

    noun: str
    records: Mapping[str, T]
    error: type[UnknownNameError] = UnknownNameError
    kind: type | None = None
    given: str = "text"
    listing: str = ""
    same: Callable[[str], str] = fold
    core: Callable[[str], str] = fold
    nearest: Callable[[str, Iterable[str]], tuple[str, ...]] = nearest_names

    def __attrs_post_init__(self) -> None:
        self._ids_named = lru_cache(maxsize=1024)(self._find_ids)
        self._index = cache(self._names)  # an id is found without it

    def find(self, asked: object, hint: Callable[[str], Hint | None] = lambda _: None) -> T:
        """The record that *asked* names; the error of its kind if none or several do.

        *hint* may say what an unknown name is instead.
        """
        if self.kind is not None and isinstance(asked, self.kind):
            asked = getattr(asked, "id", None)
        ids = self._ids_of(asked)
        if len(ids) == 1:
            return self.records[ids[0]]
        name = self.text(asked)
        if ids:
            raise self.error(
                f"{quoted(name)} names several {self.noun}s: {', '.join(ids)}; give the id",
                name,
                ids,
            )
        raise self.unknown(name, hint(name))

    def get(self, name: object) -> T | None:
        """The record that *name* is the text of, or None."""
        ids = self._ids_of(name)
        return self.records[ids[0]] if len(ids) == 1 else None

    def text(self, asked: object) -> str:
        """*asked* if it is text that could be a name; `TypeError` or the error of its kind else."""
        article = "an" if self.noun[0] in "aeiou" else "a"
        given = f"{self.given} or a {self.kind.__name__}" if self.kind else self.given
        return require_text(asked, f"{article} {self.noun}", self.error, self._known, given)

    def knows(self, name: object) -> bool:
        """Whether *name* is text that names a record."""
        return bool(self._ids_of(name))

    def _ids_of(self, name: object) -> tuple[str, ...]:
        """The ids that *name* stands for; longer text than any name is not looked at."""
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            return ()
        return self._ids_named(str.__str__(name))  # as plain text: nobody's own object is kept

    def _find_ids(self, name: str) -> tuple[str, ...]:
        if name in self.records:
            return (name,)
        index = self._index()
        return index.get(self.same(name)) or index.get(self.core(name), ())

    @property
    def _known(self) -> str:
        """Which names there are, or what lists them."""
        return self.listing or "there are: " + ", ".join(self.records)

    def unknown(self, name: str, hint: Hint | None = None) -> UnknownNameError:
        """The error that says that nothing is called *name*, and what that leads to."""
        text, nearest = hint or self.near(name)
        parts = [f"no {self.noun} is called {quoted(name)}", text, self._known]
        return self.error("; ".join(filter(None, parts)), name, nearest)

    def near(self, name: str) -> Hint:
        """The ids whose names are nearest to *name*."""
        index = self._index()
        ids = chain.from_iterable(index[spelling] for spelling in self.nearest(name, index))
        nearest = tuple(dict.fromkeys(ids))
        return Hint("nearest: " + ", ".join(map(repr, nearest)) if nearest else "", nearest)

    def _names(self) -> dict[str, tuple[str, ...]]:
        """The ids that each name stands for; an id's own text stands for that id alone."""
        index: dict[str, tuple[str, ...]] = {}
        for identifier, record in self.records.items():
            spellings: Iterable[str] = getattr(record, "spellings", ())
            for spelling in spellings:
                for name in {self.same(spelling), self.core(spelling)} - {""}:
                    known = index.get(name, ())
                    if identifier not in known:
                        index[name] = (*known, identifier)
        return index | {self.same(identifier): (identifier,) for identifier in self.records}
