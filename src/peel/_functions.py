"""The public functions: each asks the record that ships; `peel.Dataset` has the logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from peel._dataset import Dataset
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
    from peel._records._rows import Records
    from peel._records.changes import GradeChange, GradeChanges
    from peel._records.comparability import Comparability
    from peel._records.coverage import Coverage
    from peel._records.distribution import Comparison, Distribution
    from peel._records.forces import Force
    from peel._records.framework import Cycle, Publication, Question
    from peel._records.grades import Grade
    from peel._records.history import History, Latest
    from peel._records.inspections import Finding, Inspection, ProfileFigure
    from peel._records.judgements import Judgement, Revision, Tally
    from peel._records.monitoring import Monitoring
    from peel._records.sources import Source
    from peel._vocabulary import CitationStyle, OnIncomparable

_bundled: dict[str, Dataset] = {}


def bundled() -> Dataset:
    """The record that ships, as a `Dataset`; always the same object.

    >>> import peel
    >>> peel.bundled() is peel.bundled()
    True
    """
    try:
        return _bundled["record"]
    except KeyError:
        from peel._dataset import Dataset
        from peel._tables.schema import Tables, read_bundled

        # Two threads may both get here; setdefault publishes one data set for both.
        return _bundled.setdefault("record", Dataset(Tables(read_bundled)))


def load(directory: PathLike) -> Dataset:
    """Read a self-contained data package: a directory with the tables as CSV files.

    A table without a file is empty; ``datapackage.json`` is not needed. To add rows to the record
    that ships, use `Dataset.extend`.

    Raises:
        InvalidDataError: With every problem at once; nothing is loaded then.

    >>> import tempfile, peel
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     peel.bundled().save(directory)
    ...     peel.load(directory) == peel.bundled()
    True
    """
    from peel._packages.directory import load

    return load(directory)


def forces() -> tuple[Force, ...]:
    """All 43 territorial police forces of England and Wales, by id.

    >>> import peel
    >>> [force.name for force in peel.forces()][:2]
    ['Avon and Somerset Constabulary', 'Bedfordshire Police']
    """
    return bundled().forces()


def force(force: ForceLike) -> Force:
    """The force of this id, official name, alias or ONS code, in any case.

    'Police', 'Constabulary' and the like, a leading 'The', a footnote's figure, initials in brackets
    and punctuation do not matter; 'N. Yorkshire' and 'Yorkshire, North' are North Yorkshire.

    Raises:
        UnknownForceError: With the nearest names; for a name of two forces, such as 'London', with
            the ids of both.
        TypeError: If it is neither text nor a `Force`.

    >>> import peel
    >>> peel.force("avon & somerset").ons_code
    'E23000036'
    """
    return bundled().force(force)


def cycles() -> tuple[Cycle, ...]:
    """All inspection cycles, in order.

    >>> import peel
    >>> [cycle.id for cycle in peel.cycles()]
    ['2014', '2015', '2016', '2017', '2018-19', '2021-22', '2023-25', '2025-27']
    """
    return bundled().cycles()


def cycle(cycle: CycleLike) -> Cycle:
    """The inspection cycle of this id or spelling: '2018/19', 'PEEL 2023–2025', 2017.

    A single year names a cycle of one year, and 2018 names 2018-19, as the inspectorate's own
    addresses do.

    Raises:
        UnknownCycleError: With what there is.

    >>> import peel
    >>> peel.cycle("PEEL 2023-2025").id
    '2023-25'
    """
    return bundled().cycle(cycle)


def questions(cycle: CycleLike) -> tuple[Question, ...]:
    """The pillars, questions and areas of a cycle, in the framework's order.

    >>> import peel
    >>> len(peel.questions("2017")), peel.questions("2023-25")[1].label
    (15, 'Police powers and public treatment')
    """
    return bundled().questions(cycle)


def question(cycle: CycleLike, question: QuestionLike) -> Question:
    """A pillar, question or area of a cycle, by id, label or the last part of its id.

    Raises:
        UnknownQuestionError: If the framework of the cycle has no such question.
        NotRecordedError: If not all questions of the cycle are recorded.

    >>> import peel
    >>> peel.question("2017", "understanding-demand").id
    'efficiency.understanding-demand'
    """
    return bundled().question(cycle, question)


def themes() -> tuple[str, ...]:
    """This library's editorial grouping of questions that are related across cycles.

    A theme is a way to find questions, not a claim that their grades may be compared.

    >>> import peel
    >>> "investigating-crime" in peel.themes()
    True
    """
    return bundled().themes()


def inspection(force: ForceLike, cycle: CycleLike) -> Inspection:
    """What is recorded of a force in a cycle: report, dates, published counts, judgements.

    Raises:
        NotRecordedError: If no inspection is recorded.

    >>> import peel
    >>> inspection = peel.inspection("leicestershire", "2021-22")
    >>> print(inspection.profile[0])
    area: 979 square miles (stated by the force)
    """
    return bundled().inspection(force, cycle)


def judgement(force: ForceLike, cycle: CycleLike, question: QuestionLike) -> Judgement:
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
    return bundled().judgement(force, cycle, question)


def grade(force: ForceLike, cycle: CycleLike, question: QuestionLike) -> Grade:
    """The grade in force for a cell; never None.

    Raises:
        NotGradedError: If the inspectorate did not grade the cell, with the reason.
        NotRecordedError: If the framework has the cell and the record does not.
        UnknownForceError, UnknownCycleError, UnknownQuestionError: For unknown names.

    >>> import peel
    >>> peel.grade("leicestershire", "2017", "efficiency").label
    'Requires improvement'
    """
    return bundled().grade(force, cycle, question)


def judgements(
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
    """The recorded judgements that pass every filter, by force, cycle and framework position.

    A filter takes one value or several; None is no filter, an empty collection no result. Cells
    that are not recorded are not in it: `peel.distribution` and `peel.coverage` name them.

    Raises:
        UnknownNameError: For an unknown value, and for a grade that several scales have.

    >>> import peel
    >>> [j.force.id for j in peel.judgements(cycle=2017, question="efficiency", grade="outstanding")]
    ['durham', 'thames-valley']
    """
    return bundled().judgements(
        force=force,
        cycle=cycle,
        scale=scale,
        question=question,
        theme=theme,
        grade=grade,
        region=region,
        basis=basis,
        evidence=evidence,
    )


def inspections(*, force: ForceFilter = None, cycle: CycleFilter = None) -> tuple[Inspection, ...]:
    """The recorded inspections that pass every filter, by force and cycle.

    >>> import peel
    >>> len(peel.inspections(cycle="2023-25"))
    43
    """
    return bundled().inspections(force=force, cycle=cycle)


def latest(
    *, force: ForceLike | None = None, theme: str | None = None, on: DayLike | None = None
) -> Latest:
    """The newest judgement of each question of a force, or of a theme for every force.

    For a force: the graded questions of its newest recorded cycle. For a theme: each force's
    newest recorded grade with its cycle; grades of different cycles are not to be ranked. What
    is not recorded is named beside them.

    Args:
        force: The force.
        theme: The theme; with *force* the theme of that force alone.
        on: A day: what was known then.

    >>> import peel
    >>> latest = peel.latest(force="leicestershire")
    >>> latest[0].cycle.id, len(latest), latest.not_recorded
    ('2023-25', 8, ())
    """
    return bundled().latest(force=force, theme=theme, on=on)


def findings(
    *,
    force: ForceFilter = None,
    cycle: CycleFilter = None,
    question: QuestionFilter = None,
    kind: TextFilter = None,
) -> tuple[Finding, ...]:
    """The recorded findings, in this library's words, by force, cycle and number.

    Findings were collected for few inspections; `Inspection.findings` is None where nobody did.

    >>> import peel
    >>> len(peel.findings(force="leicestershire", cycle="2023-25", kind="shortcoming"))
    4
    """
    return bundled().findings(force=force, cycle=cycle, question=question, kind=kind)


def profiles(
    *, force: ForceFilter = None, cycle: CycleFilter = None, measure: TextFilter = None
) -> tuple[ProfileFigure, ...]:
    """The recorded figures that forces state of themselves, by force, cycle and measure.

    >>> import peel
    >>> figure = peel.profiles(force="leicestershire", measure="budget")[0]
    >>> figure.value, figure.unit, figure.period, figure.stated_by
    (Decimal('223200000'), 'GBP', '2022/23', 'force')
    """
    return bundled().profiles(force=force, cycle=cycle, measure=measure)


def revisions(
    *, force: ForceFilter = None, cycle: CycleFilter = None, question: QuestionFilter = None
) -> tuple[Revision, ...]:
    """The published grades that were changed, by force, cycle, question and day.

    >>> import peel
    >>> [(revision.force.id, str(revision.date)) for revision in peel.revisions()]
    [('northamptonshire', '2024-08-08')]
    """
    return bundled().revisions(force=force, cycle=cycle, question=question)


def tallies(*, cycle: CycleFilter = None, question: QuestionFilter = None) -> tuple[Tally, ...]:
    """The complete national counts that somebody published, by cycle and question.

    >>> import peel
    >>> peel.tallies(cycle="2016", question="legitimacy")[0].forces_graded
    43
    """
    return bundled().tallies(cycle=cycle, question=question)


def publications(*, cycle: CycleFilter = None) -> tuple[Publication, ...]:
    """The national publications of 2014 to 2018-19, by cycle, pillar and tranche.

    >>> import peel
    >>> [str(publication.published) for publication in peel.publications(cycle="2018-19")]
    ['2019-05-02', '2019-09-27', '2020-02-07']
    """
    return bundled().publications(cycle=cycle)


def sources() -> tuple[Source, ...]:
    """All documents that the record rests on, by id.

    >>> import peel
    >>> {source.kind for source in peel.sources()} >= {"inspectorate", "commissioner", "news"}
    True
    """
    return bundled().sources()


def source(source: SourceLike) -> Source:
    """The document of this id.

    Raises:
        UnknownNameError: With the nearest ids.

    >>> import peel
    >>> peel.source("hmicfrs-peel-2018-kent-effectiveness").kind
    'inspectorate'
    """
    return bundled().source(source)


def monitoring(*, force: ForceFilter = None, on: DayLike | None = None) -> Monitoring:
    """The periods in Engage, the enhanced phase of monitoring; on a day if asked.

    The result says which periods cover the day possibly, not surely, and up to which day the
    table was kept.

    >>> import peel
    >>> [period.force.id for period in peel.monitoring(on="2024-01-15")]
    ['devon-and-cornwall', 'metropolitan', 'staffordshire', 'west-midlands', 'wiltshire']
    """
    return bundled().monitoring(force=force, on=on)


def change(
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
        ValueError: If *after* is not later than *before*.

    >>> import peel
    >>> change = peel.change("leicestershire", "investigating-crime", "2021-22", "2023-25")
    >>> change.direction, change.steps
    (<Direction.NOT_COMPARABLE: 'not comparable'>, None)
    >>> change.comparability.reason
    'outcomes for the public weigh more than before, and some of the aspects inspected changed'
    """
    return bundled().change(force, question, before, after, on_incomparable=on_incomparable)


def changes(
    before: CycleLike,
    after: CycleLike,
    *,
    question: QuestionLike | None = None,
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
    return bundled().changes(before, after, question=question, force=force)


def history(
    force: ForceLike, question: QuestionLike | None = None, *, theme: str | None = None
) -> History:
    """A force's judgements for a question or theme in order of cycle, breaks in series marked.

    Raises:
        TypeError: Unless exactly one of *question* and *theme* is given.

    >>> import peel
    >>> print(peel.history("leicestershire", "efficiency"))
    2014 good ‖ 2015 good · 2016 good · 2017 requires improvement · 2018/19 good
    """
    return bundled().history(force, question, theme=theme)


def comparability(
    before: CycleLike, after: CycleLike, question: QuestionLike | None = None
) -> Comparability:
    """Whether grades of two cycles may be compared, of one question if asked, and why.

    Raises:
        ValueError: If *after* is not later than *before*.

    >>> import peel
    >>> peel.comparability("2015", "2018-19").status
    'comparable'
    >>> print(peel.comparability("2023-25", "2025-27"))
    2023/25 and 2025/27: unknown: 2023-25 to 2025-27: no statement by the inspectorate is recorded
    """
    return bundled().comparability(before, after, question)


def distribution(cycle: CycleLike, question: QuestionLike) -> Distribution:
    """How all forces were graded for one question of a cycle, and what is not known of it.

    Raises:
        NotGradedError: If the question is never graded.

    >>> import peel
    >>> print(peel.distribution("2018-19", "efficiency"))
    PEEL 2018/19, efficiency: 6 outstanding, 25 good, 10 requires improvement, 2 inadequate of 43 recorded
    """
    return bundled().distribution(cycle, question)


def compare(forces: Iterable[ForceLike], cycle: CycleLike) -> Comparison:
    """Forces side by side in one cycle: forces × questions, without average or ranking.

    Raises:
        TypeError: For one force that is not in a list.
        ValueError: Without any force.

    >>> import peel
    >>> comparison = peel.compare(["kent", "essex"], "2017")
    >>> len(comparison.questions), len(comparison.not_recorded)
    (13, 0)
    """
    return bundled().compare(forces, cycle)


def coverage(*, force: ForceLike | None = None) -> Coverage:
    """How much is recorded, question by question: expected, recorded, not graded, missing.

    >>> import peel
    >>> row = peel.coverage()["2017", "efficiency"]
    >>> row.expected, row.recorded, row.not_graded, row.not_recorded
    (43, 42, 1, ())
    """
    return bundled().coverage(force=force)


def as_of(day: DayLike) -> Dataset:
    """The record as the public knew it on a day, as a `Dataset`.

    A judgement is in when its latest possible day of publication has passed; revised grades
    stand as they stood then. ``on`` is the day; ``undated`` names the cells, and
    ``undated_inspections`` the forces and cycles, left out only because no day is known.

    Raises:
        InvalidDateError: If the text does not name one day beyond doubt.

    >>> import peel
    >>> then = peel.as_of("10 November 2017")
    >>> then.grade("leicestershire", "2017", "efficiency").label
    'Requires improvement'
    >>> then.distribution("2017", "legitimacy").counts["good"]
    0
    """
    return bundled().as_of(day)


def cite(style: CitationStyle = "text") -> str:
    """How to cite this version of the record, with the attribution that its licence asks for.

    Args:
        style: ``text`` or ``bibtex``.

    Raises:
        ValueError: For another style.

    >>> import peel
    >>> peel.cite().endswith(
    ...     "Contains public sector information licensed under the Open Government Licence v3.0."
    ... )
    True
    """
    from peel._answers.citation import cite

    return cite(style)


def to_pandas(records: Records, *, kind: type | None = None) -> pd.DataFrame:
    """Records as a `pandas.DataFrame`: one row a record, flat columns of fixed names and types.

    A judgement has ``force``, ``cycle``, ``question``, ``grade`` (key), ``grade_label``, ``rank``
    (1 is worst), ``scale``, labels, ``basis``, ``evidence``, days, ``sources`` (ids), ``dispute``,
    ``caveats`` and ``note``. A `Distribution` has a row for every force, a `Comparison` for every
    cell, a `History` for every judgement (with its ``segment``) and every cycle without one; their
    ``status`` says ``graded``, ``not graded`` or ``not recorded``. A `Coverage` has a row for
    every question. What a sequence such as `GradeChanges` left out is no row.

    ``grade`` is ordered, worst first, only where the grades may be compared: all rows of one cycle,
    or of one question with all of their cycles comparable. Elsewhere ``<`` raises `TypeError`.
    Missing values are ``pd.NA`` and ``NaT``; lists are tuples of text; figures are floats.

    Args:
        records: Records of one kind, or a `History`, `Distribution`, `Comparison` or `Coverage`.
        kind: The record class, for a sequence that may be empty.

    Raises:
        ImportError: If pandas is not installed.
        TypeError: For records of several kinds, or what is no record.
        ValueError: For an empty sequence without *kind*.

    >>> import peel
    >>> frame = peel.to_pandas(peel.judgements(cycle="2017", question="efficiency"))
    >>> int((frame["grade"] < "good").sum())
    10
    >>> peel.to_pandas(peel.judgements())["grade"] < "good"
    Traceback (most recent call last):
    TypeError: Unordered Categoricals can only compare equality or not
    """
    from peel._frames.frames import to_pandas

    return to_pandas(records, kind=kind)


def to_polars(records: Records, *, kind: type | None = None) -> pl.DataFrame:
    """Records as a `polars.DataFrame`, with the columns of `to_pandas`.

    ``grade`` is an ``Enum``, worst first, where the grades may be compared. Elsewhere it is a
    ``Categorical``: polars has no type without ``<``, and compares that one as text, not as
    grades. Days are ``Date``, lists ``List(String)``.

    Args:
        records: As for `to_pandas`.
        kind: As for `to_pandas`.

    Raises:
        ImportError: If polars is not installed.
        TypeError: For records of several kinds, or what is no record.
        ValueError: For an empty sequence without *kind*.

    >>> import peel
    >>> frame = peel.to_polars(peel.distribution("2017", "efficiency"))
    >>> frame.height, frame["status"].to_list().count("not graded")
    (43, 1)
    """
    from peel._frames.frames import to_polars

    return to_polars(records, kind=kind)


def to_arrow(records: Records, *, kind: type | None = None) -> pa.Table:
    """Records as a `pyarrow.Table`, with the columns of `to_pandas`.

    ``grade`` is a dictionary, ordered (worst first) where the grades may be compared. Days are
    ``date32``, lists ``list<string>``.

    Args:
        records: As for `to_pandas`.
        kind: As for `to_pandas`.

    Raises:
        ImportError: If pyarrow is not installed.
        TypeError: For records of several kinds, or what is no record.
        ValueError: For an empty sequence without *kind*.

    >>> import peel
    >>> peel.to_arrow(peel.judgements(cycle="2017")).schema.field("grade").type.ordered
    True
    """
    from peel._frames.frames import to_arrow

    return to_arrow(records, kind=kind)
