"""What is no longer asked: a history says so, with the words and the day of `latest`."""

from __future__ import annotations

import json

import pytest

import peel
from peel._cli.commands import main
from tests.made import all_rows, made_of, with_cells

ENDED = "no longer asked since PEEL "


def _ending(notes: tuple[str, ...]) -> list[str]:
    return [note for note in notes if note.startswith(ENDED)]


def test_a_history_ends_where_latest_says_that_its_theme_does(with_gaps: peel.Dataset) -> None:
    ended = 0
    for record in (with_gaps, *map(with_gaps.as_of, ("2017-12-31", "2021-12-31", "2024-01-01"))):
        for theme in record.themes():
            history = record.history("humberside", theme=theme)
            said = _ending(record.latest("humberside", theme=theme).notes)
            assert len(_ending(history.notes)) == len(said) == (history.since is not None)
            if history.since:
                assert said[0].startswith(history.notes[0].partition(";")[0])
                assert history.since.title in history.notes[0]
                ended += 1
    assert ended


def test_nothing_ends_in_a_cycle_whose_questions_are_not_all_known() -> None:
    newest = [cycle for cycle in peel.cycles() if cycle.questions_complete][-1]
    for question in peel.questions(newest):
        history = peel.history("kent", theme=question.theme)
        assert history.since is None
        assert not _ending(history.notes)


def test_it_is_said_as_text_html_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    history = peel.history("humberside", "legitimacy")
    note = "no longer asked since PEEL 2021/22 (last asked in PEEL 2018/19)"
    assert history.notes == (note,)
    assert peel.latest("humberside", theme="legitimacy").notes[0] == note
    assert str(history).endswith(f"\n{note}")
    assert note in history._repr_html_()
    said = json.loads(json.dumps(history.to_dict()))
    assert (said["since"], said["notes"]) == ("2021-22", [note])
    assert main(["history", "humberside", "legitimacy"]) == 0
    assert note in " ".join(capsys.readouterr().out.split())


def test_a_question_that_has_another_name_now_leads_to_it() -> None:
    asked = [item for cycle in peel.cycles() for item in peel.questions(cycle)]
    led = 0
    for question in asked:
        history = peel.history("kent", question.id)
        if history.since:
            same = [item for item in peel.questions(history.since) if item.theme == question.theme]
            assert question.id not in {item.id for item in same}
            for item in same:
                assert f"{item.cycle.title} asks on the same theme: {item.id}" in history.notes[0]
                led += 1
    assert led


def test_a_theme_that_a_later_cycle_asks_again_is_no_similar_name() -> None:
    history = peel.history("kent", "crime-recording")
    assert history.since == peel.cycle("2016")
    first = next(
        item
        for cycle in peel.cycles()[peel.cycles().index(history.since) :]
        for item in peel.questions(cycle)
        if item.theme == "crime-data-integrity"
    )
    (said,) = _ending(history.notes)
    assert said.endswith(f"; {first.cycle.title} asks on the same theme: {first.id}")
    assert "same theme" not in str(peel.as_of("2018-01-01").history("kent", "crime-recording"))


def test_what_other_programmes_may_grade_still_is_said_as_its_cycle_says_it() -> None:
    cycle = peel.cycle("2023-25")
    apart = f"{cycle.title}: {cycle.note}"
    last = {item.theme: item.graded for item in peel.questions("2021-22")}
    told = set()
    for theme in peel.themes():
        history = peel.history("leicestershire", theme=theme)
        for answer in (history, peel.latest(theme=theme)):
            ended = " ".join(_ending(answer.notes))
            if apart in ended:
                told.add(theme)
                assert (history.since, last[theme]) == (cycle, "some")
    assert told == {"ethics", "serious-organised-crime"}
    for force in peel.forces():
        latest = peel.latest(force)
        asked = {old.judgement.question.theme for old in latest.superseded if old.since == cycle}
        assert (apart in latest.notes) == bool(asked & told)


def test_a_record_as_of_a_day_names_nothing_that_was_asked_later() -> None:
    for day, named in (("2022-01-01", False), ("2024-01-01", True)):
        then = peel.as_of(day)
        for answer in (
            then.latest(theme="leadership"),
            then.history("kent", theme="leadership"),
        ):
            (said,) = _ending(answer.notes)
            assert ("leadership-and-force-management" in said) is named


def test_each_question_that_a_newer_cycle_asks_on_the_theme_is_named() -> None:
    tables = all_rows(peel.bundled())
    row = tables["questions"]["2021-22", "preventing-crime"]
    other = with_cells(row, "questions", question="prevention-online", label="Prevention online")
    tables["questions"]["2021-22", "prevention-online"] = other
    note = made_of(tables).history("kent", "effectiveness.preventing-crime").notes[0]
    assert note.endswith("asks on the same theme: preventing-crime, prevention-online")
