"""Values that are not what they seem: missing ones, very deep ones, text of a caller's own type."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest

import peel


class Unclear:
    """A value that is neither true nor false, as pandas has it."""

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    def __eq__(self, other: object) -> Any:
        return self

    __hash__ = None  # type: ignore[assignment]


def deep() -> list[object]:
    value: list[object] = []
    for _ in range(5_000):
        value = [value]
    return value


def missing() -> object:
    return pytest.importorskip("pandas").NA


#: Each with the place for a value.
PLACES: dict[str, Callable[[Any], object]] = {
    "style": lambda value: peel.cite(style=value),
    "on_incomparable": lambda value: peel.change(
        "kent", "efficiency", "2016", "2017", on_incomparable=value
    ),
    "force": peel.force,
    "cycle": peel.cycle,
    "question": lambda value: peel.question("2017", value),
    "day": peel.as_of,
    "filter of forces": lambda value: peel.judgements(force=value),
    "filter of grades": lambda value: peel.judgements(grade=value, scale="four-tier"),
    **{
        f"filter of {name}": lambda value, name=name: peel.judgements(**{name: value})
        for name in ("cycle", "scale", "question", "theme", "region", "basis", "evidence")
    },
    "directory": peel.load,
    "added": peel.bundled().extend,
}


@pytest.mark.parametrize("make", [missing, Unclear, deep])
@pytest.mark.parametrize("place", PLACES)
def test_a_value_that_is_none_is_refused_in_words(place: str, make: Callable[[], object]) -> None:
    value = make()
    with pytest.raises((peel.PeelError, TypeError)) as caught:
        PLACES[place](value)
    assert "ambiguous" not in str(caught.value)
    assert len(str(caught.value)) < 1_000


class Name(str):
    """Text of a caller's own type, which may hold anything."""

    __slots__ = ("__weakref__",)


def test_nobodys_own_text_is_kept() -> None:
    names = [Name("leicestershire"), Name("2017"), Name("efficiency"), Name("Nowhere")]
    for _ in range(2):
        assert peel.grade(*names[:3]).label == "Requires improvement"
        assert peel.judgement(*names[:3]).grade == peel.grade(*names[:3])
        assert peel.judgements(force=names[0], cycle=names[1], question=names[2])
        assert peel.history(names[0], names[2]).judgements
        for ask in (peel.force, peel.cycle, peel.source):
            with pytest.raises(peel.PeelError):
                ask(names[3])
    kept = [weakref.ref(name) for name in names]
    del names, ask
    gc.collect()
    assert [ref() for ref in kept] == [None] * 4
