"""An answer has what it was asked for, and says it in the words that are printed."""

from __future__ import annotations

import datetime as dt

import pytest

import peel
from tests.made import all_rows, made_of, with_cells

_SINCE = "PEEL 2025–2027: reports have been published; none on "


@pytest.mark.parametrize(
    ("theme", "force", "graded"),
    [
        ("leadership", None, False),
        ("leadership", "kent", False),
        ("efficiency", None, True),
        ("efficiency", "kent", True),
        ("investigating-crime", None, True),
        ("investigating-crime", "kent", True),
    ],
)
def test_latest_of_a_theme(theme: str, force: str | None, graded: bool) -> None:
    latest = peel.latest(force, theme=theme)
    of = None if force is None else peel.force(force)
    assert (latest.theme, latest.force, latest.on) == (theme, of, None)
    assert ", never graded)" in latest.notes[0] or graded
    assert not any("never graded" in note for note in latest.notes) or not graded
    asked = "this force" if force else "these forces"
    assert any(note.startswith(f"{_SINCE}{asked} is recorded") for note in latest.notes)


def test_latest_of_a_day() -> None:
    day = dt.date(2020, 1, 1)
    then = peel.as_of(day)
    assert then.edition.checked.endswith("; as of 1 January 2020")
    for latest in (then.latest("kent"), then.latest(theme="efficiency")):
        assert latest.on == day
        assert latest.theme in (None, "efficiency")


@pytest.mark.parametrize("force", [None, "kent"])
def test_changes_of_a_question(force: str | None) -> None:
    changes = peel.changes("2016", "2017", "efficiency", force=force)
    of = None if force is None else peel.force(force)
    assert (changes.force, changes.question) == (of, "efficiency")
    assert {change.after.force for change in changes} >= ({of} if of else {peel.force("essex")})


def test_changes_of_a_force() -> None:
    changes = peel.changes("2023-25", "2025-27", force="kent")
    assert (changes.force, changes.question) == (peel.force("kent"), None)
    assert changes.notes[0].startswith(f"{_SINCE}this force is recorded")
    alone = "left out, in the framework of only one of the cycles: "
    assert any(line.startswith(alone) for line in str(changes).splitlines())


def test_a_sentence_says_which_of_the_two_grades_is_limited() -> None:
    seen: set[str] = set()
    for force in peel.forces():
        for change in peel.changes("2016", "2017", force=force):
            for item in (change.before, change.after):
                if {*item.limits} & {"disputed", "derived", "one source", "programme"}:
                    assert f" The grade of {item.cycle.label} " in change.sentence
                    seen.add(item.cycle.id)
    assert seen == {"2016", "2017"}


def test_a_sentence_without_exact_days_says_no_time_between(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    key = ("kent", "2017", "efficiency")
    undated = {"published": "", "published_precision": ""}
    tables["judgements"][key] = with_cells(tables["judgements"][key], "judgements", **undated)
    change = made_of(tables).change("kent", "efficiency", "2016", "2017")
    assert change.interval is None
    assert " That is no change." in change.sentence


def test_an_error_names_the_cell_and_what_is_known_of_it() -> None:
    with pytest.raises(peel.NotGradedError, match="never graded") as never:
        peel.judgement("kent", "2017", "leadership")
    known = never.value
    assert (known.status, known.force, known.cycle) == ("not graded", "kent", "2017")
    assert known.question == "leadership"
    with pytest.raises(peel.NotRecordedError, match=f"; {_SINCE}this force is recorded") as none:
        peel.inspection("kent", "2025-27")
    assert (none.value.status, none.value.force) == ("unknown", "kent")
    assert (none.value.cycle, none.value.question) == ("2025-27", None)


def test_a_row_of_coverage_in_words() -> None:
    coverage = peel.coverage()
    row = coverage["2023-25", "investigating-crime"]
    graded = f"{row.recorded} recorded, {row.not_graded} not graded"
    expected = f"{row.expected} expected, {graded}, {len(row.not_recorded)} missing"
    assert str(row) == f"{row.question}: {expected}"
    some = coverage["2023-25", "crime-data-integrity"]
    graded = f"{some.recorded} recorded, {some.not_graded} not graded"
    assert str(some) == f"{some.question}: {graded}"
