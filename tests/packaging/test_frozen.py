"""The hook for PyInstaller has every module and every table in it."""

from __future__ import annotations

import runpy
from pathlib import Path
from pkgutil import walk_packages

import peel
from peel._pyinstaller import hook_directories

PACKAGE = Path(peel.__file__).parent


def test_the_hook_has_every_module_and_every_table() -> None:
    (directory,) = hook_directories()
    hook = runpy.run_path(str(Path(directory, "hook-peel.py")))
    modules = {module.name for module in walk_packages([str(PACKAGE)], "peel.")}
    of_the_hook = {name for name in modules if name.startswith("peel._pyinstaller")}
    assert set(hook["hiddenimports"]) == {"peel", *(modules - of_the_hook)}
    ((source, target),) = hook["datas"]
    assert (Path(source), target) == (PACKAGE / "data", "peel/data")
