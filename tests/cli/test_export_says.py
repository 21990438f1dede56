"""What an export says of itself: which part of the record it is, and what is not there."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import peel
from peel._cli.commands import main

#: A part of the record as it is typed, and in words.
PARTS = [
    (["--force", "kent"], "Kent Police"),
    (["--force", "essex", "--force", "Kent", "Police"], "Essex Police, Kent Police"),
    (["--cycle", "2014", "--cycle", "2018-19"], "PEEL 2014, PEEL 2018/19"),
    (["--force", "kent", "--force", "kent", "--cycle", "2014"], "Kent Police; PEEL 2014"),
]


def exported(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[bytes, list[str]]:
    """What is written, and the lines about it, the last of which is the edition."""
    assert main(["export", *arguments]) == 0
    out, err = capfdbinary.readouterr()
    return out, [line.removeprefix("peel: ") for line in err.decode().splitlines()]


def metadata(stored: bytes) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet")
    return json.loads(parquet.read_schema(io.BytesIO(stored)).metadata[b"peel"])


@pytest.mark.parametrize("table", [[], ["judgements"], ["findings"]])
@pytest.mark.parametrize(("part", "said"), PARTS)
def test_a_part_of_the_record_says_so(
    part: list[str], said: str, table: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    of = f"{peel.bundled().edition}; only {said}"
    out, lines = exported(capfdbinary, *table, *part)
    assert lines[-1] == of
    *rows, _ = out.decode().split("\n")
    assert rows[0].endswith(",record")
    assert all(row.endswith((f",{of}", f',"{of}"')) for row in rows[1:])
    out, _ = exported(capfdbinary, *table, *part, "--format", "jsonl")
    assert {json.loads(line)["record"] for line in out.splitlines()} <= {of}
    package = json.loads(exported(capfdbinary, *table, *part, "--format", "json")[0])
    assert package["record"]["only"] == said


def test_parquet_says_which_part_it_is(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pytest.importorskip("pyarrow")
    stored, _ = exported(capfdbinary, "profiles", "--force", "kent", "--format", "parquet")
    assert metadata(stored)["only"] == "Kent Police"
    assert metadata(stored)["notes"] == [*peel.profiles(force="kent").notes]


@pytest.mark.parametrize("force", ["kent", "leicestershire", "staffordshire"])
@pytest.mark.parametrize("table", ["findings", "profiles", "monitoring", "judgements"])
def test_a_table_says_what_is_not_in_it(
    table: str, force: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = getattr(peel, table)(force=force)
    package, lines = exported(capfdbinary, table, "--force", force, "--format", "json")
    said = json.loads(package)["record"]["notes"]
    assert said == lines[:-1]
    printed = table in ("findings", "monitoring")
    below = str(answer).splitlines()[len(answer) :] if printed else answer.notes
    assert said == [line.replace("coverage()", "'peel coverage'") for line in below]
    assert said


def test_many_inspections_without_findings_are_counted(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    findings = peel.findings()
    _, lines = exported(capfdbinary, "findings")
    assert lines[0] == f"none collected: {len(findings.not_collected)} inspections"
    assert max(map(len, lines)) < 200


def test_the_flat_table_says_that_a_cycle_may_have_more_questions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for cycle in peel.cycles():
        assert main(["export", "--force", "kent", "--cycle", cycle.id]) == 0
        told = f"peel: {cycle.title} may have more questions than are recorded\n"
        assert (told in capsys.readouterr().err) == (not cycle.questions_complete)
