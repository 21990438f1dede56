"""Each session starts with the record unread, also where a tool runs several in one process."""

from __future__ import annotations

import pytest

import peel
from peel import _dataset
from tests.made import TABLES, all_rows, made_of, with_cells

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
#: The cycle of which tests on gaps have no report, and the one question of it that they know.
NOT_INSPECTED, KNOWN = "2025-27", "leadership-and-force-management"
NO_STATEMENT = "no statement by the inspectorate is recorded"

#: The names in `peel` that are questions to the record that ships.
_QUESTIONS = {name for name in peel.__all__ if name in vars(peel.Dataset)}

#: What takes long by its nature, in a folder of `tests` or as the examples of one of `src`.
SLOW = {"docs", "packaging", "plot", "robustness"}


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
    """The bundled record without the judgements of `GAPS` and the reports of `NOT_INSPECTED`."""
    tables = all_rows(peel.bundled())
    for table in ("inspections", "judgements", "findings", "profiles"):
        tables[table] = {key: row for key, row in tables[table].items() if key[1] != NOT_INSPECTED}
    tables["sources"] = {
        key: row for key, row in tables["sources"].items() if not key[0].endswith(NOT_INSPECTED)
    }
    tables["questions"] = {
        key: row
        for key, row in tables["questions"].items()
        if key[0] != NOT_INSPECTED or key[1] == KNOWN
    }
    no_days = {"first_published": "", "last_published": ""}
    newest = tables["cycles"][NOT_INSPECTED,]
    tables["cycles"][NOT_INSPECTED,] = with_cells(newest, "cycles", **no_days)
    for key, row in tables["comparability"].items():
        if key[1] == NOT_INSPECTED:
            nothing = {"status": "unknown", "reason": NO_STATEMENT, "sources": ""}
            tables["comparability"][key] = with_cells(row, "comparability", **nothing)
    cited = {
        source
        for name, rows in tables.items()
        if name != "sources"
        for row in rows.values()
        for column, cell in zip(TABLES[name].columns, row, strict=True)
        if column.endswith(("source", "sources"))
        for source in cell.split(" ")
    }
    tables["sources"] = {key: row for key, row in tables["sources"].items() if key[0] in cited}
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
