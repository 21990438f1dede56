"""Periods in Engage: which are sure, which are left out, and how far the table tells."""

from __future__ import annotations

import datetime as dt

import pytest

import peel
from peel._tables.store import Origin, Store, Tables
from peel._words.dates import end_of
from tests.made import TABLES, all_rows, made_of, rows_of, with_cells


def test_monitoring_on_a_day() -> None:
    on = peel.monitoring(on="2022-06-15")
    assert {period.force.id for period in on.possibly} == {"staffordshire", "wiltshire"}
    assert {period.force.id for period in on} >= {"cleveland", "gloucestershire"}
    assert "(possibly on that day)" in str(on)
    assert on.kept_until == dt.date(2025, 7, 31)
    assert "the table was kept up to 31 July 2025" in str(on)
    assert [p.force.id for p in peel.monitoring(force="cleveland", on="2023-09-15").possibly] == [
        "cleveland"
    ]
    assert peel.monitoring(on="2018-12-31").records == ()


def test_after_the_table_ends_nothing_is_sure() -> None:
    later = peel.monitoring(on="2026-01-01")
    assert "lincolnshire" in {period.force.id for period in later}
    assert later.possibly == later.records
    assert peel.monitoring(on="2025-07-01", force="lincolnshire").possibly == ()


def test_all_periods() -> None:
    periods = peel.monitoring()
    assert len(periods) == len(rows_of(peel.bundled(), "monitoring"))
    assert periods.possibly == ()
    assert periods.on is None
    assert str(peel.monitoring(force="lincolnshire")[0]) == (
        "Lincolnshire Police: Engage from 6 December 2024 on; no exit is known"
    )


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        ("2022-05-31", False),
        ("2022-06-01", None),
        ("2022-06-29", None),
        ("2022-06-30", True),
        ("2024-05-21", True),
        ("2024-05-22", False),
    ],
)
def test_whether_a_period_covers_a_day(day: str, covered: bool | None) -> None:
    (period,) = peel.monitoring(force="staffordshire")
    assert period.covers(dt.date.fromisoformat(day)) is period.covers(day) is covered


def test_that_there_is_no_period_is_said_where_there_is_none() -> None:
    for force in peel.forces():
        found = peel.monitoring(force)
        assert ("no period in Engage is recorded" in str(found)) == (not found)


def test_nothing_in_engage_is_said() -> None:
    assert str(peel.monitoring(force=[])) == (
        "no period in Engage is recorded\n"
        "the table was kept up to 31 July 2025; nothing before 2019 is recorded in it"
    )
    assert str(peel.as_of("2014-01-01").monitoring()) == (
        "no period in Engage is recorded\n"
        "this record ends on 1 January 2014; nothing before 2019 is recorded in the table"
    )
    empty = made_of({name: {} for name in TABLES})
    assert "no period is recorded in the table at all" in str(empty.monitoring())
    assert empty.as_of("2020-01-01").monitoring().kept_until is None


def test_a_cut_record_knows_how_far_its_table_of_monitoring_goes() -> None:
    then = peel.as_of("2024-01-15").monitoring(on="2024-01-15")
    assert {"metropolitan", "west-midlands"} <= {period.force.id for period in then}
    assert then.possibly == ()
    assert then.kept_until == dt.date(2024, 1, 15)


@pytest.mark.parametrize("period", peel.monitoring(), ids=str)
def test_a_cut_record_names_the_periods_that_may_have_begun(period: peel.MonitoringPeriod) -> None:
    last = end_of(period.start, period.start_precision)
    days = {period.start - dt.timedelta(1), period.start, last - dt.timedelta(1), last}
    for day in days:
        then = peel.as_of(day).monitoring(period.force)
        left_out = period.start <= day < last
        said = f"1 period left out, entered on an unknown day: {period.force.name} from "
        assert [note.startswith(said) for note in then.notes] == [True] * left_out
        assert all(note.removeprefix(said) in str(period) for note in then.notes)
        assert (period.force in {item.force for item in then}) == (day >= last)
        assert all(note in str(then) and note in then._repr_html_() for note in then.notes)
        everywhere = peel.as_of(day).monitoring().notes
        assert (period.force.name in " ".join(everywhere)) == left_out
        assert peel.as_of(day).monitoring(force=[]).notes == ()


def test_several_periods_that_may_have_begun_are_named_in_one_note() -> None:
    then = peel.as_of("2022-06-15")
    named = "Staffordshire Police from June 2022, Wiltshire Police from June 2022"
    said = f"2 periods left out, entered on an unknown day: {named}"
    assert then.monitoring().notes == (said,)
    assert then.monitoring().edition == then.edition


def test_an_older_record_was_kept_until_its_own_last_day_and_not_beyond_its_check() -> None:
    version = "2023-01-01"
    older = peel.as_of(version)
    tables = all_rows(older)
    (key,) = (key for key in tables["monitoring"] if key[0] == "wiltshire")
    record = peel.Dataset(Store(Tables(tables.__getitem__), Origin(version, changed=True)))
    last = max(day for of in record.monitoring() for day in (of.start, of.end) if day is not None)
    assert record.monitoring().kept_until == last < dt.date.fromisoformat(version)
    on_its_last_day = Origin(last.isoformat(), changed=True)
    then = peel.Dataset(Store(Tables(tables.__getitem__), on_its_last_day))
    assert then.monitoring().kept_until == last
    shorter = {key: row for key, row in tables["monitoring"].items() if last.isoformat() not in row}
    fewer = {**tables, "monitoring": shorter}
    cut = peel.Dataset(Store(Tables(fewer.__getitem__), Origin(version, changed=True)))
    assert cut.monitoring()
    assert cut.monitoring().kept_until < last
    ended = {"end": "2024-05-21", "end_precision": "day"}
    tables["monitoring"][key] = with_cells(tables["monitoring"][key], "monitoring", **ended)
    added = peel.Dataset(Store(Tables(tables.__getitem__), Origin(version, changed=True)))
    assert added.monitoring("wiltshire")[-1].end == dt.date(2024, 5, 21)
    assert added.monitoring().kept_until == last


def test_what_is_added_about_one_force_does_not_say_how_far_the_table_was_kept() -> None:
    tables = all_rows(peel.bundled())
    (key,) = (key for key in tables["monitoring"] if key[0] == "lincolnshire")
    days = {"end": "2026-02-01", "end_precision": "day"}
    ended = with_cells(tables["monitoring"][key], "monitoring", **days)
    added = with_cells(ended, "monitoring", force="kent", start="2026-01-01")
    own = {**tables, "monitoring": {key: ended, ("kent", "engage", "2026-01-01"): added}}
    tables["monitoring"] = {**tables["monitoring"], **own["monitoring"]}
    for rows in (tables, own):
        assert made_of(rows).monitoring().kept_until == peel.monitoring().kept_until
    assert made_of(tables).monitoring("essex").kept_line == peel.monitoring("essex").kept_line
    own["monitoring"] = {("kent", "engage", "2026-01-01"): added}
    assert made_of(own).monitoring().kept_until == dt.date(2026, 2, 1)
