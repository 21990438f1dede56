"""Plots of the record, with matplotlib; each takes and returns an ``Axes`` and shows nothing.

``pip install matplotlib`` is needed once. Every plot takes an answer of any record,
or the names that make one of the record that ships. It says what is not recorded, how good the
evidence of its grades is and how new the record; it leaves out no name, and never shows grades that
may not be compared on one axis. Grades are ordinal: no plot averages them.
"""

from __future__ import annotations

from peel.plot._changes import changes
from peel.plot._distribution import distribution
from peel.plot._heatmap import heatmap
from peel.plot._timeline import timeline

__all__ = ["changes", "distribution", "heatmap", "timeline"]


def __dir__() -> list[str]:
    return __all__
