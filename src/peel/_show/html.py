"""Records as small, self-contained HTML for notebooks; everything is escaped by construction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from html import escape
from typing import cast

import attrs

from peel._records.changes import GradeChange, GradeChanges
from peel._records.coverage import Coverage
from peel._records.distribution import Comparison, Distribution
from peel._records.forces import Force
from peel._records.framework import Question
from peel._records.grades import Grade, JudgementScale
from peel._records.history import History, timeline_entry
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement, show_counts, show_published
from peel._records.latest import Latest
from peel._records.matches import ForceMatches
from peel._records.monitoring import Monitoring
from peel._records.sources import Source
from peel._show.palette import BORDER, colour_of
from peel._words.dates import show_day
from peel._words.text import quoted

_CHIP = (
    "display:inline-block;padding:.1em .6em;border-radius:.8em;white-space:nowrap;line-height:1.4;"
)
_EDGE = f"border:1px solid {BORDER}"
_MUTED = "opacity:.75;font-size:.92em"
_CELL = "text-align:left;vertical-align:top;padding:.25em .8em .25em 0;background:transparent"
_FOLDED_FROM = 6
_BREAK = "display:inline-block;margin:0 .5em;font-weight:bold"


class Markup(str):
    """Text that is HTML already; any other text is escaped where it is used."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str) -> Markup:
    """An element with its children; text that is no `Markup` is escaped.

    >>> from peel._show.html import element
    >>> element("b", "a < b")
    '<b>a &lt; b</b>'
    """
    opening = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    inner = "".join(child if isinstance(child, Markup) else escape(child) for child in children)
    return Markup(f"<{name}{opening}>{inner}</{name}>")


def _join(*parts: str) -> Markup:
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def _box(title: str, *children: str) -> str:
    heading = element("div", title, style="font-weight:bold;margin-bottom:.3em")
    return element("div", heading, *children, style="color:inherit;max-width:70em")


def _muted(text: str) -> Markup:
    return element("div", text, style=_MUTED)


def _folded(summary: str, *inner: str) -> Markup:
    """What is there to be opened, by any reader and without a script."""
    head = element("summary", summary, style="cursor:pointer")
    return element("details", head, *inner, style=_MUTED)


def _list(items: Iterable[str]) -> Markup:
    children = [element("li", item) for item in items]
    return (
        element("ul", *children, style="margin:.2em 0;padding-left:1.4em") if children else Markup()
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    head = [element("th", cell, style=f"{_CELL};border-bottom:1px solid") for cell in header]
    body = [element("tr", *(element("td", cell, style=_CELL) for cell in row)) for row in rows]
    table = element(
        "table",
        element("thead", element("tr", *head)),
        element("tbody", *body),
        style="border-collapse:collapse;color:inherit",
    )
    return element("div", table, style="overflow-x:auto") if body else Markup()


def _link(text: str, url: str | None) -> str:
    """A link, if *url* is an address of the web; text otherwise."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return text
    return element("a", text, href=url, rel="noopener", style="color:inherit")


def chip(grade: Grade, text: str | None = None) -> Markup:
    """A grade as a coloured chip with its text."""
    colour = colour_of(grade.key)
    style = f"{_CHIP}{_EDGE};background:{colour.background};color:{colour.text}"
    return element("span", text or grade.label, style=style, title=f"{grade.scale} scale")


def _hollow(text: str) -> Markup:
    return element("span", text, style=f"{_CHIP}border:1px dashed currentColor;font-style:italic")


def _grade(judgement: Judgement | None) -> Markup:
    if judgement is None:
        return _hollow("not recorded")
    if judgement.grade is None:
        return _hollow("not graded")
    return chip(judgement.grade)


def _remarks(judgement: Judgement) -> Markup:
    """Everything but grade and exact day that a reader must know of a judgement."""
    exact = judgement.published_precision == "exact"
    remarks = [
        str(remark) for remark in judgement.remarks if not (exact and remark.kind == "published")
    ]
    return element("span", "; ".join(remarks), style=_MUTED)


def _published_in_parts(judgements: Sequence[Judgement]) -> str:
    """The days of a report's parts, where the report as a whole has none."""
    own = [item for item in judgements if item.programme == "PEEL"]
    days = sorted(item.published for item in own if item.published)
    if not days:
        return "day of publication not known"
    first, last = show_day(days[0]), show_day(days[-1])
    by = "by pillar" if own[0].question.kind != "area" else "in parts"
    text = f"published {first}" if first == last else f"published {by}, {first} to {last}"
    unknown = len(own) - len(days)
    return f"{text} (day not known of {unknown})" if unknown else text


def _source(source: Source) -> Markup:
    """A link to a document that says what it is, not where."""
    text = source.citation.removesuffix(f", {source.url}")
    return _join(_link(text, source.url), f" ({source.kind})")


def _sources(sources: Iterable[Source]) -> Markup:
    return _list(map(_source, sources))


def _notes(sources: Iterable[Source], numbers: dict[Source, int]) -> Markup:
    """Links to *sources* by their number, as footnotes are."""
    return _join(
        *(
            element("span", " ", _link(f"[{numbers[source]}]", source.url), title=source.citation)
            for source in sources
        )
    )


def _numbered(numbers: dict[Source, int]) -> Markup:
    lines = (_join(f"[{number}] ", _source(source)) for source, number in numbers.items())
    many = "source" if len(numbers) == 1 else "sources"
    return _folded(f"{len(numbers)} {many}", _list(lines)) if numbers else Markup()


@singledispatch
def page(record: object) -> str:
    """A record or an answer as a piece of a page."""
    if isinstance(record, tuple):
        items = [str(item) for item in cast("tuple[object, ...]", record)]
        return _box(f"{len(items)} records", _list(items))
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(record)))
    rows = [
        (item.name.lstrip("_"), str(getattr(record, item.name))) for item in fields if item.repr
    ]
    return _box(str(record), _table(("", ""), rows))


@page.register
def _force(force: Force) -> str:
    """A force with its other names and codes."""
    rows = [
        ("Also called", ", ".join(force.aliases)),
        ("ONS code", force.ons_code),
        ("Region", f"{force.region}, {force.country}"),
        ("Id", force.id),
    ]
    return _box(force.name, _table(("", ""), rows))


@page.register
def _matches(matches: ForceMatches) -> str:
    """What stands for no force and what for one twice, and folded what stands for which."""
    repeated = [(force, ", ".join(map(quoted, of))) for force, of in matches.repeated.items()]
    known = [(quoted(name), force) for name, force in matches.ids.items()]
    return _box(
        matches.summary,
        _list(matches.unknown.values()),
        _table(("Force of several names", "Names"), repeated),
        _folded("Each name and its force", _table(("Name", "Force"), known)),
    )


@page.register
def _scale(scale: JudgementScale) -> str:
    """A judgement scale, best grade first."""
    rows = [(chip(grade), grade.definition or "no definition recorded") for grade in scale]
    return _box(f"{scale.key} scale", _table(("Grade", "Meaning"), rows))


@page.register
def _judgement(judgement: Judgement) -> str:
    """A judgement with everything that is known of it."""
    return _box(
        f"{judgement.force.name}, {judgement.question.phrase}, {judgement.cycle.title}",
        element("div", _grade(judgement), " ", _remarks(judgement)),
        _muted(
            f"{judgement.basis}; {show_published(judgement.published, judgement.published_precision)}; "
            f"evidence: {judgement.evidence}"
        ),
        _sources(judgement.sources),
    )


def _judgements(judgements: Sequence[Judgement], numbers: dict[Source, int]) -> Markup:
    rows = [
        (
            item.question.label,
            _grade(item),
            item.basis,
            _join(item.evidence, _notes(item.sources, numbers)),
            _remarks(item),
        )
        for item in judgements
    ]
    header = ("Question", "Grade", "Basis", "Evidence", "Remarks")
    return _table(header, rows)


@page.register
def _inspection(inspection: Inspection) -> str:
    """A force's inspection in one cycle."""
    numbers = _numbers(inspection)
    parts: list[str] = [
        element("div", _link(inspection.title or "report", inspection.url))
        if inspection.title or inspection.url
        else Markup(),
        _muted(f"{_inspection_published(inspection)}; {_known(inspection)}"),
    ]
    if inspection.counts_note:
        parts.append(_muted(f"the published count {inspection.counts_note}"))
    parts.append(_judgements(inspection.judgements, numbers))
    for heading, items in (
        ("Findings", inspection.findings),
        ("What the force states of itself", inspection.profile),
    ):
        if items:
            lines = (_join(str(item), _notes((item.source,), numbers)) for item in items)
            parts += [element("div", heading, style="font-weight:bold"), _list(lines)]
    return _box(f"{inspection.force.name}, {inspection.cycle.title}", *parts, _numbered(numbers))


def _numbers(inspection: Inspection) -> dict[Source, int]:
    sources = [source for item in inspection.judgements for source in item.sources]
    sources += [item.source for item in (inspection.findings or ())]
    sources += [item.source for item in (inspection.profile or ())]
    if inspection.counts_source:
        sources.append(inspection.counts_source)
    return {source: number for number, source in enumerate(dict.fromkeys(sources), 1)}


def _inspection_published(inspection: Inspection) -> str:
    if inspection.published is None:
        return _published_in_parts(inspection.judgements)
    return show_published(inspection.published, inspection.published_precision)


def _known(inspection: Inspection) -> str:
    graded = sum(item.grade is not None for item in inspection.judgements)
    known = f"{graded} {'grade' if graded == 1 else 'grades'} recorded"
    if inspection.counts:
        areas = sum(inspection.counts.values())
        known += f"; published count of {areas} areas: {show_counts(inspection.counts)}"
    return known


@page.register
def _change(change: GradeChange) -> str:
    """A change of grade, or why there is none to speak of."""
    before, after = change.before, change.after
    return _box(
        f"{before.force.name}, {after.question.phrase}",
        element(
            "div",
            _grade(before),
            f" {before.cycle.label} → ",
            _grade(after),
            f" {after.cycle.label}: ",
            element("b", change.direction.value),
        ),
        element("div", change.verdict),
        _list(change.caveats),
        _muted("On comparing the two cycles:") if change.comparability.sources else Markup(),
        _sources(change.comparability.sources),
    )


@page.register
def _changes(changes: GradeChanges) -> str:
    """Changes between two cycles, and what had to be left out."""
    rows = [
        (
            item.before.force.name,
            item.after.question.label,
            _grade(item.before),
            _grade(item.after),
            item.direction.value,
            element("span", "; ".join(item.caveats), style=_MUTED),
        )
        for item in changes
    ]
    header = (
        "Force",
        "Question",
        changes.before.label,
        changes.after.label,
        "Direction",
        "Caveats",
    )
    return _box(
        f"{changes.before.title} to {changes.after.title}",
        _table(header, rows),
        *_left_out("not graded in one of the cycles", changes.not_graded),
        *_left_out("not recorded in one of the cycles", changes.not_recorded),
        *_left_out("in the framework of one of the cycles alone", changes.one_framework_only),
    )


def _left_out(why: str, items: Sequence[Force | Question]) -> list[Markup]:
    if not items:
        return []
    names = [item.phrase if isinstance(item, Question) else item.name for item in items]
    kind = "question" if isinstance(items[0], Question) else "force"
    summary = f"{len(items)} {kind}{'' if len(items) == 1 else 's'} {why}"
    if len(items) < _FOLDED_FROM:
        return [_muted(f"{summary}: {', '.join(names)}")]
    return [_folded(summary, ", ".join(names))]


@page.register
def _latest(latest: Latest) -> str:
    """The newest judgements, with what is missing."""
    rows = [
        (
            item.force.name,
            item.question.label,
            item.cycle.label,
            _grade(item),
            _remarks(item),
        )
        for item in latest
    ]
    of = latest.force.name if latest.force else _in_words(latest.theme or "")
    return _box(
        f"Newest grades: {of}",
        _table(("Force", "Question", "Cycle", "Grade", "Remarks"), rows),
        *_left_out("not graded", latest.not_graded),
        *_left_out("whose newest grade is not recorded", latest.not_recorded),
        *_superseded(latest),
        *map(_muted, latest.notes),
    )


def _superseded(latest: Latest) -> list[Markup]:
    """Older grades, greyed, so that none is taken for the latest."""
    items = [
        _join(
            f"{old.judgement.force.name}, {old.judgement.question.phrase}, ",
            _hollow(f"{old.judgement.cycle.label} {old.judgement.grade_text}"),
            f" {old.caveat}",
        )
        for old in latest.superseded
    ]
    if not items:
        return []
    return [
        _folded(
            f"{len(items)} older grades, which do not say where the force stands now", _list(items)
        )
    ]


@page.register
def _monitoring(monitoring: Monitoring) -> str:
    """Periods in Engage, and how sure they are."""
    possibly = set(monitoring.possibly)
    items = [
        f"{period}{' (possibly on that day)' if period in possibly else ''}"
        for period in monitoring
    ]
    on = f" on {show_day(monitoring.on)}" if monitoring.on else ""
    none = Markup() if items else element("div", "no period in Engage is recorded")
    return _box(f"In Engage{on}", _list(items), none, _muted(monitoring.kept_line))


def _in_words(subject: str) -> str:
    """The id of a theme or question as it stands inside a sentence."""
    return subject.replace("-", " ").replace(".", ", ")


@page.register
def _history(history: History) -> str:
    """A timeline with its breaks in series."""
    parts: list[str] = []
    for number, segment in enumerate(history.segments):
        if number:
            reason = history.breaks[number - 1].comparability.reason
            parts.append(element("span", "‖", style=_BREAK, title=f"break in series: {reason}"))
        for item in segment:
            text = timeline_entry(item)
            parts += [chip(item.grade, text) if item.grade else _hollow(text), " "]
    gaps = [str(gap) for gap in history.gaps]
    return _box(
        f"{history.force.name}, {_in_words(history.subject)}",
        element("div", *parts, style="line-height:2.2"),
        _muted("‖ is a break in series: what lies on both sides is not to be compared.")
        if history.breaks
        else Markup(),
        _muted("Without a grade: " + "; ".join(gaps)) if gaps else Markup(),
    )


@page.register
def _distribution(distribution: Distribution) -> str:
    """Bars with their counts, and the part that is not known."""
    graded = len(distribution.judgements)
    known = [
        (chip(grade), distribution.counts[grade.key], colour_of(grade.key).background)
        for grade in distribution.scale
    ]
    unknown = [
        (_hollow(why), len(forces), "transparent")
        for why, forces in (
            ("not graded", distribution.not_graded),
            ("not recorded", distribution.not_recorded),
        )
        if forces
    ]
    total = graded + sum(number for _, number, _ in unknown)
    rows = [
        (label, str(number), _bar(number, total, colour))
        for label, number, colour in known + unknown
    ]
    count_only = [
        (grade.label.lower(), forces)
        for grade in distribution.scale
        if (forces := distribution.count_only(grade))
    ]
    return _box(
        f"{distribution.cycle.title}, {distribution.question.phrase}",
        _table(("", "Forces", ""), rows),
        _muted(distribution.summary),
        *(
            _folded(
                f"May also be {label}, by a published count alone: {len(forces)}",
                ", ".join(force.name for force in forces),
            )
            for label, forces in count_only
        ),
        *_left_out("not recorded", distribution.not_recorded),
    )


def _bar(number: int, total: int, colour: str) -> Markup:
    if not number:
        return Markup()
    border = "1px dashed currentColor" if colour == "transparent" else f"1px solid {BORDER}"
    width = f"{18 * number / total:.2f}em"
    style = f"width:{width};height:1em;background:{colour};border:{border};box-sizing:border-box"
    return element("span", style=f"display:inline-block;vertical-align:middle;{style}")


@page.register
def _comparison(comparison: Comparison) -> str:
    """Forces side by side."""
    header = ("", *(force.name for force in comparison.forces))
    rows = [
        (
            question.label,
            *(element("span", _grade(item), " ", _short_remark(item)) for item in judgements),
        )
        for question, judgements in comparison.rows
    ]
    return _box(comparison.cycle.title, _table(header, rows), _muted(comparison.coverage_line))


def _short_remark(judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    shown = ("carried over", "derived", "disputed", "one source")
    texts = [remark.text for remark in judgement.remarks if remark.kind in shown]
    return element("span", ", ".join(texts), style=_MUTED)


@page.register
def _coverage(coverage: Coverage) -> str:
    """How much is recorded, question by question."""
    rows = [
        (
            row.cycle.label,
            row.question.label,
            f"{row.recorded} of {row.expected}" if row.expected else str(row.recorded),
            str(row.not_graded or ""),
            str(len(row.not_recorded) or ""),
            str(row.derived or ""),
            str(row.disputed or ""),
        )
        for row in coverage.rows
        if row.expected or row.judgements
    ]
    header = ("Cycle", "Question", "Recorded", "Not graded", "Missing", "Derived", "Disputed")
    whose = coverage.force.name if coverage.force else "All forces"
    return _box(
        f"Coverage: {whose}",
        _muted(coverage.summary),
        _table(header, rows),
    )
