"""Records read well, by people and by programmers."""

from __future__ import annotations

import attrs
import pytest

import peel
from peel import _vocabulary
from peel._tables import schema

RECORDS = [
    value
    for value in (getattr(peel, name) for name in peel.__all__)
    if isinstance(value, type) and attrs.has(value)
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_is_frozen_slotted_and_explained(record: type) -> None:
    assert not hasattr(record, "__dict__") or "__dict__" not in record.__dict__
    assert "__slots__" in record.__dict__
    assert record.__doc__
    assert record.__module__.startswith("peel._")


@pytest.mark.parametrize("table", schema.RECORDS)
def test_every_record_of_every_table(table: str) -> None:
    dataset = peel.bundled()
    records = dataset._store.all(schema.RECORDS[table])
    assert len(set(records)) == len(records)
    for record in records:
        assert record == attrs.evolve(record)
        assert str(record)
        # A referenced record shows as its id: no repr is longer than its own cells.
        assert "Force(" not in repr(record)[6:]
        assert "Source(" not in repr(record)[7:]


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (peel.FOUR_TIER["good"], "grade.key"),
        (peel.force("kent"), "force.id"),
        (peel.cycle("2017"), "cycle.id"),
        (peel.question("2017", "efficiency"), "question.id"),
    ],
)
def test_what_shows_as_its_name_warns_where_it_is_compared_with_text(
    record: object, name: str
) -> None:
    text = getattr(record, name.partition(".")[2])
    said = f"is never equal to text such as '{text}': compare {name}, or filter"
    with pytest.warns(UserWarning, match=said) as warned:
        answers = [
            *(record == text, record != text, text == record, record in {"x": text}.values()),
            *(record in {text, "x"}, record in {text: 1}, text in {record: 1}),
        ]
    assert answers == [False, True, False, False, False, False, False]
    assert len(warned) >= len(answers)  # a set or dict may ask more than once
    assert {warning.filename for warning in warned} == {__file__}
    assert record == attrs.evolve(record)  # type: ignore[type-var]
    assert record != None  # noqa: E711
    assert record != 3


def test_a_record_that_a_row_refers_to_shows_as_its_name() -> None:
    shown = repr(peel.judgement("kent", "2017", "efficiency"))
    assert shown.startswith(
        "Judgement(force='kent', cycle='2017', question='efficiency', grade='good', "
    )


def test_a_record_that_an_answer_refers_to_shows_in_words() -> None:
    change = peel.change("kent", "efficiency", "2016", "2017")
    latest = peel.latest(force="kent")
    for answer in (change, *latest.superseded, *peel.revisions()):
        assert "Judgement(" not in repr(answer)
        assert "Inspection(" not in repr(answer)
        assert "Grade(" not in repr(answer).partition("(")[2]
    assert f"before=<{change.before}>, after=<{change.after}>" in repr(change)
    assert latest.superseded
    assert peel.revisions()


def test_a_year_without_inspection_shows_that_it_has_no_question() -> None:
    gaps = peel.history("kent", theme="investigating-crime").gaps
    without = [gap for gap in gaps if gap.kind == "no cycle"]
    assert without
    assert all(f"label='{gap.label}'" in repr(gap) for gap in without)
    assert all("question=None" in repr(gap) for gap in without)


def test_text_for_people() -> None:
    assert str(peel.force("kent")) == "Kent Police"
    assert str(peel.cycle("2018-19")) == "PEEL 2018/19"
    assert str(peel.question("2017", "planning")) == "Planning for the future (PEEL 2017)"
    assert str(peel.comparability("2016", "2017", "efficiency")).startswith(
        "2016 and 2017, efficiency: comparable: "
    )
    assert str(peel.judgement("GMP", "2017", "efficiency")) == (
        "Greater Manchester Police, efficiency, 2017: not graded (limited inspection without "
        "grades after the Manchester Arena attack; published 9 November 2017)"
    )
    assert str(peel.judgement("leicestershire", "2018-19", "preventing-crime")) == (
        "Leicestershire Police, preventing crime and tackling anti-social behaviour, 2018/19: "
        "good (carried over from 2016; published 2 May 2019)"
    )
    derived = peel.judgement("leicestershire", "2021-22", "preventing-crime")
    assert str(derived) == (
        "Leicestershire Police, preventing crime, 2021/22: outstanding "
        "(derived; one secondary source; day of publication not known)"
    )
    inexact = peel.judgements(cycle="2021-22", force="cheshire")[1]
    assert "published no later than 7 July 2022" in str(inexact)
    page = peel.source("hmicfrs-peel-reports-leicestershire-2021-22")
    plain = attrs.evolve(derived, basis="stated", sources=(page,))
    assert (
        str(plain)
        == "Leicestershire Police, preventing crime, 2021/22: outstanding (day of publication not known)"
    )
    assert str(peel.inspection("kent", "2017")).startswith("Kent Police, PEEL 2017: ")


def test_an_answer_is_shown_by_the_ids_of_its_forces() -> None:
    assert "(forces=('kent', 'essex'), cycle='2017', " in repr(
        peel.compare(["kent", "essex"], 2017)
    )
    assert "(forces=('kent',), cycle='2017', " in repr(peel.compare(["kent"], 2017))


def test_mappings_are_read_only_and_equal_to_what_was_given() -> None:
    counts = peel.inspection("leicestershire", "2023-25").counts
    with pytest.raises(TypeError):
        counts["good"] = 8  # type: ignore[index]
    tally = peel.tallies()[0]
    assert attrs.evolve(tally, counts=tally.counts) == tally
    assert attrs.evolve(tally, counts=tuple(tally.counts.items())) == tally


def test_years_of_a_cycle() -> None:
    assert peel.cycle("2017").years == (2017,)
    assert peel.cycle("2018-19").years == (2018, 2019)
    assert attrs.evolve(peel.cycle("2017"), id="pilot").years == ()


def test_the_vocabularies_are_closed() -> None:
    for judgement in peel.judgements():
        assert judgement.basis in _vocabulary.Basis.__args__
        assert judgement.evidence in _vocabulary.EvidenceLevel.__args__
        assert judgement.published_precision in (*_vocabulary.Precision.__args__, None)


def test_errors_read_aloud() -> None:
    assert str(peel.Problem("forces.csv", None, None, None, "a header row")) == (
        "forces.csv: expected a header row"
    )
    assert str(peel.Problem("forces.csv", 3, None, "x", "y")) == (
        "forces.csv, row 3: 'x'; expected y"
    )
    error = peel.InvalidDataError((peel.Problem("forces.csv", 3, "name", "", "a name"),), 1)
    assert str(error) == "1 problem\n  forces.csv, row 3, column name: ''; expected a name"
    with pytest.raises(AttributeError, match="module 'peel' has no attribute 'grades'"):
        peel.grades  # type: ignore[attr-defined]  # noqa: B018
    assert "Judgement" in dir(peel)


@pytest.mark.parametrize(
    "record",
    [
        peel.force("kent"),
        peel.FIVE_TIER["good"],
        peel.FIVE_TIER,
        peel.judgement("kent", "2017", "efficiency"),
        peel.sources()[0],
        peel.change("kent", "efficiency", "2016", "2017"),
        peel.history("kent", "efficiency"),
        peel.distribution("2017", "efficiency"),
        peel.match_forces(["Kent"]),
        peel.bundled().edition,
        peel.judgements(force="kent"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_is_formatted_as_its_text(record: object) -> None:
    assert f"{record:<500}" == str(record).ljust(500)
    assert f"{record:.3}" == str(record)[:3]
    assert f"{record}" == str(record)


def test_a_grade_of_another_scale_is_refused() -> None:
    judgement = peel.judgement("leicestershire", "2017", "efficiency")
    with pytest.raises(
        peel.InvalidArgumentError, match="Good of the five-tier scale is no grade of PEEL 2017, "
    ):
        attrs.evolve(judgement, grade=peel.FIVE_TIER["good"])
    assert attrs.evolve(judgement, grade=peel.FOUR_TIER["good"]).grade == peel.FOUR_TIER["good"]
    revision = peel.revisions()[0]
    for side in ("before", "after"):
        with pytest.raises(peel.InvalidArgumentError, match="is graded on the five-tier scale"):
            attrs.evolve(revision, **{side: peel.FOUR_TIER["good"]})


def test_a_question_of_another_cycle_is_refused() -> None:
    judgement = peel.judgement("leicestershire", "2017", "efficiency")
    with pytest.raises(
        peel.InvalidArgumentError, match="efficiency of PEEL 2016 is no question of PEEL 2017"
    ):
        attrs.evolve(judgement, question=peel.question("2016", "efficiency"))
    with pytest.raises(peel.InvalidArgumentError, match="is no question of PEEL 2016"):
        attrs.evolve(judgement, cycle=peel.cycle("2016"))
