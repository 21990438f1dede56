"""How to cite the record."""

from __future__ import annotations

from typing import get_args

from peel._about import __version__
from peel._records.answer import Edition
from peel._vocabulary import CitationStyle
from peel._words.text import require_word

_ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


def cite(edition: Edition, style: CitationStyle) -> str:
    """How to cite an edition of the record."""
    require_word("style", style, get_args(CitationStyle))
    year = edition.version[:4]
    if style == "text":
        return (
            f"The peel developers ({year}). The PEEL record, {edition}, peel {__version__}. "
            f"Grades: HMICFRS. {_ATTRIBUTION}"
        )
    return "\n".join(
        (
            f"@misc{{peel{year},",
            "  author = {{The peel developers}},",
            "  title = {The {PEEL} record},",
            f"  year = {{{year}}},",
            f"  version = {{{edition.version}, {edition}, peel {__version__}}},",
            f"  note = {{Grades: HMICFRS. {_ATTRIBUTION}}},",
            "}",
        )
    )
