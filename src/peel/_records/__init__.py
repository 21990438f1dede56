"""Records and answers: a record class is its table, and each of its fields is a column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._records import answer as answer
    from peel._records import changes as changes
    from peel._records import forces as forces
    from peel._records import framework as framework
    from peel._records import inspections as inspections
    from peel._records import judgements as judgements
    from peel._records import sources as sources

if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name
    __getattr__ = partial(module_in, __name__)
