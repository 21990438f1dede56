"""How the record asks to be cited, whole."""

from __future__ import annotations

import pytest

import peel

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
EDITION = peel.bundled().edition
YEAR = EDITION.version[:4]


def test_a_citation_as_text() -> None:
    assert peel.cite() == (
        f"The peel developers ({YEAR}). The PEEL record, {EDITION}, peel {peel.__version__}. "
        f"Grades: HMICFRS. {LICENCE}"
    )


def test_a_citation_for_bibtex() -> None:
    assert peel.cite("bibtex").splitlines() == [
        f"@misc{{peel{YEAR},",
        "  author = {{The peel developers}},",
        "  title = {The {PEEL} record},",
        f"  year = {{{YEAR}}},",
        f"  version = {{{EDITION.version}, {EDITION}, peel {peel.__version__}}},",
        f"  note = {{Grades: HMICFRS. {LICENCE}}},",
        "}",
    ]


def test_a_style_that_is_not_known_is_named() -> None:
    with pytest.raises(
        peel.InvalidArgumentError, match=r"^style is 'text' or 'bibtex', not 'apa'$"
    ):
        peel.cite("apa")  # type: ignore[arg-type]
