"""``python -m tests.benchmarks._probe LIBRARY DIRECTORY``: one library reads one record.

A process of its own, so that its memory is its own. Prints JSON: seconds and bytes by name.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psutil

T = TypeVar("T")
_LEAST_SECONDS = 1.0
_LEAST_ROUNDS = 3
_LOOPS = 1_000


def _timed(function: Callable[[], T]) -> tuple[float, T]:
    """The shortest time of some calls, more of them where that is cheap, and the last result."""
    times: list[float] = []
    while True:
        result: Any = None
        gc.collect()
        start = time.perf_counter()
        result = function()
        times.append(time.perf_counter() - start)
        if len(times) >= _LEAST_ROUNDS and sum(times) > _LEAST_SECONDS:
            return min(times), result


def _memory() -> int:
    gc.collect()
    held: int = psutil.Process().memory_info().rss
    return held


def _each(function: Callable[[], object]) -> float:
    function()
    return min(timeit.repeat(function, repeat=7, number=_LOOPS)) / _LOOPS


def _peel(directory: Path) -> dict[str, float]:
    import peel

    peel.load(directory.parent / "1")  # imports, and what structuring compiles once
    before = _memory()
    record = peel.load(directory)
    held = _memory() - before
    return {
        "load": _timed(lambda: peel.load(directory))[0],
        "bytes": held,
        "judgements": len(record.judgements()),
        "`grade` by ids": _each(lambda: record.grade("kent", "2017", "efficiency")),
        "`grade` by names": _each(lambda: record.grade("Kent Police", "2017", "Efficiency")),
        "`change`": _each(lambda: record.change("kent", "efficiency", "2016", "2017")),
        "`judgements(force=…)`, 50 or so": _each(lambda: record.judgements(force="kent")),
        "`judgements(force=…, cycle=…)`, 8": _each(
            lambda: record.judgements(force="kent", cycle="2023-25")
        ),
        "as_of": _timed(lambda: len(record.as_of("2018-01-01").judgements()))[0],
        "extend": _timed(lambda: record.extend(peel.bundled()))[0],
    }


def _pandas(directory: Path) -> dict[str, float]:
    import pandas as pd

    pd.read_csv(directory.parent / "1" / "judgements.csv")
    before = _memory()
    seconds, frame = _timed(lambda: pd.read_csv(directory / "judgements.csv"))
    return {"load": seconds, "bytes": _memory() - before, "judgements": len(frame)}


def _polars(directory: Path) -> dict[str, float]:
    import polars as pl

    pl.read_csv(directory.parent / "1" / "judgements.csv")
    before = _memory()
    seconds, frame = _timed(lambda: pl.read_csv(directory / "judgements.csv"))
    return {"load": seconds, "bytes": _memory() - before, "judgements": frame.height}


if __name__ == "__main__":
    probes = {"peel": _peel, "pandas": _pandas, "polars": _polars}
    print(json.dumps(probes[sys.argv[1]](Path(sys.argv[2]))))  # noqa: T201
