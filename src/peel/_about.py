"""The version, and the day of the record that ships; beside them, how modules are imported late."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.2.0"
#: Day on which the record that ships was checked.
DATA_VERSION = "2026-11-27"
#: The newest cycle of which reports had come out by then, whether the record has any or not.
NEWEST_CYCLE = "2025-27"

#: Modules of others that are imported where they are needed.
_LATE = ("dateutil.relativedelta", "difflib", "encodings.utf_8_sig", "unicodedata")


def import_all(*rooms: ModuleType) -> None:
    """Import every module of these folders, and what their functions import late."""
    from pkgutil import iter_modules

    for room in rooms:
        for module in iter_modules(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    for name in _LATE:
        import_module(name)


def library(name: str) -> Any:
    """A library that not everybody needs; where it is missing, how to get it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} cannot be imported: pip install {name}", name=name) from error


def module_in(room: str, name: str) -> ModuleType:
    """A module of a folder of this package, imported with its first use (PEP 562)."""
    path = f"{room}.{name}"
    try:
        return import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        raise AttributeError(f"module {room!r} has no attribute {name!r}") from None
