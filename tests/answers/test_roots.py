"""The interval of a change is that of the judgements compared, and its words say which they are."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise

import pytest

import peel
from tests.made import TABLES, Key, Row, all_rows, made_of, with_cells

FOUR_TIERS = ("2015", "2016", "2017", "2018-19")


@pytest.fixture(scope="module")
def dated() -> list[peel.GradeChange]:
    """Changes with steps and with the exact days of both roots."""
    return [
        change
        for before, after in combinations(FOUR_TIERS, 2)
        for force in peel.forces()
        for change in peel.changes(before, after, force=force)
        if change.steps is not None and change.interval is not None
    ]


def test_the_root_of_a_chain_of_any_length_is_found() -> None:
    tables = all_rows(peel.bundled())
    made: dict[str, dict[Key, Row]] = {name: {} for name in ("cycles", "questions", "judgements")}
    cycles = [str(year) for year in range(2100, 2100 + sys.getrecursionlimit() + 1)]
    for before, cycle in pairwise(["", *cycles]):
        basis = {"basis": "carried-over" if before else "stated", "carried_from": before}
        for name, key in {
            "cycles": ("2018-19",),
            "questions": ("2018-19", "efficiency"),
            "judgements": ("kent", "2018-19", "efficiency"),
        }.items():
            cells = {"cycle": cycle, **(basis if name == "judgements" else {})}
            row = with_cells(tables[name][key], name, **cells)
            made[name][TABLES[name].key_of(row)] = row
    change = made_of({**tables, **made}).change("kent", "efficiency", cycles[0], cycles[-1])
    assert change.after_root == change.before


def test_of_a_judgement_that_was_carried_over_whole_it_is_known_that_nothing_is_new() -> None:
    tables = all_rows(peel.bundled())
    key = ("kent", "2018-19", "effectiveness")
    of = {"basis": "carried-over", "carried_from": "2017"}
    tables["judgements"][key] = with_cells(tables["judgements"][key], "judgements", **of)
    del tables["judgements"][*key[:2], "effectiveness.investigating-crime"]
    change = made_of(tables).change("kent", "effectiveness", "2017", "2018-19")
    assert change.reinspected == "no"
    assert not [caveat for caveat in change.caveats if "inspected again" in caveat]


def _shown(change: peel.GradeChange) -> tuple[str, str]:
    return change.before.cycle.id, change.after.cycle.id


def _compared(change: peel.GradeChange) -> tuple[str, str]:
    assert change.before_root
    assert change.after_root
    return change.before_root.cycle.id, change.after_root.cycle.id


def test_a_change_says_which_judgements_are_compared_unless_they_are_those_shown(
    dated: list[peel.GradeChange],
) -> None:
    others = [change for change in dated if _compared(change) != _shown(change)]
    assert others
    assert len(others) < len(dated)
    for change in dated:
        before, after = (peel.cycle(cycle).label for cycle in _compared(change))
        words = f"the judgements compared, of {before} and {after}, were published"
        for text in (str(change), change.sentence, change._repr_html_()):
            assert (words in text) == (change in others)


def test_the_days_of_a_row_and_its_interval_are_of_the_cycles_that_it_names(
    dated: list[peel.GradeChange],
) -> None:
    for change, row in zip(dated, peel.to_dicts(dated), strict=True):
        assert (row["before_root_cycle"], row["after_root_cycle"]) == _compared(change)
        if _compared(change) == _shown(change):
            days = change.after.published - change.before.published  # type: ignore[operator]
            assert row["interval_days"] == days.days


def test_one_root_behind_both_judgements_is_named_twice() -> None:
    carried = next(
        change
        for change in peel.changes("2016", "2017", "effectiveness.preventing-crime")
        if change.after.carried_from
    )
    row = peel.to_dicts([carried])[0]
    assert carried.direction is peel.Direction.NOT_REINSPECTED
    assert row["before_root_cycle"] == row["after_root_cycle"] == "2016"
