"""A data set: every question that one can ask of a record, each documented once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast, get_args

import attrs

from peel import _answers, _lookup, _packages, _records, _show, _tables
from peel._about import import_all
from peel._errors import InvalidArgumentError, PeelError
from peel._records.grades import Grade
from peel._tables.exact import ExactGrades
from peel._tables.shipped import shipped_grade
from peel._tables.store import Store, Tables
from peel._vocabulary import CitationStyle, FindingKind, OnIncomparable
from peel._words.dates import parse_day
from peel._words.text import require_word

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
    from peel._records.answer import Edition, RecordTuple
    from peel._records.cells import Cell, CellRow
    from peel._records.changes import Comparability, GradeChange, GradeChanges
    from peel._records.comparison import Comparison
    from peel._records.coverage import Coverage
    from peel._records.distribution import Distribution
    from peel._records.forces import Force
    from peel._records.framework import Cycle, Publication, Question
    from peel._records.history import History
    from peel._records.inspections import Findings, Inspection, ProfileFigure
    from peel._records.judgements import Judgement, Revision, Tally
    from peel._records.latest import Latest
    from peel._records.matches import ForceMatches
    from peel._records.monitoring import Monitoring
    from peel._records.sources import Source
    from peel._tables.schema import Rows

_ON_INCOMPARABLE = get_args(OnIncomparable)


class Dataset:
    """One version of the PEEL record, with everything that can be asked of it.

    The questions in the module `peel` are the methods of the data set that ships,
    `peel.bundled`; `peel.load`, `extend` and `as_of` give others. It never changes.

    >>> import peel
    >>> peel.bundled().force("kent").name
    'Kent Police'
    """

    __slots__ = ("_grades", "_store")

    def __init__(self, store: Store, *, grades: ExactGrades | None = None) -> None:
        self._store = store
        self._grades = ExactGrades(store) if grades is None else grades

    @property
    def _names(self) -> _lookup.names.Names:
        return _lookup.names.of_record(self._store)

    # Which record it is.

    @property
    def edition(self) -> Edition:
        """Which record this is, and how new its grades are.

        >>> import peel
        >>> peel.bundled().edition.changed
        False
        """
        return self._store.edition

    @property
    def newest_grade(self) -> dt.date | None:
        """The newest day of publication of any judgement; None if no day is recorded.

        >>> import peel
        >>> peel.as_of("10 November 2017").newest_grade
        datetime.date(2017, 11, 9)
        """
        return self._store.edition.newest_grade

    @property
    def on(self) -> dt.date | None:
        """The day of a record that `as_of` made; None for a whole one.

        >>> import peel
        >>> peel.bundled().on is None, peel.as_of("10 November 2017").on
        (True, datetime.date(2017, 11, 10))
        """
        return self._store.origin.as_of

    @property
    def undated(self) -> tuple[Cell, ...]:
        """Cells that `as_of` left out because nothing is known of their day of publication.

        >>> import peel
        >>> print(peel.as_of("1 June 2023").undated[0])
        City of London Police, 2021/22, supporting victims
        """
        return _answers.reach.undated(self._store)

    @property
    def undated_inspections(self) -> tuple[tuple[Force, Cycle], ...]:
        """Forces and cycles whose inspection `as_of` left out because no day is known.

        >>> import peel
        >>> peel.as_of("1 June 2023").undated_inspections[0][0].name
        'City of London Police'
        """
        return _answers.reach.undated_inspections(self._store)

    def cite(self, style: CitationStyle = "text") -> str:
        """How to cite this version of the record, with the attribution that its licence asks for.

        Args:
            style: ``text`` or ``bibtex``.

        Raises:
            InvalidArgumentError: For another style.

        >>> import peel
        >>> peel.cite().endswith(
        ...     "Contains public sector information licensed under the Open Government Licence v3.0."
        ... )
        True
        """
        return _answers.citation.cite(self._store.edition, style)

    def forces(self) -> RecordTuple[Force]:
        """All 43 territorial police forces of England and Wales, by id.

        >>> import peel
        >>> [force.name for force in peel.forces()][:2]
        ['Avon and Somerset Constabulary', 'Bedfordshire Police']
        """
        return _records.answer.RecordTuple(self._store.all(_records.forces.Force))

    def force(self, force: ForceLike) -> Force:
        """The force of this id, official name, alias or ONS code, in any case.

        'Police', 'Constabulary' and the like, a leading 'The', a footnote's figure, initials in
        brackets and punctuation do not matter; 'N. Yorkshire' and 'Yorkshire, North' are North
        Yorkshire.

        Raises:
            UnknownForceError: With the nearest names; for a name of two forces, such as 'London',
                with the ids of both.
            TypeError: If it is neither text nor a `Force`.

        >>> import peel
        >>> peel.force("avon & somerset").ons_code
        'E23000036'
        """
        return self._names.force(force, "force(force)")

    def match_forces(self, names: Iterable[object]) -> ForceMatches:
        """The forces that the names of a column stand for, and the names that stand for none.

        Args:
            names: Names as `peel.force` reads them, such as a column of a data frame. Cells
                without a name (None, NaN, blanks) are counted.

        Raises:
            TypeError: For one name that is not in a list.

        >>> import peel
        >>> matches = peel.match_forces(["Notts", "Kent Police", "British Transport Police"])
        >>> dict(matches.ids)
        {'Notts': 'nottinghamshire', 'Kent Police': 'kent'}
        >>> list(matches.unknown)
        ['British Transport Police']
        """
        return _answers.matching.match_forces(self._names, names)

    def cycles(self) -> RecordTuple[Cycle]:
        """All inspection cycles, in order.

        >>> import peel
        >>> [cycle.id for cycle in peel.cycles()]
        ['2014', '2015', '2016', '2017', '2018-19', '2021-22', '2023-25', '2025-27'...]
        """
        return _records.answer.RecordTuple(self._store.all(_records.framework.Cycle))

    def cycle(self, cycle: CycleLike) -> Cycle:
        """The inspection cycle of this id or spelling: '2018/19', 'PEEL 2023–2025', 2017.

        A single year names a cycle of one year, and 2018 names 2018-19, as the inspectorate's own
        addresses do.

        Raises:
            UnknownCycleError: With what there is.

        >>> import peel
        >>> peel.cycle("PEEL 2023-2025").id
        '2023-25'
        """
        return self._names.cycle(cycle, "cycle(cycle)")

    def questions(self, cycle: CycleLike) -> RecordTuple[Question]:
        """The pillars, questions and areas of a cycle, in the framework's order.

        >>> import peel
        >>> len(peel.questions("2017")), peel.questions("2023-25")[1].label
        (15, 'Police powers and public treatment')
        """
        of = self._names.cycle(cycle, "questions(cycle)")
        asked = _lookup.framework.questions_of(self._store, of)
        return _records.answer.RecordTuple(asked, kind=_records.framework.Question)

    def question(self, cycle: CycleLike, question: QuestionLike) -> Question:
        """A pillar, question or area of a cycle, by id, label or the last part of its id.

        Raises:
            UnknownQuestionError: If the framework of the cycle has no such question.
            NotRecordedError: If the cycle may have more questions than are recorded.

        >>> import peel
        >>> peel.question("2017", "understanding-demand").id
        'efficiency.understanding-demand'
        """
        signature = "question(cycle, question)"
        return self._names.question(self._names.cycle(cycle, signature), question, signature)

    def themes(self) -> tuple[str, ...]:
        """This library's editorial grouping of questions that are related across cycles.

        A theme is a way to find questions, not a claim that their grades may be compared.

        >>> import peel
        >>> "investigating-crime" in peel.themes()
        True
        """
        questions = self._store.all(_records.framework.Question)
        return tuple(dict.fromkeys(question.theme for question in questions))

    def grade(self, force: ForceLike, cycle: CycleLike, question: QuestionLike) -> Grade:
        """The grade in force for a cell; never None.

        Raises:
            NotGradedError: If the inspectorate did not grade the cell, with the reason.
            NotRecordedError: If the framework has the cell and the record does not.
            UnknownForceError, UnknownCycleError, UnknownQuestionError: For unknown names.

        >>> import peel
        >>> peel.grade("leicestershire", "2017", "efficiency").label
        'Requires improvement'
        """
        if type(force) is str and type(cycle) is str and type(question) is str:
            exact = self._grades[force, cycle, question]
            if exact is not None:
                return exact
        found = self._judgement(force, cycle, question, "grade(force, cycle, question)")
        return _answers.rules.grade_of(found)

    def judgement(self, force: ForceLike, cycle: CycleLike, question: QuestionLike) -> Judgement:
        """The recorded judgement with grade, dates, basis and sources; its grade may be None.

        Raises:
            UnknownQuestionError: If the framework of the cycle has no such question.
            NotGradedError: If the question is never graded and has no row.
            NotRecordedError: If the framework has the cell and the record does not.

        >>> import peel
        >>> judgement = peel.judgement("GMP", "2017", "efficiency")
        >>> judgement.grade is None, judgement.note
        (True, 'limited inspection without grades after the Manchester Arena attack')
        """
        return self._judgement(force, cycle, question, "judgement(force, cycle, question)")

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
    ) -> RecordTuple[Judgement]:
        """The recorded judgements that pass every filter, by force, cycle and framework position.

        A filter takes one value or several; None is no filter, an empty collection no result. Cells
        that are not recorded are not in it: its ``notes`` count them, `peel.coverage` names them.
        ``scale="any"`` says that a grade of either scale is meant.

        Raises:
            UnknownNameError: For an unknown value, and for a grade that several scales have.
            NotRecordedError: For a question that the one cycle asked for may have, unrecorded.

        >>> import peel
        >>> [j.force.id for j in peel.judgements(cycle=2017, question="efficiency", grade="outstanding")]
        ['durham', 'thames-valley']
        """
        scope = _lookup.filters.scope(self._names, force, cycle, region)
        of = _lookup.filters.cells(self._names, scope, scale, question, theme)
        passing = _lookup.filters.judgements(self._store, of, grade, basis, evidence)
        return _answers.filtered.judgements(self._store, passing, scope, of)

    def cells(
        self, *, force: ForceFilter = None, cycle: CycleFilter = None
    ) -> RecordTuple[CellRow]:
        """A row for each force and graded question, so that a count of them cannot look complete.

        They go by force, cycle and framework. A question that is never graded has no row. Each row
        has the records themselves (force, cycle, question, judgement or None) and a status:
        ``recorded``, ``not graded`` (the inspectorate gave no grade), ``not recorded`` (it gave
        one, which nobody has found yet) or ``unknown`` (a question that is graded for some forces
        only, or a cycle without a recorded inspection of the force).

        >>> import peel
        >>> rows = peel.bundled().cells(force="greater-manchester", cycle="2017")
        >>> [row.status for row in rows if row.question.kind == "pillar"]
        ['recorded', 'not graded', 'not graded']
        """
        scope = _lookup.filters.scope(self._names, force, cycle)
        return _answers.filtered.cells(self._store, scope)

    def inspection(self, force: ForceLike, cycle: CycleLike) -> Inspection:
        """What is recorded about a force in a cycle: report, dates, published counts, judgements.

        Raises:
            NotRecordedError: If no inspection is recorded.

        >>> import peel
        >>> inspection = peel.inspection("leicestershire", "2021-22")
        >>> print(inspection.profile[0])
        area: 979 square miles (stated by the force)
        """
        signature = "inspection(force, cycle)"
        of, during = self._names.force(force, signature), self._names.cycle(cycle, signature)
        return _answers.single.inspection(self._store, of, during)

    def inspections(
        self, *, force: ForceFilter = None, cycle: CycleFilter = None
    ) -> RecordTuple[Inspection]:
        """The recorded inspections that pass every filter, by force and cycle.

        >>> import peel
        >>> len(peel.inspections(cycle="2023-25"))
        43
        """
        scope = _lookup.filters.scope(self._names, force, cycle)
        return _answers.filtered.inspections(self._names, scope)

    def findings(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        question: QuestionFilter = None,
        kind: TextFilter = None,
    ) -> Findings:
        """The recorded findings, in this library's words, by force, cycle and number.

        Findings were collected for few inspections: ``not_collected`` names the forces and cycles
        that were asked for and have none. Causes of concern and progress are a selection.

        >>> import peel
        >>> print(peel.findings(force="leicestershire", cycle="2023-25", kind="shortcoming")[0])
        shortcoming (responding to the public): Calls are not always answered...
        """
        kinds = _lookup.filters.words("kind of finding", get_args(FindingKind), kind)
        scope = _lookup.filters.scope(self._names, force, cycle)
        of_kind = _records.inspections.Finding
        found = _lookup.filters.passing(self._names, of_kind, scope, question)
        return _answers.surveys.findings(
            self._store,
            tuple(finding for finding in found if kinds is None or finding.kind in kinds),
            _answers.filtered.inspections(self._names, scope),
            scope,
        )

    def profiles(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        measure: TextFilter = None,
    ) -> RecordTuple[ProfileFigure]:
        """The recorded figures that forces state of themselves, by force, cycle and measure.

        >>> import peel
        >>> figure = peel.profiles(force="leicestershire", measure="budget")[0]
        >>> figure.value, figure.unit, figure.period, figure.stated_by
        (Decimal('223200000'), 'GBP', '2022/23', 'force')
        """
        known = tuple(dict.fromkeys(key[2] for key in self._store.whole.rows("profiles")))
        measures = _lookup.filters.words("measure", known, measure)
        scope = _lookup.filters.scope(self._names, force, cycle)
        return _answers.filtered.profiles(self._names, scope, measures)

    def revisions(
        self,
        *,
        force: ForceFilter = None,
        cycle: CycleFilter = None,
        question: QuestionFilter = None,
    ) -> RecordTuple[Revision]:
        """The published grades that were changed, by force, cycle, question and day.

        >>> import peel
        >>> [str(revision.date) for revision in peel.revisions(force="northamptonshire")]
        ['2024-08-08']
        """
        kind, passing = _records.judgements.Revision, _answers.filtered.passing
        return passing(self._names, kind, force=force, cycle=cycle, question=question)

    def tallies(
        self, *, cycle: CycleFilter = None, question: QuestionFilter = None
    ) -> RecordTuple[Tally]:
        """The complete national counts that somebody published, by cycle and question.

        >>> import peel
        >>> peel.tallies(cycle="2016", question="legitimacy")[0].forces_graded
        43
        """
        kind, passing = _records.judgements.Tally, _answers.filtered.passing
        return passing(self._names, kind, cycle=cycle, question=question)

    def publications(self, *, cycle: CycleFilter = None) -> RecordTuple[Publication]:
        """The national publications of 2014 to 2018-19, by cycle, pillar and tranche.

        >>> import peel
        >>> [str(publication.published) for publication in peel.publications(cycle="2018-19")]
        ['2019-05-02', '2019-09-27', '2020-02-07']
        """
        kind = _records.framework.Publication
        return _answers.filtered.passing(self._names, kind, cycle=cycle)

    def sources(self) -> RecordTuple[Source]:
        """All documents that the record rests on, by id.

        >>> import peel
        >>> {source.kind for source in peel.sources()} >= {"inspectorate", "commissioner", "news"}
        True
        """
        return _records.answer.RecordTuple(self._store.all(_records.sources.Source))

    def source(self, source: SourceLike) -> Source:
        """The document of this id.

        Raises:
            UnknownNameError: With the nearest ids.

        >>> import peel
        >>> peel.source("hmicfrs-peel-2018-kent-effectiveness").kind
        'inspectorate'
        """
        return self._names.sources.find(source)

    def monitoring(self, force: ForceFilter = None, *, on: DayLike | None = None) -> Monitoring:
        """The periods in Engage, the enhanced phase of monitoring; on a day if asked.

        The result says which periods cover the day possibly, not surely, and up to which day the
        table was kept. A record as of a day leaves out a period whose entry may have been later.

        >>> import peel
        >>> {period.force.id for period in peel.monitoring(on="2024-01-15")} >= {"metropolitan"}
        True
        """
        scope = _lookup.filters.scope(self._names, force)
        day = None if on is None else parse_day(on)
        return _answers.monitoring.monitoring(self._names, scope, day)

    def comparability(
        self,
        before: CycleLike,
        after: CycleLike,
        question: QuestionLike | None = None,
    ) -> Comparability:
        """Whether grades of two cycles may be compared, of one question if asked, and why.

        Raises:
            InvalidArgumentError: If *after* is not later than *before*.

        >>> import peel
        >>> peel.comparability("2015", "2018-19").status
        'comparable'
        >>> peel.comparability("2014", "2015").status
        'unknown'
        """
        signature = "comparability(before, after, question)"
        cycles = self._names.cycles_in_order(before, after, signature)
        if question is None:
            return _answers.rules.compare_cycles(self._store, *cycles)
        pair = self._names.question_in_both(cycles, question, signature)
        return _answers.rules.compare_questions(self._store, *pair)

    def change(
        self,
        force: ForceLike,
        question: QuestionLike,
        before: CycleLike,
        after: CycleLike,
        *,
        on_incomparable: OnIncomparable = "flag",
    ) -> GradeChange:
        """A force's change of grade between two cycles, by the rules of comparison.

        Args:
            force: The force.
            question: The question, as each of the two cycles knows it.
            before: The earlier cycle.
            after: The later cycle.
            on_incomparable: ``flag`` gives a `GradeChange` without steps; ``raise`` an error.

        Raises:
            NotGradedError, NotRecordedError: If one of the cells has no grade.
            IncomparableGradesError: If asked for, where the rules do not allow a comparison.
            InvalidArgumentError: If *after* is not later than *before*.

        >>> import peel
        >>> change = peel.change("leicestershire", "investigating-crime", "2021-22", "2023-25")
        >>> change.direction, change.steps
        (<Direction.NOT_COMPARABLE: 'not comparable'>, None)
        >>> change.comparability.reason
        'outcomes for the public weigh more than before, and some of the aspects inspected changed'
        """
        require_word("on_incomparable", on_incomparable, _ON_INCOMPARABLE)
        signature = "change(force, question, before, after)"
        names = self._names
        of = names.force(force, signature)
        pair = names.question_in_both(
            names.cycles_in_order(before, after, signature), question, signature
        )
        change = _answers.series.change_asked_for(self._store, of, pair)
        if on_incomparable == "raise" and not change.comparable:
            raise _records.changes.IncomparableGradesError(str(change), change)
        return change

    def changes(
        self,
        before: CycleLike,
        after: CycleLike,
        question: QuestionLike | None = None,
        *,
        force: ForceLike | None = None,
    ) -> GradeChanges:
        """Changes between two cycles: of one question for every force, or of every question of a force.

        Forces or questions without a grade in one of the cycles are in ``not_graded`` and
        ``not_recorded``.

        Raises:
            TypeError: If neither *question* nor *force* is given.

        >>> import peel
        >>> changes = peel.changes("2016", "2017", question="efficiency")
        >>> sum(change.direction is peel.Direction.DECLINED for change in changes)
        6
        """
        signature = "changes(before, after, question, force=…)"
        if question is None and force is None:
            raise TypeError("changes() needs a question (every force) or force= (every question)")
        cycles = self._names.cycles_in_order(before, after, signature)
        of = None if force is None else self._names.force(force, signature)
        if question is not None:
            pair = self._names.question_in_both(cycles, question, signature)
            return _answers.series.changes_of_question(self._store, *pair, of)
        return _answers.series.changes_of_force(self._store, cast("Force", of), *cycles)

    def history(
        self, force: ForceLike, question: QuestionLike | None = None, *, theme: str | None = None
    ) -> History:
        """A force's judgements for a question or theme in order of cycle, breaks in series marked.

        Raises:
            TypeError: Unless exactly one of *question* and *theme* is given.

        >>> import peel
        >>> print(peel.history("leicestershire", "efficiency"))
        2014 good ‖ 2015 good · 2016 good · 2017 requires improvement · 2018/19 good
        no longer asked since PEEL 2021/22 (last asked in PEEL 2018/19)
        """
        signature = "history(force, question)"
        of = self._names.force(force, signature)
        if (question is None) == (theme is None):
            themes = ", ".join(self.themes())
            raise TypeError(
                f"history() needs a question or theme=, and not both; the themes are {themes}"
            )
        if question is None:
            subject = self._names.theme(theme, "history(force, theme=…)")
            asked: Sequence[Question] = _lookup.framework.questions_of_theme(self._store, subject)
        else:
            name = question.id if isinstance(question, _records.framework.Question) else question
            asked = self._names.questions_named(name, self.cycles(), signature)
            subject = asked[-1].id
        return _answers.series.history(self._store, of, subject, asked)

    def latest(
        self,
        force: ForceLike | None = None,
        *,
        theme: str | None = None,
        on: DayLike | None = None,
    ) -> Latest:
        """Where a force stands now, or every force on a theme: grades of the newest inspections.

        A force that was inspected again has no latest grade of an older cycle. Its older grades are
        in ``superseded``, with the reason; what of its newest inspection is not recorded is named.

        Args:
            force: The force.
            theme: The theme; with *force* the theme of that force alone.
            on: A day: what was known then. A report that came out later supersedes nothing.

        Raises:
            TypeError: Without force and theme.

        >>> import peel
        >>> latest = peel.latest("leicestershire", on="1 January 2025")
        >>> latest[0].cycle.id, len(latest), latest.not_recorded
        ('2023-25', 8, ())
        """
        if on is not None:
            then = self.as_of(on)
            return attrs.evolve(then.latest(force, theme=theme), on=then.on or parse_day(on))
        signature = "latest(force, theme=…)"
        of = None if force is None else self._names.force(force, signature, or_theme=True)
        if theme is not None:
            found = self._names.theme(theme, signature)
            return _answers.latest.of_theme(self._store, found, of)
        if of is None:
            raise TypeError("latest() needs a force or theme=")
        return _answers.latest.of_force(self._store, of)

    def distribution(self, cycle: CycleLike, question: QuestionLike) -> Distribution:
        """How all forces were graded for one question of a cycle, and what is not known of it.

        Raises:
            NotGradedError: If the question is never graded.

        >>> import peel
        >>> print(peel.distribution("2018-19", "efficiency"))
        PEEL 2018/19, efficiency: 6 outstanding, 25 good, 10 requires improvement, 2 inadequate of 43 recorded
        """
        signature = "distribution(cycle, question)"
        of = self._names.question(self._names.cycle(cycle, signature), question, signature)
        return _answers.surveys.distribution(self._store, of)

    def compare(self, forces: Iterable[ForceLike], cycle: CycleLike) -> Comparison:
        """Forces side by side in one cycle: forces × questions, without average or ranking.

        Raises:
            TypeError: For one force that is not in a list.
            InvalidArgumentError: Without any force.

        >>> import peel
        >>> comparison = peel.compare(["kent", "essex"], "2017")
        >>> len(comparison.questions), len(comparison.not_recorded)
        (13, 0)
        """
        otherwise = 'compare() takes several forces: compare(["kent", "essex"], "2017")'
        signature, asked = "compare(forces, cycle)", _lookup.filters.several(forces, otherwise)
        of = tuple(dict.fromkeys(self._names.force(force, signature) for force in asked))
        if not of:
            raise InvalidArgumentError("compare() needs at least one force")
        return _answers.surveys.comparison(self._store, of, self._names.cycle(cycle, signature))

    def coverage(self, force: ForceLike | None = None) -> Coverage:
        """How much is recorded, question by question: expected, recorded, not graded, missing.

        >>> import peel
        >>> row = peel.coverage()["2017", "efficiency"]
        >>> row.expected, row.recorded, row.not_graded, row.not_recorded
        (43, 42, 1, ())
        """
        of = None if force is None else self._names.force(force, "coverage(force)")
        return _answers.surveys.coverage(self._store, of)

    def as_of(self, day: DayLike) -> Dataset:
        """The record as the public knew it on a day, as a `Dataset`.

        A judgement is in when its latest possible day of publication has passed: without a day of
        its own the last of its cycle, unless that is a rolling one. Revised grades are as they were
        then. ``undated`` and ``undated_inspections`` name what is left out only because no day is
        known.

        Raises:
            InvalidDateError: If the text does not clearly name one day.

        >>> import peel
        >>> then = peel.as_of("10 November 2017")
        >>> then.grade("leicestershire", "2017", "efficiency").label
        'Requires improvement'
        >>> then.distribution("2017", "legitimacy").counts["good"]
        0
        """
        known_on, whole = parse_day(day), self._store.whole
        if known_on >= (self.on or _answers.as_of.complete_on(whole)):
            return self
        return Dataset(_answers.as_of.store_as_of(whole, known_on))

    def extend(self, other: PathLike | Dataset, *, replace: bool = False) -> Dataset:
        """This record with the rows of a directory or data set added, as a new data set.

        Identical rows do not clash. Different rows under one key are an `InvalidDataError` that
        shows both, unless *replace* lets the new row win. Nothing is half-added. A new cycle stands
        before those whose years begin later; what this record states of the two beside it goes.
        A record as of a day becomes a plain one, whose gaps are just not recorded, and never
        replaces rows: extend the whole record and cut the result with `as_of` to ask what was known.

        Args:
            other: A directory with some or all of the tables, or a data set.
            replace: Whether a new row may replace a different one under its key.

        >>> import peel
        >>> then = peel.as_of("10 November 2017")
        >>> then.extend(peel.bundled(), replace=True).newest_grade == peel.bundled().newest_grade
        True
        """
        added = other._store if isinstance(other, Dataset) else other
        return Dataset(_packages.loading.extended(self._store, added, replace=replace))

    def save(self, directory: PathLike) -> None:
        """Write the record as a data package into a new or empty directory.

        Loading it again gives an equal data set; the bundled record is written byte for byte. On an
        error nothing is left. Where rows were added or replaced, the package says so and claims no
        licence for them.

        Raises:
            FileExistsError: If the directory is not empty.
            OSError: If it cannot be written.

        >>> import pathlib, tempfile, peel
        >>> with tempfile.TemporaryDirectory() as directory:
        ...     peel.bundled().save(directory)
        ...     pathlib.Path(directory, "judgements.csv").is_file()
        True
        """
        _packages.saving.save(self._store, directory)

    def rows(self, table: str) -> Iterator[dict[str, object]]:
        """The typed rows of a table in its order, references as ids.

        Raises:
            UnknownNameError: For an unknown table.

        >>> import peel
        >>> next(peel.bundled().rows("forces"))["ons_code"]
        'E23000036'
        """
        tables = _tables.schema.RECORDS
        kind = tables[_lookup.names.vocabulary("table", tuple(tables)).find(table)]
        return map(_tables.structure.typed_row, self._store.all(kind))

    # The data set as a value.

    def warm(self) -> None:
        """Read all tables and import what the questions need, now: before a process forks.

        A fork copies the locks of the process, and nobody in the child opens those that another
        thread held. Nothing waits for a lock once the record is warm.

        >>> import peel
        >>> peel.bundled().warm()
        """
        import_all(_answers, _lookup, _packages, _records, _show, _tables)
        for kind in _tables.schema.RECORDS.values():
            self._store.all(kind)

    def _judgement(
        self, force: ForceLike, cycle: CycleLike, question: QuestionLike, signature: str
    ) -> Judgement:
        of, during = self._names.force(force, signature), self._names.cycle(cycle, signature)
        return _answers.single.judgement_asked_for(self._names, of, during, question, signature)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        mine, theirs = self._store, other._store
        return mine.origin.cut == theirs.origin.cut and all(
            [*mine.rows(table).values()] == [*theirs.rows(table).values()]
            or mine.all(kind) == theirs.all(kind)
            for table, kind in _tables.schema.RECORDS.items()
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        if self is _shipped.get("record"):
            return _shipped_again, (self.edition.version,)
        return Dataset, (self._store,)

    def __repr__(self) -> str:
        judgements, forces, cycles = (
            len(self._store.rows(table)) for table in ("judgements", "forces", "cycles")
        )
        as_of = _answers.reach.as_of_phrase(self._store)
        return f"<Dataset{as_of}: {judgements} judgements, {forces} forces, {cycles} cycles>"


_shipped: dict[str, Dataset] = {}


def _read(table: str) -> Rows:
    return _tables.csv_text.read_shipped(table)


def bundled() -> Dataset:
    """The record that ships, as a `Dataset`; always the same object.

    >>> import peel
    >>> peel.bundled() is peel.bundled()
    True
    """
    try:
        return _shipped["record"]
    except KeyError:
        store = Store(Tables(_read))
        # Two threads may both get here; setdefault publishes one data set for both.
        return _shipped.setdefault(
            "record", Dataset(store, grades=ExactGrades(store, shipped_grade))
        )


def _shipped_again(version: str) -> Dataset:
    if version != bundled().edition.version:
        raise PeelError(
            f"what was pickled refers to the record of {version}, and the record of "
            f"{bundled().edition.version} is installed: pin peel, or keep a record with "
            "Dataset.save(directory)"
        )
    return bundled()


def load(directory: PathLike) -> Dataset:
    """Read a self-contained data package: a directory with the tables as CSV files.

    ``datapackage.json`` is not needed; where it is, the tables that it names must be there, and any
    other without a file is empty. What it says of the record is not believed: `Dataset.edition` says
    ``changed`` unless the rows are those of the record that ships, whole or as of the day that it
    names. No file may have more than 100 million bytes. To add rows to the record that ships, use
    `Dataset.extend`.

    Raises:
        InvalidDataError: With every problem at once; nothing is loaded then. For a directory that is
            not there it is a `FileNotFoundError` too.

    >>> import tempfile, peel
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     peel.bundled().save(directory)
    ...     peel.load(directory) == peel.bundled()
    True
    """
    whole = Store(Tables(_read))
    return Dataset(
        _packages.loading.load(directory, lambda day: _answers.as_of.store_as_of(whole, day))
    )
