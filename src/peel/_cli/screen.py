"""What `peel show` prints: a force on one screen, its newest grades first; its cycles in full."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import peel
from peel._cli.terminal import paint, width, wrapped
from peel._records.changes import ONE_FRAMEWORK_ONLY
from peel._records.framework import Question, questions_lacking
from peel._records.inspections import SELECTED
from peel._records.judgements import show_counts
from peel._records.sources import INSPECTORATE, SEE_INSPECTORATE
from peel._vocabulary import RemarkKind
from peel._words.dates import show_day
from peel._words.text import grades_recorded

#: Lines of a usual terminal.
_SCREEN = 24
INDENT = "  "
GRADE = len("requires improvement")

#: What is said of a grade, and of several, besides the gravest mark.
_ALSO: Mapping[RemarkKind, tuple[str, str]] = {
    "derived": ("is derived", "are derived"),
    "one source": ("rests on one source", "rest on one source"),
    "revised": ("was revised", "were revised"),
    "programme": ("is of another programme", "are of another programme"),
    "carried over": ("is carried over", "are carried over"),
}


class ForceScreen:
    """What a record has of one force, as lines for a terminal."""

    def __init__(
        self, record: peel.Dataset, force: peel.Force, cycle: peel.Cycle | None = None
    ) -> None:
        self.record = record
        self.force = force
        #: The one cycle that is asked for, or None.
        self.cycle = cycle
        self._inspections = {item.cycle: item for item in record.inspections(force=force)}
        self._cells: dict[peel.Cycle, list[peel.CellRow]] = {of: [] for of in record.cycles()}
        for cell in record.cells(force=force):
            self._cells[cell.cycle].append(cell)
        known = {*self._inspections, *filter(self._of, self._cells)}
        #: The cycles in which anything is recorded of the force, the newest first.
        self.cycles = [cycle for cycle in reversed(record.cycles()) if cycle in known]
        self._shown = next((cycle for cycle in self.cycles if self._graded(cycle)), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of reports of newer cycles than the newest of which anything is recorded."""
        every = self.record.cycles()
        newer = every[every.index(self.cycles[0]) + 1 :] if self.cycles else every
        return self.record.inspections(force=self.force, cycle=newer).notes

    def to_dict(self) -> dict[str, object]:
        """The force with its time in Engage, its inspections, and a row for each of their cells."""
        record, force, cycle = self.record, self.force, self.cycle
        inspections = peel.to_dicts(record.inspections(force=force, cycle=cycle))
        for inspection in inspections:
            del inspection["judgements"]
        return {
            "force": force.to_dict(),
            "monitoring": record.monitoring(force).to_dict(),
            "inspections": inspections,
            "cells": peel.to_dicts(record.cells(force=force, cycle=cycle)),
            "notes": list(self.notes),
        }

    def overview(self) -> list[str]:
        """The newest grades, then a line for each older cycle: at most 24 lines."""
        shown = self._shown
        place = len(self.cycles) if shown is None else self.cycles.index(shown)
        lines = [*self.head(), ""]
        for cycle in self.cycles[:place]:
            lines += wrapped(f"{self._heading(cycle)}: no grade is recorded")
            lines += self._counted(cycle)
        if shown is None:
            return lines
        older = self.cycles[place + 1 :]
        lacks = self._missing(shown) or not shown.questions_complete
        lines += [
            *wrapped(self._heading(shown) + self._behind_marks(shown), then=INDENT),
            *self._areas(shown),
            *(self._counted(shown) if lacks else ()),
            *questions_known(shown, INDENT),
        ]
        if older and (found := self._break(older[0], shown)):
            why = found.reason
            if found.status == "unknown" and not found.sources:
                why = "no statement is recorded"  # the whole reason fits on no usual line
            line = f"‖ {found.status_text} with {older[0].label}: {why}"
            lines.append(textwrap.shorten(line, width(), placeholder=" …"))
        room = _SCREEN - sum(map(bool, lines)) - 1
        option = f"  --cycle {older[0].id}" if older else ""
        more = f"More: --all{option}  --sources  --json  |  peel change --help"
        lines += [*self._older(shown, older, room), "", more]
        while len(lines) > _SCREEN and "" in lines:
            del lines[-1 - lines[::-1].index("")]
        return lines

    def head(self) -> Iterator[str]:
        """Who it is, how new its grades are, where its report is, its time in Engage, what is out.

        The inspectorate's address stands there once.
        """
        force = self.force
        yield f"{force.name} · {force.region} · {force.ons_code}"
        checked = self.record.edition.checked
        dates = f"{self._newest()} · {checked}"
        if len(dates) <= width():
            yield dates
        else:
            yield from wrapped(self._newest(), then=INDENT)
            yield from wrapped(checked, INDENT)
        newest = self._inspections.get(self.cycles[0]) if self.cycles else None
        unknown = "Address of the report unknown" if newest else "No report is recorded"
        where = newest.url if newest and newest.url else f"{unknown}{SEE_INSPECTORATE}"
        yield from wrapped(where)
        yield from self._engage()
        for note in self.notes:
            yield from wrapped(note.removesuffix(SEE_INSPECTORATE if INSPECTORATE in where else ""))

    def _newest(self) -> str:
        if self._shown is None:
            return "No grade is recorded"
        graded = self._graded(self._shown)
        days = [(of.published, of.published_precision == "exact") for of in graded if of.published]
        if not days:
            return f"Newest grades of unknown day ({_title(self._shown)})"
        day, exact = max(days)
        return f"Newest grade {'' if exact else 'by '}{show_day(day)} ({_title(self._shown)})"

    def _engage(self) -> list[str]:
        monitoring = self.record.monitoring(force=self.force)
        if monitoring:
            spans = " and ".join(period.span for period in monitoring)
            return wrapped(f"In Engage (special measures) {spans}", then=INDENT)
        first, last = monitoring.kept_from, monitoring.kept_until
        if first is None or last is None:
            return []
        between = f"from {first.year} to {show_day(last, 'month')}"
        return wrapped(f"No time in Engage (special measures) is recorded {between}")

    def in_full(self, cycles: Iterable[peel.Cycle]) -> Iterator[str]:
        """Every question of *cycles* with everything that is remarked on its grade."""
        yield from self.head()
        for cycle in cycles:
            yield ""
            yield from self._in_full(cycle)

    def _in_full(self, cycle: peel.Cycle) -> Iterator[str]:
        inspection = self._inspections.get(cycle)
        yield from wrapped(f"{self._heading(cycle)}; {cycle.scale} scale", then=INDENT)
        if inspection is not None and inspection.url and cycle != self.cycles[0]:
            yield inspection.url
        yield from self._counted(cycle)
        shown = [of for of in self._cells[cycle] if of.judgement or of.question.graded == "always"]
        label = _longest([cell.question for cell in shown])
        published = inspection.published_text if inspection else ""
        for cell in shown:
            painted = _painted(cell.judgement, cell.status)
            yield f"{INDENT}{cell.question.label:<{label}}  {painted}".rstrip()
            if cell.judgement and (text := "; ".join(_remarked(cell.judgement, published))):
                yield from wrapped(text, 3 * INDENT)
        yield from questions_known(cycle, INDENT)
        yield from self._findings(inspection)
        yield from self._changes(cycle)

    def sources(self, cycles: Sequence[peel.Cycle]) -> Iterator[str]:
        """The documents that the grades and counts of *cycles* rest on, each once."""
        said: set[str] = set()
        for cycle in cycles:
            inspection = self._inspections.get(cycle)
            found = [source for item in self._of(cycle).values() for source in item.sources]
            if inspection is not None and inspection.counts_source is not None:
                found.append(inspection.counts_source)
            new = {source.id: source for source in found if source.id not in said}
            if new:
                yield f"Sources of {_title(cycle)}"
                yield from (f"{INDENT}{source.citation}" for source in new.values())
            said |= new.keys()

    def _of(self, cycle: peel.Cycle) -> Mapping[Question, peel.Judgement]:
        """What is recorded of a cycle by question."""
        return {cell.question: cell.judgement for cell in self._cells[cycle] if cell.judgement}

    def _graded(self, cycle: peel.Cycle) -> list[peel.Judgement]:
        return [item for item in self._of(cycle).values() if item.grade]

    def _missing(self, cycle: peel.Cycle) -> list[Question]:
        """The questions of a cycle whose grade is expected and not recorded."""
        return [cell.question for cell in self._cells[cycle] if cell.status == "not recorded"]

    def _heading(self, cycle: peel.Cycle) -> str:
        """The cycle, when its report was published, and how much is missing of it."""
        text = _title(cycle)
        if inspection := self._inspections.get(cycle):
            text += f", {inspection.published_text}"
        graded, missing = len(self._graded(cycle)), len(self._missing(cycle))
        if graded and missing:
            text += f": {grades_recorded(graded, graded + missing)}"
        return text

    def _behind_marks(self, cycle: peel.Cycle) -> str:
        """What limits grades besides the mark behind each, which is the gravest."""
        limited = [item.limits for item in self._graded(cycle) if item.limits]
        marked = Counter(mark for mark, *_ in limited)
        text = ""
        for (mark, *others), number in Counter(limited).items():
            if others:
                said = " and ".join(_ALSO[kind][number > 1] for kind in others)
                text += f"; {_share(number, marked[mark])} marked {mark} {said}"
        return text

    def _areas(self, cycle: peel.Cycle) -> Iterator[str]:
        found = self._of(cycle).values()
        judgements = [of for of in found if of.grade or of.question.graded == "always"]
        label = _longest([item.question for item in judgements])
        for judgement in judgements:
            row = f"{INDENT}{judgement.question.label:<{label}}  {_painted(judgement)}"
            yield f"{row}  {judgement.mark or ''}".rstrip()
        if missing := self._missing(cycle):
            labels = ", ".join(question.phrase for question in missing)
            yield from wrapped(labels, f"{INDENT}not recorded: ", 2 * INDENT)

    def _counted(self, cycle: peel.Cycle) -> list[str]:
        """What the report counts itself."""
        inspection = self._inspections.get(cycle)
        if inspection is None or not inspection.counts:
            return []
        return wrapped(f"published count: {inspection.counts_text}", INDENT)

    def _break(self, before: peel.Cycle, after: peel.Cycle) -> peel.Comparability | None:
        """Why the grades of two cycles may not be compared; None if they may."""
        comparability = self.record.comparability(before, after)
        return None if comparability.comparable else comparability

    def _older(self, shown: peel.Cycle, older: Sequence[peel.Cycle], room: int) -> list[str]:
        """A line for each older cycle, breaks in series marked; the oldest fold where room ends."""
        pillars = {cycle: self._pillars(cycle) for cycle in older}
        names: dict[str, str] = {}
        for question in chain.from_iterable(pillars.values()):
            names.setdefault(question.id, question.phrase)
        title = max((len(_title(cycle)) for cycle in older), default=0)
        lines: list[str] = []
        headed = False
        for place, (newer, cycle) in enumerate(pairwise([shown, *older])):
            marked = newer != shown and self._break(cycle, newer)
            start = f"{'‖' if marked else ' '} {_title(cycle):<{title}} "
            if grades := {question.id: text for question, text in pillars[cycle].items()}:
                heads = [f" {name} " for name in names.values()]
                head = [] if headed else [_cells(" " * len(start), heads)]
                new = [*head, _cells(start, [grades.get(name, " –") for name in names])]
                headed = True
            else:
                new = wrapped(self._counts(cycle), f"{start} ")
            folded = older[place:]
            if len(lines) + len(new) > room - (len(folded) > 1):
                return [*lines, f"  older: {', '.join(of.label for of in folded)}"]
            lines += new
        return lines

    def _pillars(self, cycle: peel.Cycle) -> dict[Question, str]:
        """The grades of the pillars of a cycle, padded and painted."""
        of = self._of(cycle)
        return {
            question: _painted(of.get(question))
            for question in self.record.questions(cycle)
            if question.kind == "pillar" and question.graded != "never"
        }

    def _counts(self, cycle: peel.Cycle) -> str:
        """How many grades of each kind are recorded, and of how many where some are missing."""
        graded, missing = self._graded(cycle), len(self._missing(cycle))
        grades = sorted((item.grade for item in graded if item.grade), reverse=True)
        numbers = show_counts(Counter(grade.key for grade in grades))
        if not missing:
            return numbers
        known = f"{len(graded)} of {len(graded) + missing} recorded"
        return f"{known}: {numbers}" if numbers else known

    def _findings(self, inspection: peel.Inspection | None) -> Iterator[str]:
        """The findings of a report, or that nobody collected them."""
        if inspection is None or inspection.findings is None:
            yield f"{INDENT}Findings: none were collected"
            return
        kinds = {finding.kind for finding in inspection.findings}
        selection = " (a selection)" if kinds.issubset(SELECTED) else ""
        yield f"{INDENT}Findings, in this library's words{selection}"
        for finding in inspection.findings:
            yield from wrapped(str(finding), f"{2 * INDENT}- ")

    def _changes(self, cycle: peel.Cycle) -> Iterator[str]:
        """What may be said of the grades of the cycle before."""
        cycles = self.record.cycles()
        before = cycles[: cycles.index(cycle)][-1:]
        if not before:
            return
        changes = self.record.changes(before[0], cycle, force=self.force)
        yield f"{INDENT}Compared with {before[0].title}"
        if found := self._break(before[0], cycle):
            yield from wrapped(f"{found.status_text}: {found.reason}", 2 * INDENT)
            return
        for change in changes:
            grades = f"{change.before.grade_text} → {change.after.grade_text}"
            text = f"{change.after.question.label}: {grades}, {change.verdict}"
            yield from wrapped(text, 2 * INDENT, 3 * INDENT)
        left_out = {**changes.left_out, ONE_FRAMEWORK_ONLY: changes.one_framework_only}
        for why, items in left_out.items():
            if items:
                names = ", ".join(map(name_of, items))
                yield from wrapped(f"{why}: {names}", 2 * INDENT, 3 * INDENT)


def questions_known(cycle: peel.Cycle, indent: str = "") -> list[str]:
    """What is said of a cycle whose questions are not all known, as a sentence."""
    return [line for said in questions_lacking(cycle) for line in wrapped(f"{said}.", indent)]


def name_of(item: peel.Force | Question) -> str:
    """What a line calls a force or a question."""
    return item.label if isinstance(item, Question) else item.short_name


def _painted(judgement: peel.Judgement | None, without: str = "not recorded") -> str:
    """A grade, or that there is none, as wide as the longest grade."""
    text = without if judgement is None else judgement.grade_text
    painted = paint(judgement.grade.key, text) if judgement and judgement.grade else f" {text} "
    return painted + " " * (GRADE - len(text))


def _share(number: int, of: int) -> str:
    if number < of:
        return f"{number} of {of}"
    return {1: "the one", 2: "both"}.get(of, f"all {of}")


def _remarked(judgement: peel.Judgement, published: str) -> Iterator[str]:
    """What is remarked on a grade that the screen does not say already beside it or above."""
    exact = judgement.published_precision == "exact"
    for remark in judgement.remarks:
        if remark.kind == "not graded":
            yield from filter(None, [remark.detail])
        elif remark.kind != "published" or not (exact or remark.text == published):
            yield str(remark)


def _cells(start: str, cells: Sequence[str]) -> str:
    """Cells behind *start*, each as wide as the longest grade."""
    return (start + "".join(f"{cell:<{GRADE + 2}}" for cell in cells)).rstrip()


def _title(cycle: peel.Cycle) -> str:
    """The title as one line can carry it: ``PEEL 2023–25``."""
    return re.sub(r"–20(\d\d)$", r"–\1", cycle.title)


def _longest(questions: Sequence[Question]) -> int:
    return max((len(question.label) for question in questions), default=0)
