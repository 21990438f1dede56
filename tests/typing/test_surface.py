"""The public surface: its names, signatures, and vocabularies are the same wherever they stand."""

# The table of lazy names is held against what type checkers see.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import ast
import csv
import importlib
import inspect
import json
import pickle
import re
from importlib import metadata, resources
from typing import get_args

import attrs
import pytest

import peel
from peel import Dataset, _vocabulary
from peel._lookup import arguments

MODULE = ast.parse(inspect.getsource(peel))
FUNCTIONS = [name for name in peel.__all__ if inspect.isroutine(getattr(peel, name))]
CLASSES = [name for name in peel.__all__ if inspect.isclass(getattr(peel, name))]
#: Functions that are no question to a data set.
ALONE = {"bundled", "load", "to_arrow", "to_dicts", "to_pandas", "to_polars"}


def column(table: str, name: str) -> list[str]:
    text = (resources.files(peel) / "data" / f"{table}.csv").read_text(encoding="utf-8")
    return [row[name] for row in csv.DictReader(text.splitlines())]


def block_for_type_checkers() -> list[ast.stmt]:
    return next(node for node in MODULE.body if isinstance(node, ast.If)).body


def imports_for_type_checkers() -> dict[str, str]:
    return {
        alias.name: node.module.removeprefix("peel.")
        for node in block_for_type_checkers()
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.name != "plot"
    }


def questions_for_type_checkers() -> dict[str, str]:
    return {
        ast.unparse(node.targets[0]): ast.unparse(node.value)
        for node in block_for_type_checkers()
        if isinstance(node, ast.Assign)
    }


def imported_at_once() -> set[str]:
    return {
        alias.name
        for node in MODULE.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("peel.")
        for alias in node.names
    }


def test_lazy_names_are_those_that_type_checkers_see() -> None:
    assert imports_for_type_checkers() == peel._MODULE_OF


def test_all_is_what_can_be_imported() -> None:
    questions = set(questions_for_type_checkers()) - {"_record"}
    assert set(peel.__all__) == imported_at_once() | set(peel._MODULE_OF) | questions
    assert len(peel.__all__) == len(set(peel.__all__))
    for name in peel.__all__:
        assert hasattr(peel, name)
        assert name in dir(peel)


def test_lazy_names_stand_in_the_module_that_is_named() -> None:
    for name, module in peel._MODULE_OF.items():
        assert getattr(importlib.import_module(f"peel.{module}"), name) is getattr(peel, name)


def test_no_module_has_the_name_of_a_public_function() -> None:
    modules = {
        item.name.removesuffix(".py")
        for item in resources.files(peel).iterdir()
        if item.name.endswith(".py")
    }
    assert not modules & set(peel.__all__)
    assert all(name.startswith("_") or name == "plot" for name in modules)


def test_versions() -> None:
    descriptor = json.loads(
        (resources.files(peel) / "data" / "datapackage.json").read_text("utf-8")
    )
    assert descriptor["version"] == peel.DATA_VERSION
    assert peel.__version__ == metadata.version("peel-inspections")


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - ALONE))
def test_a_question_is_the_method_of_the_record_that_ships(name: str) -> None:
    question = getattr(peel, name)
    assert question.__func__ is getattr(Dataset, name)
    assert question.__self__ is peel.bundled()
    assert getattr(peel, name) is question
    assert questions_for_type_checkers()[name] == f"_record.{name}"


def test_every_question_to_a_data_set_is_a_method() -> None:
    assert {name for name in FUNCTIONS if not hasattr(Dataset, name)} == ALONE


def test_a_question_goes_to_a_process_without_the_record() -> None:
    assert len(pickle.dumps(peel.grade)) < 500
    assert pickle.loads(pickle.dumps(peel.grade)) == peel.grade  # noqa: S301


def test_completion_lists_the_public_names_alone() -> None:
    assert dir(peel) == sorted([*peel.__all__, "plot"])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_annotated_without_any(name: str) -> None:
    signature = inspect.signature(getattr(peel, name))
    annotations = [parameter.annotation for parameter in signature.parameters.values()]
    for annotation in (*annotations, signature.return_annotation):
        assert annotation is not inspect.Signature.empty
        assert not re.search(r"\bAny\b", str(annotation))


@pytest.mark.parametrize("name", CLASSES)
def test_classes_are_annotated_without_any(name: str) -> None:
    record: type = getattr(peel, name)
    found: list[object] = []
    if attrs.has(record):
        found += [f.type for f in attrs.fields(record) if not f.name.startswith("_")]
    for member, value in vars(record).items():
        function = value.fget if isinstance(value, property) else value
        if member.startswith("_") or not inspect.isfunction(function):
            continue
        signature = inspect.signature(function)
        found += [item.annotation for item in list(signature.parameters.values())[1:]]
        found.append(signature.return_annotation)
    assert inspect.Signature.empty not in found
    assert not [kind for kind in found if re.search(r"\bAny\b", str(kind))]


def test_accepted_types_are_without_any() -> None:
    for name, alias in vars(arguments).items():
        if name.endswith(("Like", "Filter")):
            assert "Any" not in str(alias)


@pytest.mark.parametrize(
    ("vocabulary", "table", "name"),
    [
        (_vocabulary.ForceId, "forces", "force"),
        (_vocabulary.CycleId, "cycles", "cycle"),
        (_vocabulary.ScaleKey, "scales", "scale"),
        (_vocabulary.ScaleKey, "cycles", "scale"),
        (_vocabulary.GradeKey, "scales", "grade"),
        (_vocabulary.QuestionKind, "questions", "kind"),
        (_vocabulary.Graded, "questions", "graded"),
        (_vocabulary.Basis, "judgements", "basis"),
        (_vocabulary.SourceKind, "sources", "kind"),
        (_vocabulary.Precision, "judgements", "published_precision"),
        (_vocabulary.Phase, "monitoring", "phase"),
        (_vocabulary.FindingKind, "findings", "kind"),
        (_vocabulary.FrameworkVersion, "inspections", "framework_version"),
    ],
)
def test_vocabularies_are_those_of_the_data(vocabulary: object, table: str, name: str) -> None:
    assert set(get_args(vocabulary)) == {cell for cell in column(table, name) if cell}


@pytest.mark.parametrize(
    ("vocabulary", "table", "name"),
    [
        (_vocabulary.Precision, "inspections", "published_precision"),
        (_vocabulary.Period, "monitoring", "start_precision"),
        (_vocabulary.Period, "monitoring", "end_precision"),
        (_vocabulary.Status, "comparability", "status"),
    ],
)
def test_data_keep_to_vocabularies(vocabulary: object, table: str, name: str) -> None:
    assert {cell for cell in column(table, name) if cell} <= set(get_args(vocabulary))


def test_the_order_of_ids_is_that_of_the_data() -> None:
    assert list(get_args(_vocabulary.ForceId)) == column("forces", "force")
    assert list(get_args(_vocabulary.CycleId)) == column("cycles", "cycle")


@pytest.mark.parametrize("scale", [peel.FOUR_TIER, peel.FIVE_TIER], ids=lambda scale: scale.key)
def test_the_scales_in_code_are_those_of_the_data(scale: peel.JudgementScale) -> None:
    text = (resources.files(peel) / "data" / "scales.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["scale"] == scale.key]
    assert [
        {
            "scale": grade.scale,
            "grade": grade.key,
            "label": grade.label,
            "rank": str(grade.rank),
            "definition": grade.definition or "",
            "source": grade.source or "",
        }
        for grade in scale
    ] == rows


@pytest.mark.parametrize("name", peel.__all__)
def test_a_public_name_has_an_example(name: str) -> None:
    documented = getattr(peel, name)
    if callable(documented) and documented.__module__.startswith("peel."):
        assert ">>> " in (documented.__doc__ or ""), name


@pytest.mark.parametrize("name", [name for name in vars(Dataset) if not name.startswith("_")])
def test_a_method_of_a_data_set_has_an_example(name: str) -> None:
    assert ">>> " in (getattr(Dataset, name).__doc__ or "")
