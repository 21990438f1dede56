"""Links to sources, told apart, and the numbered sources of a force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

import peel
from record_pages import html

#: What the sources of a kind are called, the best kind first.
KINDS = {
    "inspectorate": "The inspectorate",
    "copy": "Copies of documents of the inspectorate",
    "commissioner": "Police and crime commissioners",
    "force": "Police forces",
    "public body": "Public bodies",
    "federation": "Police Federation",
    "news": "News",
    "other": "Others",
}
PILLAR_PAGE = re.compile(r"/peel-assessments/peel-(\d{4})/[^/?]+(?:/([a-z-]*))?")
PILLARS = ("overview", "effectiveness", "efficiency", "legitimacy")


def links(sources: Iterable[peel.Source]) -> Markup:
    """The citation of each as a link."""
    return html.join((html.link(source.url, text(source)) for source in sources), "; ")


def cited(sources: Iterable[peel.Source]) -> Markup:
    """The links as they stand behind what rests on them."""
    return html.tag("span", links(sources), class_="sources")


def text(source: peel.Source) -> str:
    """The citation without its address, which stands in the link."""
    return source.citation.removesuffix(f", {source.url}")


def of_force(force: peel.Force) -> dict[peel.Source, int]:
    """The sources of a force's grades with their numbers, by kind."""
    kinds = list(KINDS)
    cited = {source for item in peel.judgements(force=force) for source in item.sources}
    by_kind = sorted(cited, key=lambda source: (kinds.index(source.kind), source.id))
    return {source: number for number, source in enumerate(by_kind, start=1)}


def numbers(judgement: peel.Judgement, numbered: dict[peel.Source, int]) -> Markup:
    shown = sorted(numbered[source] for source in judgement.sources)
    return html.join((html.link(f"#source-{number}", f"[{number}]") for number in shown), " ")


def listing(numbered: dict[peel.Source, int]) -> Iterator[str]:
    """The numbered list, unfolded: a link into a closed fold does not open it everywhere."""
    for kind, group in groupby(numbered, key=lambda source: source.kind):
        of_kind = list(group)
        yield from html.paragraph(html.tag("b", KINDS[kind]), f" ({len(of_kind)})")
        yield from html.block(
            "ol",
            *(
                html.tag(
                    "li", html.link(source.url, text(source)), id_=f"source-{numbered[source]}"
                )
                for source in of_kind
            ),
            class_="source-list",
            start=str(numbered[of_kind[0]]),
        )


def pillar_pages(inspection: peel.Inspection) -> Markup:
    """Links to the inspectorate's pages of a cycle that had a report for each pillar."""
    found: dict[str, str] = {}
    for source in (source for item in inspection.judgements for source in item.sources):
        match = PILLAR_PAGE.search(source.url)
        if match and source.kind == "inspectorate" and match[1] == inspection.cycle.id:
            found.setdefault(match[2] or "overview", source.url)
    shown = [pillar for pillar in PILLARS if pillar in found]
    return html.join((html.link(found[pillar], pillar) for pillar in shown), ", ")
