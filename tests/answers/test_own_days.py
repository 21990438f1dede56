"""Rows of one's own with days after the check: no record of an earlier day knows them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import peel
from peel._words.dates import end_of
from tests.made import TABLES, all_rows, made_of, with_cells

CELL = ("leicestershire", "2023-25", "police-powers-and-public-treatment")
LATER = peel.bundled().edition.complete_on + dt.timedelta(100)


def _with_row(table: str, row: dict[str, str]) -> peel.Dataset:
    """The record with a row more: the first one of a table, with other cells."""
    tables = all_rows(peel.bundled())
    made = with_cells(next(iter(tables[table].values())), table, **row)
    tables[table][TABLES[table].key_of(made)] = made
    return made_of(tables)


def test_a_later_revision_is_not_known_before_its_day() -> None:
    tables = all_rows(peel.bundled())
    key, revision = next(iter(tables["revisions"].items()))
    grade = peel.judgement(*CELL).grade
    assert grade is not None
    of = dict(zip(("force", "cycle", "question"), CELL, strict=True))
    row = with_cells(
        revision,
        "revisions",
        **of,
        date=LATER.isoformat(),
        from_grade=grade.key,
        to_grade="inadequate",
    )
    tables["revisions"][(*CELL, LATER.isoformat())] = row
    changed = {"grade": "inadequate", "revised": LATER.isoformat()}
    tables["judgements"][CELL] = with_cells(tables["judgements"][CELL], "judgements", **changed)
    record = made_of(tables)
    assert key[:3] != CELL
    before, after = record.as_of(LATER - dt.timedelta(1)), record.as_of(LATER)
    assert (before.grade(*CELL), before.judgement(*CELL).revised) == (grade, None)
    assert (before.on, before.revisions(force=CELL[0])) == (LATER - dt.timedelta(1), ())
    assert after.grade(*CELL).key == "inadequate"
    assert after is record


@pytest.mark.parametrize("precision", ["day", "month"])
def test_a_later_period_is_not_known_before_its_day(precision: str) -> None:
    start = LATER.replace(day=1)
    row = {"force": "kent", "start": start.isoformat(), "start_precision": precision}
    record = _with_row("monitoring", {**row, "end": "", "end_precision": ""})
    assert record.monitoring("kent")
    assert not record.as_of(start - dt.timedelta(1)).monitoring("kent")
    known = start if precision == "day" else start + dt.timedelta(31)
    assert record.as_of(known).monitoring("kent")
    assert bool(record.as_of(start).monitoring("kent")) == (precision == "day")


@pytest.mark.parametrize("precision", ["day", "month"])
def test_a_later_end_of_a_period_is_not_known_before_its_day(precision: str) -> None:
    start = LATER.replace(day=1)
    end = (start + dt.timedelta(62)).replace(day=1)
    row = {"force": "kent", "start": start.isoformat(), "start_precision": "day"}
    record = _with_row("monitoring", {**row, "end": end.isoformat(), "end_precision": precision})
    known = end_of(end, precision)
    (before,) = record.as_of(known - dt.timedelta(1)).monitoring("kent")
    (after,) = record.as_of(known).monitoring("kent")
    assert (before.end, after.end) == (None, end)


def test_a_later_report_supersedes_nothing_before_its_day() -> None:
    day = {"published": LATER.isoformat(), "published_precision": "exact"}
    record = _with_row("inspections", {"force": "essex", "cycle": "2025-27", **day})
    before = record.latest("essex", on=LATER - dt.timedelta(1))
    assert [item.judgement for item in before.superseded] == [
        item.judgement for item in peel.latest("essex").superseded
    ]
    assert before.on == LATER - dt.timedelta(1)


def test_the_latest_of_a_record_as_of_a_day_is_of_no_later_day() -> None:
    then = peel.as_of("2017-11-10")
    for day in (dt.date(2017, 11, 10), dt.date(2022, 6, 1), LATER):
        latest = then.latest("kent", on=day)
        assert latest == then.latest("kent", on="2017-11-10")
        assert latest.on == then.on == dt.date(2017, 11, 10)
    assert then.latest("kent", on="2016-12-31").on == dt.date(2016, 12, 31)
    assert peel.latest("kent", on=LATER).on == LATER


def test_a_cut_record_that_somebody_changed_can_be_asked_when_it_is_loaded(tmp_path: Path) -> None:
    peel.as_of("2019-06-01").save(tmp_path / "cut")
    forces = tmp_path / "cut" / "forces.csv"
    text = forces.read_text(encoding="utf-8")
    forces.write_text(text.replace("East Midlands", "Midlands"), encoding="utf-8")
    record = peel.load(tmp_path / "cut")
    assert record.edition.changed
    for answer in (
        record.latest("kent"),
        record.latest(theme="investigating-crime"),
        record.coverage("kent"),
        record.compare(["kent", "essex"], "2017"),
        record.changes("2016", "2017", "efficiency"),
        record.judgements(force="kent", cycle="2017"),
        record.findings(),
        record.history("kent", "efficiency"),
    ):
        notes = "".join(getattr(answer, "notes", ()))
        assert "2023–2025" not in notes
        assert "2025–2027" not in notes
    with pytest.raises(peel.NotRecordedError):
        record.judgement("kent", "2023-25", "preventing-crime")


def test_a_judgement_whose_origin_is_not_recorded_may_be_carried_over_further() -> None:
    tables = all_rows(peel.bundled())
    force, cycle, question = next(
        key
        for key, row in tables["judgements"].items()
        if key[1] == "2018-19"
        and row[TABLES["judgements"].place("carried_from")] == "2017"
        and tables["judgements"].get((key[0], "2016", key[2]))
    )
    told = "2018/19: the judgement of 2017 is not recorded, so not known if inspected again"
    assert told not in peel.change(force, question, "2016", cycle).caveats
    del tables["judgements"][force, "2017", question]
    assert told in made_of(tables).change(force, question, "2016", cycle).caveats


def test_two_that_are_carried_over_from_one_that_is_not_recorded_are_the_same() -> None:
    tables = all_rows(peel.bundled())
    del tables["judgements"]["leicestershire", "2016", "effectiveness.preventing-crime"]
    change = made_of(tables).change("leicestershire", "preventing-crime", "2017", "2018-19")
    assert change.after.carried_from == change.before.carried_from == peel.cycle("2016")
    assert (change.reinspected, change.after_root) == ("no", None)
    assert not any("not known if inspected again" in caveat for caveat in change.caveats)
