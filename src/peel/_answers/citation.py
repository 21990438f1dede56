"""How to cite the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from peel import _vocabulary as vocabulary
from peel._words.text import shorten

if TYPE_CHECKING:
    from peel._vocabulary import CitationStyle

_ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


def cite(style: CitationStyle = "text") -> str:
    """How to cite this version of the record. See `peel.cite`."""
    from peel import DATA_VERSION, __version__

    year = DATA_VERSION[:4]
    if style == "text":
        return (
            f"The peel developers ({year}). The PEEL record, data of {DATA_VERSION}, "
            f"peel {__version__}. Grades: HMICFRS. {_ATTRIBUTION}"
        )
    if style == "bibtex":
        return "\n".join(
            (
                f"@misc{{peel{year},",
                "  author = {{The peel developers}},",
                "  title = {The {PEEL} record},",
                f"  year = {{{year}}},",
                f"  version = {{data of {DATA_VERSION}, peel {__version__}}},",
                f"  note = {{Grades: HMICFRS. {_ATTRIBUTION}}},",
                "}",
            )
        )
    styles = ", ".join(get_args(vocabulary.CitationStyle))
    raise ValueError(f"style is one of {styles}, not {shorten(repr(style))}")
