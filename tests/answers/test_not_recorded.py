"""What the error of a cell that nobody has found tells instead, and nothing that is not so."""

from __future__ import annotations

import pickle

import pytest

import peel
from tests.made import Key, all_rows, made_of, with_cells

CELL = ("kent", "2017", "effectiveness.investigating-crime")
PILLAR = ("kent", "2017", "effectiveness")
NOBODY = "not recorded: nobody has found this grade yet"


def without(*cells: Key) -> peel.Dataset:
    """The record that ships without these cells."""
    tables = all_rows(peel.bundled())
    for cell in cells:
        del tables["judgements"][cell]
    return made_of(tables)


def said(record: peel.Dataset, cell: tuple[str, str, str]) -> str:
    """The message of the error, without the name of the cell and the address at its end."""
    with pytest.raises(peel.NotRecordedError) as caught:
        record.judgement(*cell)
    asked = f"{peel.force(cell[0]).name}, {peel.cycle(cell[1]).label}, "
    phrase = peel.question(cell[1], cell[2]).phrase
    message, _, address = str(caught.value).rpartition("; ")
    assert ": http" in address
    return message.removeprefix(f"{asked}{phrase}: ")


def grades_for(theme: str, *, without: str) -> str:
    """The grades of Kent for a theme in words, but for those of a cycle."""
    found = [
        f"{item.cycle.label} {item.grade_text}"
        for item in peel.judgements(force="kent", theme=theme)
        if item.cycle.id != without
    ]
    assert len(found) > 1
    return f"recorded for {theme}: {', '.join(found)}"


def test_of_a_cell_of_which_nothing_else_is_known_nothing_else_is_said() -> None:
    tables = all_rows(peel.bundled())
    tables["judgements"] = {
        key: row for key, row in tables["judgements"].items() if "kent" not in key
    }
    tables["inspections"].pop(("kent", "2017"))
    none = "not recorded: no inspection of Kent Police in PEEL 2017 is recorded"
    assert said(made_of(tables), CELL) == none


def test_the_pillar_and_the_neighbours_of_a_cell_are_told() -> None:
    pillar = peel.judgement(*PILLAR)
    assert said(without(CELL), CELL) == (
        f"{NOBODY}; its pillar, effectiveness, is {pillar.grade_text}; "
        f"{grades_for('investigating-crime', without='2017')}"
    )


def test_a_pillar_does_not_stand_for_itself() -> None:
    neighbours = grades_for("effectiveness", without="2017")
    assert said(without(PILLAR), PILLAR) == f"{NOBODY}; {neighbours}"


def test_a_pillar_without_a_grade_is_not_told() -> None:
    neighbours = grades_for("investigating-crime", without="2017")
    assert said(without(CELL, PILLAR), CELL) == f"{NOBODY}; {neighbours}"
    tables = all_rows(without(CELL))
    ungraded = {"grade": "", "basis": "not-graded", "carried_from": ""}
    tables["judgements"][PILLAR] = with_cells(
        tables["judgements"][PILLAR], "judgements", **ungraded
    )
    assert said(made_of(tables), CELL) == f"{NOBODY}; {neighbours}"


def test_a_question_of_some_forces_says_so_and_what_the_report_has() -> None:
    cell = ("kent", "2021-22", "supporting-victims")
    of_some = "not recorded: graded for some forces only, and the record does not say whether this one was"
    inspection = peel.inspection("kent", "2021-22")
    counts = inspection.counts_text
    assert said(peel.bundled(), cell) == (f"{of_some}; the published count of areas is {counts}")
    tables = all_rows(peel.bundled())
    del tables["inspections"]["kent", "2021-22"]
    assert said(made_of(tables), cell) == of_some


def test_the_error_knows_what_was_asked_and_what_is_known_of_it() -> None:
    for row in peel.bundled().cells(cycle=["2017", "2023-25"]):
        assert row.question is not None
        cell = (row.force.id, row.cycle.id, row.question.id)
        if row.status == "recorded":
            continue
        with pytest.raises(peel.NoGradeError) as caught:
            peel.grade(*cell)
        error = caught.value
        assert (error.force, error.cycle, error.question, error.status) == (*cell, row.status)
        assert isinstance(error, peel.NotGradedError) == (row.status == "not graded")
        again = pickle.loads(pickle.dumps(error))  # noqa: S301
        assert (str(again), vars(again)) == (str(error), vars(error))


def test_what_was_not_asked_in_particular_is_none() -> None:
    with pytest.raises(peel.NoGradeError) as caught:
        peel.distribution("2014", "effectiveness")
    assert (caught.value.force, caught.value.cycle) == (None, "2014")
    with pytest.raises(peel.NoGradeError) as caught:
        peel.inspection("kent", "2025-27")
    assert (caught.value.question, caught.value.status) == (None, "unknown")
    with pytest.raises(peel.NotRecordedError) as none:
        peel.question("2025-27", "xyzzy")
    assert (none.value.cycle, none.value.status) == ("2025-27", "unknown")


def test_of_an_older_cycle_nothing_is_said_of_newer_reports() -> None:
    newest = peel.cycles()[-1].title
    with pytest.raises(peel.NotRecordedError) as caught:
        peel.judgement("kent", newest, "xyzzy")
    assert f"lists those; {newest}: reports have been published; none on" in str(caught.value)
    with pytest.raises(peel.NotRecordedError) as caught:
        peel.judgement("kent", "2014", "xyzzy")
    assert str(caught.value).endswith("peel.questions('2014') lists those")
    tables = all_rows(peel.bundled())
    for name in ("inspections", "judgements"):
        tables[name] = {key: row for key, row in tables[name].items() if key[:2] != CELL[:2]}
    with pytest.raises(peel.NotRecordedError) as caught:
        made_of(tables).inspection("kent", "2017")
    assert str(caught.value) == "no inspection of Kent Police in PEEL 2017 is recorded"


def test_the_page_that_is_named_is_on_the_same_pillar() -> None:
    cell = ("kent", "2017", "legitimacy.ethics")
    tables = all_rows(without(cell))
    page = peel.source("hmicfrs-peel-2017-kent-legitimacy")
    for key, row in tables["judgements"].items():
        if key[:2] == cell[:2] and key[2].startswith("legitimacy"):
            tables["judgements"][key] = with_cells(row, "judgements", sources=page.id)
    with pytest.raises(peel.NotRecordedError) as caught:
        made_of(tables).judgement(*cell)
    assert str(caught.value).endswith(f"; the inspectorate on the same pillar: {page.url}")
