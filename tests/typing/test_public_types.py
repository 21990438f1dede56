"""What a type checker makes of every public function; the calls also run."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

# mypy alone refuses a comparison with a word that no vocabulary has.
# pyright: reportUnnecessaryTypeIgnoreComment=false

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import peel
from peel import (
    Cell,
    Comparability,
    Comparison,
    Coverage,
    CoverageRow,
    Cycle,
    Dataset,
    Direction,
    Distribution,
    Finding,
    Findings,
    Force,
    ForceMatches,
    Gap,
    Grade,
    GradeChange,
    GradeChanges,
    History,
    Inspection,
    Judgement,
    JudgementScale,
    Latest,
    Monitoring,
    MonitoringPeriod,
    ProfileFigure,
    Publication,
    Question,
    RecordTuple,
    Revision,
    Source,
    Tally,
)

if TYPE_CHECKING:
    from typing import assert_type

    from dateutil.relativedelta import relativedelta
else:

    def assert_type(value: object, kind: object) -> None:
        """Type checkers compare the two; at run time it is enough that both can be had."""
        assert kind is None or kind is not value


def test_look_ups() -> None:
    assert_type(peel.forces(), RecordTuple[Force])
    assert_type(peel.force("GMP"), Force)
    assert_type(peel.cycles(), RecordTuple[Cycle])
    assert_type(peel.cycle(2017), Cycle)
    assert_type(peel.questions("2017"), RecordTuple[Question])
    assert_type(peel.question("2017", "efficiency"), Question)
    assert_type(peel.themes(), tuple[str, ...])
    assert_type(peel.inspection("kent", "2023-25"), Inspection)
    assert_type(peel.judgement("kent", "2017", "efficiency"), Judgement)
    assert_type(peel.grade("kent", "2017", "efficiency"), Grade)
    judgements: tuple[Judgement, ...] = peel.judgements(force=["kent", peel.force("essex")])
    assert judgements
    inspections: tuple[Inspection, ...] = peel.inspections(cycle="2017")
    assert inspections
    assert_type(peel.latest(force="kent"), Latest)
    assert_type(peel.findings(), Findings)
    assert_type(peel.findings()[0], Finding)
    assert_type(peel.profiles(), RecordTuple[ProfileFigure])
    assert_type(peel.revisions(), RecordTuple[Revision])
    assert_type(peel.tallies(), RecordTuple[Tally])
    assert_type(peel.publications(), RecordTuple[Publication])
    assert_type(peel.sources(), RecordTuple[Source])
    assert_type(peel.source("hmicfrs-peel-2018-kent-effectiveness"), Source)
    assert_type(peel.monitoring(on=dt.date(2024, 1, 15)), Monitoring)
    assert_type(peel.cite("bibtex"), str)


def test_comparisons() -> None:
    assert_type(peel.change("kent", "efficiency", "2016", "2017"), GradeChange)
    assert_type(peel.changes("2016", "2017", question="efficiency"), GradeChanges)
    assert_type(peel.history("kent", theme="investigating-crime"), History)
    assert_type(peel.comparability("2021-22", "2023-25"), Comparability)
    assert_type(peel.distribution("2017", "efficiency"), Distribution)
    assert_type(peel.compare(["kent", "essex"], "2017"), Comparison)
    assert_type(peel.coverage(), Coverage)


def test_matches() -> None:
    matches = peel.match_forces(["Kent", None, float("nan")])
    assert_type(matches, ForceMatches)
    assert_type(matches.ids, Mapping[str, str])
    assert_type(matches.unknown, Mapping[str, str])
    assert_type(matches.repeated, Mapping[str, tuple[str, ...]])
    assert_type(matches.empty, int)
    assert_type(matches.absent, tuple[Force, ...])


def test_errors() -> None:
    for error_class in (peel.NotRecordedError, peel.NotGradedError):
        error: peel.NoGradeError = error_class("why", "not graded", force="kent")
        assert_type(error.force, str | None)
    cells: tuple[peel.CellRow, ...] = peel.bundled().cells(force="kent")
    assert cells


def test_data_sets(tmp_path: Path) -> None:
    record = peel.bundled()
    assert_type(record, Dataset)
    assert_type(record.save(tmp_path), None)
    loaded = peel.load(tmp_path)
    assert_type(loaded, Dataset)
    assert_type(loaded.extend(record), Dataset)
    assert_type(peel.as_of("10 November 2017"), Dataset)
    assert_type(record.undated, tuple[Cell, ...])


def test_scales_and_grades() -> None:
    assert_type(peel.FIVE_TIER, JudgementScale)
    assert_type(peel.FIVE_TIER["good"], Grade)
    assert_type(peel.FIVE_TIER.parse("Good"), Grade)
    assert_type(iter(peel.FIVE_TIER), Iterator[Grade])
    assert_type(peel.FIVE_TIER["good"] < peel.FIVE_TIER["adequate"], bool)
    assert_type(peel.FIVE_TIER["good"].rank, int)


def test_fields() -> None:
    judgement = peel.judgement("kent", "2017", "efficiency")
    assert_type(judgement.force, Force)
    assert_type(judgement.cycle, Cycle)
    assert_type(judgement.question, Question)
    assert_type(judgement.grade, Grade | None)
    assert_type(judgement.carried_from, Cycle | None)
    assert_type(judgement.published, dt.date | None)
    assert_type(judgement.sources, tuple[Source, ...])
    assert_type(
        judgement.evidence, Literal["inspectorate", "copy", "official", "several", "single"]
    )
    inspection = peel.inspection("leicestershire", "2023-25")
    assert_type(inspection.counts, Mapping[str, int])
    assert_type(inspection.judgements, tuple[Judgement, ...])
    assert_type(inspection.findings, tuple[Finding, ...] | None)
    assert_type(inspection.profile, tuple[ProfileFigure, ...] | None)
    assert_type(peel.profiles()[0].value, Decimal)


def test_fields_of_comparisons() -> None:
    change = peel.change("kent", "efficiency", "2016", "2017")
    assert_type(change.before, Judgement)
    assert_type(change.steps, int | None)
    assert_type(change.direction, Direction)
    if TYPE_CHECKING:
        assert_type(change.interval, relativedelta | None)
    assert_type(change.comparable, bool)
    changes = peel.changes("2016", "2017", question="efficiency")
    assert_type(changes[0], GradeChange)
    assert_type(changes[:2], tuple[GradeChange, ...])
    assert_type(next(iter(changes)), GradeChange)
    history = peel.history("kent", "efficiency")
    assert_type(history.segments, tuple[tuple[Judgement, ...], ...])
    assert_type(history.gaps, tuple[Gap, ...])
    assert_type(peel.latest(force="leicestershire")[0], Judgement)
    assert_type(peel.monitoring()[0], MonitoringPeriod)
    assert_type(peel.comparability("2016", "2017").comparable, bool)
    distribution = peel.distribution("2017", "efficiency")
    assert_type(distribution.counts, Mapping[str, int])
    assert_type(distribution.forces("good"), tuple[Force, ...])
    assert_type(distribution.complete, bool)
    coverage = peel.coverage()
    assert_type(coverage["2017", "efficiency"], CoverageRow)
    assert_type(coverage.missing(), tuple[Cell, ...])


def test_arguments_as_people_have_them() -> None:
    """Records, ids, numbers, paths and collections of them are accepted where they make sense."""
    kent, cycle = peel.force("kent"), peel.cycle("2017")
    peel.grade(kent, cycle, peel.question(cycle, "efficiency"))
    peel.judgements(
        force={kent, "essex"}, cycle=[2016, "2017", cycle], grade=("good",), scale="four-tier"
    )
    peel.as_of(dt.datetime(2017, 11, 10))
    if TYPE_CHECKING:
        path: os.PathLike[str] = Path()
        peel.load(path)


def test_the_plots_come_with_their_first_use() -> None:
    assert "plot" in dir(peel)
    assert peel.plot.__all__ == ["changes", "distribution", "heatmap", "timeline"]


def of_kent(force: peel.ForceLike, cycle: peel.CycleLike, question: peel.QuestionLike) -> Grade:
    """The names for what is accepted can stand in other people's signatures."""
    return peel.grade(force, cycle, question)


def test_names_for_what_is_accepted() -> None:
    assert of_kent("kent", 2017, "efficiency") == peel.FOUR_TIER["good"]


def test_mistakes_that_a_type_checker_finds() -> None:
    force: peel.ForceId = "leicestershire"
    assert peel.force(force).id == force
    wrong: peel.ForceId = "liecestershire"  # type: ignore[assignment]
    with pytest.raises(peel.UnknownForceError):
        peel.force(wrong)
    cycle: peel.CycleId = "2018/19"  # type: ignore[assignment]
    assert peel.cycle(cycle).id == "2018-19"
    grade: peel.GradeKey = "requires improvement"  # type: ignore[assignment]
    assert peel.FOUR_TIER.parse(grade).key == "requires-improvement"
    with pytest.raises(TypeError):
        peel.grade(17, "2017", "efficiency")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        peel.judgements(forces="kent")  # type: ignore[call-arg]
    with pytest.raises(peel.InvalidArgumentError, match="on_incomparable"):
        peel.change("kent", "efficiency", "2016", "2017", on_incomparable="ignore")  # type: ignore[arg-type]
    with pytest.raises(peel.InvalidArgumentError, match="style"):
        peel.cite("apa")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="on_incomparable is 'flag' or 'raise', not int"):
        peel.change("kent", "efficiency", "2016", "2017", on_incomparable=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="style is 'text' or 'bibtex', not int"):
        peel.cite(5)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        peel.force("kent").name = "Kent"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="judgment"):
        peel.judgment  # type: ignore[attr-defined]  # noqa: B018
    before, after = (peel.judgement("kent", cycle, "efficiency") for cycle in ("2016", "2017"))
    with pytest.raises(TypeError):
        _ = before < after  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = after - before  # type: ignore[operator]
    good, adequate = peel.FIVE_TIER["good"], peel.FIVE_TIER["adequate"]
    with pytest.raises(TypeError, match="not supported between instances of 'Grade' and 'int'"):
        _ = good < 3  # type: ignore[operator]
    with pytest.raises(TypeError, match="grades cannot be subtracted"):
        _ = good - adequate  # type: ignore[operator]


def test_closed_vocabularies_are_types() -> None:
    judgement = peel.judgement("kent", "2017", "efficiency")
    assert judgement.basis != "carried over"  # type: ignore[comparison-overlap]
    assert peel.comparability("2016", "2017").status != "yes"  # type: ignore[comparison-overlap]
    assert judgement.question.kind != "areas"  # type: ignore[comparison-overlap]
