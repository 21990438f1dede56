"""The documents that the record rests on, how each is cited, and how good their evidence is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, get_args

import attrs

from peel._records._base import WITH_ROW, Record, column
from peel._vocabulary import EvidenceLevel, SourceKind
from peel._words.dates import show_day

#: The level that a source gives by itself, by its kind.
_ALONE: Mapping[str, EvidenceLevel] = {
    "inspectorate": "inspectorate",
    "copy": "copy",
    "commissioner": "official",
    "force": "official",
    "public body": "official",
    "federation": "single",
    "news": "single",
    "other": "single",
}


_LEVELS: tuple[EvidenceLevel, ...] = get_args(EvidenceLevel)

#: The front door of the inspectorate's site. The record knows the addresses of reports, not that of
#: a force's page.
INSPECTORATE = "https://hmicfrs.justiceinspectorates.gov.uk/"
#: The end of a sentence on what the record has not.
SEE_INSPECTORATE = f"; see {INSPECTORATE}"


@attrs.frozen(order=False)
class Source(Record):
    """A published document.

    >>> import peel
    >>> source = peel.source("hmicfrs-peel-reports-cleveland-2021-22")
    >>> source.title
    'PEEL 2021/22 – An inspection of Cleveland Police'
    """

    table: ClassVar[str] = "sources"

    #: Id within the record.
    id: str = attrs.field(metadata=column("with the row", name="source"))
    #: What the publisher is: inspectorate, copy (of an inspectorate document, elsewhere),
    #: commissioner, force, public body, federation, news or other.
    kind: SourceKind = attrs.field(hash=False, metadata=WITH_ROW)
    #: Who published it, as people call them, such as ``HMICFRS`` or ``BBC News``.
    publisher: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: What this library calls it, in its own words, where no title was seen.
    label: str | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: Title, where one was seen.
    title: str | None = attrs.field(hash=False, metadata=WITH_ROW)
    #: Address.
    url: str = attrs.field(hash=False, metadata=WITH_ROW)
    #: Day of publication, where one was seen.
    published: dt.date | None = attrs.field(hash=False, metadata=WITH_ROW)

    @property
    def citation(self) -> str:
        """One line for a footnote: publisher, title (or label), day, address.

        >>> import peel
        >>> print(peel.source("hmicfrs-peel-2018-kent-effectiveness").citation)
        HMICFRS, PEEL 2018/19 effectiveness page on Kent Police, 2 May 2019, https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/kent/effectiveness/
        """
        return ", ".join(filter(None, [self.described, self.url]))

    @property
    def described(self) -> str:
        """What the document is, without its address: publisher, title (or label), day."""
        day = show_day(self.published) if self.published else None
        return ", ".join(filter(None, [self.publisher, self.title or self.label, day]))

    def __str__(self) -> str:
        return self.citation


def first_of(sources: tuple[Source, ...], evidence: EvidenceLevel) -> Source | None:
    """The first source of the kind by which *sources* are as good as they are; None of none."""
    alone = "single" if evidence == "several" else evidence
    return next((source for source in sources if _ALONE[source.kind] == alone), None)


def evidence_level(sources: tuple[Source, ...], *, weakest: bool) -> EvidenceLevel:
    """How good *sources* are together, computed from their kinds alone.

    The best source counts; with *weakest*, where each of them is needed, the weakest kind does.
    """
    levels: list[EvidenceLevel] = [_ALONE[source.kind] for source in sources]
    best_first = sorted(set(levels), key=_LEVELS.index)
    level: EvidenceLevel = best_first[-1 if weakest else 0] if best_first else "single"
    return "several" if level == "single" and levels.count("single") > 1 else level
