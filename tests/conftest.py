"""Each session starts with the record unread, also where a tool runs several in one process."""

from __future__ import annotations

from peel import _functions


def pytest_sessionstart() -> None:
    _functions._bundled.clear()
