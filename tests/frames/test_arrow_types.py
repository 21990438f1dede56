"""Types that the documentation promises, and a figure of nought."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

import peel
from peel._frames.parquet import table_types, write_parquet


def test_a_grade_is_a_text_of_a_dictionary_with_the_smallest_index() -> None:
    for records in (peel.judgements(cycle="2017"), peel.judgements()):
        grade = peel.to_arrow(records).schema.field("grade").type
        assert (grade.index_type, grade.value_type) == (pa.int8(), pa.string())


def test_a_figure_of_nought_is_no_missing_one() -> None:
    row = next(iter(peel.bundled().rows("profiles")))
    stream = io.BytesIO()
    rows = [{**row, "value": value} for value in (0, None)]
    write_parquet(table_types("profiles"), rows, stream)
    read = pq.read_table(io.BytesIO(stream.getvalue()))
    assert read.column("value").to_pylist() == [0.0, None]
