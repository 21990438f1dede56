"""The notes that all pictures share: how much is known, its evidence, the days of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from peel._records.answer import Edition
from peel._records.coverage import resting
from peel._records.framework import Cycle, Question
from peel._records.judgements import Judgement
from peel._records.latest import Superseded
from peel._records.marks import OLDER, by_mark
from peel._vocabulary import EvidenceLevel, RemarkKind
from peel._words.dates import show_day
from peel._words.text import counted, some
from peel.plot._axes import Canvas, Words, frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: What a note calls grades with a remark, where that is not the kind of it.
_REMARKED: Mapping[RemarkKind, str] = {"programme": "from another programme"}
#: What is said of one cell without a grade, and of several.
_WITHOUT = {
    "not recorded": ("{} is not recorded", "{} are not recorded"),
    "not among those given": ("{} is not among those given", "{} are not among those given"),
    "unknown": ("whether {} was given is not known", "whether {} were given is not known"),
    "not graded": ("{} was not given", "{} were not given"),
}
#: What is said with anything that somebody picked.
OF_OTHERS = "Nothing is said of others."
#: On what grades rest, by evidence level.
_RESTING: Mapping[str, tuple[EvidenceLevel, ...]] = {
    "the inspectorate or a copy of its report": ("inspectorate", "copy"),
    "another public body or several documents": ("official", "several"),
    "one secondary source": ("single",),
}
#: So many forces are named.
_FEW = 6


def known_line(known: Mapping[str, int], *, asked: bool = True) -> str:
    """How much of a picture is known, of how many cells with each status.

    *asked* is whether the record has all questions that there may be.
    """
    total, graded = sum(known.values()), known.get("recorded", 0)
    if total and known.get("not graded") == total:
        return "The grade was not given." if total == 1 else f"None of {total} grades was given."
    if graded == total and asked:
        whole = {1: "The grade is", 2: "Both grades are"}.get(total, f"All {total} grades are")
        return f"{whole} recorded."
    of = "" if graded == total else f"{graded} of "
    parts = [f"{of}{counted(total, 'grade')} {'is' if 1 in (graded, total) else 'are'} recorded"]
    for status, (one, several) in _WITHOUT.items():
        if number := known.get(status, 0):
            parts.append((one if number == 1 else several).format(number))
    return f"{'; '.join(parts)}."


def picked_line(drawn: Sequence[Judgement]) -> str:
    """How many judgements somebody picked: what there is beside them is not known."""
    graded = sum(judgement.grade is not None for judgement in drawn)
    parts = [
        some(graded, f"grade{'' if graded == 1 else 's'}"),
        some(len(drawn) - graded, "not given"),
    ]
    return f"Picked: {', '.join(filter(None, parts))}. {OF_OTHERS}"


def some_only(known: Mapping[Question, Mapping[str, int]]) -> str:
    """Questions that are graded for some forces only, each with what is known of how many."""
    return ", ".join(
        f"{question.phrase} ({of.get('recorded', 0)} recorded, {of.get('not graded', 0)} not graded)"
        for question, of in known.items()
    )


def older_line(superseded: Sequence[Superseded]) -> Iterator[str]:
    """The older grades that are not shown: a few of them in full, else how many and why."""
    if superseded:
        reasons = Counter(old.reason for old in superseded)
        counts = [f"{number} {reason}" for reason, number in reasons.items()]
        parts = counts if len(superseded) > _FEW else map(str, superseded)
        yield f"Not shown, {OLDER}: {'; '.join(parts)}."


def as_sentence(note: str) -> str:
    """A note of an answer as it stands below a picture."""
    return f"{note[:1].upper()}{note[1:]}{'' if note.endswith(('/', '.')) else '.'}"


def source_lines(drawn: Iterable[Judgement], edition: Edition | None) -> Iterator[str]:
    """How good the evidence of what is drawn is, and how new: for below a picture."""
    graded = [judgement for judgement in drawn if judgement.grade is not None]
    if graded:
        yield _evidence_line(graded)
    days = [judgement.published for judgement in graded if judgement.published]
    dates = "" if edition is None else f"; {edition}"
    if edition is None and days:
        dates = f"; newest of these grades {show_day(max(days))}"
    yield (
        "PEEL: police effectiveness, efficiency and legitimacy. Compiled in peel from public "
        f"documents, not by the inspectorate{dates}."
    )


def remarked_line(drawn: Sequence[Judgement], *, named: bool) -> Iterator[str]:
    """How many of the grades that are drawn are derived, disputed …; if *named*, a few by name.

    How many rest on one secondary source, `source_lines` says.
    """
    parts: list[str] = []
    for kind, items in by_mark(drawn).items():
        if kind != "one source":
            parts.append(f"{len(items)} {_REMARKED.get(kind, kind)}")
            if named and len(items) <= _FEW:
                parts[-1] += f" ({', '.join(item.force.name for item in items)})"
    if parts:
        yield f"Of {counted(len(drawn), 'grade')}: {', '.join(parts)}."


def _evidence_line(graded: Sequence[Judgement]) -> str:
    grades = counted(len(graded), "grade")
    first, *others = resting(graded, _RESTING)
    if not others:
        return f"Evidence: {grades}, resting on {first[1]}."
    parts = [f"{first[0]} {'rests' if first[0] == 1 else 'rest'} on {first[1]}"]
    parts += [f"{count} on {on}" for count, on in others]
    return f"Evidence of {grades}: {', '.join(parts)}."


def nothing_yet(
    on: Canvas, whom: str, cycle: Cycle, edition: Edition | None, notes: Iterable[str]
) -> Axes:
    """Axes without any of the grades of a cycle that were asked for: *whom* on what."""
    return empty(
        on,
        f"How inspectors graded {whom}, {cycle.title}",
        "No such grade is in this record; that does not mean that none was published.",
        edition,
        notes,
    )


def empty(
    on: Canvas,
    title: str,
    why: str,
    edition: Edition | None,
    notes: Iterable[str],
    inside: str = "No grade is recorded",
) -> Axes:
    """Axes that say in words why they are empty."""
    on.ax.text(0.5, 0.5, inside, ha="center", va="center", style="italic")
    on.ax.set_xticks([])
    on.ax.set_yticks([])
    on.ax.spines[["left", "bottom"]].set_visible(False)
    words = Words(title, why, [], [*map(as_sentence, notes), *source_lines([], edition)])
    return frame(on, lambda: None, lambda _: words)
