"""Commands as they are typed, in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

#: A command that is typed, and what comes of it.
Typed = Callable[..., str]


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
