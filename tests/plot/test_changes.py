"""Changes: who improved and who declined by name, all others by number."""

from __future__ import annotations

import attrs
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import peel
import peel.plot
from peel import Direction
from peel._show.palette import DECLINED, IMPROVED
from tests.plot.reading import boxes, heads, legend, notes, rows, subtitle, texts, title


def arrows(ax: Axes) -> list[tuple[float, float, str]]:
    """From where to where each arrow goes, and its colour."""
    found = [text for text in ax.texts if getattr(text, "arrow_patch", None) is not None]
    return [
        (text.xyann[0], text.xy[0], to_hex(text.arrow_patch.get_edgecolor()))  # type: ignore[attr-defined]
        for text in found
    ]


def test_improved_first_then_declined_then_the_rest_in_one_line() -> None:
    found = peel.changes("2016", "2017", question="efficiency")
    ax = peel.plot.changes("2016", "2017", "efficiency")
    improved, declined = (
        sorted(change.after.force.name for change in found if change.direction is direction)
        for direction in (Direction.IMPROVED, Direction.DECLINED)
    )
    unchanged = [change for change in found if change.direction is Direction.UNCHANGED]
    assert rows(ax) == [*improved, *declined, f"{len(unchanged)} forces unchanged"]
    assert heads(ax) == ["Inadequate", "Requires improvement", "Good", "Outstanding"]
    assert len(arrows(ax)) == len(ax.lines) == len(improved) + len(declined)
    assert sum(int(text) for text in texts(ax) if text.isdecimal()) == len(unchanged)
    said = f"{len(improved)} improved, {len(declined)} declined, {len(unchanged)} unchanged"
    assert f"Of 42 forces: {said}. On the four-tier scale." in subtitle(ax)
    assert "Left out, not graded in one of the cycles: Greater Manchester Police." in notes(ax)
    assert title(ax) == "How the grades for efficiency changed, PEEL 2016 to 2017"


def test_an_arrow_starts_at_a_dot_and_goes_the_way_of_its_colour() -> None:
    ax = peel.plot.changes("2016", "2017", "efficiency")
    for (start, end, colour), dot in zip(arrows(ax), ax.lines, strict=True):
        assert colour == (IMPROVED if end > start else DECLINED)
        assert list(dot.get_xdata()) == [start]


def test_who_was_not_inspected_again_is_hollow_and_not_unchanged() -> None:
    found = peel.changes("2016", "2017", question="preventing-crime")
    again = [change for change in found if change.direction is Direction.NOT_REINSPECTED]
    ax = peel.plot.changes(found)
    assert rows(ax)[-1] == f"{len(again)} forces not inspected again"
    assert sum(box.kind == "hollow" for box in boxes(ax)) == len(
        {change.after.grade for change in again}
    )
    assert f"{len(again)} not inspected again" in subtitle(ax)


def test_who_was_inspected_again_is_not_hollow() -> None:
    found = peel.changes("2016", "2017", question="efficiency")
    same = next(change for change in found if change.direction is Direction.UNCHANGED)
    carried = attrs.evolve(same, after=attrs.evolve(same.after, carried_from=same.before.cycle))
    ax = peel.plot.changes(attrs.evolve(found, records=(carried,)))
    assert [box.kind for box in boxes(ax)] == ["filled"]


def test_the_largest_steps_come_first() -> None:
    found = peel.changes("2017", "2018-19", question="effectiveness")
    names = [name for name in rows(peel.plot.changes(found)) if not name[0].isdecimal()]
    steps = {change.after.force.name: change.steps for change in found}
    declined = [steps[name.strip("*†‡¹")] for name in names if (steps[name.strip("*†‡¹")] or 0) < 0]
    assert declined == sorted(declined)
    in_part = sum(change.reinspected == "in part" for change in found)
    assert f"{in_part} of them rest in part on judgements that were carried over" in notes(
        peel.plot.changes(found)
    )


def test_equal_steps_come_by_name() -> None:
    found = peel.changes("2017", "2018-19", force="bedfordshire")
    one_up = [change.after.question.label for change in found if change.steps == 1]
    assert one_up != sorted(one_up)
    names = [name.strip("*†‡¹") for name in rows(peel.plot.changes(found))]
    assert [name for name in names if name in one_up] == sorted(one_up)


def test_changes_of_a_force_are_rows_of_questions() -> None:
    found = peel.changes("2017", "2018-19", force="leicestershire")
    ax = peel.plot.changes(found)
    assert title(ax) == "How the grades of Leicestershire Police changed, PEEL 2017 to 2018/19"
    moved = [change.after.question.label for change in found if change.steps]
    assert rows(ax)[: len(moved)] == moved
    for question in (*found.not_recorded, *found.one_framework_only):
        assert isinstance(question, peel.Question)
        assert question.phrase in notes(ax)


def test_no_name_is_dropped_where_there_is_little_room() -> None:
    _, ax = plt.subplots(figsize=(4, 4), layout="constrained")
    peel.plot.changes("2016", "2017", "efficiency", ax=ax)
    found = peel.changes("2016", "2017", question="efficiency")
    assert {change.after.force.name for change in found if change.steps} < set(rows(ax))
    assert heads(ax) == ["I", "RI", "G", "O"]
    assert legend(ax)[0] == "Outstanding (O)"


def test_marks_stand_behind_the_names() -> None:
    found = peel.changes("2016", "2017", question="preventing-crime")
    moved = [change for change in found if change.steps]
    first = min(moved, key=lambda change: change.after.force.name)
    disputed = attrs.evolve(first.after, dispute="an example")
    marked = attrs.evolve(
        found, records=(attrs.evolve(first, after=disputed), *(c for c in found if c is not first))
    )
    ax = peel.plot.changes(marked)
    (name,) = (name for name in rows(ax) if name.startswith(first.after.force.name))
    assert "†" in name
    assert "† sources disagree" in notes(ax)


@pytest.mark.parametrize("before", ["2015", "2017"])
def test_who_is_counted_alone_has_marks_too(before: str) -> None:
    found = peel.changes(before, "2018-19", question="preventing-crime")
    below = notes(peel.plot.changes(found))
    disputed = [item for item in found if item.before.dispute or item.after.dispute]
    assert disputed
    assert not any(change.steps for change in disputed)
    names = ", ".join(change.after.force.name for change in disputed)
    assert f"Among those counted: † {names}" in below
    assert "† sources disagree" in below


@pytest.mark.parametrize("before", ["2015", "2017"])
def test_a_change_that_rests_on_what_was_carried_over_is_named(before: str) -> None:
    found = peel.changes(before, "2018-19", question="preventing-crime")
    below = notes(peel.plot.changes(found))
    moved = [item for item in found if item.direction is not Direction.NOT_REINSPECTED]
    for cycle, side in ((found.before, "before"), (found.after, "after")):
        names = [item.after.force.name for item in moved if getattr(item, side).carried_from]
        said = f"Carried over to {cycle.label} from an earlier cycle: {', '.join(names)}."
        assert (said in below) == bool(names)


def test_what_must_not_be_compared_is_not_drawn() -> None:
    with pytest.raises(peel.IncomparableGradesError, match="not comparable"):
        peel.plot.changes("2021-22", "2023-25", "preventing-crime")
    with pytest.raises(peel.IncomparableGradesError, match="not known to be comparable"):
        peel.plot.changes("2014", "2015", "efficiency")
    assert plt.get_fignums() == []


def test_incomparable_changes_among_others_are_left_out_by_name_and_by_what_is_known() -> None:
    found = peel.changes("2017", "2018-19", force="leicestershire")
    broken, unsure = (
        attrs.evolve(change, comparability=attrs.evolve(change.comparability, status=status))
        for change, status in zip(found, ("not comparable", "unknown"), strict=False)
    )
    ax = peel.plot.changes(attrs.evolve(found, records=(broken, unsure, *found[2:])))
    one, other = (change.after.question.phrase for change in (broken, unsure))
    assert f"Left out, not comparable: {one}." in notes(ax)
    assert f"Left out, not known to be comparable: {other}." in notes(ax)


def test_changes_that_are_none(with_gaps: peel.Dataset) -> None:
    nothing = attrs.evolve(with_gaps.changes("2016", "2017", question="efficiency"), records=())
    with pytest.raises(
        peel.InvalidArgumentError,
        match=r"no change to draw for efficiency, PEEL 2016 to PEEL 2017: not graded in one of the "
        r"cycles: 1 force$",
    ):
        peel.plot.changes(nothing)
    never = peel.changes("2016", "2017", "leadership", force="kent")
    with pytest.raises(
        peel.InvalidArgumentError,
        match=r"for leadership of Kent Police, PEEL 2016 to PEEL 2017: not graded .*: 1 force$",
    ):
        peel.plot.changes(never)
    ahead = with_gaps.changes("2023-25", "2025-27", "leadership-and-force-management")
    with pytest.raises(peel.InvalidArgumentError, match=r"not known whether graded .*; PEEL 2025"):
        peel.plot.changes(ahead)


def test_what_changes_takes() -> None:
    with pytest.raises(TypeError, match="two cycles and a question"):
        peel.plot.changes("2016", "2017")
    with pytest.raises(TypeError, match="takes an answer alone"):
        peel.plot.changes(peel.changes("2016", "2017", question="efficiency"), "2017")


def test_what_is_left_out_is_left_out_as_the_answer_says() -> None:
    found = peel.as_of("1 June 2019").changes("2017", "2018-19", question="efficiency")
    assert found.unknown
    below = notes(peel.plot.changes(found))
    for why, forces in found.left_out.items():
        names = ", ".join(force.phrase for force in forces)
        assert f"Left out, {why} in one of the cycles: {names}." in below
    assert below.count("Left out, ") == len(found.left_out)


def test_what_was_asked_is_told_although_one_force_is_left() -> None:
    found = peel.changes("2016", "2017", question="efficiency")
    kent = [change for change in found if change.after.force.id == "kent"]
    rest = tuple(change.after.force for change in found if change not in kent)
    ax = peel.plot.changes(attrs.evolve(found, records=tuple(kent), not_recorded=rest))
    assert title(ax) == "How the grades for efficiency changed, PEEL 2016 to 2017"
    assert "Of 1 force: " in subtitle(ax)
    alone = peel.changes("2016", "2017", "efficiency", force="kent")
    ax = peel.plot.changes(alone)
    assert title(ax) == "How the grades of Kent Police for efficiency changed, PEEL 2016 to 2017"
    assert (alone.force, alone.question) == (peel.force("kent"), "efficiency")
    every = peel.changes("2016", "2017", force="kent")
    assert (every.force, every.question) == (peel.force("kent"), None)
    assert f"Of {len(every)} questions: " in subtitle(peel.plot.changes(every))
    assert (found.force, found.question) == (None, "efficiency")
