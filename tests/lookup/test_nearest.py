"""What an error calls nearest stands in its message, and can be asked in the same place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

import peel
from peel._errors import NoGradeError, UnknownNameError
from peel._words.text import fold
from tests.made import all_rows, made_of, with_cells

#: Every question that some cycle asks.
QUESTIONS = [question for cycle in peel.cycles() for question in peel.questions(cycle)]
CYCLES = [cycle.id for cycle in peel.cycles()]


def refusal(ask: Callable[[], object]) -> UnknownNameError | NoGradeError:
    with pytest.raises((UnknownNameError, NoGradeError)) as caught:
        ask()
    for name in caught.value.nearest:
        assert name in str(caught.value)
    return caught.value


@pytest.mark.parametrize("year", range(2005, 2035))
def test_a_year_that_names_no_cycle_leads_to_those_it_is_part_of_or_between(year: int) -> None:
    if any(str(year) in cycle.spellings for cycle in peel.cycles()):
        assert peel.cycle(year).covers(year)
        return
    near = [peel.cycle(name) for name in refusal(lambda: peel.cycle(year)).nearest]
    covering = [cycle for cycle in peel.cycles() if cycle.covers(year)]
    assert near
    assert near == covering or not covering


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_question_of_other_cycles_leads_to_its_like(cycle: str) -> None:
    here = peel.questions(cycle)
    known = {name for question in here for name in (question.id, *question.spellings)}
    for other in QUESTIONS:
        if known.isdisjoint((other.id, *other.spellings)):
            nearest = refusal(lambda asked=other.id: peel.question(cycle, asked)).nearest
            themes = {item.theme for item in QUESTIONS if item.id == other.id}
            alike = tuple(question.id for question in here if question.theme in themes)
            assert nearest == alike or not alike
            assert [peel.question(cycle, name).id for name in nearest] == [*nearest]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_a_misspelt_question_leads_to_it_whether_or_not_all_of_its_cycle_are_known(
    question: peel.Question,
) -> None:
    cycle, misspelt = question.cycle, question.id[:-3] + question.id[-2:]
    errors = [
        refusal(lambda: peel.question(cycle, misspelt)),
        refusal(lambda: peel.grade("kent", cycle, misspelt)),
        refusal(lambda: peel.judgements(cycle=cycle, question=misspelt)),
        refusal(lambda: peel.findings(cycle=cycle, question=misspelt)),
    ]
    for error in errors:
        assert isinstance(error, peel.NotRecordedError) != cycle.questions_complete
        assert question.id in error.nearest


#: What has a filter for questions.
FILTERS = [peel.judgements, peel.findings, peel.revisions, peel.tallies]


@pytest.mark.parametrize("ask", FILTERS, ids=lambda ask: ask.__name__)
def test_a_question_of_another_cycle_is_refused_by_every_filter(
    ask: Callable[..., Sequence[object]],
) -> None:
    other = peel.question("2017", "efficiency")
    for cycles in (["2016"], ["2015", "2016"]):
        error = refusal(lambda cycles=cycles: ask(question=other, cycle=cycles))
        assert isinstance(error, peel.UnknownQuestionError)
        assert error.nearest == (other.id,)
        ask(question=error.nearest, cycle=cycles)
    for cycles in (["2023-25"], ["2021-22", "2023-25"]):
        by_text = refusal(lambda cycles=cycles: ask(question=other.id, cycle=cycles))
        by_record = refusal(lambda cycles=cycles: ask(question=[other], cycle=cycles))
        assert str(by_record) == str(by_text)
    assert [*ask(question=other, cycle=["2016", "2017"])] == [*ask(question=other)]
    assert not ask(question=other, cycle=[])


def test_a_question_of_another_cycle_is_refused_where_a_scale_leaves_none() -> None:
    other = peel.question("2017", "efficiency")
    said = str(refusal(lambda: peel.judgements(question=other, scale="five-tier")))
    assert "not of 2021-22, 2023-25" in said


def records_with_another_cycle() -> Iterator[peel.Question]:
    """A question of a cycle that the record does not have: its id is known there, or is not."""
    tables = all_rows(peel.bundled())
    last = tables["cycles"]["2025-27",]
    tables["cycles"]["2027-29",] = with_cells(
        last, "cycles", cycle="2027-29", title="PEEL 2027–2029"
    )
    like = next(row for key, row in tables["questions"].items() if key[0] == "2023-25")
    for name in ("investigating-crime", "time-travel"):
        row = with_cells(like, "questions", cycle="2027-29", question=name, label=name)
        tables["questions"]["2027-29", name] = row
    yield from made_of(tables).questions("2027-29")


@pytest.mark.parametrize("ask", FILTERS, ids=lambda ask: ask.__name__)
def test_a_question_of_another_record_is_refused_with_advice_that_can_be_followed(
    ask: Callable[..., Sequence[object]],
) -> None:
    for question in records_with_another_cycle():
        error = refusal(lambda question=question: ask(question=question))
        assert isinstance(error, peel.UnknownQuestionError)
        assert "peel.questions('2027-29')" not in str(error)
        assert error.asked == question.id


@pytest.mark.parametrize("theme", peel.themes())
def test_a_theme_in_the_place_of_a_force_leads_to_where_it_stands(theme: str) -> None:
    error = refusal(lambda: peel.latest(theme))
    assert "a theme, but a force is expected here: latest(force, theme=…)" in str(error)
    assert peel.latest(theme=theme).edition
    misspelt = theme[:-3] + theme[-2:]
    error = refusal(lambda: peel.latest(misspelt))
    assert "theme=…; nearest: " in str(error)
    assert repr(theme) in str(error)
    assert error.nearest == ()
    assert "theme=" not in str(refusal(lambda: peel.force(misspelt)))


def test_whether_a_call_takes_a_theme_is_not_read_off_the_text_of_its_signature() -> None:
    names = peel.bundled()._names
    said = str(refusal(lambda: names.force("investigating-crme", "another()", or_theme=True)))
    assert "theme=…; nearest: 'investigating-crime'" in said
    assert "nearest" not in str(refusal(lambda: names.force("investigating-crme", "of(theme=…)")))


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_theme_in_the_place_of_a_question_leads_to_its_questions(cycle: str) -> None:
    known = {name for item in QUESTIONS for name in (item.id, *item.spellings)}
    for theme in set(peel.themes()) - known:
        error = refusal(lambda theme=theme: peel.question(cycle, theme))
        assert "it is a theme" in str(error)
        alike = tuple(item.id for item in peel.questions(cycle) if item.theme == theme)
        assert error.nearest == alike or not alike


@pytest.mark.parametrize(
    "ask",
    [
        lambda name: peel.latest(theme=name),
        lambda name: peel.history("kent", theme=name),
        lambda name: peel.judgements(theme=["efficiency", name]),
    ],
)
def test_a_question_in_the_place_of_a_theme_leads_to_its_theme(
    ask: Callable[[str], object],
) -> None:
    themes: dict[str, set[str]] = {}
    for question in QUESTIONS:
        for name in (question.id, *question.spellings):
            themes.setdefault(fold(name), set()).add(question.theme)
    for name in themes.keys() - set(map(fold, peel.themes())):
        assert set(refusal(lambda name=name: ask(name)).nearest) == themes[name]
    for name, what in (("kent", "a force"), ("2017", "a cycle")):
        said = str(refusal(lambda name=name: ask(name)))
        assert f"it is {what}, but a theme is expected here: " in said
        assert "theme=…" in said


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        *((f"2018{between}19", "2018-19") for between in ".,:·．+"),
        ("2023.25", "2023-25"),
        ("PEEL 2023.25", "2023-25"),
        ("2018 . 19", "2018-19"),
    ],
)
def test_a_decimal_is_no_cycle(asked: str, near: str) -> None:
    with pytest.raises(peel.UnknownCycleError, match=f"nearest: '{near}'") as caught:
        peel.cycle(asked)
    assert caught.value.nearest == (near,)
