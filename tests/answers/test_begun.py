"""A cycle has begun, and nothing of it is recorded: each answer about it says so, in one wording."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

import peel
import peel.plot
from peel._about import NEWEST_CYCLE
from peel._cli.commands import main
from peel._records.sources import INSPECTORATE
from tests.made import all_rows, made_of, with_cells

BEGUN = "2025-27"
AREA = "leadership-and-force-management"
SAID = "PEEL 2025–2027: reports have been published; "
THEN = "PEEL 2025–2027: reports may have been published by then; "

Ask = Callable[[peel.Dataset], Any]

ANSWERS: dict[str, Ask] = {
    "distribution": lambda record: record.distribution(BEGUN, AREA),
    "compare": lambda record: record.compare(["kent", "essex"], BEGUN),
    "coverage": lambda record: record.coverage("kent"),
    "history": lambda record: record.history("kent", AREA),
    "latest": lambda record: record.latest("kent"),
    "changes": lambda record: record.changes("2023-25", BEGUN, AREA),
    "changes of a force": lambda record: record.changes("2023-25", BEGUN, force="kent"),
    "findings": lambda record: record.findings(force="kent", cycle=BEGUN),
}

LISTS: dict[str, Ask] = {
    "inspections": lambda record: record.inspections(cycle=BEGUN),
    "judgements": lambda record: record.judgements(cycle=["2017", BEGUN], force="kent"),
    "region": lambda record: record.judgements(cycle=BEGUN, region="London"),
    "profiles": lambda record: record.profiles(cycle=BEGUN),
    "revisions": lambda record: record.revisions(cycle=BEGUN),
    "tallies": lambda record: record.tallies(cycle=BEGUN),
    "publications": lambda record: record.publications(cycle=BEGUN),
    "cells": lambda record: record.cells(cycle=BEGUN, force="kent"),
}

COMMANDS = (
    f"distribution {BEGUN} {AREA}",
    f"compare kent essex --cycle {BEGUN}",
    "coverage kent",
    "coverage",
    f"history kent {AREA}",
    "latest kent",
    "latest investigating-crime",
)


def notes_of(answer: Any) -> list[str]:
    return [note for note in answer.notes if note.startswith(SAID)]


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_says_it_as_text_html_and_json(ask: Ask, with_gaps: peel.Dataset) -> None:
    answer = ask(with_gaps)
    (note,) = notes_of(answer)
    assert note.endswith(f"recorded; see {INSPECTORATE}")
    assert note in str(answer)
    assert note in answer._repr_html_()
    assert note in json.loads(json.dumps(answer.to_dict()))["notes"]


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
def test_a_list_says_it_where_the_cycle_was_asked_for(ask: Ask, with_gaps: peel.Dataset) -> None:
    records = ask(with_gaps)
    (note,) = notes_of(records)
    assert note in records._repr_html_()


def test_a_list_says_nothing_of_a_cycle_that_nobody_asked_for(with_gaps: peel.Dataset) -> None:
    assert notes_of(with_gaps.judgements(cycle="2017")) == []
    assert with_gaps.inspections(force="kent").notes == ()
    assert with_gaps.judgements(cycle=[]).notes == ()


@pytest.mark.parametrize("ask", (ANSWERS | LISTS).values(), ids=ANSWERS | LISTS)
def test_a_record_as_of_a_day_says_that_there_may_have_been_some(
    ask: Ask, with_gaps: peel.Dataset
) -> None:
    framework = with_gaps.source(with_gaps.cycle(BEGUN).framework_source).published
    for day in (framework, dt.date(2026, 1, 1), with_gaps.edition.complete_on - dt.timedelta(1)):
        (note,) = (note for note in ask(with_gaps.as_of(day)).notes if note.startswith(THEN))
        assert note.endswith(f"recorded; see {INSPECTORATE}")
    before = ask(with_gaps.as_of(framework - dt.timedelta(1)))
    assert not any(": reports " in note for note in before.notes)


def test_the_newest_cycle_with_reports_is_one_of_the_record_and_no_later_one_has_a_grade() -> None:
    cycles = [cycle.id for cycle in peel.cycles()]
    later = cycles[cycles.index(NEWEST_CYCLE) + 1 :]
    assert peel.judgements(cycle=later, scale="any") == ()
    assert peel.inspections(cycle=later) == ()


@pytest.mark.parametrize("complete", ["yes", "no"])
def test_of_an_own_cycle_without_reports_nothing_is_said(
    complete: str, with_gaps: peel.Dataset
) -> None:
    tables = all_rows(with_gaps)
    row = tables["cycles"][BEGUN,]
    names = {"cycle": "2027-29", "title": "PEEL 2027–2029"}
    tables["cycles"]["2027-29",] = with_cells(row, "cycles", questions_complete=complete, **names)
    record = made_of(tables)
    for ask in ANSWERS.values():
        assert notes_of(ask(record)) == notes_of(ask(with_gaps)) != []
    assert record.latest("kent").notes == with_gaps.latest("kent").notes
    with pytest.raises(peel.NotRecordedError) as caught:
        record.inspection("kent", "2027-29")
    assert "published" not in str(caught.value)
    report = {**names, "published": "2028-05-01", "published_precision": "exact"}
    tables["inspections"]["kent", "2027-29"] = with_cells(
        tables["inspections"]["kent", "2023-25"], "inspections", **report
    )
    begun = [note.partition(";")[0] for note in made_of(tables).latest("essex").notes]
    assert ("PEEL 2025–2027: reports have been published" in begun) == (complete == "no")
    assert "PEEL 2027–2029: reports have been published" in begun
    first = {"questions_complete": complete, "first_published": "2028-05-01", **names}
    tables["cycles"]["2027-29",] = with_cells(row, "cycles", **first)
    then = made_of(tables).as_of("2027-01-01").latest("essex").notes
    assert THEN in "".join(then)
    assert "2027–2029" not in "".join(then)


def test_a_record_of_ones_own_cycles_alone_speaks_of_those_that_have_begun() -> None:
    tables = all_rows(peel.bundled())
    newest = tables["cycles"][BEGUN,]
    tables = {
        name: rows if name in ("forces", "scales", "sources") else {}
        for name, rows in tables.items()
    }

    def said(**first_published: str) -> list[str]:
        for cycle, day in first_published.items():
            cells = {"cycle": cycle, "title": cycle, "first_published": day}
            tables["cycles"][cycle,] = with_cells(newest, "cycles", **cells)
        notes = made_of(tables).latest("kent").notes[1:]
        return [note.partition(": reports have been published")[0] for note in notes]

    assert said() == []
    assert said(one="", other="") == []
    assert said(one="2028-05-01") == ["one"]


def test_of_an_older_cycle_that_is_asked_for_it_is_said_until_its_questions_are_known(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    names = {"cycle": "2027-29", "title": "PEEL 2027–2029", "questions_complete": "yes"}
    tables["cycles"]["2027-29",] = with_cells(
        tables["cycles"][BEGUN,], "cycles", first_published="2028-05-01", **names
    )
    newer = made_of(tables)
    for answer in ("compare", "distribution", "changes", "findings"):
        assert notes_of(ANSWERS[answer](newer)) == notes_of(ANSWERS[answer](with_gaps)) != []
    row = tables["cycles"][BEGUN,]
    tables["cycles"][BEGUN,] = with_cells(row, "cycles", questions_complete="yes")
    assert notes_of(ANSWERS["compare"](made_of(tables))) == []


def test_a_record_that_ends_before_speaks_of_its_last_cycle(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    for name in ("cycles", "questions", "comparability"):
        tables[name] = {key: row for key, row in tables[name].items() if BEGUN not in key}
    notes = made_of(tables).compare(["lincolnshire", "kent"], "2023-25").notes
    inspected = {item.force.id for item in made_of(tables).inspections(cycle="2023-25")}
    assert {"lincolnshire", "kent"} <= inspected
    assert notes == ()
    tables["inspections"].pop(("kent", "2023-25"))
    (note,) = made_of(tables).compare(["lincolnshire", "kent"], "2023-25").notes
    assert note.startswith("PEEL 2023–2025: reports have been published; none on 1 of 2 forces")


def test_it_is_said_of_the_forces_of_which_it_is_true(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    row = tables["inspections"]["kent", "2023-25"]
    tables["inspections"]["kent", BEGUN] = with_cells(row, "inspections", cycle=BEGUN)
    record = made_of(tables)
    (both,) = notes_of(record.compare(["kent", "essex"], BEGUN))
    assert both.startswith(f"{SAID}none on 1 of 2 forces is recorded")
    (every,) = notes_of(record.distribution(BEGUN, AREA))
    assert every.startswith(
        f"{SAID}none on {len(peel.forces()) - 1} of {len(peel.forces())} forces"
    )
    assert notes_of(record.coverage("kent")) == []
    assert notes_of(record.coverage("essex")) != []
    (neither,) = notes_of(record.compare(["surrey", "essex"], BEGUN))
    assert neither.startswith(f"{SAID}none on these forces is recorded")


def test_a_list_says_it_of_the_forces_that_were_asked_for(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    row = tables["inspections"]["kent", "2023-25"]
    tables["inspections"]["kent", BEGUN] = with_cells(row, "inspections", cycle=BEGUN)
    record = made_of(tables)
    for ask in (record.inspections, record.revisions, record.profiles, record.judgements):
        (both,) = notes_of(ask(force=["kent", "essex"], cycle=BEGUN))
        assert both.startswith(f"{SAID}none on 1 of 2 forces is recorded")
    (london,) = notes_of(record.judgements(region="London", cycle=BEGUN))
    assert london.startswith(f"{SAID}none on these forces is recorded")


def test_a_timeline_of_a_pillar_that_ended_is_told_without_it(with_gaps: peel.Dataset) -> None:
    assert notes_of(with_gaps.history("kent", "efficiency")) == []
    assert notes_of(with_gaps.history("kent", theme="armed-threats")) == []
    assert notes_of(with_gaps.history("kent", theme="investigating-crime")) != []


def test_findings_of_it_were_not_collected(with_gaps: peel.Dataset) -> None:
    (place,) = with_gaps.findings(force="kent", cycle=BEGUN).not_collected
    assert [item.id for item in place] == ["kent", BEGUN]


@pytest.mark.parametrize(
    "ask",
    [
        lambda record: record.inspection("leicestershire", BEGUN),
        lambda record: record.judgement("leicestershire", BEGUN, AREA),
        lambda record: record.judgement("leicestershire", BEGUN, "investigating-crime"),
        lambda record: record.change("leicestershire", AREA, "2023-25", BEGUN),
    ],
)
def test_an_error_says_it(ask: Ask, with_gaps: peel.Dataset) -> None:
    with pytest.raises(peel.NotRecordedError, match=f"{SAID}none on this force is recorded"):
        ask(with_gaps)


def test_a_question_that_it_may_have_is_told_what_the_theme_has(with_gaps: peel.Dataset) -> None:
    with pytest.raises(peel.NotRecordedError) as caught:
        with_gaps.judgement("leicestershire", BEGUN, "investigating-crime")
    for found in with_gaps.judgements(force="leicestershire", theme="investigating-crime"):
        assert f"{found.cycle.label} {found.grade_text}" in str(caught.value)


@pytest.mark.usefixtures("asked_with_gaps")
@pytest.mark.parametrize("typed", COMMANDS)
def test_a_command_says_it(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed.split()) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert SAID in text
    assert INSPECTORATE in text


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_file_of_it_comes_with_the_note(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["judgements"]):
        assert main(["export", *arguments, "--cycle", BEGUN, "--force", "kent"]) == 0
        assert SAID in capsys.readouterr().err
        assert main(["export", *arguments, "--cycle", "2017", "--force", "kent"]) == 0
        assert SAID not in capsys.readouterr().err


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_force_as_json_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "kent", "--json"]) == 0
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert note.startswith(SAID)


@pytest.mark.parametrize("question", ["judgements", "cells", "inspections", "findings", "profiles"])
def test_filters_that_can_be_read_once_give_the_whole_answer(question: str) -> None:
    ask = getattr(peel.bundled(), question)
    several = ask(force=["kent", "essex"], cycle=["2017", BEGUN])
    once = ask(force=iter(["kent", "essex"]), cycle=iter(["2017", BEGUN]))
    assert notes_of(several)
    assert (once.to_dict() if question == "findings" else [*once, once.notes]) == (
        several.to_dict() if question == "findings" else [*several, several.notes]
    )


def test_a_history_without_entries_says_so_in_the_words_of_latest() -> None:
    before = peel.as_of("2014-01-01")
    history = before.history("kent", "efficiency")
    assert history.entries == ()
    assert str(history) == before.latest("kent").notes[0]
    assert history.to_dict()["notes"] == [str(history)]
    later = peel.as_of("2016-12-31").history("kent", "supporting-victims")
    assert later.entries == ()
    assert str(later) == "nothing is recorded for this force on supporting victims"
