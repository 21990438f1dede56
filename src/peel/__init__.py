"""The PEEL record: the inspectorate's grades of the police forces of England and Wales.

>>> import peel
>>> print(peel.change("leicestershire", "efficiency", "2016", "2017"))
Leicestershire Police, efficiency: good (2016) → requires improvement (2017), 1 grade down; published 1 year 6 days apart
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peel._errors import (
    IncomparableGradesError,
    InvalidDataError,
    InvalidDateError,
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
from peel._functions import (
    as_of,
    bundled,
    change,
    changes,
    cite,
    comparability,
    compare,
    coverage,
    cycle,
    cycles,
    distribution,
    findings,
    force,
    forces,
    grade,
    history,
    inspection,
    inspections,
    judgement,
    judgements,
    latest,
    load,
    monitoring,
    profiles,
    publications,
    question,
    questions,
    revisions,
    source,
    sources,
    tallies,
    themes,
    to_arrow,
    to_pandas,
    to_polars,
)
from peel._records.grades import FIVE_TIER, FOUR_TIER, Grade, JudgementScale

if TYPE_CHECKING:
    from peel import plot as plot
    from peel._dataset import Dataset
    from peel._lookup.arguments import CycleLike, DayLike, ForceLike, GradeLike, QuestionLike
    from peel._records.changes import Direction, GradeChange, GradeChanges
    from peel._records.comparability import Comparability
    from peel._records.coverage import Cell, Coverage, CoverageRow
    from peel._records.distribution import Comparison, Distribution
    from peel._records.forces import Force
    from peel._records.framework import Cycle, Publication, Question
    from peel._records.history import Gap, History, Latest
    from peel._records.inspections import Finding, Inspection, ProfileFigure
    from peel._records.judgements import Judgement, Revision, Tally
    from peel._records.monitoring import Monitoring, MonitoringPeriod
    from peel._records.sources import Source
    from peel._vocabulary import CycleId, ForceId, GradeKey

__version__ = "0.1.0"
DATA_VERSION = "2026-11-27"

__all__ = [
    "DATA_VERSION",
    "FIVE_TIER",
    "FOUR_TIER",
    "Cell",
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
    "Finding",
    "Force",
    "ForceId",
    "ForceLike",
    "Gap",
    "Grade",
    "GradeChange",
    "GradeChanges",
    "GradeKey",
    "GradeLike",
    "History",
    "IncomparableGradesError",
    "Inspection",
    "InvalidDataError",
    "InvalidDateError",
    "Judgement",
    "JudgementScale",
    "Latest",
    "Monitoring",
    "MonitoringPeriod",
    "NotGradedError",
    "NotRecordedError",
    "PeelError",
    "Problem",
    "ProfileFigure",
    "Publication",
    "Question",
    "QuestionLike",
    "Revision",
    "Source",
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
    "to_pandas",
    "to_polars",
]

# What a first look-up does not need is loaded with its first use (PEP 562); type checkers read
# the imports above. A test holds the two lists together.
_MODULES = {
    "CycleLike": "_lookup.arguments",
    "DayLike": "_lookup.arguments",
    "ForceLike": "_lookup.arguments",
    "GradeLike": "_lookup.arguments",
    "QuestionLike": "_lookup.arguments",
    "Direction": "_records.changes",
    "GradeChange": "_records.changes",
    "GradeChanges": "_records.changes",
    "Comparability": "_records.comparability",
    "Cell": "_records.coverage",
    "Coverage": "_records.coverage",
    "CoverageRow": "_records.coverage",
    "Dataset": "_dataset",
    "Comparison": "_records.distribution",
    "Distribution": "_records.distribution",
    "Force": "_records.forces",
    "Cycle": "_records.framework",
    "Publication": "_records.framework",
    "Question": "_records.framework",
    "Gap": "_records.history",
    "History": "_records.history",
    "Latest": "_records.history",
    "Finding": "_records.inspections",
    "Inspection": "_records.inspections",
    "ProfileFigure": "_records.inspections",
    "Judgement": "_records.judgements",
    "Revision": "_records.judgements",
    "Tally": "_records.judgements",
    "Monitoring": "_records.monitoring",
    "MonitoringPeriod": "_records.monitoring",
    "Source": "_records.sources",
    "CycleId": "_vocabulary",
    "ForceId": "_vocabulary",
    "GradeKey": "_vocabulary",
}


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every name

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name == "plot":
            return import_module("peel.plot")
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES, "plot"})
