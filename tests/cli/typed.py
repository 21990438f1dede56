"""Commands as they are typed, in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from peel._cli.commands import main

if TYPE_CHECKING:
    import pytest


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints that has nothing to complain about."""
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line of a command that refuses."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("peel: ")
    assert err.count("\n") == 1
    return err


def in_a_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in an interpreter of its own."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "peel", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def in_a_shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """A line of a shell in which ``peel`` is the command."""
    line = f'peel() {{ "{sys.executable}" -m peel "$@"; }}; {command}'
    return subprocess.run(["sh", "-c", line], capture_output=True, check=False)  # noqa: S603, S607
