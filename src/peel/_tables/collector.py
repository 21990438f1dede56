"""Many records at a time: the search for garbage waits, as none of it is garbage."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Generator[None]:
    """No search for garbage meanwhile: each would look at all that was made so far.

    Where it is off already, it stays so; where two threads meet, one of them may do without.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
