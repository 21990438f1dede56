"""Dates as people type and read them."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING

from peel._errors import InvalidDateError
from peel._words.text import counted, quoted

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _in_full_or_short(names: list[str]) -> str:
    """A pattern of names in full or by their first three letters."""
    return "|".join(f"{name[:3]}(?:{name[3:]})?" for name in names)


_YEAR = r"(?P<year>[1-9][0-9]{3}|'?[0-9]{2})"
_MONTH = rf"(?P<month>{_in_full_or_short(_MONTHS)}|Sept)\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?P<between>[/.-])(?P<month>[0-9]{{1,2}})(?P=between){_YEAR}"
)
_WITH_A_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]")
_IN_FIGURES = re.compile(r"[0-9]{8}|[0-9]+[^0-9][0-9]+[^0-9][0-9]+")
_WITH_MONTH_NAME = [
    re.compile(
        rf"(?:(?P<weekday>{_in_full_or_short(_WEEKDAYS)})\.?,? )?{day}(?:, ?|[ ./-]){_YEAR}",
        re.IGNORECASE | re.ASCII,
    )
    for day in (rf"{_DAY}(?: of |[ ./-]){_MONTH}", rf"{_MONTH} {_DAY}")
]
_EXPECTED = "a day such as 2017-11-09, 9/11/2017 (day first) or 9 November 2017"


def parse_day(value: dt.date | dt.datetime | str) -> dt.date:
    """The day that *value* names; `InvalidDateError` if it does not name one beyond doubt.

    A date and time, such as pandas and numpy have, is its day; text may have the time of midnight.
    """
    if isinstance(value, dt.date):
        if value != value:  # noqa: PLR0124 (a date that equals nothing, such as pandas.NaT)
            raise InvalidDateError(f"{value!r} is not a date; give {_EXPECTED}")
        return dt.date(value.year, value.month, value.day)
    if (type(value).__module__, type(value).__name__) == ("numpy", "datetime64"):
        value = str(value)[: len("2017-11-10")]
    if not isinstance(value, str):
        raise TypeError(f"a date, a datetime or text is expected, not {type(value).__name__}")
    try:
        return _read(" ".join(value.split()))
    except ValueError as error:
        message = f"{quoted(value)} is not a date ({error}); give {_EXPECTED}"
        raise InvalidDateError(message) from error


def _read(text: str) -> dt.date:
    patterns = (_ISO, _DAY_FIRST, *_WITH_MONTH_NAME)
    match = next(filter(None, (pattern.fullmatch(text) for pattern in patterns)), None)
    if match is None:
        if _IN_FIGURES.fullmatch(text):
            raise ValueError("in figures it is 2017-11-09, or 9/11/2017 with the day first")
        if _WITH_A_TIME.match(text):
            raise ValueError("it has a time of day that is not midnight")
        raise ValueError("day, month and four-digit year must all be there, and nothing else")
    if len(match["year"]) < len("2017"):
        raise ValueError("its year has two digits")
    try:
        day = dt.date(int(match["year"]), _month(match["month"]), int(match["day"]))
    except ValueError as error:
        raise ValueError("the calendar has no such day") from error
    weekday = match.groupdict().get("weekday")
    if weekday and not _WEEKDAYS[day.weekday()].startswith(weekday.capitalize()):
        raise ValueError(f"{show_day(day)} is another day of the week")
    return day


def _month(text: str) -> int:
    """The number of a month that is given in figures or by its name."""
    if text.isdecimal():
        return int(text)
    return [name[:3] for name in _MONTHS].index(text[:3].capitalize()) + 1


def end_of(day: dt.date, precision: str | None) -> dt.date:
    """The latest day that a date known to the day, month or year can mean."""
    if precision == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    if precision == "year":
        return dt.date(day.year, 12, 31)
    return day


def show_day(day: dt.date, precision: str | None = None) -> str:
    """*day* as it is read: ``9 November 2017``, or less of it where less is known."""
    if precision == "year":
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def show_interval(interval: relativedelta) -> str:
    """*interval* in words: ``1 year 6 days``."""
    amounts = {"year": interval.years, "month": interval.months, "day": interval.days}
    return " ".join(counted(n, unit) for unit, n in amounts.items() if n) or "0 days"
