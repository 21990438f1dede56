"""Small pieces of HTML, of grades and sources too; everything is escaped by construction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from peel._records.forces import Force
from peel._records.framework import Question
from peel._records.grades import Grade
from peel._records.judgements import Judgement
from peel._records.marks import MARKS
from peel._records.sources import Source
from peel._show.palette import BORDER, colour_of
from peel._words.text import counted

_CHIP = (
    "display:inline-block;padding:.1em .6em;border-radius:.8em;white-space:nowrap;line-height:1.4;"
)
_EDGE = f"border:1px solid {BORDER}"
_MUTED = "opacity:.75;font-size:.92em"
_CELL = "text-align:left;vertical-align:top;padding:.25em .8em .25em 0;background:transparent"
#: So many names are folded.
_FOLDED_FROM = 6


class Markup(str):
    """Text that is HTML already; any other text is escaped where it is used."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str) -> Markup:
    """An element with its children; text that is no `Markup` is escaped."""
    opening = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{opening}>{join(*children)}</{name}>")


def join(*parts: str) -> Markup:
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def box(title: str, *children: str) -> str:
    heading = element("div", title, style="font-weight:bold;margin-bottom:.3em")
    return element("div", heading, *children, style="color:inherit;max-width:70em")


def muted(text: str) -> Markup:
    return element("div", text, style=_MUTED) if text else Markup()


def quiet(text: str) -> Markup:
    return element("span", text, style=_MUTED)


def folded(summary: str, *inner: str) -> Markup:
    """What is there to be opened, by any reader and without a script."""
    head = element("summary", summary, style="cursor:pointer")
    return element("details", head, *inner, style=_MUTED)


def bullets(items: Iterable[str]) -> Markup:
    children = [element("li", item) for item in items]
    style = "margin:.2em 0;padding-left:1.4em"
    return element("ul", *children, style=style) if children else Markup()


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    head = [element("th", cell, style=f"{_CELL};border-bottom:1px solid") for cell in header]
    body = [element("tr", *(element("td", cell, style=_CELL) for cell in row)) for row in rows]
    parts = (element("thead", element("tr", *head)), element("tbody", *body))
    table = element("table", *parts, style="border-collapse:collapse;color:inherit")
    return element("div", table, style="overflow-x:auto") if body else Markup()


def by_heading(rows: Sequence[Mapping[str, str]]) -> Markup:
    """A table of rows whose cells have their headings with them."""
    return table(tuple(rows[0]), [tuple(row.values()) for row in rows]) if rows else Markup()


def link(text: str, url: str | None) -> str:
    """A link, if *url* is an address of the web; text otherwise."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return text
    return element("a", text, href=url, rel="noopener", style="color:inherit")


def chip(grade: Grade, text: str | None = None) -> Markup:
    """A grade as a coloured chip with its text."""
    colour = colour_of(grade.key)
    style = f"{_CHIP}{_EDGE};background:{colour.background};color:{colour.text}"
    return element("span", text or grade.label, style=style, title=f"{grade.scale} scale")


def hollow(text: str) -> Markup:
    return element("span", text, style=f"{_CHIP}border:1px dashed currentColor;font-style:italic")


def bar(number: int, total: int, colour: str) -> Markup:
    """A part of a whole as a bar; dashed where it is not known."""
    if not number:
        return Markup()
    border = "1px dashed currentColor" if colour == "transparent" else f"1px solid {BORDER}"
    width = f"{18 * number / total:.2f}em"
    style = f"width:{width};height:1em;background:{colour};border:{border};box-sizing:border-box"
    return element("span", style=f"display:inline-block;vertical-align:middle;{style}")


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
