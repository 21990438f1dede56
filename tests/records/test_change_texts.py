"""Changes of grade in words."""

from __future__ import annotations

from itertools import pairwise

import attrs
import pytest

import peel


def test_text_of_changes() -> None:
    changes = peel.changes("2016", "2017", force="leicestershire")
    lines = str(changes).splitlines()
    assert lines[: len(changes)] == [str(change) for change in changes]


def test_reasons_and_names_are_separated_by_what_people_expect() -> None:
    with pytest.raises(peel.UnknownNameError, match="'essex', 'kent'"):
        peel.force("Kent and Essex")


def test_changes_that_cross_a_break_tell_it_once() -> None:
    pair = peel.changes("2021-22", "2023-25", question="investigating-crime")
    two = attrs.evolve(pair, records=pair.records[:2], not_recorded=(), not_graded=())
    lines = str(two).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("PEEL 2021/22 to PEEL 2023–2025, not comparable: outcomes")
    assert all("(2023/25), not comparable" in line for line in lines[1:])
    assert not any("outcomes" in line for line in lines[1:])
    one = attrs.evolve(two, records=pair.records[:1])
    assert str(one) == str(pair.records[0])
    comparable = peel.changes("2016", "2017", question="efficiency")
    same = attrs.evolve(
        comparable, records=(comparable[0], comparable[0]), not_graded=(), not_recorded=()
    )
    assert str(same) == f"{comparable[0]}\n{comparable[0]}"
    alone = peel.changes("2021-22", "2023-25", force="leicestershire")
    assert "treatment of the public (2021/22), good use of resources (2021/22)" in str(alone)


def test_a_sentence_names_who_graded_and_on_which_day_of_either_grade() -> None:
    for before, after in (("2014", "2015"), ("2016", "2017"), ("2018-19", "2021-22")):
        for change in peel.changes(before, after, force="kent"):
            for judgement in (change.before, change.after):
                title, when = judgement.cycle.title, judgement.when
                assert f"{judgement.cycle.inspectorate} " in change.sentence
                assert f" in {title}" in change.sentence
                assert when in change.sentence
    old = peel.change("kent", "efficiency", "2014", "2015").sentence
    assert "HMICFRS" not in old
    assert old.startswith("HMIC graded Kent Police ")


def test_a_sentence_names_no_id() -> None:
    theme = peel.history("kent", theme="investigating-crime")
    for sentence in (change.sentence for change in theme.changes):
        assert "investigating-crime" not in sentence
        assert "2018-19" not in sentence


def test_a_status_reads_as_what_is_said_of_two_cycles() -> None:
    cycles = peel.cycles()
    steps = [peel.comparability(*pair) for pair in pairwise(cycles)]
    assert {"comparable", "not comparable", "unknown"} == {step.status for step in steps}
    for step in steps:
        unknown = "not known to be comparable"
        assert step.status_text == (unknown if step.status == "unknown" else step.status)
        assert f": {step.status_text}: " in str(step)
