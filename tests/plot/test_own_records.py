"""Records of one's own: names that mean something elsewhere, and scales that nobody knows."""

from __future__ import annotations

import io

import pytest
from matplotlib import pyplot as plt
from matplotlib.text import Text

import peel
import peel.plot
from tests.made import all_rows, made_of, with_renamed_cycles
from tests.plot.reading import heads, legend, rows, subtitle, texts

HOSTILE = (r"$\undefined$ Police", "Force of $5 to $6", r"50% & more_of #it \$", "<b>Force</b>")
FORCES = ("kent", "essex", "cheshire", "leicestershire")


@pytest.fixture
def hostile() -> peel.Dataset:
    """A record in which forces, questions and grades have names that mean something elsewhere."""
    tables = all_rows(peel.bundled())
    for name, force in zip(HOSTILE, FORCES, strict=True):
        row = tables["forces"][force,]
        tables["forces"][force,] = (force, name, *row[2:])
    question = tables["questions"]["2017", "efficiency"]
    tables["questions"]["2017", "efficiency"] = tuple(
        HOSTILE[0] if cell == "Efficiency" else cell for cell in question
    )
    return made_of(tables)


def test_names_are_no_formulas(hostile: peel.Dataset) -> None:
    drawn = [
        peel.plot.heatmap(hostile.compare(FORCES, "2017")),
        peel.plot.heatmap(hostile.judgements(force=FORCES, cycle="2017")),
        peel.plot.distribution(hostile.distribution("2017", "efficiency")),
        peel.plot.changes(hostile.changes("2016", "2017", question="efficiency")),
        *(peel.plot.timeline(hostile.history(force, "efficiency")) for force in FORCES),
    ]
    assert rows(drawn[0]) == sorted(HOSTILE)
    assert heads(drawn[0])[1] == HOSTILE[0]
    assert HOSTILE[3] in rows(drawn[3])
    for ax in drawn:
        ax.figure.savefig(io.BytesIO())
        assert not [text for text in ax.findobj(Text) if text.get_parse_math()]  # type: ignore[attr-defined]


def test_the_style_of_formulas_makes_no_difference(hostile: peel.Dataset) -> None:
    with plt.rc_context({"text.usetex": True}):
        ax = peel.plot.heatmap(hostile.compare(["kent", "essex"], "2017"))
    assert not [text for text in ax.findobj(Text) if text.get_usetex()]  # type: ignore[attr-defined]


def test_cycles_stand_in_the_order_of_their_table() -> None:
    record = with_renamed_cycles(c2014="pilot", c2018_19="integrated", c2021_22="1st")
    labels = [cycle.label for cycle in record.cycles()]
    for drawn in (
        peel.plot.timeline(record.history("leicestershire", theme="investigating-crime")),
        peel.plot.timeline([record.history("kent", theme=theme) for theme in record.themes()]),
    ):
        assert heads(drawn) == [label for label in labels if label in heads(drawn)]


@pytest.fixture
def two_tier() -> peel.Dataset:
    """A record with a cycle of its own on a scale of its own."""
    tables = all_rows(peel.bundled())
    tables["scales"] |= {
        ("two-tier", "pass"): ("two-tier", "pass", "Pass", "2", "", ""),
        ("two-tier", "fail"): ("two-tier", "fail", "Fail", "1", "", ""),
    }
    cycle = ("2029-30", "PEEL 2029/30", "HMICFRS", "two-tier", "A framework", "", "", "", "yes", "")
    tables["cycles"][cycle[0],] = cycle
    tables["questions"]["2029-30", "shift"] = (
        *("2029-30", "shift", "area", "", "investigating-crime", "Night shift", "", "always"),
    )
    source = next(iter(tables["sources"]))[0]
    for force, grade in (("kent", "pass"), ("essex", "fail")):
        tables["judgements"][force, "2029-30", "shift"] = (
            *(force, "2029-30", "shift", grade, "stated", "", "2030-01-01", "exact"),
            *("", "PEEL", source, "", ""),
        )
    return made_of(tables)


def test_a_scale_of_ones_own_is_drawn(two_tier: peel.Dataset) -> None:
    ax = peel.plot.heatmap(two_tier.compare(["kent", "essex"], "2029-30"))
    assert legend(ax) == ["Pass", "Fail"]
    assert "On the two-tier scale" in subtitle(ax)
    assert legend(peel.plot.heatmap(two_tier.judgements(cycle="2029-30"))) == ["Pass", "Fail"]
    ax = peel.plot.distribution(two_tier.distribution("2029-30", "shift"))
    assert legend(ax) == ["Pass", "Fail", "Not known whether graded"]
    ax = peel.plot.timeline(two_tier.history("kent", theme="investigating-crime"))
    assert heads(ax)[-1] == "2029/30"
    assert "Pass" in {text.rstrip("¹") for text in texts(ax)}
