"""Themes that are no longer asked: a timeline says since when, and counts no cell without a grade."""

from __future__ import annotations

import peel
import peel.plot
from tests.plot.reading import notes, rows, subtitle


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
    whole = subtitle(peel.plot.timeline("lincolnshire"))
    cells = [
        (gap.kind, gap.question.graded)
        for theme in peel.themes()
        for gap in peel.history("lincolnshire", theme=theme).gaps
        if gap.question
    ]
    given = sum(kind == "not graded" and graded != "never" for kind, graded in cells)
    assert 0 < given < sum(kind == "not graded" for kind, _ in cells)
    assert f"{given} {'was' if given == 1 else 'were'} not given" in whole
