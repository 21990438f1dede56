"""All judgements as a frame, beside the same frame from dicts that lie ready."""

from __future__ import annotations

from collections.abc import Callable

import peel

from ._measure import COMPARISON, call, comparison, in_turn, table

_ROUNDS = 31
_LIMIT, _ARROW_LIMIT = 1.1, 1.2


def frames() -> str:
    """What `to_pandas`, `to_polars` and `to_arrow` cost on top of the frame itself."""
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    judgements = peel.judgements()
    table_of_all = peel.to_arrow(judgements)
    ready, schema = table_of_all.to_pylist(), table_of_all.schema
    dtypes = peel.to_pandas(judgements).dtypes.to_dict()
    polars_schema = peel.to_polars(judgements).schema
    pairs: list[tuple[str, Callable[[], object], str, Callable[[], object]]] = [
        (
            "`peel.to_pandas`",
            lambda: peel.to_pandas(judgements),
            "`pandas.DataFrame(dicts)`",
            lambda: pd.DataFrame(ready),
        ),
        (
            "`peel.to_pandas`",
            lambda: peel.to_pandas(judgements),
            "the same with the same types",
            lambda: pd.DataFrame(ready).astype(dtypes),
        ),
        (
            "`peel.to_polars`",
            lambda: peel.to_polars(judgements),
            "`polars.DataFrame(dicts)`",
            lambda: pl.DataFrame(ready, schema=polars_schema),
        ),
        (
            "`peel.to_arrow`",
            lambda: peel.to_arrow(judgements),
            "`pyarrow.Table.from_pylist(dicts)`",
            lambda: pa.Table.from_pylist(ready, schema),
        ),
    ]
    rows = [
        comparison(
            ours,
            theirs,
            in_turn(call(make), call(make_plain), _ROUNDS),
            _ARROW_LIMIT if "arrow" in ours else _LIMIT,
        )
        for ours, make, theirs, make_plain in pairs
    ]
    return table(COMPARISON, rows)
