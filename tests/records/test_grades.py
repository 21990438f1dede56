"""Grades have an order on their scale and none across scales."""

from __future__ import annotations

import csv
import io
import operator
from collections.abc import Callable

import attrs
import pytest

import peel
from peel import FIVE_TIER, FOUR_TIER, Grade, JudgementScale
from peel._tables.shipped import shipped_bytes

SCALES = (FOUR_TIER, FIVE_TIER)


def test_the_scales_in_code_are_those_of_the_data() -> None:
    rows = csv.DictReader(io.StringIO(shipped_bytes("scales.csv").decode()))
    expected = [
        Grade(
            row["scale"],
            row["grade"],
            row["label"],
            int(row["rank"]),
            row["definition"] or None,
            row["source"],
        )
        for row in rows
    ]
    assert [grade for scale in SCALES for grade in scale] == expected


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_a_scale_is_ordered_best_first(scale: JudgementScale) -> None:
    best_first = list(scale)
    assert sorted(best_first, reverse=True) == best_first
    assert max(best_first) is scale["outstanding"]
    assert min(best_first) is scale["inadequate"]
    assert [grade.rank for grade in best_first] == list(range(len(scale), 0, -1))


def test_every_comparison_within_a_scale() -> None:
    good, adequate = FIVE_TIER["good"], FIVE_TIER["adequate"]
    assert adequate < good
    assert adequate <= good
    assert good > adequate
    assert good >= adequate
    assert good <= FIVE_TIER["good"]
    assert good >= FIVE_TIER["good"]
    assert not good < adequate
    assert not good < good  # noqa: PLR0124
    assert not adequate >= good


def test_good_is_not_good_on_the_other_scale() -> None:
    assert FOUR_TIER["good"] != FIVE_TIER["good"]
    assert len({FOUR_TIER["good"], FIVE_TIER["good"]}) == 2


@pytest.mark.parametrize("operator", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_no_order_across_scales(operator: str) -> None:
    with pytest.raises(TypeError, match="different judgement scales"):
        getattr(FOUR_TIER["good"], operator)(FIVE_TIER["good"])


@pytest.mark.parametrize("other", [3, "good", None, object()])
def test_no_order_with_other_types(other: object) -> None:
    assert FOUR_TIER["good"].__lt__(other) is NotImplemented
    with pytest.raises(TypeError, match="not supported between"):
        _ = FOUR_TIER["good"] < other  # type: ignore[operator]


def test_subtraction_points_to_change() -> None:
    with pytest.raises(TypeError, match=r"peel\.change"):
        FIVE_TIER["good"] - FIVE_TIER["adequate"]


@pytest.mark.parametrize(
    "text", ["requires-improvement", "Requires improvement", " REQUIRES_IMPROVEMENT "]
)
def test_parse_takes_key_and_label_in_any_case(text: str) -> None:
    assert FOUR_TIER.parse(text) is FOUR_TIER["requires-improvement"]


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_a_scale_is_asked_as_filters_are(scale: JudgementScale) -> None:
    for grade in scale:
        for asked in (grade, grade.key, grade.label, grade.label.upper(), f" {grade.key}"):
            assert scale[asked] is scale.parse(asked) is grade
            assert asked in scale


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        *(("O", "outstanding"), ("G", "good"), ("A", "adequate"), ("I", "inadequate")),
        *((asked, "requires-improvement") for asked in ("RI", "ri", "Ri", " RI ")),
    ],
)
def test_initials_are_grades(asked: str, key: str) -> None:
    assert FIVE_TIER[asked] is FIVE_TIER[key]
    assert (asked in FOUR_TIER) == (key in FOUR_TIER)
    in_cycle = peel.judgements(cycle="2021-22", grade=asked)
    assert in_cycle == peel.judgements(cycle="2021-22", grade=key)


@pytest.mark.parametrize("asked", ["o", "g", "a", "i", "R", "r", "IR", "R.I.", "E"])
def test_other_letters_are_none(asked: str) -> None:
    assert asked not in FIVE_TIER


def test_initials_of_two_grades_name_neither() -> None:
    scale = JudgementScale(
        "own", (Grade("own", "pass", "Pass", 2), Grade("own", "poor", "Poor", 1))
    )
    assert "P" not in scale
    assert scale["PASS"].rank == 2


def test_a_grade_that_another_record_defines_otherwise_is_the_scale_s_own() -> None:
    other = attrs.evolve(FOUR_TIER["good"], definition="of another record")
    assert other in FOUR_TIER
    assert FOUR_TIER.parse(other) is FOUR_TIER["good"]
    for one, two in ((other, FOUR_TIER["good"]), (FOUR_TIER["good"], other)):
        assert one <= two
        assert one >= two
        assert not one < two
        assert not one > two
        assert FOUR_TIER["outstanding"] > one > FOUR_TIER["inadequate"]
    with pytest.raises(
        peel.UnknownGradeError, match="no grade of the four-tier scale is called 'fair'"
    ):
        FOUR_TIER.parse(attrs.evolve(other, key="fair"))


def test_parse_takes_a_grade_of_its_own_scale_only() -> None:
    assert FOUR_TIER.parse(FOUR_TIER["good"]) is FOUR_TIER["good"]
    with pytest.raises(
        peel.UnknownGradeError, match="a grade of the five-tier scale, not of the four"
    ):
        FOUR_TIER.parse(FIVE_TIER["good"])


@pytest.mark.parametrize("asked", ["adequate", "goood", "", "  "])
def test_unknown_grades(asked: str) -> None:
    with pytest.raises(peel.UnknownGradeError) as caught:
        FOUR_TIER.parse(asked)
    assert caught.value.asked == asked
    with pytest.raises(peel.UnknownGradeError):
        FOUR_TIER[asked]


def test_an_unknown_grade_names_what_there_is_and_what_is_near() -> None:
    with pytest.raises(
        peel.UnknownGradeError, match="outstanding, good, requires-improvement"
    ) as caught:
        FOUR_TIER["outstandin"]
    assert caught.value.nearest == ("outstanding",)


def test_wrong_types_are_type_errors() -> None:
    with pytest.raises(TypeError, match="as text or a Grade, not as int"):
        FOUR_TIER.parse(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="as text or a Grade, not as NoneType"):
        FOUR_TIER[None]  # type: ignore[index]


def test_membership_is_by_key_or_grade() -> None:
    assert "good" in FOUR_TIER
    assert FOUR_TIER["good"] in FOUR_TIER
    assert FIVE_TIER["good"] not in FOUR_TIER
    assert "adequate" not in FOUR_TIER
    assert "Good" in FOUR_TIER
    assert "g" not in FOUR_TIER
    assert 3 not in FOUR_TIER


def test_text() -> None:
    assert str(FOUR_TIER["requires-improvement"]) == "Requires improvement"
    assert str(FOUR_TIER) == "four-tier: Outstanding, Good, Requires improvement, Inadequate"
    assert repr(FIVE_TIER["good"]) == ("Grade(scale='five-tier', key='good', label='Good', rank=4)")


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_grades_of_two_scales_are_named_in_the_order_in_which_they_stand(
    compare: Callable[[object, object], object],
) -> None:
    with pytest.raises(TypeError, match=r"^'Good' \(four-tier\) and 'Adequate' \(five-tier\)"):
        compare(FOUR_TIER["good"], FIVE_TIER["adequate"])
    with pytest.raises(TypeError, match="not supported between"):
        compare(FOUR_TIER["good"], 3)
