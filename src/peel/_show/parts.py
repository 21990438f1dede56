"""What several answers show alike as HTML: a grade with its remarks, sources, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peel._records.forces import Force
from peel._records.framework import Question
from peel._records.judgements import Judgement
from peel._records.marks import MARKS
from peel._records.sources import Source
from peel._show.markup import (
    Markup,
    bullets,
    chip,
    element,
    folded,
    hollow,
    join,
    link,
    muted,
    quiet,
)
from peel._words.text import counted

_FOLDED_FROM = 6


def grade_of(judgement: Judgement) -> Markup:
    return hollow("not graded") if judgement.grade is None else chip(judgement.grade)


def remarks_of(judgement: Judgement) -> Markup:
    """Everything but grade and exact day that a reader must know of a judgement."""
    return quiet("; ".join(judgement.qualifiers))


def marks_of(judgement: Judgement) -> Markup:
    """What marks a grade elsewhere, in words, for a cell of a table."""
    texts = [remark.text for remark in judgement.remarks if remark.kind in MARKS]
    return quiet(", ".join(texts))


def evidence_of(judgement: Judgement) -> str:
    """How good its sources are; those of a derived grade do not state it."""
    level = judgement.evidence
    return f"{level} (of what it is derived from)" if judgement.basis == "derived" else level


def source_link(source: Source) -> Markup:
    """A link to a document that says what it is, not where."""
    return join(link(source.described, source.url), f" ({source.kind})")


def source_links(sources: Iterable[Source]) -> Markup:
    return bullets(map(source_link, sources))


def notes(sources: Iterable[Source], numbers: dict[Source, int]) -> Markup:
    """Links to *sources* by their number, as footnotes are."""
    return join(
        *(
            element("span", " ", link(f"[{numbers[source]}]", source.url), title=source.citation)
            for source in sources
        )
    )


def numbered(numbers: dict[Source, int]) -> Markup:
    lines = (join(f"[{number}] ", source_link(source)) for source, number in numbers.items())
    return folded(counted(len(numbers), "source"), bullets(lines)) if numbers else Markup()


def left_out(why: str, items: Sequence[Force | Question]) -> Markup:
    if not items:
        return Markup()
    names = [item.phrase for item in items]
    kind = "question" if isinstance(items[0], Question) else "force"
    summary = f"{counted(len(items), kind)} {why}"
    if len(items) < _FOLDED_FROM:
        return muted(f"{summary}: {', '.join(names)}")
    return folded(summary, ", ".join(names))
