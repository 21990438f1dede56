"""``python -m tests.benchmarks [SECTION …] [--write docs/performance.md]``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path


def _sections() -> Mapping[str, Callable[[], str]]:
    from ._frames import frames
    from ._join import join
    from ._load import load
    from ._processes import cold, imports
    from ._scale import scale
    from ._versions import versions
    from ._warm import warm

    return {
        "versions": versions,
        "import": imports,
        "cold": cold,
        "warm": warm,
        "load": load,
        "scale": scale,
        "frames": frames,
        "join": join,
    }


def main() -> None:
    """Measure, print, and put the tables where the page has a place for them."""
    sections = _sections()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("section", nargs="*", help=f"all, or some of {', '.join(sections)}")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="a page with marked places")
    arguments = parser.parse_args()
    unknown = set(arguments.section) - set(sections)
    if unknown:
        parser.error(f"no section is called {', '.join(sorted(unknown))}")
    for name in arguments.section or sections:
        text = sections[name]()
        print(f"## {name}\n\n{text}", flush=True)  # noqa: T201
        if arguments.write:
            _write(arguments.write, name, text)


def _write(page: Path, name: str, text: str) -> None:
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    place = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    old = page.read_text(encoding="utf-8")
    new, found = place.subn(lambda _: f"{start}\n{text}{end}", old)
    if not found:
        raise SystemExit(f"{page} has no place for {name}: {start} … {end}")
    page.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
