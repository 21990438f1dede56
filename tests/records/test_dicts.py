"""Records and answers as dicts: plain types, the columns of frames, and what is left out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import peel
from peel._records._base import Record
from peel._records._columns import COLUMNS
from peel._records._rows import CONTAINERS
from peel._records.answer import Answer
from peel._tables.schema import RECORDS

RECORD_OF: dict[type, Callable[[], Any]] = {
    peel.Force: lambda: peel.force("kent"),
    peel.Cycle: lambda: peel.cycle("2018-19"),
    peel.Question: lambda: peel.question("2017", "efficiency"),
    peel.Publication: lambda: peel.publications()[0],
    peel.Grade: lambda: peel.FIVE_TIER["good"],
    peel.JudgementScale: lambda: peel.FIVE_TIER,
    peel.Source: lambda: peel.source("hmicfrs-peel-2018-kent-effectiveness"),
    peel.Judgement: lambda: peel.judgement("GMP", "2017", "efficiency"),
    peel.Revision: lambda: peel.revisions()[0],
    peel.Tally: lambda: peel.tallies()[0],
    peel.Inspection: lambda: peel.inspection("leicestershire", "2021-22"),
    peel.Finding: lambda: peel.findings()[0],
    peel.Findings: lambda: peel.findings(force=["kent", "leicestershire"]),
    peel.ProfileFigure: lambda: peel.profiles()[0],
    peel.MonitoringPeriod: lambda: peel.monitoring()[0],
    peel.Comparability: lambda: peel.comparability("2021-22", "2023-25"),
    peel.Cell: lambda: peel.coverage().missing()[0],
    peel.CellRow: lambda: peel.bundled().cells(force="GMP", cycle="2017")[1],
    peel.CoverageRow: lambda: peel.coverage()["2017", "efficiency"],
    peel.Gap: lambda: peel.history("leicestershire", theme="investigating-crime").gaps[0],
    peel.GradeChange: lambda: peel.change("leicestershire", "efficiency", "2016", "2017"),
    peel.GradeChanges: lambda: peel.changes("2016", "2017", force="kent"),
    peel.History: lambda: peel.history("GMP", "efficiency"),
    peel.Superseded: lambda: peel.latest("leicestershire", theme="efficiency").superseded[0],
    peel.Latest: lambda: peel.latest(force="lincolnshire"),
    peel.Distribution: lambda: peel.distribution("2023-25", "investigating-crime"),
    peel.Comparison: lambda: peel.compare(["kent", "dyfed-powys"], "2021-22"),
    peel.Coverage: lambda: peel.coverage(force="kent"),
    peel.ForceMatches: lambda: peel.match_forces(["Notts", "Kent", "Kent Police", "BTP", None]),
    peel.Monitoring: lambda: peel.monitoring(on="15 January 2024"),
}


def public_records() -> set[type]:
    found = {getattr(peel, name) for name in peel.__all__}
    return {kind for kind in found if isinstance(kind, type) and issubclass(kind, Record)}


def assert_plain(value: object) -> None:
    """Only what JSON has, exactly: no subclass, no tuple."""
    assert type(value) in {dict, list, str, int, float, bool, type(None)}, value
    if isinstance(value, dict):
        for key, each in value.items():
            assert type(key) is str
            assert_plain(each)
    elif isinstance(value, list):
        for each in value:
            assert_plain(each)


def test_every_record_and_every_answer_has_a_dict() -> None:
    assert set(RECORD_OF) == public_records()
    assert set(RECORDS.values()) <= set(RECORD_OF)


@pytest.mark.parametrize("kind", RECORD_OF, ids=lambda kind: kind.__name__)
def test_a_dict_is_plain_and_goes_into_json_and_back(kind: type) -> None:
    record = RECORD_OF[kind]()
    assert type(record) is kind
    made = record.to_dict()
    assert_plain(made)
    assert json.loads(json.dumps(made, allow_nan=False)) == made


@pytest.mark.parametrize(
    "kind", [kind for kind in RECORD_OF if kind in COLUMNS], ids=lambda kind: kind.__name__
)
def test_a_record_has_the_keys_of_its_frame(kind: type) -> None:
    record = RECORD_OF[kind]()
    columns = [column.name for column in COLUMNS[kind]]
    assert peel.to_dicts([record]) == [
        {name: record.to_dict()[name] for name in columns},
    ]
    assert [name for name in record.to_dict() if name not in ("notes", "edition")] == columns


#: Fields of answers that stand in a dict under other names.
NAMED: dict[str, set[str]] = {
    "question": {"question", "cycle"},
    "force": {"force", "force_name"},
    "before": {"before", "before_cycle"},
    "after": {"after", "after_cycle"},
    "key": {"scale"},
    "records": {"rows"},
    "judgements": {"rows"},
    "entries": {"rows"},
    "cycles": {"statements"},
    "before_root": {"reinspected"},
    "after_root": {"reinspected"},
    "comparability": {"comparable", "reason", "reason_sources"},
}


@pytest.mark.parametrize(
    "kind", [kind for kind in RECORD_OF if issubclass(kind, Answer)], ids=lambda kind: kind.__name__
)
def test_an_answer_says_all_that_it_knows(kind: type[Any]) -> None:
    answer = RECORD_OF[kind]()
    made = answer.to_dict()
    for field in attrs.fields(kind):
        name = field.name.lstrip("_")
        assert NAMED.get(name, {name}) & set(made), name
    if kind in CONTAINERS:
        assert made["rows"] == peel.to_dicts(answer)


def test_a_tuple_of_records_says_its_rows_its_notes_and_its_edition() -> None:
    for record in (peel.bundled(), peel.as_of("10 November 2017")):
        for found in (record.judgements(force="kent"), record.inspections(cycle="2025-27")):
            made = found.to_dict()
            assert_plain(made)
            assert made["rows"] == peel.to_dicts(found)
            assert made["notes"] == list(found.notes)
            assert made["edition"] == record.latest(force="kent").to_dict()["edition"]
    assert peel.inspections(cycle="2025-27").to_dict()["notes"]
    assert peel.forces().to_dict()["edition"] is None


@pytest.mark.parametrize("kind", [peel.Distribution, peel.Latest, peel.GradeChanges])
def test_what_is_left_out_is_named(kind: type) -> None:
    answer = RECORD_OF[kind]()
    made = answer.to_dict()
    assert made["not_graded"] == [item.id for item in answer.not_graded]
    assert made["not_recorded"] == [item.id for item in answer.not_recorded]
    assert made.get("coverage_line") == getattr(answer, "coverage_line", None)


def test_cells_that_are_missing_are_named() -> None:
    comparison = RECORD_OF[peel.Comparison]()
    coverage = RECORD_OF[peel.Coverage]()
    assert [(cell["force"], cell["question"]) for cell in comparison.to_dict()["not_recorded"]] == [
        (force.id, question.id) for force, question in comparison.not_recorded
    ]
    assert coverage.to_dict()["missing"] == peel.to_dicts(coverage.missing())


@pytest.mark.parametrize("name", ["not_collected", "selected"])
def test_inspections_without_all_findings_are_named(name: str) -> None:
    findings = peel.findings(cycle=["2021-22", "2023-25"])
    places: Any = findings.to_dict()[name]
    assert [(place["force"], place["cycle"]) for place in places] == [
        (force.id, cycle.id) for force, cycle in getattr(findings, name)
    ]
    assert places


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_superseded_grade_says_so_wherever_it_goes() -> None:
    latest = peel.latest(theme="investigating-crime")
    made: Any = latest.to_dict()["superseded"]
    assert made == peel.to_dicts(latest.superseded)
    for row, old in zip(made, latest.superseded, strict=True):
        assert row["caveats"] == [*old.judgement.caveats, old.caveat]
        assert row["allows"] == [grade.key for grade in old.allows]
    assert any(row["newer_published"] for row in made)


def test_which_record_an_answer_comes_from() -> None:
    edition = peel.as_of("10 November 2017").distribution("2017", "efficiency").to_dict()["edition"]
    assert edition == {
        "version": peel.DATA_VERSION,
        "newest_grade": "2017-11-09",
        "as_of": "2017-11-10",
        "changed": False,
        "dates": str(peel.as_of("10 November 2017").edition),
    }
    bare = attrs.evolve(peel.distribution("2017", "efficiency"), edition=None)
    assert bare.to_dict()["edition"] is None


def test_days_are_iso_text_and_sources_say_what_they_are() -> None:
    judgement = peel.judgement("leicestershire", "2017", "efficiency")
    made = judgement.to_dict()
    assert made["published"] == "2017-11-09"
    assert made["revised"] is None
    assert made["evidence"] == judgement.evidence
    assert made["caveats"] == list(judgement.caveats)
    assert made["sources"] == [
        {
            "id": source.id,
            "kind": source.kind,
            "publisher": source.publisher,
            "label": source.label,
            "title": source.title,
            "url": source.url,
            "published": source.published and source.published.isoformat(),
        }
        for source in judgement.sources
    ]


def test_what_is_remarked_has_a_dict_too() -> None:
    for remark in peel.judgement("GMP", "2017", "efficiency").remarks:
        made = remark.to_dict()
        assert_plain(made)
        assert made == {"kind": remark.kind, "text": remark.text, "detail": remark.detail}


def test_figures_are_numbers() -> None:
    budget, officers = (
        peel.profiles(force="leicestershire", measure=measure)[0].to_dict()["value"]
        for measure in ("budget", "officers-in-frontline-roles")
    )
    assert (budget, type(budget)) == (223_200_000, int)
    assert (officers, type(officers)) == (96.8, float)
    shares: Any = peel.distribution("2018-19", "efficiency").to_dict()["shares"]
    assert sum(shares.values()) == pytest.approx(1)


def test_an_inspection_holds_what_belongs_to_it_or_says_that_nobody_collected_it() -> None:
    inspection = peel.inspection("leicestershire", "2021-22")
    made = inspection.to_dict()
    assert made["judgements"] == peel.to_dicts(inspection.judgements)
    assert made["findings"] == peel.to_dicts(inspection.findings or ())
    assert made["profile"] == peel.to_dicts(inspection.profile or ())
    bare = attrs.evolve(inspection, findings=None, profile=None).to_dict()
    assert (bare["findings"], bare["profile"]) == (None, None)


def test_directions_are_text() -> None:
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    assert change.direction == "declined"
    assert f"{change.direction}" == str(change.direction) == "declined"
    assert json.loads(json.dumps({change.direction: change.direction})) == {"declined": "declined"}
    assert change.to_dict()["direction"] == "declined"


def test_what_came_of_a_day_is_a_day() -> None:
    assert peel.monitoring(on=dt.date(2024, 1, 15)).to_dict()["on"] == "2024-01-15"


@pytest.mark.usefixtures("asked_with_gaps")
def test_many_at_once() -> None:
    forces = peel.to_dicts(peel.forces())
    assert forces == [force.to_dict() for force in peel.forces()]
    assert peel.to_dicts([]) == []
    mixed = [peel.force("kent"), peel.cycle("2017")]
    assert peel.to_dicts(iter(mixed)) == [item.to_dict() for item in mixed]
    history = peel.history("leicestershire", theme="investigating-crime")
    assert [row["segment"] for row in peel.to_dicts(history)] == [1, 2, 2, 2, 2, 3, 4]


@pytest.mark.parametrize(
    ("records", "named"),
    [
        ("kent", "str"),
        (None, "NoneType"),
        ([1], "int"),
        ([None], "NoneType"),
        (peel.bundled(), "Dataset"),
        (peel.force("kent"), "Force: put one alone into a list"),
        ([peel.distribution("2017", "efficiency")], "Distribution: give an answer by itself"),
    ],
)
def test_what_is_no_sequence_of_records_is_refused(records: Any, named: str) -> None:
    with pytest.raises(TypeError, match=f"expected, not {named}"):
        peel.to_dicts(records)


def test_an_edition_by_itself_says_what_it_says_in_an_answer() -> None:
    for record in (peel.bundled(), peel.as_of("10 November 2017")):
        said = json.loads(json.dumps(record.edition.to_dict()))
        assert said == record.latest("kent").to_dict()["edition"]
        assert str(record.edition) in record.edition._repr_html_()
