"""Data packages in other people's directories.

A module is imported with its first use: a first answer needs few of them.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._packages import loading as loading
    from peel._packages import saving as saving


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name

    def __getattr__(name: str) -> ModuleType:
        return module_in(__name__, name)
