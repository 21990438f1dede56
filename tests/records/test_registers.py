"""Forces, cycles and questions by what people call them, without a whole record around them."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import peel
from peel._records.forces import force_register
from peel._records.framework import cycle_register, question_register
from peel._words.register import Register


def test_the_last_part_of_a_question_s_id() -> None:
    question = attrs.evolve(peel.question("2017", "planning"), id="one.two.three")
    assert question_register((question,)).knows("three")


def test_registers_of_their_own() -> None:
    kent = peel.force("kent")
    with pytest.raises(peel.UnknownForceError) as caught:
        force_register((kent,)).find("nobody at all")
    assert str(caught.value) == "no force is called 'nobody at all'; there are: kent"
    with pytest.raises(peel.UnknownForceError, match=r"; look there$"):
        force_register((kent,), listing="look there").find("nobody at all")
    planning = peel.question("2017", "planning")
    with pytest.raises(peel.UnknownQuestionError) as unknown:
        question_register((planning,)).find("nothing of this kind")
    assert str(unknown.value) == (
        "no question is called 'nothing of this kind'; there are: efficiency.planning"
    )
    with pytest.raises(peel.UnknownQuestionError, match=r"; look there$"):
        question_register((planning,), listing="look there").find("nothing of this kind")
    with pytest.raises(
        peel.UnknownCycleError, match=r"^no cycle is called 'none'; there are: 2014$"
    ):
        cycle_register(peel.cycles()[:1]).find("none")
    assert cycle_register(peel.cycles()).find("PEEL 2018-2019").id == "2018-19"
    assert cycle_register(peel.cycles()).find("2018 2019").id == "2018-19"


def test_a_cycle_without_a_year_is_not_called_after_the_programme_alone() -> None:
    cycle = attrs.evolve(peel.cycle("2025-27"), id="next", title="The next one")
    register = cycle_register((cycle,))
    assert not register.knows("PEEL")
    assert [register.knows(name) for name in ("next", "PEEL next", "the next one")] == [True] * 3


def test_cells_are_found_by_spellings_without_a_new_register(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparison, coverage = peel.compare(["kent", "essex"], "2017"), peel.coverage()
    assert comparison["kent", "efficiency"] == peel.judgement("kent", "2017", "efficiency")
    assert coverage["2017", "efficiency"].question == peel.question("2017", "efficiency")

    def built(*_: object, **__: object) -> None:
        raise AssertionError("a register was built again")

    monkeypatch.setattr(Register, "__init__", built)
    for force in comparison.forces:
        for question in comparison.questions:
            assert comparison[force.name.upper(), question.label] is comparison[force, question]
    assert coverage["PEEL 2017", "Efficiency"] is coverage[2017, "efficiency"]


def test_records_that_are_equal_stay_those_of_their_own_data_set() -> None:
    other = peel.load(Path(peel.__file__).parent / "data")
    assert other.force("Kent Police") is next(f for f in other.forces() if f.id == "kent")
    assert peel.force("Kent Police") is next(f for f in peel.forces() if f.id == "kent")
    assert peel.cycle("2018/19") is peel.cycles()[4]
    assert other.cycle("2018/19") is other.cycles()[4]
    assert other.question("2017", "planning") in other.questions("2017")
