"""In a record as of a day, a report that was not out yet supersedes nothing."""

from __future__ import annotations

import datetime as dt

import pytest

import peel
from tests.made import all_rows, made_of, with_cells

WHOLE = peel.bundled()
#: Each day between 2015 and 2020 on which something came out, and the day before it.
DAYS = sorted(
    {
        day
        for item in WHOLE.publications()
        for day in (item.published, item.published - dt.timedelta(1))
        if 2015 <= item.published.year <= 2020
    }
)
PLACES = {cycle.id: place for place, cycle in enumerate(WHOLE.cycles())}


def _days(old: peel.Superseded) -> list[dt.date | None]:
    """When what superseded a grade came out: the same theme in the newer inspection, its pillar."""
    assert old.inspection is not None
    of, cycle = old.judgement, old.inspection.cycle
    answers = WHOLE.judgements(
        force=of.force, cycle=cycle, theme=of.question.theme, scale=cycle.scale
    )
    return [item.published for item in answers] or [
        item.published
        for item in WHOLE.publications(cycle=cycle)
        if item.pillar in (of.question.pillar, None)
    ]


def _known_then(force: peel.Force, theme: str, day: dt.date) -> list[peel.Judgement]:
    """What a reader knew of a theme on *day*: the grades of the newest cycle that had come out."""
    out = [
        item
        for item in WHOLE.judgements(force=force, theme=theme, scale="any")
        if item.published is not None and item.published <= day
    ]
    newest = max((PLACES[item.cycle.id] for item in out), default=-1)
    return [item for item in out if PLACES[item.cycle.id] == newest and item.grade is not None]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_grade_is_superseded_by_a_report_of_a_later_day(day: dt.date) -> None:
    then = WHOLE.as_of(day)
    answers = [then.latest(force) for force in then.forces()]
    answers += [then.latest(theme=theme) for theme in then.themes()]
    for old in [old for answer in answers for old in answer.superseded]:
        assert any(published is None or published <= day for published in _days(old)), old


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_pillar_has_the_grade_that_a_reader_of_the_day_knew(day: dt.date) -> None:
    then = WHOLE.as_of(day)
    for theme in ("effectiveness", "efficiency", "legitimacy"):
        told = {item.force.id: item for item in then.latest(theme=theme)}
        for force in WHOLE.forces():
            known = [(item.cycle.id, item.grade) for item in _known_then(force, theme, day)]
            rows = [item for item in then.latest(force) if item.question.theme == theme]
            assert [(item.cycle.id, item.grade) for item in rows] == known
            assert [told[force.id]] == rows if rows else force.id not in told


def test_the_older_grades_that_stand_are_named_with_what_was_not_out() -> None:
    latest = peel.as_of("2017-11-10").latest("leicestershire")
    assert {item.cycle.id for item in latest} == {"2016", "2017"}
    assert any(
        note == "PEEL 2017 was not out yet on effectiveness, legitimacy: grades of PEEL 2016 stand"
        for note in latest.notes
    )
    assert not any("not out" in note for note in peel.latest("leicestershire").notes)


def test_what_has_no_day_may_have_been_out() -> None:
    tables = all_rows(WHOLE)
    tables["publications"] = {
        key: row for key, row in tables["publications"].items() if key[:2] != ("2017", "legitimacy")
    }
    cell = ("leicestershire", "2017", "legitimacy")
    row = tables["judgements"][cell]
    day = {"published": "2017-12-31", "published_precision": "no later than"}
    tables["judgements"][cell] = with_cells(row, "judgements", **day)
    (old,) = (
        made_of(tables).as_of("2017-11-10").latest("leicestershire", theme="legitimacy").superseded
    )
    assert old.judgement.cycle.id == "2016"
    assert old.reason == "inspected again, that grade is not recorded"
    assert old.caveat.endswith("; PEEL 2017, published 9 November 2017")


def test_a_later_report_of_a_rolling_cycle_leaves_the_older_grade() -> None:
    tables = all_rows(WHOLE)
    inspection = ("kent", "2023-25")
    later = {"published": "2024-06-01", "published_precision": "exact"}
    tables["inspections"][inspection] = with_cells(
        tables["inspections"][inspection], "inspections", **later
    )
    row = next(row for key, row in tables["judgements"].items() if key[:2] == inspection)
    early = {"published": "2024-01-01", "published_precision": "exact", "programme": "another"}
    tables["judgements"] = {
        key: row for key, row in tables["judgements"].items() if key[:2] != inspection
    }
    key = (*inspection, "preventing-crime")
    tables["judgements"][key] = with_cells(row, "judgements", question=key[2], **early)
    record = made_of(tables)
    before, after = record.as_of("2024-05-31"), record.as_of("2024-06-01")
    assert record.judgement("kent", "2021-22", "investigating-crime").grade
    (row_then,) = before.latest("kent", theme="investigating-crime")
    assert row_then.cycle.id == "2021-22"
    assert [old.judgement for old in after.latest("kent", theme="investigating-crime").superseded]


def test_while_only_some_have_been_inspected_again_the_others_still_have_the_grade() -> None:
    latest = peel.as_of("2022-06-01").latest(theme="planning")
    gone = [old.judgement.force for old in latest.superseded if old.kind == "no longer asked"]
    assert set(latest.not_graded) == set(gone) != set()
    assert not {item.force for item in latest} & set(gone)
    assert latest.unknown == ()
    for force in peel.forces():
        history = peel.as_of("2022-06-01").history(force, theme="planning")
        alone = peel.as_of("2022-06-01").latest(force, theme="planning").notes
        ended = [note for note in alone if note.startswith("no longer asked since PEEL 2021/22")]
        assert bool(ended) == (history.since is not None) == (force in gone)


def test_of_a_theme_that_is_never_graded_no_day_leaves_it_unknown() -> None:
    for day in ("2014-12-31", "2016-06-01"):
        latest = peel.as_of(day).latest(theme="leadership")
        assert latest.unknown == ()
        assert latest.not_graded == peel.forces()


def test_a_theme_is_asked_until_the_part_of_a_report_that_would_ask_it_is_out() -> None:
    before, after = (
        peel.as_of(day).latest(theme="stop-and-search") for day in ("2016-11-10", "2017-01-01")
    )
    assert {item.cycle.id for item in before} == {"2015"}
    assert len(after) == 0
    assert after.notes[0].startswith("no longer asked since PEEL 2016")
