"""The data package, read without the library."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "src" / "peel" / "data"
TABLES = (
    "scales",
    "cycles",
    "questions",
    "forces",
    "publications",
    "sources",
    "inspections",
    "judgements",
    "revisions",
    "tallies",
    "comparability",
    "monitoring",
    "profiles",
    "findings",
)
GRADES = ("outstanding", "good", "adequate", "requires-improvement", "inadequate")
ID = re.compile(r"[a-z0-9.-]+")

Row = dict[str, str]
Cell = tuple[str, str, str]  # force, cycle, question


@cache
def descriptor() -> dict[str, Any]:
    package: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return package


def resource(table: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in descriptor()["resources"] if r["name"] == table)
    return found


def fields(table: str) -> list[str]:
    return [field["name"] for field in resource(table)["schema"]["fields"]]


def text(table: str) -> str:
    return (DATA / f"{table}.csv").read_bytes().decode("utf-8")


@cache
def rows(table: str) -> tuple[Row, ...]:
    return tuple(csv.DictReader(io.StringIO(text(table), newline=""), strict=True))


@cache
def cycle_order() -> tuple[str, ...]:
    return tuple(row["cycle"] for row in rows("cycles"))


@cache
def question_order() -> tuple[tuple[str, str], ...]:
    return tuple((row["cycle"], row["question"]) for row in rows("questions"))


@cache
def judgements() -> dict[Cell, Row]:
    return {cell(row): row for row in rows("judgements")}


@cache
def inspections() -> dict[tuple[str, str], Row]:
    return {(row["force"], row["cycle"]): row for row in rows("inspections")}


@cache
def scale_grades() -> dict[str, set[str]]:
    """The grades of the scale of each cycle."""
    on_scale: dict[str, set[str]] = {}
    for row in rows("scales"):
        on_scale.setdefault(row["scale"], set()).add(row["grade"])
    return {row["cycle"]: on_scale[row["scale"]] for row in rows("cycles")}


def areas(cycle: str, graded: str) -> set[str]:
    """The questions of a cycle that are graded always, for some forces or never."""
    return {
        row["question"]
        for row in rows("questions")
        if row["cycle"] == cycle and row["graded"] == graded
    }


def cell(row: Row) -> Cell:
    return row["force"], row["cycle"], row["question"]


def column(grade: str) -> str:
    return grade.replace("-", "_")


def published_counts(row: Row) -> Counter[str]:
    return Counter({grade: int(row[column(grade)] or 0) for grade in GRADES})


def with_counts() -> list[Row]:
    return [row for row in rows("inspections") if any(row[column(grade)] for grade in GRADES)]


def nonzero(counts: Counter[str]) -> dict[str, int]:
    """Every count that is not 0, negative ones too."""
    return {grade: number for grade, number in counts.items() if number}
