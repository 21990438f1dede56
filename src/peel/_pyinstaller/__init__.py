"""The hook that PyInstaller asks for, so that a frozen application has the record with it."""

from __future__ import annotations

from pathlib import Path


def hook_directories() -> list[str]:
    """Where the hook lies; PyInstaller finds this by the entry point ``pyinstaller40``."""
    return [str(Path(__file__).parent)]
