"""What a frame says beside its rows: which record they are of, and what has no row."""

from __future__ import annotations

import io
import json
import pickle
import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import peel
from peel._records._dicts import to_plain

Asked = Callable[[peel.Dataset], Any]

#: Answers whose frames have no row for what they leave out.
LEAVING_OUT: dict[str, Asked] = {
    "latest of a theme": lambda record: record.latest(theme="investigating-crime"),
    "latest of a force": lambda record: record.latest("cleveland"),
    "changes of a question": lambda record: record.changes(
        "2017", "2018-19", "effectiveness.preventing-crime"
    ),
    "changes of a force": lambda record: record.changes("2016", "2017", force="leicestershire"),
    "findings": lambda record: record.findings(cycle="2023-25"),
}
OTHERS: dict[str, Asked] = {
    "judgements": lambda record: record.judgements(cycle="2017"),
    "distribution": lambda record: record.distribution("2017", "efficiency"),
    "comparison": lambda record: record.compare(["kent", "essex"], "2017"),
    "history": lambda record: record.history("kent", "efficiency"),
    "coverage": lambda record: record.coverage(),
    "monitoring": lambda record: record.monitoring(),
    "cells": lambda record: record.cells(force="kent"),
}
EVERY = {**LEAVING_OUT, **OTHERS}


def beside(frame: pd.DataFrame) -> Any:
    return frame.attrs["peel"]


@pytest.mark.parametrize("name", EVERY)
def test_a_frame_says_which_record_it_is_of(name: str, with_gaps: peel.Dataset) -> None:
    early = with_gaps.as_of("2024-06-30")
    for record in (with_gaps, early):
        said = beside(peel.to_pandas(EVERY[name](record)))
        assert {key: said[key] for key in ("version", "newest_grade", "as_of", "changed")} == {
            "version": record.edition.version,
            "newest_grade": to_plain(record.edition.newest_grade),
            "as_of": to_plain(record.edition.as_of),
            "changed": True,
        }
        assert said["dates"] == str(record.edition)


@pytest.mark.parametrize("name", LEAVING_OUT)
def test_what_has_no_row_is_numbered_and_named(name: str, with_gaps: peel.Dataset) -> None:
    answer = LEAVING_OUT[name](with_gaps)
    left_out = beside(peel.to_pandas(answer))["left_out"]
    whole = answer.to_dict()
    assert any(one["number"] for one in left_out.values())
    for why, one in left_out.items():
        assert one["number"] == len(one["which"]) == len(getattr(answer, why))
        if why in ("not_graded", "not_recorded", "not_collected", "selected"):
            assert one["which"] == whole[why]


@pytest.mark.parametrize("asked", [{"force": "cleveland"}, {"theme": "investigating-crime"}])
def test_an_older_grade_is_named_by_what_the_answer_lists(
    asked: dict[str, str], with_gaps: peel.Dataset
) -> None:
    latest = with_gaps.latest(**asked)
    old = [item.judgement for item in latest.superseded]
    named = [item.force.id if latest.theme else item.question.id for item in old]
    assert beside(peel.to_pandas(latest))["left_out"]["superseded"]["which"] == named != []


def test_rows_and_what_has_none_are_all_forces(with_gaps: peel.Dataset) -> None:
    every = {force.id for force in with_gaps.forces()}
    for name in ("latest of a theme", "changes of a question"):
        frame = peel.to_pandas(LEAVING_OUT[name](with_gaps))
        missing = {item for one in beside(frame)["left_out"].values() for item in one["which"]}
        assert set(frame["force"]) < every
        assert set(frame["force"]) | missing == every


def test_a_frame_of_a_latest_has_its_notes(with_gaps: peel.Dataset) -> None:
    latest = with_gaps.latest("cleveland")
    assert beside(peel.to_pandas(latest))["notes"] == list(latest.notes) != []


def test_what_is_of_no_edition_says_nothing() -> None:
    for records in (peel.forces(), list(peel.judgements(cycle="2017"))):
        assert peel.to_pandas(records).attrs == {}
        assert peel.to_arrow(records).schema.metadata is None


@pytest.mark.parametrize("name", EVERY)
def test_arrow_says_the_same_in_the_metadata_of_its_schema(name: str) -> None:
    answer = EVERY[name](peel.bundled())
    table = peel.to_arrow(answer)
    said = beside(peel.to_pandas(answer))
    assert json.loads(table.schema.metadata[b"peel"]) == said
    assert table.slice(1).sort_by(table.column_names[0]).schema.metadata == table.schema.metadata
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream)
    read = pq.read_table(pa.BufferReader(stream.getvalue()))
    assert json.loads(read.schema.metadata[b"peel"]) == said


def test_it_outlives_what_is_usually_done_with_a_frame() -> None:
    frame = peel.to_pandas(LEAVING_OUT["changes of a question"](peel.bundled()))
    said = beside(frame)
    stream = io.BytesIO()
    plain = frame.select_dtypes(exclude="category").drop(
        columns=[name for name in frame if isinstance(frame[name].iloc[0], tuple)]
    )
    plain.to_parquet(stream)
    for kept in (
        frame[frame["direction"] == "declined"],
        frame.sort_values("force"),
        frame.head(3),
        frame.drop(columns="direction"),
        frame.copy(),
        frame.set_index("force"),
        frame.query("steps == 1"),
        frame.assign(one=1),
        pickle.loads(pickle.dumps(frame)),  # noqa: S301
        pd.read_parquet(stream),
    ):
        assert beside(kept) == said


def test_frames_that_differ_are_put_together_without_a_word() -> None:
    one, other = (
        peel.to_pandas(peel.changes("2016", "2017", question))
        for question in ("efficiency", "effectiveness.preventing-crime")
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        both = pd.concat([one, other], ignore_index=True)
        same = pd.concat([one, one], ignore_index=True)
        joined = one.merge(other, on="force")
    assert one.attrs != other.attrs
    assert both.attrs == {}
    assert beside(same) == beside(one)
    assert len(joined) > 0


def test_a_frame_of_monitoring_says_how_far_the_table_tells(with_gaps: peel.Dataset) -> None:
    monitoring = with_gaps.monitoring("lincolnshire")
    assert beside(peel.to_pandas(monitoring))["kept_line"] == monitoring.kept_line
