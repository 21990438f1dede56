"""What PyInstaller cannot see: the tables, and the modules that come with their first use."""

from __future__ import annotations

from pathlib import Path

_PEEL = Path(__file__).parents[1]

#: The files of the data package, and where they lie in the application.
datas = [(str(_PEEL / "data"), "peel/data")]
#: Every module of the library.
hiddenimports = [
    ".".join(("peel", *path.relative_to(_PEEL).with_suffix("").parts)).removesuffix(".__init__")
    for path in sorted(_PEEL.rglob("*.py"))
    if path.parent != Path(__file__).parent
]
