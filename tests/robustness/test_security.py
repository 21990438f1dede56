"""The library opens no connection, runs nothing that it reads, and writes only where it is told."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import peel

SOURCES = sorted(Path(peel.__file__).parent.rglob("*.py"))

WATCHED_USE = """
import os, sys, tempfile
target = os.path.realpath(sys.argv[1])
heard = []

def hook(event, args):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
                         "pickle.", "marshal.load", "ctypes.", "urllib.", "http.")):
        # How Python itself reads compiled modules and loads ctypes, which a dependency imports.
        if event != "marshal.loads" and (event, args) != ("ctypes.dlopen", (None,)):
            heard.append((event, str(args)[:100]))
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        if not os.path.realpath(args[0]).startswith(target) and "__pycache__" not in str(args[0]):
            heard.append((event, str(args[0])))
    if event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"):
        if not os.path.realpath(args[0]).startswith(target) and "__pycache__" not in str(args[0]):
            heard.append((event, str(args[0])))

sys.addaudithook(hook)
import peel
peel.grade("leicestershire", "2017", "efficiency")
peel.change("leicestershire", "efficiency", "2016", "2017")
peel.history("leicestershire", theme="investigating-crime")
str(peel.coverage()), str(peel.distribution("2017", "efficiency")), peel.cite()
peel.as_of("10 November 2017").save(os.path.join(target, "then"))
peel.load(os.path.join(target, "then"))
peel.bundled().save(os.path.join(target, "whole"))
peel.bundled().extend(os.path.join(target, "whole"), replace=True)
try:
    peel.force("nobody")
except peel.PeelError:
    pass
assert not heard, heard
print("quiet")
"""


def test_use_is_quiet(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", WATCHED_USE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("quiet\n", "")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_that_is_read_is_run(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec", "compile", "__import__", "input")
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] not in {
                *("pickle", "marshal", "shelve", "socket", "ssl", "http", "urllib", "requests"),
                *("subprocess", "ctypes", "xml"),
            }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_behaviour_does_not_rest_on_assert(path: Path) -> None:
    """`python -O` removes it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]


def test_a_read_only_file_system(tmp_path: Path) -> None:
    """Reading needs no place to write: neither the working directory nor home need exist."""
    away = tmp_path / "away"
    away.mkdir()
    code = (
        "import os, sys; os.rmdir(os.getcwd()); import peel; "
        "print(peel.grade('kent', '2017', 'efficiency'))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-B", "-c", code],
        cwd=away,
        env={**os.environ, "HOME": str(tmp_path / "nowhere"), "TMPDIR": "/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Good\n", "")
