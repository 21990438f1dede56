"""Links to sources, told apart, and the numbered sources of a force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import get_args

import peel
from peel._vocabulary import SourceKind

KINDS = get_args(SourceKind)
KIND_NAMES = {
    "copy": "copies of documents of the inspectorate",
    "commissioner": "police and crime commissioners",
    "force": "police forces",
    "public body": "public bodies",
    "federation": "Police Federation",
}
PILLAR_PAGE = re.compile(r"/peel-assessments/peel-(\d{4})/[^/?]+(?:/([a-z-]*))?")
PILLARS = ("overview", "effectiveness", "efficiency", "legitimacy")


def link(source: peel.Source) -> str:
    """The citation with its address as a link."""
    return f"[{text(source).replace('[', '(').replace(']', ')')}](<{source.url}>)"


def links(sources: Iterable[peel.Source]) -> str:
    return "; ".join(map(link, sources))


def text(source: peel.Source) -> str:
    """The citation without its address, which stands in the link."""
    return source.citation.removesuffix(f", {source.url}")


def of_force(force: peel.Force) -> dict[peel.Source, int]:
    """The sources of a force's grades with their numbers, by kind."""
    cited = {source for item in peel.judgements(force=force) for source in item.sources}
    by_kind = sorted(cited, key=lambda source: (KINDS.index(source.kind), source.id))
    return {source: number for number, source in enumerate(by_kind, start=1)}


def numbers(judgement: peel.Judgement, numbered: dict[peel.Source, int]) -> str:
    shown = sorted(numbered[source] for source in judgement.sources)
    return " ".join(f'<a href="#source-{number}">[{number}]</a>' for number in shown)


def listing(numbered: dict[peel.Source, int]) -> Iterator[str]:
    """The numbered list, unfolded: a link into a closed fold does not open it everywhere."""
    for kind, group in groupby(numbered, key=lambda source: source.kind):
        of_kind = list(group)
        name = KIND_NAMES.get(kind, kind)
        yield f"**{name[:1].upper()}{name[1:]}** ({len(of_kind)})"
        yield ""
        yield f'<ol class="source-list" start="{numbered[of_kind[0]]}">'
        yield from (
            f'<li id="source-{numbered[source]}">'
            f'<a href="{escape(source.url)}">{escape(text(source))}</a></li>'
            for source in of_kind
        )
        yield "</ol>"
        yield ""


def pillar_pages(inspection: peel.Inspection) -> str:
    """Links to the inspectorate's pages of a cycle that had a report for each pillar."""
    found: dict[str, peel.Source] = {}
    for judgement in inspection.judgements:
        for source in judgement.sources:
            match = PILLAR_PAGE.search(source.url)
            if match and source.kind == "inspectorate" and match[1] == inspection.cycle.id:
                found.setdefault(match[2] or "overview", source)
    return ", ".join(f"[{pillar}](<{found[pillar].url}>)" for pillar in PILLARS if pillar in found)
