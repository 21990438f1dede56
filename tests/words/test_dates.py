"""Dates as people type them: one day beyond doubt, or an error."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel._words.dates import end_of, parse_day, show_day, show_interval

DAY = dt.date(2017, 11, 10)


@pytest.mark.parametrize(
    "typed",
    [
        "2017-11-10",
        " 2017-11-10 ",
        "10/11/2017",
        "10.11.2017",
        "10-11-2017",
        "10 November 2017",
        "10 november 2017",
        "10th November 2017",
        "November 10, 2017",
        "Nov 10 2017",
        "Friday 10 November 2017",
        "10-Nov-2017",
        "10 of November, 2017",
        "Fri, 10 Nov. 2017",
        "FRIDAY 10TH NOVEMBER 2017",
        "10\u00a0November  2017",
        "2017-11-10T00:00:00Z",
        "2017-11-10T00:00:00.000+01:00",
        "2017-11-10 00:00:00",
        DAY,
        dt.datetime(2017, 11, 10, 23, 59),
        dt.datetime(2017, 11, 10, 23, 59, tzinfo=dt.UTC),
    ],
)
def test_a_day(typed: str | dt.date) -> None:
    assert parse_day(typed) == DAY


def test_numeric_dates_are_day_first() -> None:
    assert parse_day("03/11/2016") == dt.date(2016, 11, 3)
    assert parse_day("3/11/2016") == dt.date(2016, 11, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "03/13/2017",
        "31/02/2017",
        "31 February 2017",
        "2017-02-30",
        "2017-11",
        "20171110",
        "2017-11-10T23:00:00Z",
        "2017-11-10T00:00:00.001Z",
        "2017-W45-5",
        "2017-11-10T12:00",
        "10/11-2017",
        "10/11/17",
        "November 2017",
        "10 November",
        "10 November 17",
        "2017",
        "10 Brumaire 2017",
        "today",
        "may",
        "Mayday 2017",
        "10 November 2017 and later",
        "Sept '17 2017",
        "'17 Sep 2017",
        "2017 Sept '17",
        "0010 November 2017",
        "0010 2017 Sep",
        "10 November 0017",
        "May AD １０ 2017",
        "１０ November 2017",
        "10 Nov 2017 t",
        "12/m/0010/May",
        "10 November 2017 Friday",
        "Monkey 10 November 2017",
        "10 ſept 2017",
        "10 Nov 2017 UTC",
        "10 November 0000",
        "10 November 99999",
        "２０１７-11-10",
        "\ud800",
        "1 May " * 1000,
    ],
)
def test_no_day_beyond_doubt(typed: str) -> None:
    with pytest.raises(peel.InvalidDateError, match="is not a date"):
        parse_day(typed)


@pytest.mark.parametrize("typed", [None, 20171110, 3.5, b"2017-11-10", ("2017", "11", "10")])
def test_wrong_types(typed: object) -> None:
    with pytest.raises(TypeError, match="a date, a datetime or text"):
        parse_day(typed)  # type: ignore[arg-type]


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_what_is_shown_is_read_again(day: dt.date) -> None:
    assert parse_day(show_day(day)) == day
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day}/{day.month}/{day.year}") == day


#: Every form that a day with the name of its month may have, put together from these parts.
NAMED = [
    "".join(parts)
    for day, month in (("{day}", "{month}"), ("{month}", "{day}"))
    for parts in product(
        ("", "{weekday} ", "{weekday:.3}., "),
        (day.replace("day}", "day}th"), day),
        (" of ", "-", "/", ".", " ") if day == "{day}" else (" ",),
        (month.replace("month}", "month:.3}."), month.replace("month}", "month:.3}"), month),
        (", ", ",", " ", ".", "/", "-"),
        ("{year}",),
    )
]


@pytest.mark.parametrize("form", NAMED)
def test_each_form_of_a_day_with_the_name_of_its_month(form: str) -> None:
    for day in (DAY, dt.date(2020, 1, 10), dt.date(1999, 9, 9), dt.date(2024, 2, 29)):
        names = {"weekday": calendar.day_name[day.weekday()], "month": show_day(day).split()[1]}
        assert parse_day(form.format(day=day.day, year=day.year, **names)) == day


def test_a_day_that_is_known_in_part() -> None:
    assert show_day(DAY, "month") == "November 2017"
    assert show_day(DAY, "year") == "2017"
    assert end_of(dt.date(2024, 2, 1), "month") == dt.date(2024, 2, 29)
    assert end_of(dt.date(9999, 12, 1), "month") == dt.date(9999, 12, 31)
    assert end_of(dt.date(2019, 1, 1), "year") == dt.date(2019, 12, 31)
    assert end_of(DAY, "day") == end_of(DAY, None) == DAY


def test_intervals_in_words() -> None:
    assert show_interval(relativedelta(years=1, days=6)) == "1 year 6 days"
    assert show_interval(relativedelta(years=2, months=1, days=1)) == "2 years 1 month 1 day"
    assert show_interval(relativedelta()) == "0 days"


def test_the_missing_date_of_pandas_is_no_date() -> None:
    pandas = pytest.importorskip("pandas")
    with pytest.raises(peel.InvalidDateError, match="NaT is not a date"):
        peel.as_of(pandas.NaT)
    assert peel.as_of(pandas.Timestamp("2017-11-10")) == peel.as_of("10 November 2017")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Monday 10 November 2017", "10 November 2017 is another day of the week"),
        ("1 May 2017 12", "must all be there, and nothing else"),
        ("10 November 2017 10:30", "must all be there, and nothing else"),
        ("10 November 02017", "four-digit year"),
        ("10 November", "day, month and four-digit year must all be there"),
        ("2017/11/10", "day first"),
        ("20171110", "day first"),
        ("tomorrow", "must all be there"),
        ("10/11/17", "its year has two digits"),
        ("10 November 17", "its year has two digits"),
        ("Nov 10, '17", "its year has two digits"),
        ("31 February 2017", r"\(the calendar has no such day\)"),
        ("31/2/2017", r"\(the calendar has no such day\)"),
        ("2017-13-01", r"\(the calendar has no such day\)"),
        ("0000-01-01", r"\(the calendar has no such day\)"),
        ("2017-02-30", r"\(the calendar has no such day\)"),
    ],
)
def test_what_contradicts_itself_or_says_more_is_no_day(text: str, why: str) -> None:
    with pytest.raises(peel.InvalidDateError, match=why):
        peel.as_of(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10 November", "day, month and four-digit year must all be there, and nothing else"),
        ("tomorrow", "day, month and four-digit year must all be there, and nothing else"),
        ("2017", "day, month and four-digit year must all be there, and nothing else"),
        ("2017-11", "day, month and four-digit year must all be there, and nothing else"),
        ("9/11/2017 10:30", "day, month and four-digit year must all be there, and nothing else"),
        ("20171110", "in figures it is 2017-11-09, or 9/11/2017 with the day first"),
        ("2017-11-9", "in figures it is 2017-11-09, or 9/11/2017 with the day first"),
        ("10/11-2017", "in figures it is 2017-11-09, or 9/11/2017 with the day first"),
        ("2017-11-10T12:00", "it has a time of day that is not midnight"),
        ("2017-11-10 00:00:01Z", "it has a time of day that is not midnight"),
        ("10/11/17", "its year has two digits"),
    ],
)
def test_the_message_is_whole(text: str, why: str) -> None:
    with pytest.raises(peel.InvalidDateError) as caught:
        peel.as_of(text)
    assert str(caught.value) == (
        f"'{text}' is not a date ({why}); "
        "give a day such as 2017-11-09, 9/11/2017 (day first) or 9 November 2017"
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_months_and_weekdays_in_full_or_by_three_letters(month: int) -> None:
    day = dt.date(2017, month, month + 2)
    for pattern in ("%A %d %B %Y", "%a, %d %b %Y", "%a. %b. %d, %Y", "%d-%b-%Y", "%B %d %Y"):
        assert parse_day(day.strftime(pattern)) == day
        assert parse_day(day.strftime(pattern).upper()) == day


def test_the_right_day_of_the_week_may_be_there() -> None:
    assert peel.as_of("friday, 10th of November 2017").on == dt.date(2017, 11, 10)


def test_the_days_of_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    for text in ("2017-11-10", "2017-11-10T12:30", "2017-11-10T00:00:00.000000000"):
        assert parse_day(numpy.datetime64(text)) == DAY
    for other in ("2017-11", "2017", "NaT"):
        with pytest.raises(peel.InvalidDateError, match="is not a date"):
            parse_day(numpy.datetime64(other))
    with pytest.raises(TypeError, match="not timedelta64"):
        parse_day(numpy.timedelta64(3, "D"))


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_only_text_that_names_its_year_is_a_day(text: str) -> None:
    try:
        day = parse_day(text)
    except peel.InvalidDateError:
        return
    assert f"{day.year:04}" in text


@pytest.mark.parametrize("base", [dt.date, dt.datetime])
def test_a_date_of_somebody_s_own_class_is_a_plain_day(base: type[dt.date]) -> None:
    own = type("Own", (base,), {"isoformat": lambda _: "tomorrow", "date": lambda day: day})
    assert type(parse_day(own(2017, 11, 10))) is dt.date
    assert parse_day(own(2017, 11, 10)).isoformat() == "2017-11-10"
