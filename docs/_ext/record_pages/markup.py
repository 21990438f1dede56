"""Small parts that pages of the record are made of, as MyST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import peel

if TYPE_CHECKING:
    import datetime as dt

SOME_FORCES = "graded for some forces only, none recorded"
SIGNS = {
    "not graded": "–",
    "never graded": "×",
    "not recorded": "[?]{.gap}",
    SOME_FORCES: "[(?)]{.gap}",
}
#: What it means that nothing is recorded, by `Question.graded`.
WITHOUT_ROW = {"always": "not recorded", "some": SOME_FORCES, "never": "never graded"}
MARKS = {"carried over": "←", "derived": "\\*", "disputed": "†", "revised": "‡"}
INITIALS = {
    "outstanding": "O",
    "good": "G",
    "adequate": "A",
    "requires-improvement": "RI",
    "inadequate": "I",
}
DAY_NOT_KNOWN = "day not known"


def chip(grade: peel.Grade | None, text: str | None = None) -> str:
    if grade is None:
        return f"[{text or 'not graded'}]{{.grade .no-grade}}"
    return f"[{text or grade.label}]{{.grade .{grade.key}}}"


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(header)
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"
    yield ""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def box(text: str, *classes: str) -> Iterator[str]:
    yield f":::{{container}} {' '.join(classes)}"
    yield text
    yield ":::"
    yield ""


def stamp() -> Iterator[str]:
    yield from box(
        f"Data of {peel.DATA_VERSION}. Grades: HMICFRS (until 2017 HMIC), as far as they were found. "
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "The inspectorate has neither made nor endorsed this page.",
        "stamp",
    )


def toctree(documents: Iterable[str], *options: str) -> Iterator[str]:
    yield "```{toctree}"
    yield ":hidden:"
    yield from options
    yield ""
    yield from documents
    yield "```"
    yield ""


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def day(date: dt.date) -> str:
    return f"{date.day}\u00a0{date:%B}\u00a0{date.year}"


def published(judgement: peel.Judgement | peel.Inspection) -> str:
    if judgement.published is None:
        return DAY_NOT_KNOWN
    no_later = "" if judgement.published_precision == "exact" else "no later than "
    return f"{no_later}{day(judgement.published)}"


def remarks(judgement: peel.Judgement) -> str:
    """What a reader must know of a judgement besides its grade."""
    found: list[str] = []
    if judgement.grade is None and judgement.note:
        found.append(judgement.note)
    if judgement.carried_from:
        found.append(f"carried over from {judgement.carried_from.label}")
    if judgement.basis == "derived":
        found.append(f"derived: {judgement.note}" if judgement.note else "derived")
    if judgement.revised:
        found.append(f"revised, in force since {day(judgement.revised)}")
    if judgement.programme != "PEEL":
        found.append(f"programme: {judgement.programme}")
    if judgement.dispute:
        found.append(f"disputed: {judgement.dispute}")
    return "; ".join(found)


def sign(question: peel.Question, judgement: peel.Judgement | None) -> str:
    """A grade, or why there is none, where there is no room for words."""
    if judgement is None:
        return SIGNS[WITHOUT_ROW[question.graded]]
    if judgement.grade is None:
        return SIGNS["not graded"]
    return f"{chip(judgement.grade, INITIALS[judgement.grade.key])}{marks(judgement)}"


def marks(judgement: peel.Judgement) -> str:
    holds = {
        "carried over": judgement.carried_from,
        "derived": judgement.basis == "derived",
        "disputed": judgement.dispute,
        "revised": judgement.revised,
    }
    return "".join(mark for kind, mark in MARKS.items() if holds[kind])


def legend(scale: peel.JudgementScale, empty: str) -> str:
    shown = [f"{chip(grade, INITIALS[grade.key])} {grade.label}" for grade in scale]
    shown += [f"{shown_as} {kind}" for kind, shown_as in SIGNS.items()]
    shown.append(f"empty: {empty}")
    return " · ".join([*shown, *(f"{mark} {kind}" for kind, mark in MARKS.items())])


def words(identifier: str) -> str:
    text = identifier.replace("-", " ")
    return text[:1].upper() + text[1:]


def short_name(force: peel.Force) -> str:
    for ending in (" Police Service", " Police", " Constabulary"):
        if force.name.endswith(ending):
            return force.name.removesuffix(ending)
    return force.name


def question_name(question: peel.Question) -> str:
    return f"**{question.label}**" if question.kind == "pillar" else question.label


def scale_of(cycle: peel.Cycle) -> peel.JudgementScale:
    return next(scale for scale in (peel.FOUR_TIER, peel.FIVE_TIER) if scale.key == cycle.scale)


def life(cycle: peel.Cycle) -> str:
    if cycle.first_published is None:
        return "no grade recorded"
    if cycle.first_published == cycle.last_published or cycle.last_published is None:
        return day(cycle.first_published)
    return f"{day(cycle.first_published)} to {day(cycle.last_published)}"


def reason(comparability: peel.Comparability) -> str:
    """Why, without the cycles, which stand beside it already."""
    cycles = f"{comparability.from_cycle.id} to {comparability.to_cycle.id}: "
    return comparability.reason.removeprefix(cycles)


WIDE = ("---", "hide-toc: true", "---", "")
