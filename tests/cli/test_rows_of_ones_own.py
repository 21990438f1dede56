"""Every command on rows of one's own that say little: an answer or one line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from peel._cli.commands import main
from peel._cli.parser import COMMANDS
from tests.cli.typed import Typed
from tests.made import TABLES, write_tables

CYCLE = "2027-29,PEEL 2027–2029,HMICFRS,five-tier,Framework,,,,{complete},"
FORCE = "mercia,Mercia Police,,E23000099,England,West Midlands,mercia"
#: Rows by table, each set with the force and the cycle that are asked about.
SETS: dict[str, tuple[dict[str, list[str]], str, str]] = {
    "empty tables": ({name: [] for name in TABLES}, "kent", "2025-27"),
    "a cycle that has begun": ({"cycles": [CYCLE.format(complete="no")]}, "kent", "2027-29"),
    "a cycle without questions": ({"cycles": [CYCLE.format(complete="yes")]}, "kent", "2027-29"),
    "a force without inspections": ({"forces": [FORCE]}, "mercia", "2023-25"),
    "a cycle that grades nothing": (
        {
            "cycles": [CYCLE.format(complete="yes")],
            "questions": ["2027-29,wellbeing,area,,wellbeing,Wellbeing,,never"],
        },
        "kent",
        "2027-29",
    ),
}
TYPED = {
    "show": ["{force}", "{force} --all --sources", "{force} --cycle {cycle}"],
    "forces": [""],
    "questions": ["{cycle}"],
    "history": ["{force} investigating-crime", "{force} efficiency"],
    "compare": ["{force} --cycle {cycle}"],
    "change": ["{force} investigating-crime 2023-25 {cycle}"],
    "distribution": ["{cycle} investigating-crime", "{cycle} wellbeing"],
    "latest": ["investigating-crime", "{force}"],
    "monitoring": ["{force}", "--on 2030-01-01"],
    "coverage": ["{force}", "--full"],
    "cite": [""],
    "export": ["", "--cycle {cycle}", "--force {force}", "--output {out}/peel.sqlite"],
    "new": ["{force} {cycle} {out}/new"],
    "validate": ["{own}"],
}
assert TYPED.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("command", TYPED)
def test_a_command_answers_or_says_why_not(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables, force, cycle = SETS[name]
    own = tmp_path / "own"
    write_tables(own, tables)
    for typed in TYPED[command]:
        words = typed.format(force=force, cycle=cycle, out=tmp_path, own=own).split()
        over = [] if command == "validate" else ["--with", str(own)]
        in_json = COMMANDS[command].answers and not {"--all", "--full"} & {*words}
        for as_json in ([], ["--json"]) if in_json else ([],):
            code = main([command, *words, *over, *as_json])
            out, err = capsys.readouterr()
            assert out if code == 0 and command != "export" else err.startswith("peel: "), typed


def test_a_cycle_without_questions_is_shown_as_one(tmp_path: Path, printed: Typed) -> None:
    write_tables(tmp_path, {"cycles": [CYCLE.format(complete="no")]})
    lines = printed("questions", "2027-29", "--with", str(tmp_path)).splitlines()
    assert lines == [
        "PEEL 2027–2029, five-tier scale",
        "No question is recorded.",
        "PEEL 2027–2029 may have more questions than are recorded.",
    ]


def test_there_is_nothing_to_fill_in_for_a_cycle_without_questions(
    tmp_path: Path, complaint: Typed
) -> None:
    write_tables(tmp_path / "own", {"cycles": [CYCLE.format(complete="yes")]})
    over = ("--with", str(tmp_path / "own"))
    line = complaint("new", "kent", "2027-29", str(tmp_path / "new"), *over)
    assert "no question of PEEL 2027–2029 is recorded: add rows to questions.csv" in line


def test_of_several_directories_each_is_laid_over_those_before(
    tmp_path: Path, printed: Typed, complaint: Typed
) -> None:
    first, then = tmp_path / "first", tmp_path / "then"
    write_tables(first, {"forces": [FORCE], "cycles": [CYCLE.format(complete="no")]})
    write_tables(then, {"forces": [FORCE.replace("Mercia Police", "Mercia Constabulary")]})
    over = ("--with", str(first), "--with", str(then))
    assert "Mercia Constabulary" in printed("forces", *over)
    assert "PEEL 2027–2029" in printed("questions", "2027-29", *over)
    assert "Mercia Police" in printed("forces", "--with", str(then), "--with", str(first))
    write_tables(then, {"questions": ["2027-29,a,area,,a,A,,x", "2027-29,b,area,,b,B,,x"]})
    command = f"(and more: peel validate {then} --with {first})"
    assert command in complaint("forces", *over)
