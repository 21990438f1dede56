"""A filter takes one value or several, in whatever holds them and in any case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

import peel

#: Two values of each filter.
ASKED: dict[str, list[str]] = {
    "force": ["kent", "greater-manchester"],
    "cycle": ["2016", "2023-25"],
    "scale": ["four-tier", "five-tier"],
    "question": ["efficiency", "investigating-crime"],
    "theme": ["efficiency", "investigating-crime"],
    "grade": ["good", "requires-improvement"],
    "region": ["South East", "Wales"],
    "basis": ["derived", "carried-over"],
    "evidence": ["single", "inspectorate"],
}


def of_library(name: str, kind: str) -> Callable[[list[str]], Iterable[str]]:
    def held(values: list[str]) -> Iterable[str]:
        held: Iterable[str] = getattr(pytest.importorskip(name), kind)(values)
        return held

    return held


HOLDERS: dict[str, Callable[[list[str]], Iterable[str]]] = {
    "tuple": tuple,
    "set": set,
    "iterator": iter,
    "keys": lambda values: dict.fromkeys(values).keys(),
    "arrow": of_library("pyarrow", "array"),
    "numpy": of_library("numpy", "array"),
    "pandas": of_library("pandas", "Series"),
    "polars": of_library("polars", "Series"),
}


def passing(name: str, asked: Any) -> set[peel.Judgement]:
    scale = {"scale": "any"} if name == "grade" else {}
    return {*peel.judgements(**{name: asked}, **scale)}


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("name", ASKED)
def test_several_values_pass_as_each_does_whatever_holds_them(name: str, holder: str) -> None:
    held = HOLDERS[holder]
    each = [passing(name, value) for value in ASKED[name]]
    assert all(each)
    assert passing(name, held(ASKED[name])) == set.union(*each)
    assert passing(name, held(ASKED[name][:1])) == each[0]


@pytest.mark.parametrize(
    "ask",
    [
        lambda names: peel.judgements(force=names),
        lambda names: peel.compare(names, "2017"),
        peel.match_forces,
    ],
)
def test_what_would_give_its_keys_is_refused(ask: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"several.*; give the keys or the values of the dict"):
        ask({"kent": 1, "essex": 0})
    frame = pytest.importorskip("pandas").DataFrame({"kent": [1]})
    with pytest.raises(TypeError, match=r"several.*; give one column of the DataFrame"):
        ask(frame)


@pytest.mark.parametrize("name", ASKED)
def test_a_word_is_read_in_any_case(name: str) -> None:
    for value in ASKED[name]:
        assert passing(name, value.title()) == passing(name, [value.upper()])
        assert passing(name, value.title()) == passing(name, value)


@pytest.mark.parametrize("scale", ["Any", ["any"], ["ANY", "four-tier"], {"any"}])
def test_any_scale_is_a_word_like_the_others(scale: Any) -> None:
    assert peel.judgements(scale=scale) == peel.judgements()
    good = peel.judgements(grade="good", scale=scale)
    assert {judgement.cycle.scale for judgement in good} == {"four-tier", "five-tier"}
