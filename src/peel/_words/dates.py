"""Dates as people type and read them."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING

from peel._errors import InvalidDateError
from peel._words.text import shorten

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_MONTH_NAME = re.compile(r"\b(?:" + "|".join(month[:3] for month in _MONTHS) + ")", re.IGNORECASE)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAY = re.compile(r"\b(?:" + "|".join(_WEEKDAYS) + ")", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")
_DAY_AND_YEAR = 2
_LONGEST_DATE = 60
_INCOMPLETE = "day, month and four-digit year must all be there"
_EXPECTED = "a day such as 2017-11-09, 9/11/2017 (day first) or 9 November 2017"

_MENTION = re.compile(
    r"(?:(?P<day>[0-9]{1,2}) )?(?P<month>" + "|".join(_MONTHS) + r") (?P<year>20[0-9]{2})"
    r"|(?<![0-9])(?P<only>20[0-9]{2})(?:-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-9]{2}))?(?![0-9])"
)


def parse_day(value: dt.date | dt.datetime | str) -> dt.date:
    """The day that *value* names; `InvalidDateError` if it does not name one beyond doubt.

    >>> from peel._words.dates import parse_day
    >>> parse_day("10 November 2017")
    datetime.date(2017, 11, 10)
    >>> parse_day("03/11/2016")
    datetime.date(2016, 11, 3)
    """
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        if value != value:  # noqa: PLR0124 (a date that equals nothing, such as pandas.NaT)
            raise InvalidDateError(f"{value!r} is no date; give {_EXPECTED}")
        return value
    if not isinstance(value, str):
        raise TypeError(f"a date, a datetime or text is expected, not {type(value).__name__}")
    text = value.strip()
    try:
        if len(text) > _LONGEST_DATE:
            raise ValueError("too long for a date")
        if _ISO.fullmatch(text):
            return dt.date.fromisoformat(text)
        if match := _DAY_FIRST.fullmatch(text):
            return dt.date(int(match[4]), int(match[3]), int(match[1]))
        if not _NUMBER.search(text):
            raise ValueError(_INCOMPLETE)
        if not _MONTH_NAME.search(text):
            raise ValueError("without the name of a month, a day is day first, as in 9/11/2017")
        return _parse_month_name(text)
    except ValueError as error:
        raise InvalidDateError(
            f"{shorten(value)!r} is no date ({error}); give {_EXPECTED}"
        ) from error


def _parse_month_name(text: str) -> dt.date:
    from dateutil import parser

    # Two defaults that differ in every part: what they do not agree on was filled in.
    defaults = dt.datetime(1904, 2, 3), dt.datetime(2015, 10, 21)
    try:
        first, second = (
            parser.parse(text, default=default, dayfirst=True, ignoretz=True).date()
            for default in defaults
        )
    except Exception as error:  # dateutil raises more than it documents
        raise ValueError(str(error) or "not readable as a date") from error
    numbers = _NUMBER.findall(text)
    if first != second or f"{first.year:04}" not in numbers:
        raise ValueError(_INCOMPLETE)
    if len(numbers) > _DAY_AND_YEAR:
        raise ValueError("it has more numbers than a day and a year")
    weekday = _WEEKDAY.search(text)
    if weekday and weekday[0].capitalize() != _WEEKDAYS[first.weekday()]:
        raise ValueError(f"{show_day(first)} is another day of the week")
    return first


def end_of(day: dt.date, precision: str | None) -> dt.date:
    """The latest day that a date known to the day, month or year can mean."""
    if precision == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    if precision == "year":
        return dt.date(day.year, 12, 31)
    return day


def speaks_of_later(text: str, day: dt.date) -> bool:
    """Whether *text* names a date that begins after *day*."""
    return any(begin > day for begin in map(_begin, _MENTION.finditer(text)))


def _begin(mention: re.Match[str]) -> dt.date:
    if mention["only"]:
        year, month, day = mention["only"], int(mention["m"] or 1), mention["d"]
    else:
        year, month, day = mention["year"], _MONTHS.index(mention["month"]) + 1, mention["day"]
    return dt.date(int(year), month, 1) + dt.timedelta(days=int(day or 1) - 1)


def show_day(day: dt.date, precision: str | None = None) -> str:
    """*day* as it is read: ``9 November 2017``, or less of it where less is known."""
    if precision == "year":
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def show_interval(interval: relativedelta) -> str:
    """*interval* in words: ``1 year 6 days``."""
    parts = [
        f"{amount} {unit}{'' if amount == 1 else 's'}"
        for amount, unit in (
            (interval.years, "year"),
            (interval.months, "month"),
            (interval.days, "day"),
        )
        if amount
    ]
    return " ".join(parts) or "0 days"
