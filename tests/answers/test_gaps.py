"""What is missing is told where it is missing, and nowhere else."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest

import peel
from tests.made import TABLES, Key, Row, all_rows, made_of, with_cells, with_renamed_cycles

KENT = ("kent", "2023-25")


def with_question(record: peel.Dataset, like: Key, **cells: str) -> dict[str, dict[Key, Row]]:
    """The rows of *record* with one question more, which is as another one but for *cells*."""
    tables = all_rows(record)
    row = with_cells(tables["questions"][like], "questions", **cells)
    tables["questions"][TABLES["questions"].key_of(row)] = row
    return tables


# A theme that a cycle asks about twice.


def test_a_part_that_is_never_graded_makes_no_missing_grade_a_cell_without_one(
    with_gaps: peel.Dataset,
) -> None:
    asked = ("2023-25", "investigating-crime")
    tables = with_question(with_gaps, asked, question="investigating-crime.part", graded="never")
    latest = made_of(tables).latest(force="greater-manchester", theme="investigating-crime")
    assert [force.id for force in latest.not_recorded] == ["greater-manchester"]  # type: ignore[union-attr]
    assert latest.not_graded == ()


def test_a_grade_that_nobody_found_is_missing_although_another_part_was_not_graded(
    with_gaps: peel.Dataset,
) -> None:
    tables = with_question(
        with_gaps, ("2023-25", "investigating-crime"), question="investigating-crime.part"
    )
    row = tables["judgements"]["leicestershire", "2023-25", "investigating-crime"]
    cells = {"force": "greater-manchester", "question": "investigating-crime.part"}
    ungraded = with_cells(row, "judgements", **cells, grade="", basis="not-graded")
    tables["judgements"][TABLES["judgements"].key_of(ungraded)] = ungraded
    latest = made_of(tables).latest(force="greater-manchester", theme="investigating-crime")
    assert [force.id for force in latest.not_recorded] == ["greater-manchester"]  # type: ignore[union-attr]
    assert latest.not_graded == ()
    assert [old.reason for old in latest.superseded] == [
        "inspected again, that grade is not recorded"
    ]


def test_where_an_older_grade_is_superseded_it_may_be_that_there_is_no_newer_one(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    key = ("2023-25", "investigating-crime")
    tables["questions"][key] = with_cells(tables["questions"][key], "questions", graded="some")
    latest = made_of(tables).latest(force="greater-manchester", theme="investigating-crime")
    assert [old.judgement.cycle.id for old in latest.superseded] == ["2021-22"]
    assert latest.not_graded == ()
    assert latest.not_recorded == latest.unknown == (peel.force("greater-manchester"),)


def test_a_force_without_an_older_grade_is_not_recorded(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    theme = "crime-data-integrity"
    tables["judgements"] = {
        key: row for key, row in tables["judgements"].items() if (key[0], key[2]) != ("kent", theme)
    }
    latest = made_of(tables).latest(force="kent", theme=theme)
    assert (len(latest), latest.superseded, latest.not_graded) == (0, (), ())
    assert [force.id for force in latest.not_recorded] == ["kent"]  # type: ignore[union-attr]


# Own judgements without a report.


def test_judgements_without_an_inspection_keep_their_expected_cells() -> None:
    tables = all_rows(peel.bundled())
    key = ("essex", "2023-25")
    assert any(cell[:2] == key for cell in tables["judgements"])
    expected = peel.coverage(force="essex").expected
    del tables["inspections"][key]
    assert made_of(tables).coverage(force="essex").expected == expected


# Histories.


def test_a_history_has_a_gap_for_the_cycle_that_has_begun(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    theme = "leadership-and-force-management"
    asked = [question.cycle.id for question in with_gaps.history("essex", theme=theme).judgements]
    assert asked == ["2023-25"]
    (newest,) = (item for item in with_gaps.questions("2025-27") if item.theme == theme)
    assert newest.graded == "always"
    (gap,) = with_gaps.history("essex", theme=theme).gaps
    assert (gap.label, gap.kind) == (newest.cycle.label, "unknown")
    assert (
        with_gaps.as_of("1 January 2026").history("essex", theme=theme).gaps[0].label == gap.label
    )
    before = with_gaps.as_of("1 January 2025").history("essex", theme=theme).gaps
    assert gap.label not in [item.label for item in before]
    row = tables["inspections"]["essex", "2023-25"]
    tables["inspections"]["essex", "2025-27"] = with_cells(row, "inspections", cycle="2025-27")
    (gap,) = made_of(tables).history("essex", theme=theme).gaps
    assert (gap.label, gap.kind, gap.note) == (newest.cycle.label, "not recorded", None)


def test_every_gap_of_a_cycle_says_of_which_one_and_why() -> None:
    force = peel.distribution("2021-22", "supporting-victims").not_recorded[0]
    history = peel.history(force, "supporting-victims")
    assert history.force == force
    assert [(gap.cycle, gap.kind, gap.note) for gap in history.gaps] == [
        (peel.cycle("2021-22"), "unknown", "graded for some forces only"),
        (peel.cycle("2023-25"), "not graded", "never graded"),
    ]


# Changes.


def test_a_pillar_is_no_part_of_itself() -> None:
    tables = all_rows(peel.bundled())
    key = ("kent", "2017", "efficiency")
    root = tables["judgements"]["kent", "2016", "efficiency"]
    row = with_cells(root, "judgements", cycle="2017", basis="carried-over", carried_from="2016")
    tables["judgements"][key] = row
    for part in [item for item in tables["judgements"] if item[:2] == key[:2]]:
        if part[2].startswith("efficiency."):
            fresh = {"basis": "stated", "carried_from": ""}
            tables["judgements"][part] = with_cells(
                tables["judgements"][part], "judgements", **fresh
            )
    change = made_of(tables).change("kent", "efficiency", "2015", "2017")
    assert change.after.carried_from == peel.cycle("2016")
    assert change.reinspected == "yes"


@pytest.mark.parametrize(
    ("before", "after"), [*combinations([cycle.id for cycle in peel.cycles()], 2)]
)
def test_what_neither_cycle_grades_is_in_no_list_and_what_one_grades_is(
    before: str, after: str
) -> None:
    graded: dict[str, list[str]] = {}
    for question in (*peel.questions(before), *peel.questions(after)):
        graded.setdefault(question.id, []).append(question.graded)
    changes = peel.changes(before, after, force="kent")
    not_graded = {item.id for item in changes.not_graded}  # type: ignore[union-attr]
    listed = {item.id for item in changes.not_recorded} | not_graded  # type: ignore[union-attr]
    listed |= {change.after.question.id for change in changes}
    assert listed.isdisjoint(name for name, of in graded.items() if set(of) == {"never"})
    assert not_graded >= {name for name, of in graded.items() if set(of) > {"never"}}
    assert "never" not in {question.graded for question in changes.one_framework_only}


# Days that are not known.


def test_a_count_of_a_question_is_known_with_the_pillar_that_its_row_names() -> None:
    tables = all_rows(peel.bundled())
    for name in ("questions", "tallies", "judgements"):
        spec = TABLES[name]
        at = spec.place("question")
        renamed = [
            with_cells(row, name, question=row[at].replace("efficiency.", ""))
            for row in tables[name].values()
        ]
        tables[name] = {spec.key_of(row): row for row in renamed}
    count = next(iter(tables["tallies"].values()))
    mine = with_cells(count, "tallies", cycle="2017", question="planning")
    tables["tallies"][TABLES["tallies"].key_of(mine)] = mine
    record = made_of(tables)
    of = [item.published for item in record.publications(cycle="2017") if item.pillar]
    day = min(of)
    assert day < max(of)
    for last in ("", "2018-03-22"):
        row = with_cells(tables["cycles"]["2017",], "cycles", last_published=last)
        tables["cycles"]["2017",] = row
        then = made_of(tables).as_of(day)
        assert "planning" in [tally.question.id for tally in then.tallies(cycle="2017")]


def test_a_count_without_a_pillar_is_known_with_the_publication_of_its_cycle() -> None:
    tables = all_rows(peel.bundled())
    (key,) = (key for key in tables["publications"] if key[0] == "2014")
    row = with_cells(tables["publications"][key], "publications", published="2014-12-20")
    tables["publications"][TABLES["publications"].key_of(row)] = row
    for of, grade in tables["judgements"].items():
        if of[1:] == ("2014", "efficiency"):
            undated = with_cells(grade, "judgements", published="", published_precision="")
            tables["judgements"][of] = undated
    record, day = made_of(tables), dt.date(2014, 12, 20)
    assert record.as_of(day - dt.timedelta(days=1)).tallies(cycle="2014") == ()
    assert [tally.question.id for tally in record.as_of(day).tallies(cycle="2014")] == [
        "efficiency"
    ]


def without_a_day() -> dict[str, dict[Key, Row]]:
    """The bundled record with a report and a grade of a cycle that has no days at all."""
    tables = all_rows(peel.bundled())
    no_days = {"first_published": "", "last_published": ""}
    tables["cycles"]["2023-25",] = with_cells(tables["cycles"]["2023-25",], "cycles", **no_days)
    undated = {"published": "", "published_precision": ""}
    tables["inspections"][KENT] = with_cells(tables["inspections"][KENT], "inspections", **undated)
    for key, row in tables["judgements"].items():
        if key[:2] == KENT:
            tables["judgements"][key] = with_cells(row, "judgements", **undated)
    return tables


def test_what_has_no_day_in_a_cycle_without_one_is_left_out_and_named() -> None:
    then = made_of(without_a_day()).as_of("2014-01-01")
    cells = {(cell.force.id, cell.cycle.id) for cell in then.undated}
    assert KENT in cells
    assert KENT in {(force.id, cycle.id) for force, cycle in then.undated_inspections}


def test_a_report_that_is_known_by_a_grade_is_not_left_out() -> None:
    tables = without_a_day()
    key = next(key for key in tables["judgements"] if key[:2] == KENT)
    dated = {"published": "2025-01-01", "published_precision": "exact"}
    tables["judgements"][key] = with_cells(tables["judgements"][key], "judgements", **dated)
    then = made_of(tables).as_of("2025-01-01")
    assert then.inspection(*KENT).published is None
    assert KENT not in {(force.id, cycle.id) for force, cycle in then.undated_inspections}


# A cycle that a record does not have.


def test_years_of_which_no_cycle_is_recorded_are_not_years_without_one() -> None:
    history = with_renamed_cycles(c2023_25="2031").history("kent", theme="investigating-crime")
    assert "2031" in {item.cycle.label for item in history.judgements}
    years = [gap.label for gap in history.gaps if gap.kind == "no cycle"]
    assert years == ["2019/20", "2020/21"]


@pytest.mark.parametrize("day", [None, "1 June 2019"])
def test_an_inspection_names_the_questions_that_coverage_misses(day: str | None) -> None:
    record = peel.as_of(day) if day else peel.bundled()
    missing = {
        (force, row.question) for row in record.coverage().rows for force in row.not_recorded
    }
    inspections = record.inspections()
    assert {(of.force, question) for of in inspections for question in of.not_recorded} == missing
    assert missing
    for inspection in inspections:
        graded = sum(item.grade is not None for item in inspection.judgements)
        number = f"{graded} of {graded + len(inspection.not_recorded)} "
        assert inspection.recorded_text.startswith(number) == bool(inspection.not_recorded)
        assert inspection.recorded_text in str(inspection)
        assert inspection.to_dict()["not_recorded"] == [of.id for of in inspection.not_recorded]
