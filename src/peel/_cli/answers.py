"""What each command asks of the record, and what it prints of the answer."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import peel
from peel._cli.screen import GRADE, INDENT, ForceScreen, name_of, questions_known
from peel._cli.terminal import columns, say, tell, width, wrapped
from peel._records.answer import Answer, RecordTuple
from peel._records.comparison import rows_of_text
from peel._records.history import known_of
from peel._records.judgements import show_published
from peel._records.marks import OLDER, footnote, marks

T = TypeVar("T")

_CYCLE = len("2018/19")
_GRADED = {"always": "", "some": " (graded for some forces only)", "never": " (never graded)"}


class Asked(NamedTuple):
    """What a cycle asks, which may be nothing yet."""

    cycle: peel.Cycle
    questions: RecordTuple[peel.Question]

    def to_dict(self) -> dict[str, object]:
        return self.questions.to_dict()


def answer(record: peel.Dataset, options: Namespace) -> int:
    """Print the answer to a question, in lines or as JSON."""
    ask, lines = _ANSWERS[options.command]
    found = ask(record, options)
    if options.json:
        tell(_as_json(record, found))
        return 0
    for line in lines(found, options):
        say(line)
    if isinstance(found, Answer):
        for text in (*found.notes, str(record.edition)):
            for line in wrapped(text):
                say(line)
    return 0


def _as_json(record: peel.Dataset, found: Any) -> str:
    """What is found and its edition as text that any encoding of standard output keeps as it is."""
    import json

    said: dict[str, object] = {"text": found} if isinstance(found, str) else found.to_dict()
    said["edition"] = record.edition.to_dict()
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    unicode = encoding.lower().replace("-", "") == "utf8"
    return json.dumps(said, ensure_ascii=not unicode, indent=2)


# What is asked.


def _show(record: peel.Dataset, options: Namespace) -> ForceScreen:
    force = record.force(" ".join(options.force))
    return ForceScreen(record, force, options.cycle and record.cycle(options.cycle))


def _questions(record: peel.Dataset, options: Namespace) -> Asked:
    questions = record.questions(options.cycle)
    return Asked(record.cycle(options.cycle), questions)


def _of_force(words: Sequence[str], ask: Callable[[str, str], T]) -> T:
    """What *ask* gives of a force and of what follows its name, each in one word or several."""
    errors: list[peel.UnknownNameError] = []
    for place in reversed(range(1, len(words))):
        try:
            return ask(" ".join(words[:place]), " ".join(words[place:]))
        except peel.UnknownNameError as error:
            errors.append(error)
    # The force is known, or nearly, where its name ends.
    errors.sort(key=lambda error: (isinstance(error, peel.UnknownForceError), not error.nearest))
    raise errors[0]


def _history(record: peel.Dataset, options: Namespace) -> peel.History:
    """A question where it is not a theme."""

    def ask(force: str, theme: str) -> peel.History:
        try:
            return record.history(force, theme=theme)
        except peel.UnknownThemeError as no_theme:
            try:
                return record.history(force, theme)
            except peel.UnknownQuestionError:
                raise no_theme from None

    return _of_force([*options.force, options.theme], ask)


def _compare(record: peel.Dataset, options: Namespace) -> peel.Comparison:
    typed: list[str] = options.forces
    forces = " ".join(typed).split(",") if any("," in word for word in typed) else typed
    return record.compare([name.strip() for name in forces if name.strip()], options.cycle)


def _change(record: peel.Dataset, options: Namespace) -> peel.GradeChange:
    return _of_force(
        [*options.force, options.question],
        lambda force, question: record.change(force, question, options.before, options.after),
    )


def _latest(record: peel.Dataset, options: Namespace) -> peel.Latest:
    """Of every force on a theme, or of one force on everything."""
    name = " ".join(options.theme)
    try:
        return record.latest(theme=name)
    except peel.UnknownThemeError as no_theme:
        try:
            force = record.force(name)
        except peel.UnknownForceError as no_force:
            if no_force.nearest:
                raise
            text = f"{no_theme}; no force has this name either: 'peel forces' lists them"
            raise peel.UnknownThemeError(text, name, no_theme.nearest) from None
        return record.latest(force=force)


# What is printed.


def _show_lines(screen: ForceScreen, options: Namespace) -> Iterator[str]:
    cycles = [screen.cycle] if screen.cycle else screen.cycles
    in_full = options.all or screen.cycle
    yield from screen.in_full(cycles) if in_full else screen.overview()
    if options.sources:
        yield ""
        yield from screen.sources(cycles)


def _questions_lines(asked: Asked, _: Namespace) -> Iterator[str]:
    cycle, questions = asked
    yield f"{cycle.title}, {cycle.scale} scale"
    yield from columns(
        [(question.id, question.label + _GRADED[question.graded]) for question in questions]
    )
    if not questions:
        yield "No question is recorded."
    yield from questions_known(cycle)


def _history_lines(history: peel.History, _: Namespace) -> Iterator[str]:
    yield f"{history.force.name}, {history.subject}"
    breaks = {change.after: change.verdict for change in history.breaks}
    for entry in history.entries:
        if isinstance(entry, peel.Gap):
            known = known_of(entry)
            row = [entry.label, known, "" if entry.note in (None, known) else entry.note]
        else:
            if verdict := breaks.get(entry):
                yield from wrapped(verdict, "‖ ")
            row = [entry.cycle.label, entry.grade_text, "; ".join(entry.qualifiers)]
        when, what, note = row
        yield from columns([(when.ljust(_CYCLE), what.ljust(GRADE), note)], INDENT)


def _compare_lines(comparison: peel.Comparison, _: Namespace) -> Iterator[str]:
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


def _change_lines(change: peel.GradeChange, _: Namespace) -> Iterator[str]:
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


def _distribution_lines(distribution: peel.Distribution, _: Namespace) -> Iterator[str]:
    title = f"{distribution.cycle.title}, {distribution.question.phrase}"
    yield from wrapped(f"{title}: {distribution.coverage_line}", then=INDENT)
    rows: list[tuple[str, str, str]] = []
    for grade in distribution.scale:
        names = distribution.marked_names(grade)
        if others := _names(distribution.count_only(grade)):
            names = "; ".join(filter(None, [names, f"possibly also {others}"]))
        rows.append((grade.label, str(distribution.counts[grade.key]), names))
    for why, forces in distribution.gaps.items():
        rows.append((why.capitalize(), str(len(forces)), _names(forces)))
    yield from columns(rows)
    yield from _footnote(distribution.judgements)
    if any(map(distribution.count_only, distribution.scale)):
        text = "possibly also: the published count has this grade for an area that is not recorded"
        yield from wrapped(text)
    yield from (f"published count: {tally.source.citation}" for tally in distribution.tallies)


def _latest_lines(latest: peel.Latest, _: Namespace) -> Iterator[str]:
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


def _day_of(judgement: peel.Judgement) -> str:
    """The day of publication, as short as it can be said."""
    if judgement.published is None:
        return "day unknown"
    return f"{'' if judgement.published_precision == 'exact' else 'by '}{judgement.published}"


def _monitoring_lines(monitoring: peel.Monitoring, options: Namespace) -> Iterator[str]:
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


#: What is counted of a cycle, of what every force is graded on; the summary has the others.
_COVERED: Mapping[str, Callable[[peel.CoverageRow], int]] = {
    "expected": lambda row: row.expected,
    "recorded": lambda row: row.recorded,
    "not graded": lambda row: row.not_graded,
    "missing": lambda row: len(row.not_recorded),
    "derived": lambda row: row.derived,
    "one source": lambda row: row.by_evidence["single"],
}


def _coverage_lines(coverage: peel.Coverage, options: Namespace) -> Iterator[str]:
    if options.full:
        yield from str(coverage).splitlines()
        return
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


#: What each command asks of the record, and the lines that it prints of the answer.
_ANSWERS: Mapping[
    str,
    tuple[Callable[[peel.Dataset, Namespace], Any], Callable[[Any, Namespace], Iterable[str]]],
] = {
    "show": (_show, _show_lines),
    "forces": (
        lambda record, _: record.forces(),
        lambda forces, _: columns([(of.id, of.name, of.ons_code) for of in forces]),
    ),
    "questions": (_questions, _questions_lines),
    "history": (_history, _history_lines),
    "compare": (_compare, _compare_lines),
    "change": (_change, _change_lines),
    "distribution": (
        lambda record, options: record.distribution(options.cycle, " ".join(options.question)),
        _distribution_lines,
    ),
    "latest": (_latest, _latest_lines),
    "monitoring": (
        lambda record, options: record.monitoring(" ".join(options.force) or None, on=options.on),
        _monitoring_lines,
    ),
    "coverage": (
        lambda record, options: record.coverage(" ".join(options.force) or None),
        _coverage_lines,
    ),
    "cite": (lambda record, options: record.cite(options.style), lambda text, _: text.splitlines()),
}
