"""Rows have the order of the data package, in whatever order they were written."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

import peel
from peel._packages.loading import _clash, _in_order
from peel._tables.schema import Rows
from peel._tables.structure import as_text, typed_row
from tests.made import TABLES, all_rows, made_of, rows_of, with_cells, with_renamed_cycles

#: Their order is what people chose; all other tables follow it.
CHOSEN = {"scales", "cycles", "questions"}
CELL = ("kent", "2017", "efficiency")


def mixed(seed: int, rows: dict[str, Rows]) -> dict[str, Rows]:
    """*rows*, those tables whose order nobody chose in any order."""
    rows, chance = {**rows}, random.Random(seed)  # noqa: S311
    for name in TABLES.keys() - CHOSEN:
        items = [*rows[name].items()]
        chance.shuffle(items)
        rows[name] = dict(items)
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_rows_in_any_order_get_the_order_of_the_record_that_ships(seed: int) -> None:
    ordered = _in_order(mixed(seed, all_rows(peel.bundled())))
    for name in TABLES:
        assert [*ordered[name].items()] == [*rows_of(peel.bundled(), name).items()]


def test_a_number_that_is_written_otherwise_makes_no_other_record() -> None:
    tables, at = all_rows(peel.bundled()), TABLES["profiles"].place("value")
    key, value = next((key, row[at]) for key, row in tables["profiles"].items() if "." in row[at])
    for written, is_same in ((f"{value}0", True), (f"{value}1", False)):
        row = with_cells(tables["profiles"][key], "profiles", value=written)
        tables["profiles"][key] = row
        assert (made_of(tables) == peel.bundled()) == is_same


def test_a_number_is_written_without_an_exponent() -> None:
    figure = {**typed_row(peel.profiles()[0]), "value": Decimal("0.0000001")}
    assert as_text("profiles", figure)[TABLES["profiles"].place("value")] == "0.0000001"


def test_rows_follow_the_chosen_order_of_cycles_whatever_their_ids() -> None:
    rows = all_rows(with_renamed_cycles(c2014="pilot", c2018_19="integrated"))
    for seed in range(3):
        ordered = _in_order(mixed(seed, rows))
        for name in TABLES:
            assert [*ordered[name]] == [*rows[name]], name
    assert [key[0] for key in rows["cycles"]] != sorted(key[0] for key in rows["cycles"])


def test_judgements_of_unknown_cycles_and_questions_come_after_the_others_of_their_force() -> None:
    rows = all_rows(peel.bundled())
    row = rows["judgements"][CELL]
    odd = [("kent", "1917", "efficiency"), ("kent", "2017", "anything")]
    rows["judgements"] = {**dict.fromkeys(odd, row), **rows["judgements"]}
    keys = [key for key in _in_order(rows)["judgements"] if key[0] == "kent"]
    assert keys[-1] == odd[0]
    assert [key for key in keys if key[1] == "2017"][-1] == odd[1]


def test_what_is_of_an_unknown_cycle_comes_after_the_others() -> None:
    rows = all_rows(peel.bundled())
    odd = ("kent", "1917")
    rows["inspections"] = {odd: ("",), **rows["inspections"]}
    assert [key for key in _in_order(rows)["inspections"] if key[0] == "kent"][-1] == odd


def test_a_clash_names_the_first_cell_that_differs_and_shows_both_rows() -> None:
    known = rows_of(peel.bundled(), "judgements")[CELL]
    here = with_cells(known, "judgements", grade="outstanding", note="x" * 500)
    problem = _clash("judgements", 7, known, here)
    assert problem[:4] == ("judgements.csv", 7, "grade", "outstanding")
    first, there, new = problem.expected.split("; ", 1)[0], *problem.expected.split("; here: ")
    said = "the row that is there under this key already, or extend(…, replace=True)"
    assert first == said
    assert there == f"{said}; there: {'; '.join(known)!r}"
    assert new.startswith("'kent; 2017; efficiency; outstanding; ")
    assert "x" * 500 not in new


def test_a_scale_has_its_best_grade_first_in_whatever_order_its_rows_stand() -> None:
    rows = all_rows(peel.bundled())
    rows["scales"] = dict(reversed(rows["scales"].items()))
    record = made_of({name: {} for name in TABLES}).extend(made_of(rows))
    assert record.distribution("2017", "efficiency") == peel.distribution("2017", "efficiency")
    assert record.distribution("2017", "efficiency").scale.grades == peel.FOUR_TIER.grades
    assert record.distribution("2023-25", "managing-offenders").scale.grades == (
        peel.FIVE_TIER.grades
    )
