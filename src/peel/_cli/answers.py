"""What each command prints of an answer: its lines, wrapped by terminal.py."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import peel
from peel._cli.screen import GRADE, INDENT, ForceScreen, name_of, questions_known
from peel._cli.terminal import columns, width, wrapped
from peel._records.answer import Answer, RecordTuple
from peel._records.comparison import rows_of_text
from peel._records.judgements import show_published
from peel._records.marks import OLDER, footnote, marks

_CYCLE = len("2018/19")
_GRADED = {"always": "", "some": " (graded for some forces only)", "never": " (never graded)"}


class Asked(NamedTuple):
    """What a cycle asks, which may be nothing yet."""

    cycle: peel.Cycle
    questions: RecordTuple[peel.Question]

    def to_dict(self) -> dict[str, object]:
        return self.questions.to_dict()


def _show(screen: ForceScreen, options: Namespace) -> Iterator[str]:
    cycles = [screen.cycle] if screen.cycle else screen.cycles
    in_full = options.all or screen.cycle
    yield from screen.in_full(cycles) if in_full else screen.overview()
    if options.sources:
        yield ""
        yield from screen.sources(cycles)


def _questions(asked: Asked, _: Namespace) -> Iterator[str]:
    cycle, questions = asked
    yield f"{cycle.title}, {cycle.scale} scale"
    yield from columns(
        [(question.id, question.label + _GRADED[question.graded]) for question in questions]
    )
    if not questions:
        yield "No question is recorded."
    yield from questions_known(cycle)


def _history(history: peel.History, _: Namespace) -> Iterator[str]:
    yield f"{history.force.name}, {history.subject}"
    breaks = {change.after: change.verdict for change in history.breaks}
    for entry in history.entries:
        if isinstance(entry, peel.Gap):
            row = [entry.label, entry.kind, entry.note or ""]
        else:
            if verdict := breaks.get(entry):
                yield from wrapped(verdict, "‖ ")
            row = [entry.cycle.label, entry.grade_text, "; ".join(entry.qualifiers)]
        when, what, note = row
        yield from columns([(when.ljust(_CYCLE), what.ljust(GRADE), note)], INDENT)
    yield from _ending(history)


def _compare(comparison: peel.Comparison, _: Namespace) -> Iterator[str]:
    yield comparison.cycle.title
    names = [force.short_name for force in comparison.forces]
    rows = [*rows_of_text(comparison)]
    widths = [max(map(len, column)) + 2 for column in zip(("", *names), *rows, strict=True)]
    if sum(widths) - 2 <= width():
        yield from columns([("", *names), *rows])
    else:
        for label, *grades in rows:
            yield label
            yield from columns(list(zip(names, grades, strict=True)), INDENT)
    yield from _footnote(comparison.judgements)
    yield from wrapped(comparison.coverage_line)
    yield from _ending(comparison)


def _change(change: peel.GradeChange, _: Namespace) -> Iterator[str]:
    before, after = change.before, change.after
    yield f"{after.force.name}, {after.question.phrase}"
    rows = [
        (of.cycle.label, of.grade_text, show_published(of.published, of.published_precision))
        for of in (before, after)
    ]
    yield from columns(rows, INDENT)
    yield from wrapped(change.verdict)
    for caveat in change.caveats:
        yield from wrapped(caveat, f"{INDENT}- ")
    yield "Sources"
    for judgement in (before, after):
        yield from (f"{INDENT}{judgement.cycle.label}: {of.citation}" for of in judgement.sources)
    yield from (f"{INDENT}on comparing: {of.citation}" for of in change.comparability.sources)
    yield from _ending(change)


def _distribution(distribution: peel.Distribution, _: Namespace) -> Iterator[str]:
    title = f"{distribution.cycle.title}, {distribution.question.phrase}"
    yield from wrapped(f"{title}: {distribution.coverage_line}", then=INDENT)
    rows: list[tuple[str, str, str]] = []
    possibly = False
    for grade in distribution.scale:
        names = distribution.marked_names(grade)
        if others := _names(distribution.count_only(grade)):
            possibly = True
            names = "; ".join(filter(None, [names, f"possibly also {others}"]))
        rows.append((grade.label, str(distribution.counts[grade.key]), names))
    for why, forces in distribution.gaps.items():
        rows.append((why.capitalize(), str(len(forces)), _names(forces)))
    yield from columns(rows)
    yield from _footnote(distribution.judgements)
    if possibly:
        text = "possibly also: the published count has this grade for an area that is not recorded"
        yield from wrapped(text)
    yield from (f"published count: {tally.source.citation}" for tally in distribution.tallies)
    yield from _ending(distribution)


def _latest(latest: peel.Latest, _: Namespace) -> Iterator[str]:
    yield latest.force.name if latest.force else latest.theme or ""
    yield from columns(
        [
            (
                item.question.label if latest.force else item.force.short_name,
                f"{item.grade_text}{marks(item)}",
                item.cycle.label,
                *([] if latest.force else [_day_of(item)]),
            )
            for item in latest
        ],
        INDENT,
    )
    for why, left_out in latest.left_out.items():
        yield from wrapped(", ".join(map(name_of, left_out)), f"{why}: ", INDENT)
    if latest.superseded:
        yield f"{OLDER}:"
    for old in latest.superseded:
        item = old.judgement
        name = item.question.label if latest.force else item.force.short_name
        grade = f"{name}: {item.grade_text}{marks(item)} ({item.cycle.label}), {old.caveat}"
        yield from wrapped(grade, INDENT, 2 * INDENT)
    yield from _footnote([*latest, *(old.judgement for old in latest.superseded)])
    yield from _ending(latest)


def _day_of(judgement: peel.Judgement) -> str:
    """The day of publication, as short as it can be said."""
    if judgement.published is None:
        return "day unknown"
    return f"{'' if judgement.published_precision == 'exact' else 'by '}{judgement.published}"


def _monitoring(monitoring: peel.Monitoring, options: Namespace) -> Iterator[str]:
    """Each period with its note, and of one force the reason and the documents as well."""
    for period in monitoring:
        yield from wrapped(monitoring.line(period), then=INDENT)
        if options.force and period.reason:
            yield from wrapped(period.reason, f"{INDENT}why: ", 2 * INDENT)
        if period.note:
            yield from wrapped(period.note, f"{INDENT}note: ", 2 * INDENT)
        if options.force:
            yield f"{INDENT}Sources"
            yield from (f"{2 * INDENT}{source.citation}" for source in period.sources)
    for line in monitoring.ending:
        yield from wrapped(line)
    yield from _ending(monitoring)


def _coverage(coverage: peel.Coverage, options: Namespace) -> Iterator[str]:
    yield from str(coverage).splitlines() if options.full else _covered(coverage)
    yield from _ending(coverage)


#: What is counted of a cycle, of what every force is graded on; the summary has the others.
_COVERED: Mapping[str, Callable[[peel.CoverageRow], int]] = {
    "expected": lambda row: row.expected,
    "recorded": lambda row: row.recorded,
    "not graded": lambda row: row.not_graded,
    "missing": lambda row: len(row.not_recorded),
    "derived": lambda row: row.derived,
    "one source": lambda row: row.by_evidence["single"],
}


def _covered(coverage: peel.Coverage) -> Iterator[str]:
    of: dict[peel.Cycle, list[peel.CoverageRow]] = {row.cycle: [] for row in coverage.rows}
    for row in coverage.rows:
        if row.expected:
            of[row.cycle].append(row)
    table = [
        (cycle.title, *(str(sum(map(number, rows))) for number in _COVERED.values()))
        for cycle, rows in of.items()
        if rows
    ]
    yield from columns([("", *_COVERED), *table])
    yield from (f"{cycle.title}: no inspection is recorded" for cycle in of if not of[cycle])
    for cycle, rows in of.items() if coverage.force else ():
        if missing := [row.question.label for row in rows if row.not_recorded]:
            yield from wrapped(", ".join(missing), f"Missing from {cycle.title}: ", INDENT)
    yield from wrapped(coverage.summary)


def _footnote(judgements: Iterable[peel.Judgement]) -> list[str]:
    """What the marks behind grades mean, if there are any."""
    text = footnote(judgements)
    return wrapped(text) if text else []


def _names(forces: Iterable[peel.Force]) -> str:
    return ", ".join(force.short_name for force in forces)


def _ending(answer: Answer) -> Iterator[str]:
    """What else must be said, and which record an answer is of."""
    for note in answer.notes:
        yield from wrapped(note)
    if answer.edition is not None:
        yield from wrapped(str(answer.edition))


LINES: Mapping[str, Callable[[Any, Namespace], Iterable[str]]] = {
    "show": _show,
    "forces": lambda forces, _: columns([(of.id, of.name, of.ons_code) for of in forces]),
    "questions": _questions,
    "history": _history,
    "compare": _compare,
    "change": _change,
    "distribution": _distribution,
    "latest": _latest,
    "monitoring": _monitoring,
    "coverage": _coverage,
    "cite": lambda text, _: text.splitlines(),
}
