"""Timelines: boxes touch where the grades may be compared, and nowhere else."""

from __future__ import annotations

import re
from itertools import pairwise

import attrs
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

import peel
import peel.plot
from peel._show.palette import colour_of
from tests.plot.reading import Box, boxes, heads, legend, notes, rows, subtitle, texts, title


def touching(row: list[Box]) -> list[bool]:
    """Whether each box of a row touches the next."""
    return [abs(other.left - one.right) < 1e-9 for one, other in pairwise(row)]


def by_row(ax: Axes) -> dict[float, list[Box]]:
    found: dict[float, list[Box]] = {}
    for box in boxes(ax):
        found.setdefault(round(box.top, 6), []).append(box)
    return found


def reasons(ax: Axes) -> list[str]:
    """What stands above the breaks."""
    return [" ".join(text.split()) for text in texts(ax)[:-2] if text.startswith("‖")]


def breaks(ax: Axes) -> int:
    """How many neighbours among the cycles that are drawn may not be compared."""
    drawn = [cycle for cycle in peel.cycles() if cycle.label in heads(ax)]
    return sum(not peel.comparability(*pair).comparable for pair in pairwise(drawn))


@pytest.mark.usefixtures("asked_with_gaps")
def test_boxes_touch_where_they_may_be_compared() -> None:
    history = peel.history("leicestershire", "preventing-crime")
    ax = peel.plot.timeline(history)
    assert [len(segment) for segment in history.segments] == [4, 1, 1]
    assert touching(boxes(ax)) == [True, True, True, False, False]
    assert [box.colour for box in boxes(ax)] == [
        colour_of(item.grade.key).background for item in history.judgements if item.grade
    ]
    assert [box.kind for box in boxes(ax)].count("hollow") == sum(
        item.carried_from is not None for item in history.judgements
    )
    assert title(ax) == "How inspectors graded Leicestershire Police on preventing crime"
    assert "On the four-tier scale until 2018/19, the five-tier scale after." in subtitle(ax)


def test_the_scale_changes_where_it_does_among_the_cycles_drawn(with_gaps: peel.Dataset) -> None:
    for force in peel.forces():
        history = with_gaps.history(force, theme="preventing-crime")
        cycles = [item.cycle for item in history.judgements]
        cycles += [gap.cycle for gap in history.gaps if gap.cycle]
        last = max(cycle.label for cycle in cycles if cycle.scale == "four-tier")
        ungraded = last not in {item.cycle.label for item in history.judgements}
        if ungraded and history.judgements:
            break
    assert ungraded
    assert f"On the four-tier scale until {last}, the" in subtitle(peel.plot.timeline(history))


def test_no_box_is_higher_than_another() -> None:
    ax = peel.plot.timeline("leicestershire", theme="investigating-crime")
    assert len({(box.top, box.bottom) for box in boxes(ax)}) == 1
    assert ax.get_ylabel() == ""
    assert rows(ax) == []


def test_grades_stand_in_words() -> None:
    history = peel.history("leicestershire", theme="investigating-crime")
    ax = peel.plot.timeline(history)
    written = [" ".join(text.split()).strip("¹*†‡") for text in texts(ax)]
    for judgement in history.judgements:
        assert str(judgement.grade) in written


def test_every_break_has_its_double_line() -> None:
    for ax in (peel.plot.timeline("cleveland"), peel.plot.timeline("kent", theme="workforce")):
        lines = sorted(line.get_xdata()[0] for line in ax.lines if len({*line.get_xdata()}) == 1)
        pairs = [(one + other) / 2 for one, other in zip(lines[::2], lines[1::2], strict=True)]
        signs = [text for text in ax.texts if text.get_text().startswith("‖")]
        assert pairs == pytest.approx(sorted(text.xy[0] for text in signs))
        at = dict(zip(heads(ax), ax.get_xticks(), strict=True))
        assert len([place for place in pairs if at["2020/21"] < place < at["2021/22"]]) == 1


@pytest.mark.usefixtures("asked_with_gaps")
def test_years_without_inspection_take_their_room() -> None:
    ax = peel.plot.timeline("leicestershire", theme="investigating-crime")
    assert heads(ax)[-4:] == ["2019/20", "2020/21", "2021/22", "2023/25"]
    before, after = boxes(ax)[-3], boxes(ax)[-2]
    assert after.left - before.right > 1
    assert texts(ax).count("no cycle") == 2


def test_each_break_has_its_reason_above() -> None:
    history = peel.history("leicestershire", theme="investigating-crime")
    ax = peel.plot.timeline(history)
    assert len(reasons(ax)) == len(history.breaks)
    assert reasons(ax)[0] == "‖ not comparable: another question was asked"
    assert reasons(ax)[1].startswith("‖ not comparable: the scale went from four to five tiers")


@pytest.mark.parametrize("theme", ["investigating-crime", "efficiency", "use-of-resources"])
def test_a_timeline_says_what_the_history_says_of_each_break(theme: str) -> None:
    forces = ("greater-manchester", "kent", "leicestershire", "avon-and-somerset")
    histories = [peel.history(force, theme=theme) for force in forces]
    assert any(history.breaks for history in histories)
    for history in histories:
        ax = peel.plot.timeline(history)
        told = iter([reason.partition(": ")[0] for reason in reasons(ax)])
        said = [f"‖ {change.verdict.partition(': ')[0]}" for change in history.breaks]
        assert all(words in told for words in said)
        same = [
            item for item in history.breaks if item.before.question.id == item.after.question.id
        ]
        for change in same:
            words = change.comparability.reason.partition(";")[0]
            assert any(words in reason for reason in reasons(ax))


def test_another_question_is_a_break_of_its_own() -> None:
    history = peel.history("avon-and-somerset", theme="use-of-resources")
    breaks = [(change.before.cycle.id, change.after.cycle.id) for change in history.breaks]
    assert ("2017", "2018-19") in breaks
    assert "‖ not comparable: another question was asked" in reasons(peel.plot.timeline(history))


def test_a_break_of_one_question_alone_has_its_own_reason() -> None:
    history = peel.history("kent", "efficiency")
    place = [change.after.cycle.id for change in history.changes].index("2017")
    said = attrs.evolve(
        history.changes[place].comparability, status="not comparable", reason="an example"
    )
    changes = list(history.changes)
    changes[place] = attrs.evolve(changes[place], comparability=said)
    ax = peel.plot.timeline(attrs.evolve(history, changes=tuple(changes)))
    assert "‖ not comparable: an example" in reasons(ax)


def test_a_gap_beside_a_run_is_no_other_question(with_gaps: peel.Dataset) -> None:
    history = with_gaps.history("greater-manchester", theme="investigating-crime")
    assert "2018/19" in [gap.label for gap in history.gaps]
    ax = peel.plot.timeline(history)
    at = dict(zip(heads(ax), ax.get_xticks(), strict=True))
    assert at["2018/19"] - at["2017"] == pytest.approx(1)
    assert "dotted" in [box.kind for box in boxes(ax)]


def test_cycles_without_a_grade_are_dotted_and_touch_within_a_run(with_gaps: peel.Dataset) -> None:
    history = with_gaps.history("city-of-london", theme="investigating-crime")
    ax = peel.plot.timeline(history)
    kinds = [box.kind for box in boxes(ax)]
    first = kinds.index("dotted")
    assert heads(ax)[first] == "2017"
    assert kinds[first - 2 : first + 2] == ["filled", "filled", "dotted", "filled"]
    assert touching(boxes(ax))[first - 2 : first + 1] == [True, True, True]
    assert "Not recorded" in legend(ax)
    assert f"{len([gap for gap in history.gaps if gap.cycle])} are not recorded" in subtitle(ax)


def test_why_a_cycle_was_not_graded_is_told() -> None:
    ax = peel.plot.timeline("greater-manchester", "efficiency")
    (hatched,) = (box for box in boxes(ax) if box.kind == "hatched")
    assert hatched.width == pytest.approx(1)
    note = peel.judgement("greater-manchester", "2017", "efficiency").note
    assert f"2017 not graded: {note}." in notes(ax)


@pytest.mark.usefixtures("asked_with_gaps")
def test_the_card_of_a_force_has_a_row_for_each_theme_with_a_grade() -> None:
    ax = peel.plot.timeline("cleveland")
    assert title(ax) == f"How inspectors graded Cleveland Police, 2014 to {heads(ax)[-1]}"
    shown = len(by_row(ax))
    assert shown == len(rows(ax))
    told = re.findall(r"Not shown, [^:]*: ([^.]*)\.", notes(ax))
    assert told
    for theme in peel.themes():
        words = theme.replace("-", " ")
        row = words[0].upper() + words[1:]
        assert (row in rows(ax)) is (words not in ", ".join(told).split(", ")), theme
    judgements = peel.judgements(force="cleveland")
    graded = sum(judgement.grade is not None for judgement in judgements)
    assert sum(box.kind in ("filled", "hollow") for box in boxes(ax)) == graded


def test_themes_of_the_newest_cycle_come_first() -> None:
    ax = peel.plot.timeline("cleveland")
    newest = dict(zip(heads(ax), ax.get_xticks(), strict=True))["2023/25"]
    in_newest = [any(box.right > newest for box in row) for row in by_row(ax).values()]
    assert in_newest.count(True) > 2
    assert in_newest == sorted(in_newest, reverse=True)
    assert rows(ax)[0] == "Treatment of the public"
    ends = [label.get_position()[1] for label in ax.get_yticklabels()]
    steps = {round(other - one, 6) for one, other in pairwise(ends)}
    assert len(steps) == 2


def test_a_theme_of_the_newest_cycle_is_shown_without_any_grade(with_gaps: peel.Dataset) -> None:
    histories = [with_gaps.history("kent", theme=theme) for theme in with_gaps.themes()]
    ax = peel.plot.timeline(histories)
    assert "Leadership and force management" in rows(ax)
    assert "leadership and force management" not in notes(ax)


def test_a_timeline_says_that_newer_reports_are_out() -> None:
    (note,) = peel.history("cleveland", theme="preventing-crime").notes
    assert notes(peel.plot.timeline("cleveland")).count(note) == 1
    assert note in notes(peel.plot.timeline("cleveland", theme="preventing-crime"))


def test_columns_of_the_card_part_at_breaks_alone() -> None:
    ax = peel.plot.timeline("cleveland")
    places = dict(zip(heads(ax), ax.get_xticks(), strict=True))
    apart = {(a, b): places[b] - places[a] for a, b in pairwise(places)}
    assert apart["2015", "2016"] == apart["2016", "2017"] == apart["2017", "2018/19"] == 1
    assert apart["2014", "2015"] > 1.2
    assert apart["2021/22", "2023/25"] > 1.2
    assert len(reasons(ax)) == breaks(ax)


def test_the_card_fits_a_phone_and_a_slide() -> None:
    _, ax = plt.subplots(figsize=(4.5, 9))
    peel.plot.timeline("cleveland", ax=ax)
    assert "G" in {text.strip("¹*†‡") for text in texts(ax)}
    assert reasons(ax) == ["‖"] * breaks(ax)
    assert notes(ax).count("‖ ") == breaks(ax) > 2
    assert "Good (G)" in legend(ax)
    phone = rows(ax)
    _, ax = plt.subplots(figsize=(13.3, 7.5))
    peel.plot.timeline("cleveland", ax=ax)
    assert rows(ax) == phone
    assert len(reasons(ax)[0]) > 20


def test_two_questions_of_a_theme_share_the_place_of_a_cycle() -> None:
    history = peel.history("kent", "efficiency")
    first = history.judgements[0]
    twice = attrs.evolve(history, entries=(first, *history.entries))
    drawn = boxes(peel.plot.timeline(twice))
    assert drawn[0].left == drawn[1].left
    assert drawn[0].bottom == pytest.approx(drawn[1].top)


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_run_across_a_year_without_inspection_is_joined_by_a_line() -> None:
    history = peel.history("leicestershire", theme="investigating-crime")
    joined = attrs.evolve(
        history,
        changes=tuple(
            attrs.evolve(
                change, comparability=attrs.evolve(change.comparability, status="comparable")
            )
            for change in history.changes
        ),
        statements=tuple(attrs.evolve(item, status="comparable") for item in history.statements),
    )
    ax = peel.plot.timeline(joined)
    ends = [tuple(line.get_xdata()) for line in ax.lines]
    before, after = boxes(ax)[-3], boxes(ax)[-2]
    assert (before.right, after.left) in ends
    assert reasons(ax) == []


def test_what_a_timeline_takes() -> None:
    with pytest.raises(
        peel.InvalidArgumentError, match=r"no grade to draw \(Kent Police, leadership"
    ):
        peel.plot.timeline("kent", theme="leadership")
    with pytest.raises(peel.InvalidArgumentError, match="no history is given"):
        peel.plot.timeline([])
    with pytest.raises(peel.InvalidArgumentError, match="one force, not Kent Police, Essex Police"):
        peel.plot.timeline([peel.history(force, "efficiency") for force in ("kent", "essex")])
    with pytest.raises(TypeError, match=r"^timeline\(\) takes a question or theme=, not both$"):
        peel.plot.timeline("kent", "efficiency", theme="efficiency")
    with pytest.raises(TypeError, match="a history has its own"):
        peel.plot.timeline(peel.history("kent", "efficiency"), theme="efficiency")
