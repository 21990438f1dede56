"""The rules that a record must keep beyond the form of its cells: a function a table."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any, cast

from peel._lookup.framework import places_of_cycles
from peel._records._base import Record
from peel._records.changes import Comparability
from peel._records.forces import Force
from peel._records.framework import Cycle, Publication, Question
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade
from peel._records.inspections import Finding, Inspection, ProfileFigure
from peel._records.judgements import Judgement, Revision, Tally
from peel._records.monitoring import MonitoringPeriod
from peel._records.sources import Source
from peel._tables.parsing import Blocked, is_id
from peel._tables.schema import Key, table
from peel._tables.store import Store, once
from peel._tables.structure import Misfit
from peel._words.dates import end_of
from peel._words.text import fold


def broken_rules(store: Store, key: Key, record: Record) -> Iterator[Misfit]:
    """What is wrong with *record*, whose cells and references are sound."""
    kind = type(record)
    if kind in _WITH_ID and key in (twins := _twins(store, kind)):
        yield Misfit(table(kind.table).key[-1], f"an id unlike {twins[key]}")
    if kind in _WITH_NAMES and (other := _names(store, kind).get((*key[:-1], fold(key[-1])))):
        yield Misfit(table(kind.table).key[-1], f"an id that is no name of {other}")
    yield from _RULES[kind](store, record)


@once
def _twins(store: Store, kind: type[Record]) -> dict[Key, str]:
    """Ids that are one to a look-up, which takes a dot and a hyphen for the same."""
    first: dict[str, Key] = {}
    twins: dict[Key, str] = {}
    for known in store.keys(kind):
        twin = first.setdefault("\0".join(known).replace(".", "-"), known)
        if twin is not known:
            twins |= {known: twin[-1], twin: known[-1]}
    return twins


@once
def _names(store: Store, kind: type[Record]) -> dict[Key, str]:
    """Names that are not the id, which nobody could look up by them if they were another's id."""
    names: dict[Key, str] = {}
    for known in store.keys(kind):
        with suppress(Blocked):
            named = cast("Force | Cycle | Question", store.get(kind, known))
            folded = {fold(name) for name in named.spellings} - {fold(known[-1])}
            names |= {(*known[:-1], name): known[-1] for name in folded}
    return names


def _force(store: Store, force: Force) -> Iterator[Misfit]:
    if _codes(store)[force.ons_code] > 1:
        yield Misfit("ons_code", "a code that no other force has")
    if not any(map(str.isalnum, force.name)):
        yield Misfit("name", "a name with letters in it")
    if not is_id(force.hmicfrs_slug):
        yield Misfit("hmicfrs_slug", "a part of an address, such as kent")


@once
def _codes(store: Store) -> Counter[str]:
    """How many forces have each code."""
    codes: Counter[str] = Counter()
    for key in store.keys(Force):
        with suppress(Blocked):
            codes[store.get(Force, key).ons_code] += 1
    return codes


def _scale(store: Store, grade: Grade) -> Iterator[Misfit]:
    yield from _source_of(store, "source", grade.source)
    number = len(store.by(Grade, "scale")[grade.scale])
    if not 1 <= grade.rank <= number:
        yield Misfit("rank", f"a rank from 1, the worst, to {number}, the best", "scales")
    ranks = _SHIPPED.get(grade.scale)
    if ranks is not None and ranks.get(grade.key) != grade.rank:
        of = ", ".join(f"{key} {rank}" for key, rank in ranks.items())
        yield Misfit("scale", f"a key of its own for other grades or ranks than of this one: {of}")
    known = _ranks_and_names(store)
    if known[grade.scale, grade.rank] > 1:
        yield Misfit("rank", f"a rank that no other grade of {grade.scale} has")
    if known[grade.scale, fold(grade.label)] > 1:
        yield Misfit("label", f"a label that names no other grade of {grade.scale}")


@once
def _ranks_and_names(store: Store) -> Counter[tuple[str, int | str]]:
    """How many grades have each rank of a scale, and each key or label."""
    known: Counter[tuple[str, int | str]] = Counter()
    for key in store.keys(Grade):
        with suppress(Blocked):
            grade = store.get(Grade, key)
            known.update((grade.scale, name) for name in {fold(grade.key), fold(grade.label)})
            known[grade.scale, grade.rank] += 1
    return known


def _source_of(store: Store, column: str, source: str | None) -> Iterator[Misfit]:
    if source is not None and (source,) not in store.keys(Source):
        yield Misfit(column, "an id that sources.csv has", "sources")


def _cycle(store: Store, cycle: Cycle) -> Iterator[Misfit]:
    if cycle.scale not in store.by(Grade, "scale"):
        yield Misfit("scale", "a scale that scales.csv has", "scales")
    yield from _source_of(store, "framework_source", cycle.framework_source)
    if [*cycle.years] != sorted(cycle.years):
        yield Misfit("cycle", "an id with the earlier year first, such as 2018-19")
    first, last = cycle.first_published, cycle.last_published
    if first is not None and last is not None and last < first:
        yield Misfit("last_published", f"a day not before first_published ({first})")
    if later := _misplaced(store).get(cycle.id):
        yield Misfit("cycle", f"a place before {later}, whose first_published is later")


@once
def _misplaced(store: Store) -> dict[str, str]:
    """The cycles that stand behind one that was first published later, and the first such one."""
    days: list[dt.date] = []
    cycles: list[str] = []
    misplaced: dict[str, str] = {}
    for key in store.keys(Cycle):
        with suppress(Blocked):
            day = store.get(Cycle, key).first_published
            if day is not None and days and day < days[-1]:
                misplaced[key[0]] = cycles[bisect_right(days, day)]
            elif day is not None:
                days.append(day)
                cycles.append(key[0])
    return misplaced


def _question(store: Store, question: Question) -> Iterator[Misfit]:
    if not is_id(question.theme):
        yield Misfit("theme", "a theme such as investigating-crime")
    kind, pillar = question.kind, question.pillar
    expected = {"pillar": question.id, "question": pillar or "a pillar", "area": None}[kind]
    if pillar != expected:
        yield Misfit("pillar", f"{expected or 'nothing'}, because the kind is {kind}")
    else:
        yield from _pillar_of(store, question)


def _source(store: Store, source: Source) -> Iterator[Misfit]:
    if (source.title is None) == (source.label is None):
        untitled, titled = "a label, because there is no title", "nothing, because there is a title"
        yield Misfit("label", untitled if source.title is None else titled)


def _inspection(store: Store, inspection: Inspection) -> Iterator[Misfit]:
    yield from _dated("published", inspection.published, inspection.published_precision)
    if inspection.counts and inspection.counts_source is None:
        yield Misfit("counts_source", "the source of the published counts")


def _reported(store: Store, record: Finding | ProfileFigure) -> Iterator[Misfit]:
    if (record.force.id, record.cycle.id) not in store.keys(Inspection):
        expected = f"a cycle of which inspections.csv has the report on {record.force.id}"
        yield Misfit("cycle", expected, "inspections")


def _pillar_of(store: Store, record: Question | Publication) -> Iterator[Misfit]:
    cycle, pillar = record.cycle.id, record.pillar
    of = pillar and store.find(Question, (cycle, pillar))
    if pillar and (not of or of.kind != "pillar"):
        yield Misfit("pillar", f"a pillar that questions.csv has for {cycle}", "questions")


def _dated(column: str, day: dt.date | None, precision: str | None) -> Iterator[Misfit]:
    if (day is None) != (precision is None):
        expected = "nothing" if day is None else "how exact the day is"
        state = "empty" if day is None else "given"
        yield Misfit(f"{column}_precision", f"{expected}, because {column} is {state}")


def _judgement(store: Store, judgement: Judgement) -> Iterator[Misfit]:
    yield from _dated("published", judgement.published, judgement.published_precision)
    not_graded = judgement.basis == "not-graded"
    if (judgement.grade is None) != not_graded:
        expected = "no grade" if not_graded else "a grade"
        yield Misfit("grade", f"{expected}, because the basis is {judgement.basis}")
    if judgement.question.graded == "never":
        yield Misfit("question", "a question that is graded")
    if not judgement.sources:
        yield Misfit("sources", "at least one source")
    if (judgement.carried_from is not None) != (judgement.basis == "carried-over"):
        expected = "nothing" if judgement.carried_from else "the cycle of the judgement"
        yield Misfit("carried_from", f"{expected}, because the basis is {judgement.basis}")
    elif judgement.carried_from is not None:
        yield from _carried_over(store, judgement, judgement.carried_from)
    if judgement.revised is not None:
        cell = (judgement.force.id, judgement.cycle.id, judgement.question.id)
        known = _last_revisions(store).get(cell, "none there")
        if str(judgement.revised) != known:
            expected = "the day of the last revision of this cell in revisions.csv"
            yield Misfit("revised", f"{expected} ({known})", "revisions")


def _carried_over(store: Store, judgement: Judgement, origin: Cycle) -> Iterator[Misfit]:
    places = places_of_cycles(store)
    if places[origin.id] >= places[judgement.cycle.id]:
        yield Misfit("carried_from", f"a cycle before {judgement.cycle.id}")
    asked = store.find(Question, (origin.id, judgement.question.id))
    if origin.scale != judgement.cycle.scale or (asked and asked.graded == "never"):
        yield Misfit("carried_from", "a cycle on the same scale that grades this question")
        return
    root = store.find(Judgement, (judgement.force.id, origin.id, judgement.question.id))
    if root is None:
        return
    if root.grade != judgement.grade:
        expected = f"the grade of {origin.id}, from which it is carried over: {root.grade_text}"
        yield Misfit("grade", expected)
    known, found = (
        {item.date: f"{item.date}, {item.before.key} to {item.after.key}" for item in of.revisions}
        for of in (root, judgement)
    )
    published = judgement.published or dt.date.min
    later = {day: text for day, text in known.items() if day > published}
    if not later.items() <= found.items() <= known.items():
        expected = f"the revisions of {origin.id}, from which it is carried over"
        yield Misfit("revised", f"{expected}: {'; '.join(later.values()) or 'none'}", "revisions")


@once
def _last_revisions(store: Store) -> dict[Key, str]:
    # In the table's order, the last day of a cell is its latest.
    return {key[:3]: key[3] for key in store.keys(Revision)}


def _revision(store: Store, revision: Revision) -> Iterator[Misfit]:
    cell = (revision.force.id, revision.cycle.id, revision.question.id)
    judgement = store.find(Judgement, cell)
    if judgement is None:
        yield Misfit("question", "a cell that judgements.csv has", "judgements")
    elif judgement.revised is None:
        yield Misfit("date", "a judgement that says revised")
    elif judgement.revised == revision.date and judgement.grade != revision.after:
        yield Misfit("to_grade", f"the grade in judgements.csv: {judgement.grade_text}")
    if revision.before == revision.after:
        yield Misfit("to_grade", "another grade than from_grade")
    exact = judgement if judgement and judgement.published_precision == "exact" else None
    published = exact and exact.published
    if published and revision.date <= published:
        yield Misfit("date", f"a day after the publication ({published})")
    before = _before(store, Revision).get((*cell, str(revision.date)))
    if before and store.get(Revision, before).after != revision.before:
        expected = f"the to_grade of {before[-1]}: {store.get(Revision, before).after.key}"
        yield Misfit("from_grade", expected)


@once
def _before(store: Store, kind: type[Record]) -> dict[Key, Key]:
    """Of the rows that differ in their day alone, the one before each."""
    return {key: before for before, key in pairwise(store.keys(kind)) if before[:-1] == key[:-1]}


def _tally(store: Store, tally: Tally) -> Iterator[Misfit]:
    total = sum(tally.counts.values())
    if total != tally.forces_graded:
        yield Misfit("forces_graded", f"the sum of the counts, {total}")


def _statement(store: Store, statement: Comparability) -> Iterator[Misfit]:
    if statement.status != "unknown" and not statement.sources:
        yield Misfit("sources", "the source of the inspectorate's statement")
    places = places_of_cycles(store)
    if places[statement.to_cycle.id] != places[statement.from_cycle.id] + 1:
        yield Misfit("to_cycle", f"the cycle that follows {statement.from_cycle.id}")
    question = statement.question
    for cycle in (statement.from_cycle, statement.to_cycle):
        if question is not None and (cycle.id, question) not in store.keys(Question):
            yield Misfit("question", f"* or a question of {cycle.id}", "questions")


def _monitoring(store: Store, period: MonitoringPeriod) -> Iterator[Misfit]:
    yield from _dated("end", period.end, period.end_precision)
    yield from _first_day("start", period.start, period.start_precision)
    if period.end is not None:
        yield from _first_day("end", period.end, period.end_precision)
    if period.end is not None and period.end < period.start:
        yield Misfit("end", f"a day not before start ({period.start})")
    key = (period.force.id, period.phase, str(period.start))
    if known := _before(store, MonitoringPeriod).get(key):
        both = store.get(MonitoringPeriod, known), period
        begun = max(end_of(item.start, item.start_precision) for item in both)
        if begun <= min(item.end or dt.date.max for item in both):
            expected = f"a day after the period {' '.join(known)}, because the two overlap"
            yield Misfit("start", f"{expected}; a row with the start of a recorded one replaces it")


def _first_day(column: str, day: dt.date, precision: str | None) -> Iterator[Misfit]:
    firsts = {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    first = firsts.get(precision or "", day)
    if day != first:
        yield Misfit(column, f"the first day of the {precision} that is known: {first}")


#: The ranks of the scales that ship, on which grades of any two records are compared.
_SHIPPED = {of.key: {grade.key: grade.rank for grade in of} for of in (FOUR_TIER, FIVE_TIER)}
#: What is looked up by its id.
_WITH_ID = frozenset({Grade, Cycle, Question, Force, Source, ProfileFigure})
#: What is looked up by its names, too.
_WITH_NAMES = frozenset({Force, Cycle, Question})
_RULES: dict[type[Record], Callable[[Store, Any], Iterator[Misfit]]] = {
    Grade: _scale,
    Cycle: _cycle,
    Force: _force,
    Question: _question,
    Source: _source,
    Inspection: _inspection,
    Publication: _pillar_of,
    Finding: _reported,
    ProfileFigure: _reported,
    Judgement: _judgement,
    Revision: _revision,
    Tally: _tally,
    Comparability: _statement,
    MonitoringPeriod: _monitoring,
}
