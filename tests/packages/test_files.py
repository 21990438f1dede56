"""Directories of other people: what hangs, never ends or is no file is a problem with its name."""

from __future__ import annotations

import errno
import os
import pickle
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import peel
from peel._packages import files
from peel._packages.files import MOST_BYTES, read_file
from peel._packages.problems import Problems
from tests.made import TABLES, problems_of

NAMES = [*(f"{name}.csv" for name in TABLES), "datapackage.json"]


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    # The address of a socket must be short: it is made elsewhere, and moved.
    with socket.socket(socket.AF_UNIX) as listening, tempfile.TemporaryDirectory() as short:
        listening.bind(f"{short}/s")
        Path(short, "s").rename(path)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


UNFIT: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (make_pipe, "a file, not a pipe"),
    "socket": (make_socket, "a file, not a socket"),
    "directory": (Path.mkdir, "a file, not a directory"),
    "device without end": (link_to("/dev/zero"), "a file, not a device"),
    "device that is empty": (link_to("/dev/null"), "a file, not a device"),
    "terminal": (link_to("/dev/tty"), "a file"),
    "link to nothing": (link_to("nowhere"), "a file that can be read (No such file or directory)"),
    "loop of links": (lambda path: path.symlink_to(path.name), "a file that can be read"),
    "link to a directory": (link_to("/"), "a file, not a directory"),
    "large": (make_large, "a file of at most "),
    "huge": (make_huge, "a file of at most "),
}
pytestmark = pytest.mark.skipif(os.name != "posix", reason="no such files here")


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("name", ["forces.csv", "judgements.csv", "datapackage.json"])
def test_what_is_no_file_or_too_large_is_a_problem(package: Path, name: str, kind: str) -> None:
    make, expected = UNFIT[kind]
    (package / name).unlink()
    make(package / name)
    (problem,) = problems_of(lambda: peel.load(package))
    assert (problem.file, problem.row) == (name, None)
    assert problem.expected.startswith(expected)


def test_pipes_everywhere(tmp_path: Path) -> None:
    for name in NAMES:
        make_pipe(tmp_path / name)
    for ask in (lambda: peel.load(tmp_path), lambda: peel.bundled().extend(tmp_path)):
        found = {problem.file: problem.expected for problem in problems_of(ask)}
        assert found == dict.fromkeys(NAMES, "a file, not a pipe")


def test_a_link_to_a_file_is_a_file(package: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    (package / "forces.csv").rename(elsewhere)
    (package / "forces.csv").symlink_to(elsewhere)
    assert peel.load(package) == peel.bundled()


def test_a_file_that_becomes_a_pipe_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the opening somebody else may exchange it."""
    path, problems = tmp_path / "forces.csv", Problems()
    path.touch()
    opened = os.open

    def exchange(of: Path, flags: int) -> int:
        path.unlink()
        make_pipe(path)
        return opened(of, flags)

    monkeypatch.setattr(files.os, "open", exchange)
    assert read_file(path, problems) is None
    assert "not a pipe" in str(problems.error())


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, problems = tmp_path / "forces.csv", Problems()
    path.write_bytes(b"force")
    opened = os.fdopen

    def append(of: int, mode: str) -> object:
        with path.open("ab") as file:
            file.truncate(4)
        return opened(of, mode)

    before = path.stat()
    monkeypatch.setattr(files.os, "fdopen", append)
    monkeypatch.setattr(files.os, "fstat", lambda _: before)
    assert read_file(path, problems) is None
    expected = "a file that does not change while it is read"
    assert problems.error().problems == (peel.Problem("forces.csv", None, None, None, expected),)


def test_files_of_the_system_without_a_size_are_not_read(package: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("no such file here")
    (package / "forces.csv").unlink()
    (package / "forces.csv").symlink_to("/proc/self/status")
    (problem,) = problems_of(lambda: peel.load(package))
    assert problem.expected == "a file that does not change while it is read"


def test_a_directory_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    for ask in (peel.load, peel.bundled().extend):
        with pytest.raises(FileNotFoundError) as caught:
            ask(tmp_path / "nowhere")
        error = caught.value
        assert isinstance(error, peel.InvalidDataError)
        assert error.errno == errno.ENOENT
        assert error.total == 1
        assert "nowhere: expected a directory (No such file or directory)" in str(error)
        again = pickle.loads(pickle.dumps(error))  # noqa: S301
        assert (str(again), again.errno) == (str(error), error.errno)


def test_what_is_there_and_no_directory(tmp_path: Path) -> None:
    make_pipe(tmp_path / "pipe")
    (tmp_path / "file").touch()
    for name in ("pipe", "file"):
        with pytest.raises(peel.InvalidDataError) as caught:
            peel.load(tmp_path / name)
        assert not isinstance(caught.value, FileNotFoundError)
        assert "expected a directory (Not a directory)" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("inspection.csv", ["inspections.csv", "questions.csv", "publications.csv"]),
        ("xyz.csv", sorted(set(NAMES) - {"datapackage.json"})),
    ],
)
def test_a_table_that_no_package_has_is_told_the_nearest_or_all(
    package: Path, name: str, nearest: list[str]
) -> None:
    (package / name).touch()
    (problem,) = problems_of(lambda: peel.load(package))
    said = f"a file of a data package; nearest: {', '.join(nearest)}"
    assert (problem.file, problem.expected) == (name, said)


def test_a_file_of_just_the_size_that_may_be_is_read(tmp_path: Path) -> None:
    path, problems = tmp_path / "forces.csv", Problems()
    path.write_bytes(b"force")
    assert read_file(path, problems, len(b"force")) == b"force"
    assert read_file(path, problems, len(b"force") - 1) is None
    assert problems.total == 1


@pytest.mark.parametrize("wrong", [None, 3, ["kent"]])
def test_what_is_no_path_is_told_by_its_type(wrong: Any) -> None:
    with pytest.raises(TypeError) as caught:
        peel.load(wrong)
    assert str(caught.value) == f"a directory is expected, not {type(wrong).__name__}"


@pytest.mark.parametrize("wrong", ["", " \t", "a\0b"])
def test_text_that_can_be_no_path_is_quoted(wrong: str) -> None:
    (problem,) = problems_of(lambda: peel.load(wrong))
    assert problem == peel.Problem(wrong or "''", None, None, None, "a directory")
