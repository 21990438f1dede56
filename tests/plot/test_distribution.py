"""Distributions: the bars add up to all forces."""

from __future__ import annotations

import pytest

import peel
import peel.plot
from tests.plot.reading import boxes, legend, notes, rows, subtitle, texts, title


def test_distribution_of_one_question() -> None:
    ax = peel.plot.distribution("2017", "efficiency")
    assert title(ax) == "How inspectors graded 43 police forces on efficiency, PEEL 2017"
    assert texts(ax)[:4] == ["2", "30", "10", "1"]
    assert [box.width for box in boxes(ax)] == [2, 30, 10, 1]
    assert rows(ax) == []
    assert ax.get_xlabel() == "Number of forces"
    assert legend(ax) == ["Outstanding", "Good", "Requires improvement", "Inadequate", "Not graded"]
    assert "42 recorded; 1 not graded; agrees with the published count (one grade " in subtitle(ax)
    assert "Evidence: 42 grades, resting on the inspectorate or a copy" in notes(ax)


def test_distribution_of_a_cycle_shows_what_is_not_recorded() -> None:
    ax = peel.plot.distribution("2023-25")
    asked = [item for item in peel.questions("2023-25") if item.graded == "always"]
    assert rows(ax) == [item.label for item in asked]
    assert sum(box.width for box in boxes(ax)) == 43 * len(asked)
    missing = len([cell for cell in peel.coverage().missing() if cell.cycle.id == "2023-25"])
    assert sum(box.width for box in boxes(ax) if box.kind == "dotted") == missing
    assert f"{missing} are not recorded" in subtitle(ax)
    assert title(ax) == "How inspectors graded 43 police forces, PEEL 2023–2025"


def test_the_first_bar_is_on_top() -> None:
    ax = peel.plot.distribution("2023-25")
    places = [ax.transData.transform((0, place))[1] for place in ax.get_yticks()]
    assert places == sorted(places, reverse=True)
    assert len(places) == len(rows(ax)) > 1


def test_it_says_how_many_questions_are_recorded_of_all_forces(with_gaps: peel.Dataset) -> None:
    def drawn(*questions: str) -> str:
        bars = [with_gaps.distribution("2023-25", question) for question in questions]
        return subtitle(peel.plot.distribution(bars))

    assert "None of 2 picked areas is recorded for all forces." in drawn(
        "investigating-crime", "preventing-crime"
    )
    pillars = [with_gaps.distribution("2017", item) for item in ("efficiency", "legitimacy")]
    assert "2 of 2 picked questions are recorded for all forces. 84 of 86 grades" in subtitle(
        peel.plot.distribution(pillars)
    )


def test_it_says_what_the_answers_say_beside() -> None:
    record = peel.as_of("10 November 2017")
    every = [record.distribution("2017", name) for name in ("efficiency", "legitimacy")]
    every.append(record.distribution("2017", "legitimacy.ethics"))
    efficiency, legitimacy, ethics = every
    (said,) = legitimacy.notes
    assert (efficiency.notes, ethics.notes) == ((), (said,))
    assert f"N{said[1:]}." in notes(peel.plot.distribution(legitimacy))
    drawn = notes(peel.plot.distribution(every))
    of = f"{legitimacy.question.phrase}, {ethics.question.phrase}"
    assert f"N{said[1:]} ({of})." in drawn
    assert drawn.count("ot published by then") == 1
    assert f"N{said[1:]}." in notes(peel.plot.distribution([legitimacy, ethics]))


def test_it_says_how_many_grades_are_not_plain_ones() -> None:
    for cycle, question in (("2017", "efficiency"), ("2018-19", "effectiveness.preventing-crime")):
        bar = peel.distribution(cycle, question)
        below = notes(peel.plot.distribution(bar))
        for kind in ("derived", "disputed", "carried over"):
            of = [item for item in bar.judgements if kind in {one.kind for one in item.remarks}]
            assert (f"{len(of)} {kind}" in below) == bool(of), kind
            if 0 < len(of) <= 3:
                assert f"{kind} ({', '.join(item.force.name for item in of)})" in below
    every = [item for item in peel.judgements(cycle="2023-25") if item.question.graded == "always"]
    derived = sum(item.basis == "derived" for item in every if item.grade)
    assert f" {derived} derived," in notes(peel.plot.distribution("2023-25"))


def test_it_never_mixes_cycles() -> None:
    bars = [peel.distribution(cycle, "efficiency") for cycle in ("2016", "2017")]
    with pytest.raises(
        peel.InvalidArgumentError, match="of one cycle, not of PEEL 2016, PEEL 2017"
    ):
        peel.plot.distribution(bars)
    with pytest.raises(peel.InvalidArgumentError, match="not of none"):
        peel.plot.distribution([])


def test_a_distribution_has_its_own_question() -> None:
    with pytest.raises(TypeError, match="a distribution has its own"):
        peel.plot.distribution(peel.distribution("2017", "efficiency"), "legitimacy")


def test_an_error_names_the_call_of_the_plot() -> None:
    with pytest.raises(peel.UnknownCycleError, match=r"here: distribution\(cycle, question\);"):
        peel.plot.distribution("efficiency", "2017")


def test_a_cycle_names_the_areas_that_it_does_not_draw() -> None:
    for cycle in peel.cycles():
        some = [item for item in peel.questions(cycle) if item.graded == "some"]
        below = notes(peel.plot.distribution(cycle))
        assert ("Not drawn, graded for some forces only: " in below) == bool(some)
        for question in some:
            of = peel.distribution(cycle, question)
            known = f"{len(of.judgements)} recorded, {len(of.not_graded)} not graded"
            assert f"{question.phrase} ({known})" in below
    assert "Not drawn" not in notes(peel.plot.distribution("2021-22", "investigating-crime"))
