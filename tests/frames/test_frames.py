"""Data frames: the columns of each kind, when grades have an order, and no glue code elsewhere."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import peel
from peel._frames.parquet import table_types, write_parquet
from peel._records._columns import COLUMNS
from tests.made import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(peel.__file__).parent / "data"

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
        "interval_days:whole before_evidence:text after_evidence:text before_sources:list "
        "after_sources:list reason_sources:list caveats:list"
    ),
    "Inspection": (
        "force:text force_name:text cycle:text title:text url:text published:day "
        "published_precision:text tranche:whole inspector:text framework_version:text scale:text "
        f"{COUNTS} counts_source:text counts_note:text judgements:whole findings:whole "
        "profile:whole"
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
    "Gap": "label:text kind:text cycle:text note:text",
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
PANDAS = {
    "text": "string",
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


def rows(query: str) -> list[Any]:
    """What DuckDB answers."""
    return duckdb.connect().execute(query).fetchall()


# Columns.


def test_every_kind_has_a_documented_schema_and_an_example() -> None:
    assert set(SCHEMAS) == set(EXAMPLES) == {kind.__name__ for kind in COLUMNS}


@pytest.mark.parametrize("kind", SCHEMAS)
@pytest.mark.parametrize("empty", [False, True])
def test_columns_and_types(kind: str, empty: bool) -> None:
    expected = columns(kind)
    records = [] if empty else EXAMPLES[kind]()
    given = record_class(kind) if empty else None

    frame = peel.to_pandas(records, kind=given)
    assert list(frame.columns) == list(expected)
    assert {name: str(dtype).partition("[p")[0] for name, dtype in frame.dtypes.items()} == {
        name: PANDAS[of] for name, of in expected.items()
    }

    polars = peel.to_polars(records, kind=given)
    assert polars.columns == list(expected)
    for name, of in expected.items():
        if of == "grade":
            assert isinstance(polars.schema[name], pl.Enum | pl.Categorical)
        else:
            assert polars.schema[name] == POLARS[of], name

    arrow = peel.to_arrow(records, kind=given)
    assert arrow.column_names == list(expected)
    for name, of in expected.items():
        if of == "grade":
            assert pa.types.is_dictionary(arrow.schema.field(name).type)
        else:
            assert arrow.schema.field(name).type == ARROW[of], name

    assert len(frame) == polars.height == arrow.num_rows
    assert (len(frame) == 0) is empty


@pytest.mark.parametrize("records", [*EXAMPLES.values(), *CONTAINERS.values()])
def test_the_three_libraries_hold_the_same_cells(records: Callable[[], Any]) -> None:
    frame = peel.to_pandas(records())
    expected = [
        {str(name): plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")
    ]
    for rows in (peel.to_polars(records()).to_dicts(), peel.to_arrow(records()).to_pylist()):
        assert [{name: plain(cell) for name, cell in row.items()} for row in rows] == expected
    assert expected


def test_a_judgement_as_a_row() -> None:
    (judgement,) = peel.judgements(force="leicestershire", cycle="2017", question="efficiency")
    row = peel.to_polars([judgement]).row(0, named=True)
    assert row["force"] == "leicestershire"
    assert row["force_name"] == "Leicestershire Police"
    assert (row["grade"], row["grade_label"], row["rank"], row["scale"]) == (
        "requires-improvement",
        "Requires improvement",
        2,
        "four-tier",
    )
    assert row["published"] == dt.date(2017, 11, 9)
    assert row["carried_from"] is None
    assert row["sources"] == [source.id for source in judgement.sources]
    assert row["evidence"] == judgement.evidence
    assert row["caveats"] == []


def test_every_judgement_is_a_row_with_its_own_cells() -> None:
    judgements = peel.judgements()
    for judgement, row in zip(judgements, peel.to_arrow(judgements).to_pylist(), strict=True):
        assert (row["force"], row["cycle"], row["question"]) == (
            judgement.force.id,
            judgement.cycle.id,
            judgement.question.id,
        )
        assert row["grade"] == (judgement.grade and judgement.grade.key)
        assert row["rank"] == (judgement.grade and judgement.grade.rank)
        assert row["theme"] == judgement.question.theme
        assert row["carried_from"] == (judgement.carried_from and judgement.carried_from.id)
        assert (row["published"], row["revised"]) == (judgement.published, judgement.revised)
        assert (row["evidence"], row["note"]) == (judgement.evidence, judgement.note)


def test_caveats_say_what_a_change_would_say() -> None:
    changes = peel.changes("2017", "2018-19", question="efficiency")
    assert any(change.caveats for change in changes)
    for change in changes:
        before, after = peel.to_polars([change.before, change.after])["caveats"].to_list()
        said = (*before, *after)
        assert change.caveats[: len(said)] == said
    revised = peel.judgements(
        force="northamptonshire", cycle="2023-25", question="responding-to-the-public"
    )
    (caveats,) = peel.to_polars(revised)["caveats"].to_list()
    assert "2023/25: revised on 8 August 2024" in caveats


@pytest.mark.usefixtures("asked_with_gaps")
def test_nulls_are_the_library_s_own() -> None:
    not_graded = peel.judgements(force="GMP", cycle="2017", question="efficiency")
    row = peel.to_pandas(not_graded).iloc[0]
    assert pd.isna(row["grade"])
    assert row["grade_label"] is pd.NA
    assert row["rank"] is pd.NA
    assert row["revised"] is pd.NaT
    assert row["caveats"] == ()
    assert peel.to_arrow(not_graded)["grade"].null_count == 1
    assert peel.to_polars(not_graded)["rank"].null_count() == 1
    missing = peel.to_pandas(peel.compare(["leicestershire"], "2025-27"))
    assert set(missing["status"]) == {"not recorded"}
    assert all(sources is pd.NA for sources in missing["sources"])


def test_lists_of_pandas_can_be_grouped_and_exploded() -> None:
    frame = peel.to_pandas(peel.judgements(force="kent"))
    assert frame.drop_duplicates("sources").shape[0] > 1
    ids = frame["sources"].explode()
    assert set(ids) <= {source.id for source in peel.sources()}


def test_a_figure_is_a_number() -> None:
    figures = peel.profiles(force="leicestershire", measure="officers-in-frontline-roles")
    assert figures[0].value == Decimal("96.8")
    assert peel.to_polars(figures)["value"].to_list() == [96.8]


def test_counts_that_nobody_published_are_null_and_not_zero() -> None:
    frame = peel.to_polars(peel.inspections(force="leicestershire"))
    counts = dict(zip(frame["cycle"], frame["adequate"], strict=True))
    assert counts["2017"] is None
    assert counts["2023-25"] == 2
    collected = dict(zip(frame["cycle"], frame["findings"], strict=True))
    assert collected["2016"] is None or peel.inspection("leicestershire", "2016").findings


def test_a_change_as_a_row() -> None:
    frame = peel.to_polars([peel.change("leicestershire", "efficiency", "2016", "2017")])
    row = frame.row(0, named=True)
    assert (row["before"], row["after"], row["steps"], row["direction"]) == (
        "good",
        "requires-improvement",
        -1,
        "declined",
    )
    assert (row["comparable"], row["reinspected"], row["interval_days"]) == (True, "yes", 371)


def test_a_change_that_is_none_has_no_steps() -> None:
    change = peel.change("leicestershire", "protecting-vulnerable-people", "2021-22", "2023-25")
    row = peel.to_pandas([change]).iloc[0]
    assert row["direction"] == "not comparable"
    assert row["steps"] is pd.NA
    assert not row["comparable"]


# Containers: what is missing stays visible.


@pytest.mark.parametrize(
    ("cycle", "question"), [("2017", "efficiency"), ("2023-25", "investigating-crime")]
)
def test_a_distribution_has_a_row_for_every_force(cycle: str, question: str) -> None:
    distribution = peel.distribution(cycle, question)
    frame = peel.to_polars(distribution)
    assert frame["force"].to_list() == [force.id for force in peel.forces()]
    status = dict(frame["status"].value_counts().iter_rows())
    assert status.get("recorded", 0) == len(distribution.judgements)
    assert status.get("not graded", 0) == len(distribution.not_graded)
    assert status.get("not recorded", 0) == len(distribution.not_recorded)
    without = frame.filter(pl.col("status") != "recorded")
    assert without["grade"].null_count() == without.height > 0
    assert without["force_name"].null_count() == without["scale"].null_count() == 0


def test_a_comparison_has_a_row_for_every_cell() -> None:
    comparison = peel.compare(["kent", "greater-manchester"], "2017")
    frame = peel.to_pandas(comparison)
    assert len(frame) == len(comparison.questions) * 2
    cell = frame.set_index(["force", "question"]).loc["greater-manchester", "efficiency"]
    assert cell["status"] == "not graded"
    assert "Arena" in cell["note"]
    assert (frame["status"] == "not recorded").sum() == len(comparison.not_recorded)


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_history_counts_its_segments_and_shows_its_gaps() -> None:
    history = peel.history("greater-manchester", theme="investigating-crime")
    frame = peel.to_polars(history)
    rows = list(frame.select("cycle", "status", "segment").iter_rows())
    assert rows == [
        ("2014", "recorded", 1),
        ("2015", "recorded", 2),
        ("2016", "not recorded", None),
        ("2017", "recorded", 2),
        ("2018-19", "not recorded", None),
        ("2021-22", "recorded", 3),
        ("2023-25", "not recorded", None),
    ]
    assert frame.filter(status="recorded")["grade"].to_list() == [
        judgement.grade and judgement.grade.key for judgement in history.judgements
    ]


def test_coverage_has_a_row_for_every_question() -> None:
    coverage = peel.coverage()
    frame = peel.to_polars(coverage)
    assert frame.height == len(coverage.rows)
    assert frame["expected"].sum() == coverage.expected
    assert frame["not_recorded"].sum() == len(coverage.missing())
    assert frame["forces_not_recorded"].list.len().to_list() == frame["not_recorded"].to_list()


def test_monitoring_on_a_day_says_what_is_only_possible() -> None:
    monitoring = peel.monitoring(force="cleveland", on="15 September 2023")
    assert peel.to_polars(monitoring)["possibly"].to_list() == [True]
    assert not peel.to_polars(peel.monitoring())["possibly"].any()


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_sequence_that_knows_its_kind_may_be_empty() -> None:
    latest = peel.latest(force="lincolnshire")
    assert len(latest) == 0
    assert list(peel.to_pandas(latest)) == list(columns("Judgement"))


# Which grades may be compared.

ORDERED: dict[str, Callable[[], Any]] = {
    "one cycle": lambda: peel.judgements(cycle="2017"),
    "a distribution": lambda: peel.distribution("2017", "efficiency"),
    "a comparison": lambda: peel.compare(["kent", "essex"], "2017"),
    "the newest of one force": lambda: peel.latest(force="leicestershire"),
    "one revision": lambda: peel.revisions(force="northamptonshire"),
    "a scale": lambda: peel.FOUR_TIER,
}
UNORDERED: dict[str, Callable[[], Any]] = {
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
    "two scales": lambda: [*peel.FOUR_TIER, *peel.FIVE_TIER],
}


@pytest.mark.parametrize("records", ORDERED.values(), ids=ORDERED)
def test_grades_that_may_be_compared_are_ordered_worst_first(
    records: Callable[[], Any],
) -> None:
    name = "grade" if "grade" in peel.to_pandas(records()) else "after"
    grades = peel.to_pandas(records())[name]
    assert grades.cat.ordered
    keys = list(grades.cat.categories)
    assert (keys[0], keys[-1]) == ("inadequate", "outstanding")
    assert peel.to_polars(records()).schema[name] == pl.Enum(keys)
    arrow: Any = peel.to_arrow(records())[name].combine_chunks()
    assert arrow.type.ordered
    assert arrow.dictionary.to_pylist() == keys
    ranks = {grade.key: grade.rank for scale in (peel.FIVE_TIER,) for grade in scale}
    ranks_of = [ranks[key] for key in keys]
    assert ranks_of == sorted(ranks_of)


@pytest.mark.parametrize("records", UNORDERED.values(), ids=UNORDERED)
@pytest.mark.usefixtures("asked_with_gaps")
def test_grades_that_may_not_be_compared_are_not_ordered(records: Callable[[], Any]) -> None:
    grades = peel.to_pandas(records())["grade"]
    assert not grades.cat.ordered
    with pytest.raises(TypeError, match="can only compare equality"):
        grades < "good"  # noqa: B015  # pyright: ignore[reportUnusedExpression]
    assert (grades == "good").any()
    assert isinstance(peel.to_polars(records()).schema["grade"], pl.Categorical)
    assert not peel.to_arrow(records()).schema.field("grade").type.ordered


def test_less_than_good_means_worse_than_good() -> None:
    distribution = peel.distribution("2017", "efficiency")
    worse = [force.id for force in distribution.forces("requires-improvement")]
    frame = peel.to_pandas(distribution)
    assert frame.loc[frame["grade"] < "good", "force"].to_list() == worse
    polars = peel.to_polars(distribution)
    assert polars.filter(pl.col("grade") < "good")["force"].to_list() == worse
    assert polars["grade"].max() == "outstanding"


@pytest.mark.parametrize(
    ("question", "before", "after", "ordered"),
    [("efficiency", "2016", "2017", True), ("investigating-crime", "2021-22", "2023-25", False)],
)
def test_grades_of_changes_are_ordered_if_the_changes_are_comparisons(
    question: str, before: str, after: str, ordered: bool
) -> None:
    frame = peel.to_pandas(peel.changes(before, after, question=question))
    assert frame["before"].cat.ordered is frame["after"].cat.ordered is ordered
    if ordered:
        declined = frame["after"] < frame["before"]
        assert declined.to_list() == (frame["direction"] == "declined").to_list()


def test_a_history_of_one_segment_is_ordered() -> None:
    history = peel.history("leicestershire", "efficiency")
    comparable = [judgement for judgement in history.judgements if judgement.cycle.id != "2014"]
    changes = tuple(change for change in history.changes if change.before in comparable)
    one = attrs.evolve(history, judgements=tuple(comparable), changes=changes)
    assert len(one.segments) == 1
    assert peel.to_pandas(one)["grade"].cat.ordered


def test_a_grade_of_another_scale_is_kept_and_not_ordered() -> None:
    (judgement,) = peel.judgements(force="kent", cycle="2017", question="efficiency")
    own = attrs.evolve(
        judgement,
        cycle=attrs.evolve(judgement.cycle, scale="own"),
        grade=peel.Grade("own", "splendid", "Splendid", 3),
    )
    frame = peel.to_pandas([own])
    assert frame["grade"].to_list() == ["splendid"]
    assert not frame["grade"].cat.ordered
    assert peel.to_arrow([own])["grade"].to_pylist() == ["splendid"]


# What is refused.


@pytest.fixture(params=["to_pandas", "to_polars", "to_arrow"])
def to_frame(request: pytest.FixtureRequest) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(peel, request.param)
    return function


def test_an_empty_sequence_needs_its_kind(to_frame: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"kind=peel\.Judgement"):
        to_frame([])
    assert len(to_frame([], kind=peel.Judgement)) == 0
    assert len(to_frame(peel.judgements(cycle="2017"), kind=peel.Judgement)) > 0


def test_mixed_kinds_are_refused(to_frame: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="several: Cycle, Force"):
        to_frame([peel.force("kent"), peel.cycle("2017")])
    with pytest.raises(TypeError, match="several: Force, Judgement"):
        to_frame(peel.forces(), kind=peel.Judgement)


@pytest.mark.parametrize(
    ("records", "named"),
    [
        ("leicestershire", "str"),
        (None, "NoneType"),
        ([1, 2], "int"),
        (peel.bundled(), "Dataset"),
        (peel.force("kent"), "Force"),
        ([None], "NoneType"),
    ],
)
def test_what_is_no_sequence_of_records_is_refused(
    to_frame: Callable[..., Any], records: object, named: str
) -> None:
    with pytest.raises(TypeError, match=f"not (of )?{named}"):
        to_frame(records)


@pytest.mark.parametrize(
    ("function", "library", "extra"),
    [
        ("to_pandas", "pandas", "pandas"),
        ("to_polars", "polars", "polars"),
        ("to_arrow", "pyarrow", "arrow"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    function: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError) as caught:
        getattr(peel, function)(peel.forces())
    assert f'pip install "peel-inspections[{extra}]"' in str(caught.value)
    assert caught.value.name == library


def test_importing_peel_loads_no_frame_library() -> None:
    code = (
        "import sys, peel; peel.judgements(cycle='2017');"
        "print([name for name in ('pandas', 'polars', 'pyarrow', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# Without glue code.


def test_duckdb_reads_the_files_of_the_data_package() -> None:
    found = rows(
        f"""
        select count(*) from read_csv('{DATA / "judgements.csv"}', all_varchar = true) as j
        join read_csv('{DATA / "forces.csv"}', all_varchar = true) as f using (force)
        where j.cycle = '2017' and j.question = 'efficiency' and j.grade = 'good'
        """  # noqa: S608
    )
    assert found == [(peel.distribution("2017", "efficiency").counts["good"],)]


def test_duckdb_reads_arrow_tables() -> None:
    judgements = peel.to_arrow(peel.judgements(cycle="2017", question="efficiency"))
    forces = peel.to_arrow(peel.forces())
    query = """
        select f.name, j.published from judgements as j join forces as f using (force)
        where j.grade = 'outstanding' order by f.name
    """
    connection = duckdb.connect()
    connection.register("judgements", judgements)
    connection.register("forces", forces)
    assert connection.execute(query).fetchall() == [
        ("Durham Constabulary", dt.date(2017, 11, 9)),
        ("Thames Valley Police", dt.date(2017, 11, 9)),
    ]


def test_polars_reads_the_files_of_the_data_package() -> None:
    frame = pl.read_csv(DATA / "judgements.csv", infer_schema_length=0)
    graded = frame.filter(cycle="2017", question="efficiency", grade="good")
    assert graded.height == peel.distribution("2017", "efficiency").counts["good"]


@pytest.mark.parametrize("records", [*ORDERED.values(), *UNORDERED.values()])
def test_polars_reads_arrow_tables(records: Callable[[], Any]) -> None:
    read = pl.from_arrow(peel.to_arrow(records()))
    assert isinstance(read, pl.DataFrame)
    assert read.to_dicts() == peel.to_polars(records()).to_dicts()


# Parquet.


@pytest.mark.parametrize("table", TABLES)
def test_a_table_as_parquet(table: str, tmp_path: Path) -> None:
    path = tmp_path / f"{table}.parquet"
    write_parquet(table_types(table), [*peel.bundled().rows(table)], path)
    read = pq.read_table(path)
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    (fields,) = [
        resource["schema"]["fields"]
        for resource in descriptor["resources"]
        if resource["name"] == table
    ]
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    assert {field.name: field.type for field in read.schema} == {
        field["name"]: pa.list_(pa.string())
        if field["name"] in ("sources", "aliases")
        else types[field["type"]]
        for field in fields
    }
    rows = [
        {
            name: float(cell) if isinstance(cell, Decimal) else plain(cell)
            for name, cell in row.items()
        }
        for row in peel.bundled().rows(table)
    ]
    assert [{name: plain(cell) for name, cell in row.items()} for row in read.to_pylist()] == rows


def test_parquet_goes_into_a_stream_and_duckdb_reads_it(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_parquet(table_types("forces"), [*peel.bundled().rows("forces")], stream)
    path = tmp_path / "forces.parquet"
    path.write_bytes(stream.getvalue())
    assert rows(f"select count(*) from '{path}'") == [(43,)]  # noqa: S608


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "forces.csv").write_bytes((DATA / "forces.csv").read_bytes())
    stream = io.BytesIO()
    write_parquet(table_types("judgements"), [*peel.load(package).rows("judgements")], stream)
    read = pq.read_table(io.BytesIO(stream.getvalue()))
    assert read.num_rows == 0
    assert read.column_names == list(TABLES["judgements"].columns)


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"peel-inspections\[arrow\]"):
        write_parquet(table_types("forces"), [], io.BytesIO())
