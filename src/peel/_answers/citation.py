"""How to cite the record."""

from __future__ import annotations

from typing import get_args

from peel._about import __version__
from peel._records.answer import Edition
from peel._vocabulary import CitationStyle
from peel._words.text import quoted

_ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


def cite(edition: Edition, style: CitationStyle) -> str:
    """How to cite an edition of the record."""
    if not isinstance(style, str) or style not in get_args(CitationStyle):
        styles = ", ".join(get_args(CitationStyle))
        raise ValueError(f"style is one of {styles}, not {quoted(style)}")
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
