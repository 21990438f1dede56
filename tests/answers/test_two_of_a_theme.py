"""A cycle that asks two questions on one theme: `latest` is as sure of it as of both."""

from __future__ import annotations

from pathlib import Path

import pytest

import peel
from tests.made import all_rows, made_of, with_cells, write_tables

ONE, OTHER = "preventing-crime", "prevention-online"


def _asking_two(
    directory: Path, graded: str, grade: str, forces: tuple[str, ...] = ("kent",)
) -> peel.Dataset:
    """The record with two questions on one theme in the newest cycle, one known of *forces*."""
    source = "own,inspectorate,HMICFRS,,Kent,https://example.org/kent,2026-03-12"
    basis, note = ("stated", "") if grade else ("not-graded", "not inspected")
    questions = [
        f"2025-27,{name},area,,preventing-crime,{name.capitalize()},,{graded}"
        for name in (ONE, OTHER)
    ]
    rows = [
        f"{force},2025-27,{ONE},{grade},{basis},,2026-03-12,exact,,PEEL,own,,{note}"
        for force in forces
    ]
    tables = {"sources": [source], "questions": questions, "judgements": rows}
    return peel.bundled().extend(write_tables(directory / "own", tables))


@pytest.mark.parametrize(
    ("graded", "known"), [("always", "not recorded"), ("some", "not known whether graded")]
)
def test_a_grade_for_one_says_what_is_known_of_the_other(
    tmp_path: Path, graded: str, known: str
) -> None:
    record = _asking_two(tmp_path, graded, "good")
    alone = record.latest("kent", theme="preventing-crime")
    said = f"Prevention-online (PEEL 2025–2027), of the same theme: {known} for Kent Police"
    assert said in alone.notes
    assert said in record.latest(theme="preventing-crime").notes
    assert [item.question.id for item in alone] == [ONE]
    whole = record.latest("kent")
    assert OTHER in {item.id for item in whole.left_out.get(f"{known}", ())}
    of_theme = [old for old in whole.superseded if old.judgement.question.theme == ONE]
    assert list(alone.superseded) == of_theme


def test_forces_that_lack_the_same_grade_are_counted(tmp_path: Path) -> None:
    latest = _asking_two(tmp_path, "some", "good", ("essex", "kent")).latest(theme=ONE)
    beside = [note for note in latest.notes if ", of the same theme: " in note]
    assert beside == [
        "Prevention-online (PEEL 2025–2027), of the same theme: "
        "not known whether graded for 2 forces"
    ]


def test_why_neither_of_two_was_graded_is_said_of_each() -> None:
    tables, asked = all_rows(peel.bundled()), ("2023-25", "crime-data-integrity")
    other = {"question": "crime-data-integrity.audit"}
    row = with_cells(tables["questions"][asked], "questions", **other)
    tables["questions"][asked[0], other["question"]] = row
    force = "avon-and-somerset"
    row = with_cells(tables["judgements"][force, *asked], "judgements", **other, note="no audit")
    tables["judgements"][force, asked[0], other["question"]] = row
    (old,) = made_of(tables).latest(force, theme=asked[1]).superseded
    why = peel.judgement(force, *asked).note
    assert old.reason == f"not graded in the newer inspection ({why}) (no audit)"


def test_a_theme_is_not_graded_only_if_neither_question_was(tmp_path: Path) -> None:
    latest = _asking_two(tmp_path, "some", "").latest("kent", theme="preventing-crime")
    assert [force.id for force in latest.unknown] == ["kent"]
    assert latest.not_graded == ()
    assert {old.kind for old in latest.superseded} == {"unknown"}
