"""Wherever a grade is said to be revised, the grade that was published first and the reason are."""

from __future__ import annotations

import json

import pytest

import peel
from peel.__main__ import main
from tests.made import again, all_rows, made_of, with_cells

REVISIONS = peel.revisions()


def _judgement(revision: peel.Revision) -> peel.Judgement:
    return peel.judgement(revision.force, revision.cycle, revision.question)


@pytest.mark.parametrize("revision", REVISIONS, ids=str)
def test_a_revised_judgement_has_its_revisions(revision: peel.Revision) -> None:
    judgement = _judgement(revision)
    assert revision in judgement.revisions
    assert judgement.revisions[-1].date == judgement.revised
    assert judgement.revisions[-1].after == judgement.grade
    assert again(judgement) == judgement
    same = peel.judgements(force=revision.force, cycle=revision.cycle)
    assert judgement in same
    assert {item.revisions for item in same if item.revised is None} == {()}


@pytest.mark.parametrize("revision", REVISIONS, ids=str)
def test_every_door_names_the_first_grade_and_the_reason(
    revision: peel.Revision, capsys: pytest.CaptureFixture[str]
) -> None:
    judgement, first = _judgement(revision), revision.before.label.lower()
    force, cycle = revision.force.id, revision.cycle.id
    history = peel.history(revision.force, theme=revision.question.theme)
    assert f"from {first}" in str(judgement)
    assert f"from {first}" in str(history)
    told = [judgement._repr_html_(), json.dumps(judgement.to_dict()), *judgement.caveats]
    told += [json.dumps(history.to_dict())]
    for arguments in (
        ["show", force, "--cycle", cycle],
        ["show", force, "--all"],
        ["history", force, revision.question.theme],
        ["export", "--force", force],
    ):
        assert main(arguments) == 0
        told.append(" ".join(capsys.readouterr().out.split()))
    for text in told:
        assert f"from {first}" in text
        assert revision.reason in text


@pytest.mark.parametrize("revision", REVISIONS, ids=str)
def test_a_sentence_does_not_say_that_the_revised_grade_was_published_first(
    revision: peel.Revision,
) -> None:
    judgement = _judgement(revision)
    first, now = revision.before.label.lower(), judgement.grade_text
    assert f" as {first} and revised on " in judgement.sentence
    assert judgement.sentence.endswith(f"revised because {revision.reason}.")
    before = peel.as_of("2024-08-07").judgement(
        judgement.force, judgement.cycle, judgement.question
    )
    assert before.revisions == ()
    assert now not in before.sentence
    assert "revised" not in before.sentence


def test_a_revision_that_is_not_recorded_is_not_made_up() -> None:
    tables = all_rows(peel.bundled())
    tables["revisions"] = {}
    cell = REVISIONS[0].force, REVISIONS[0].cycle, REVISIONS[0].question.id
    judgement = made_of(tables).judgement(*cell)
    assert judgement.revised == REVISIONS[0].date
    assert "and revised on 8 August 2024 to this grade." in judgement.sentence
    assert "revised on 8 August 2024;" in str(judgement)


def test_a_sentence_of_an_unknown_day_says_that_the_grade_was_revised() -> None:
    tables = all_rows(peel.bundled())
    cell = REVISIONS[0].force.id, REVISIONS[0].cycle.id, REVISIONS[0].question.id
    row = tables["judgements"][cell]
    tables["judgements"][cell] = with_cells(row, "judgements", published="", published_precision="")
    first = REVISIONS[0].before.label.lower()
    said = f"on a day that is not known, as {first} and revised on 8 August 2024 to this grade."
    assert said in made_of(tables).judgement(*cell).sentence
