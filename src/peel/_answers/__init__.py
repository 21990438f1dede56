"""How an answer is worked out: functions of a store."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peel._about import module_in

if TYPE_CHECKING:
    from peel._answers import as_of as as_of
    from peel._answers import citation as citation
    from peel._answers import filtered as filtered
    from peel._answers import latest as latest
    from peel._answers import matching as matching
    from peel._answers import monitoring as monitoring
    from peel._answers import reach as reach
    from peel._answers import rules as rules
    from peel._answers import series as series
    from peel._answers import single as single
    from peel._answers import surveys as surveys

if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name
    __getattr__ = partial(module_in, __name__)
