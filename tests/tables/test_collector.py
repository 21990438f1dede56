"""The search for garbage waits while many records are made, and only then."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import peel
from peel._tables.collector import collector_paused


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    (gc.enable if enabled else gc.disable)()


def test_it_waits_and_goes_on_even_after_an_error() -> None:
    gc.enable()
    seen: list[float] = []
    with contextlib.suppress(ZeroDivisionError), collector_paused():
        seen.append(gc.isenabled())
        seen.append(1 / 0)
    assert seen == [False]
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_it_goes_on_after_a_package_that_is_refused(tmp_path: Path) -> None:
    gc.enable()
    with pytest.raises(peel.InvalidDataError):
        peel.load(tmp_path)
    assert gc.isenabled()
