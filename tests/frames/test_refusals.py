"""What is no frame, and libraries that are not there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import peel


@pytest.fixture(params=["to_pandas", "to_polars", "to_arrow"])
def to_frame(request: pytest.FixtureRequest) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(peel, request.param)
    return function


def test_an_empty_sequence_needs_its_kind(to_frame: Callable[..., Any]) -> None:
    with pytest.raises(peel.InvalidArgumentError, match=r"kind=peel\.Judgement"):
        to_frame([])
    assert len(to_frame([], kind=peel.Judgement)) == 0
    assert len(to_frame(peel.judgements(cycle="2017"), kind=peel.Judgement)) > 0


def test_mixed_kinds_are_refused(to_frame: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="several: Cycle, Force"):
        to_frame([peel.force("kent"), peel.cycle("2017")])
    with pytest.raises(TypeError, match="several: Force, Judgement"):
        to_frame(peel.forces(), kind=peel.Judgement)


@pytest.mark.parametrize(
    ("records", "named"),
    [
        ("leicestershire", "str"),
        (None, "NoneType"),
        ([1, 2], "int"),
        (peel.bundled(), "Dataset"),
        (peel.force("kent"), "Force"),
        ([None], "NoneType"),
    ],
)
def test_what_is_no_sequence_of_records_is_refused(
    to_frame: Callable[..., Any], records: object, named: str
) -> None:
    with pytest.raises(TypeError, match=f"not (of )?{named}"):
        to_frame(records)


@pytest.mark.parametrize(
    ("function", "library"),
    [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")],
)
def test_a_missing_library_is_named_as_pip_knows_it(
    function: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError) as caught:
        getattr(peel, function)(peel.forces())
    assert str(caught.value).endswith(f": pip install {library}")
    assert caught.value.name == library


def test_importing_peel_loads_no_frame_library() -> None:
    code = (
        "import sys, peel; peel.judgements(cycle='2017');"
        "print([name for name in ('pandas', 'polars', 'pyarrow', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("given", ["no", "yes", 1, None])
def test_a_switch_is_true_or_false_and_nothing_like_it(given: Any) -> None:
    scale = peel.FOUR_TIER
    for call in (
        lambda: peel.to_pandas(scale, ordered=given),
        lambda: peel.to_arrow(scale, ordered=given),
        lambda: peel.bundled().extend(peel.bundled(), replace=given),
    ):
        with pytest.raises(TypeError, match=r"^(ordered|replace) is True or False, not"):
            call()


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ("kent", "a sequence of records is expected, not str"),
        (
            peel.force("kent"),
            "a sequence of records is expected, not Force: put one alone into a list",
        ),
        ([3], "records of this library are expected, not int"),
        (
            [peel.latest("kent")],
            "records of this library are expected, not Latest: give an answer by itself",
        ),
    ],
)
def test_what_is_no_frame_is_told_whole(records: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        peel.to_pandas(records)
    assert str(caught.value) == said


def test_what_says_no_kind_is_told_whole() -> None:
    with pytest.raises(peel.InvalidArgumentError, match="an empty sequence") as empty:
        peel.to_pandas([])
    assert str(empty.value) == (
        "an empty sequence does not say what its records are, so its columns are not known: give "
        "their class, such as kind=peel.Judgement"
    )
    with pytest.raises(TypeError) as wrong:
        peel.to_pandas([], kind="Judgement")  # type: ignore[arg-type]
    assert str(wrong.value) == "kind is a record class, not str"
