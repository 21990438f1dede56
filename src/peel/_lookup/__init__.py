"""From what is asked to records.

A module is imported with its first use: a first answer needs few of them.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._lookup import filters as filters
    from peel._lookup import framework as framework
    from peel._lookup import names as names


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name

    def __getattr__(name: str) -> ModuleType:
        return module_in(__name__, name)
