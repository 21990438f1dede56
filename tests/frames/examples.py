"""What a column is called and what is in it, and something of each kind of record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa

import peel
from peel._records._columns import COLUMNS

#: What pandas itself makes of a column of text.
TEXT = str(pd.Series(["a", float("nan")]).dtype)
# What a column is called and what is in it: changing this is a change of the public interface.
JUDGED = (
    "scale:text force_name:text region:text cycle_label:text inspectorate:text "
    "question_label:text question_kind:text pillar:text theme:text basis:text evidence:text carried_from:text published:day published_precision:text revised:day "
    "programme:text sources:list dispute:text caveats:list note:text"
)
GRADE = "grade:grade grade_label:text rank:whole"
CELL = f"force:text cycle:text question:text status:text {GRADE} {JUDGED}"
COUNTS = "outstanding:whole good:whole adequate:whole requires_improvement:whole inadequate:whole"
PERIOD = (
    "force:text force_name:text phase:text start:day start_precision:text end:day "
    "end_precision:text reason:text sources:list note:text"
)
SCHEMAS = {
    "Judgement": f"force:text cycle:text question:text {GRADE} {JUDGED}",
    "Superseded": (
        f"force:text cycle:text question:text {GRADE} {JUDGED} reason:text newer_cycle:text "
        "newer_published:day newer_published_precision:text allows:list caveats:list"
    ).replace(" caveats:list", "", 1),
    "CellRow": CELL,
    "HistoryRow": f"segment:whole {CELL}",
    "GradeChange": (
        "force:text question:text before_cycle:text after_cycle:text before:grade after:grade "
        "steps:whole direction:text comparable:yes-no reinspected:text reason:text "
        "force_name:text question_label:text before_published:day after_published:day "
        "before_root_cycle:text after_root_cycle:text interval_days:whole before_evidence:text "
        "after_evidence:text before_sources:list after_sources:list reason_sources:list caveats:list"
    ),
    "Inspection": (
        "force:text force_name:text cycle:text title:text url:text published:day "
        "published_precision:text tranche:whole inspector:text framework_version:text scale:text "
        f"{COUNTS} counts_source:text counts_note:text judgements:whole "
        "not_recorded:whole not_published:whole findings:whole profile:whole"
    ),
    "Finding": (
        "force:text force_name:text cycle:text number:whole kind:text question:text "
        "question_label:text summary:text stated_by:text source:text"
    ),
    "ProfileFigure": (
        "force:text force_name:text cycle:text measure:text value:number unit:text "
        "qualifier:text period:text stated_by:text source:text"
    ),
    "Revision": (
        "force:text force_name:text cycle:text question:text question_label:text date:day "
        "before:grade after:grade reason:text source:text"
    ),
    "Tally": (
        f"cycle:text question:text question_label:text {COUNTS} forces_graded:whole source:text"
    ),
    "MonitoringPeriod": PERIOD,
    "PeriodRow": f"{PERIOD} possibly:yes-no",
    "Comparability": (
        "from_cycle:text to_cycle:text question:text status:text comparable:yes-no reason:text "
        "sources:list"
    ),
    "CoverageRow": (
        "cycle:text question:text question_label:text graded:text expected:whole recorded:whole "
        "not_graded:whole not_recorded:whole derived:whole carried_over:whole disputed:whole "
        "inspectorate:whole copy:whole official:whole several:whole single:whole "
        "forces_not_recorded:list"
    ),
    "Cell": "force:text force_name:text cycle:text question:text question_label:text",
    "Gap": "label:text kind:text cycle:text question:text note:text",
    "Force": (
        "force:text name:text aliases:list ons_code:text country:text region:text hmicfrs_slug:text"
    ),
    "Cycle": (
        "cycle:text title:text inspectorate:text scale:text framework:text "
        "framework_source:text first_published:day last_published:day questions_complete:yes-no "
        "note:text"
    ),
    "Question": (
        "cycle:text question:text kind:text pillar:text theme:text label:text wording:text "
        "graded:text"
    ),
    "Publication": ("cycle:text pillar:text tranche:whole published:day title:text source:text"),
    "Source": (
        "source:text kind:text publisher:text label:text title:text url:text published:day "
        "citation:text"
    ),
    "Grade": "scale:text grade:grade grade_label:text rank:whole definition:text source:text",
}

#: Something of each kind.
EXAMPLES: dict[str, Callable[[], Any]] = {
    "Judgement": lambda: peel.judgements(cycle="2017"),
    "Superseded": lambda: peel.latest("leicestershire", theme="efficiency").superseded,
    "CellRow": lambda: peel.distribution("2017", "efficiency"),
    "HistoryRow": lambda: peel.history("leicestershire", "efficiency"),
    "GradeChange": lambda: peel.changes("2016", "2017", question="efficiency"),
    "Inspection": lambda: peel.inspections(cycle=["2017", "2021-22"]),
    "Finding": peel.findings,
    "ProfileFigure": peel.profiles,
    "Revision": peel.revisions,
    "Tally": peel.tallies,
    "MonitoringPeriod": lambda: tuple(peel.monitoring()),
    "PeriodRow": peel.monitoring,
    "Comparability": lambda: [peel.comparability("2016", "2017")],
    "CoverageRow": peel.coverage,
    "Cell": lambda: peel.coverage().missing(),
    "Gap": lambda: peel.history("leicestershire", theme="investigating-crime").gaps,
    "Force": peel.forces,
    "Cycle": peel.cycles,
    "Question": lambda: peel.questions("2017"),
    "Publication": peel.publications,
    "Source": peel.sources,
    "Grade": lambda: peel.FIVE_TIER,
}
CONTAINERS: dict[str, Callable[[], Any]] = {
    "history": lambda: peel.history("leicestershire", theme="investigating-crime"),
    "distribution": lambda: peel.distribution("2023-25", "investigating-crime"),
    "comparison": lambda: peel.compare(["kent", "essex", "GMP"], "2017"),
    "coverage": lambda: peel.coverage(force="kent"),
    "changes": lambda: peel.changes("2016", "2017", force="kent"),
    "latest": lambda: peel.latest(force="leicestershire"),
    "monitoring": lambda: peel.monitoring(on="15 September 2023"),
    "several cycles": lambda: peel.judgements(force="kent"),
    "a generator": lambda: (item for item in peel.judgements(force="kent")),
}
#: Grades that may be compared with one another.
COMPARABLE: dict[str, Callable[[], Any]] = {
    "one cycle": lambda: peel.judgements(cycle="2017"),
    "a distribution": lambda: peel.distribution("2017", "efficiency"),
    "a comparison": lambda: peel.compare(["kent", "essex"], "2017"),
    "the newest of one force": lambda: peel.latest("leicestershire"),
    "an older grade": lambda: peel.latest("leicestershire", theme="efficiency").superseded,
    "one revision": lambda: peel.revisions(force="northamptonshire"),
    "comparable changes": lambda: peel.changes("2016", "2017", "efficiency"),
    "a scale": lambda: peel.FOUR_TIER,
}
#: Grades that may not.
INCOMPARABLE: dict[str, Callable[[], Any]] = {
    "everything": peel.judgements,
    "a new scale": lambda: peel.judgements(
        cycle=["2018-19", "2021-22"], theme="investigating-crime"
    ),
    "the same scale and question, yet a break": lambda: peel.judgements(
        cycle=["2021-22", "2023-25"], question="investigating-crime"
    ),
    "no statement": lambda: peel.judgements(cycle=["2014", "2015"], question="efficiency"),
    "comparable cycles, several questions": lambda: peel.judgements(cycle=["2016", "2017"]),
    "a history with a break": lambda: peel.history("leicestershire", "efficiency"),
    "changes across a break": lambda: peel.changes("2021-22", "2023-25", "investigating-crime"),
    "two scales": lambda: [*peel.FOUR_TIER, *peel.FIVE_TIER],
}
PANDAS = {
    "text": TEXT,
    "whole": "Int64",
    "number": "Float64",
    "yes-no": "boolean",
    "day": "datetime64[s]",
    "list": "object",
    "grade": "category",
}
POLARS: dict[str, Any] = {
    "text": pl.String,
    "whole": pl.Int64,
    "number": pl.Float64,
    "yes-no": pl.Boolean,
    "day": pl.Date,
    "list": pl.List(pl.String),
}
ARROW = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "yes-no": pa.bool_(),
    "day": pa.date32(),
    "list": pa.list_(pa.string()),
}


def columns(kind: str) -> dict[str, str]:
    return dict(column.split(":") for column in SCHEMAS[kind].split())


def record_class(kind: str) -> type:
    return next(each for each in COLUMNS if each.__name__ == kind)


def plain(cell: Any) -> Any:
    """A cell of any of the three as a plain Python value."""
    if isinstance(cell, (list, tuple)):
        return tuple(cell)
    if cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell
