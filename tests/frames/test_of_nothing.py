"""A list without any record is still a frame: it knows what its records would be, and why none are."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import peel
from tests.frames.examples import columns
from tests.made import KNOWN, NOT_INSPECTED, again, made_of, rows_without_newest_reports


def _asking_nothing() -> peel.Dataset:
    """The record without any question of the newest cycle."""
    tables = rows_without_newest_reports()
    tables["questions"].pop((NOT_INSPECTED, KNOWN))
    return made_of(tables)


NONE: dict[str, Callable[[], Any]] = {
    "Judgement": lambda: peel.judgements(cycle="2017", question="efficiency", grade="inadequate"),
    "CellRow": lambda: peel.bundled().cells(force=[]),
    "Inspection": lambda: peel.inspections(force="kent", cycle=[]),
    "ProfileFigure": lambda: peel.profiles(force="kent", measure=[]),
    "Revision": lambda: peel.revisions(force="kent", cycle=[]),
    "Tally": lambda: peel.tallies(cycle=[]),
    "Publication": lambda: peel.publications(cycle=[]),
    "Question": lambda: _asking_nothing().questions(NOT_INSPECTED),
}


@pytest.fixture(params=["to_pandas", "to_polars", "to_arrow"])
def to_frame(request: pytest.FixtureRequest) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(peel, request.param)
    return function


@pytest.mark.parametrize("kind", NONE)
def test_nobody_is_a_frame_without_rows(kind: str, to_frame: Callable[..., Any]) -> None:
    records = NONE[kind]()
    assert len(records) == 0
    for given in (records, again(records)):
        frame = to_frame(given)
        assert [*getattr(frame, "column_names", frame.columns)] == [*columns(kind)]
        assert len(frame) == 0


def test_what_is_said_of_nobody_is_kept() -> None:
    records = peel.judgements(cycle=["2014", "2017"], question="efficiency", grade="inadequate")
    notes = [*records.notes]
    assert peel.to_pandas(records).attrs["peel"].get("notes", []) == notes
    said = json.loads(peel.to_arrow(records).schema.metadata[b"peel"])
    assert said.get("notes", []) == notes


def test_one_of_another_kind_is_refused_as_before() -> None:
    with pytest.raises(TypeError, match="several: Force, Judgement"):
        peel.to_pandas(peel.judgements(cycle="2017"), kind=peel.Force)
