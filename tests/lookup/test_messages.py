"""What an error of a look-up says, word by word."""

from __future__ import annotations

import pytest

import peel


@pytest.mark.parametrize("asked", ["2018-2019", "2018/19", "PEEL 2018-2019", "PEEL 2018/19"])
def test_spellings_of_a_cycle_of_two_years(asked: str) -> None:
    assert peel.cycle(asked).id == "2018-19"


def test_messages_of_filters_are_whole() -> None:
    with pytest.raises(peel.UnknownNameError, match=r"^no region is called 'Mercia'"):
        peel.judgements(region="Mercia")
    with pytest.raises(peel.UnknownQuestionError, match=r"expected here: a filter question=…$"):
        peel.judgements(question="2017")
    with pytest.raises(peel.UnknownGradeError) as caught:
        peel.judgements(grade="good")
    assert str(caught.value) == (
        "'good' is a grade of several judgement scales (four-tier, five-tier) and not the same "
        "grade on each: give scale=, or cycle= of one scale; scale='any' means all of them"
    )
    assert caught.value.asked == "good"


def test_two_filters_narrow_each_other() -> None:
    kent = peel.judgements(force=["kent", "durham"], region="South East", cycle="2017")
    assert {item.force.id for item in kent} == {"kent"}
    new = peel.judgements(cycle=["2017", "2023-25"], scale="five-tier")
    assert {item.cycle.id for item in new} == {"2023-25"}
    old = peel.judgements(question=["efficiency", "planning"], theme="planning")
    assert {item.question.theme for item in old} == {"planning"}
    assert peel.judgements(force="kent", region="North East") == ()


def test_what_stands_in_the_wrong_place_is_told_whole() -> None:
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.history("kent", "essex")
    assert "it is a force, but a question is expected here: history(force, question)" in str(
        caught.value
    )
    assert caught.value.asked == "essex"
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "kent")
    assert "but a question is expected here: question(cycle, question)" in str(caught.value)
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", peel.cycle("2016"))  # type: ignore[arg-type]
    assert str(caught.value) == (
        "'2016' is a cycle, but a question is expected here: question(cycle, question)"
    )
    assert caught.value.asked == "2016"
    with pytest.raises(peel.UnknownQuestionError, match=r"here: a filter question=…"):
        peel.judgements(question="kent", cycle="2017")
    with pytest.raises(TypeError, match="a question is given as text, not as float"):
        peel.judgements(question=2.5)  # type: ignore[arg-type]


def test_questions_of_other_cycles_are_told_whole() -> None:
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "engagement")
    assert "it is in the framework of 2015, not of 2017" in str(caught.value)
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2016", "investigating")
    related = ", ".join(
        question.id
        for question in peel.questions("2016")
        if question.theme == "investigating-crime"
    )
    assert f"of the same theme in 2016: {related}; " in str(caught.value)
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "zzz")
    assert str(caught.value) == (
        "no question is called 'zzz'; peel.questions('2017') lists what PEEL 2017 asks"
    )


def test_a_year_of_no_cycle_and_of_two() -> None:
    with pytest.raises(peel.UnknownCycleError) as caught:
        peel.cycle(2025)
    assert "2025 is part of 2023-25 and 2025-27: give the whole cycle;" in str(caught.value)
    with pytest.raises(peel.UnknownCycleError) as caught:
        peel.cycle(-5)
    assert caught.value.asked == "-5"
    assert "no cycle is called '-5'; a number names a cycle only by its year; " in str(caught.value)
    for number in (0, 9999):
        with pytest.raises(peel.UnknownCycleError, match=f"'{number}'; (?!a number)"):
            peel.cycle(number)
    with pytest.raises(peel.UnknownCycleError, match="'10000'; a number names"):
        peel.cycle(10_000)
    with pytest.raises(peel.UnknownCycleError, match="'999999999999999999'; a number names"):
        peel.cycle(10**18 - 1)
    for number in (10**18, -(10**5000)):
        with pytest.raises(peel.UnknownCycleError, match="'a number of very many digits'"):
            peel.cycle(number)
    for number in (-1, 10_000):
        with pytest.raises(TypeError, match="a question is given as text"):
            peel.question("2017", number)  # type: ignore[arg-type]


def test_each_cell_that_is_not_recorded_has_an_address_to_look_at() -> None:
    for cell in peel.coverage().missing():
        with pytest.raises(peel.NotRecordedError) as caught:
            peel.judgement(cell.force, cell.cycle, cell.question)
        assert "https://" in str(caught.value) or "http://www.justice" in str(caught.value)


def test_a_missing_part_of_a_pillar_leads_to_what_the_pillar_rests_on() -> None:
    for cell in peel.coverage("bedfordshire").missing():
        if cell.question.pillar and not peel.inspection(cell.force, cell.cycle).url:
            pillar = peel.judgement(cell.force, cell.cycle, cell.question.pillar)
            pages = [source.url for source in pillar.sources if source.kind == "inspectorate"]
            with pytest.raises(peel.NotRecordedError) as caught:
                peel.judgement(cell.force, cell.cycle, cell.question)
            assert not pages or f"the inspectorate on the same pillar: {pages[0]}" in str(
                caught.value
            )
