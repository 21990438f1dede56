"""Whole processes: what an import costs, and what the first answer costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import peel

from ._measure import COMPARISON, ask_python, comparison, in_turn, process, show_timings, table

_PAIRS = 31
_JUDGEMENTS = Path(peel.__file__).parent / "data" / "judgements.csv"

_ANSWER = 'import peel; print(peel.grade("leicestershire", "2017", "efficiency"))'
_SHOW = 'import sys; sys.argv = ["peel", "show", "cleveland"]; from peel.__main__ import run; run()'
_PANDAS = f"""
import pandas
record = pandas.read_csv({str(_JUDGEMENTS)!r})
cell = (
    (record.force == "leicestershire")
    & (record.cycle == "2017")
    & (record.question == "efficiency")
)
print(record[cell].grade.iloc[0])
"""
_PYCOUNTRY = 'import pycountry; print(pycountry.countries.get(alpha_2="GB").name)'
_HOLIDAYS = 'import holidays; print(holidays.country_holidays("GB").get("2025-12-25"))'
_BY_HAND = f"""
import csv
with open({str(_JUDGEMENTS)!r}, encoding="utf-8", newline="") as file:
    reader = csv.reader(file)
    next(reader)
    record = {{(row[0], row[1], row[2]): row[3] for row in reader}}
print(record["leicestershire", "2017", "efficiency"])
"""

# The stages of a first answer in a fresh process, and of a second one, which reads the tables.
_STAGES = """
from time import perf_counter
times = [perf_counter()]
import attrs
times.append(perf_counter())
import peel
times.append(perf_counter())
grade = peel.grade
times.append(perf_counter())
grade("leicestershire", "2017", "efficiency")
times.append(perf_counter())
grade("Kent Police", "2017", "Efficiency")
times.append(perf_counter())
import json
print(json.dumps([after - before for before, after in zip(times, times[1:])]))
"""


def imports() -> str:
    """What `import peel` costs beside other imports."""
    limits = {"attrs": 1.45, "us": 1.0, "pycountry": 1.0, "holidays": 1.0}
    rows = [
        comparison(
            "`import peel`",
            f"`import {other}`",
            in_turn(process("import peel"), process(f"import {other}"), _PAIRS),
            limit,
        )
        for other, limit in limits.items()
    ]
    return table(COMPARISON, rows)


def cold() -> str:
    """What the first answer of a fresh process costs, beside others and in its parts."""
    others = [
        ("`pandas.read_csv`", _PANDAS, 0.2),
        ("a `pycountry` look-up", _PYCOUNTRY, 1.0),
        ("a `holidays` look-up", _HOLIDAYS, 0.8),
        ("by hand with `csv` and a dict", _BY_HAND, None),
    ]
    rows = [
        comparison("a grade", name, in_turn(process(_ANSWER), process(code), _PAIRS), limit)
        for name, code, limit in others
    ]
    both = in_turn(process(_SHOW), process(_ANSWER), _PAIRS)
    rows.append(comparison("`peel show cleveland`", "a grade", both, 1.3))
    return table(COMPARISON, rows) + "\n" + _parts()


def _parts() -> str:
    whole = in_turn(process(_ANSWER), process("pass"), _PAIRS)
    runs: list[list[float]] = [ask_python("-c", _STAGES) for _ in range(_PAIRS)]
    attrs, own, machinery, answer, second = zip(*runs, strict=True)
    parts: list[tuple[str, Sequence[float]]] = [
        ("the interpreter", whole.theirs),
        ("`import attrs`", attrs),
        ("the rest of `import peel`", own),
        ("imports of the first look-up: the data set", machinery),
        ("the grade, found in the bytes of the files", answer),
        ("the whole process", whole.ours),
        ("a second grade, by names: all record classes and the tables", second),
    ]
    rows = [(name, show_timings(of)) for name, of in parts]
    return table(("part of the first answer", "time"), rows)
