"""Words for people: days, names, evidence, remarks, and the dates of the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import peel

if TYPE_CHECKING:
    import datetime as dt

INSPECTORATE = "https://hmicfrs.justiceinspectorates.gov.uk/"
SOME_FORCES = "graded for some forces only, none recorded"
#: What it means that nothing is recorded, by `Question.graded`.
WITHOUT_ROW = {"always": "not recorded", "some": SOME_FORCES, "never": "never graded"}
DAY_NOT_KNOWN = "day not known"
#: Who says so, by kind of source, the best first.
SAYS_SO = {
    "inspectorate": "the inspectorate",
    "copy": "a copy of the inspectorate's document",
    "force": "the force",
    "commissioner": "the commissioner",
    "public body": "a public body",
}
#: Who says so of a grade that no source names, beside the evidence levels.
DERIVED = "derived"


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: Iterable[str]) -> str:
    """``a, b and c``."""
    *most, end = items
    return f"{', '.join(most)} and {end}" if most else end


def day(date: dt.date) -> str:
    return f"{date.day}\u00a0{date:%B}\u00a0{date.year}"


def published(record: peel.Judgement | peel.Inspection) -> str:
    if record.published is None:
        return DAY_NOT_KNOWN
    no_later = "" if record.published_precision == "exact" else "no later than "
    return f"{no_later}{day(record.published)}"


def words(identifier: str) -> str:
    text = identifier.replace("-", " ")
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def reason(comparability: peel.Comparability) -> str:
    """Why, without the cycles, which stand beside it already."""
    cycles = f"{comparability.from_cycle.id} to {comparability.to_cycle.id}: "
    return comparability.reason.removeprefix(cycles)


def life(cycle: peel.Cycle) -> str:
    """The first and the last day on which its grades were published, as exact as they are known."""
    if cycle.first_published is None:
        return "no grade recorded"
    days = dict.fromkeys(filter(None, (cycle.first_published, cycle.last_published)))
    return " to ".join(_as_known(date, cycle) for date in days)


def _as_known(date: dt.date, cycle: peel.Cycle) -> str:
    """A day, the day by which a grade was out, or the month where no grade has that day."""
    dated = [item for item in peel.judgements(cycle=cycle) if item.published == date]
    if not dated:
        return f"{date:%B}\u00a0{date.year}"
    return min(map(published, dated), key=len)


def level(judgement: peel.Judgement) -> str:
    """The evidence level of a grade that a source states; `DERIVED` for one that none states."""
    return DERIVED if judgement.basis == DERIVED else judgement.evidence


def evidence(judgement: peel.Judgement) -> str:
    """Who says so, at best: ``one news report`` rather than ``single``.

    Nobody says a derived grade: ``worked out from what the inspectorate and one news report say``.
    """
    said_by = _said_by([source.kind for source in judgement.sources])
    if judgement.basis != DERIVED:
        return said_by[0]
    several = len(said_by) > 1 or said_by[0][0].isdigit()
    return f"worked out from what {listed(said_by)} {'say' if several else 'says'}"


def _said_by(kinds: list[str]) -> list[str]:
    """What to call the publishers of sources, the best first."""
    official = [name for kind, name in SAYS_SO.items() if kind in kinds]
    others = [kind for kind in kinds if kind not in SAYS_SO]
    if not others:
        return official
    noun = "news report" if set(others) <= {"news"} else "other source"
    return [*official, f"one {noun}" if len(others) == 1 else plural(len(others), noun)]


def remarks(judgement: peel.Judgement) -> str:
    """What is to be remarked, besides what has a place of its own: who says so, and since when."""
    return "; ".join(
        remark.detail if remark.kind == "not graded" and remark.detail else str(remark)
        for remark in judgement.remarks
        if remark.kind not in {"one source", "published"}
    )


def scale_of(cycle: peel.Cycle) -> peel.JudgementScale:
    return next(scale for scale in (peel.FOUR_TIER, peel.FIVE_TIER) if scale.key == cycle.scale)
