"""What the command line says, asked as people ask it."""

from __future__ import annotations

import os
import subprocess
import sys


def peel(*arguments: str) -> str:
    """What ``peel`` prints, 80 columns wide and without colours."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "peel", *arguments],
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
