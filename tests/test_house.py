"""The house: arrows point one way, rooms are small, and nobody reaches into another's drawers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.api import read_configuration
from importlinter.application.use_cases import lint_imports

import peel

ROOT = Path(__file__).parents[1]
PACKAGE = Path(peel.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
#: Lines of the one long module: every question, documented once.
LONGEST_DATASET = 900
LONGEST = 400


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_arrows_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert read_configuration("pyproject.toml")["contracts_options"]
    assert lint_imports(config_filename="pyproject.toml", is_debug_mode=False, verbose=False)


def test_the_front_of_the_house_is_small() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 6


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_one_idea_and_says_it_first(path: Path) -> None:
    assert lines(path) <= (LONGEST_DATASET if path.name == "_dataset.py" else LONGEST)
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT / "tests")))
def test_a_test_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert lines(path) <= LONGEST


def test_few_imports_stand_inside_functions() -> None:
    found = [
        f"{path.name}:{inner.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert len(set(found)) <= 30, found


def test_few_lines_are_for_type_checkers_alone() -> None:
    found = sum(
        (node.end_lineno or node.lineno) - node.lineno
        for path, tree in trees()
        if path.name != "__init__.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    assert found <= 60


def test_private_names_stay_in_their_module() -> None:
    """A name with an underscore is asked of ``self``, ``cls`` or the module's own things alone."""
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("dataset", "store", "names", "record", "lookup")
    ]
    assert found == []
