"""Answers as frames: what is missing stays visible."""

from __future__ import annotations

import polars as pl
import pytest

import peel
from tests.frames.examples import (
    columns,
)


@pytest.mark.parametrize(
    ("cycle", "question"), [("2017", "efficiency"), ("2023-25", "investigating-crime")]
)
def test_a_distribution_has_a_row_for_every_force(cycle: str, question: str) -> None:
    distribution = peel.distribution(cycle, question)
    frame = peel.to_polars(distribution)
    assert frame["force"].to_list() == [force.id for force in peel.forces()]
    status = dict(frame["status"].value_counts().iter_rows())
    assert status.get("recorded", 0) == len(distribution.judgements)
    assert status.get("not graded", 0) == len(distribution.not_graded)
    assert status.get("not recorded", 0) == len(distribution.not_recorded)
    without = frame.filter(pl.col("status") != "recorded")
    assert without["grade"].null_count() == without.height > 0
    assert without["force_name"].null_count() == without["scale"].null_count() == 0


def test_a_comparison_has_a_row_for_every_cell() -> None:
    comparison = peel.compare(["kent", "greater-manchester"], "2017")
    frame = peel.to_pandas(comparison)
    assert len(frame) == len(comparison.questions) * 2
    cell = frame.set_index(["force", "question"]).loc["greater-manchester", "efficiency"]
    assert cell["status"] == "not graded"
    assert "Arena" in cell["note"]
    assert (frame["status"] == "not recorded").sum() == len(comparison.not_recorded)


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_history_counts_its_segments_and_shows_its_gaps() -> None:
    history = peel.history("greater-manchester", theme="investigating-crime")
    frame = peel.to_polars(history)
    rows = list(frame.select("cycle", "status", "segment").iter_rows())
    assert rows == [
        ("2014", "recorded", 1),
        ("2015", "recorded", 2),
        ("2016", "not recorded", None),
        ("2017", "recorded", 2),
        ("2018-19", "not recorded", None),
        ("2021-22", "recorded", 3),
        ("2023-25", "not recorded", None),
    ]
    assert frame.filter(status="recorded")["grade"].to_list() == [
        judgement.grade and judgement.grade.key for judgement in history.judgements
    ]


def test_every_row_of_a_history_is_of_its_force_and_says_why_it_has_no_grade() -> None:
    history = peel.history("greater-manchester", "efficiency")
    rows = peel.to_dicts(history)
    assert {row["force"] for row in rows} == {"greater-manchester"}
    graded = {row["cycle"]: row["question"] for row in rows if row["status"] == "recorded"}
    assert graded == {item.cycle.id: item.question.id for item in history.judgements}
    notes = {gap.cycle.id: gap.note for gap in history.gaps}
    assert any(notes.values())
    for row in rows:
        if row["cycle"] not in graded:
            assert row["note"] == notes[str(row["cycle"])]


def test_every_row_of_monitoring_is_of_its_period() -> None:
    monitoring = peel.monitoring(on="2024-01-15")
    rows = [(row["force"], row["start"]) for row in peel.to_dicts(monitoring)]
    assert rows == [(period.force.id, period.start.isoformat()) for period in monitoring]


def test_coverage_has_a_row_for_every_question() -> None:
    coverage = peel.coverage()
    frame = peel.to_polars(coverage)
    assert frame.height == len(coverage.rows)
    assert frame["expected"].sum() == coverage.expected
    assert frame["not_recorded"].sum() == len(coverage.missing())
    assert frame["forces_not_recorded"].list.len().to_list() == frame["not_recorded"].to_list()


def test_monitoring_on_a_day_says_what_is_only_possible() -> None:
    monitoring = peel.monitoring(force="cleveland", on="15 September 2023")
    assert peel.to_polars(monitoring)["possibly"].to_list() == [True]
    assert not peel.to_polars(peel.monitoring())["possibly"].any()


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_sequence_that_knows_its_kind_may_be_empty() -> None:
    latest = peel.latest(force="lincolnshire")
    assert len(latest) == 0
    assert list(peel.to_pandas(latest)) == list(columns("Judgement"))
