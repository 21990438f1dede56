"""What goes wrong: one line, in commands and not in Python, and never a traceback."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest

import peel
from peel._cli.commands import main
from peel._cli.screen import ForceScreen
from peel._cli.terminal import encodable, paint, say
from tests.cli.typed import Typed, in_a_process, in_a_shell

PYTHON = re.compile(r"peel\.\w|\w\(|\w+=")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("show Lecestershire", "nearest: 'leicestershire', 'gloucestershire'; 'peel forces' lists"),
        ("show 2017", "it is a cycle, but a force is expected here"),
        ("show london", "names several forces: city-of-london, metropolitan; give the id"),
        ("show kent --cycle 1999", "no cycle is called '1999'; none is of 1999: 2014 is"),
        ("show kent --cycle 2020", "none is of 2020: 2018-19 is the one before, 2021-22 the"),
        ("questions efficiency", "a cycle is expected here: peel questions CYCLE"),
        ("change kent 2016 2017 efficiency", "expected here: peel change FORCE QUESTION FROM TO"),
        ("change kent efficiency 2017 2016", "the second cycle must be later than the first"),
        ("change kent eficiency 2016 2017", "'peel questions 2016' lists what PEEL 2016 asks"),
        ("distribution 2017 leadership", "never graded"),
        ("distribution efficiency 2017", "expected here: peel distribution CYCLE QUESTION"),
        ("compare , --cycle 2017", "at least one force"),
        ("history kent investigating-crme", "nearest: 'investigating-crime'"),
        ("history kent investigating crme", "no theme is called 'investigating crme'; nearest"),
        ("history Lecestershire investigating crime", "no force is called 'Lecestershire'; near"),
        ("change kent investigating crme 2021-22 2023-25", "no question is called 'investigating"),
        ("history kent nonsense", "no theme is called 'nonsense'; there are: "),
        ("latest investigating-crme", "nearest: 'investigating-crime'"),
        ("latest Lecestershire", "no force is called 'Lecestershire'; nearest: 'leicestershire'"),
        ("latest nonsense", "no force has this name either: 'peel forces' lists them"),
        ("monitoring kent --on yesterday", "'yesterday' is not a date"),
        ("coverage nowhere", "no force is called 'nowhere'"),
        ("cite --style apa", "style is 'text' or 'bibtex'"),
        ("export judgments", "no table is called 'judgments'; nearest: 'judgements'"),
        ("export xyz", "no table is called 'xyz'; there are: scales, cycles"),
        ("show kent --with nowhere", "nowhere: expected a directory"),
    ],
)
def test_bad_input_is_one_line_that_leads_on(typed: str, said: str, complaint: Typed) -> None:
    line = complaint(*typed.split())
    assert said in line
    assert not PYTHON.search(line.partition("; there are")[0]), line


def test_rows_that_do_not_fit_are_named_with_the_next_step(
    complaint: Typed, tmp_path: Path
) -> None:
    (tmp_path / "forces.csv").write_text("force,name\nkent,Kent\n", encoding="utf-8")
    line = complaint("show", "kent", "--with", str(tmp_path))
    assert "forces.csv, row 1, column aliases: expected the column aliases" in line
    assert f"more: peel validate {tmp_path})" in line
    (tmp_path / "forces.csv").write_bytes(b"\xff")
    assert "(and" not in complaint("show", "kent", "--with", str(tmp_path))


def test_a_long_line_is_wrapped_on_a_terminal(
    complaint: Typed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = complaint("latest", "inadequate")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["latest", "inadequate"]) == 2
    wrapped = capsys.readouterr().err
    assert max(map(len, wrapped.splitlines())) <= 80
    assert wrapped.split() == line.split()
    assert all(f" {theme}" in wrapped for theme in peel.themes())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("command", ["show cleveland", "history kent efficiency"])
def test_any_terminal_can_read_it(command: str, encoding: str) -> None:
    done = in_a_process(*command.split(), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    break_ = "‖" if encoding == "utf-8" else "|"
    assert f"\n{break_} " in done.stdout.decode(encoding)


def test_an_error_in_any_encoding() -> None:
    done = in_a_process("show", "Zoë→", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 2
    assert done.stderr.startswith(b"peel: no force is called 'Zo?->'")


def test_columns_stand_as_they_are_where_signs_are_printed_plainly() -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), "ascii")
    screen = ForceScreen(peel.bundled(), peel.force("kent")).overview()
    rows = [line for line in screen if line.startswith(("‖ PEEL", "  PEEL"))]
    assert {row[0] for row in rows} == {"‖", " "}
    assert [len(encodable(row, ascii_only)) for row in rows] == [*map(len, rows)]


def test_what_the_terminal_cannot_encode_is_said_plainly() -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), "ascii")
    assert encodable("good → inadequate ‖ …", ascii_only) == "good -> inadequate | ..."
    assert encodable("Žofia", ascii_only) == "?ofia"
    latin = io.TextIOWrapper(io.BytesIO(), "latin-1")
    assert [encodable(text, latin) for text in ("¹", "¹†", "·‖")] == ["¹", "¹+", "·|"]
    assert encodable("→", io.TextIOWrapper(io.BytesIO(), "utf-8")) == "→"


def test_what_would_act_on_the_terminal_is_escaped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    say(f"\x1b[2J{paint('good', 'good')}\u202eyfed\r\x1b]0;title\x07")
    out = capsys.readouterr().out
    assert out.startswith(r"\x1b[2J" + paint("good", "good"))
    assert out.endswith(r"\u202eyfed\r\x1b]0;title\x07" + "\n")


@pytest.mark.parametrize("command", ["show kent", "forces", "export cycles", "validate ."])
def test_a_closed_output_is_one_line_and_no_traceback(command: str) -> None:
    done = in_a_shell(f"peel {command} >&-")
    assert done.returncode == 2
    assert done.stderr.startswith(b"peel: standard output is closed: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", ["show kent", "show nowhere", "export cycles"])
def test_nowhere_to_say_it(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(command.split()) == 2


def test_both_outputs_closed_is_no_traceback() -> None:
    done = in_a_shell("peel show kent >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("command", ["show kent", "export sources"])
def test_a_full_disk_is_one_line(command: str) -> None:
    done = in_a_shell(f"peel {command} > /dev/full")
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_reader_that_has_seen_enough() -> None:
    done = in_a_shell("peel export sources | head -c 10")
    assert (done.stdout, done.stderr) == (b"source,kin", b"")


def test_a_reader_that_stops_early_is_no_error_and_leaves_nothing_open(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise BrokenPipeError

    kept = os.dup(1)
    os.close(first_free := os.dup(1))
    try:
        monkeypatch.setattr(sys.stdout, "write", stop)
        assert main(["show", "kent"]) == 0
        os.close(free := os.dup(1))
        assert free == first_free
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert capfd.readouterr().err == ""
