"""What every page has around its parts: front matter, the hidden list of pages, the foot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from record_pages import dates, html


def top(
    title: str, description: str, *, wide: bool = False, called: Iterable[str] = ()
) -> Iterator[str]:
    """Front matter and heading.

    *description* is what a shared link shows; whoever searches for a name in *called* finds this page
    first.
    """
    yield "---"
    if wide:
        yield "hide-toc: true"
    yield f"description: {json.dumps(description)}"
    yield from html.part("---")
    yield from html.part(f"# {title}")
    for name in called:
        yield f"```{{index}} ! single: {name.removeprefix('the ')}"
        yield "```"
    yield ""


def toctree(documents: Iterable[str]) -> Iterator[str]:
    yield from html.part("\n".join(("```{toctree}", ":hidden:", "", *documents, "```")))


def foot() -> Iterator[str]:
    yield from html.paragraph(
        f"{dates.both()} Grades: HMICFRS (until 2017 HMIC), as far as they were found. Contains "
        "public sector information licensed under the Open Government Licence v3.0. The "
        "inspectorate has neither made nor endorsed this page.",
        class_="stamp",
    )
