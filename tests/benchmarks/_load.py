"""A whole data package, loaded and checked, beside `pandas.read_csv` of the same files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import peel

from ._measure import COMPARISON, call, comparison, in_turn, table

_ROUNDS = 15
_LIMIT = 3.5


def load() -> str:
    """What `peel.load` costs, every cell and rule checked, and a cut record on top of it."""
    import pandas as pd

    with TemporaryDirectory() as scratch:
        directory = Path(scratch) / "package"
        peel.bundled().save(directory)
        files = sorted(directory.glob("*.csv"))
        read = call(lambda: [pd.read_csv(file) for file in files])
        rows = [
            comparison(
                "`peel.load`, every row checked",
                "`pandas.read_csv` of the same files",
                in_turn(call(lambda: peel.load(directory)), read, _ROUNDS),
                _LIMIT,
            ),
            comparison(
                "`peel.as_of`, and all judgements of it",
                "`pandas.read_csv` of the same files",
                in_turn(call(lambda: peel.as_of("2018-01-01").judgements()), read, _ROUNDS),
                None,
            ),
        ]
    return table(COMPARISON, rows)
