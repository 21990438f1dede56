"""Completion in IPython and Jupyter, which ask jedi: of an object, and of a call not run yet."""

from __future__ import annotations

import pytest

import peel

jedi = pytest.importorskip("jedi")

OBJECTS = [
    peel.judgement("kent", "2017", "efficiency"),
    peel.history("kent", "efficiency"),
    peel.change("kent", "efficiency", "2016", "2017"),
    peel.inspection("kent", "2017"),
    peel.latest("kent"),
    peel.distribution("2017", "efficiency"),
    peel.compare(["kent", "essex"], "2017"),
    peel.coverage(),
    peel.monitoring("cleveland"),
    peel.judgements(force="kent"),
    peel.bundled().cells()[0],
    peel.bundled(),
]


@pytest.mark.parametrize("value", OBJECTS, ids=lambda value: type(value).__name__)
def test_an_object_completes_with_all_that_it_has(value: object) -> None:
    found = {name.name for name in jedi.Interpreter("value.", [{"value": value}]).complete()}
    assert found >= {name for name in dir(value) if not name.startswith("_")}


@pytest.mark.parametrize(
    "code",
    [
        "peel.judgement('kent', '2017', 'efficiency').",
        "for judgement in peel.judgements(force='kent'):\n    judgement.",
        "for judgement in peel.latest('kent'):\n    judgement.",
    ],
)
def test_what_a_call_will_return_completes(code: str) -> None:
    found = {name.name for name in jedi.Script(f"import peel\n{code}").complete()}
    assert found >= {"force", "grade", "evidence", "caveats"}
