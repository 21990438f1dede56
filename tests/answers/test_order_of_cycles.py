"""Cycles stand in the order of their table, whatever they are called."""

from __future__ import annotations

import re

import pytest

import peel
from peel import _dataset
from peel.__main__ import main
from tests.made import with_renamed_cycles

THEME = "investigating-crime"


@pytest.fixture(scope="module")
def renamed() -> peel.Dataset:
    """The record with ids that stand in another order than their cycles."""
    return with_renamed_cycles(c2014="pilot", c2018_19="integrated", c2021_22="1st")


def test_a_history_has_one_order_in_every_door(
    renamed: peel.Dataset, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {cycle.id: place for place, cycle in enumerate(renamed.cycles())}
    assert sorted(places) != [*places]
    history, shipped = (
        record.history("leicestershire", theme=THEME) for record in (renamed, peel.bundled())
    )
    told = [entry.cycle.id for entry in history.entries if entry.cycle]
    assert told == sorted(told, key=places.__getitem__)
    assert [row["cycle"] for row in peel.to_dicts(history)] == told
    assert [row["grade"] for row in peel.to_dicts(history)] == [
        row["grade"] for row in peel.to_dicts(shipped)
    ]
    assert [*map(len, history.segments)] == [*map(len, shipped.segments)]
    monkeypatch.setitem(_dataset._shipped, "record", renamed)
    assert main(["history", "leicestershire", THEME]) == 0
    printed = re.findall(r"^  (\S+)  ", capsys.readouterr().out, flags=re.MULTILINE)
    labels = {cycle.label for cycle in renamed.cycles()}
    assert [label for label in printed if label in labels] == [
        entry.cycle.label for entry in history.entries if entry.cycle
    ]


def test_a_frame_of_a_history_has_that_order(renamed: peel.Dataset) -> None:
    pytest.importorskip("pandas")
    history = renamed.history("leicestershire", theme=THEME)
    told = [entry.cycle.id for entry in history.entries if entry.cycle]
    assert peel.to_pandas(history)["cycle"].to_list() == told


def test_a_year_without_inspection_stands_between_its_cycles() -> None:
    for theme in peel.themes():
        history = peel.history("kent", theme=theme)
        labels = [
            entry.label if isinstance(entry, peel.Gap) else entry.cycle.label
            for entry in history.entries
        ]
        assert labels == sorted(labels)


def test_latest_and_changes_follow_that_order(renamed: peel.Dataset) -> None:
    for force in ("kent", "leicestershire"):
        then, now = peel.latest(force), renamed.latest(force)
        assert [(item.question.id, item.grade) for item in now] == [
            (item.question.id, item.grade) for item in then
        ]
        assert len(now.superseded) == len(then.superseded)
    change = renamed.change("leicestershire", "efficiency", "2017", "integrated")
    shipped = peel.change("leicestershire", "efficiency", "2017", "2018-19")
    assert change.direction is shipped.direction


def test_a_year_in_which_a_cycle_begins_is_not_one_without_a_cycle() -> None:
    gaps = with_renamed_cycles(c2021_22="2020-22").history("kent", theme=THEME).gaps
    assert [gap.label for gap in gaps if gap.kind == "no cycle"] == ["2019/20"]
