"""The page on quality lists every mutant that survives, with the function that it changes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import peel

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def mutation() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads((DOCS / "quality.json").read_text(encoding="utf-8"))
    return dict(figures["mutation"])


def test_in_each_module_as_many_are_listed_as_were_not_killed(mutation: dict[str, Any]) -> None:
    listed: Counter[str] = Counter()
    for group in mutation["survivors"]:
        for module, _, number, _ in group["left"]:
            listed[module] += number
    survived = {of: tried - killed for of, (tried, killed) in mutation["modules"].items()}
    assert listed == +Counter(survived)


def test_what_a_survivor_changes_is_there_to_be_read(mutation: dict[str, Any]) -> None:
    source = Path(peel.__file__).parent
    assert all((source / module).is_file() for module in mutation["modules"])
    for group in mutation["survivors"]:
        for module, function, _, _ in group["left"]:
            name = function.rpartition(".")[2]
            assert f"def {name}(" in (source / module).read_text(encoding="utf-8"), function
