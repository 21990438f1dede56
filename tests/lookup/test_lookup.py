"""Forces, cycles, questions and themes by what people call them; everything else is an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import peel


@pytest.mark.parametrize(
    ("asked", "force"),
    [
        ("leicestershire", "leicestershire"),
        ("Leicestershire Police", "leicestershire"),
        ("LEICESTERSHIRE", "leicestershire"),
        ("  leicestershire ", "leicestershire"),
        ("Leicestershire Constabulary", "leicestershire"),
        ("E23000021", "leicestershire"),
        ("e23000021", "leicestershire"),
        ("Avon & Somerset", "avon-and-somerset"),
        ("avon and somerset", "avon-and-somerset"),
        ("Dyfed–Powys", "dyfed-powys"),
        ("GMP", "greater-manchester"),
        ("gmp", "greater-manchester"),
        ("the Met", "metropolitan"),
        ("Metropolitan", "metropolitan"),
        ("London, City of", "city-of-london"),
        ("Hampshire Constabulary", "hampshire"),
        ("Hampshire and Isle of Wight", "hampshire"),
        ("west midlands", "west-midlands"),
    ],
)
def test_forces(asked: str, force: str) -> None:
    assert peel.force(asked).id == force


#: Aliases of two forces each.
SHARED = {"WMP": ("west-mercia", "west-midlands"), "London": ("city-of-london", "metropolitan")}


@pytest.mark.parametrize("alias", SHARED)
def test_an_alias_of_two_forces_is_an_error_that_names_both(alias: str) -> None:
    for asked in (alias, alias.lower()):
        with pytest.raises(peel.UnknownForceError) as caught:
            peel.force(asked)
        assert caught.value.nearest == SHARED[alias]
        assert all(force in str(caught.value) for force in SHARED[alias])


def test_every_force_is_found_by_everything_that_names_it() -> None:
    for force in peel.forces():
        for asked in (force.id, *force.spellings, force.name.upper(), force):
            if asked not in SHARED:
                assert peel.force(asked) is force


def test_a_force_that_does_not_exist() -> None:
    with pytest.raises(peel.UnknownForceError) as caught:
        peel.force("Lecestershire")
    assert caught.value.asked == "Lecestershire"
    assert caught.value.nearest[0] == "leicestershire"
    assert "'leicestershire'" in str(caught.value)
    assert "peel.forces() lists all 43" in str(caught.value)


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_blanks_are_errors_never_everything(blank: str) -> None:
    with pytest.raises(peel.UnknownForceError, match="blank"):
        peel.force(blank)
    with pytest.raises(peel.UnknownCycleError, match="blank"):
        peel.cycle(blank)
    with pytest.raises(peel.UnknownQuestionError, match="blank"):
        peel.question("2017", blank)
    with pytest.raises(peel.UnknownQuestionError, match="blank"):
        peel.question("2014", blank)
    with pytest.raises(peel.UnknownThemeError, match="blank"):
        peel.judgements(theme=blank)
    with pytest.raises(peel.UnknownNameError, match="blank"):
        peel.source(blank)


@pytest.mark.parametrize("wrong", [None, 3.5, b"kent", ["kent"], object(), True])
def test_wrong_types_are_type_errors(wrong: object) -> None:
    for look_up in (
        peel.force,
        peel.cycle,
        peel.source,
        lambda asked: peel.question("2017", asked),
        lambda asked: peel.grade(asked, "2017", "efficiency"),
        lambda asked: peel.grade("kent", asked, "efficiency"),
        lambda asked: peel.grade("kent", "2017", asked),
        lambda asked: peel.change("kent", asked, "2016", "2017"),
    ):
        with pytest.raises(TypeError, match=r"is given as text|is expected"):
            look_up(wrong)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("asked", "cycle"),
    [
        ("2017", "2017"),
        (2017, "2017"),
        ("PEEL 2017", "2017"),
        ("peel 2017", "2017"),
        ("2018-19", "2018-19"),
        ("2018/19", "2018-19"),
        ("2018–19", "2018-19"),
        ("2018/2019", "2018-19"),
        ("PEEL 2018/19", "2018-19"),
        ("2023-2025", "2023-25"),
        ("PEEL 2023–2025", "2023-25"),
        ("PEEL 2023-2025", "2023-25"),
        ("2023/25", "2023-25"),
        ("2018", "2018-19"),
        (2018, "2018-19"),
        ("PEEL 2018", "2018-19"),
        ("peel-2018", "2018-19"),
        *((f"2018{between}19", "2018-19") for between in "-/–—_ ‑−／"),
        ("2018 / 19", "2018-19"),
        ("PEEL 2018/19.", "2018-19"),
        ("(PEEL: 2018-19)", "2018-19"),
    ],
)
def test_cycles(asked: str | int, cycle: str) -> None:
    assert peel.cycle(asked).id == cycle
    assert peel.cycle(peel.cycle(asked)).id == cycle


@pytest.mark.parametrize("asked", ["2019", 2021, "2022", 2023, "PEEL 2024", 2025])
def test_another_year_within_a_longer_cycle_names_none(asked: str | int) -> None:
    with pytest.raises(peel.UnknownCycleError, match=r"is part of 20.*: give the whole cycle;"):
        peel.cycle(asked)


def test_the_numbers_of_numpy_and_pandas_are_years() -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    years = pandas.Series([2016, 2017])
    for year in (numpy.int64(2017), numpy.uint16(2017), years.iloc[1], years.to_numpy()[1]):
        assert peel.cycle(year).id == "2017"
        assert peel.grade("kent", year, "efficiency") is peel.grade("kent", 2017, "efficiency")
        with pytest.raises(peel.UnknownQuestionError, match="'2017' is a cycle"):
            peel.grade("kent", "2017", year)
    assert peel.judgements(cycle=years.unique()) == peel.judgements(cycle=["2016", "2017"])
    for wrong in (numpy.True_, numpy.float64(2017), numpy.array([2017, 2016]), True):
        with pytest.raises(TypeError, match=r"as text, a whole number \(2017, not 2017\.0\) or a"):
            peel.cycle(wrong)


@pytest.mark.parametrize("asked", ["2019/20", "2020", "1066", "9" * 5000, "PEEL"])
def test_unknown_cycles_list_what_there_is(asked: str) -> None:
    with pytest.raises(peel.UnknownCycleError, match="2014, 2015, 2016, 2017, 2018-19"):
        peel.cycle(asked)


@pytest.mark.parametrize(
    ("cycle", "asked", "question"),
    [
        ("2017", "efficiency", "efficiency"),
        ("2017", "Efficiency", "efficiency"),
        ("2017", "efficiency.understanding-demand", "efficiency.understanding-demand"),
        ("2017", "understanding-demand", "efficiency.understanding-demand"),
        ("2017", "Understanding demand", "efficiency.understanding-demand"),
        ("2018-19", "Using resources to meet demand", "efficiency.meeting-demand"),
        ("2023-25", "investigating crime", "investigating-crime"),
    ],
)
def test_questions(cycle: str, asked: str, question: str) -> None:
    found = peel.question(cycle, asked)
    assert found.id == question
    assert peel.question(cycle, found) is found


def test_a_question_of_another_cycle_says_where_it_stands() -> None:
    with pytest.raises(peel.UnknownQuestionError, match="2016, 2017, not of 2018-19") as caught:
        peel.question("2018-19", "using-resources")
    assert "of the same theme in 2018-19: efficiency.meeting-demand" in str(caught.value)


def test_a_near_miss_gets_the_nearest_question() -> None:
    with pytest.raises(peel.UnknownQuestionError) as caught:
        peel.question("2017", "understanding-demnd")
    assert caught.value.nearest == ("efficiency.understanding-demand",)


@pytest.mark.parametrize("cycle", ["2014", "2025-27"])
@pytest.mark.usefixtures("asked_with_gaps")
def test_an_unknown_question_of_an_incomplete_cycle_is_not_recorded(cycle: str) -> None:
    with pytest.raises(peel.NotRecordedError, match="more questions than are recorded"):
        peel.grade("kent", cycle, "investigating-crime")


def test_a_cycle_where_a_question_belongs_is_told_so_with_the_signature() -> None:
    with pytest.raises(
        peel.UnknownQuestionError, match=r"'2014' is a cycle.*change\(force, question"
    ):
        peel.change("kent", "2014", "2016", "2017")
    with pytest.raises(
        peel.UnknownCycleError, match=r"'efficiency'; it is a question.*change\(force, question"
    ):
        peel.change("kent", "2016", "2017", "efficiency")
    with pytest.raises(
        peel.UnknownQuestionError, match=r"'2017' is a cycle.*\(force, cycle, question\)"
    ):
        peel.grade("kent", "2017", "2017")
    with pytest.raises(
        peel.UnknownCycleError, match=r"it is a question.*\(force, cycle, question\)"
    ):
        peel.grade("kent", "efficiency", "2017")


def test_themes() -> None:
    asked = {question.theme for cycle in peel.cycles() for question in peel.questions(cycle)}
    assert sorted(peel.themes()) == sorted(asked)
    with pytest.raises(peel.UnknownThemeError, match="investigating-crime"):
        peel.history("kent", theme="investigating-crimes")


def test_sources() -> None:
    first = peel.sources()[0]
    assert peel.source(first) is peel.source(first.id) is first
    with pytest.raises(peel.UnknownNameError) as caught:
        peel.source("hmicfrs-peel-2018-kent-effectivenes")
    assert "hmicfrs-peel-2018-kent-effectiveness" in caught.value.nearest


def test_errors_are_the_built_in_errors_too_and_pickle() -> None:
    import pickle

    with pytest.raises(LookupError) as caught:
        peel.force("Lecestershire")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (str(copy), copy.asked, copy.nearest) == (
        str(caught.value),
        caught.value.asked,
        caught.value.nearest,
    )
    assert not isinstance(caught.value, KeyError)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda: peel.grade("2017", "kent", "efficiency"),
            "it is a cycle, but a force is expected",
        ),
        (
            lambda: peel.history("efficiency", "kent"),
            "a question and a theme, but a force is expected here: his",
        ),
        (
            lambda: peel.inspection("kent", "efficiency"),
            "expected here: inspection\\(force, cycle\\)",
        ),
        (lambda: peel.questions("kent"), "it is a force, but a cycle is expected here: questions"),
        (lambda: peel.question("2017", "kent"), "it is a force, but a question is expected here"),
        (lambda: peel.distribution("2014", "kent"), "it is a force, but a question is expected"),
        (
            lambda: peel.compare(["2017"], "kent"),
            "it is a cycle, but a force is expected here: comp",
        ),
    ],
)
def test_what_stands_in_the_wrong_place_is_told_so(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(peel.UnknownNameError, match=said):
        ask()


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("Devon", "devon-and-cornwall"),
        ("Kent County Council", "kent"),
        ("West Midl", "west-midlands"),
    ],
)
def test_part_of_a_name_leads_to_it(asked: str, nearest: str) -> None:
    with pytest.raises(peel.UnknownForceError) as caught:
        peel.force(asked)
    assert caught.value.nearest[0] == nearest


def test_a_year_within_a_cycle_of_several_leads_to_it() -> None:
    for asked in ("2024", 2024, "PEEL 2024"):
        with pytest.raises(peel.UnknownCycleError, match="2024 is part of 2023-25"):
            peel.cycle(asked)


def test_a_question_of_other_cycles_leads_to_its_like() -> None:
    with pytest.raises(
        peel.UnknownQuestionError, match="nearest in 2023-25: leadership-and-force-management"
    ):
        peel.question("2023-25", "leadership")


@pytest.mark.parametrize("cycle", ["2016", 2016, peel.cycle("2016")])
def test_a_cycle_in_any_form_is_no_question(cycle: object) -> None:
    for ask in (
        lambda: peel.distribution("2017", cycle),  # type: ignore[arg-type]
        lambda: peel.change("kent", cycle, "2016", "2017"),  # type: ignore[arg-type]
        lambda: peel.grade("kent", "2017", cycle),  # type: ignore[arg-type]
        lambda: peel.history("kent", cycle),  # type: ignore[arg-type]
        lambda: peel.judgements(question=cycle),  # type: ignore[arg-type]
    ):
        with pytest.raises(peel.UnknownQuestionError, match="'2016' is a cycle, but a question is"):
            ask()


def test_the_signature_is_that_of_the_function_that_was_asked() -> None:
    with pytest.raises(peel.UnknownQuestionError, match=r"here: grade\(force, cycle, question\)"):
        peel.grade("kent", "2017", "2016")
    with pytest.raises(peel.UnknownQuestionError, match=r"here: history\(force, question\)"):
        peel.history("kent", "2017")


def test_a_name_that_is_ambiguous_in_one_cycle_is_not_left_out(tmp_path: Path) -> None:
    row = "2017,legitimacy.planning,question,legitimacy,planning,Another plan,,always"
    header = "cycle,question,kind,pillar,theme,label,wording,graded"
    (tmp_path / "questions.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    record = peel.bundled().extend(tmp_path)
    for ask in (record.history, lambda _, name: record.judgements(question=name)):
        with pytest.raises(peel.UnknownQuestionError, match="names several questions"):
            ask("kent", "planning")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: peel.judgements(question="nope", cycle=[]),
        lambda: peel.judgements(question="nope", scale=[]),
        lambda: peel.judgements(question="nope", cycle="2017", scale="five-tier"),
        lambda: peel.tallies(question="nope", cycle=[]),
        lambda: peel.judgements(question="nope"),
    ],
)
def test_an_unknown_value_is_an_error_even_where_nothing_is_left(ask: Callable[[], object]) -> None:
    with pytest.raises(peel.UnknownQuestionError, match=r"peel\.questions\(cycle\) lists"):
        ask()


def test_a_known_question_where_nothing_is_left_is_no_result() -> None:
    assert peel.judgements(question="efficiency", cycle=[]) == ()
    with pytest.raises(peel.UnknownQuestionError, match=r"of 2014, .*, not of 2021-22, 2023-25;"):
        peel.judgements(question="efficiency", cycle=["2021-22", "2023-25"])


@pytest.mark.parametrize("year", [-2017, -1, 10**12, 99999])
def test_a_number_that_is_no_year_is_no_cycle(year: int) -> None:
    with pytest.raises(peel.UnknownCycleError):
        peel.cycle(year)


def test_the_nearest_grade_is_named() -> None:
    with pytest.raises(peel.UnknownGradeError, match="nearest: 'adequate'"):
        peel.FIVE_TIER.parse("adequit")
    with pytest.raises(TypeError, match="an evidence level is given as text"):
        peel.judgements(evidence=3)  # type: ignore[arg-type]


def test_a_filter_on_one_cycle_answers_as_a_look_up_there() -> None:
    with pytest.raises(peel.UnknownQuestionError, match=r"peel\.questions\('2017'\) lists"):
        peel.judgements(question="nope", cycle="2017")
    with pytest.raises(peel.NotRecordedError, match="PEEL 2014, which may have more questions"):
        peel.judgements(question="nope", cycle="2014")


@pytest.mark.parametrize(
    "ask",
    [
        peel.force,
        peel.cycle,
        peel.source,
        lambda asked: peel.question("2017", asked),
        lambda asked: peel.grade("kent", "2017", asked),
        lambda asked: peel.history("kent", asked),
        lambda asked: peel.change("kent", asked, "2016", "2017"),
        lambda asked: peel.judgements(scale=asked),
        lambda asked: peel.judgements(grade=asked, scale="four-tier"),
        lambda asked: peel.findings(question=asked),
        lambda asked: peel.latest(theme=asked),
        lambda asked: peel.coverage()[asked, "efficiency"],
        lambda asked: peel.compare(["kent"], "2017")[asked, "efficiency"],
    ],
)
def test_what_only_looks_like_a_record_is_none(ask: Callable[[Any], object]) -> None:
    for name in ("kent", "2017", "efficiency", "good", "four-tier", peel.sources()[0].id):
        with pytest.raises(TypeError, match="is given as text"):
            ask(SimpleNamespace(id=name, key=name, scale="four-tier"))
