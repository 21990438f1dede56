"""Look-ups in a process that has asked before."""

from __future__ import annotations

import pickle
import statistics
import time
from typing import NamedTuple

import peel

from ._measure import (
    COMPARISON,
    Pair,
    comparison,
    in_turn,
    loop,
    show_seconds,
    show_timings,
    show_verdict,
    table,
)

_ROUNDS = 31
_LOOPS = 10_000


class _Record(NamedTuple):
    label: str


def warm() -> str:
    """Ratios to other look-ups, look-ups in microseconds, and filters by the size of the result."""
    return f"{_ratios()}\n{_look_ups()}\n{_filters()}"


def _ratios() -> str:
    import pycountry

    plain = {
        (item.force.id, item.cycle.id, item.question.id): item.grade for item in peel.judgements()
    }
    names: dict[str, object] = {"peel": peel, "plain": plain, "pycountry": pycountry}
    grade = 'peel.grade("leicestershire", "2017", "efficiency")'
    others = [
        (
            'plain["leicestershire", "2017", "efficiency"].label',
            "a dict look-up and an attribute",
            4,
        ),
        ('pycountry.countries.get(alpha_2="GB")', "`pycountry.countries.get`", 1),
    ]
    rows = [
        comparison("`peel.grade` by ids", name, _pair(grade, code, names), limit)
        for code, name, limit in others
    ]
    return table(COMPARISON, rows)


def _pair(ours: str, theirs: str, names: dict[str, object]) -> Pair:
    return in_turn(loop(ours, names, _LOOPS), loop(theirs, names, _LOOPS), _ROUNDS)


def _look_ups() -> str:
    limit = 5e-6
    statements: list[tuple[str, float | None]] = [
        ('peel.grade("Leicestershire Police", "2017", "Efficiency")', limit),
        ('peel.grade("GMP", "2018/19", "Efficiency")', limit),
        ('peel.force("GMP")', limit),
        ('peel.cycle("2023/25")', limit),
        ('peel.question("2017", "Efficiency")', limit),
        ('peel.judgement("leicestershire", "2017", "efficiency")', limit),
        ('peel.change("leicestershire", "efficiency", "2016", "2017")', limit),
        ('peel.change("Leicestershire Police", "Efficiency", "PEEL 2016", "PEEL 2017")', None),
    ]
    rows: list[list[str]] = []
    for statement, at_most in statements:
        timings = _timings(statement, _LOOPS)
        target = "" if at_most is None else show_seconds(at_most)
        verdict = show_verdict(min(timings), at_most)
        rows.append([f"`{statement}`", show_timings(timings), target, verdict])
    rows.append(
        ["a `change` that nobody has asked for before", show_timings(_first_changes()), "", ""]
    )
    return table(("look-up", "time", "at most", "met"), rows)


def _first_changes() -> list[float]:
    """Seconds for each change from 2016 to 2017, in copies of the record that were never asked."""
    cells = [
        (change.after.force.id, change.after.question.id)
        for force in peel.forces()
        for change in peel.changes("2016", "2017", force=force)
    ]
    pickled = pickle.dumps(peel.bundled())
    timings: list[float] = []
    for _ in range(_ROUNDS):
        record = pickle.loads(pickled)  # noqa: S301 (pickled above)
        record.judgements()
        start = time.perf_counter()
        for force, question in cells:
            record.change(force, question, "2016", "2017")
        timings.append((time.perf_counter() - start) / len(cells))
    return timings


def _timings(statement: str, number: int) -> list[float]:
    run = loop(statement, {"peel": peel}, number)
    run()
    return [run() for _ in range(_ROUNDS)]


def _filters() -> str:
    sizes: list[int] = []
    times: list[float] = []
    for cycle in peel.cycles():
        sizes.append(len(peel.judgements(cycle=cycle.id)))
        times.append(min(_timings(f'peel.judgements(cycle="{cycle.id}")', 50)))
    slope, intercept = statistics.linear_regression(sizes, times)
    fit = statistics.correlation(sizes, times) ** 2
    return (
        f"`peel.judgements(cycle=…)` takes {show_seconds(intercept)} and {show_seconds(slope)} for each "
        f"judgement of the result (R² {fit:.3f}).\n"
    )
