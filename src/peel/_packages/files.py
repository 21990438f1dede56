"""The files of other people's directories: only plain ones are read, and none that is too large."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from peel._errors import InvalidDataError, MissingDataError
from peel._lookup.arguments import PathLike
from peel._packages.problems import Problems, of_file

#: The largest file that is read, in bytes: about half a million judgements.
MOST_BYTES = 100_000_000
_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class _UnfitError(Exception):
    """A file that is not read, with what was expected."""


def path_of(directory: PathLike) -> Path:
    """The path of a directory; `InvalidDataError` for text that can be none."""
    if not isinstance(directory, (str, os.PathLike)):
        raise TypeError(f"a directory is expected, not {type(directory).__name__}")
    text = os.fspath(directory)
    try:
        usable = isinstance(text, str) and text.strip() and b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        usable = False
    if not usable:
        _refuse(str(text), "a directory", InvalidDataError)
    return Path(directory)


def names_in(directory: Path) -> list[str]:
    """The names of what is in *directory*; `InvalidDataError` if it cannot be told."""
    try:
        return sorted(item.name for item in directory.iterdir())
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        kind = MissingDataError if missing else InvalidDataError
        _refuse(str(directory), f"a directory ({error.strerror})", kind)


def _refuse(path: str, expected: str, kind: type[InvalidDataError]) -> NoReturn:
    problems = Problems()
    problems.add(of_file(path, expected))
    raise problems.error(kind) from None


@contextmanager
def named(path: Path) -> Generator[None]:
    """An error of the system in it names *path*, and no file that is written aside meanwhile."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def read_file(path: Path, problems: Problems, most: int = MOST_BYTES) -> bytes | None:
    """The content of a file; None, and a problem, if it is not fit to be read."""
    try:
        return _content(path, most)
    except _UnfitError as error:
        expected = f"a file{error}"
    except OSError as error:
        expected = f"a file that can be read ({error.strerror})"
    problems.add(of_file(path.name, expected))
    return None


def _content(path: Path, most: int) -> bytes:
    _require_file(path.stat(), most)  # a device may do something when it is opened
    with os.fdopen(os.open(path, _WITHOUT_WAITING), "rb") as file:
        status = os.fstat(file.fileno())
        _require_file(status, most)  # it may be another file by now
        content = file.read(status.st_size + 1)
    if len(content) != status.st_size:
        raise _UnfitError(" that does not change while it is read")
    return content


def _require_file(status: os.stat_result, most: int) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise _UnfitError(f", not {_KINDS.get(kind, 'anything else')}")
    if status.st_size > most:
        raise _UnfitError(f" of at most {most:,} bytes, not {status.st_size:,}")
