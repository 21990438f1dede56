"""The files that the site offers: the whole record, and what there is of one force.

The command line writes them, so that what is downloaded is what `peel export` gives.
"""

from __future__ import annotations

import tempfile
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import peel
from peel._cli.commands import main

PACKAGE, TABLE, GRADES = "peel-data-package.zip", "peel-grades.csv", "peel-grades.json"
WORKBOOK, DATABASE = "peel.xlsx", "peel.sqlite"
#: Of each file in the archive, so that the same record gives the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)


def write(directory: Path) -> None:
    for name in (TABLE, GRADES, WORKBOOK, DATABASE):
        _export(directory / name)
    _write_package(directory / PACKAGE)
    for force in peel.forces():
        for suffix in ("csv", "json"):
            _export(directory / f"{force.id}.{suffix}", "--force", force.id)


def _write_package(path: Path) -> None:
    with tempfile.TemporaryDirectory() as saved, ZipFile(path, "w") as archive:
        peel.bundled().save(saved)
        for file in sorted(Path(saved).iterdir()):
            archive.writestr(ZipInfo(file.name, STAMP), file.read_bytes(), ZIP_DEFLATED)


def _export(path: Path, *part: str) -> None:
    """What the command gives, without a process of its own for each file."""
    with redirect_stderr(StringIO()) as said:
        code = main(["export", *part, "--output", str(path)])
    if code:
        raise RuntimeError(said.getvalue())
