"""What must hold of a record beyond the form of its cells; one rule a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from peel._records._base import Record
from peel._records.changes import Comparability
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement, Revision, Tally
from peel._records.monitoring import MonitoringPeriod
from peel._records.sources import Source
from peel._tables.store import Store


class Breach(NamedTuple):
    """A cell that breaks a rule."""

    column: str
    value: object
    expected: str


def breaches(store: Store, record: Record) -> Iterator[Breach]:
    """What is wrong with *record*, whose cells and references are sound."""
    rules = _RULES.get(type(record))
    if rules is not None:
        yield from rules(store, record)


def _scale(store: Store, grade: Grade) -> Iterator[Breach]:
    if grade.source is not None and (grade.source,) not in store.keys(Source):
        yield Breach("source", grade.source, "an id that sources.csv has")
    ranks = store.once("ranks", lambda: Counter(map(_scale_and_rank, store.all(Grade))))
    if ranks[_scale_and_rank(grade)] > 1:
        yield Breach("rank", grade.rank, f"a rank that no other grade of {grade.scale} has")


def _scale_and_rank(grade: Grade) -> tuple[str, int]:
    return grade.scale, grade.rank


def _cycle(store: Store, cycle: Cycle) -> Iterator[Breach]:
    if cycle.scale not in store.by(Grade, "scale"):
        yield Breach("scale", cycle.scale, "a scale that scales.csv has")
    source = cycle.framework_source
    if source is not None and (source,) not in store.keys(Source):
        yield Breach("framework_source", source, "an id that sources.csv has")
    first, last = cycle.first_published, cycle.last_published
    if first is not None and last is not None and last < first:
        yield Breach("last_published", last, f"a day not before first_published ({first})")


def _question(store: Store, question: Question) -> Iterator[Breach]:
    pillar = question.pillar
    if pillar is None:
        if question.kind != "area":
            yield Breach("pillar", None, f"a pillar, because this is a {question.kind}")
    elif (question.cycle.id, pillar) not in store.keys(Question):
        yield Breach("pillar", pillar, f"a pillar that questions.csv has for {question.cycle.id}")


def _source(store: Store, source: Source) -> Iterator[Breach]:
    if (source.title is None) == (source.label is None):
        missing = source.title is None
        expected = f"{'a label' if missing else 'nothing'}, because there is {'no' if missing else 'a'} title"
        yield Breach("label", source.label, expected)


def _inspection(store: Store, inspection: Inspection) -> Iterator[Breach]:
    yield from _publication(inspection)
    if inspection.counts and inspection.counts_source is None:
        yield Breach("counts_source", None, "the source of the published counts")


def _publication(record: Judgement | Inspection) -> Iterator[Breach]:
    if (record.published is None) != (record.published_precision is None):
        given = "published" if record.published else "published_precision"
        yield Breach(
            "published_precision", record.published_precision, f"both or neither; {given} is given"
        )


def _judgement(store: Store, judgement: Judgement) -> Iterator[Breach]:
    yield from _publication(judgement)
    not_graded = judgement.basis == "not-graded"
    if (judgement.grade is None) != not_graded:
        grade = None if judgement.grade is None else judgement.grade.key
        expected = "no grade" if not_graded else "a grade"
        yield Breach("grade", grade, f"{expected}, because the basis is {judgement.basis}")
    if judgement.question.graded == "never":
        yield Breach("question", judgement.question.id, "a question that is graded")
    if not judgement.sources:
        yield Breach("sources", None, "at least one source")
    if (judgement.carried_from is not None) != (judgement.basis == "carried-over"):
        carried = None if judgement.carried_from is None else judgement.carried_from.id
        expected = "the cycle of the judgement" if carried is None else "nothing"
        yield Breach("carried_from", carried, f"{expected}, because the basis is {judgement.basis}")
    elif judgement.carried_from is not None:
        yield from _carried_over(store, judgement, judgement.carried_from)
    if judgement.revised is not None:
        yield from _revised(store, judgement)


def _carried_over(store: Store, judgement: Judgement, origin: Cycle) -> Iterator[Breach]:
    cycles = store.all(Cycle)
    if cycles.index(origin) >= cycles.index(judgement.cycle):
        yield Breach("carried_from", origin.id, f"a cycle before {judgement.cycle.id}")
    root = (judgement.force.id, origin.id, judgement.question.id)
    if root in store.keys(Judgement):
        found = store.get(Judgement, root)
        if found.grade != judgement.grade:
            expected = (
                f"the grade of {origin.id}, from which it is carried over: {found.grade_text}"
            )
            yield Breach("grade", judgement.grade and judgement.grade.key, expected)


def _revised(store: Store, judgement: Judgement) -> Iterator[Breach]:
    cell = (judgement.force.id, judgement.cycle.id, judgement.question.id)
    revisions = store.by(Revision, "force").get(cell[0], ())
    days = [key[3] for key in revisions if key[:3] == cell]
    if str(judgement.revised) not in days[-1:]:
        expected = "the day of the last revision of this cell in revisions.csv"
        yield Breach(
            "revised", judgement.revised, f"{expected} ({', '.join(days) or 'none there'})"
        )


def _revision(store: Store, revision: Revision) -> Iterator[Breach]:
    cell = (revision.force.id, revision.cycle.id, revision.question.id)
    if cell not in store.keys(Judgement):
        yield Breach("question", revision.question.id, "a cell that judgements.csv has")
        return
    judgement = store.get(Judgement, cell)
    if judgement.revised is None:
        yield Breach("date", revision.date, "a judgement that says revised")
    elif judgement.revised == revision.date and judgement.grade != revision.after:
        expected = f"the grade in judgements.csv: {judgement.grade_text}"
        yield Breach("to_grade", revision.after.key, expected)


def _tally(store: Store, tally: Tally) -> Iterator[Breach]:
    total = sum(tally.counts.values())
    if total != tally.forces_graded:
        yield Breach("forces_graded", tally.forces_graded, f"the sum of the counts, {total}")


def _statement(store: Store, statement: Comparability) -> Iterator[Breach]:
    if statement.status != "unknown" and not statement.sources:
        yield Breach("sources", None, "the source of the inspectorate's statement")
    cycles = store.all(Cycle)
    if cycles.index(statement.to_cycle) != cycles.index(statement.from_cycle) + 1:
        expected = f"the cycle that follows {statement.from_cycle.id}"
        yield Breach("to_cycle", statement.to_cycle.id, expected)
    question = statement.question
    for cycle in (statement.from_cycle, statement.to_cycle):
        if question is not None and (cycle.id, question) not in store.keys(Question):
            yield Breach("question", question, f"* or a question of {cycle.id}")


def _monitoring(store: Store, period: MonitoringPeriod) -> Iterator[Breach]:
    if (period.end is None) != (period.end_precision is None):
        yield Breach("end_precision", period.end_precision, "both end and end_precision or neither")
    if period.end is not None and period.end < period.start:
        yield Breach("end", period.end, f"a day not before start ({period.start})")


_RULES: dict[type[Record], Callable[[Store, Any], Iterator[Breach]]] = {
    Grade: _scale,
    Cycle: _cycle,
    Question: _question,
    Source: _source,
    Inspection: _inspection,
    Judgement: _judgement,
    Revision: _revision,
    Tally: _tally,
    Comparability: _statement,
    MonitoringPeriod: _monitoring,
}
