"""Keys and the order of rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from .package import (
    ID,
    TABLES,
    Row,
    cycle_order,
    question_order,
    resource,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def by(*names: str) -> Callable[[Row], tuple[object, ...]]:
    """A sort key: cycles in the order of their table, numbers by value, the rest as text."""

    def part(row: Row, name: str) -> object:
        if name in ("cycle", "from_cycle", "to_cycle"):
            return cycle_order().index(row[name])
        return int(row[name]) if name == "number" else row[name]

    return lambda row: tuple(part(row, name) for name in names)


KEYS = {
    "scales": ("scale", "grade"),
    "cycles": ("cycle",),
    "questions": ("cycle", "question"),
    "forces": ("force",),
    "publications": ("cycle", "pillar", "tranche", "published"),
    "sources": ("source",),
    "inspections": ("force", "cycle"),
    "judgements": ("force", "cycle", "question"),
    "revisions": ("force", "cycle", "question", "date"),
    "tallies": ("cycle", "question", "source"),
    "comparability": ("from_cycle", "to_cycle", "question"),
    "monitoring": ("force", "phase", "start"),
    "profiles": ("force", "cycle", "measure"),
    "findings": ("force", "cycle", "number"),
}


@pytest.mark.parametrize("table", TABLES)
def test_the_key_is_unique_and_the_descriptor_names_it(table: str) -> None:
    counted = Counter(tuple(row[name] for name in KEYS[table]) for row in rows(table))
    assert not [key for key, times in counted.items() if times > 1]
    assert tuple(resource(table)["schema"]["primaryKey"]) == KEYS[table]


@pytest.mark.parametrize(
    "table", [t for t in TABLES if t not in ("scales", "cycles", "questions", "judgements")]
)
def test_rows_are_in_the_order_of_their_key(table: str) -> None:
    assert list(rows(table)) == sorted(rows(table), key=by(*KEYS[table]))


def test_judgements_are_in_the_order_of_force_cycle_and_framework() -> None:
    def position(row: Row) -> tuple[str, int, int]:
        cycle, question = row["cycle"], row["question"]
        return row["force"], cycle_order().index(cycle), question_order().index((cycle, question))

    assert list(rows("judgements")) == sorted(rows("judgements"), key=position)


def test_scales_go_from_the_best_grade_to_the_worst() -> None:
    ranks = {
        scale: [int(row["rank"]) for row in rows("scales") if row["scale"] == scale]
        for scale in ("four-tier", "five-tier")
    }
    assert ranks == {"four-tier": [4, 3, 2, 1], "five-tier": [5, 4, 3, 2, 1]}


def test_cycles_and_their_questions_go_by_time() -> None:
    assert list(cycle_order()) == sorted(cycle_order())
    positions = [cycle_order().index(cycle) for cycle, _ in question_order()]
    assert positions == sorted(positions)


def test_pillars_stand_before_questions() -> None:
    for cycle in ("2014", "2015", "2016", "2017", "2018-19"):
        kinds = [row["kind"] for row in rows("questions") if row["cycle"] == cycle]
        pillars = kinds.count("pillar")
        assert set(kinds[:pillars]) == {"pillar"}, cycle
        assert set(kinds[pillars:]) == {"question"}, cycle


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("scales", "scale"),
        ("scales", "grade"),
        ("cycles", "cycle"),
        ("questions", "question"),
        ("questions", "theme"),
        ("forces", "force"),
        ("forces", "hmicfrs_slug"),
        ("sources", "source"),
        ("profiles", "measure"),
    ],
)
def test_ids_are_plain(table: str, name: str) -> None:
    assert not [row[name] for row in rows(table) if not ID.fullmatch(row[name])]
