"""The files that the site offers: the whole record, and what there is of one force."""

from __future__ import annotations

import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import peel

PACKAGE = "peel-data-package.zip"
#: Of each file in the archive, so that the same record gives the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)


def write(directory: Path) -> None:
    with tempfile.TemporaryDirectory() as saved, ZipFile(directory / PACKAGE, "w") as archive:
        peel.bundled().save(saved)
        for path in sorted(Path(saved).iterdir()):
            archive.writestr(ZipInfo(path.name, STAMP), path.read_bytes(), ZIP_DEFLATED)
