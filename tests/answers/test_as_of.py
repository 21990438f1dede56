"""The record as the public knew it on a day."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peel
from peel._tables.csv_text import write_rows
from tests.made import TABLES, all_rows, made_of, rows_of, with_cells

DAYS = st.dates(min_value=dt.date(2014, 1, 1), max_value=dt.date(2026, 12, 31))
WHOLE = ("forces", "scales", "cycles", "questions", "comparability", "sources", "publications")


def test_between_two_reports_of_2017() -> None:
    then = peel.as_of("10 November 2017")
    assert then.grade("leicestershire", "2017", "efficiency").label == "Requires improvement"
    with pytest.raises(peel.NotRecordedError):
        then.grade("leicestershire", "2017", "legitimacy")
    assert [tally.question.id for tally in then.tallies(cycle="2017")] == ["efficiency"]
    assert then.distribution("2017", "efficiency").agrees is True
    assert then.latest(force="leicestershire").records[0].cycle.id == "2017"


def test_the_day_of_publication_counts() -> None:
    cell = ("leicestershire", "2017", "efficiency")
    assert peel.as_of("2017-11-09").grade(*cell) == peel.grade(*cell)
    with pytest.raises(peel.NotRecordedError):
        peel.as_of("2017-11-08").grade(*cell)


def test_a_revised_grade_stands_as_it_stood() -> None:
    cell = ("northamptonshire", "2023-25", "responding-to-the-public")
    before = peel.as_of("7 August 2024").judgement(*cell)
    assert before.grade == peel.FIVE_TIER["adequate"]
    assert (before.revised, before.dispute) == (None, None)
    assert peel.as_of("7 August 2024").revisions() == ()
    assert peel.as_of("7 August 2024").inspection(*cell[:2]).counts_note is None
    after, now = peel.as_of("8 August 2024").judgement(*cell), peel.judgement(*cell)
    assert (after.grade, after.revised) == (now.grade, now.revised)


def test_a_cell_without_a_day_is_left_out_of_a_cycle_whose_end_nobody_knows() -> None:
    cell = ("leicestershire", "2021-22", "preventing-crime")
    assert peel.judgement(*cell).published is None
    checked = peel.bundled().edition.complete_on
    for day in (peel.cycle("2021-22").last_published, checked - dt.timedelta(days=1)):
        assert day is not None
        then = peel.as_of(day)
        with pytest.raises(peel.NotRecordedError):
            then.judgement(*cell)
        left_out = {(item.force.id, item.cycle.id, item.question.id) for item in then.undated}
        assert {found for found in left_out if found[1] == "2021-22"} == {
            (item.force.id, item.cycle.id, item.question.id)
            for item in peel.judgements(cycle="2021-22")
            if item.published is None
        }
    assert peel.as_of(checked).grade(*cell) == peel.grade(*cell)
    assert peel.as_of("2021-10-26").undated == ()
    assert peel.bundled().undated == ()


def test_a_cell_without_a_day_waits_for_the_end_of_a_cycle_that_was_published_as_a_whole() -> None:
    cell = ("leicestershire", "2017", "efficiency")
    tables = all_rows(peel.bundled())
    undated = {"published": "", "published_precision": ""}
    tables["judgements"][cell] = with_cells(tables["judgements"][cell], "judgements", **undated)
    record, last = made_of(tables), peel.cycle("2017").last_published
    assert last is not None
    assert record.as_of(last).grade(*cell) == peel.grade(*cell)
    before = record.as_of(last - dt.timedelta(days=1))
    assert cell in {(item.force.id, item.cycle.id, item.question.id) for item in before.undated}


def test_inspections_findings_and_profiles_are_cut_with_their_report() -> None:
    before, after = peel.as_of("4 December 2024"), peel.as_of("5 December 2024")
    with pytest.raises(peel.NotRecordedError):
        before.inspection("leicestershire", "2023-25")
    assert len(before.findings(force="leicestershire", cycle="2023-25")) == 0
    found = [item.summary for item in peel.findings(force="leicestershire", cycle="2023-25")]
    then = after.findings(force="leicestershire", cycle="2023-25")
    assert [item.summary for item in then] == found != []
    assert peel.as_of("2023-06-29").profiles(force="leicestershire") == ()
    figures = [str(figure) for figure in peel.profiles(force="leicestershire")]
    known = peel.as_of(peel.bundled().edition.complete_on).profiles(force="leicestershire")
    assert list(map(str, known)) == figures != []


def test_monitoring_is_cut_and_exits_are_not_foreseen() -> None:
    then = peel.as_of("2024-01-01")
    periods = {period.force.id: period for period in then.monitoring()}
    assert "nottinghamshire" not in periods
    assert (periods["staffordshire"].end, periods["staffordshire"].end_precision) == (None, None)
    assert periods["devon-and-cornwall"].reason is None
    assert periods["cleveland"].end is not None
    assert "staffordshire" not in {p.force.id for p in peel.as_of("2022-06-29").monitoring()}
    assert "staffordshire" in {p.force.id for p in peel.as_of("2022-06-30").monitoring()}


def test_the_far_future_is_the_whole_record() -> None:
    assert peel.as_of("1 January 2100") == peel.bundled()


def test_before_everything() -> None:
    then = peel.as_of("1 January 2010")
    assert then.judgements() == ()
    assert len(then.forces()) == 43
    assert then.coverage().expected == 0


def test_as_of_twice_is_as_of_the_earlier_day() -> None:
    assert peel.as_of("2018-01-01").as_of("2016-01-01") == peel.as_of("2016-01-01")
    assert peel.as_of("2016-01-01").as_of("2018-01-01") == peel.as_of("2016-01-01")


def test_a_changed_record_as_of_a_day_names_what_had_begun_by_an_earlier_one(
    tmp_path: Path,
) -> None:
    peel.as_of("2024-06-01").save(tmp_path / "cut")
    forces = tmp_path / "cut" / "forces.csv"
    text = forces.read_text(encoding="utf-8")
    forces.write_text(text.replace("East Midlands", "Midlands"), encoding="utf-8")
    changed, then = peel.load(tmp_path / "cut").as_of("2022-06-01"), peel.as_of("2022-06-01")
    cells, same = (
        [(cell.force.id, cell.question.cycle.id, cell.question.id) for cell in record.undated]
        for record in (changed, then)
    )
    assert sorted(cells) == sorted(same) != []
    reports, same_reports = (
        [(force.id, cycle.id) for force, cycle in record.undated_inspections]
        for record in (changed, then)
    )
    assert sorted(reports) == sorted(same_reports) != []


@pytest.mark.slow
@given(DAYS, DAYS)
@settings(max_examples=40)
def test_the_keys_of_an_earlier_day_are_among_those_of_a_later_one(
    one: dt.date, other: dt.date
) -> None:
    earlier, later = peel.as_of(min(one, other)), peel.as_of(max(one, other))
    for table in TABLES:
        assert set(rows_of(earlier, table)) <= set(rows_of(later, table))
        if table in ("scales", "questions", "forces", "sources"):
            assert rows_of(earlier, table) == rows_of(peel.bundled(), table)


@pytest.mark.slow
@given(DAYS)
@settings(max_examples=40)
def test_nothing_in_it_is_of_a_later_day(day: dt.date) -> None:
    then = peel.as_of(day)
    for judgement in then.judgements():
        assert judgement.published is None or judgement.published <= day
        assert judgement.revised is None or judgement.revised <= day
    for period in then.monitoring():
        assert period.start <= day
        assert period.end is None or period.end <= day
    for revision in then.revisions():
        assert revision.date <= day


def test_a_day_that_is_none() -> None:
    with pytest.raises(peel.InvalidDateError):
        peel.as_of("November 2017")
    with pytest.raises(peel.InvalidDateError):
        peel.latest(force="kent", on="sometime")
    with pytest.raises(peel.InvalidDateError):
        peel.monitoring(on="sometime")


def test_what_the_public_did_not_have_yet_is_told_so() -> None:
    then = peel.as_of("2018-01-01")
    assert then.on == dt.date(2018, 1, 1)
    judgements = len(then.judgements())
    assert repr(then).startswith(f"<Dataset as of 1 January 2018: {judgements} judgements")
    assert copy.copy(then).on == then.on
    with pytest.raises(peel.NotRecordedError, match="as of 1 January 2018: not published by then"):
        then.grade("kent", "2017", "effectiveness")
    with pytest.raises(peel.NotRecordedError, match="is recorded as of 1 January 2018"):
        then.inspection("kent", "2023-25")
    assert peel.bundled().on is None
    assert then.as_of("2020-01-01").on == then.on
    assert then.as_of("2016-01-01").on == dt.date(2016, 1, 1)


def test_a_force_without_any_day_is_named() -> None:
    then = peel.as_of("2024-12-31")
    left_out = {(force.id, cycle.id) for force, cycle in then.undated_inspections}
    assert ("kent", "2023-25") in left_out
    assert all(
        (force.id, cycle.id) not in rows_of(then, "inspections")
        for force, cycle in then.undated_inspections
    )
    assert peel.bundled().undated_inspections == ()


def test_a_record_cut_twice_is_the_record_cut_once() -> None:
    once, twice = peel.as_of("2021-12-31"), peel.as_of("2022-01-01").as_of("2021-12-31")
    assert once == twice
    assert once.undated == twice.undated != ()
    assert peel.as_of("2021-12-31").as_of("2022-01-01") == once
    assert copy.deepcopy(once).as_of("2021-12-31").undated == once.undated


def test_an_inspection_is_known_with_its_first_judgement() -> None:
    inspection = peel.as_of("10 November 2017").inspection("leicestershire", "2017")
    assert {item.question.id.partition(".")[0] for item in inspection.judgements} == {"efficiency"}
    assert inspection.findings is not None
    assert len(inspection.findings) == 9
    with pytest.raises(peel.NotRecordedError):
        peel.as_of("8 November 2017").inspection("leicestershire", "2017")
    assert len(peel.as_of("8 November 2017").findings(force="leicestershire")) == 0


def test_a_report_is_not_known_with_a_grade_that_came_before_it() -> None:
    record = peel.bundled()
    with_counts = record.inspection("leicestershire", "2023-25")
    published = with_counts.published
    assert published is not None
    early = published - dt.timedelta(days=7)
    row = rows_of(record, "judgements")["leicestershire", "2023-25", "preventing-crime"]
    changed = tuple(early.isoformat() if cell == published.isoformat() else cell for cell in row)
    tables = all_rows(record)
    tables["judgements"]["leicestershire", "2023-25", "preventing-crime"] = changed
    then = made_of(tables).as_of(early)
    known = then.inspection("leicestershire", "2023-25")
    assert len(known.judgements) == 1
    assert (known.title, known.url, known.published, dict(known.counts)) == (None, None, None, {})
    assert (known.counts_source, known.findings) == (None, None)


@pytest.mark.parametrize("day", ["2014-12-01", "2017-11-10", "2018-01-01", "2022-01-01"])
def test_a_cut_record_holds_by_itself(day: str, tmp_path: Path) -> None:
    then = peel.as_of(day)
    assert {key[:2] for key in rows_of(then, "judgements")} <= set(rows_of(then, "inspections"))
    then.save(tmp_path / "then")
    assert peel.load(tmp_path / "then") == then


def test_own_records_are_cut_with_the_others(tmp_path: Path) -> None:
    row = {
        **dict.fromkeys(TABLES["judgements"].columns, ""),
        "basis": "stated",
        "programme": "PEEL",
    }
    row |= {
        "cycle": "2015",
        "question": "efficiency.workforce",
        "grade": "good",
        "sources": "hmicfrs",
    }
    row["published_precision"] = "exact"
    early = row | {"force": "kent", "published": "2015-10-20"}
    late = row | {"force": "essex", "published": "2019-10-20"}
    rows = [list(item.values()) for item in (early, late)]
    text = write_rows(TABLES["judgements"].columns, rows)
    (tmp_path / "judgements.csv").write_text(text, encoding="utf-8")
    then = peel.bundled().extend(tmp_path, replace=True).as_of("2018-01-01")
    assert then.on == dt.date(2018, 1, 1)
    assert peel.as_of("2018-01-01").extend(tmp_path, replace=True).on is None
    assert then.grade("kent", "2015", "efficiency.workforce").key == "good"
    with pytest.raises(peel.NotRecordedError, match="as of 1 January 2018"):
        then.grade("essex", "2015", "efficiency.workforce")


def test_a_measure_that_was_not_known_yet_is_no_unknown_name() -> None:
    assert peel.as_of("2014-01-01").profiles(measure="population") == ()
    with pytest.raises(peel.UnknownNameError, match="measure"):
        peel.as_of("2014-01-01").profiles(measure="happiness")


def test_what_is_left_out_is_said_whatever_the_filter() -> None:
    then = peel.as_of("2024-06-01")
    force, cycle = then.undated_inspections[0]
    said = f"published on an unknown day: {force.name} {cycle.label}"
    for answer in (
        then.judgements(force=force),
        then.inspections(force=force, cycle=cycle),
        then.inspections(force=force),
        then.findings(force=force),
    ):
        assert any(said in note for note in answer.notes)
        assert any(said in note for note in answer.to_dict()["notes"])  # type: ignore[attr-defined]
    assert not any(said in note for note in peel.inspections(force=force).notes)


def test_the_error_of_a_cell_that_is_left_out_for_want_of_a_day_says_so() -> None:
    then = peel.as_of("1 June 2023")
    cell = next(item for item in then.undated if item.question.graded == "always")
    with pytest.raises(peel.NotRecordedError, match="published on an unknown day, or nobody has"):
        then.judgement(cell.force, cell.question.cycle, cell.question)
