"""A condition is no name: '>=good' is not good, and '!kent' least of all Kent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import peel

CONDITIONS = (
    *(
        ">={}",
        ">{}",
        "<={}",
        "<{}",
        "={}",
        "=={}",
        "!={}",
        "!{}",
        "~{}",
        "≥{}",
        "≤{}",
        "-{}",
        "–{}",
    ),
    *("{}+", "{}?", "{}%", "%{}", "^{}", "*{}", "{}..", "..{}", "{}…", "{}-", "{}–", "{}|x", "{}!"),
)
NAMES: dict[str, tuple[str, Callable[[str], object]]] = {
    "force": ("kent", peel.force),
    "force of a filter": ("kent", lambda name: peel.judgements(force=name)),
    "cycle": ("2017", peel.cycle),
    "cycle of a filter": ("2018/19", lambda name: peel.judgements(cycle=["2016", name])),
    "region": ("London", lambda name: peel.judgements(region=name)),
    "grade": ("good", peel.FOUR_TIER.parse),
    "grade of a filter": ("good", lambda name: peel.judgements(cycle="2017", grade=name)),
    "grade of a distribution": (
        "good",
        lambda name: peel.distribution("2017", "efficiency").share_text(name),
    ),
    "question": ("efficiency", lambda name: peel.question("2017", name)),
    "question of a filter": ("efficiency", lambda name: peel.judgements(question=name)),
    "theme": ("investigating crime", lambda name: peel.latest(theme=name)),
    "scale": ("four-tier", lambda name: peel.judgements(scale=name)),
    "basis": ("stated", lambda name: peel.judgements(basis=name)),
    "evidence": ("official", lambda name: peel.judgements(evidence=name)),
}


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize(("name", "ask"), NAMES.values(), ids=NAMES)
def test_a_condition_names_nothing(name: str, ask: Callable[[str], object], condition: str) -> None:
    assert ask(name) is not None
    with pytest.raises(peel.PeelError) as caught:
        ask(condition.format(name))
    assert isinstance(caught.value, (peel.UnknownNameError, peel.NotRecordedError))


@pytest.mark.parametrize("pattern", ["efficiency*", "efficiency.*", "*efficiency", "eff?ciency"])
def test_a_pattern_names_nothing(pattern: str) -> None:
    with pytest.raises(peel.UnknownQuestionError):
        peel.question("2017", pattern)


def test_the_error_suggests_the_name_in_it() -> None:
    with pytest.raises(peel.UnknownForceError) as force:
        peel.force("!kent")
    assert "kent" in force.value.nearest
    with pytest.raises(peel.UnknownGradeError) as grade:
        peel.FIVE_TIER.parse(">=good")
    assert "good" in str(grade.value)


@pytest.mark.parametrize(
    "name", ["- Kent", "Kent:", "Kent;", "• Kent", "‘Kent’", "Kent*", "Kent.", "(Kent)"]
)
def test_punctuation_as_in_a_list_does_not_matter(name: str) -> None:
    assert peel.force(name).id == "kent"
