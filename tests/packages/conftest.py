"""The record that ships as a directory."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import peel


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("saved") / "package"
    peel.bundled().save(directory)
    return directory


@pytest.fixture
def package(saved: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(saved, tmp_path / "package"))
