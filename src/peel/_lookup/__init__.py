"""From what is asked to records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._lookup import filters as filters
    from peel._lookup import framework as framework
    from peel._lookup import names as names

if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name
    __getattr__ = partial(module_in, __name__)
