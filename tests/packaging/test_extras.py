"""Each extra works alone, and what is not installed is named."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

import peel


@pytest.mark.parametrize(
    ("function", "library", "extra"),
    [
        ("to_pandas", "pandas", "pandas"),
        ("to_polars", "polars", "polars"),
        ("to_arrow", "pyarrow", "arrow"),
    ],
)
def test_frames_with_and_without_their_library(function: str, library: str, extra: str) -> None:
    make = getattr(peel, function)
    if find_spec(library):
        assert len(make(peel.forces())) == 43
        assert len(make(peel.judgements(cycle="2017"))) == len(peel.judgements(cycle="2017"))
    else:
        with pytest.raises(ImportError, match=extra):
            make(peel.forces())
