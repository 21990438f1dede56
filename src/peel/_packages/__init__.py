"""Data packages in other people's directories."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._packages import loading as loading
    from peel._packages import saving as saving

if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name
    __getattr__ = partial(module_in, __name__)
