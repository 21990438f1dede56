"""A cycle may have more questions than are recorded: no answer about it says that all is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

import peel
from peel import _dataset
from peel._cli.commands import main
from tests.made import all_rows, made_of, with_cells

NEWEST = "2025-27"
AREAS = {"leadership": "good", "second": "adequate", "third": "inadequate"}

Ask = Callable[[peel.Dataset], Any]

ASKED: dict[str, Ask] = {
    "compare": lambda record: record.compare(["kent"], NEWEST),
    "coverage": lambda record: record.coverage("kent"),
    "judgements": lambda record: record.judgements(force="kent", cycle=NEWEST),
    "cells": lambda record: record.cells(force="kent", cycle=[NEWEST, "2017"]),
    "latest": lambda record: record.latest("kent"),
}
LACKING = f"{peel.cycle(NEWEST).title} may have more questions than are recorded"


@pytest.fixture(scope="module")
def first_report() -> peel.Dataset:
    """The record with a first report of the newest cycle: three grades, a count of four."""
    tables = all_rows(peel.bundled())
    report, old = ("kent", NEWEST), ("kent", "2023-25")
    counts = {"good": "1", "adequate": "2", "inadequate": "1", "requires_improvement": "0"}
    counts["counts_note"] = ""
    row = tables["inspections"][old]
    tables["inspections"][report] = with_cells(row, "inspections", cycle=NEWEST, **counts)
    asked = tables["questions"]["2023-25", "preventing-crime"]
    graded = next(row for key, row in tables["judgements"].items() if key[1] == "2023-25")
    for name in ("questions", "judgements"):
        tables[name] = {key: row for key, row in tables[name].items() if NEWEST not in key[:2]}
    for area, grade in AREAS.items():
        key = (NEWEST, area)
        tables["questions"][key] = with_cells(
            asked, "questions", cycle=NEWEST, question=area, label=area, theme=area
        )
        of = {"force": "kent", "cycle": NEWEST, "question": area, "grade": grade}
        tables["judgements"]["kent", *key] = with_cells(graded, "judgements", **of)
    return made_of(tables)


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_an_answer_says_it(ask: Ask, first_report: peel.Dataset) -> None:
    answer = ask(first_report)
    assert answer.notes.count(LACKING) == 1
    assert LACKING in answer._repr_html_()


def test_the_page_of_an_inspection_says_it(first_report: peel.Dataset) -> None:
    page = first_report.inspection("kent", NEWEST)._repr_html_()
    assert (
        f"published count of 4 areas: {first_report.inspection('kent', NEWEST).counts_text}" in page
    )
    assert LACKING in page
    assert "may have more questions" not in first_report.inspection("kent", "2023-25")._repr_html_()


@pytest.mark.parametrize(("force", "cycle"), [("kent", NEWEST), ("dorset", "2014")])
def test_no_picture_says_that_all_grades_are_recorded(
    force: str, cycle: str, first_report: peel.Dataset
) -> None:
    pytest.importorskip("matplotlib")
    from peel import plot
    from tests.plot.reading import notes, subtitle

    comparison = first_report.compare([force], cycle)
    ax = plot.heatmap(comparison)
    known = len([item for item in comparison.judgements if item.question.graded == "always"])
    assert f"{known} grades are recorded." in subtitle(ax)
    assert "All" not in subtitle(ax)
    assert f"{comparison.cycle.title} may have more questions than are recorded." in notes(ax)


def test_the_screen_says_it_with_the_published_count(
    first_report: peel.Dataset, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(_dataset._shipped, "record", first_report)
    assert main(["show", "kent"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert f"published count: {first_report.inspection('kent', NEWEST).counts_text}" in text
    assert f"{LACKING}." in text
    assert main(["compare", "kent", "--cycle", NEWEST, "--json"]) == 0
    assert LACKING in json.loads(capsys.readouterr().out)["notes"]


@pytest.mark.parametrize("cycles", [("2014", "2015"), ("2023-25", NEWEST)])
def test_changes_from_or_to_such_a_cycle_say_it(cycles: tuple[str, str]) -> None:
    (of,) = [cycle for cycle in map(peel.cycle, cycles) if not cycle.questions_complete]
    said = f"{of.title} may have more questions than are recorded"
    assert said in peel.changes(*cycles, force="kent").notes


def test_coverage_says_nothing_of_a_cycle_that_had_not_begun() -> None:
    begun = peel.cycle(NEWEST).framework_source
    assert begun is not None
    day = peel.source(begun).published
    assert day is not None
    assert LACKING in peel.as_of(day).coverage("kent").notes
    assert LACKING not in peel.as_of(day - dt.timedelta(days=1)).coverage("kent").notes
