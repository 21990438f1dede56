"""From a row of text to a record, and back.

A module is imported with its first use: a first answer needs few of them.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._tables import csv_text as csv_text
    from peel._tables import exact as exact
    from peel._tables import made_once as made_once
    from peel._tables import parsing as parsing
    from peel._tables import schema as schema
    from peel._tables import shipped as shipped
    from peel._tables import store as store
    from peel._tables import structure as structure


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name

    def __getattr__(name: str) -> ModuleType:
        return module_in(__name__, name)
