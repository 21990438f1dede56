"""Plots by their structure: labels, colours, numbers of cells; not pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

import peel
import peel.plot
from peel._show.palette import colour_of

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def show(*_: object, **__: object) -> None:
        raise AssertionError("a plot must not show itself")

    monkeypatch.setattr(plt, "show", show)
    yield
    plt.close("all")


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def below(ax: Axes) -> str:
    return " ".join(next(text for text in texts(ax) if "Source: HMICFRS" in text).split())


def cells(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def test_heatmap_of_a_cycle() -> None:
    ax = peel.plot.heatmap("2023-25")
    assert ax.get_title(loc="left") == "PEEL 2023–2025"
    assert len(cells(ax)) == 43 * 9
    assert [label.get_text() for label in ax.get_yticklabels()] == sorted(
        force.name for force in peel.forces()
    )
    not_graded = len(peel.judgements(cycle="2023-25", basis="not-graded"))
    graded = len(peel.judgements(cycle="2023-25")) - not_graded
    unknown = 43 * 9 - graded - not_graded
    assert (
        f"{graded} of 387 cells graded; {not_graded} not graded; {unknown} not recorded"
    ) in below(ax)
    assert peel.DATA_VERSION in below(ax)
    hatched = [cell for cell in cells(ax) if cell.get_hatch()]
    assert len(hatched) == not_graded > 0
    dotted = [cell for cell in cells(ax) if cell.get_linestyle() == ":"]
    assert len(dotted) == unknown > 0
    inadequate = colour_of("inadequate").background
    assert sum(to_hex(cell.get_facecolor()) == inadequate for cell in cells(ax)) == len(
        peel.judgements(cycle="2023-25", grade="inadequate")
    )
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        *("Outstanding (O)", "Good (G)", "Adequate (A)", "Requires improvement (RI)"),
        *("Inadequate (I)", "Not graded", "Not recorded"),
    ]


def test_heatmap_sorted() -> None:
    by_region = peel.plot.heatmap("2017", sort="region")
    names = [label.get_text() for label in by_region.get_yticklabels()]
    regions = [peel.force(name).region for name in names]
    assert regions == sorted(regions)
    by_grade = peel.plot.heatmap("2017", sort="efficiency")
    names = [label.get_text() for label in by_grade.get_yticklabels()]
    assert names[:2] == ["Durham Constabulary", "Thames Valley Police"]
    assert names[-1] == "Greater Manchester Police"
    with pytest.raises(peel.UnknownQuestionError):
        peel.plot.heatmap("2017", sort="colour")


def test_heatmap_of_records() -> None:
    ax = peel.plot.heatmap(peel.judgements(cycle="2018-19", region="Wales", theme="workforce"))
    assert len(ax.get_xticklabels()) == 1
    assert any(text.endswith(" c") for text in texts(ax)) or "G" in texts(ax)
    with pytest.raises(ValueError, match="of one cycle, not of PEEL 2016, PEEL 2017"):
        peel.plot.heatmap(peel.judgements(force="kent", cycle=["2016", "2017"]))
    with pytest.raises(ValueError, match="not of none"):
        peel.plot.heatmap([])


def test_heatmap_says_what_is_carried_over() -> None:
    legend = peel.plot.heatmap("2017").get_legend()
    assert legend is not None
    assert "Carried over (c)" in [text.get_text() for text in legend.get_texts()]


def test_heatmap_by_region_names_and_divides_the_regions() -> None:
    ax = peel.plot.heatmap("2017", sort="region")
    (right,) = ax.child_axes
    names = [label.get_text() for label in right.get_yticklabels()]
    assert names == sorted({force.region for force in peel.forces()})
    assert len(ax.lines) == len(names) - 1


@pytest.mark.parametrize("cycle", ["2015", "2018-19"])
def test_long_labels_are_wrapped_and_the_footer_is_below_them(cycle: str) -> None:
    ax = peel.plot.heatmap(cycle)
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert max(len(line) for label in labels for line in label.splitlines()) <= 22
    ax.figure.canvas.draw()
    footer = next(text for text in ax.texts if "Source: HMICFRS" in text.get_text())
    lowest = min(label.get_window_extent().y0 for label in ax.get_xticklabels())
    assert footer.get_window_extent().y1 < lowest


@pytest.mark.parametrize("draw", [peel.plot.heatmap, peel.plot.distribution])
@pytest.mark.usefixtures("asked_with_gaps")
def test_a_cycle_without_inspections_says_so(draw: Callable[[str], Axes]) -> None:
    ax = draw("2025-27")
    assert "No inspection recorded yet" in texts(ax)
    assert "no inspection of PEEL 2025–2027 is recorded yet" in below(ax)
    assert cells(ax) == []


def spans(ax: Axes, style: str) -> list[tuple[int, int]]:
    """From where to where the lines of a style run; what marks a break runs nowhere."""
    ends = [(line.get_xdata()[0], line.get_xdata()[-1], line) for line in ax.lines]
    return [(a, b) for a, b, line in ends if a != b and line.get_linestyle() == style]


@pytest.mark.usefixtures("asked_with_gaps")
def test_timeline_shows_the_cycles_without_a_grade() -> None:
    ax = peel.plot.timeline("city-of-london", "investigating-crime")
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["2015", "2016", "2017", "2018/19", "2021/22", "2023/25"]
    assert texts(ax).count("not recorded") == 2
    assert spans(ax, "-") == [(0, 1)]
    assert spans(ax, ":") == [(1, 3)]


@pytest.mark.usefixtures("asked_with_gaps")
def test_heatmap_of_a_comparison_shows_forces_without_any_grade() -> None:
    ax = peel.plot.heatmap(peel.compare(["essex", "lincolnshire"], "2023-25"))
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["Essex Police", "Lincolnshire Police"]
    assert "9 of 18 cells graded; 0 not graded; 9 not recorded" in below(ax)


def test_what_an_editor_offers() -> None:
    assert dir(peel.plot) == peel.plot.__all__


@pytest.mark.usefixtures("asked_with_gaps")
def test_timeline_breaks_its_line() -> None:
    history = peel.history("leicestershire", "preventing-crime")
    ax = peel.plot.timeline(history)
    assert [len(segment) for segment in history.segments] == [4, 1, 1]
    assert spans(ax, "-") == [(0, 1), (1, 2), (2, 3)]
    assert texts(ax).count("‖") == len(history.breaks) == 2
    hollow = [
        points
        for points in ax.collections
        if to_hex(points.get_facecolor()[0]) == "#ffffff"  # type: ignore[index]
    ]
    assert len(hollow) == 2
    assert sum("(carried over)" in text for text in texts(ax)) == 2
    assert ax.get_xticklabels()[0].get_text() == "2015"
    assert ax.get_ylabel() == "four-tier scale"
    assert "2019/20 no inspection" in below(ax)


def test_timeline_labels_are_below_where_the_line_goes_up() -> None:
    ax = peel.plot.timeline("leicestershire", theme="investigating-crime")
    placed = {
        (text.xy[0], text.get_text()): text.get_va()  # type: ignore[attr-defined]
        for text in ax.texts
        if text.get_text() in ("Good", "Requires\nimprovement")
    }
    assert placed[2, "Requires\nimprovement"] == "top"
    assert placed[1, "Good"] == placed[3, "Good"] == "bottom"


def test_where_there_is_little_room() -> None:
    _, ax = plt.subplots(figsize=(4, 3), layout="constrained")
    peel.plot.timeline("leicestershire", "preventing-crime", ax=ax)
    assert {"O", "G", "G\nc"} <= set(texts(ax))
    assert max(map(len, ax.texts[-1].get_text().splitlines())) < 80
    assert "\n" in ax.get_title(loc="left")
    _, ax = plt.subplots(figsize=(4, 3), layout="constrained")
    peel.plot.changes("2016", "2017", "efficiency", ax=ax)
    assert len(ax.get_yticklabels()) < 42


def test_axes_without_labels_have_a_footer_too() -> None:
    _, ax = plt.subplots()
    peel.plot.distribution("2017", "efficiency", ax=ax)
    ax.xaxis.set_visible(False)
    ax.yaxis.set_visible(False)
    ax.figure.canvas.draw()
    assert "Source: HMICFRS" in below(ax)


def test_long_titles_are_wrapped() -> None:
    title = peel.plot.changes("2016", "2017", "preventing-crime").get_title(loc="left")
    whole = "Preventing crime and tackling anti-social behaviour: PEEL 2016 to PEEL 2017"
    assert " ".join(title.split()) == whole
    assert len(title.splitlines()) == 2


def test_no_white_in_a_dark_style() -> None:
    with plt.style.context("dark_background"):
        drawn = [
            peel.plot.heatmap("2021-22"),
            peel.plot.timeline("leicestershire", "preventing-crime"),
            peel.plot.distribution("2023-25"),
            peel.plot.changes("2016", "2017", "preventing-crime"),
        ]
    for ax in drawn:
        boxes = [box for text in ax.texts if (box := text.get_bbox_patch()) is not None]
        filled = [patch.get_facecolor() for patch in [*cells(ax), *boxes]]
        filled += [face for points in ax.collections for face in points.get_facecolor()]  # type: ignore[union-attr]
        assert not [colour for colour in filled if to_hex(colour) == "#ffffff" and colour[3]]


def test_timeline_of_a_force() -> None:
    ax = peel.plot.timeline("leicestershire", "efficiency")
    assert ax.get_title(loc="left") == "Leicestershire Police, efficiency"
    assert ax.get_ylabel() == ""
    assert "Without a grade: none" in below(ax)
    with pytest.raises(TypeError):
        peel.plot.timeline("leicestershire")
    with pytest.raises(ValueError, match="no grade of Kent Police for leadership"):
        peel.plot.timeline("kent", theme="leadership")


def test_distribution_of_one_question() -> None:
    ax = peel.plot.distribution("2017", "efficiency")
    assert texts(ax)[:4] == ["2", "30", "10", "1"]
    assert sum(cell.get_width() for cell in cells(ax)) == 43
    assert "0 inadequate of 42 recorded; 1 not graded; agrees" in below(ax)


def test_distribution_of_a_cycle_shows_what_is_not_recorded() -> None:
    ax = peel.plot.distribution("2023-25")
    assert len(ax.get_yticklabels()) == 8
    assert sum(cell.get_width() for cell in cells(ax)) == 43 * 8
    dotted = [cell for cell in cells(ax) if cell.get_linestyle() == ":"]
    assert sum(cell.get_width() for cell in dotted) == len(
        [cell for cell in peel.coverage().missing() if cell.cycle.id == "2023-25"]
    )
    assert "0 of 8 questions complete" in below(ax)


def test_changes() -> None:
    ax = peel.plot.changes("2016", "2017", "efficiency")
    found = peel.changes("2016", "2017", question="efficiency")
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None) is not None]
    assert len(arrows) == sum(bool(change.steps) for change in found)
    assert len(ax.collections) == 42
    assert "1 not graded in one of the cycles (Greater Manchester Police)" in below(ax)
    assert "hollow" not in below(ax)
    carried = peel.plot.changes("2016", "2017", "preventing-crime")
    assert "; hollow: not inspected again" in below(carried)
    hollow = [
        points
        for points in carried.collections
        if len(points.get_facecolor()) and to_hex(points.get_facecolor()[0]) == "#ffffff"  # type: ignore[arg-type,index]
    ]
    assert len(hollow) == sum(
        change.direction is peel.Direction.NOT_REINSPECTED
        for change in peel.changes("2016", "2017", question="preventing-crime")
    )


def test_changes_that_must_not_be_compared_are_not_drawn() -> None:
    with pytest.raises(peel.IncomparableGradesError, match="not comparable"):
        peel.plot.changes("2021-22", "2023-25", "preventing-crime")
    with pytest.raises(peel.IncomparableGradesError, match="unknown"):
        peel.plot.changes("2014", "2015", "efficiency")
    assert plt.get_fignums() == []


def test_each_draws_on_the_axes_it_is_given() -> None:
    _, ax = plt.subplots()
    for draw in (
        lambda: peel.plot.heatmap("2014", ax=ax),
        lambda: peel.plot.timeline("kent", "efficiency", ax=ax),
        lambda: peel.plot.distribution("2014", "efficiency", ax=ax),
        lambda: peel.plot.changes("2015", "2016", "efficiency", ax=ax),
    ):
        assert draw() is ax
    assert len(plt.get_fignums()) == 1


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r'pip install "peel-inspections\[plot\]"'):
        peel.plot.distribution("2017", "efficiency")
