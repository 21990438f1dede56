"""From a row of text to a record, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._tables import csv_text as csv_text
    from peel._tables import parsing as parsing
    from peel._tables import schema as schema
    from peel._tables import shipped as shipped
    from peel._tables import structure as structure

if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name
    __getattr__ = partial(module_in, __name__)
