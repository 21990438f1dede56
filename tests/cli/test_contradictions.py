"""What `peel validate` remarks on in grades that the record itself contradicts."""

from __future__ import annotations

from pathlib import Path

import peel
from peel._cli.commands import main
from tests.made import write_tables

REST = "stated,,{day},exact,,PEEL,kentonline-kent-news-number-of-crimes-solved-by-police-unacceptably-lo,,"


def _validated(directory: Path, capsys: object, question: str, grade: str, day: str) -> str:
    row = f"kent,2023-25,{question},{grade}," + REST.format(day=day)
    write_tables(directory, {"judgements": [row]})
    main(["validate", str(directory)])
    return " ".join(capsys.readouterr().out.split())  # type: ignore[attr-defined]


def test_a_grade_that_the_recorded_count_excludes(tmp_path: Path, capsys: object) -> None:
    counts = peel.inspection("kent", "2023-25").counts
    assert counts["inadequate"] == 0
    assert counts["adequate"]
    said = "the recorded count of the report has 0 of this one"
    day = "2023-11-17"
    assert said in _validated(tmp_path / "a", capsys, "managing-offenders", "inadequate", day)
    assert said not in _validated(tmp_path / "b", capsys, "managing-offenders", "adequate", day)


def test_a_day_before_the_cycle_began(tmp_path: Path, capsys: object) -> None:
    began = peel.cycle("2023-25").first_published
    assert began is not None
    said = f"a day since the first publication of the cycle, {began}"
    early = _validated(tmp_path / "a", capsys, "managing-offenders", "adequate", "2010-01-01")
    assert said in early
    held = _validated(tmp_path / "b", capsys, "managing-offenders", "adequate", f"{began}")
    assert said not in held
