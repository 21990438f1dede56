"""All judgements as a frame, beside the same frame from dicts that lie ready."""

from __future__ import annotations

from collections.abc import Callable

import peel

from ._measure import COMPARISON, call, comparison, in_turn, table

_ROUNDS = 31
_LIMIT = 1.5


def frames() -> str:
    """What `to_pandas`, `to_polars` and `to_arrow` cost on top of the frame itself."""
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    judgements = peel.judgements()
    ready = peel.to_arrow(judgements).to_pylist()
    pairs: list[tuple[str, Callable[[], object], str, Callable[[], object]]] = [
        (
            "`peel.to_pandas`",
            lambda: peel.to_pandas(judgements),
            "`pandas.DataFrame(dicts)`",
            lambda: pd.DataFrame(ready),
        ),
        (
            "`peel.to_polars`",
            lambda: peel.to_polars(judgements),
            "`polars.DataFrame(dicts)`",
            lambda: pl.DataFrame(ready, infer_schema_length=None),
        ),
        (
            "`peel.to_arrow`",
            lambda: peel.to_arrow(judgements),
            "`pyarrow.Table.from_pylist(dicts)`",
            lambda: pa.Table.from_pylist(ready),
        ),
    ]
    rows = [
        comparison(ours, theirs, in_turn(call(make), call(make_plain), _ROUNDS), _LIMIT)
        for ours, make, theirs, make_plain in pairs
    ]
    return table(COMPARISON, rows)
