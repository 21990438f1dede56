"""The files that the site offers: the whole record, and what there is of one force.

The command line writes them, so that what is downloaded is what `peel export` gives.
"""

from __future__ import annotations

import csv
import json
import tempfile
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import peel
from record_pages import shell

PACKAGE, TABLE, GRADES = "peel-data-package.zip", "peel-grades.csv", "peel-grades.json"
WORKBOOK, DATABASE = "peel.xlsx", "peel.sqlite"
#: Of each file in the archive, so that the same record gives the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)


def write(directory: Path) -> None:
    for name in (TABLE, GRADES, WORKBOOK, DATABASE):
        path = directory / name
        shell.peel("export", "--format", path.suffix.removeprefix("."), "--output", str(path))
    _write_package(directory / PACKAGE)
    _write_forces(directory)


def _write_package(path: Path) -> None:
    with tempfile.TemporaryDirectory() as saved, ZipFile(path, "w") as archive:
        peel.bundled().save(saved)
        for file in sorted(Path(saved).iterdir()):
            archive.writestr(ZipInfo(file.name, STAMP), file.read_bytes(), ZIP_DEFLATED)


def _write_forces(directory: Path) -> None:
    """The rows of each force, which stand together in the files of all of them."""
    with (directory / TABLE).open(encoding="utf-8-sig", newline="") as table:
        rows = csv.DictReader(table)
        header = rows.fieldnames or ()
        for force, own in groupby(rows, key=lambda row: row["force_id"]):
            with (directory / f"{force}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, header, lineterminator="\n")
                writer.writeheader()
                writer.writerows(own)
    everything: dict[str, Any] = json.loads((directory / GRADES).read_text(encoding="utf-8"))
    for force, own in groupby(everything["grades"], key=lambda row: str(row["force_id"])):
        text = json.dumps({**everything, "grades": list(own)}, ensure_ascii=False, indent=1)
        (directory / f"{force}.json").write_text(f"{text}\n", encoding="utf-8")
