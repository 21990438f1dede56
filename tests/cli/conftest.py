"""What a test types, and what it reads."""

from __future__ import annotations

import pytest

from peel._cli.commands import main
from tests.cli.typed import Typed


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """What a command prints that has nothing to complain about."""

    def typed(*arguments: str) -> str:
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return typed


@pytest.fixture
def complaint(capsys: pytest.CaptureFixture[str]) -> Typed:
    """The one line of a command that refuses."""

    def typed(*arguments: str) -> str:
        assert main(arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("peel: ")
        assert err.count("\n") == 1
        return err

    return typed
