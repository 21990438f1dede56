"""Plots of the record, with matplotlib; each takes and returns an ``Axes`` and shows nothing.

``pip install "peel-inspections[plot]"`` brings matplotlib. Every plot says where its grades come
from and how much of them is recorded. Grades are ordinal: no plot averages them.
"""

from __future__ import annotations

from peel.plot._changes import changes
from peel.plot._distribution import distribution
from peel.plot._heatmap import heatmap
from peel.plot._timeline import timeline

__all__ = ["changes", "distribution", "heatmap", "timeline"]


def __dir__() -> list[str]:
    return __all__
