"""Heat maps: every cell is there, and says what it is."""

from __future__ import annotations

import importlib
import re
import warnings
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

import peel
import peel.plot
from peel._show.palette import colour_of
from peel.plot._boxes import IN_BOXES
from tests.plot.reading import boxes, heads, legend, notes, rows, subtitle, texts, title


@cache
def whole(cycle: str) -> Axes:
    return peel.plot.heatmap(cycle)


def test_heatmap_of_a_cycle() -> None:
    ax = whole("2023-25")
    assert title(ax) == "How inspectors graded 43 police forces, PEEL 2023–2025"
    assert rows(ax) == sorted(force.name for force in peel.forces())
    recorded = peel.judgements(cycle="2023-25")
    asked = {judgement.question for judgement in recorded}
    assert len(heads(ax)) == len(asked)
    kinds = [box.kind for box in boxes(ax)]
    assert len(kinds) == 43 * len(asked)
    assert kinds.count("hatched") == sum(item.grade is None for item in recorded) > 0
    known = Counter(
        cell.status for cell in peel.bundled().cells(cycle="2023-25") if cell.question in asked
    )
    assert kinds.count("dotted") == known["not recorded"] > 0
    assert kinds.count("sparse") == known["unknown"] > 0
    inadequate = colour_of("inadequate").background
    assert sum(box.colour == inadequate for box in boxes(ax)) == len(
        peel.judgements(cycle="2023-25", grade="inadequate")
    )
    assert legend(ax) == [
        *("Outstanding (O)", "Good (G)", "Adequate (A)", "Requires improvement (RI)"),
        *("Inadequate (I)", "Not graded", "Not recorded", "Not known whether graded"),
    ]


def test_it_counts_what_each_force_has_as_coverage_does() -> None:
    ax = whole("2023-25")
    sure = [row for row in peel.coverage().rows if row.cycle.id == "2023-25" and row.expected]
    expected, recorded = (
        sum(row.expected for row in sure),
        sum(row.recorded for row in sure),
    )
    assert f"{recorded} of {expected} grades are recorded; {expected - recorded} are" in subtitle(
        ax
    )
    assert "On the five-tier scale; there is no overall grade." in subtitle(ax)
    (some,) = {
        judgement.question.phrase
        for judgement in peel.judgements(cycle="2023-25")
        if judgement.question.graded == "some"
    }
    assert f"Graded for some forces only, not counted above: {some} (" in notes(ax)


def test_column_heads_are_on_top_and_what_is_not_shown_is_said() -> None:
    ax = peel.plot.heatmap("2021-22")
    ax.figure.canvas.draw()
    top = ax.get_window_extent().y1
    assert min(label.get_window_extent().y0 for label in ax.get_xticklabels()) >= top
    shown = {judgement.question.label for judgement in peel.judgements(cycle="2021-22")}
    assert shown <= set(heads(ax))
    for question in peel.questions("2021-22"):
        told = question.label in heads(ax) or question.phrase in notes(ax)
        assert told is (question.graded != "never")
    assert re.search(r"Version of the framework: .*revised \(\d+ forces\)", notes(ax))


@pytest.mark.parametrize("cycle", ["2015", "2017", "2023-25"])
@pytest.mark.parametrize("width", [3.5, 6.4, 7, 10])
def test_column_heads_do_not_overlap(cycle: str, width: float) -> None:
    figure, ax = plt.subplots(figsize=(width, 9))
    peel.plot.heatmap(peel.compare(["kent", "essex"], cycle), ax=ax)
    figure.canvas.draw()
    places = [head.get_window_extent() for head in ax.get_xticklabels()]
    assert all(one.x1 <= other.x0 + 1 for one, other in pairwise(places))


def test_pillars_are_in_bold() -> None:
    ax = peel.plot.heatmap(peel.compare(["kent"], "2017"))
    bold = {label.get_text() for label in ax.get_xticklabels() if label.get_fontweight() == "bold"}
    assert bold == {"Effectiveness", "Efficiency", "Legitimacy"}
    assert "Pillars are in bold." in subtitle(ax)
    assert "bold" not in subtitle(whole("2023-25"))


def test_a_picture_of_nothing_takes_no_other_order_either() -> None:
    with pytest.raises(peel.UnknownNameError, match="colour"):
        peel.plot.heatmap("2025-27", sort="colour")


def test_heatmap_sorted() -> None:
    chosen = peel.judgements(cycle="2017", question="efficiency")
    names = rows(peel.plot.heatmap(chosen, sort="efficiency"))
    assert names[:2] == ["Durham Constabulary", "Thames Valley Police"]
    assert names[-1] == "Greater Manchester Police"
    with pytest.raises(peel.UnknownQuestionError, match="no question of PEEL 2017 here") as told:
        peel.plot.heatmap(chosen, sort="colour")
    assert str(told.value).endswith("; sort is one of: name, region, efficiency")


def test_heatmap_by_region_names_and_divides_the_regions() -> None:
    ax = peel.plot.heatmap(peel.judgements(cycle="2017", question="efficiency"), sort="region")
    regions = [peel.force(name).region for name in rows(ax)]
    assert regions == sorted(regions)
    (right,) = ax.child_axes
    names = [label.get_text() for label in right.get_yticklabels()]
    assert names == sorted({force.region for force in peel.forces()})
    assert len(ax.lines) == len(names) - 1


def test_heatmap_by_region_has_the_forces_of_a_region_by_name() -> None:
    backwards = peel.judgements(cycle="2017", question="efficiency")[::-1]
    places = [
        (peel.force(name).region, name)
        for name in rows(peel.plot.heatmap(backwards, sort="region"))
    ]
    assert places == sorted(places)


def test_what_is_carried_over_is_hollow() -> None:
    ax = whole("2018-19")
    carried = [item for item in peel.judgements(cycle="2018-19") if item.carried_from]
    hollow = [box for box in boxes(ax) if box.kind == "hollow"]
    assert len(hollow) == len(carried) > 0
    assert {box.colour for box in hollow} == {
        colour_of(item.grade.key).background for item in carried if item.grade
    }
    assert "Carried over" in legend(ax)


@pytest.mark.parametrize("cycle", ["2018-19", "2023-25"])
def test_grades_that_are_not_quite_sure_are_marked(cycle: str) -> None:
    ax = whole(cycle)
    graded = [item for item in peel.judgements(cycle=cycle) if item.grade]
    for kind, (mark, meaning) in IN_BOXES.items():
        marked = sum(mark in text for text in texts(ax)[:-2])
        expected = sum(kind in {remark.kind for remark in item.remarks} for item in graded)
        assert marked == expected
        assert (f"{mark} {meaning}" in notes(ax)) is (expected > 0)


def test_pages_use_the_same_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "docs" / "_ext"))
    of_pages = importlib.import_module("record_pages.html").MARKS
    assert {kind: of_pages[kind] for kind in IN_BOXES} == {
        kind: mark for kind, (mark, _) in IN_BOXES.items()
    }


def test_few_forces_have_their_grades_in_words() -> None:
    ax = peel.plot.heatmap(peel.compare(["leicestershire", "essex"], "2017"))
    grades = {text for text in texts(ax)[:-2] if text}
    assert "Good" in grades
    assert "G" not in grades
    assert "Good" in legend(ax)
    assert rows(ax) == ["Essex Police", "Leicestershire Police"]


@pytest.mark.usefixtures("asked_with_gaps")
def test_heatmap_of_a_comparison_shows_forces_without_any_grade() -> None:
    ax = peel.plot.heatmap(peel.compare(["essex", "lincolnshire"], "2023-25"))
    assert rows(ax) == ["Essex Police", "Lincolnshire Police"]
    assert "8 of 16 grades are recorded; 8 are not recorded" in subtitle(ax)


def test_heatmap_of_judgements() -> None:
    chosen = peel.judgements(
        cycle="2017", region="East Midlands", question=["efficiency", "legitimacy"], grade="good"
    )
    ax = peel.plot.heatmap(chosen)
    assert len(heads(ax)) == 2
    assert "Not among those given" in legend(ax)
    assert "Not recorded" not in legend(ax)
    with pytest.raises(
        peel.InvalidArgumentError, match="of one cycle, not of PEEL 2016, PEEL 2017"
    ):
        peel.plot.heatmap(peel.judgements(force="kent", cycle=["2016", "2017"]))
    with pytest.raises(peel.InvalidArgumentError, match="not of none"):
        peel.plot.heatmap([])


def test_heatmap_of_where_a_force_stands_tells_not_graded_from_not_recorded(
    with_gaps: peel.Dataset,
) -> None:
    latest = with_gaps.latest("cleveland")
    assert latest.not_graded
    ax = peel.plot.heatmap(latest)
    assert title(ax) == f"How inspectors graded Cleveland Police, {latest[0].cycle.title}"
    assert [box.kind for box in boxes(ax)].count("hatched") == len(latest.not_graded)
    assert all(note.lower() in notes(ax).lower() for note in latest.notes)


def test_heatmap_of_where_all_forces_stand(with_gaps: peel.Dataset) -> None:
    latest = with_gaps.latest(theme="investigating-crime")
    assert latest.superseded
    ax = peel.plot.heatmap(latest)
    kinds = [box.kind for box in boxes(ax)]
    assert len(kinds) == len(with_gaps.forces())
    assert kinds.count("dotted") == len(latest.not_recorded)


def test_where_forces_stand_in_several_cycles_is_no_heatmap(with_gaps: peel.Dataset) -> None:
    early = with_gaps.as_of("2024-06-30").latest(theme="investigating-crime")
    assert len({judgement.cycle for judgement in early}) > 1
    with pytest.raises(
        peel.InvalidArgumentError, match=r"of one cycle, not of PEEL .*, PEEL 2023–2025"
    ):
        peel.plot.heatmap(early)


@pytest.mark.parametrize("theme", ["leadership", "efficiency"])
def test_a_theme_that_is_no_longer_asked_is_an_empty_picture_that_says_so(theme: str) -> None:
    latest = peel.latest(theme=theme)
    ax = peel.plot.heatmap(latest)
    assert title(ax) == f"How inspectors graded police forces on {theme}"
    assert subtitle(ax).lower() == f"{latest.notes[0]}.".lower()
    assert boxes(ax) == []
    assert all(note in notes(ax) for note in latest.notes[1:])


def test_a_force_without_a_newest_grade_is_an_empty_picture(with_gaps: peel.Dataset) -> None:
    latest = with_gaps.latest("lincolnshire")
    assert len(latest) == 0
    ax = peel.plot.heatmap(latest)
    sure = set(latest.not_recorded) - set(latest.unknown)
    assert f"{len(sure)} are not recorded" in subtitle(ax)
    assert "whether 1 was given is not known" in subtitle(ax)
    assert all(note.lower() in notes(ax).lower() for note in latest.notes)


def test_long_heads_are_whole_words() -> None:
    for cycle in ("2015", "2018-19"):
        asked = {question.label for question in peel.questions(cycle)}
        assert set(heads(peel.plot.heatmap(peel.compare(["kent"], cycle)))) <= asked


def test_a_cell_is_read_from_what_is_given_alone() -> None:
    comparison = peel.compare(["kent"], "2017")
    changed = attrs.evolve(comparison, judgements=comparison.judgements[:1])
    assert [box.kind for box in boxes(peel.plot.heatmap(changed))].count("dotted") == 12


def test_a_table_without_any_grade_is_drawn_without_a_warning() -> None:
    then = peel.as_of("1 June 2019")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes = peel.plot.heatmap(then.compare(then.forces(), "2021-22"))
    assert {box.kind for box in boxes(axes)} == {"sparse"}
