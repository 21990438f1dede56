"""Themes that are no longer asked: a timeline says since when, and counts no cell without a grade."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import peel
import peel.plot
from tests.plot.reading import boxes, legend, notes, rows, subtitle


def test_a_row_alone_has_the_note_of_its_history() -> None:
    history = peel.history("humberside", theme="legitimacy")
    (note,) = history.notes
    assert f"N{note[1:]}." in notes(peel.plot.timeline(history))


def _apart(theme: str) -> list[str]:
    """What the history of a theme says of other programmes that may grade it still."""
    said = peel.history("cleveland", theme=theme).notes[0].split("; ", 1)[1:]
    return [text for text in said if "separate programmes" in text]


def test_of_all_themes_each_that_ended_is_named_once() -> None:
    axes = peel.plot.timeline("cleveland")
    below = notes(axes)
    line = below.partition("No longer asked: ")[2].partition(".")[0]
    ended = {
        history.subject.replace("-", " "): history.since
        for history in (peel.history("cleveland", theme=theme) for theme in peel.themes())
        if history.since and history.judgements
    }
    named = {
        theme: when
        for part in line.split("; ")
        for when, themes in [part.removeprefix("since PEEL ").split(" ", 1)]
        for theme in themes.split(", ")
    }
    assert named == {theme: since.title.split()[1] for theme, since in ended.items() if since}
    assert set(ended) <= {label.lower() for label in rows(axes)}
    assert "last asked in" not in below
    apart = {note for theme in ended for note in _apart(theme.replace(" ", "-"))}
    assert len(apart) == 1
    assert all(below.count(note) == 1 for note in apart)


def test_what_is_never_graded_is_no_grade_that_was_not_given() -> None:
    history = peel.history("humberside", theme="legitimacy")
    assert {gap.question.graded for gap in history.gaps if gap.question} == {"never"}
    graded = len(history.judgements)
    assert f"All {graded} grades are recorded." in subtitle(peel.plot.timeline(history))
    ax = peel.plot.timeline(history)
    assert [box.kind for box in boxes(ax)] == ["crossed", *["filled"] * graded]
    assert "Never graded" in legend(ax)
    assert "Not graded" not in legend(ax)
    assert "2014" not in notes(ax)


@pytest.mark.parametrize("force", ["lincolnshire", "metropolitan", "hampshire", "cleveland"])
def test_the_cells_that_are_counted_are_those_drawn(force: str, with_gaps: peel.Dataset) -> None:
    histories = [with_gaps.history(force, theme=theme) for theme in with_gaps.themes()]
    ax = peel.plot.timeline(histories)
    kinds = Counter(box.kind for box in boxes(ax))
    graded = kinds["filled"] + kinds["hollow"]
    said = subtitle(ax)
    for kind, words in {
        "hatched": r"(\d+) w\w+ not given",
        "dotted": r"(\d+) \w+ not recorded",
        "sparse": r"whether (\d+) w\w+ given",
    }.items():
        assert sum(map(int, re.findall(words, said))) == kinds[kind]
    assert f"{graded} of {kinds.total() - kinds['crossed']} grades are recorded" in said
    known = Counter(gap.kind for item in histories for gap in item.gaps if gap.cycle)
    never = sum(
        gap.question.graded == "never" for item in histories for gap in item.gaps if gap.question
    )
    told = re.search(r"Not shown, no grade is recorded \(([^)]*)\)", notes(ax))
    assert told
    left = sum(int(part.split()[0]) for part in told[1].split(", "))
    alone = sum(
        {gap.kind for gap in item.gaps if gap.cycle} == {"not graded"}
        and not item.judgements
        and any(gap.question and gap.question.graded != "never" for gap in item.gaps)
        for item in histories
    )
    assert known.total() - never == kinds.total() - graded - kinds["crossed"] + left + alone
