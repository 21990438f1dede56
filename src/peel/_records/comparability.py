"""What the inspectorate says on comparing the grades of two cycles."""

from __future__ import annotations

import attrs

from peel._records.framework import Cycle, show_id, show_ids
from peel._records.sources import Source


@attrs.frozen(order=False)
class Comparability:
    """Whether grades of two cycles may be compared, on whose word, and why.

    ``unknown`` is an answer of its own: no statement of the inspectorate is recorded.

    >>> import peel
    >>> peel.comparability("2021-22", "2023-25").status
    'not comparable'
    """

    #: The earlier cycle.
    from_cycle: Cycle = attrs.field(repr=show_id)
    #: The later cycle.
    to_cycle: Cycle = attrs.field(repr=show_id)
    #: Id of the question that the answer is about; None for all questions of both cycles.
    question: str | None
    #: ``comparable``, ``not comparable`` or ``unknown``.
    status: str = attrs.field(hash=False)
    #: Why, in this library's words.
    reason: str = attrs.field(hash=False)
    #: The documents that it rests on.
    sources: tuple[Source, ...] = attrs.field(default=(), hash=False, repr=show_ids)

    @property
    def comparable(self) -> bool:
        """True only if a statement says so; False also where none is recorded."""
        return self.status == "comparable"

    def __str__(self) -> str:
        about = f", {self.question}" if self.question else ""
        cycles = f"{self.from_cycle.label} and {self.to_cycle.label}"
        return f"{cycles}{about}: {self.status}: {self.reason}"
