"""``python -m peel``: plain text that survives a pipe, and one line for bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import peel
from peel._cli.commands import _encodable, main
from peel._tables.shipped import shipped_bytes
from tests.made import TABLES, all_rows


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def in_a_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "peel", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.usefixtures("asked_with_gaps")
def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "show", "Leicestershire").splitlines()
    assert lines[0] == f"Leicestershire Police: PEEL grades, data of {peel.DATA_VERSION}"
    start = lines.index("PEEL 2017 (four-tier scale)")
    assert lines[start + 2].split() == ["Efficiency", "requires", "improvement"]
    columns = {
        line.index("good") for line in lines[:80] if line.startswith("  ") and line.endswith("good")
    }
    assert len(columns) == 1
    breaks = [line for line in lines if line.startswith("‖")]
    assert breaks[0].startswith("‖ not known to be comparable with the grades above: 2014 was")
    assert breaks[1].startswith(
        "‖ another scale (five-tier), not comparable with the grades above: "
    )
    assert breaks[2].startswith("‖ not comparable with the grades above: outcomes for the public")
    assert any(
        line.startswith("  Planning for the future  ") and line.endswith("not recorded")
        for line in lines
    )
    assert any(line.endswith("carried over from 2016") for line in lines)
    assert "Changes from PEEL 2021/22 to PEEL 2023–2025" in lines
    coverage = peel.coverage(force="leicestershire")
    assert (
        f"Recorded: {coverage.recorded} grades and {coverage.not_graded} cells without a grade; "
        f"{len(coverage.missing())} expected grades are not recorded." in lines
    )
    assert lines[lines.index("Sources") + 1].startswith(
        "  HMICFRS, PEEL 2014 page on Leicestershire Police"
    )


def test_show_one_cycle(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "show", "GMP", "--cycle", "2017")
    assert "PEEL 2017" in text
    assert "PEEL 2016 (four" not in text
    assert "limited inspection without grades" in text
    assert "Changes from PEEL 2016 to PEEL 2017" in text
    assert "left out, not graded in one of the cycles: efficiency, legitimacy" in text


@pytest.mark.usefixtures("asked_with_gaps")
def test_show_tells_a_published_count_where_no_area_is_recorded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = run(capsys, "show", "lincolnshire", "--cycle", "2023-25")
    assert (
        "Published count of PEEL 2023–2025: 0 outstanding, 0 good, 0 adequate, "
        "4 requires improvement, 4 inadequate\n"
    ) in text
    assert "Recorded: 0 grades" in text
    assert text.splitlines()[-1].startswith("  HMICFRS")
    noted = run(capsys, "show", "northamptonshire", "--cycle", "2023-25")
    assert "(from before the change of 8 August 2024)" in noted


def test_show_the_first_cycle_has_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Changes" not in run(capsys, "show", "kent", "--cycle", "2014")


def test_change(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "change", "leicestershire", "efficiency", "2016", "2017").splitlines()
    assert lines[0] == str(peel.change("leicestershire", "efficiency", "2016", "2017"))
    assert lines[1].startswith("  2016: HMICFRS")
    assert any(line.startswith("  on comparing: ") for line in lines)


@pytest.mark.usefixtures("asked_with_gaps")
def test_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "distribution", "2023-25", "investigating-crime")
    assert "may also be inadequate, by a published count alone: " in text
    assert "  Not recorded: " in text
    complete = run(capsys, "distribution", "2017", "efficiency")
    assert "  Outstanding: Durham Constabulary, Thames Valley Police" in complete
    assert "  Inadequate: none recorded" in complete
    assert "  Not graded: Greater Manchester Police" in complete
    assert "  published count: HMICFRS" in complete


def test_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "coverage").strip() == str(peel.coverage())
    kent = peel.coverage(force="kent").summary
    assert run(capsys, "coverage", "--force", "kent").endswith(f"\n{kent}\n")


@pytest.mark.parametrize("table", TABLES)
def test_export_csv_is_the_table(table: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", table]) == 0
    assert capfdbinary.readouterr().out == shipped_bytes(f"{table}.csv")


@pytest.mark.parametrize("table", TABLES)
def test_export_json_is_the_typed_row(
    table: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", table, "--format", "jsonl"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert main(["export", table, "--format", "json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert [json.loads(line) for line in lines] == rows
    plain = list(csv.DictReader(io.StringIO(shipped_bytes(f"{table}.csv").decode())))
    assert len(plain) == len(rows)
    for typed, text in zip(rows, plain, strict=True):
        assert list(typed) == list(text)
        for column, value in typed.items():
            if value is None:
                assert text[column] == ""
            elif isinstance(value, bool):
                assert text[column] == ("yes" if value else "no")
            elif isinstance(value, (int, float)):
                assert float(text[column]) == value
            elif isinstance(value, list):
                assert ("; " if column == "aliases" else " ").join(value) == text[column]
            else:
                assert value == text[column]


def test_export_types(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["export", "profiles", "--format", "jsonl"])
    values = [json.loads(line)["value"] for line in capfdbinary.readouterr().out.splitlines()]
    assert 979 in values
    assert 96.8 in values
    assert {type(value) for value in values} == {int, float}


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "Lecestershire"],
        ["show", ""],
        ["show", "kent", "--cycle", "2025-27"],
        ["change", "kent", "2016", "2017", "efficiency"],
        ["change", "kent", "efficiency", "2017", "2016"],
        ["distribution", "2017", "leadership"],
        ["coverage", "--force", "nowhere"],
    ],
)
@pytest.mark.usefixtures("asked_with_gaps")
def test_bad_input_is_exit_code_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("peel: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["export", "judgments"], ["show"], ["nonsense"]])
def test_bad_arguments_are_exit_code_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_validate(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    peel.bundled().save(tmp_path / "package")
    text = run(capsys, "validate", str(tmp_path / "package"), "--standalone")
    assert text == "0 problems\n"
    path = tmp_path / "package" / "forces.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("kent,", "Kent!,"), encoding="utf-8")
    assert main(["validate", str(tmp_path / "package"), "--standalone"]) == 1
    lines = capsys.readouterr().out.splitlines()
    row = 2 + [key[0] for key in all_rows(peel.bundled())["inspections"]].index("kent")
    assert (
        lines[1]
        .strip()
        .startswith(f"inspections.csv, row {row}, column force: 'kent'; expected an id")
    )
    assert lines[0] == f"{len(lines) - 1} problems"
    assert main(["validate", str(tmp_path / "nowhere")]) == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_read_it(encoding: str) -> None:
    done = in_a_process("show", "leicestershire", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert ("‖" if encoding == "utf-8" else "|| another scale") in text
    assert ("→" if encoding == "utf-8" else "->") in text


def test_an_error_in_any_encoding() -> None:
    done = in_a_process("show", "Zoë→", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 2
    assert done.stderr.startswith(b"peel: no force is called 'Zo?->'")


def test_an_export_is_utf_8_whatever_the_terminal() -> None:
    done = in_a_process("export", "cycles", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.stdout == shipped_bytes("cycles.csv")


def test_a_reader_that_has_seen_enough() -> None:
    command = f"{sys.executable} -m peel export sources | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)  # noqa: S603, S607
    assert (done.stdout, done.stderr) == (b"source,kin", b"")


def test_colour_only_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run(capsys, "show", "kent", "--cycle", "2017")
    assert "\x1b" not in plain
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    coloured = run(capsys, "show", "kent", "--cycle", "2017")
    assert "\x1b[32mgood\x1b[0m" in coloured
    assert "\x1b" not in coloured.split("Changes from")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(capsys, "show", "kent", "--cycle", "2017") == plain


def test_show_says_what_cannot_be_set_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "show", "kent", "--cycle", "2021-22")
    assert "no question stands in the frameworks of both cycles" in text
    assert "Changes from" not in run(capsys, "show", "kent", "--cycle", "2014")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"peel {peel.__version__}, data of {peel.DATA_VERSION}\n"


def test_the_console_script_is_the_module() -> None:
    from importlib.metadata import entry_points

    (script,) = entry_points(group="console_scripts", name="peel")
    assert script.load() is main


def test_a_reader_that_stops_early_is_no_error(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise BrokenPipeError

    kept = os.dup(1)
    try:
        monkeypatch.setattr(sys.stdout, "write", stop)
        assert main(["show", "kent"]) == 0
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert capfd.readouterr().err == ""


def test_parquet_goes_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert main(["export", "revisions", "--format", "parquet"]) == 0
    table = parquet.read_table(io.BytesIO(capsysbinary.readouterr().out))
    assert table.num_rows == 1
    assert table["force"].to_pylist() == ["northamptonshire"]


def test_what_the_terminal_cannot_encode_is_said_plainly() -> None:
    assert _encodable("good → inadequate ‖ …", io.TextIOWrapper(io.BytesIO(), "ascii")) == (
        "good -> inadequate || ..."
    )
    assert _encodable("Žofia", io.TextIOWrapper(io.BytesIO(), "ascii")) == "?ofia"
    assert _encodable("→", io.TextIOWrapper(io.BytesIO(), "utf-8")) == "→"
