"""Grades have an order only where it is asked for, and where they may be compared."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import peel
from peel._frames.categories import grades_of_scale
from peel._frames.plain import PlainColumn
from tests.frames.examples import COMPARABLE, INCOMPARABLE

WORST_FIRST = [grade.key for grade in reversed(peel.FIVE_TIER.grades)]
FOUR_WORST_FIRST = [grade.key for grade in reversed(peel.FOUR_TIER.grades)]


def grades_of(frame: pd.DataFrame) -> pd.Series[str]:
    return frame["grade" if "grade" in frame else "after"]


def is_refused(compare: Callable[[], object]) -> bool:
    with pytest.raises(TypeError, match="can only compare equality"):
        compare()
    return True


@pytest.mark.parametrize("records", [*COMPARABLE.values(), *INCOMPARABLE.values()])
def test_grades_are_in_the_order_of_the_scale_and_have_none(records: Callable[[], Any]) -> None:
    grades = grades_of(peel.to_pandas(records()))
    assert list(grades.cat.categories) == WORST_FIRST
    assert not grades.cat.ordered
    assert is_refused(lambda: grades < "good")
    assert (grades == grades.dropna().iloc[0]).any()
    ranks = {grade.key: grade.rank for grade in peel.FIVE_TIER}
    in_order = [ranks[key] for key in grades.sort_values().dropna()]
    assert in_order == sorted(in_order)
    table = peel.to_arrow(records())
    name = "grade" if "grade" in table.column_names else "after"
    assert not table.schema.field(name).type.ordered


@pytest.mark.parametrize("records", COMPARABLE.values(), ids=COMPARABLE)
def test_grades_that_may_be_compared_have_an_order_on_request(records: Callable[[], Any]) -> None:
    grades = grades_of(peel.to_pandas(records(), ordered=True))
    assert grades.cat.ordered
    keys = list(grades.cat.categories)
    assert keys in (WORST_FIRST, FOUR_WORST_FIRST)
    table = peel.to_arrow(records(), ordered=True)
    arrow: Any = table[grades.name].combine_chunks()
    assert arrow.type.ordered
    assert arrow.dictionary.to_pylist() == keys
    assert peel.to_polars(records()).schema[str(grades.name)] == pl.Enum(keys)


@pytest.mark.parametrize("records", INCOMPARABLE.values(), ids=INCOMPARABLE)
@pytest.mark.parametrize("to_frame", [peel.to_pandas, peel.to_arrow])
def test_an_order_of_grades_that_may_not_be_compared_is_refused(
    records: Callable[[], Any], to_frame: Callable[..., object]
) -> None:
    with pytest.raises(peel.IncomparableGradesError, match=r"^ordered=True is refused: "):
        to_frame(records(), ordered=True)


def test_a_refusal_says_why_and_what_to_ask() -> None:
    several = peel.judgements(cycle=["2021-22", "2023-25"], question="investigating-crime")
    with pytest.raises(peel.IncomparableGradesError) as caught:
        peel.to_pandas(several, ordered=True)
    assert "the rows are of 2021-22, 2023-25" in str(caught.value)
    assert "peel.changes or peel.history" in str(caught.value)
    changes = peel.changes("2021-22", "2023-25", "investigating-crime")
    with pytest.raises(peel.IncomparableGradesError, match="outcomes for the public weigh") as it:
        peel.to_pandas(changes, ordered=True)
    assert it.value.change == changes[0]
    with pytest.raises(peel.InvalidArgumentError, match="a frame of Force has none"):
        peel.to_pandas(peel.forces(), ordered=True)


def test_a_refusal_names_the_segments_and_the_scales() -> None:
    history = peel.history("leicestershire", "efficiency")
    with pytest.raises(peel.IncomparableGradesError) as caught:
        peel.to_pandas(history, ordered=True)
    assert str(caught.value) == (
        f"ordered=True is refused: the history has {len(history.segments)} segments with a break "
        "in series between any two: take the judgements of one cycle, or the changes of the "
        "history, which say what is comparable"
    )
    with pytest.raises(peel.IncomparableGradesError, match=r"scales: five-tier, four-tier$"):
        peel.to_pandas([*peel.FOUR_TIER, *peel.FIVE_TIER], ordered=True)


def test_a_scale_of_somebody_s_own_has_its_own_order() -> None:
    good = peel.FOUR_TIER["good"]
    own = [
        attrs.evolve(good, scale="own", key=key, rank=rank)
        for key, rank in (("amber", 2), ("red", 1), ("green", 3))
    ]
    assert grades_of_scale(own) == ("red", "amber", "green")
    assert grades_of_scale([*own, good]) == (*WORST_FIRST, "red", "amber", "green")


def test_no_order_comes_of_a_merge() -> None:
    before, after = (
        peel.to_pandas(peel.judgements(cycle=cycle, question="investigating-crime"))
        for cycle in ("2021-22", "2023-25")
    )
    merged = before.merge(after, on="force", suffixes=("_21", "_23"))
    assert is_refused(lambda: merged["grade_23"] < merged["grade_21"])
    assert is_refused(lambda: merged["grade_23"] <= merged["grade_21"])
    with pytest.raises(TypeError, match="not ordered"):
        merged["grade_23"].max()


@pytest.mark.parametrize("other", ["2017", "2021-22"])
def test_no_order_comes_of_a_concatenation(other: str) -> None:
    frames = [peel.to_pandas(peel.judgements(cycle=cycle)) for cycle in (other, "2023-25")]
    grades = pd.concat(frames)["grade"]
    assert is_refused(lambda: grades < "good")
    with pytest.raises(TypeError, match="not ordered"):
        grades.min()


def test_less_than_good_means_worse_than_good() -> None:
    distribution = peel.distribution("2017", "efficiency")
    worse = [force.id for force in distribution.forces("requires-improvement")]
    frame = peel.to_pandas(distribution, ordered=True)
    assert frame.loc[frame["grade"] < "good", "force"].to_list() == worse
    polars = peel.to_polars(distribution)
    assert polars.filter(pl.col("grade") < "good")["force"].to_list() == worse
    assert polars["grade"].max() == "outstanding"


def test_an_order_of_comparable_changes_says_what_their_direction_says() -> None:
    frame = peel.to_pandas(peel.changes("2016", "2017", "efficiency"), ordered=True)
    declined = frame["after"] < frame["before"]
    assert declined.to_list() == (frame["direction"] == "declined").to_list()
    assert declined.any()


def test_changes_between_several_cycles_have_no_order() -> None:
    changes = peel.history("kent", "effectiveness").changes
    comparable = [change for change in changes if change.comparable]
    assert len({change.after.cycle for change in comparable}) > 1
    with pytest.raises(peel.IncomparableGradesError, match="several cycles: 2015, 2016, 2017"):
        peel.to_pandas(comparable, ordered=True)
    two = next([*pair] for pair in pairwise(comparable) if pair[0].after == pair[1].before)
    with pytest.raises(peel.IncomparableGradesError, match="several cycles"):
        peel.to_pandas(two, ordered=True)


def test_a_history_of_one_segment_may_be_ordered() -> None:
    history = peel.history("leicestershire", "efficiency")
    comparable = [judgement for judgement in history.judgements if judgement.cycle.id != "2014"]
    changes = tuple(change for change in history.changes if change.before in comparable)
    one = attrs.evolve(history, entries=tuple(comparable), changes=changes)
    assert len(one.segments) == 1
    assert peel.to_pandas(one, ordered=True)["grade"].cat.ordered


def test_nothing_to_compare_may_be_ordered() -> None:
    frame = peel.to_pandas([], kind=peel.Judgement, ordered=True)
    assert len(frame) == 0
    assert frame["grade"].cat.ordered


def own_judgements() -> list[peel.Judgement]:
    """Judgements on a scale of an own record, of which nobody else knows."""
    (judgement,) = peel.judgements(force="kent", cycle="2017", question="efficiency")
    cycle = attrs.evolve(judgement.cycle, scale="own")
    question = attrs.evolve(judgement.question, cycle=cycle)
    splendid, awful = (
        peel.Grade("own", "splendid", "Splendid", 3),
        peel.Grade("own", "awful", "Awful", 1),
    )
    return [
        attrs.evolve(judgement, cycle=cycle, question=question, grade=grade)
        for grade in (splendid, awful)
    ]


def test_grades_of_another_scale_are_kept_and_ordered_by_their_rank() -> None:
    own = own_judgements()
    assert peel.to_pandas(own)["grade"].to_list() == ["splendid", "awful"]
    frame = peel.to_pandas(own, ordered=True)
    assert (frame["grade"] < "splendid").to_list() == [False, True]
    assert peel.to_arrow(own)["grade"].to_pylist() == ["splendid", "awful"]
    assert peel.to_polars(own)["grade"].sort().to_list() == ["awful", "splendid"]
    mixed = [*own, peel.judgement("kent", "2016", "efficiency")]
    assert peel.to_polars(mixed)["grade"].to_list() == ["splendid", "awful", "good"]
    assert peel.to_arrow(mixed)["grade"].type.value_type == pa.string()


@pytest.mark.parametrize("scale", [peel.FOUR_TIER, peel.FIVE_TIER], ids=str)
def test_a_grade_that_a_record_adds_to_a_shipped_scale_has_its_place(
    scale: peel.JudgementScale,
) -> None:
    best = scale.grades[0]
    own = [
        attrs.evolve(best, key="exemplary", label="Exemplary", rank=best.rank + 1),
        attrs.evolve(best, key="dire", label="Dire", rank=0),
        scale["good"],
    ]
    frame = peel.to_pandas(own, ordered=True)
    keys = ["dire", *(grade.key for grade in reversed(scale.grades)), "exemplary"]
    assert frame["grade"].to_list() == [grade.key for grade in own]
    assert frame["grade"].cat.categories.to_list() == keys
    assert frame["grade"].max() == "exemplary"
    unordered = peel.to_pandas(own)["grade"]
    assert unordered.sort_values().to_list() == ["dire", "good", "exemplary"]
    assert set(unordered.cat.categories) == {"dire", *WORST_FIRST, "exemplary"}
    for table in (peel.to_arrow(own), peel.to_arrow(own, ordered=True)):
        assert table["grade"].to_pylist() == [grade.key for grade in own]
    assert peel.to_polars(own)["grade"].sort().to_list() == ["dire", "good", "exemplary"]


def test_a_grade_that_only_one_end_of_a_change_has_is_in_its_frame() -> None:
    change = peel.change("kent", "efficiency", "2016", "2017")
    own = attrs.evolve(peel.FOUR_TIER["good"], key="exemplary", label="Exemplary", rank=5)
    for end in ("before", "after"):
        of = attrs.evolve(change, **{end: attrs.evolve(getattr(change, end), grade=own)})
        assert peel.to_pandas([of])[end].to_list() == ["exemplary"]


@pytest.mark.parametrize("scale", [peel.FOUR_TIER, peel.FIVE_TIER], ids=str)
def test_the_order_is_that_of_the_ranks_of_the_rows(scale: peel.JudgementScale) -> None:
    last = len(scale) + 1
    own = [attrs.evolve(grade, rank=last - grade.rank) for grade in scale]
    worst_first = [grade.key for grade in sorted(own)]
    for ordered in (False, True):
        frame = peel.to_pandas(own[::-1], ordered=ordered)
        assert frame["grade"].sort_values().to_list() == worst_first
    assert peel.to_arrow(own)["grade"].combine_chunks().dictionary.to_pylist() == worst_first
    assert peel.to_polars(own)["grade"].sort().to_list() == worst_first


def test_no_grade_is_missing_because_no_key_stands_for_it() -> None:
    column = PlainColumn("grade", "grade", ["good", None], None)
    assert column.codes(["good"], -1) == [0, -1]
    with pytest.raises(KeyError, match="good"):
        column.codes(["adequate"], -1)
