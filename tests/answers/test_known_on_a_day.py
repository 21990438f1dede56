"""Nothing in a cut record is of a later day: every table, every column, every word on time."""

from __future__ import annotations

import datetime as dt
import re

import attrs
import pytest

import peel
from peel._records._base import Record
from peel._tables.schema import RECORDS, tables
from peel._words.dates import end_of
from tests.made import all_rows, made_of, rows_of, with_cells

DAYS = [
    dt.date(2014, 12, 1),
    dt.date(2016, 2, 20),
    dt.date(2017, 11, 10),
    dt.date(2018, 6, 1),
    dt.date(2021, 12, 1),
    dt.date(2023, 3, 18),
    dt.date(2024, 8, 7),
    dt.date(2025, 5, 1),
]
TABLES = tables()
#: Tables that stay as they are: what was asked, of whom, and where to look it up today.
WHOLE = {"scales", "questions", "forces", "sources"}
YEAR = re.compile(r"\b20[0-9]{2}(?![0-9])")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_when_it_is_known(table: str) -> None:
    kind: type[Record] = RECORDS[table]
    for field in attrs.fields(kind):  # type: ignore[arg-type]
        assert field.metadata.get("computed") or field.metadata.get("known")


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("table", sorted(TABLES.keys() - WHOLE))
def test_no_day_of_a_row_is_later(table: str, day: dt.date) -> None:
    then = peel.as_of(day)
    days = [column.name for column in TABLES[table].fields if column.cell == "day"]
    for row in then.rows(table):
        for column in days:
            found = row[column]
            precision = row.get(f"{column}_precision")
            assert found is None or isinstance(found, dt.date)
            if found is not None and precision in ("month", "year"):
                found = end_of(found, str(precision))
            assert found is None or found <= day


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("table", sorted(TABLES.keys() - WHOLE - {"profiles", "findings"}))
def test_no_text_names_a_later_year(table: str, day: dt.date) -> None:
    remarks = [
        column.name
        for column in TABLES[table].fields
        if column.cell == "text" and column.known != "with the row" and column.name != "title"
    ]
    for row in peel.as_of(day).rows(table):
        for column in remarks:
            for year in YEAR.findall(str(row[column] or "")):
                assert int(year) <= day.year, (table, row)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_evidence_is_that_of_the_day(day: dt.date) -> None:
    whole = {(j.force.id, j.cycle.id, j.question.id): j for j in peel.judgements()}
    for then in peel.as_of(day).judgements():
        now = whole[then.force.id, then.cycle.id, then.question.id]
        later = [item for item in then.sources if item.published and item.published > day]
        assert set(then.sources) <= set(now.sources)
        assert then.sources
        # Where all of its documents are younger, the oldest one stands for what was known.
        assert not later or (
            len(then.sources) == 1
            and all(item.published and item.published > day for item in now.sources)
        )


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_statements_on_comparing_are_known_with_their_sources(day: dt.date) -> None:
    then = peel.as_of(day)
    known = set(rows_of(then, "comparability"))
    for key in rows_of(peel.bundled(), "comparability"):
        statement = peel.bundled()._store.get(peel.Comparability, key)
        days = [source.published for source in statement.sources if source.published]
        if any(published > day for published in days):
            assert key not in known
    if day < dt.date(2021, 1, 1):
        assert then.comparability("2021-22", "2023-25").status == "unknown"


def test_the_day_on_which_the_second_report_of_2017_came() -> None:
    then = peel.as_of("2017-11-10")
    assert all(item.published <= dt.date(2017, 11, 10) for item in then.publications())
    assert len(then.publications()) < len(peel.publications())
    lasts = [cycle.last_published for cycle in then.cycles()]
    assert all(last is None or last <= dt.date(2017, 11, 10) for last in lasts)
    assert then.cycle("2016").last_published == peel.cycle("2016").last_published
    assert then.cycle("2017").last_published is None


def test_a_remark_waits_for_the_newest_of_its_sources() -> None:
    key = ("leicestershire", "2017", "efficiency")
    tables = all_rows(peel.bundled())
    source = tables["judgements"][key][TABLES["judgements"].place("sources")].split()[0]
    tables["sources"][source,] = with_cells(
        tables["sources"][source,], "sources", published="2019-06-01"
    )
    tables["judgements"][key] = with_cells(
        tables["judgements"][key], "judgements", note="2050 officers left", dispute="a page differs"
    )
    record = made_of(tables)
    then = record.as_of("2018-01-01").judgement(*key)
    assert (then.note, then.dispute) == (None, None)
    later = record.as_of("2020-01-01").judgement(*key)
    assert (later.note, later.dispute) == ("2050 officers left", "a page differs")


def test_what_was_not_cut_is_the_very_record() -> None:
    then = peel.as_of("2018-01-01")
    whole = peel.judgement("leicestershire", "2014", "efficiency")
    assert then.judgement("leicestershire", "2014", "efficiency") is whole


def test_a_day_after_the_record_is_the_whole_record() -> None:
    assert peel.as_of(peel.DATA_VERSION) is peel.bundled()
    assert peel.as_of("1 January 2100").on is None


def test_two_cut_records_are_equal_only_of_one_day() -> None:
    one, other = peel.as_of("2010-01-01"), peel.as_of("2010-01-02")
    assert [*one.rows("judgements")] == [*other.rows("judgements")] == []
    assert one != other
    assert one == peel.as_of("2010-01-01")
