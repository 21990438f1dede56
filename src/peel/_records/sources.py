"""The documents that the record rests on, and how good the evidence is that they give."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, get_args

import attrs

from peel._vocabulary import ForceId
from peel._words.dates import show_day

if TYPE_CHECKING:
    from peel._vocabulary import EvidenceLevel

_ASSESSMENT_PAGE = re.compile(r"/peel-assessments/peel-(\d{4})/([a-z-]+)(?:/([a-z-]+))?")
_REPORT_PAGE = re.compile(r"/peel-reports/([a-z-]+?)-(\d{4}-\d{2})")
_FORCE = re.compile(
    rf"/(?:[a-z-]*-)?({'|'.join(sorted(get_args(ForceId), key=len, reverse=True))})"
    r"(?:-police|-constabular|/?$)"
)
_HOST = re.compile(r"^[a-z]+://(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_DOCUMENT = {
    "inspectorate": "page",
    "copy": "copy of an inspectorate document",
    "commissioner": "page of a police and crime commissioner",
    "force": "page of a police force",
    "public body": "page of a public body",
    "federation": "page of a police federation",
    "news": "news report",
    "other": "web page",
}
_OFFICIAL = {"commissioner", "force", "public body"}


@attrs.frozen(order=False)
class Source:
    """A published document.

    >>> import peel
    >>> source = peel.source("hmicfrs-peel-reports-cleveland-2021-22")
    >>> source.title
    'PEEL 2021/22 – An inspection of Cleveland Police'
    """

    #: Id within the record.
    id: str
    #: Who published it: inspectorate, copy (of an inspectorate document, elsewhere), commissioner,
    #: force, public body, federation, news or other.
    kind: str = attrs.field(hash=False)
    #: Title, where one was seen.
    title: str | None = attrs.field(hash=False)
    #: Address.
    url: str = attrs.field(hash=False)
    #: Day of publication, where one was seen.
    published: dt.date | None = attrs.field(hash=False)

    @property
    def publisher(self) -> str:
        """The inspectorate, or the host that carries the document."""
        if self.kind == "inspectorate":
            return "HMICFRS"
        host = _HOST.match(self.url)
        return host[1] if host else self.url

    @property
    def citation(self) -> str:
        """One line for a footnote: publisher, title (or what the address says), day, address.

        >>> import peel
        >>> print(peel.source("hmicfrs-peel-2018-kent-effectiveness").citation)
        HMICFRS, PEEL 2018/19, Kent, effectiveness (page), 2 May 2019, https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/kent/effectiveness/
        """
        document = f"({_DOCUMENT.get(self.kind, self.kind)})"
        if self.title:
            parts = [self.publisher, self.title]
        elif about := self._address_says():
            parts = [self.publisher, f"{about} {document}"]
        else:
            parts = [f"{self.publisher} {document}"]
        if self.published:
            parts.append(show_day(self.published))
        return ", ".join([*parts, self.url])

    def _address_says(self) -> str:
        """Cycle, force and pillar, as far as the address names them."""
        if match := _ASSESSMENT_PAGE.search(self.url):
            cycle = "2018/19" if match[1] == "2018" else match[1]
            pillar = f", {match[3].replace('-', ' ')}" if match[3] else ""
            return f"PEEL {cycle}, {_title_case(match[2])}{pillar}"
        if match := _REPORT_PAGE.search(self.url):
            return f"PEEL {match[2].replace('-', '/')}, {_title_case(match[1])}"
        forces = set(_FORCE.findall(self.url.casefold()))
        return _title_case(forces.pop()) if len(forces) == 1 else ""

    def __str__(self) -> str:
        return self.citation


def _title_case(slug: str) -> str:
    words = (word if word in ("and", "of") else word.capitalize() for word in slug.split("-"))
    return " ".join(words)


def evidence_level(sources: tuple[Source, ...]) -> EvidenceLevel:
    """How good *sources* are together, computed from their kinds alone."""
    kinds = {source.kind for source in sources}
    if "inspectorate" in kinds:
        return "inspectorate"
    if "copy" in kinds:
        return "copy"
    if kinds & _OFFICIAL:
        return "official"
    return "several" if len(sources) > 1 else "single"
