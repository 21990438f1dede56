"""What somebody picked: the picture says so, and never that it is all that there is."""

from __future__ import annotations

import attrs
import pytest

import peel
import peel.plot
from tests.plot.reading import notes, rows, subtitle, title

QUESTIONS = ("efficiency", "effectiveness", "legitimacy")


@pytest.mark.parametrize(
    "picked",
    [
        peel.judgements(cycle="2017", force="kent", question="efficiency"),
        peel.judgements(cycle="2016", question=["efficiency", "legitimacy"]),
        peel.judgements(cycle="2017", region="East Midlands", grade="good"),
        peel.latest("kent")[:2],
    ],
)
def test_judgements_that_were_picked_are_not_all_that_are_recorded(
    picked: tuple[peel.Judgement, ...],
) -> None:
    ax = peel.plot.heatmap(picked)
    said = subtitle(ax)
    assert "recorded" not in said
    assert "not counted above" not in notes(ax)
    grades = "1 grade" if len(picked) == 1 else f"{len(picked)} grades"
    assert f"Picked: {grades}. Nothing is said of others." in said
    cells = "1 picked judgement" if len(picked) == 1 else f"{len(picked)} picked judgements"
    assert title(ax).startswith(f"{cells} of ")


def test_what_was_not_graded_is_counted_apart() -> None:
    picked = peel.judgements(cycle="2017", force=["kent", "greater-manchester"])
    graded = [item for item in picked if item.grade]
    assert 0 < len(graded) < len(picked)
    without = len(picked) - len(graded)
    assert f"Picked: {len(graded)} grades, {without} not given." in subtitle(
        peel.plot.heatmap(picked)
    )


def test_what_is_said_of_all_that_was_asked_for_does_not_stand_below_what_was_picked() -> None:
    picked = peel.judgements(cycle="2023-25", evidence="inspectorate")
    assert picked.notes
    below = notes(peel.plot.heatmap(picked))
    assert not any(note[1:] in below for note in picked.notes)


def test_distributions_that_were_picked_are_not_all_questions() -> None:
    picked = peel.plot.distribution([peel.distribution("2016", item) for item in QUESTIONS])
    assert "on 3 picked questions, PEEL 2016" in title(picked)
    assert "of 3 picked questions" in subtitle(picked)
    assert "All" not in subtitle(picked)
    assert "Nothing is said of others." in subtitle(picked)
    for whole in ("2016", peel.distribution("2016", "efficiency")):
        ax = peel.plot.distribution(whole)
        assert "picked" not in title(ax) + subtitle(ax)
        assert "of others" not in subtitle(ax)


def test_histories_that_were_picked_are_not_all_themes() -> None:
    picked = peel.plot.timeline([peel.history("kent", item) for item in QUESTIONS[::2]])
    assert len(rows(picked)) == 2
    assert "Kent Police on 2 picked subjects, 2014 to " in title(picked)
    assert "All" not in subtitle(picked)
    assert "Nothing is said of others." in subtitle(picked)
    for whole in ("kent", peel.history("kent", "efficiency")):
        ax = peel.plot.timeline(whole)
        assert "picked" not in title(ax)
        assert "of others" not in subtitle(ax)


def test_a_picture_without_a_grade_speaks_of_what_was_asked_alone(with_gaps: peel.Dataset) -> None:
    efficiency = attrs.evolve(peel.distribution("2017", "efficiency"), judgements=(), not_graded=())
    drawn = {
        "police forces on efficiency, PEEL 2017": peel.plot.distribution(efficiency),
        **{
            f"{whom}, PEEL 2025–2027": peel.plot.heatmap(with_gaps.compare(forces, "2025-27"))
            for whom, forces in {
                "Kent Police": ["kent"],
                "2 police forces": ["kent", "essex"],
            }.items()
        },
    }
    for whom, ax in drawn.items():
        assert title(ax) == f"How inspectors graded {whom}"
        assert "No grade of PEEL" not in subtitle(ax)
