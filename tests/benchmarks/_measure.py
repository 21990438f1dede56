"""Two things timed in turn, so that whatever else the machine does slows both.

`timeit` times one statement and `pyperf` one after the other; a ratio needs A B A B.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_ROOT = Path(__file__).parents[2]
# The round that warms the caches writes bytecode, whatever this process was told.
_ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


class Pair(NamedTuple):
    """Seconds for two things, measured in turn."""

    ours: list[float]
    theirs: list[float]

    @property
    def of_minima(self) -> float:
        return min(self.ours) / min(self.theirs)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The lower and the upper one of the ratios within each pair."""
        low, _, high = statistics.quantiles(
            [ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True)], n=4
        )
        return low, high


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> Pair:
    """Seconds that each says it took, in turn, after one round that warms every cache."""
    ours(), theirs()
    timings = [(ours(), theirs()) for _ in range(rounds)]
    return Pair([first for first, _ in timings], [second for _, second in timings])


def process(code: str) -> Callable[[], float]:
    """Times a fresh interpreter that runs *code*, from its start to its end."""
    command = [sys.executable, "-c", code]

    def run() -> float:
        start = time.perf_counter()
        subprocess.run(  # noqa: S603
            command, check=True, stdout=subprocess.DEVNULL, env=_ENVIRONMENT
        )
        return time.perf_counter() - start

    return run


def ask_python(*arguments: str) -> Any:
    """What a fresh interpreter prints as JSON; it starts where the package `tests` is found."""
    ended = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        env=_ENVIRONMENT,
        cwd=_ROOT,
    )
    return json.loads(ended.stdout)


def call(function: Callable[[], object]) -> Callable[[], float]:
    """Times one call; what it returns is thrown away before the next."""

    def run() -> float:
        gc.collect()
        start = time.perf_counter()
        function()
        return time.perf_counter() - start

    return run


def loop(statement: str, names: dict[str, object], number: int) -> Callable[[], float]:
    """Times one execution of *statement*, as the mean of *number*."""
    timer = timeit.Timer(statement, globals=names)
    return lambda: timer.timeit(number) / number


def show_seconds(seconds: float) -> str:
    factor, unit = next((item for item in _UNITS if seconds >= item[0]), _UNITS[-1])
    return f"{seconds / factor:.3g}\N{NO-BREAK SPACE}{unit}"


def show_timings(timings: Sequence[float]) -> str:
    return f"{show_seconds(min(timings))} ({show_seconds(statistics.median(timings))})"


def show_verdict(value: float, limit: float | None) -> str:
    if limit is None:
        return ""
    return "yes" if value <= limit else "**no**"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


COMPARISON = ("", "peel", "beside it", "ratio", "at most", "met")


def comparison(ours: str, theirs: str, pair: Pair, limit: float | None) -> list[str]:
    """A row under the header `COMPARISON`."""
    low, high = pair.quartiles
    return [
        f"{ours} beside {theirs}",
        show_timings(pair.ours),
        show_timings(pair.theirs),
        f"{pair.of_minima:.2f} ({low:.2f} to {high:.2f})",
        "" if limit is None else f"{limit:g}",
        show_verdict(pair.of_minima, limit),
    ]
