"""What type checkers make of the frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peel

if TYPE_CHECKING:
    from typing import assert_type

    import pandas as pd
    import polars as pl
    import pyarrow as pa


def test_frames_have_the_types_of_their_libraries() -> None:
    judgements = peel.judgements(cycle="2017")
    assert type(peel.to_pandas(judgements)).__name__ == "DataFrame"
    if TYPE_CHECKING:
        assert_type(peel.to_pandas(judgements), pd.DataFrame)
        assert_type(peel.to_polars(judgements), pl.DataFrame)
        assert_type(peel.to_arrow(judgements), pa.Table)


def test_what_a_frame_is_made_of() -> None:
    if TYPE_CHECKING:
        peel.to_pandas(peel.history("kent", "efficiency"))
        peel.to_polars(peel.distribution("2017", "efficiency"))
        peel.to_arrow(peel.compare(["kent", "essex"], "2017"))
        peel.to_pandas(peel.coverage())
        peel.to_pandas(peel.changes("2016", "2017", question="efficiency"))
        peel.to_pandas([], kind=peel.Judgement)
        peel.to_pandas(2017)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
