"""The library works where Python does: optimised, zipped, in any locale, next to any file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import peel

PACKAGE = Path(peel.__file__).parent
SMOKE = """
import peel
assert_ = {
    "label": peel.grade("leicestershire", "2017", "efficiency").label,
    "forces": len(peel.forces()),
    "change": peel.change("leicestershire", "efficiency", "2016", "2017").steps,
    "sources": len(peel.judgement("kent", "2017", "efficiency").sources) > 0,
    "as of": peel.as_of("10 November 2017").grade("kent", "2017", "efficiency").key,
}
print(ascii(assert_))
try:
    peel.force("")
except peel.UnknownForceError:
    print("refused")
"""
EXPECTED = (
    "{'label': 'Requires improvement', 'forces': 43, 'change': -1, 'sources': True, "
    "'as of': 'good'}\nrefused\n"
)


def run(*options: str, cwd: Path, script: str = SMOKE, **environment: str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", *options, "-c", script],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == b""
    return done.stdout.decode("ascii").replace("\r\n", "\n")


@pytest.mark.parametrize("options", [[], ["-O"], ["-OO"], ["-bb"], ["-I"], ["-X", "dev"]], ids=str)
def test_options_of_the_interpreter(options: list[str], tmp_path: Path) -> None:
    assert run(*options, cwd=tmp_path) == EXPECTED


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati"},
    ],
    ids=str,
)
def test_locales_and_environments(environment: dict[str, str], tmp_path: Path) -> None:
    assert run(cwd=tmp_path, **environment) == EXPECTED


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_the_command_line_prints_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "peel", "change", "leicestershire", "efficiency", "2016", "2017"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1 grade down" in done.stdout


def test_from_a_zip_file(tmp_path: Path) -> None:
    archive = tmp_path / "peel.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in PACKAGE.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                zipped.write(path, Path("peel") / path.relative_to(PACKAGE))
    script = f"import sys; sys.path.insert(0, {str(archive)!r})\n{SMOKE}\nprint(peel.__file__)"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    answer = run(cwd=elsewhere, script=script)
    assert answer.startswith(EXPECTED)
    assert "peel.zip" in answer


def test_a_directory_called_data_next_to_the_script(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "forces.csv").write_text("not,ours\n")
    (tmp_path / "datapackage.json").write_text("{")
    assert run(cwd=tmp_path) == EXPECTED


def test_a_script_called_like_the_library_hides_it_like_any_other(tmp_path: Path) -> None:
    """Python puts the script's directory first; nothing of the library is half-imported then."""
    (tmp_path / "peel.py").write_text("mine = True\n")
    assert run(cwd=tmp_path, script="import peel; print(peel.mine)") == "True\n"
    assert run("-I", cwd=tmp_path) == EXPECTED


def test_from_a_directory_that_cannot_be_written_to(tmp_path: Path) -> None:
    package = tmp_path / "installed" / "peel"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = sorted(package.rglob("*"))
    for path in (*before, package, package.parent):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        script = f"import sys; sys.path.insert(0, {str(package.parent)!r})\n{SMOKE}"
        assert run(cwd=package.parent, script=script, PYTHONDONTWRITEBYTECODE="") == EXPECTED
    finally:
        for path in (package.parent, package, *before):
            path.chmod(path.stat().st_mode | 0o200)
    if os.name == "posix" and os.geteuid() != 0:
        assert sorted(package.rglob("*")) == before
