"""A picture of where forces stand now does not hide that there are older grades."""

from __future__ import annotations

import attrs
import pytest

import peel
import peel.plot
from tests.plot.reading import notes, subtitle, texts, title

OLDER = "Not shown, older grades, which do not say where a force stands now: "


def _not_graded() -> peel.Latest:
    """The newest grade of no force, for not one of them was given."""
    of = peel.latest(theme="supporting-victims")
    known = {"not_graded": peel.forces(), "not_recorded": (), "unknown": ()}
    return attrs.evolve(of, records=(), superseded=of.superseded[:6], **known)


def test_no_grade_that_stands_is_not_no_grade_that_is_recorded() -> None:
    latest = _not_graded()
    ax = peel.plot.heatmap(latest)
    assert "No grade stands now" in texts(ax)
    assert subtitle(ax) == "None of 43 grades was given."
    for old in latest.superseded:
        assert str(old.judgement) in notes(ax)
        assert old.reason in notes(ax)


def test_a_force_without_a_grade_names_the_cycle_that_gave_none() -> None:
    latest = _not_graded()
    old = latest.superseded[0]
    force = old.judgement.force
    one = attrs.evolve(latest, force=force, not_graded=(force,), superseded=(old,))
    ax = peel.plot.heatmap(one)
    assert old.inspection is not None
    assert title(ax).endswith(f"on supporting victims, {old.inspection.cycle.title}")
    assert subtitle(ax) == "The grade was not given."
    lacking = attrs.evolve(one, not_graded=(), not_recorded=(force,))
    assert subtitle(peel.plot.heatmap(lacking)).startswith("0 of 1 grade is recorded")
    assert "No grade is recorded" in texts(peel.plot.heatmap(lacking))


def test_a_cycle_that_does_not_ask_a_theme_is_not_in_its_title() -> None:
    latest = peel.latest("kent", theme="legitimacy")
    assert {old.kind for old in latest.superseded} == {"no longer asked"}
    assert title(peel.plot.heatmap(latest)).endswith(" on legitimacy")


def test_a_grade_that_was_not_given_is_not_one_that_is_not_recorded() -> None:
    latest = peel.as_of("2022-06-01").latest("kent", theme="armed-threats")
    assert (latest.not_graded, latest.notes) == ((peel.force("kent"),), ())
    assert "No grade is recorded" not in notes(peel.plot.heatmap(latest))


def test_many_older_grades_are_counted_by_their_reason() -> None:
    latest = peel.latest(theme="serious-organised-crime")
    assert len(latest.superseded) > 6
    ax = peel.plot.heatmap(latest)
    assert f"{OLDER}{len(latest.superseded)} no longer asked since PEEL 2023–2025." in notes(ax)
    assert "No grade stands now" in texts(ax)


@pytest.mark.parametrize("name", ["kent", "lincolnshire"])
def test_grades_that_stand_are_not_all_there_is(with_gaps: peel.Dataset, name: str) -> None:
    latest = with_gaps.latest(name)
    assert latest.superseded
    newer = {old.inspection.cycle.title for old in latest.superseded if old.inspection}
    ax = peel.plot.heatmap(latest)
    assert OLDER in notes(ax)
    assert title(ax).endswith(f", {newer.pop()}")
