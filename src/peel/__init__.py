"""The PEEL record: the inspectorate's grades of the police forces of England and Wales.

>>> import peel
>>> print(peel.change("leicestershire", "efficiency", "2016", "2017"))
Leicestershire Police, efficiency: good (2016) → requires improvement (2017), 1 grade down; published 1 year 6 days apart
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peel._about import DATA_VERSION, __version__
from peel._errors import (
    InvalidArgumentError,
    InvalidDataError,
    InvalidDateError,
    NoGradeError,
    NotGradedError,
    NotRecordedError,
    PeelError,
    Problem,
    UnknownCycleError,
    UnknownForceError,
    UnknownGradeError,
    UnknownNameError,
    UnknownQuestionError,
    UnknownThemeError,
)
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade, JudgementScale

if TYPE_CHECKING:
    from peel import plot as plot
    from peel._dataset import Dataset, bundled, load
    from peel._frames.frames import to_arrow, to_pandas, to_polars
    from peel._lookup.arguments import CycleLike, DayLike, ForceLike, GradeLike, QuestionLike
    from peel._records._dicts import to_dicts
    from peel._records.answer import Edition, RecordTuple
    from peel._records.cells import Cell, CellRow
    from peel._records.changes import (
        Comparability,
        Direction,
        GradeChange,
        GradeChanges,
        IncomparableGradesError,
    )
    from peel._records.comparison import Comparison
    from peel._records.coverage import Coverage, CoverageRow
    from peel._records.distribution import Distribution
    from peel._records.forces import Force
    from peel._records.framework import Cycle, Publication, Question
    from peel._records.history import Gap, History
    from peel._records.inspections import Finding, Findings, Inspection, ProfileFigure
    from peel._records.judgements import Judgement, Remark, Revision, Tally
    from peel._records.latest import Latest, Superseded
    from peel._records.matches import ForceMatches
    from peel._records.monitoring import Monitoring, MonitoringPeriod
    from peel._records.sources import Source
    from peel._vocabulary import CycleId, ForceId, GradeKey

    _record = bundled()
    as_of = _record.as_of
    change = _record.change
    changes = _record.changes
    cite = _record.cite
    comparability = _record.comparability
    compare = _record.compare
    coverage = _record.coverage
    cycle = _record.cycle
    cycles = _record.cycles
    distribution = _record.distribution
    findings = _record.findings
    force = _record.force
    forces = _record.forces
    grade = _record.grade
    history = _record.history
    inspection = _record.inspection
    inspections = _record.inspections
    judgement = _record.judgement
    judgements = _record.judgements
    latest = _record.latest
    match_forces = _record.match_forces
    monitoring = _record.monitoring
    profiles = _record.profiles
    publications = _record.publications
    question = _record.question
    questions = _record.questions
    revisions = _record.revisions
    source = _record.source
    sources = _record.sources
    tallies = _record.tallies
    themes = _record.themes

__all__ = [
    "DATA_VERSION",
    "FIVE_TIER",
    "FOUR_TIER",
    "Cell",
    "CellRow",
    "Comparability",
    "Comparison",
    "Coverage",
    "CoverageRow",
    "Cycle",
    "CycleId",
    "CycleLike",
    "Dataset",
    "DayLike",
    "Direction",
    "Distribution",
    "Edition",
    "Finding",
    "Findings",
    "Force",
    "ForceId",
    "ForceLike",
    "ForceMatches",
    "Gap",
    "Grade",
    "GradeChange",
    "GradeChanges",
    "GradeKey",
    "GradeLike",
    "History",
    "IncomparableGradesError",
    "Inspection",
    "InvalidArgumentError",
    "InvalidDataError",
    "InvalidDateError",
    "Judgement",
    "JudgementScale",
    "Latest",
    "Monitoring",
    "MonitoringPeriod",
    "NoGradeError",
    "NotGradedError",
    "NotRecordedError",
    "PeelError",
    "Problem",
    "ProfileFigure",
    "Publication",
    "Question",
    "QuestionLike",
    "RecordTuple",
    "Remark",
    "Revision",
    "Source",
    "Superseded",
    "Tally",
    "UnknownCycleError",
    "UnknownForceError",
    "UnknownGradeError",
    "UnknownNameError",
    "UnknownQuestionError",
    "UnknownThemeError",
    "__version__",
    "as_of",
    "bundled",
    "change",
    "changes",
    "cite",
    "comparability",
    "compare",
    "coverage",
    "cycle",
    "cycles",
    "distribution",
    "findings",
    "force",
    "forces",
    "grade",
    "history",
    "inspection",
    "inspections",
    "judgement",
    "judgements",
    "latest",
    "load",
    "match_forces",
    "monitoring",
    "profiles",
    "publications",
    "question",
    "questions",
    "revisions",
    "source",
    "sources",
    "tallies",
    "themes",
    "to_arrow",
    "to_dicts",
    "to_pandas",
    "to_polars",
]

# What `import peel` does not need is found with its first use (PEP 562) and kept here: a name in
# its module, a question as the method of the record that ships. Type checkers read the imports
# above; a test holds the two together.
_MODULES = {
    "_dataset": "Dataset bundled load",
    "_frames.frames": "to_arrow to_pandas to_polars",
    "_lookup.arguments": "CycleLike DayLike ForceLike GradeLike QuestionLike",
    "_records._dicts": "to_dicts",
    "_records.answer": "Edition RecordTuple",
    "_records.changes": "Comparability Direction GradeChange GradeChanges IncomparableGradesError",
    "_records.cells": "Cell CellRow",
    "_records.comparison": "Comparison",
    "_records.coverage": "Coverage CoverageRow",
    "_records.distribution": "Distribution",
    "_records.forces": "Force",
    "_records.framework": "Cycle Publication Question",
    "_records.history": "Gap History",
    "_records.latest": "Latest Superseded",
    "_records.inspections": "Finding Findings Inspection ProfileFigure",
    "_records.judgements": "Judgement Remark Revision Tally",
    "_records.matches": "ForceMatches",
    "_records.monitoring": "Monitoring MonitoringPeriod",
    "_records.sources": "Source",
    "_vocabulary": "CycleId ForceId GradeKey",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name == "plot":
            return import_module("peel.plot")
        if name in _MODULE_OF:
            value = getattr(import_module(f"peel.{_MODULE_OF[name]}"), name)
        elif name in __all__:
            value = getattr(import_module("peel._dataset").bundled(), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*__all__, "plot"])
