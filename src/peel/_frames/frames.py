"""`to_pandas`, `to_polars` and `to_arrow`: what the types of columns (_columns.py) become in each.

======== ======================== ============ ========================
type     pandas                   polars       Arrow
======== ======================== ============ ========================
text     str (object on pandas 2) String       string
whole    Int64                    Int64        int64
number   Float64                  Float64      double
yes-no   boolean                  Boolean      bool
day      datetime64[s]            Date         date32
list     object (tuples of text)  List(String) list<string>
grade    category                 Enum         dictionary<int8, string>
======== ======================== ============ ========================
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from math import nan
from typing import TYPE_CHECKING

from peel._about import library
from peel._frames.categories import every_grade, grades_of_scale, require_comparable
from peel._frames.plain import PlainColumn, each_row, plain_frame
from peel._records._columns import ColumnType
from peel._records._dicts import said_beside
from peel._records._rows import Frameable
from peel._words.text import require_flag

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


def to_pandas(
    records: Frameable, *, kind: type | None = None, ordered: bool = False
) -> pd.DataFrame:
    """Records as a `pandas.DataFrame`: one row a record, flat columns of fixed names and types.

    A judgement has ``force``, ``cycle``, ``question``, ``grade`` (key), ``grade_label``, ``rank``
    (1 is worst), ``scale``, labels, ``basis``, ``evidence``, days, ``sources`` (ids), ``dispute``,
    ``caveats`` and ``note``. A `Distribution` has a row for every force, a `Comparison` for every
    cell, a `History` for every judgement (with its ``segment``) and every cycle without one; their
    ``status`` says ``recorded``, ``not graded``, ``not recorded`` or ``unknown``. A `Coverage` has
    a row for every question. What a sequence such as `GradeChanges` or `Latest` left out is no row:
    ``frame.attrs["peel"]`` says how many and which, by reason, and which edition of the record the
    rows are of. pandas keeps it in a selection, a copy and a Parquet file, and drops it where
    frames that differ in it are put together.

    ``grade`` is a category of all grades, worst first, by which tables are sorted and grouped. It
    has no order: ``<`` raises `TypeError`, also in a merge or concatenation of several cycles,
    whose grades may not be compared. ``==`` is not guarded: *good* of 2021-22 equals *good* of
    2023-25, which does not mean that nothing changed; `peel.changes` knows.

    Missing text, lists and grades are NaN, missing days ``NaT``, missing numbers ``pd.NA`` (so that
    whole numbers stay whole). Lists are tuples of text; figures are floats.

    Args:
        records: Records of one kind, or a `History`, `Distribution`, `Comparison` or `Coverage`.
        kind: The record class, for a sequence of one's own that may be empty.
        ordered: Whether the grades have an order, so that ``<`` means worse.

    Raises:
        ImportError: If pandas is not installed.
        IncomparableGradesError: For *ordered*, unless all rows are of one cycle, of one segment of
            a history, or comparable changes between the same two cycles.
        TypeError: For records of several kinds, or what is no record.
        InvalidArgumentError: For an empty list without *kind*; for *ordered* where there are no grades.

    >>> import peel
    >>> efficiency = peel.judgements(cycle="2017", question="efficiency")
    >>> frame = peel.to_pandas(efficiency, ordered=True)
    >>> int((frame["grade"] < "good").sum())
    10
    >>> changes = peel.to_pandas(peel.changes("2016", "2017", "efficiency"))
    >>> changes.attrs["peel"]["left_out"]["not_graded"]
    {'number': 1, 'which': ['greater-manchester']}
    >>> peel.to_pandas(efficiency)["grade"] < "good"
    Traceback (most recent call last):
    TypeError: Unordered Categoricals can only compare equality or not
    """
    pandas = library("pandas")
    read = plain_frame(records, kind)
    require_flag("ordered", ordered)
    if ordered:
        require_comparable(read.kind, read.rows)
    keys = (grades_of_scale if ordered else every_grade)(read.grades)
    numpy, types = import_module("numpy"), _pandas_types()
    in_arrow = getattr(types.get("text"), "storage", "") == "pyarrow"

    def array(column: PlainColumn) -> object:
        if column.type == "grade":
            return pandas.Categorical.from_codes(column.codes(keys, -1), keys, ordered=ordered)
        if column.type == "text" and in_arrow:
            cells = import_module("pyarrow").array(column.values, "large_string")
            return pandas.array(cells, dtype=types["text"])
        if column.type in types:
            return pandas.array(column.values, dtype=types[column.type])
        objects = numpy.empty(len(column.values), dtype=object)
        objects[:] = column.or_else(nan)
        return objects

    arrays = each_row(
        read.columns,
        array,
        lambda positions: numpy.array(positions, dtype="intp"),
    )
    frame: pd.DataFrame = pandas.DataFrame(arrays, copy=False)
    if said := said_beside(records):
        frame.attrs["peel"] = said
    return frame


def _pandas_types() -> dict[ColumnType, object]:
    """The types of all columns but those of objects: of lists and, before pandas 3, of text."""
    pandas = import_module("pandas")
    types: dict[ColumnType, object] = {
        "whole": "Int64",
        "number": "Float64",
        "yes-no": "boolean",
        "day": "datetime64[s]",
    }
    if int(pandas.__version__.partition(".")[0]) >= 3:  # noqa: PLR2004
        types["text"] = pandas.StringDtype(na_value=nan)
    return types


def to_polars(records: Frameable, *, kind: type | None = None) -> pl.DataFrame:
    """Records as a `polars.DataFrame`, with the columns of `to_pandas`.

    ``grade`` is an ``Enum`` of the grades of its scale (of all scales, where there are several),
    worst first. polars compares it by that order without a word, also the grades of two cycles
    that may not be compared: nothing guards ``<``, ``max`` or a join. What changed between two
    cycles, `peel.changes` knows.

    Days are ``Date``, lists ``List(String)``. A frame of polars has no place for what has no row, or
    for the edition of the record: ask the answer (``.edition``, ``.not_recorded`` …), or Arrow.

    Args:
        records: As for `to_pandas`.
        kind: As for `to_pandas`.

    Raises:
        ImportError: If polars is not installed.
        TypeError: For records of several kinds, or what is no record.
        InvalidArgumentError: For an empty list without *kind*.

    >>> import peel
    >>> frame = peel.to_polars(peel.distribution("2017", "efficiency"))
    >>> frame.height, frame["status"].to_list().count("not graded")
    (43, 1)
    """
    polars = library("polars")
    read = plain_frame(records, kind)
    types: Mapping[ColumnType, object] = {
        "text": polars.String,
        "whole": polars.Int64,
        "number": polars.Float64,
        "yes-no": polars.Boolean,
        "day": polars.Date,
        "list": polars.List(polars.String),
        "grade": polars.Enum(grades_of_scale(read.grades)),
    }

    arrays = each_row(
        read.columns,
        lambda column: polars.Series(column.name, column.values, types[column.type]),
        lambda positions: positions,
        take="gather",
    )
    frame: pl.DataFrame = polars.DataFrame(list(arrays.values()))
    return frame


def to_arrow(records: Frameable, *, kind: type | None = None, ordered: bool = False) -> pa.Table:
    """Records as a `pyarrow.Table`, with the columns of `to_pandas`.

    ``grade`` is a dictionary of the grades of its scale (of all scales, where there are several),
    worst first. What reads the table, such as DuckDB, may compare it as text: nothing guards it,
    and what changed between two cycles, `peel.changes` knows.

    Days are ``date32``, lists ``list<string>``. What `to_pandas` says in ``attrs["peel"]`` is JSON in
    the metadata of the schema, under ``peel``: it goes into Parquet and Feather files.

    Args:
        records: As for `to_pandas`.
        kind: As for `to_pandas`.
        ordered: Whether the dictionary is marked as ordered; refused as by `to_pandas`.

    Raises:
        ImportError: If pyarrow is not installed.
        IncomparableGradesError: For *ordered*, where the grades may not be compared.
        TypeError: For records of several kinds, or what is no record.
        InvalidArgumentError: For an empty list without *kind*; for *ordered* where there are no grades.

    >>> import peel
    >>> judgements = peel.judgements(cycle="2017")
    >>> peel.to_arrow(judgements).schema.field("grade").type.ordered
    False
    >>> peel.to_arrow(judgements, ordered=True).schema.field("grade").type.ordered
    True
    """
    arrow = library("pyarrow")
    read, types = plain_frame(records, kind), arrow_types()
    require_flag("ordered", ordered)
    if ordered:
        require_comparable(read.kind, read.rows)
    keys = grades_of_scale(read.grades)

    def array(column: PlainColumn) -> object:
        if column.type != "grade":
            return arrow.array(column.values, types[column.type])
        codes = arrow.array(column.codes(keys, None), arrow.int8())
        return arrow.DictionaryArray.from_arrays(codes, arrow.array(keys), ordered=ordered)

    said = said_beside(records)
    made: pa.Table = arrow.table(
        each_row(
            read.columns,
            array,
            lambda positions: arrow.array(positions, arrow.int32()),
        ),
        metadata={"peel": json.dumps(said)} if said else None,
    )
    return made


def arrow_types() -> Mapping[ColumnType, object]:
    arrow = import_module("pyarrow")
    return {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "yes-no": arrow.bool_(),
        "day": arrow.date32(),
        "list": arrow.list_(arrow.string()),
    }
