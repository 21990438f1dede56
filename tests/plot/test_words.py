"""What stands around every picture: evidence, days, room; and what it is drawn from."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import attrs
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import peel
import peel.plot
from tests.made import all_rows, made_of
from tests.plot.reading import boxes, heads, notes, rows, subtitle, texts, title

DRAW: Mapping[str, Callable[[peel.Dataset, Axes | None], Axes]] = {
    "heatmap": lambda record, ax: peel.plot.heatmap(
        record.compare(["kent", "essex"], "2017"), ax=ax
    ),
    "distribution": lambda record, ax: peel.plot.distribution(
        record.distribution("2017", "efficiency"), ax=ax
    ),
    "changes": lambda record, ax: peel.plot.changes(
        record.changes("2016", "2017", question="efficiency"), ax=ax
    ),
    "timeline": lambda record, ax: peel.plot.timeline(record.history("kent", "efficiency"), ax=ax),
}


@pytest.fixture(params=DRAW)
def draw(request: pytest.FixtureRequest) -> Callable[[peel.Dataset, Axes | None], Axes]:
    return DRAW[request.param]


def test_both_days_of_the_record_stand_below(
    draw: Callable[[peel.Dataset, Axes | None], Axes],
) -> None:
    assert str(peel.bundled().edition) in notes(draw(peel.bundled(), None))
    assert "not by the inspectorate" in notes(draw(peel.bundled(), None))


def test_a_picture_is_of_the_record_that_it_is_given(
    draw: Callable[[peel.Dataset, Axes | None], Axes],
) -> None:
    cut = peel.as_of("2020-01-01")
    assert "; as of 1 January 2020." in notes(draw(cut, None))
    own = made_of(all_rows(peel.bundled()))
    assert str(own.edition) in notes(draw(own, None))
    assert "not the shipped record" in notes(draw(own, None))


def test_judgements_without_a_record_say_how_new_they_are() -> None:
    chosen = list(peel.judgements(cycle="2017", force="kent", question="efficiency"))
    assert "; newest of these grades 9 November 2017." in notes(peel.plot.heatmap(chosen))
    assert str(peel.bundled().edition) in notes(
        peel.plot.heatmap(peel.judgements(cycle="2017", force="kent", question="efficiency"))
    )
    undated = [attrs.evolve(item, published=None, published_precision=None) for item in chosen]
    assert notes(peel.plot.heatmap(undated)).endswith("not by the inspectorate.")


def test_the_evidence_is_counted() -> None:
    bars = [
        peel.distribution("2023-25", item) for item in ("preventing-crime", "positive-workplace")
    ]
    drawn = [judgement for bar in bars for judgement in bar.judgements]
    by_level = {
        level: sum(item.evidence in levels for item in drawn)
        for level, levels in {
            "on the inspectorate or a copy of its report": ("inspectorate", "copy"),
            "on another public body or several documents": ("official", "several"),
            "on one secondary source": ("single",),
        }.items()
    }
    told = notes(peel.plot.distribution(bars))
    assert f"Evidence of {len(drawn)} grades: " in told
    first, *others = by_level.items()
    assert f"{first[1]} rest {first[0]}" in told
    assert all(f"{count} {words}" in told for words, count in others)
    derived = sum(
        item.basis == "derived" and item.evidence in ("inspectorate", "copy") for item in drawn
    )
    assert f"a copy of its report ({derived} of them derived)" in told


def test_a_single_grade_is_counted_in_the_singular() -> None:
    (one,) = peel.judgements(cycle="2017", force="kent", question="efficiency")
    ax = peel.plot.heatmap([one])
    assert "Evidence: 1 grade, resting on" in notes(ax)
    assert "Picked: 1 grade. Nothing is said of others." in subtitle(ax)
    assert title(ax) == "1 picked judgement of Kent Police, PEEL 2017"
    whole = peel.history("kent", "efficiency")
    for number, said in ((1, "The grade is recorded."), (2, "Both grades are recorded.")):
        few = attrs.evolve(
            whole, entries=whole.judgements[:number], changes=whole.changes[: number - 1]
        )
        assert said in subtitle(peel.plot.timeline(few))


@pytest.mark.parametrize("plot", [peel.plot.heatmap, peel.plot.distribution])
@pytest.mark.usefixtures("asked_with_gaps")
def test_a_cycle_without_any_grade_says_so(
    plot: Callable[..., Axes],
) -> None:
    ax = plot("2025-27")
    assert "No grade is recorded" in texts(ax)
    assert "that does not mean that none was published" in subtitle(ax)
    assert title(ax).replace(" 43", "") == "How inspectors graded police forces, PEEL 2025–2027"
    assert boxes(ax) == []
    assert "PEEL 2025–2027: reports have been published; none on these forces" in notes(ax)


@pytest.mark.parametrize(
    ("plot", "what", "said"),
    [
        (peel.plot.distribution, peel.latest(theme="investigating-crime"), "Latest of Judgement"),
        (peel.plot.distribution, peel.compare(["kent"], "2017"), "Comparison"),
        (peel.plot.heatmap, peel.distribution("2017", "efficiency"), "Distribution"),
        (peel.plot.heatmap, ["kent", "essex"], "list of str"),
        (peel.plot.timeline, peel.latest("kent"), "Latest of Judgement"),
        (peel.plot.timeline, 5, "int"),
        (peel.plot.timeline, peel.coverage(), "Coverage"),
    ],
)
def test_what_is_no_such_picture_is_told_what_it_takes(
    plot: Callable[..., Axes], what: object, said: str
) -> None:
    with pytest.raises(TypeError, match=rf"^{plot.__name__}\(\) takes a .*, not {said}$"):
        plot(what)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: peel.plot.heatmap("kent"), "a cycle is expected here: heatmap(cycle)"),
        (
            lambda: peel.plot.timeline("2017"),
            "a force is expected here: timeline(force, question, theme=…)",
        ),
        (
            lambda: peel.plot.timeline("kent", theme="2017"),
            "a theme is expected here: timeline(force, question, theme=…)",
        ),
        (
            lambda: peel.plot.distribution("efficiency"),
            "a cycle is expected here: distribution(cycle, question)",
        ),
        (
            lambda: peel.plot.changes("2016", "2017", "kent"),
            "a question is expected here: changes(before, after, question);",
        ),
    ],
)
def test_an_error_on_a_name_says_how_the_plot_is_called(
    call: Callable[[], Axes], expected: str
) -> None:
    with pytest.raises(peel.UnknownNameError) as told:
        call()
    assert expected in str(told.value)


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_distribution_without_any_grade_is_no_empty_bar() -> None:
    ax = peel.plot.distribution(peel.distribution("2025-27", "leadership-and-force-management"))
    assert "No grade is recorded" in texts(ax)
    assert boxes(ax) == []


def test_nothing_overlaps_the_words_above_and_below(
    draw: Callable[[peel.Dataset, Axes | None], Axes],
) -> None:
    ax = draw(peel.bundled(), None)
    ax.figure.canvas.draw()
    found = ax.get_legend()
    stack: list[Any] = [ax._left_title, ax.texts[-2]]  # type: ignore[attr-defined]
    stack += [found] if found is not None else []
    edges = [artist.get_window_extent() for artist in stack]
    for upper, lower in pairwise(edges):
        assert upper.y0 >= lower.y1
    labels = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert edges[-1].y0 >= max(label.y1 for label in labels)
    assert ax.texts[-1].get_window_extent().y1 <= min(
        ax.get_window_extent().y0, *(label.y0 for label in labels)
    )


@pytest.mark.parametrize(("given", "said"), [(3, "int"), ("x", "'x'"), ([1], "list")])
def test_what_is_no_axes_is_told_so(
    draw: Callable[[peel.Dataset, Any], Axes], given: object, said: str
) -> None:
    with pytest.raises(TypeError, match=rf"^ax is an Axes of matplotlib, .*, not {said}$"):
        draw(peel.bundled(), given)
    assert plt.get_fignums() == []


def test_axes_that_have_no_room_are_refused_and_left_empty() -> None:
    figure, ax = plt.subplots(figsize=(6.4, 4.8))
    with pytest.raises(
        peel.InvalidArgumentError,
        match=r"has to be at least \d\.\d inches high for .* readable, and has 4",
    ):
        peel.plot.heatmap("2017", ax=ax)
    assert texts(ax) == []
    assert heads(ax)[:2] == ["0.0", "0.2"]
    plt.close(figure)
    _, ax = plt.subplots(figsize=(2.5, 30))
    with pytest.raises(
        peel.InvalidArgumentError, match=r"inches wide for .* readable, and has 2\.5"
    ):
        peel.plot.heatmap("2017", ax=ax)


@pytest.mark.filterwarnings("ignore:constrained_layout not applied")
@pytest.mark.parametrize("size", [(6.4, 2), (3, 2)])
@pytest.mark.parametrize("across", [1, 2])
def test_following_the_errors_leads_to_a_figure_that_is_large_enough(
    draw: Callable[[peel.Dataset, Axes | None], Axes], size: tuple[float, float], across: int
) -> None:
    inches = dict(zip(("wide", "high"), size, strict=True))
    for _ in range(6):
        shape = (inches["wide"], inches["high"])
        _, axes = plt.subplots(across, across, figsize=shape, squeeze=False)
        try:
            draw(peel.bundled(), axes[0, 0])
        except peel.InvalidArgumentError as error:
            asked = re.search(r"the figure has to be at least ([\d.]+) inches (\w+) ", str(error))
            assert asked
            assert float(asked[1]) > inches[asked[2]]
            inches[asked[2]] = float(asked[1])
        else:
            break
    else:
        pytest.fail(f"no figure is large enough: {inches}")


def test_axes_that_no_layout_moves_must_leave_room_for_the_words() -> None:
    figure = plt.figure(figsize=(8, 6))
    ax = figure.add_axes((0.3, 0.25, 0.6, 0.4))
    assert peel.plot.changes("2016", "2017", "efficiency", ax=ax) is ax
    ax = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    with pytest.raises(peel.InvalidArgumentError, match="fall outside the figure"):
        peel.plot.distribution("2017", "efficiency", ax=ax)
    assert texts(ax) == []


@pytest.mark.parametrize("size", [(4, 6), (6.4, 4.8), (16, 4)])
def test_every_size_that_has_room_names_all(
    draw: Callable[[peel.Dataset, Axes | None], Axes], size: tuple[float, float]
) -> None:
    whole = draw(peel.bundled(), None)
    _, ax = plt.subplots(figsize=size)
    assert draw(peel.bundled(), ax) is ax
    assert rows(ax) == rows(whole)
    assert len(heads(ax)) == len(heads(whole))
    assert len(boxes(ax)) == len(boxes(whole))


def test_plots_share_a_figure() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(16, 5), layout="constrained")
    peel.plot.distribution("2017", "efficiency", ax=left)
    peel.plot.timeline("leicestershire", theme="investigating-crime", ax=right)
    figure.canvas.draw()
    assert left.texts[-1].get_window_extent().x1 < right.texts[-1].get_window_extent().x0
    assert figure.get_size_inches().tolist() == [16, 5]


@pytest.mark.parametrize("before", ["heatmap", "changes"])
def test_axes_that_are_drawn_again_show_the_last_picture_alone(
    draw: Callable[[peel.Dataset, Axes | None], Axes], before: str
) -> None:
    pixels: list[bytes] = []
    for earlier in ([DRAW[before], draw], []):
        figure, ax = plt.subplots(figsize=(9, 6))
        for one in (*earlier, draw):
            one(peel.bundled(), ax)
        figure.canvas.draw()
        pixels.append(bytes(figure.canvas.buffer_rgba()))  # type: ignore[attr-defined]
    assert pixels[0] == pixels[1]


def test_no_white_in_a_dark_style(draw: Callable[[peel.Dataset, Axes | None], Axes]) -> None:
    with plt.style.context("dark_background"):
        ax = draw(peel.bundled(), None)
    patches = [text.get_bbox_patch() for text in ax.texts]
    faces = [patch.get_facecolor() for patch in [*ax.patches, *filter(None, patches)]]
    assert not [face for face in faces if face[3] and to_hex(face) == "#ffffff"]


def test_what_an_editor_offers() -> None:
    assert dir(peel.plot) == peel.plot.__all__


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r"pip install matplotlib$"):
        peel.plot.distribution("2017", "efficiency")
