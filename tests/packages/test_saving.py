"""What is saved is there as a whole, or not at all; it says what it is and whose."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from peel._tables.schema import RECORDS
from peel._tables.shipped import shipped_bytes
from peel._tables.structure import as_text
from tests.made import TABLES, problems_of, rows_of, with_cells, write_tables

FILES = {f"{table}.csv" for table in TABLES} | {"datapackage.json", "LICENCE.md"}

#: Python 3.12 warns of a fork in a process that a runner of tests gave threads.
FORKS = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def everything_in(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


@pytest.mark.parametrize("target", ["new", "deep/er/new", "empty", "link"])
def test_a_target_is_new_or_empty(tmp_path: Path, target: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    peel.bundled().save(tmp_path / target)
    assert {item.name for item in (tmp_path / target).iterdir()} == FILES
    assert peel.load(tmp_path / target) == peel.bundled()
    assert not [name for name in everything_in(tmp_path) if ".peel" in name]
    with pytest.raises(FileExistsError, match="is not empty"):
        peel.bundled().save(tmp_path / target)


def test_the_working_directory_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    peel.bundled().save(".")
    assert tmp_path.stat().st_ino == before
    assert {item.name for item in Path.cwd().iterdir()} == FILES


@pytest.mark.parametrize("target", ["new", "deep/er/new", "empty"])
def test_what_is_written_aside_is_on_the_same_disk_and_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (tmp_path / "empty").mkdir()
    written: list[Path] = []
    write = Path.write_bytes

    def watch(path: Path, content: bytes) -> int:
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", watch)
    peel.bundled().save(tmp_path / target)
    assert {path.name for path in written} == FILES
    there = tmp_path / "empty" if target == "empty" else tmp_path
    for path in written:
        assert path.relative_to(there).parts[0].startswith(".peel-")


def test_into_an_empty_directory_the_descriptor_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    rename = Path.rename

    def watch(path: Path, to: Path) -> Path:
        moved.append(path.name)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", watch)
    (tmp_path / "empty").mkdir()
    peel.bundled().save(tmp_path / "empty")
    assert moved[0] == "datapackage.json"
    assert set(moved) == FILES


def test_a_new_directory_can_be_read_by_those_who_can_read_others(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    peel.bundled().save(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def fail_at(number: int, real: Callable[..., object]) -> Callable[..., object]:
    """*real*, which at the call of this number finds no space left."""
    calls = iter(range(number))

    def call(*arguments: object, **options: object) -> object:
        if next(calls, None) is None:
            raise OSError(28, "No space left on device")
        return real(*arguments, **options)

    return call


@pytest.mark.parametrize("target", ["new", "deep/er/new", "empty"])
@pytest.mark.parametrize(
    ("what", "number"),
    [
        *(("write_bytes", number) for number in (0, 3, len(FILES) - 1)),
        *(("rename", number) for number in (0, 1, 5, len(FILES) - 1)),
        ("mkdir", 0),
    ],
)
def test_on_an_error_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, what: str, number: int
) -> None:
    (tmp_path / "empty").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Path, what, fail_at(number, getattr(Path, what)))
        try:
            peel.bundled().save(tmp_path / target)
        except OSError as error:
            assert (error.errno, error.filename) == (28, str(tmp_path / target))  # noqa: PT017
            assert everything_in(tmp_path) == {"empty"}
        else:  # fewer calls are made
            assert peel.load(tmp_path / target) == peel.bundled()


@FORKS
def test_a_full_disk(tmp_path: Path) -> None:
    """The system itself says so, in the midst of a file."""
    resource = pytest.importorskip("resource")
    (tmp_path / "empty").mkdir()

    def save(target: str) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            peel.bundled().save(tmp_path / target)
        except OSError:
            os._exit(7)

    for target in ("new", "empty"):
        child = multiprocessing.get_context("fork").Process(target=save, args=(target,))
        child.start()
        child.join()
        assert child.exitcode == 7
        assert everything_in(tmp_path) == {"empty"}


@FORKS
@pytest.mark.parametrize("target", ["new", "empty"])
@pytest.mark.parametrize("number", [0, 1, 2, 9, len(FILES) - 1])
def test_after_a_kill_no_half_package_loads(tmp_path: Path, target: str, number: int) -> None:
    """Killed before each move: there is nothing, or what is there is refused."""
    (tmp_path / "empty").mkdir()
    real, calls = Path.rename, iter(range(number))

    def save() -> None:
        def rename(path: Path, to: Path) -> Path:
            return os._exit(9) if next(calls, None) is None else real(path, to)

        Path.rename = rename  # type: ignore[assignment, method-assign]
        peel.bundled().save(tmp_path / target)

    child = multiprocessing.get_context("fork").Process(target=save)
    child.start()
    child.join()
    if target == "empty" or number == 0:
        assert child.exitcode == 9
        with pytest.raises(peel.InvalidDataError):
            peel.load(tmp_path / target)
    else:
        assert peel.load(tmp_path / target) == peel.bundled()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_package_that_was_cut_off_is_refused(package: Path, name: str) -> None:
    (package / f"{name}.csv").unlink()
    for ask in (lambda: peel.load(package), lambda: peel.bundled().extend(package)):
        (problem,) = problems_of(ask)
        assert str(problem) == f"{name}.csv: expected a file, because datapackage.json names it"


def test_without_a_descriptor_a_table_without_a_file_is_empty(package: Path) -> None:
    for name in ("datapackage.json", "monitoring.csv"):
        (package / name).unlink()
    assert len(peel.load(package).monitoring()) == 0


def test_names_are_shown_escaped(tmp_path: Path) -> None:
    target = tmp_path / "x\x1b[2J"
    target.mkdir()
    (target / "mine").touch()
    with pytest.raises(FileExistsError, match=r"x\\x1b\[2J is not empty"):
        peel.bundled().save(target)


# What is saved says what it is.


def own(tmp_path: Path) -> peel.Dataset:
    rows = ["mine,news,Me,My note,,https://example.org/mine,2026-01-01"]
    return peel.bundled().extend(write_tables(tmp_path / "own", {"sources": rows}))


def test_own_rows_are_nobodys_but_their_writers(tmp_path: Path) -> None:
    own(tmp_path).save(tmp_path / "saved")
    descriptor = json.loads((tmp_path / "saved" / "datapackage.json").read_bytes())
    assert "licenses" not in descriptor
    assert "LICENCE.md says whose they are" in descriptor["description"]
    licence = (tmp_path / "saved" / "LICENCE.md").read_text(encoding="utf-8")
    assert licence.startswith("# This is not the record as published")
    assert "They belong to whoever wrote them" in licence
    assert licence.endswith(shipped_bytes("LICENCE.md").decode())
    again = peel.load(tmp_path / "saved")
    assert again.edition.changed
    assert again == own(tmp_path)


def test_the_record_of_a_day_keeps_its_licence(tmp_path: Path) -> None:
    then = peel.as_of("10 November 2017")
    then.save(tmp_path / "then")
    descriptor = json.loads((tmp_path / "then" / "datapackage.json").read_bytes())
    assert descriptor["licenses"]
    assert (tmp_path / "then" / "LICENCE.md").read_bytes() == shipped_bytes("LICENCE.md")
    again = peel.load(tmp_path / "then")
    assert again.edition == then.edition
    assert (again.undated, again.undated_inspections) == (then.undated, then.undated_inspections)


def test_saving_is_byte_stable(saved: Path) -> None:
    assert {item.name for item in saved.iterdir()} == FILES
    for name in FILES:
        assert (saved / name).read_bytes() == shipped_bytes(name)


def test_saving_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="not empty"):
        peel.bundled().save(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["mine.txt"]


def test_an_error_names_the_directory_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError) as caught:
        peel.bundled().save(tmp_path / "file" / "new")
    assert str(caught.value).endswith(f": {str(tmp_path / 'file' / 'new')!r}")


def test_rows_are_saved_as_they_are(tmp_path: Path) -> None:
    record = own(tmp_path)
    record.save(tmp_path / "saved")
    again = peel.load(tmp_path / "saved")
    for name in RECORDS:
        assert rows_of(again, name) == rows_of(record, name)


@pytest.mark.parametrize("figure", ["0.0000001", "9" * 30, "0", "-0.50"])
def test_a_figure_is_saved_and_written_without_an_exponent(tmp_path: Path, figure: str) -> None:
    key, row = next(iter(rows_of(peel.bundled(), "profiles").items()))
    like = with_cells(row, "profiles", value=figure)
    own = write_tables(tmp_path / "own", {"profiles": [",".join(like)]})
    record = peel.bundled().extend(own, replace=True)
    record.save(tmp_path / "saved")
    assert rows_of(peel.load(tmp_path / "saved"), "profiles")[key] == like
    typed = next(iter(record.rows("profiles")))
    assert as_text("profiles", typed) == like
