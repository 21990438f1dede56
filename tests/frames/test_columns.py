"""The columns of each kind of record, the same in the three libraries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import peel
from peel._records._columns import COLUMNS
from tests.frames.examples import (
    ARROW,
    CONTAINERS,
    EXAMPLES,
    PANDAS,
    POLARS,
    SCHEMAS,
    columns,
    plain,
    record_class,
)


def test_every_kind_has_a_documented_schema_and_an_example() -> None:
    assert set(SCHEMAS) == set(EXAMPLES) == {kind.__name__ for kind in COLUMNS}


@pytest.mark.parametrize("kind", SCHEMAS)
@pytest.mark.parametrize("empty", [False, True])
def test_columns_and_types(kind: str, empty: bool) -> None:
    expected = columns(kind)
    records = [] if empty else EXAMPLES[kind]()
    given = record_class(kind) if empty else None

    frame = peel.to_pandas(records, kind=given)
    assert list(frame.columns) == list(expected)
    assert {name: str(dtype).partition("[p")[0] for name, dtype in frame.dtypes.items()} == {
        name: PANDAS[of] for name, of in expected.items()
    }

    polars = peel.to_polars(records, kind=given)
    assert polars.columns == list(expected)
    for name, of in expected.items():
        if of == "grade":
            assert isinstance(polars.schema[name], pl.Enum)
        else:
            assert polars.schema[name] == POLARS[of], name

    arrow = peel.to_arrow(records, kind=given)
    assert arrow.column_names == list(expected)
    for name, of in expected.items():
        if of == "grade":
            assert pa.types.is_dictionary(arrow.schema.field(name).type)
        else:
            assert arrow.schema.field(name).type == ARROW[of], name

    assert len(frame) == polars.height == arrow.num_rows
    assert (len(frame) == 0) is empty


@pytest.mark.parametrize("records", [*EXAMPLES.values(), *CONTAINERS.values()])
def test_the_three_libraries_hold_the_same_cells(records: Callable[[], Any]) -> None:
    frame = peel.to_pandas(records())
    expected = [
        {str(name): plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")
    ]
    for rows in (peel.to_polars(records()).to_dicts(), peel.to_arrow(records()).to_pylist()):
        assert [{name: plain(cell) for name, cell in row.items()} for row in rows] == expected
    assert expected


def test_a_judgement_as_a_row() -> None:
    (judgement,) = peel.judgements(force="leicestershire", cycle="2017", question="efficiency")
    row = peel.to_polars([judgement]).row(0, named=True)
    assert row["force"] == "leicestershire"
    assert row["force_name"] == "Leicestershire Police"
    assert (row["grade"], row["grade_label"], row["rank"], row["scale"]) == (
        "requires-improvement",
        "Requires improvement",
        2,
        "four-tier",
    )
    assert row["published"] == dt.date(2017, 11, 9)
    assert row["carried_from"] is None
    assert row["sources"] == [source.id for source in judgement.sources]
    assert row["evidence"] == judgement.evidence
    assert row["caveats"] == []


def test_every_judgement_is_a_row_with_its_own_cells() -> None:
    judgements = peel.judgements()
    for judgement, row in zip(judgements, peel.to_arrow(judgements).to_pylist(), strict=True):
        assert (row["force"], row["cycle"], row["question"]) == (
            judgement.force.id,
            judgement.cycle.id,
            judgement.question.id,
        )
        assert row["grade"] == (judgement.grade and judgement.grade.key)
        assert row["rank"] == (judgement.grade and judgement.grade.rank)
        assert row["theme"] == judgement.question.theme
        assert row["carried_from"] == (judgement.carried_from and judgement.carried_from.id)
        assert (row["published"], row["revised"]) == (judgement.published, judgement.revised)
        assert (row["evidence"], row["note"]) == (judgement.evidence, judgement.note)


def test_caveats_say_what_a_change_would_say() -> None:
    changes = peel.changes("2017", "2018-19", question="efficiency")
    assert any(change.caveats for change in changes)
    for change in changes:
        before, after = peel.to_polars([change.before, change.after])["caveats"].to_list()
        said = (*before, *after)
        assert change.caveats[: len(said)] == said
    revised = peel.judgements(
        force="northamptonshire", cycle="2023-25", question="responding-to-the-public"
    )
    (caveats,) = peel.to_polars(revised)["caveats"].to_list()
    assert any("2023/25: revised on 8 August 2024 from adequate" in caveat for caveat in caveats)


@pytest.mark.usefixtures("asked_with_gaps")
def test_lists_of_pandas_can_be_grouped_and_exploded() -> None:
    frame = peel.to_pandas(peel.judgements(force="kent"))
    assert frame.drop_duplicates("sources").shape[0] > 1
    ids = frame["sources"].explode()
    assert set(ids) <= {source.id for source in peel.sources()}


def test_a_figure_is_a_number() -> None:
    figures = peel.profiles(force="leicestershire", measure="officers-in-frontline-roles")
    assert figures[0].value == Decimal("96.8")
    assert peel.to_polars(figures)["value"].to_list() == [96.8]


def test_counts_that_nobody_published_are_null_and_not_zero() -> None:
    frame = peel.to_polars(peel.inspections(force="leicestershire"))
    counts = dict(zip(frame["cycle"], frame["adequate"], strict=True))
    assert counts["2017"] is None
    assert counts["2023-25"] == 2
    collected = dict(zip(frame["cycle"], frame["findings"], strict=True))
    assert collected["2016"] is None or peel.inspection("leicestershire", "2016").findings


def test_a_change_as_a_row() -> None:
    frame = peel.to_polars([peel.change("leicestershire", "efficiency", "2016", "2017")])
    row = frame.row(0, named=True)
    assert (row["before"], row["after"], row["steps"], row["direction"]) == (
        "good",
        "requires-improvement",
        -1,
        "declined",
    )
    assert (row["comparable"], row["reinspected"], row["interval_days"]) == (True, "yes", 371)


def test_a_change_that_is_none_has_no_steps() -> None:
    change = peel.change("leicestershire", "protecting-vulnerable-people", "2021-22", "2023-25")
    row = peel.to_pandas([change]).iloc[0]
    assert row["direction"] == "not comparable"
    assert row["steps"] is pd.NA
    assert not row["comparable"]


def test_text_reaches_pandas_in_the_form_in_which_it_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[tuple[object, object]] = []
    array = pd.array

    def watch(values: Any, dtype: Any) -> object:
        given.append((values, dtype))
        return array(values, dtype=dtype)

    monkeypatch.setattr(pd, "array", watch)
    peel.to_pandas(peel.judgements(cycle="2017"))
    for values, dtype in given:
        in_arrow = getattr(dtype, "storage", "") == "pyarrow"
        assert isinstance(values, pa.LargeStringArray) == in_arrow
