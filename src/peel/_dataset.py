"""A data set: the tables of one record, their indexes, and every question one can ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from peel import _vocabulary as vocabulary
from peel._errors import (
    IncomparableGradesError,
    NotGradedError,
    NotRecordedError,
)
from peel._lookup import filters
from peel._lookup.names import Registers
from peel._records.grades import Grade
from peel._tables.schema import TABLES, Key, Row, Rows, Tables
from peel._tables.structure import RowStructure, row_unstructure, structure_grade
from peel._words.text import shorten

# A first look-up needs few of the records: what it does not is imported by the method that does.
if TYPE_CHECKING:
    from peel._lookup.arguments import (
        BasisFilter,
        CycleFilter,
        CycleLike,
        DayLike,
        EvidenceFilter,
        ForceFilter,
        ForceLike,
        GradeFilter,
        PathLike,
        QuestionFilter,
        QuestionLike,
        ScaleFilter,
        SourceLike,
        TextFilter,
    )
    from peel._records.changes import GradeChange, GradeChanges
    from peel._records.comparability import Comparability
    from peel._records.coverage import Cell, Coverage
    from peel._records.distribution import Comparison, Distribution
    from peel._records.forces import Force
    from peel._records.framework import Cycle, Publication, Question
    from peel._records.history import History, Latest
    from peel._records.inspections import Finding, Inspection, ProfileFigure
    from peel._records.judgements import Judgement, Revision, Tally
    from peel._records.monitoring import Monitoring, MonitoringPeriod
    from peel._records.sources import Source
    from peel._vocabulary import OnIncomparable

T = TypeVar("T")


class Records(dict[Key, T]):
    """The records of one table by key, each structured when it is first asked for."""

    __slots__ = ("_rows", "_structure")

    def __init__(self, rows: Rows, structure: Callable[[Row], T]) -> None:
        self._rows = rows
        self._structure = structure

    def __missing__(self, key: Key) -> T:
        return self.setdefault(key, self._structure(self._rows[key]))

    def all(self) -> tuple[T, ...]:
        """Every record, in the order of the table."""
        return tuple([self[key] for key in self._rows])


class GradeCells(dict[Key, "Grade | None"]):
    """Grades by exact ids, without structuring whole judgements; None for any other key."""

    __slots__ = ("_dataset",)

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def __missing__(self, key: Key) -> Grade | None:
        row = self._dataset.cells("judgements").get(key)
        grade = None if row is None else row[TABLES["judgements"].columns.index("grade")]
        if not grade:
            return None
        return self.setdefault(key, structure_grade(self._dataset, key[1], grade))


@attrs.frozen(eq=False, order=False, repr=False)
class Dataset:
    """One version of the PEEL record, with everything that can be asked of it.

    The functions of the module `peel` are the methods of the data set that ships,
    `peel.bundled`; `peel.load`, `extend` and `as_of` give others.

    >>> import peel
    >>> peel.bundled()  # doctest: +ELLIPSIS
    <Dataset: ... judgements, 43 forces, ... cycles>
    """

    _tables: Tables
    #: Cells that `as_of` left out because nothing is known of their day of publication.
    undated: tuple[Cell, ...] = ()
    #: The day as of which the record is, for one that `as_of` made; None for a whole record.
    on: dt.date | None = None
    #: Inspections, as force and cycle, that `as_of` left out because nothing is known of their day.
    undated_inspections: tuple[tuple[Force, Cycle], ...] = ()
    #: The record that `as_of` cut; None for a whole one.
    _whole: Dataset | None = attrs.field(default=None, alias="whole")
    _memo: dict[object, Any] = attrs.field(factory=dict[object, Any], init=False)
    _names: Registers = attrs.field(default=attrs.Factory(Registers, takes_self=True), init=False)
    _grades: GradeCells = attrs.field(
        default=attrs.Factory(GradeCells, takes_self=True), init=False
    )

    # What is recorded, table by table.

    def cells(self, table: str) -> Mapping[Key, Row]:
        """The rows of a table as text, by key and in order; `KeyError` for an unknown table."""
        return MappingProxyType(self._tables[table])

    def _record(self, table: str, key: Key) -> Any:
        """The record under *key*, for references from other tables; `KeyError` if there is none."""
        return self._records(table)[key]

    def keys(self, table: str) -> Collection[Key]:
        """The keys of a table, in its order."""
        return self._tables[table].keys()

    def _scale_of(self, cycle: str) -> str:
        """The key of the judgement scale of a cycle; `KeyError` if there is no such cycle."""
        row = self._tables["cycles"][(cycle,)]
        return row[TABLES["cycles"].columns.index("scale")]

    def _once(self, name: object, build: Callable[[], T]) -> T:
        # Two threads may both build; one result is published, and both use that one.
        try:
            found: T = self._memo[name]
        except KeyError:
            found = self._memo.setdefault(name, build())
        return found

    def _records(self, table: str) -> Records[Any]:
        if table not in self._memo:
            structure: RowStructure[Any] = RowStructure(table, self)
            self._memo.setdefault(table, Records(self._tables[table], structure))
        records: Records[Any] = self._memo[table]
        return records

    def _all(self, table: str) -> tuple[Any, ...]:
        return self._once(("all", table), self._records(table).all)

    def _keys_by(self, table: str, column: str) -> dict[str, list[Key]]:
        """The keys of a table, in its order, by one of their parts."""

        def build() -> dict[str, list[Key]]:
            part = TABLES[table].key.index(column)
            index: dict[str, list[Key]] = {}
            for key in self._tables[table]:
                index.setdefault(key[part], []).append(key)
            return index

        return self._once(("by", table, column), build)

    # Forces, cycles, questions, scales.

    def forces(self) -> tuple[Force, ...]:
        """All forces, by id. See `peel.forces`."""
        return self._all("forces")

    def force(self, force: ForceLike) -> Force:
        """The force of this id, name, alias or ONS code. See `peel.force`."""
        return self._names.force(force, "force(force)")

    def cycles(self) -> tuple[Cycle, ...]:
        """All inspection cycles, in order. See `peel.cycles`."""
        return self._all("cycles")

    def cycle(self, cycle: CycleLike) -> Cycle:
        """The inspection cycle of this id or spelling. See `peel.cycle`."""
        return self._names.cycle(cycle, "cycle(cycle)")

    def questions(self, cycle: CycleLike) -> tuple[Question, ...]:
        """What a cycle asks, in the framework's order. See `peel.questions`."""
        of = self._names.cycle(cycle, "questions(cycle)")
        keys = self._keys_by("questions", "cycle").get(of.id, [])
        return tuple(self._records("questions")[key] for key in keys)

    def question(self, cycle: CycleLike, question: QuestionLike) -> Question:
        """A pillar, question or area of a cycle. See `peel.question`."""
        signature = "question(cycle, question)"
        return self._names.question(self._names.cycle(cycle, signature), question, signature)

    def _questions_of_theme(self, theme: str) -> tuple[Question, ...]:
        """The questions of a theme, in order of cycle."""
        return tuple(item for item in self._all("questions") if item.theme == theme)

    def themes(self) -> tuple[str, ...]:
        """This library's grouping of questions across cycles. See `peel.themes`."""
        return tuple(dict.fromkeys(question.theme for question in self._all("questions")))

    # Judgements.

    def grade(self, force: ForceLike, cycle: CycleLike, question: QuestionLike) -> Grade:
        """The grade in force; never None. See `peel.grade`."""
        try:
            exact = self._grades[force, cycle, question]  # type: ignore[index]
        except TypeError:  # something unhashable
            exact = None
        if exact is not None:
            return exact
        signature = "grade(force, cycle, question)"
        judgement = self._judgement(force, cycle, question, signature)
        if judgement.grade is not None:
            return judgement.grade
        from peel._answers.rules import graded

        return graded(judgement)

    def judgement(self, force: ForceLike, cycle: CycleLike, question: QuestionLike) -> Judgement:
        """The recorded judgement, whose grade is None if none was given. See `peel.judgement`."""
        return self._judgement(force, cycle, question, "judgement(force, cycle, question)")

    def _judgement(
        self, force: ForceLike, cycle: CycleLike, question: QuestionLike, signature: str
    ) -> Judgement:
        of, during = self._names.force(force, signature), self._names.cycle(cycle, signature)
        return self._cell(of, self._names.question(during, question, signature))

    def _cell(self, force: Force, question: Question) -> Judgement:
        found = self._recorded(force, question)
        if found is None:
            raise self._why_not_recorded(force, question)
        return found

    def _recorded(self, force: Force, question: Question) -> Judgement | None:
        """What is recorded for a cell, or None."""
        return self._recorded_under((force.id, question.cycle.id, question.id))

    def _recorded_in(self, judgement: Judgement, cycle: Cycle) -> Judgement | None:
        """What is recorded for the same force and question in another cycle, or None."""
        return self._recorded_under((judgement.force.id, cycle.id, judgement.question.id))

    def _recorded_under(self, key: Key) -> Judgement | None:
        if key not in self._tables["judgements"]:
            return None
        found: Judgement = self._record("judgements", key)
        return found

    @property
    def _as_of(self) -> str:
        """The day as of which the record is, as the end of a phrase."""
        if self.on is None:
            return ""
        from peel._words.dates import show_day

        return f" as of {show_day(self.on)}"

    def _has_inspection(self, force: Force, cycle: Cycle) -> bool:
        """Whether an inspection of a force in a cycle is recorded."""
        return (force.id, cycle.id) in self._tables["inspections"]

    def _why_not_recorded(
        self, force: Force, question: Question
    ) -> NotRecordedError | NotGradedError:
        from peel._records.coverage import Cell
        from peel._records.judgements import show_counts

        cell = Cell(force, question)
        if question.graded == "never":
            return NotGradedError(
                f"{cell}: never graded: {question.cycle.title} gives no grade for it"
            )
        if question.graded == "some":
            return NotRecordedError(
                f"{cell}: not recorded{self._as_of}: graded for some forces only, and whether this "
                "one was is not in the record"
            )
        why = "nobody has found this grade yet"
        if self.on is not None:
            why = f"not published by then, of unknown day of publication, or {why}"
        text = f"{cell}: not recorded{self._as_of}: {why}"
        if self._has_inspection(force, question.cycle):
            counts = self.inspection(force, question.cycle).counts
            if counts:
                text += f"; the published count of areas is {show_counts(counts)}"
        return NotRecordedError(text)

    def judgements(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        scale: ScaleFilter = None,
        question: QuestionFilter = None,
        theme: TextFilter = None,
        grade: GradeFilter = None,
        region: TextFilter = None,
        basis: BasisFilter = None,
        evidence: EvidenceFilter = None,
    ) -> tuple[Judgement, ...]:
        """The recorded judgements that pass every filter. See `peel.judgements`."""
        force_ids = filters.forces(self, force, region)
        cycle_ids = filters.cycles(self, cycle, scale)
        in_question = filters.questions(self, question, theme, cycle_ids)
        grades = filters.grades(self, grade, cycle_ids)
        of_basis = self._names.vocabulary("basis", get_args(vocabulary.Basis))
        of_level = self._names.vocabulary("evidence level", get_args(vocabulary.EvidenceLevel))
        bases = filters.chosen(basis, of_basis.find)
        levels = filters.chosen(evidence, of_level.find)
        return tuple(
            judgement
            for judgement in self._candidates(force_ids, cycle_ids, in_question)
            if (grades is None or judgement.grade in grades)
            and (bases is None or judgement.basis in bases)
            and (levels is None or judgement.evidence in levels)
        )

    def _candidates(
        self,
        forces: Collection[str] | None,
        cycles: Collection[str] | None,
        questions: Collection[tuple[str, str]] | None,
    ) -> Iterator[Judgement]:
        """The judgements of these forces, cycles and questions, through the shortest way there."""
        records = self._records("judgements")
        keys: Iterable[Key] = self.keys("judgements")
        if forces is not None:
            by_force = self._keys_by("judgements", "force")
            keys = (key for force in sorted(forces) for key in by_force.get(force, ()))
        elif cycles is not None and len(cycles) == 1:
            keys = self._keys_by("judgements", "cycle").get(next(iter(cycles)), ())
        for key in keys:
            if (cycles is None or key[1] in cycles) and (
                questions is None or (key[1], key[2]) in questions
            ):
                yield records[key]

    # Inspections and what else is recorded.

    def inspection(self, force: ForceLike, cycle: CycleLike) -> Inspection:
        """What is recorded of a force in a cycle. See `peel.inspection`."""
        signature = "inspection(force, cycle)"
        of, during = self._names.force(force, signature), self._names.cycle(cycle, signature)
        if not self._has_inspection(of, during):
            raise NotRecordedError(
                f"no inspection of {of.name} in {during.title} is recorded{self._as_of}"
            )
        return self._inspection((of.id, during.id))

    def inspections(
        self, *, force: ForceFilter = None, cycle: CycleFilter = None
    ) -> tuple[Inspection, ...]:
        """The recorded inspections that pass every filter. See `peel.inspections`."""
        forces, cycles = filters.forces(self, force), filters.cycles(self, cycle)
        return tuple(
            self._inspection(key)
            for key in self.keys("inspections")
            if (forces is None or key[0] in forces) and (cycles is None or key[1] in cycles)
        )

    def _inspection(self, key: Key) -> Inspection:
        def build() -> Inspection:
            force, cycle = key
            bare: Inspection = self._record("inspections", key)
            return attrs.evolve(
                bare,
                judgements=tuple(self._candidates({force}, {cycle}, None)),
                findings=self._of("findings", key),
                profile=self._of("profiles", key),
            )

        return self._once(("inspection", *key), build)

    def _of(self, table: str, inspection: Key) -> tuple[Any, ...] | None:
        """The rows of a table for one inspection; None, not nothing, where nobody collected them."""
        keys = self._keys_by(table, "force").get(inspection[0], ())
        found = tuple(self._records(table)[key] for key in keys if key[1] == inspection[1])
        return found or None

    def findings(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        question: QuestionFilter = None,
        kind: TextFilter = None,
    ) -> tuple[Finding, ...]:
        """The recorded findings that pass every filter. See `peel.findings`."""
        of_kind = self._names.vocabulary("kind of finding", get_args(vocabulary.FindingKind))
        kinds = filters.chosen(kind, of_kind.find)
        return tuple(
            finding
            for finding in self._filtered("findings", force=force, cycle=cycle, question=question)
            if kinds is None or finding.kind in kinds
        )

    def profiles(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        measure: TextFilter = None,
    ) -> tuple[ProfileFigure, ...]:
        """The recorded figures that forces state of themselves. See `peel.profiles`."""
        names = dict.fromkeys(key[2] for key in (self._whole or self).keys("profiles"))
        measures = filters.chosen(measure, self._names.vocabulary("measure", names).find)
        return tuple(
            figure
            for figure in self._filtered("profiles", force=force, cycle=cycle)
            if measures is None or figure.measure in measures
        )

    def revisions(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        question: QuestionFilter = None,
    ) -> tuple[Revision, ...]:
        """The published grades that were changed. See `peel.revisions`."""
        return self._filtered("revisions", force=force, cycle=cycle, question=question)

    def tallies(
        self, *, cycle: CycleFilter = None, question: QuestionFilter = None
    ) -> tuple[Tally, ...]:
        """The complete national counts that somebody published. See `peel.tallies`."""
        return self._filtered("tallies", cycle=cycle, question=question)

    def publications(self, *, cycle: CycleFilter = None) -> tuple[Publication, ...]:
        """The national publications. See `peel.publications`."""
        return self._filtered("publications", cycle=cycle)

    def _filtered(
        self,
        table: str,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        question: QuestionFilter = None,
    ) -> tuple[Any, ...]:
        forces = filters.forces(self, force)
        cycles = filters.cycles(self, cycle)
        questions = filters.questions(self, question, None, cycles)
        return tuple(
            record
            for record in self._all(table)
            if (forces is None or record.force.id in forces)
            and (cycles is None or record.cycle.id in cycles)
            and (
                questions is None
                or (
                    record.question is not None
                    and (record.question.cycle.id, record.question.id) in questions
                )
            )
        )

    def sources(self) -> tuple[Source, ...]:
        """All documents that the record rests on, by id. See `peel.sources`."""
        return self._all("sources")

    def source(self, source: SourceLike) -> Source:
        """The document of this id. See `peel.source`."""
        return self._names.sources.find(source)

    def monitoring(self, *, force: ForceFilter = None, on: DayLike | None = None) -> Monitoring:
        """The periods in Engage, on a day if asked. See `peel.monitoring`."""
        from peel._records.monitoring import Monitoring
        from peel._words.dates import parse_day

        forces = filters.forces(self, force)
        day = None if on is None else parse_day(on)
        periods: tuple[MonitoringPeriod, ...] = self._all("monitoring")
        return Monitoring(
            tuple(
                period
                for period in periods
                if (forces is None or period.force.id in forces)
                and (day is None or period.covers(day) is not False)
            ),
            day,
            self._monitored_until,
            min(
                (period.start for period in (self._whole or self)._all("monitoring")), default=None
            ),
        )

    @property
    def _monitored_until(self) -> dt.date | None:
        """The newest day that the table of monitoring knows of, or the day of `as_of` before it."""
        if self._whole is not None and self.on is not None:
            kept = self._whole._monitored_until
            return None if kept is None else min(kept, self.on)
        periods: tuple[MonitoringPeriod, ...] = self._all("monitoring")
        return max((period.end or period.start for period in periods), default=None)

    # Comparison.

    def comparability(
        self,
        before: CycleLike,
        after: CycleLike,
        question: QuestionLike | None = None,
    ) -> Comparability:
        """Whether grades of two cycles may be compared. See `peel.comparability`."""
        from peel._answers import rules

        signature = "comparability(before, after, question)"
        from_cycle, to_cycle = self._in_order(before, after, signature)
        if question is None:
            return rules.compare_cycles(self.cycles(), self._statement, from_cycle, to_cycle, None)
        return rules.compare_questions(
            self.cycles(),
            self._statement,
            self._names.question(from_cycle, question, signature),
            self._names.question(to_cycle, question, signature),
        )

    def _statement(self, before: Cycle, after: Cycle, question: str | None) -> Comparability | None:
        """The recorded statement on two neighbouring cycles and a question (None: all of them)."""
        key = (before.id, after.id, "*" if question is None else question)
        found: Comparability | None = None
        if key in self._tables["comparability"]:
            found = self._record("comparability", key)
        return found

    def _in_order(self, before: CycleLike, after: CycleLike, signature: str) -> tuple[Cycle, Cycle]:
        earlier, later = self._names.cycle(before, signature), self._names.cycle(after, signature)
        places = self._once(
            "places", lambda: {key[0]: n for n, key in enumerate(self.keys("cycles"))}
        )
        if places[later.id] <= places[earlier.id]:
            raise ValueError(
                f"the second cycle must be later than the first: {later.id} is not later than "
                f"{earlier.id}"
            )
        return earlier, later

    def change(
        self,
        force: ForceLike,
        question: QuestionLike,
        before: CycleLike,
        after: CycleLike,
        *,
        on_incomparable: OnIncomparable = "flag",
    ) -> GradeChange:
        """A force's change of grade between two cycles. See `peel.change`."""
        if on_incomparable not in ("flag", "raise"):
            given = shorten(repr(on_incomparable))
            raise ValueError(f"on_incomparable is 'flag' or 'raise', not {given}")
        try:
            change: GradeChange = self._memo["change", force, before, question, after, question]
        except (KeyError, TypeError):  # not exact ids, or not asked before
            change = self._first_change(force, question, before, after)
        if on_incomparable == "raise" and not change.comparable:
            raise IncomparableGradesError(str(change), change)
        return change

    def _first_change(
        self, force: ForceLike, question: QuestionLike, before: CycleLike, after: CycleLike
    ) -> GradeChange:
        signature = "change(force, question, before, after)"
        of = self._names.force(force, signature)
        self._names.refuse_cycle(question, signature)
        earlier, later = self._in_order(before, after, signature)
        return self._change_between(
            self._cell(of, self._names.question(earlier, question, signature)),
            self._cell(of, self._names.question(later, question, signature)),
        )

    def _change_between(self, before: Judgement, after: Judgement) -> GradeChange:
        """The change from one judgement to a later one of the same force."""

        def build() -> GradeChange:
            from peel._answers import series

            return series.change_between(self, before, after)

        return self._once(("change", before.force.id, *_place(before), *_place(after)), build)

    def changes(
        self,
        before: CycleLike,
        after: CycleLike,
        *,
        question: QuestionLike | None = None,
        force: ForceLike | None = None,
    ) -> GradeChanges:
        """Changes of one question for every force, or of every question. See `peel.changes`."""
        from peel._answers import series

        signature = "changes(before, after, question=…, force=…)"
        if question is None:
            if force is None:
                raise TypeError(
                    "changes() needs question= (for every force) or force= (every question)"
                )
            of = self._names.force(force, signature)
            return series.changes_of_force(self, of, *self._in_order(before, after, signature))
        earlier, later = self._in_order(before, after, signature)
        return series.changes_of_question(
            self,
            self._names.question(earlier, question, signature),
            self._names.question(later, question, signature),
            self.forces() if force is None else (self._names.force(force, signature),),
        )

    def history(
        self, force: ForceLike, question: QuestionLike | None = None, *, theme: str | None = None
    ) -> History:
        """How a force was judged over the years. See `peel.history`."""
        from peel._answers import series
        from peel._records.framework import Question

        signature = "history(force, question)"
        of = self._names.force(force, signature)
        if (question is None) == (theme is None):
            raise TypeError("history() needs a question or theme=, and not both")
        if question is None:
            subject = self._names.themes.find(theme)
            return series.history(self, of, subject, self._questions_of_theme(subject))
        subject = question.id if isinstance(question, Question) else question
        asked = self._names.questions_named(subject, list(self.cycles()), signature)
        return series.history(self, of, subject, asked)

    def latest(
        self,
        *,
        force: ForceLike | None = None,
        theme: str | None = None,
        on: DayLike | None = None,
    ) -> Latest:
        """Where a force, or every force on a theme, stands now. See `peel.latest`."""
        from peel._answers import surveys
        from peel._words.dates import parse_day

        if on is not None:
            known = self.as_of(on).latest(force=force, theme=theme)
            return attrs.evolve(known, on=parse_day(on))
        of = None if force is None else self._names.force(force, "latest(force=…)")
        if theme is not None:
            forces = self.forces() if of is None else (of,)
            return surveys.latest_of_theme(self, self._names.themes.find(theme), forces, of)
        if of is None:
            raise TypeError("latest() needs force= or theme=")
        return surveys.latest_of_force(self, of)

    def distribution(self, cycle: CycleLike, question: QuestionLike) -> Distribution:
        """How all forces were graded for one question. See `peel.distribution`."""
        from peel._answers import surveys

        signature = "distribution(cycle, question)"
        of = self._names.question(self._names.cycle(cycle, signature), question, signature)
        if of.graded == "never":
            raise NotGradedError(f"{of}: never graded, so there is nothing to distribute")
        return surveys.distribution(self, of, self._names.scales.find(of.cycle.scale))

    def compare(self, forces: Iterable[ForceLike], cycle: CycleLike) -> Comparison:
        """Forces side by side in one cycle. See `peel.compare`."""
        from peel._answers import surveys

        if isinstance(forces, (str, bytes, bytearray)) or not isinstance(forces, Iterable):
            raise TypeError('compare() takes several forces: compare(["kent", "essex"], "2017")')
        signature = "compare(forces, cycle)"
        of = tuple(dict.fromkeys(self._names.force(force, signature) for force in forces))
        if not of:
            raise ValueError("compare() needs at least one force")
        return surveys.comparison(self, of, self._names.cycle(cycle, signature))

    # The record itself.

    def coverage(self, *, force: ForceLike | None = None) -> Coverage:
        """How much is recorded, question by question. See `peel.coverage`."""
        from peel._answers import surveys

        of = None if force is None else self.force(force)
        return surveys.coverage(self, self.forces() if of is None else (of,), of)

    def as_of(self, day: DayLike) -> Dataset:
        """The record as the public knew it on a day. See `peel.as_of`."""
        from peel._answers.as_of import tables_as_of
        from peel._records.coverage import Cell
        from peel._words.dates import parse_day

        known_on = parse_day(day)
        if self._whole is not None and self.on is not None:
            return self._whole.as_of(min(known_on, self.on))
        cut = tables_as_of(self, known_on)
        cells = (
            Cell(self._record("forces", key[:1]), self._record("questions", key[1:]))
            for key in cut.undated_judgements
        )
        inspections = (
            (self._record("forces", key[:1]), self._record("cycles", key[1:]))
            for key in cut.undated_inspections
        )
        return Dataset(cut.tables, tuple(cells), known_on, tuple(inspections), self)

    def extend(self, other: PathLike | Dataset, *, replace: bool = False) -> Dataset:
        """This record with the rows of a directory or data set added, as a new data set.

        Identical rows are no clash. Different rows under one key are an `InvalidDataError` that
        shows both, unless *replace* lets the new row win. Nothing is half-added. A record as of a
        day becomes a plain one, whose gaps are just not recorded: extend the whole record and cut
        the result with `as_of` to ask what was known.

        Args:
            other: A directory with some or all of the tables, or a data set.
            replace: Whether a new row may replace a different one under its key.
        """
        from peel._packages.directory import extended

        return extended(self, other, replace=replace)

    def save(self, directory: PathLike) -> None:
        """Write the record as a data package into a new or empty directory.

        Loading it again gives an equal data set; the bundled record is written byte for byte.
        `FileExistsError` if the directory is not empty.
        """
        from peel._packages.directory import save

        save(self, directory)

    def rows(self, table: str) -> Iterator[dict[str, object]]:
        """The typed rows of a table in its order, references as ids."""
        unstructure = row_unstructure(table)
        return (unstructure(record) for record in self._all(table))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return all(
            [*self._tables[table].values()] == [*other._tables[table].values()]
            or self._all(table) == other._all(table)
            for table in TABLES
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        tables = {table: self._tables[table] for table in TABLES}
        cut = (self.undated, self.on, self.undated_inspections, self._whole)
        return _restored, (tables, *cut)

    def __repr__(self) -> str:
        judgements, forces, cycles = (
            len(self.keys(table)) for table in ("judgements", "forces", "cycles")
        )
        return f"<Dataset{self._as_of}: {judgements} judgements, {forces} forces, {cycles} cycles>"


def _restored(tables: dict[str, Rows], *cut: Any) -> Dataset:
    return Dataset(Tables(tables.__getitem__), *cut)


def _place(judgement: Judgement) -> tuple[str, str]:
    return judgement.cycle.id, judgement.question.id
