"""Every answer about a force of which little is recorded says so: a table of answers and cases.

`docs/quality.md` lists the answers, each with its test, and the cases.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from peel._cli.screen import ForceScreen
from peel._records.sources import INSPECTORATE
from tests.made import made_of, rows_without_newest_reports, with_cells

FORCE, CYCLE = "leicestershire", "2023-25"
AREAS = [question.id for question in peel.questions(CYCLE) if question.graded == "always"]


def _without(keep: int, *, counted: bool) -> peel.Dataset:
    """The record with so many areas of the newest report of one force, and perhaps its count."""
    tables = rows_without_newest_reports()
    tables["judgements"] = {
        key: row
        for key, row in tables["judgements"].items()
        if key[:2] != (FORCE, CYCLE) or key[2] in AREAS[:keep]
    }
    if not counted:
        names = ("outstanding", "good", "adequate", "requires_improvement", "inadequate")
        empty = dict.fromkeys((*names, "counts_source", "counts_note"), "")
        row = tables["inspections"][FORCE, CYCLE]
        tables["inspections"][FORCE, CYCLE] = with_cells(row, "inspections", **empty)
    return made_of(tables)


def _derived() -> peel.Dataset:
    tables = rows_without_newest_reports()
    for area in AREAS:
        row = tables["judgements"][FORCE, CYCLE, area]
        tables["judgements"][FORCE, CYCLE, area] = with_cells(
            row, "judgements", basis="derived", note="forced by a published count"
        )
    return made_of(tables)


def _in_engage() -> peel.Dataset:
    tables = rows_without_newest_reports()
    key, row = next(iter(tables["monitoring"].items()))
    del tables["monitoring"][key]
    tables["monitoring"][FORCE, key[1], "2024-01-01"] = with_cells(
        row,
        "monitoring",
        force=FORCE,
        start="2024-01-01",
        start_precision="day",
        end="",
        end_precision="",
    )
    return made_of(tables)


CASES: dict[str, Callable[[], peel.Dataset]] = {
    "nothing recorded": lambda: _without(0, counted=False),
    "a count and one area": lambda: _without(1, counted=True),
    "derived throughout": _derived,
    "in Engage": _in_engage,
    "the empty cycle": lambda: made_of(rows_without_newest_reports()),
}


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest) -> tuple[str, peel.Dataset]:
    return request.param, CASES[request.param]()


def recorded(record: peel.Dataset) -> int:
    return len(record.judgements(force=FORCE, cycle=CYCLE, question=AREAS))


def test_latest(case: tuple[str, peel.Dataset]) -> None:
    name, record = case
    latest = record.latest(FORCE)
    text = str(latest)
    missing = len(set(latest.not_recorded) - set(latest.unknown))
    assert missing == len(AREAS) - recorded(record)
    assert ("newest grade not recorded: " in text) == bool(missing)
    assert ("published count of areas: " in text) == (name != "nothing recorded")
    assert text.count("(derived") >= (len(AREAS) if name == "derived throughout" else 0)
    assert "PEEL 2025–2027: reports have been published; " in text


def test_latest_of_a_theme(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    latest = record.latest(FORCE, theme=peel.question(CYCLE, AREAS[-2]).theme)
    assert len(latest) + len(latest.not_recorded) == 1
    assert all(judgement.cycle.id == CYCLE for judgement in latest)


def test_judgement(case: tuple[str, peel.Dataset]) -> None:
    name, record = case
    for area in AREAS:
        with contextlib.suppress(peel.NotRecordedError):
            found = record.judgement(FORCE, CYCLE, area)
            assert ("derived" in str(found)) == (found.basis == "derived")
            continue
        with pytest.raises(peel.NotRecordedError, match="not recorded: nobody has found") as caught:
            record.grade(FORCE, CYCLE, area)
        assert "report: https://" in str(caught.value)
        counted = "the published count of areas is" in str(caught.value)
        assert counted == (name != "nothing recorded")
    with pytest.raises(peel.NotRecordedError, match="not recorded"):
        record.judgement(FORCE, "2025-27", "leadership-and-force-management")


def test_inspection(case: tuple[str, peel.Dataset]) -> None:
    name, record = case
    inspection = record.inspection(FORCE, CYCLE)
    graded = sum(item.grade is not None for item in inspection.judgements)
    missing = len(inspection.not_recorded)
    number = f"{graded} of {graded + missing}" if missing else str(graded)
    assert bool(missing) == (name in ("nothing recorded", "a count and one area"))
    assert f": {number} grades recorded" in str(inspection)
    assert ("published count: " in str(inspection)) == (name != "nothing recorded")
    with pytest.raises(peel.NotRecordedError, match="no inspection of"):
        record.inspection(FORCE, "2025-27")


def test_distribution(case: tuple[str, peel.Dataset]) -> None:
    name, record = case
    found = record.distribution(CYCLE, AREAS[-2])
    inside = any(judgement.force.id == FORCE for judgement in found.judgements)
    outside = any(force.id == FORCE for force in found.not_recorded)
    assert inside != outside
    assert found.shares is None or found.complete
    assert f"{len(found.not_recorded)} not recorded" in found.summary or found.complete
    may = {force.id for grade in found.scale for force in found.count_only(grade)}
    assert (FORCE in may) == (outside and name != "nothing recorded")
    empty = record.distribution("2025-27", "leadership-and-force-management")
    assert (len(empty.judgements), len(empty.not_recorded)) == (0, len(record.forces()))


def test_comparison(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    found = record.compare([FORCE], CYCLE)
    missing = len(AREAS) - recorded(record)
    number = f"{recorded(record)} of {len(AREAS)}" if missing else str(len(AREAS))
    assert found.coverage_line.startswith(f"{number} grades recorded")
    assert str(found).count("not recorded") == missing + bool(missing)
    begun = record.compare([FORCE], "2025-27")
    assert begun.coverage_line == f"no inspection is recorded of {begun.forces[0].name}"


def test_changes(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    found = record.changes("2021-22", CYCLE, force=FORCE)
    named = {item.after.question.id for item in found} | {item.id for item in found.not_recorded}
    both = {item.id for item in peel.questions("2021-22")} & set(AREAS)
    assert both <= named
    assert ("left out, not recorded in one of the cycles" in str(found)) == bool(found.not_recorded)
    assert all(item.steps is None for item in found)


def test_history(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    area = AREAS[-2]
    found = record.history(FORCE, theme=peel.question(CYCLE, area).theme)
    there = (FORCE, CYCLE, area) in {
        (item.force.id, item.cycle.id, item.question.id) for item in found.judgements
    }
    gap = any(item.cycle and item.cycle.id == CYCLE for item in found.gaps)
    assert there != gap
    assert ("not recorded: " in str(found)) == any(
        item.kind == "not recorded" for item in found.gaps
    )


def test_coverage(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    missing = [item for item in record.coverage(FORCE).missing() if item.cycle.id == CYCLE]
    assert len(missing) == len(AREAS) - recorded(record)
    assert f"{len(record.coverage(FORCE).missing())} missing" in record.coverage(FORCE).summary
    rows = [row for row in record.coverage(FORCE).rows if row.cycle.id == "2025-27"]
    assert [row.recorded for row in rows] == [0] * len(rows)


def test_cells(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    rows = [row for row in record.cells(force=FORCE, cycle=CYCLE) if row.question.id in AREAS]
    statuses = [row.status for row in rows]
    assert statuses.count("recorded") == recorded(record)
    assert statuses.count("not recorded") == len(AREAS) - recorded(record)
    assert {row.status for row in record.cells(cycle="2025-27")} == {"unknown"}


def test_monitoring(case: tuple[str, peel.Dataset]) -> None:
    name, record = case
    found = record.monitoring(FORCE)
    assert bool(len(found)) == (name == "in Engage")
    assert "the table was kept up to" in str(found)
    if not len(found):
        assert "no period in Engage is recorded" in str(found)


def test_findings(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    found = record.findings(force=FORCE)
    collected = {item.cycle.id for item in found}
    assert {cycle.id for _, cycle in found.not_collected}.isdisjoint(collected)
    assert "none collected: " in str(found)


def test_frame(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    rows = record.compare([FORCE], CYCLE).to_dict()
    text = str(rows)
    assert text.count("'not recorded'") >= len(AREAS) - recorded(record)
    assert str(record.edition.newest_grade) in text


def test_notebook(case: tuple[str, peel.Dataset]) -> None:
    _, record = case
    page = record.compare([FORCE], CYCLE)._repr_html_()
    missing = len(AREAS) - recorded(record)
    assert page.count("not recorded") == missing + bool(missing)
    latest = record.latest(FORCE)
    assert ("whose newest grade is not recorded" in latest._repr_html_()) == bool(
        latest.not_recorded
    )


def test_screen(case: tuple[str, peel.Dataset]) -> None:
    name, record = case
    lines = ForceScreen(record, record.force(FORCE)).overview()
    text = "\n".join(lines)
    assert "PEEL 2025–2027: reports have been published; none on this force is recorded" in lines
    assert any(line.startswith(INSPECTORATE) for line in lines)  # where they are
    assert ("In Engage" in text) == (name == "in Engage")
    if name == "derived throughout":
        assert sum(line.endswith("  derived") for line in lines) == len(AREAS)
    if recorded(record) == 0:
        assert "PEEL 2023–25, published 5 December 2024: no grade is recorded" in text
    elif recorded(record) < len(AREAS):
        assert f"{recorded(record)} of {len(AREAS)} grades recorded" in text


@pytest.mark.slow
def test_picture(case: tuple[str, peel.Dataset]) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import peel.plot

    _, record = case
    axes = peel.plot.heatmap(record.compare([FORCE, "kent"], CYCLE))
    axes.figure.savefig(io.BytesIO())
    texts = " ".join(item.get_text() for item in axes.figure.findobj(matplotlib.text.Text))
    comparison = record.compare([FORCE, "kent"], CYCLE)
    assert f"{len(comparison.not_recorded)} are not recorded" in " ".join(texts.split())
    matplotlib.pyplot.close(axes.figure)


def test_the_page_on_quality_names_each_of_these_tests() -> None:
    page = (Path(__file__).parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")
    page = " ".join(page.split())
    answers = [name for name in globals() if name.startswith("test_") and "page" not in name]
    assert all(f"| `{answer}` |" in page for answer in answers)
    assert all(f"*{case}*" in page for case in CASES)
