"""The rules of comparison on real cases, and on made-up ones where the record has none."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

import peel
from peel import Direction
from peel._answers import rules
from tests.made import all_rows, made_of, rows_of, with_cells

STORE = peel.bundled()._store


def test_declined() -> None:
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    assert (change.comparable, change.steps, change.direction) == (True, -1, Direction.DECLINED)
    assert change.reinspected == "yes"
    interval = change.interval
    assert interval is not None
    assert (interval.years, interval.months, interval.days) == (1, 0, 6)
    assert change.interval is not interval
    assert change.caveats == ()
    assert str(change) == (
        "Leicestershire Police, efficiency: good (2016) → requires improvement (2017), "
        "1 grade down; published 1 year 6 days apart"
    )


def test_improved() -> None:
    change = peel.change("leicestershire", "efficiency", "2017", "2018-19")
    assert (change.steps, change.direction) == (1, Direction.IMPROVED)


def test_the_inspectorate_forbids_the_comparison() -> None:
    change = peel.change("leicestershire", "investigating-crime", "2021-22", "2023-25")
    assert (change.comparable, change.steps) == (False, None)
    assert change.direction is Direction.NOT_COMPARABLE
    assert change.comparability.reason == (
        "outcomes for the public weigh more than before, and some of the aspects inspected changed"
    )
    assert "hmicfrs-peel-reports-leicestershire-2023-25" in {
        source.id for source in change.comparability.sources
    }
    assert "not comparable: outcomes for the public" in str(change)
    with pytest.raises(peel.IncomparableGradesError) as caught:
        peel.change(
            "leicestershire",
            "investigating-crime",
            "2021-22",
            "2023-25",
            on_incomparable="raise",
        )
    assert caught.value.change == change
    assert str(caught.value) == str(change)
    assert isinstance(caught.value, TypeError)


def test_raise_lets_comparable_changes_through() -> None:
    change = peel.change("kent", "efficiency", "2016", "2017", on_incomparable="raise")
    assert change.comparable
    with pytest.raises(peel.InvalidArgumentError, match="'flag' or 'raise', not 'ignore'"):
        peel.change("kent", "efficiency", "2016", "2017", on_incomparable="ignore")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("force", "question"),
    [
        ("city-of-london", "preventing-crime"),
        ("south-yorkshire", "preventing-crime"),
        ("west-yorkshire", "preventing-crime"),
        ("dyfed-powys", "investigating-crime"),
    ],
)
def test_a_carried_over_judgement_is_compared_as_its_root(force: str, question: str) -> None:
    change = peel.change(force, question, "2016", "2018-19")
    assert change.after.basis == "carried-over"
    assert change.after_root == peel.judgement(force, "2017", question)
    assert change.direction is Direction.IMPROVED
    assert change.steps is not None
    assert change.steps > 0
    assert change.reinspected == "yes"
    assert "2018/19: carried over from 2017" in change.caveats
    interval = change.interval
    assert interval is not None
    assert (interval.years, interval.days) == (1, 20)


def test_the_same_root_is_not_reinspected_never_unchanged() -> None:
    for before in ("2016", "2017"):
        change = peel.change("leicestershire", "preventing-crime", before, "2018-19")
        assert change.direction is Direction.NOT_REINSPECTED
        assert (change.steps, change.reinspected) == (None, "no")
        assert change.after_root == peel.judgement("leicestershire", "2016", "preventing-crime")
        assert "not inspected again: the judgement is of 2016" in str(change)
        assert "no change" not in str(change)


def test_a_pillar_with_carried_over_questions_was_reinspected_in_part() -> None:
    change = peel.change("leicestershire", "effectiveness", "2016", "2017")
    assert change.reinspected == "in part"
    assert change.direction is Direction.IMPROVED
    assert any("inspected in part; carried over: preventing crime" in c for c in change.caveats)
    question = peel.change("leicestershire", "investigating-crime", "2016", "2017")
    assert question.reinspected == "yes"


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_cell_without_a_grade_is_an_error_of_its_kind() -> None:
    with pytest.raises(peel.NotGradedError, match="Manchester Arena"):
        peel.change("GMP", "efficiency", "2016", "2017")
    with pytest.raises(peel.NotGradedError, match="Manchester Arena"):
        peel.change("GMP", "efficiency", "2017", "2018-19")
    with pytest.raises(peel.NotRecordedError):
        peel.change("lincolnshire", "investigating-crime", "2021-22", "2023-25")


def test_after_must_be_later() -> None:
    for before, after in (("2017", "2016"), ("2017", "2017")):
        with pytest.raises(peel.InvalidArgumentError, match=f"{after} is not later than {before}"):
            peel.change("kent", "efficiency", before, after)
        with pytest.raises(peel.InvalidArgumentError, match="is not later than"):
            peel.comparability(before, after)


def test_a_different_question_is_never_comparable_and_the_statement_is_told_too() -> None:
    change = peel.change("kent", "preventing-crime", "2018-19", "2021-22")
    assert change.direction is Direction.NOT_COMPARABLE
    reason = change.comparability.reason
    assert reason.startswith(
        "the questions differ: preventing crime and tackling anti-social behaviour in 2018/19"
    )
    assert "from four to five tiers" in reason
    assert change.comparability.sources


def test_a_different_question_within_comparable_cycles() -> None:
    before = peel.question("2016", "using-resources")
    after = peel.question("2017", "planning")
    found = rules.compare_questions(STORE, before, after)
    assert (found.status, found.sources) == ("not comparable", ())
    assert found.reason == (
        "the questions differ: using resources in 2016, planning for the future in 2017"
    )


def test_two_questions_of_one_cycle_are_not_comparable() -> None:
    found = rules.compare_questions(
        STORE, peel.question("2017", "planning"), peel.question("2017", "efficiency")
    )
    assert (found.status, found.sources) == ("not comparable", ())
    assert found.reason == (
        "planning for the future and efficiency are different questions of one cycle"
    )


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("2014", "2015", "unknown"),
        ("2015", "2016", "comparable"),
        ("2016", "2017", "comparable"),
        ("2017", "2018-19", "comparable"),
        ("2018-19", "2021-22", "not comparable"),
        ("2021-22", "2023-25", "not comparable"),
        ("2023-25", "2025-27", "unknown"),
        ("2015", "2018-19", "comparable"),
        ("2014", "2016", "unknown"),
        ("2014", "2021-22", "not comparable"),
        ("2021-22", "2025-27", "not comparable"),
    ],
)
@pytest.mark.usefixtures("asked_with_gaps")
def test_comparability_of_cycles(before: str, after: str, status: str) -> None:
    found = peel.comparability(before, after)
    assert found.status == status
    assert found.comparable is (status == "comparable")
    assert (found.from_cycle.id, found.to_cycle.id) == (before, after)
    assert found.reason


@pytest.mark.usefixtures("asked_with_gaps")
def test_no_statement_is_unknown_and_says_so() -> None:
    found = peel.comparability("2023-25", "2025-27")
    assert found.reason == "no statement by the inspectorate is recorded"
    assert found.sources == ()


def test_the_reason_of_several_steps_names_the_deciding_ones() -> None:
    assert peel.comparability("2014", "2017").reason.startswith("2014 to 2015: ")
    both = peel.comparability("2017", "2023-25")
    assert "2018/19 to 2021/22: " in both.reason
    assert "2021/22 to 2023/25: " in both.reason
    assert "2017 to 2018-19" not in both.reason
    assert len(both.sources) == 4


def test_a_named_question_beats_all_questions() -> None:
    named = peel.comparability("2016", "2017", "efficiency")
    assert named.question == "efficiency"
    assert "counts of efficiency grades" in named.reason
    general = peel.comparability("2016", "2017", "efficiency.planning")
    assert "counts of efficiency grades" not in general.reason


def test_another_scale_is_not_comparable_whatever_a_statement_says() -> None:
    rows = rows_of(peel.bundled(), "comparability")
    key = ("2018-19", "2021-22", "*")
    rows[key] = with_cells(rows[key], "comparability", status="comparable")
    said = made_of(all_rows(peel.bundled()) | {"comparability": rows})
    found = said.comparability(*key[:2])
    assert (found.status, found.sources) == ("not comparable", ())
    assert found.reason == "the judgement scale changed: four-tier, then five-tier"


def test_without_any_statement_the_answer_is_unknown() -> None:
    unsaid = made_of(all_rows(peel.bundled()) | {"comparability": {}})
    found = unsaid.comparability("2015", "2017", "efficiency")
    assert found.status == "unknown"
    assert found.question == "efficiency"
    assert found.reason.count("no statement by the inspectorate is recorded") == 2


def test_unknown_comparability_gives_no_steps() -> None:
    change = peel.change("kent", "efficiency", "2014", "2015")
    assert (change.direction, change.steps, change.comparable) == (Direction.UNKNOWN, None, False)
    assert "not known to be comparable: 2014 was a transitional year" in str(change)


def test_a_chain_of_carried_over_judgements_has_one_root() -> None:
    fresh = peel.judgement("leicestershire", "2016", "preventing-crime")
    middle = peel.judgement("leicestershire", "2017", "preventing-crime")
    assert middle.carried_from == fresh.cycle
    last = peel.judgement("leicestershire", "2018-19", "preventing-crime")
    change = rules.change(STORE, fresh, attrs.evolve(last, carried_from=middle.cycle))
    assert change.direction is Direction.NOT_REINSPECTED
    assert change.after_root == fresh
    assert change.verdict == "not inspected again: the judgement is of 2016"


def test_a_root_that_is_not_recorded_gives_a_direction_but_no_interval() -> None:
    before = peel.judgement("leicestershire", "2016", "preventing-crime")
    after = attrs.evolve(
        peel.judgement("leicestershire", "2018-19", "preventing-crime"),
        carried_from=peel.cycle("2017"),
        grade=peel.FOUR_TIER["outstanding"],
    )
    rows = rows_of(peel.bundled(), "judgements")
    del rows["leicestershire", "2017", after.question.id]
    store = made_of(all_rows(peel.bundled()) | {"judgements": rows})._store
    change = rules.change(store, before, after)
    assert (change.steps, change.after_root, change.interval) == (1, None, None)
    assert "1 grade up [" in str(change)


def test_unchanged_and_two_grades() -> None:
    before = peel.judgement("kent", "2016", "efficiency")
    for key, steps, words in (
        ("outstanding", 0, "no change"),
        ("requires-improvement", -2, "2 grades down"),
    ):
        one = attrs.evolve(before, grade=peel.FOUR_TIER["outstanding"])
        other = attrs.evolve(
            peel.judgement("kent", "2017", "efficiency"), grade=peel.FOUR_TIER[key]
        )
        change = rules.change(STORE, one, other)
        assert change.steps == steps
        assert change.verdict.startswith(words)
        assert (change.direction is Direction.UNCHANGED) is (steps == 0)


def test_an_interval_needs_two_exact_days() -> None:
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    for changes in (
        {"published": None, "published_precision": None},
        {"published_precision": "no later than"},
    ):
        inexact = attrs.evolve(change.after, **changes)
        assert attrs.evolve(change, after_root=inexact).interval is None
        assert attrs.evolve(change, before_root=inexact).interval is None
    same_day = attrs.evolve(change, after_root=change.before)
    assert "published 0 days apart" in str(same_day)


def test_every_caveat() -> None:
    source = peel.Source("s", "news", "A newspaper", "A report", None, "https://example.org", None)
    before = attrs.evolve(
        peel.judgement("kent", "2016", "efficiency"),
        basis="derived",
        note="forced by a count",
        dispute="a page says otherwise",
        revised=dt.date(2016, 12, 1),
        sources=(source,),
        programme="regional",
        published=None,
        published_precision=None,
    )
    after = attrs.evolve(
        peel.judgement("kent", "2017", "efficiency"),
        basis="derived",
        published_precision="no later than",
    )
    change = rules.change(STORE, before, after)
    assert change.caveats == (
        "2016: disputed: a page says otherwise",
        "2016: derived: forced by a count",
        "2016: one secondary source",
        "2016: revised on 1 December 2016",
        "2016: another programme: regional",
        "2016: day of publication not known",
        "2017: derived",
        "2017: published no later than 9 November 2017",
    )
    assert str(change).endswith("[" + "; ".join(change.caveats) + "]")


def test_changes_of_a_question_for_every_force() -> None:
    changes = peel.changes("2016", "2017", question="efficiency")
    assert len(changes) == 42
    assert [force.id for force in changes.not_graded] == ["greater-manchester"]  # type: ignore[union-attr]
    assert changes.not_recorded == ()
    assert changes[0] == peel.change("avon-and-somerset", "efficiency", "2016", "2017")
    assert changes[:2] == tuple(changes)[:2]
    directions = [change.direction for change in changes]
    assert (
        directions.count(Direction.IMPROVED)
        + directions.count(Direction.DECLINED)
        + (directions.count(Direction.UNCHANGED))
        == 42
    )
    assert str(changes).endswith(
        "left out, not graded in one of the cycles: Greater Manchester Police"
    )


@pytest.mark.usefixtures("asked_with_gaps")
def test_changes_of_every_question_for_a_force() -> None:
    changes = peel.changes("2016", "2017", force="leicestershire")
    assert [change.after.question.id for change in changes] == [
        *("effectiveness", "efficiency", "legitimacy"),
        *("effectiveness.preventing-crime", "effectiveness.investigating-crime"),
        *("effectiveness.protecting-vulnerable", "effectiveness.serious-organised-crime"),
    ]
    assert "efficiency.planning" in {item.id for item in changes.not_recorded}
    assert "leadership" not in {item.id for item in changes.not_recorded}
    assert "left out, not recorded in one of the cycles: understanding demand" in str(changes)


def test_changes_of_one_question_for_one_force() -> None:
    assert len(peel.changes("2016", "2017", question="efficiency", force="kent")) == 1
