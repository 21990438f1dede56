"""Records side by side in a notebook: a table of the columns that people want."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

import peel
from peel._records.answer import RecordTuple
from tests.show.pages import HOSTILE, page

TUPLES: dict[str, Callable[[], Any]] = {
    "forces": peel.forces,
    "cycles": peel.cycles,
    "questions": lambda: peel.questions("2017"),
    "judgements": lambda: peel.judgements(force="kent"),
    "inspections": lambda: peel.inspections(force="kent"),
    "profiles": peel.profiles,
    "revisions": peel.revisions,
    "tallies": peel.tallies,
    "publications": peel.publications,
    "sources": peel.sources,
    "cells": lambda: peel.bundled().cells(force="greater-manchester", cycle="2017"),
    "findings": lambda: peel.findings(force="leicestershire"),
}


@pytest.mark.parametrize("name", TUPLES)
def test_records_are_a_table(name: str) -> None:
    records = TUPLES[name]()
    found = page(records)
    assert {"table", "th", "td"} <= found.names
    noun = "finding" if name == "findings" else "record"
    assert found.text.startswith(f"{len(records):,} {noun}")
    assert found.rows == min(len(records), 60) + 1
    assert all(link.startswith(("http://", "https://")) for link in found.links)


def test_a_long_table_is_cut_and_says_so() -> None:
    found = page(peel.judgements())
    assert f"and {len(peel.judgements()) - 60:,} more" in found.text
    assert found.rows == 61
    assert page(peel.forces()).rows == len(peel.forces()) + 1


def test_a_grade_stands_with_what_limits_it() -> None:
    text = page(peel.judgements(force="northamptonshire", question="responding-to-the-public")).text
    assert "revised on 8 August 2024" in text
    cells = page(TUPLES["cells"]()).text
    assert cells.count("not graded") >= 2
    assert "Arena" in cells


def test_a_cell_without_a_judgement_says_what_is_known_of_it(with_gaps: peel.Dataset) -> None:
    empty = with_gaps.cells(force="kent", cycle="2025-27")
    assert {cell.status for cell in empty} == {"unknown"}
    assert page(empty).text.count("unknown") == len(empty)


def test_findings_say_where_nobody_collected_any() -> None:
    findings = peel.findings(force=["leicestershire", "kent"])
    assert f"none collected: {len(findings.not_collected)}" in page(findings).text
    assert "Kent Police 2016" in page(findings).text
    selected = peel.findings()
    assert f"progress: {len(selected.selected)}" in page(selected).text


def test_no_record_and_one() -> None:
    assert page(peel.judgements(force=[])).text.startswith("0 records")
    assert page(RecordTuple(peel.forces()[:1])).text.startswith("1 record")


def test_texts_of_the_record_are_escaped() -> None:
    force = attrs.evolve(peel.force("kent"), name=HOSTILE)
    found = page(RecordTuple([force]))
    assert "script" not in found.names
    assert HOSTILE in found.text


def test_records_know_their_edition() -> None:
    then = peel.as_of("10 November 2017")
    for records in (then.inspections(), then.tallies(), then.judgements(), then.cells()):
        assert isinstance(records, RecordTuple)
        assert records.edition == then.edition
        assert page(records).text.endswith("; as of 10 November 2017")
