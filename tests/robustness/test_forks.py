"""A process that forks while its threads ask: a warm record waits for no lock."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import peel

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

#: Threads ask what needs most, from their first breath on; each child asks all of it again.
FORKS = """
import itertools, os, signal, sys, threading
import peel

sys.setswitchinterval(1e-5)
record = peel.bundled()
record.warm()


def ask(day):
    then = record.as_of(f"{day} November 2017")
    str(then.judgements(force="kent")[0]), str(then.latest(theme="investigating-crime"))
    str(record.change("leicestershire", "efficiency", "2016", "2017"))
    str(record.history("kent", "efficiency")), str(record.coverage(force="kent"))
    str(record.compare(["kent", "essex"], "2017")), str(record.distribution("2017", "legitimacy"))
    record.cite(), record.monitoring(on="2024-01-15"), record.force("avon & somerset")
    for unknown in (lambda: record.force("Liecestershire"), lambda: record.cycle("1999")):
        try:
            unknown()
        except peel.PeelError as error:
            str(error)


def keep_asking(stop):
    for day in itertools.cycle(range(1, 31)):
        if stop.is_set():
            return
        ask(day)


stop = threading.Event()
threads = [threading.Thread(target=keep_asking, args=(stop,)) for _ in range(3)]
for thread in threads:
    thread.start()
hung = 0
for _ in range(15):
    child = os.fork()
    if not child:
        signal.alarm(60)
        ask(10)
        os._exit(0)
    hung += os.waitpid(child, 0)[1] != 0
stop.set()
for thread in threads:
    thread.join()
print(f"{hung} of 15 hang")
"""

#: What calls import, named by what they ask for: a module that pytest had imported counts too.
ASKED_FOR = """
import builtins, sys
from tests.robustness.test_concurrency import CALLS, LIBRARIES
import peel

peel.bundled().warm()
asked, really = set(), builtins.__import__


def note(name, globals=None, locals=None, fromlist=(), level=0):
    asked.update([name, *(f"{name}.{part}" for part in fromlist or ())])
    return really(name, globals, locals, fromlist, level)


builtins.__import__ = note
for name, call in CALLS.items():
    if name not in LIBRARIES:
        str(call())
for wrong in (lambda: peel.force("Liecestershire é"), lambda: peel.as_of("soon"),
              lambda: peel.history("kent", "nothing"), lambda: peel.grade("GMP", "2017", "efficiency")):
    try:
        wrong()
    except peel.PeelError as error:
        str(error)
peel.judgements(force="kent")._repr_html_()
builtins.__import__ = really
print(*sorted(asked & set(sys.modules)))
"""

#: Whether a process that has only warmed the record has these modules.
MISSING = """
import sys
import peel

peel.bundled().warm()
print(*sorted(set({names!r}) - set(sys.modules)))
"""


def run(code: str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_fork_while_threads_ask() -> None:
    assert run(FORKS) == "0 of 15 hang\n"


def imported_late() -> set[str]:
    """The modules that functions of the library import, but for the command and the pictures."""
    room = Path(peel.__file__).parent
    files = {file for file in room.rglob("*.py") if file.parent.name not in ("_cli", "plot")}
    functions = (
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    imports = [node for function in functions for node in ast.walk(function)]
    found = {name.name for node in imports if isinstance(node, ast.Import) for name in node.names}
    for node in imports:
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return {name if find(name) else name.rpartition(".")[0] for name in found}


def find(name: str) -> bool:
    """Whether *name* is a module, and not something in one."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def test_whatever_functions_import_late_a_warm_record_has() -> None:
    late = imported_late()
    assert {"unicodedata", "dateutil.relativedelta", "difflib", "peel._show.html"} <= late
    assert run(MISSING.format(names=late)) == "\n"


def test_a_warm_record_imports_nothing() -> None:
    asked = run(ASKED_FOR).split()
    assert "difflib" in asked
    assert run(MISSING.format(names=asked)) == "\n"


def test_a_record_can_be_warmed_twice_and_any_record_can() -> None:
    for record in (peel.bundled(), peel.bundled(), peel.as_of("10 November 2017")):
        record.warm()
    assert peel.bundled().judgements() == peel.judgements()
