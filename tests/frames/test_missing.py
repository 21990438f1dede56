"""What is missing, by one convention in each library."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import peel
from tests.frames.examples import EXAMPLES, TEXT, columns


def is_nan(cell: object) -> bool:
    return isinstance(cell, float) and cell != cell  # noqa: PLR0124


@pytest.mark.parametrize("kind", EXAMPLES)
def test_what_is_missing_is_nan_nat_or_for_numbers_na(kind: str) -> None:
    frame = peel.to_pandas(EXAMPLES[kind]())
    for name, of in columns(kind).items():
        missing = frame.loc[frame[name].isna(), name]
        if of in ("text", "grade", "list"):
            assert all(map(is_nan, missing)), name
        elif of == "day":
            assert all(cell is pd.NaT for cell in missing), name
        else:
            assert all(cell is pd.NA for cell in missing), name


@pytest.mark.parametrize(
    ("column", "value"), [("carried_from", "2016"), ("grade", "good"), ("pillar", "efficiency")]
)
def test_what_is_missing_is_not_equal_in_text_and_in_grades(column: str, value: str) -> None:
    comparison = peel.compare(["leicestershire", "GMP"], "2017")
    frame = peel.to_pandas(comparison)
    cells = [row[column] for row in peel.to_dicts(comparison)]
    assert (frame[column] != value).to_list() == [cell != value for cell in cells]
    assert (frame[column] == value).to_list() == [cell == value for cell in cells]
    assert len(frame[frame[column] != value]) == len(cells) - cells.count(value)


def test_columns_without_any_value_keep_their_type() -> None:
    undisputed = peel.judgements(force="leicestershire", cycle="2017", question="efficiency")
    frame = peel.to_pandas(undisputed)
    assert frame["dispute"].isna().all()
    assert frame["dispute"].dtype == frame["force"].dtype
    assert (frame["dispute"].fillna("none") == "none").all()


def test_nulls_are_the_library_s_own() -> None:
    not_graded = peel.judgements(force="GMP", cycle="2017", question="efficiency")
    row = peel.to_pandas(not_graded).iloc[0]
    assert is_nan(row["grade"])
    assert is_nan(row["grade_label"])
    assert row["rank"] is pd.NA
    assert row["revised"] is pd.NaT
    assert row["caveats"] == ()
    assert peel.to_arrow(not_graded)["grade"].null_count == 1
    assert peel.to_polars(not_graded)["rank"].null_count() == 1


def test_sources_of_what_is_not_recorded_are_missing_and_not_empty() -> None:
    frame: Any = peel.to_pandas(peel.compare(["leicestershire"], "2025-27"))
    assert set(frame["status"]) == {"unknown"}
    assert all(map(is_nan, frame["sources"]))


def test_before_pandas_3_text_is_kept_as_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pd, "__version__", "2.2.3")
    frame = peel.to_pandas(peel.forces())
    assert frame["force"].to_list() == [force.id for force in peel.forces()]


@pytest.mark.skipif(TEXT == "object", reason="pandas 2 keeps text as objects")
@pytest.mark.parametrize("storage", ["python", "pyarrow"])
def test_text_is_the_same_wherever_pandas_keeps_it(storage: str) -> None:
    comparison = peel.compare(["leicestershire", "GMP"], "2017")
    with pd.option_context("mode.string_storage", storage):
        frame = peel.to_pandas(comparison)
    assert frame["note"].dtype.storage == storage  # type: ignore[union-attr]
    assert frame.astype(object).equals(peel.to_pandas(comparison).astype(object))
