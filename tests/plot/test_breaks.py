"""A break in series has one reason, whatever is recorded of the force."""

from __future__ import annotations

from itertools import pairwise

import pytest

import peel
import peel.plot
from peel.plot._timeline_layout import columns_of, drawn_rows
from tests.plot.reading import boxes

THEMES = ("investigating-crime", "ethics", "treatment-of-the-public", "use-of-resources", "finance")


def _breaks(history: peel.History) -> dict[str, str]:
    """The reasons of the breaks that are drawn by their cycles."""
    _, breaks = columns_of(drawn_rows([history]))
    return {item.cycles: item.reason for item in breaks}


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_forces_have_two_reasons_for_a_break(theme: str, with_gaps: peel.Dataset) -> None:
    found = [with_gaps.history(force, theme=theme) for force in with_gaps.forces()]
    reasons: dict[str, set[str]] = {}
    for history in found:
        if history.judgements:
            for cycles, reason in _breaks(history).items():
                reasons.setdefault(cycles, set()).add(reason)
    assert reasons
    assert {cycles: of for cycles, of in reasons.items() if len(of) > 1} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_where_another_question_is_asked_there_is_a_break(
    theme: str, with_gaps: peel.Dataset
) -> None:
    for force in ("hampshire", "wiltshire", "kent"):
        history = with_gaps.history(force, theme=theme)
        if not history.judgements:
            continue
        drawn = _breaks(history)
        asked = [entry.question for entry in history.entries if entry.question]
        for before, after in pairwise(asked):
            cycles = f"{before.cycle.label} to {after.cycle.label}"
            if before.id != after.id:
                assert drawn[cycles].startswith("not ")
                assert "not known" not in drawn[cycles]


def test_grades_that_touch_have_no_break_between_them(with_gaps: peel.Dataset) -> None:
    history = with_gaps.history("city-of-london", theme="investigating-crime")
    ax = peel.plot.timeline(history)
    (run,) = (run for run in history.segments if len(run) > 1)
    inside = [box for box in boxes(ax) if box.kind == "filled"][1 : len(run) + 1]
    lines = [line.get_xdata()[0] for line in ax.lines]
    assert not [at for at in lines if inside[0].left < at < inside[-1].right]
