"""What an error of a look-up says, word by word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import peel
from tests.made import all_rows, made_of, with_cells


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
    with pytest.raises(TypeError, match="a question is given as text or a Question, not as float"):
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


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("2017-18", "2017 or 2018-19"),
        ("PEEL 2016/2017", "2016 or 2017"),
        ("2018-17", "2017 or 2018-19"),
        ("2019-20", "2018-19"),
    ],
)
def test_years_that_are_no_cycle_lead_to_those_that_have_some_of_them(
    asked: str, meant: str
) -> None:
    with pytest.raises(
        peel.UnknownCycleError, match=f"is called '{asked}'; {meant} may be meant;"
    ) as caught:
        peel.cycle(asked)
    assert caught.value.nearest == tuple(meant.split(" or "))


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


@pytest.mark.parametrize("asked", ["2020", 2020, "PEEL 2020", "2020/21", "2020-21"])
def test_a_year_between_cycles_names_the_two_around_it(asked: str | int) -> None:
    with pytest.raises(peel.UnknownCycleError) as caught:
        peel.cycle(asked)
    cycles = [cycle.id for cycle in peel.cycles()]
    before, after = caught.value.nearest
    assert cycles.index(after) == cycles.index(before) + 1
    assert peel.cycle(before).years[-1] < 2020 < peel.cycle(after).years[0]
    assert f"none is of 2020: {before} is the one before, {after} the one after; " in str(
        caught.value
    )


@pytest.mark.parametrize(("asked", "place", "said"), [("2001", 0, "first"), (9999, -1, "newest")])
def test_a_year_beyond_the_cycles_names_the_last_on_that_side(
    asked: str | int, place: int, said: str
) -> None:
    near = peel.cycles()[place].id
    with pytest.raises(peel.UnknownCycleError, match=f"none is of {asked}: {near} is the {said};"):
        peel.cycle(asked)


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


def message_and_name(call: Callable[[], object]) -> tuple[str, object]:
    """What the error of *call* says, and the name that it is about."""
    with pytest.raises(peel.PeelError) as caught:
        call()
    return str(caught.value), getattr(caught.value, "asked", None)


def test_a_question_of_another_cycle_is_told_whole() -> None:
    other = peel.question("2018-19", "efficiency")
    given = "efficiency is given as a question of PEEL 2018/19, and one of"
    assert message_and_name(lambda: peel.question("2017", other)) == (
        f"{given} PEEL 2017 is expected here: question(cycle, question); give its id as text, or "
        "peel.question('2017', …)",
        "efficiency",
    )
    said, _ = message_and_name(lambda: peel.changes("2016", "2017", question=other))
    signature = "changes(before, after, question, force=…)"
    assert said.startswith(f"{given} PEEL 2016 is expected here: {signature};")
    said, _ = message_and_name(lambda: peel.judgements(cycle=["2016", "2017"], question=other))
    assert said.startswith(f"{given} PEEL 2016, PEEL 2017 is expected here: a filter question=…;")


def test_a_question_of_none_of_the_cycles_asked_for_is_told_whole() -> None:
    later = "leadership-and-force-management"
    asked = message_and_name(lambda: peel.judgements(cycle=["2016", "2017"], question=later))
    cycles = [cycle.id for cycle in peel.cycles() if later in ids_of(cycle)]
    assert asked == (
        f"no question is called '{later}'; it is in the framework of {', '.join(cycles)}, not of "
        "2016, 2017; nearest in 2016, 2017: leadership; peel.questions(cycle) lists what a cycle asks",
        later,
    )


def ids_of(cycle: peel.Cycle) -> set[str]:
    return {question.id for question in peel.questions(cycle)}


def test_a_framework_that_is_not_recorded_whole_says_so() -> None:
    assert message_and_name(lambda: peel.question("2025-27", "xyzzy")) == (
        "no question called 'xyzzy' is recorded for PEEL 2025–2027, which may have more questions "
        "than are recorded; peel.questions('2025-27') lists those",
        None,
    )


def test_a_question_without_anything_near_it_ends_with_where_to_look() -> None:
    name = "crime-data-integrity"
    assert message_and_name(lambda: peel.question("2017", name)) == (
        f"no question is called '{name}'; it is in the framework of 2021-22, 2023-25, not of 2017; "
        "peel.questions('2017') lists what PEEL 2017 asks",
        name,
    )


def test_names_near_a_question_of_other_cycles_are_listed() -> None:
    tables = all_rows(peel.bundled())
    like = next(row for key, row in tables["questions"].items() if key[0] == "2017")
    for name in ("crime-data-entry", "crime-data-safety"):
        row = with_cells(like, "questions", question=name, theme="other", label=name)
        tables["questions"]["2017", name] = row
    said, _ = message_and_name(lambda: made_of(tables).question("2017", "crime-data-integrity"))
    near = "nearest in 2017: crime-data-"
    assert f"not of 2017; {near}" in said
    assert ", crime-data-" in said


def test_each_question_of_the_same_theme_is_listed() -> None:
    tables = all_rows(peel.bundled())
    key = ("2017", "legitimacy.fairness-workforce")
    for name in ("care", "pay"):
        row = with_cells(tables["questions"][key], "questions", question=name, label=name)
        tables["questions"]["2017", name] = row
    said, _ = message_and_name(lambda: made_of(tables).question("2017", "positive-workplace"))
    assert "of the same theme in 2017: legitimacy.fairness-workforce, care, pay; " in said


def test_what_is_looked_up_is_called_by_its_name() -> None:
    assert message_and_name(lambda: peel.source("xyz")) == (
        f"no source is called 'xyz'; peel.sources() lists all {len(peel.sources())}",
        "xyz",
    )
    assert message_and_name(lambda: peel.latest(theme="xyz")) == (
        f"no theme is called 'xyz'; there are: {', '.join(sorted(peel.themes()))}",
        "xyz",
    )
    assert message_and_name(lambda: peel.judgements(scale="xyz")) == (
        "no judgement scale is called 'xyz'; there are: four-tier, five-tier, any",
        "xyz",
    )
    said, _ = message_and_name(lambda: peel.history("kent", "xyzzy"))
    assert said == ("no question is called 'xyzzy'; peel.questions(cycle) lists what a cycle asks")


def test_a_grade_of_another_scale_is_named() -> None:
    four, five = peel.FOUR_TIER, peel.FIVE_TIER
    assert message_and_name(lambda: five.parse(four["requires-improvement"])) == (
        "'Requires improvement' is a grade of the four-tier scale, not of the five-tier scale: "
        "outstanding, good, adequate, requires-improvement, inadequate",
        "requires-improvement",
    )


def test_a_filter_says_by_which_word_it_was_given() -> None:
    said, _ = message_and_name(lambda: peel.judgements(force="2017"))
    assert said.startswith(
        "no force is called '2017'; it is a cycle, but a force is expected here: a filter force=…;"
    )
    said, _ = message_and_name(lambda: peel.judgements(cycle="kent"))
    assert said.startswith(
        "no cycle is called 'kent'; it is a force, but a cycle is expected here: a filter cycle=…;"
    )
    for asked, what in (("South East", "a region"), ("Inadequate", "a grade")):
        said, _ = message_and_name(lambda asked=asked: peel.judgements(force=asked))  # type: ignore[misc]
        assert f"it is {what}, but a force is expected here: a filter force=…;" in said
    said, _ = message_and_name(lambda: peel.judgements(basis="guessed"))  # type: ignore[arg-type]
    assert said.startswith("no basis is called 'guessed'; ")
    said, _ = message_and_name(lambda: peel.findings(cycle="2017", question="positive-workplace"))
    assert "not of 2017" in said


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (
            lambda: peel.changes("2016", "2017"),
            TypeError,
            "changes() needs a question (every force) or force= (every question)",
        ),
        (lambda: peel.latest(None), TypeError, "latest() needs a force or theme="),
        (
            lambda: peel.compare("kent", "2017"),
            TypeError,
            'compare() takes several forces: compare(["kent", "essex"], "2017")',
        ),
        (
            lambda: peel.compare([], "2017"),
            peel.InvalidArgumentError,
            "compare() needs at least one force",
        ),
        (
            lambda: peel.history("kent"),
            TypeError,
            "history() needs a question or theme=, and not both; the themes are "
            + ", ".join(peel.themes()),
        ),
    ],
)
def test_what_a_question_lacks_is_said_and_no_more(
    ask: Callable[[], object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("ask", "signature"),
    [
        (lambda: peel.comparability("2016", "2017", "kent"), "comparability("),
        (lambda: peel.changes("2016", "2017", force="efficiency"), "changes("),
        (lambda: peel.distribution("2017", "kent"), "distribution("),
        (lambda: peel.compare(["kent"], "essex"), "compare("),
        (lambda: peel.history("kent", theme="essex"), "history(force, theme=…);"),
        (lambda: peel.judgements(theme="essex"), "a filter theme=…;"),
    ],
)
def test_a_name_in_the_wrong_place_is_told_how_it_is_asked(
    ask: Callable[[], object], signature: str
) -> None:
    with pytest.raises(peel.UnknownNameError) as caught:
        ask()
    assert f"is expected here: {signature}" in str(caught.value)


def test_a_theme_and_a_question_in_each_others_place_are_told_whole() -> None:
    said, _ = message_and_name(lambda: peel.question("2017", "stop-and-search"))
    listed = "peel.questions('2017') lists what PEEL 2017 asks"
    assert said == f"no question is called 'stop-and-search'; it is a theme; {listed}"
    tables, key = all_rows(peel.bundled()), ("2017", "efficiency.planning")
    other = with_cells(tables["questions"][key], "questions", theme="foresight")
    tables["questions"][key] = other
    for record, themes in (
        (peel.bundled(), "'planning'"),
        (made_of(tables), "'planning' and 'foresight'"),
    ):
        said, _ = message_and_name(lambda of=record: of.judgements(theme=key[1]))
        expected = f"no theme is called '{key[1]}'; it is a question of the theme {themes}; there"
        assert said.startswith(expected)
    with pytest.raises(TypeError, match=r"^a theme is given as text, not as int; there are: "):
        peel.judgements(theme=3)  # type: ignore[arg-type]


def test_only_what_is_like_a_theme_is_taken_for_one() -> None:
    listed = "peel.forces() lists all 43"
    word = "a theme is asked for by its word, theme=…; nearest: 'leadership'"
    asked = message_and_name(lambda: peel.latest("leadershap"))
    assert asked == (f"no force is called 'leadershap'; {word}; {listed}", "leadershap")
    asked = message_and_name(lambda: peel.latest("zzzzq"))
    assert asked == (f"no force is called 'zzzzq'; {listed}", "zzzzq")


def test_a_table_in_the_place_of_a_filter_is_told_whole() -> None:
    said = "^a filter takes one value or several; give the keys or the values of the dict$"
    with pytest.raises(TypeError, match=said):
        peel.judgements(force={"kent": 1})


def test_words_that_are_not_in_a_vocabulary_say_which_it_is() -> None:
    with pytest.raises(
        peel.InvalidArgumentError, match=r"^on_incomparable is 'flag' or 'raise', not 'no'$"
    ):
        peel.change("kent", "efficiency", "2016", "2017", on_incomparable="no")  # type: ignore[arg-type]
    with pytest.raises(peel.UnknownNameError, match=r"^no table is called 'force'"):
        peel.bundled().rows("force")
