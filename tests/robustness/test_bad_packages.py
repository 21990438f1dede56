"""Whatever is done to the files of a data package, it loads right or says what is wrong."""

from __future__ import annotations

import contextlib
import functools
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel._tables.csv_text import write_rows
from tests.made import TABLES, rows_of

FORCES = ("greater-manchester", "leicestershire", "northamptonshire")
SECONDS, MEBIBYTES = 60.0, 64

Mutation = Callable[[bytes, random.Random], bytes]


@functools.cache
def small_package() -> dict[str, bytes]:
    """Three forces of the record with all that they refer to, as files."""
    record = peel.bundled()
    kept = {
        name: [
            row
            for key, row in rows_of(record, name).items()
            if "force" not in table.columns or row[table.columns.index("force")] in FORCES
        ]
        for name, table in TABLES.items()
    }
    others = (rows for name, rows in kept.items() if name != "sources")
    named = {part for rows in others for row in rows for cell in row for part in cell.split()}
    kept["sources"] = [row for row in kept["sources"] if row[0] in named]
    return {
        f"{name}.csv": write_rows(TABLES[name].columns, rows).encode()
        for name, rows in kept.items()
    }


def lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def drop_bytes(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 200) :]


def repeat_row(content: bytes, chance: random.Random) -> bytes:
    rows = lines(content)
    return b"\n".join([*rows, chance.choice(rows), b""])


def shuffle_rows(content: bytes, chance: random.Random) -> bytes:
    header, *rows = lines(content)
    chance.shuffle(rows)
    return b"\n".join([header, *rows])


def swap_cells(content: bytes, chance: random.Random) -> bytes:
    rows = lines(content)
    place = chance.randrange(len(rows))
    cells = rows[place].split(b",")
    chance.shuffle(cells)
    rows[place] = b",".join(cells)
    return b"\n".join(rows)


def swap_columns(content: bytes, chance: random.Random) -> bytes:
    header, *rows = lines(content)
    names = header.split(b",")
    chance.shuffle(names)
    return b"\n".join([b",".join(names), *rows])


def invalid_utf_8(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return (
        content[:place]
        + chance.choice([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00"])
        + content[place:]
    )


def huge_cell(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + b"9" * chance.choice([300, 5_000, 200_000]) + content[place:]


def odd_cell(content: bytes, chance: random.Random) -> bytes:
    odd = [
        *(b"", b" ", b"*", b'"', b"0", b"-1", b"99999999999999999999", b"NaN", b"1e9"),
        *(b"0000-00-00", b"9999-12-31", b"2017-02-30", "２０１７-01-01".encode(), b"=cmd()"),
        *("\u202e".encode(), "é".encode("latin-1"), b"\r", b"\r\n", b"kent", b"2017", b"good"),
    ]
    rows = lines(content)
    place = chance.randrange(len(rows))
    cells = rows[place].split(b",")
    cells[chance.randrange(len(cells))] = chance.choice(odd)
    rows[place] = b",".join(cells)
    return b"\n".join(rows)


def another_table(_: bytes, chance: random.Random) -> bytes:
    return small_package()[chance.choice(sorted(small_package()))]


def nothing_left(_: bytes, __: random.Random) -> bytes:
    return b""


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bits, truncate, drop_bytes, repeat_row, shuffle_rows, swap_cells, swap_columns),
    *(invalid_utf_8, huge_cell, odd_cell, another_table, nothing_left),
)


def write(directory: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (directory / name).write_bytes(content)


def use(record: peel.Dataset) -> None:
    """Ask what people ask; only the errors of this library may come out."""
    for ask in (
        record.coverage,
        record.themes,
        lambda: [str(judgement) for judgement in record.judgements()],
        lambda: [str(inspection) for inspection in record.inspections()],
        lambda: str(record.monitoring(on="2024-01-15")),
        lambda: str(record.history("leicestershire", "efficiency")),
        lambda: str(record.change("leicestershire", "efficiency", "2016", "2017")),
        lambda: str(record.changes("2016", "2017", question="efficiency")),
        lambda: str(record.distribution("2017", "efficiency")),
        lambda: str(record.compare(["leicestershire", "GMP"], "2017")),
        lambda: str(record.latest(theme="investigating-crime")),
        lambda: record.as_of("10 November 2017").judgements(),
        lambda: [str(source.citation) for source in record.sources()],
    ):
        try:
            ask()
        except (peel.PeelError, ValueError) as error:
            # A shuffled cycles.csv has another order of cycles, and so another 'later'.
            assert isinstance(error, peel.PeelError) or "later" in str(error)  # noqa: PT017


def test_the_small_package_loads() -> None:
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory), small_package())
        record = peel.load(directory)
    assert {force for force, *_ in rows_of(record, "judgements")} == set(FORCES)
    use(record)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@given(file=st.sampled_from(sorted(small_package())), seed=st.integers(0, 2**32))
def test_a_damaged_package_loads_or_says_why(mutation: Mutation, file: str, seed: int) -> None:
    files = dict(small_package())
    files[file] = mutation(files[file], random.Random(seed))  # noqa: S311
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory), files)
        try:
            record = peel.load(directory)
        except peel.InvalidDataError as error:
            assert error.problems  # noqa: PT017
            assert error.total >= len(error.problems)  # noqa: PT017
            assert all(problem.expected for problem in error.problems)  # noqa: PT017
        else:
            use(record)
            again = Path(directory) / "again"
            record.save(again)
            assert peel.load(again) == record


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@given(seed=st.integers(0, 2**32))
def test_extending_by_damage_changes_nothing(mutation: Mutation, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    name = chance.choice(["judgements.csv", "inspections.csv", "sources.csv", "findings.csv"])
    base = _base()
    before = len(base.judgements())
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory), {name: mutation(small_package()[name], chance)})
        with contextlib.suppress(peel.InvalidDataError):
            base.extend(directory)
    assert len(base.judgements()) == before


@functools.cache
def _base() -> peel.Dataset:
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory), small_package())
        return peel.load(directory)


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("judgements.csv", ["nowhere,2017,efficiency,good,stated,,,,,PEEL,x,,"] * 20_000),
        (
            "judgements.csv",
            [f"f{n},2017,efficiency,good,stated,,,,,PEEL,x{n},," for n in range(5_000)],
        ),
        ("scales.csv", [f"long,g{n},Grade {n},{n},," for n in range(20_000)]),
        ("scales.csv", [*(f"long,g{n},Grade {n},{n},," for n in range(20_000)), "long,x,X,x,,"]),
        (
            "cycles.csv",
            [f"c{n},Cycle {n},HMIC,four-tier,A framework,,,,no,note" for n in range(10_000)],
        ),
        ("comparability.csv", ["2014,2016,*,unknown,,"] * 20_000),
        (
            "revisions.csv",
            [f"kent,2017,efficiency,{1000 + n}-01-01,good,good,why,x{n}" for n in range(5_000)],
        ),
        (
            "judgements.csv",
            [f"kent,2017,efficiency.{n},good,said,,2017,x,2017,PEEL,,," for n in range(5_000)],
        ),
        ("judgements.csv", [",,,,,,,,,,,,"] * 20_000),
        ("judgements.csv", ["x"] * 20_000),
        (
            "sources.csv",
            [f"s{n},news,News,A report,,https://example.org/{n}," for n in range(20_000)],
        ),
    ],
    ids=[
        *("one key", "unknown names", "a long scale", "a long scale that is broken", "many cycles"),
        *("one statement", "many revisions", "rows that are all wrong", "commas", "short rows"),
        "many sources",
    ],
)
def test_time_and_memory_are_bounded(tmp_path: Path, file: str, rows: list[str]) -> None:
    files = dict(small_package())
    files[file] += "\n".join([*rows, ""]).encode()
    write(tmp_path, files)
    tracemalloc.start()
    started = time.process_time()
    try:
        peel.load(tmp_path)
    except peel.InvalidDataError as error:
        assert len(error.problems) <= 1_000  # noqa: PT017
    seconds = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEBIBYTES * 2**20
    assert seconds < SECONDS  # of the processor, traced
