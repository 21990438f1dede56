"""What a change of the tables asks for besides them: ``python docs/release.py 2026-12-01``.

Moves the day of the record, in the library and in the descriptor.
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


def move(day: dt.date, root: Path = ROOT) -> None:
    """Make *day* the day of the record in the files below *root*."""
    for place, before in PLACES.items():
        path = root / place
        text, times = re.subn(
            rf"(?<={re.escape(before)})[0-9-]+", str(day), path.read_text(encoding="utf-8")
        )
        if times != 1:
            raise SystemExit(f"{place} has {times} days of the record; one is expected")
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        raise SystemExit(__doc__)
    move(dt.date.fromisoformat(sys.argv[1]))
