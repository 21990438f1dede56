"""``--json``: the same answer, as `to_dict` gives it."""

from __future__ import annotations

import json

import pytest

import peel
from peel._cli.parser import COMMANDS
from tests.cli.typed import Typed, in_a_process


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.answers])
def test_every_answer_is_an_object_that_says_which_record_it_is_of(
    name: str, printed: Typed
) -> None:
    said = json.loads(printed(*COMMANDS[name].example.split()[1:], "--json"))
    edition = peel.bundled().edition
    assert said["edition"]["version"] == edition.version
    assert said["edition"]["newest_grade"] == str(edition.newest_grade)
    assert said["edition"]["changed"] is False


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "change leicestershire efficiency 2016 2017",
            peel.change("leicestershire", "efficiency", "2016", "2017"),
        ),
        (
            "distribution 2023-25 investigating-crime",
            peel.distribution("2023-25", "investigating-crime"),
        ),
        ("history kent efficiency", peel.history("kent", theme="efficiency")),
        ("compare kent, essex --cycle 2017", peel.compare(["kent", "essex"], "2017")),
        ("latest kent", peel.latest("kent")),
        ("latest investigating-crime", peel.latest(theme="investigating-crime")),
        ("monitoring cleveland", peel.monitoring("cleveland")),
        ("coverage kent", peel.coverage("kent")),
    ],
)
def test_an_answer_is_its_dict(typed: str, answer: peel.History, printed: Typed) -> None:
    said = json.loads(printed(*typed.split(), "--json"))
    assert {**answer.to_dict(), "edition": said["edition"]} == said


def test_records_are_rows(printed: Typed) -> None:
    forces = json.loads(printed("forces", "--json"))
    assert forces["rows"] == peel.to_dicts(peel.forces())
    questions = json.loads(printed("questions", "2017", "--json"))
    assert questions["rows"] == peel.to_dicts(peel.questions("2017"))
    assert json.loads(printed("cite", "--json"))["text"] == peel.cite()


@pytest.mark.parametrize("cycle", [None, "2017"])
def test_a_force_has_a_row_for_each_cell(cycle: str | None, printed: Typed) -> None:
    options = [] if cycle is None else ["--cycle", cycle]
    said = json.loads(printed("show", "GMP", *options, "--json"))
    cells = peel.bundled().cells(force="GMP", cycle=cycle)
    assert said["force"] == peel.force("GMP").to_dict()
    assert [row["status"] for row in said["cells"]] == [cell.status for cell in cells]
    inspections = peel.inspections(force="GMP", cycle=cycle)
    assert [item["url"] for item in said["inspections"]] == [item.url for item in inspections]
    assert len(said["monitoring"]["rows"]) == len(peel.monitoring("GMP"))


def test_no_letter_is_lost_where_the_output_has_few() -> None:
    done = in_a_process("questions", "2023-25", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    rows = json.loads(done.stdout)["rows"]
    assert rows == peel.to_dicts(peel.questions("2023-25"))
    assert not str(rows).isascii()
