"""Where an export goes: a file that is replaced whole, a link, a full disk, standard output."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

import peel
from peel._cli import exports
from peel._cli.commands import main
from tests.cli.typed import Typed, in_a_shell


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "parquet", "sqlite"])
def test_a_file_is_written_whole_or_not_at_all(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaint: Typed
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    target = tmp_path / "peel"
    target.write_text("what was there", encoding="utf-8")
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise OSError("the disk is full")

        patch.setattr("peel._cli.database.write_database", fail)
        patch.setattr("peel._cli.workbook.write_workbook", fail)
        patch.setattr(exports, "_ROWS", dict.fromkeys(exports._ROWS, fail))
        assert "the disk is full" in complaint("export", "--format", form, "--output", str(target))
    assert target.read_text(encoding="utf-8") == "what was there"
    assert main(["export", "--format", form, "--output", str(target)]) == 0
    assert target.read_bytes() != b"what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["peel"]


@pytest.mark.parametrize("suffix", ["csv", "sqlite"])
def test_a_file_that_cannot_be_made_is_named_as_it_was_given(
    tmp_path: Path, complaint: Typed, suffix: str
) -> None:
    output = str(tmp_path / f"{'x' * 255}.{suffix}")  # longer than a name can be
    assert complaint("export", "--output", output).endswith(f": {output!r}\n")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("suffix", ["csv", "sqlite", "xlsx"])
def test_a_full_disk_is_one_line_and_nothing_is_left(suffix: str, tmp_path: Path) -> None:
    if suffix == "xlsx":
        pytest.importorskip("xlsxwriter")
    target = tmp_path / f"peel.{suffix}"
    done = in_a_shell(f"ulimit -f 20; peel export --output '{target}'")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().endswith(f": {str(target)!r}\n")
    assert done.stderr.count(b"\n") == 1
    assert not [*tmp_path.iterdir()]


def test_a_link_stays_one_and_its_file_is_replaced(
    tmp_path: Path, complaint: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "real" / "x.csv"
    file.parent.mkdir()
    link, astray = tmp_path / "link.csv", tmp_path / "astray.csv"
    try:
        link.symlink_to(file)
        astray.symlink_to(tmp_path / "nowhere" / "x.csv")
    except OSError:
        pytest.skip("needs links")
    file.write_text("old", encoding="utf-8")
    for _ in range(2):
        assert main(["export", "tallies", "--output", str(link)]) == 0
        assert link.is_symlink()
        assert file.read_bytes().startswith(b"cycle,")
        assert [path.name for path in file.parent.iterdir()] == ["x.csv"]
        file.unlink()  # the next time the link leads to no file
    capsys.readouterr()
    line = complaint("export", "tallies", "--output", str(astray))
    assert f"{str(tmp_path / 'nowhere')!r} is not a directory" in line


@pytest.mark.skipif(sys.platform == "win32", reason="needs modes of files")
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    new, old = tmp_path / "new.csv", tmp_path / "old.csv"
    old.touch()
    usual = old.stat().st_mode
    for mode in (0o664, 0o600):
        old.chmod(mode)
        for file in (new, old):
            assert main(["export", "tallies", "--output", str(file)]) == 0
        assert (new.stat().st_mode, old.stat().st_mode & 0o777) == (usual, mode)


def test_standard_output_may_be_no_file() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as text:
        assert main(["export", "cycles"]) == 0
    assert text.getvalue().startswith("cycle,")
    assert text.getvalue().count("\n") == 1 + len(peel.cycles())


def test_what_is_no_text_needs_a_file_there(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["export", "cycles", "--format", "parquet"]) == 2
    assert "parquet needs --output peel.parquet" in capsys.readouterr().err
