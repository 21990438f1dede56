"""First use from many threads or processes at once gives one data set and no error."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import pkgutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import peel

#: One call of every public function, as a person would make it.
CALLS: dict[str, Callable[[], object]] = {
    "as_of": lambda: peel.as_of("10 November 2017"),
    "bundled": peel.bundled,
    "change": lambda: peel.change("leicestershire", "efficiency", "2016", "2017"),
    "changes": lambda: peel.changes("2016", "2017", question="efficiency"),
    "cite": peel.cite,
    "comparability": lambda: peel.comparability("2021-22", "2023-25"),
    "compare": lambda: peel.compare(["kent", "essex"], "2017"),
    "coverage": peel.coverage,
    "cycle": lambda: peel.cycle("2023/25"),
    "cycles": peel.cycles,
    "distribution": lambda: peel.distribution("2017", "efficiency"),
    "findings": peel.findings,
    "force": lambda: peel.force("GMP"),
    "forces": peel.forces,
    "grade": lambda: peel.grade("leicestershire", "2017", "efficiency"),
    "history": lambda: peel.history("leicestershire", theme="investigating-crime"),
    "inspection": lambda: peel.inspection("leicestershire", "2023-25"),
    "inspections": peel.inspections,
    "judgement": lambda: peel.judgement("leicestershire", "2017", "efficiency"),
    "judgements": lambda: peel.judgements(region="South East", scale="five-tier", grade="good"),
    "latest": lambda: peel.latest(theme="investigating-crime"),
    "load": lambda: peel.load(Path(peel.__file__).parent / "data"),
    "match_forces": lambda: peel.match_forces(["Kent", "Kent Police", "Leeds", None]),
    "monitoring": lambda: peel.monitoring(on="2024-01-15"),
    "profiles": peel.profiles,
    "publications": peel.publications,
    "question": lambda: peel.question("2017", "efficiency"),
    "questions": lambda: peel.questions("2017"),
    "revisions": peel.revisions,
    "source": lambda: peel.source("hmicfrs-peel-2018-kent-effectiveness"),
    "sources": peel.sources,
    "tallies": peel.tallies,
    "themes": peel.themes,
    "to_arrow": lambda: peel.to_arrow(peel.forces()).to_pylist(),
    "to_dicts": lambda: peel.to_dicts(peel.forces()),
    "to_pandas": lambda: peel.to_pandas(peel.forces()).to_dict(),
    "to_polars": lambda: peel.to_polars(peel.forces()).to_dicts(),
}
LIBRARIES = {"to_arrow": "pyarrow", "to_pandas": "pandas", "to_polars": "polars"}

FIRST_USE = """
import sys, threading
sys.setswitchinterval(1e-6)
import peel

barrier, seen, errors = threading.Barrier(32), [], []

def first_use(n):
    try:
        barrier.wait()
        if n % 4 == 0:
            peel.grade("leicestershire", "2017", "efficiency")
        if n % 4 == 1:
            peel.history("leicestershire", theme="investigating-crime")
        if n % 4 == 2:
            peel.distribution("2017", "efficiency")
        record = peel.bundled()
        seen.append((
            id(record),
            id(record.judgements(force="kent")[0]),
            id(record.force("kent")),
            id(peel.Direction),
            str(record.change("leicestershire", "efficiency", "2016", "2017")),
        ))
    except BaseException as error:
        errors.append(error)

threads = [threading.Thread(target=first_use, args=(n,)) for n in range(32)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not errors, errors
assert len(seen) == 32
assert len(set(seen)) == 1, set(seen)
print("one data set")
"""


def summary(_: int) -> tuple[str, str, int]:
    return (
        peel.grade("leicestershire", "2017", "efficiency").label,
        repr(peel.bundled()),
        len(peel.judgements(cycle="2017")),
    )


@pytest.mark.parametrize("attempt", range(3))
def test_first_use_from_32_threads(attempt: int) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "-c", FIRST_USE],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr, attempt >= 0) == ("one data set\n", "", True)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    with warnings.catch_warnings():
        # Python 3.12 warns of fork in a process that a test before this one gave threads.
        warnings.simplefilter("ignore", DeprecationWarning)
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert set(pool.map(summary, range(8))) == {summary(0)}


def test_records_travel_between_processes() -> None:
    judgements = peel.judgements(force="kent")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(tuple, (judgements,)) == judgements
        assert pool.apply(repr, (peel.as_of("2017-11-10"),)) == repr(peel.as_of("2017-11-10"))


def test_every_function_has_a_call() -> None:
    assert set(CALLS) == {n for n in peel.__all__ if inspect.isroutine(getattr(peel, n))}


@pytest.mark.parametrize("name", CALLS)
def test_every_function_works_twice_after_every_module_is_imported(name: str) -> None:
    for module in pkgutil.iter_modules(peel.__path__, "peel."):
        if module.name not in ("peel.__main__", "peel.plot"):
            import_module(module.name)
    if name in LIBRARIES:
        pytest.importorskip(LIBRARIES[name])
    assert callable(getattr(peel, name))
    assert CALLS[name]() == CALLS[name]()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_before_first_use() -> None:
    code = (
        "import os, peel\n"
        "child = os.fork()\n"
        "assert len(peel.forces()) == 43\n"
        "if child:\n"
        "    assert os.waitpid(child, 0)[1] == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)  # noqa: S603
