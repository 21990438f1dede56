"""Judgements and changes in sentences, word for word, at every fork of what may be said."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import attrs
import pytest

import peel
from peel._records.marks import MARKS
from peel._vocabulary import RemarkKind
from tests.made import all_rows, made_of

GRADED = peel.judgement("leicestershire", "2017", "efficiency")
NOT_GRADED = peel.judgement("greater-manchester", "2017", "efficiency")
NEWS = tuple(item for item in peel.sources() if item.kind == "news")[:1]
PLAIN = "HMICFRS graded Leicestershire Police requires improvement for efficiency in PEEL 2017, "


# Judgements.


def test_a_sentence_says_how_well_the_day_is_known() -> None:
    assert GRADED.sentence == f"{PLAIN}published on 9 November 2017."
    late = attrs.evolve(GRADED, published_precision="no later than")
    assert late.sentence == f"{PLAIN}published no later than 9 November 2017."
    never = attrs.evolve(GRADED, published=None, published_precision=None)
    assert never.sentence == f"{PLAIN}on a day that is not known."


def test_a_sentence_ends_with_everything_that_limits_the_grade() -> None:
    limited = attrs.evolve(
        GRADED, basis="derived", note="from a count", revised=dt.date(2018, 1, 2), programme="Pilot"
    )
    assert limited.sentence == (
        f"{PLAIN}published on 9 November 2017 and revised on 2 January 2018 to this grade. "
        "This grade is derived: from a count. This grade is of another programme: Pilot."
    )


def test_a_sentence_of_a_cell_without_a_grade_says_why_if_that_is_known() -> None:
    said = "HMICFRS gave Greater Manchester Police no grade for efficiency in PEEL 2017, "
    why = f" ({NOT_GRADED.note})"
    assert NOT_GRADED.note
    assert NOT_GRADED.sentence == f"{said}{NOT_GRADED.when}{why}."
    unknown = attrs.evolve(NOT_GRADED, note=None)
    assert unknown.sentence == f"{said}{NOT_GRADED.when}."
    assert f"efficiency, 2017: not graded ({NOT_GRADED.remarks[-1].text})" in str(unknown)


def test_a_sentence_that_limits_says_what_it_limits_and_no_empty_reason() -> None:
    other = attrs.evolve(NOT_GRADED, programme="Pilot")
    assert other.sentence == f"{NOT_GRADED.sentence} This is of another programme: Pilot."
    unexplained = attrs.evolve(GRADED, basis="derived", note=None)
    assert unexplained.sentence == f"{GRADED.sentence} This grade is derived."


def test_each_remark_has_its_kind() -> None:
    full = attrs.evolve(
        GRADED,
        basis="derived",
        carried_from=peel.cycle("2016"),
        dispute="another page differs",
        revised=dt.date(2018, 1, 2),
        programme="Pilot",
        sources=NEWS,
    )
    order = [kind for kind in get_args(RemarkKind) if kind != "not graded"]
    assert [remark.kind for remark in full.remarks] == order
    assert [*MARKS] == order[:-1]
    assert [remark.kind for remark in NOT_GRADED.remarks] == ["not graded", "published"]


def test_the_gravest_remark_marks_a_grade() -> None:
    changes: list[dict[str, object]] = [
        {"carried_from": peel.cycle("2016")},
        {"programme": "Pilot"},
        {"revised": dt.date(2018, 1, 2)},
        {"sources": NEWS},
        {"basis": "derived"},
        {"dispute": "another page differs"},
    ]
    found = GRADED
    marks = []
    for change in changes:
        found = attrs.evolve(found, **change)  # type: ignore[arg-type]
        marks.append(found.mark)
    assert marks == ["carried over", "programme", "revised", "one source", "derived", "disputed"]
    assert GRADED.mark is None
    for item in peel.judgements(scale="any"):
        limiting = [of.kind for of in item.remarks if of.kind not in ("not graded", "published")]
        assert item.mark == next(iter(limiting), None)


def test_why_a_cell_was_not_graded_is_no_caveat_and_all_else_is() -> None:
    late = attrs.evolve(
        NOT_GRADED, published=dt.date(2018, 1, 2), published_precision="no later than"
    )
    assert late.caveats == ("2017: published no later than 2 January 2018",)


@pytest.mark.parametrize("revision", peel.revisions(), ids=str)
def test_a_revision_in_words(revision: peel.Revision) -> None:
    assert str(revision).endswith(
        f": {revision.before.label.lower()} until 8 August 2024, "
        f"{revision.after.label.lower()} since"
    )


# Changes.


def test_a_change_in_sentences() -> None:
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    said = (
        "HMIC graded Leicestershire Police good for efficiency in PEEL 2016, published on "
        "3 November 2016. HMICFRS graded it requires improvement in PEEL 2017, published on "
        "9 November 2017. That is 1 grade down; the two were published 1 year 6 days apart."
    )
    assert change.sentence == said
    limited = attrs.evolve(change, caveats=("one", "two"))
    assert limited.sentence == f"{said} Note: one; two."


def test_a_change_between_two_questions_names_both() -> None:
    change = peel.change("kent", "preventing-crime", "2018-19", "2021-22")
    before, after = change.before, change.after
    assert change.sentence.startswith(
        f"HMICFRS did not inspect Kent Police again for {before.question.phrase} in PEEL 2018/19, "
        f"{before.when}: its grade, {before.grade_text}, is carried over from 2016. "
        f"HMICFRS graded it {after.grade_text} for {after.question.phrase} in PEEL 2021/22, {after.when}. The two grades cannot be compared directly: {change.comparability.reason}."
    )


def test_a_change_that_nobody_has_ruled_on_says_that_it_is_not_known() -> None:
    change = peel.change("leicestershire", "efficiency", "2014", "2015")
    assert change.direction is peel.Direction.UNKNOWN
    assert change.sentence.startswith(
        f"HMIC graded Leicestershire Police {change.before.grade_text} for efficiency in PEEL 2014, "
        f"{change.before.when}. HMIC graded it {change.after.grade_text} in PEEL 2015, "
        f"{change.after.when}. It is not known whether the two grades can be compared: "
        f"{change.comparability.reason}."
    )


def test_a_judgement_that_was_carried_over_is_no_finding_of_no_change() -> None:
    change = peel.change("leicestershire", "preventing-crime", "2016", "2018-19")
    phrase = change.before.question.phrase
    assert change.sentence.startswith(
        f"HMIC graded Leicestershire Police {change.before.grade_text} for {phrase} in PEEL 2016, "
        f"{change.before.when}. HMICFRS did not inspect that again in PEEL 2018/19, "
        f"{change.after.when}: its grade is the earlier one, carried over, not a finding of "
        "'no change'."
    )


def test_a_change_from_a_root_that_is_not_recorded_still_names_its_cycle() -> None:
    tables = all_rows(peel.bundled())
    question = "effectiveness.preventing-crime"
    del tables["judgements"]["leicestershire", "2016", question]
    change = made_of(tables).change("leicestershire", question, "2017", "2018-19")
    assert change.after_root is None
    assert change.verdict == "not inspected again: the judgement is of 2016"


def test_what_changes_leave_out_is_listed() -> None:
    changes = peel.changes("2016", "2017", "efficiency")
    forces = peel.forces()[:2]
    two = attrs.evolve(changes, records=(), not_graded=forces, not_recorded=forces)
    names = f"{forces[0].name}, {forces[1].name}"
    assert str(two).splitlines() == [
        f"left out, {why} in one of the cycles: {names}" for why in ("not graded", "not recorded")
    ]
