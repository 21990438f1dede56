"""Each session starts with the record unread, also where a tool runs several in one process.

How many examples: `--hypothesis-profile=nightly` tries 10,000 of each.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

import peel
from peel import _dataset
from tests.made import made_of, rows_without_newest_reports

#: What tests on gaps take out of the record, whether somebody has found it by now or not: the
#: beginnings of keys of judgements.
GAPS = (
    ("lincolnshire", "2023-25"),
    ("kent", "2023-25"),
    ("leicestershire", "2016", "efficiency.understanding-demand"),
    ("leicestershire", "2016", "efficiency.using-resources"),
    ("leicestershire", "2016", "efficiency.planning"),
    ("leicestershire", "2016", "legitimacy.fairness-public"),
    ("leicestershire", "2016", "legitimacy.ethics"),
    ("leicestershire", "2016", "legitimacy.fairness-workforce"),
    ("leicestershire", "2018-19", "efficiency.planning"),
    ("greater-manchester", "2016", "effectiveness.investigating-crime"),
    ("greater-manchester", "2018-19", "effectiveness.investigating-crime"),
    ("greater-manchester", "2023-25", "investigating-crime"),
    ("city-of-london", "2017", "effectiveness.investigating-crime"),
    ("city-of-london", "2021-22", "investigating-crime"),
)
#: The names in `peel` that are questions to the record that ships.
_QUESTIONS = {name for name in peel.__all__ if name in vars(peel.Dataset)}

#: What takes long by its nature, in a folder of `tests` or as the examples of one of `src`.
SLOW = {"docs", "packaging", "plot", "robustness"}

_UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "quick", max_examples=25, deadline=None, derandomize=True, suppress_health_check=_UNHURRIED
)
settings.register_profile(
    "longer", max_examples=300, deadline=None, suppress_health_check=_UNHURRIED
)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, suppress_health_check=_UNHURRIED
)
settings.load_profile("quick")


def pytest_report_header() -> str:
    return f"fuzzing: {settings().max_examples} examples of each function"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_sessionstart() -> None:
    _dataset._shipped.clear()
    for name in _QUESTIONS & set(vars(peel)):
        delattr(peel, name)


@pytest.fixture(scope="session")
def with_gaps() -> peel.Dataset:
    """The bundled record without the judgements of `GAPS` and the reports of 2025-27."""
    tables = rows_without_newest_reports()
    tables["judgements"] = {
        key: row
        for key, row in tables["judgements"].items()
        if not any(key[: len(gap)] == gap for gap in GAPS)
    }
    return made_of(tables)


@pytest.fixture
def asked_with_gaps(with_gaps: peel.Dataset, monkeypatch: pytest.MonkeyPatch) -> peel.Dataset:
    """As `with_gaps`, and every public question asks that record for the length of the test."""
    # The names come first: what is put back afterwards is looked up in the shipped record.
    for name in _QUESTIONS:
        monkeypatch.setattr(peel, name, getattr(with_gaps, name))
    monkeypatch.setitem(_dataset._shipped, "record", with_gaps)
    return with_gaps
