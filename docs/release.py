"""What a change of the tables asks for besides them: ``python docs/release.py 2026-12-01 my-records/``.

Lays the rows of the directory, if one is named, into the tables, each in its place, and their number into
the descriptor; moves the day of the record, in the library and in the descriptor; and writes both dates
of the record into the README.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import peel

ROOT = Path(__file__).parents[1]
TABLES = "src/peel/data"
#: The files in which the day stands, and what stands before it.
PLACES = {
    "src/peel/_about.py": 'DATA_VERSION = "',
    f"{TABLES}/datapackage.json": '\n  "version": "',
}
#: What stands around the dates in the README.
DATES = re.compile(r"(?<=\*\*How new it is:\*\* ).*(?=\. Later)")


def add(rows: Path, root: Path = ROOT) -> None:
    """Lay the rows of a directory into the tables below *root*; cycles last as long as their grades."""
    tables = root / TABLES
    with TemporaryDirectory() as scratch:
        peel.load(tables).extend(rows, replace=True).save(scratch)
        for file in Path(scratch).glob("*.csv"):
            (tables / file.name).write_bytes(file.read_bytes())
    published: dict[str, list[str]] = {}
    for table in ("inspections", "judgements"):
        for row in _rows(tables / f"{table}.csv"):
            published.setdefault(row["cycle"], []).append(row["published"])
    cycles = _rows(tables / "cycles.csv")
    for cycle in cycles:
        days = [
            *published.get(cycle["cycle"], ()),
            cycle["first_published"],
            cycle["last_published"],
        ]
        if known := sorted(filter(None, days)):
            cycle["first_published"], cycle["last_published"] = known[0], known[-1]
    with (tables / "cycles.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(cycles[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(cycles)


def count(root: Path = ROOT) -> None:
    """Write into the descriptor below *root* how many rows each table has."""
    for table in sorted((root / TABLES).glob("*.csv")):
        before = re.escape(f'"path": "{table.name}",\n      "rows": ')
        rows = re.compile(rf"(?<={before})[0-9]+")
        _write(root / TABLES / "datapackage.json", rows, str(len(_rows(table))))


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def move(day: dt.date, root: Path = ROOT) -> None:
    """Make *day* the day of the record in the files below *root*."""
    for place, before in PLACES.items():
        _write(root / place, re.compile(rf"(?<={re.escape(before)})[0-9-]+"), str(day))


def date_readme(dates: str, root: Path = ROOT) -> None:
    """Write *dates* into the README below *root*."""
    _write(root / "README.md", DATES, dates)


def _write(path: Path, pattern: re.Pattern[str], new: str) -> None:
    text, times = pattern.subn(new, path.read_text(encoding="utf-8"))
    if times != 1:
        raise SystemExit(f"{path} has {times} places for {new}; one is expected")
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    checked = dt.date.fromisoformat(sys.argv[1])
    count()
    for directory in sys.argv[2:]:
        add(Path(directory))
        count()
    move(checked)
    date_readme(str(attrs.evolve(peel.bundled().edition, version=str(checked))))
