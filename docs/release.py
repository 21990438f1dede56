"""What a change of the tables asks for besides them: ``python docs/release.py 2026-12-01``.

Moves the day of the record, in the library and in the descriptor, and writes both dates of the record
into the README.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: The files in which the day stands, and what stands before it.
PLACES = {
    "src/peel/_about.py": 'DATA_VERSION = "',
    "src/peel/data/datapackage.json": '\n  "version": "',
}
#: What stands around the dates in the README.
DATES = re.compile(r"(?<=\*\*How new it is:\*\* ).*(?=\. Later)")


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
        raise SystemExit(f"{path} has {times} places for the day of the record; one is expected")
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        raise SystemExit(__doc__)
    move(dt.date.fromisoformat(sys.argv[1]))
    import peel  # reads the day that was moved

    date_readme(str(peel.bundled().edition))
