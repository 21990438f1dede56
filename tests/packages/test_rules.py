"""What must hold of a record beyond the form of its cells: each rule, at its edge."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import peel
from tests.made import TABLES, Key, Row, all_rows, made_of, of_recorded, rows_of, with_cells

#: A judgement that stands as it was first published, and one that was revised.
CELL = ("kent", "2017", "efficiency")
REVISION = next(iter(rows_of(peel.bundled(), "revisions")))


def changed(table: str, key: Key, **cells: str) -> dict[str, dict[Key, tuple[str, ...]]]:
    """The bundled record with other cells in one row."""
    tables = all_rows(peel.bundled())
    row = with_cells(tables[table].pop(key), table, **cells)
    tables[table][TABLES[table].key_of(row)] = row
    return tables


def refused(tables: dict[str, dict[Key, tuple[str, ...]]]) -> list[tuple[str, str | None, str]]:
    """File, column and expectation of each problem of a record of these rows."""
    nothing = made_of({table: {} for table in TABLES})
    with pytest.raises(peel.InvalidDataError) as caught:
        nothing.extend(made_of(tables))
    return [(item.file, item.column, of_recorded(item)) for item in caught.value.problems]


def accepted(tables: dict[str, dict[Key, tuple[str, ...]]]) -> peel.Dataset:
    return made_of({table: {} for table in TABLES}).extend(made_of(tables))


def test_a_judgement_is_not_carried_over_from_its_own_cycle() -> None:
    tables = changed("judgements", CELL, basis="carried-over", carried_from="2017")
    assert refused(tables) == [("judgements.csv", "carried_from", "a cycle before 2017")]


def test_a_grade_is_not_carried_over_from_a_cell_that_was_not_graded() -> None:
    root = ("greater-manchester", "2017", "efficiency")
    cell = ("greater-manchester", "2018-19", "efficiency")
    assert peel.judgement(*root).grade is None
    found = refused(changed("judgements", cell, basis="carried-over", carried_from="2017"))
    expected = "the grade of 2017, from which it is carried over: not graded"
    assert ("judgements.csv", "grade", expected) in found


@pytest.mark.parametrize(("cycle", "origin"), [("2021-22", "2018-19"), ("2023-25", "2021-22")])
def test_a_grade_is_carried_over_on_one_scale_and_from_a_question_that_is_graded(
    cycle: str, origin: str
) -> None:
    cell = ("kent", cycle, "preventing-crime")
    tables = changed("judgements", cell, basis="carried-over", carried_from=origin)
    if (asked := (origin, cell[2])) in tables["questions"]:
        row = tables["questions"][asked]
        tables["questions"][asked] = with_cells(row, "questions", graded="never")
    expected = "a cycle on the same scale that grades this question"
    assert ("judgements.csv", "carried_from", expected) in refused(tables)


@pytest.mark.parametrize("table", ["findings", "profiles"])
def test_what_a_report_says_comes_with_the_report(table: str) -> None:
    key = next(iter(rows_of(peel.bundled(), table)))
    tables = all_rows(peel.bundled())
    del tables["inspections"][key[:2]]
    expected = f"a cycle of which inspections.csv has the report on {key[0]}"
    assert (f"{table}.csv", "cycle", expected) in refused(tables)


@pytest.mark.parametrize(
    ("status", "sourced"), [("comparable", True), ("not comparable", True), ("unknown", False)]
)
def test_what_is_said_on_comparing_has_a_source_and_what_is_not_has_none(
    status: str, sourced: bool
) -> None:
    tables = changed("comparability", ("2016", "2017", "*"), status=status, sources="")
    if not sourced:
        assert accepted(tables).comparability("2016", "2017").status == status
        return
    expected = "the source of the inspectorate's statement"
    assert refused(tables) == [("comparability.csv", "sources", expected)]


def test_a_scale_that_ships_may_be_put_in_other_words() -> None:
    good = peel.judgements(cycle="2023-25", grade="good")[0]
    tables = changed("scales", ("five-tier", "good"), label="Fine", definition="mine")
    found = accepted(tables).grade(good.force, good.cycle, good.question)
    assert (found.label, found.definition, found.rank) == (
        "Fine",
        "mine",
        peel.FIVE_TIER["good"].rank,
    )


def twice_revised(revised: str) -> dict[str, dict[Key, tuple[str, ...]]]:
    """A cell that was revised on two days, and says that it was on *revised*."""
    tables = changed("judgements", REVISION[:3], revised=revised)
    last = tables["revisions"][REVISION]
    first = with_cells(last, "revisions", date="2024-07-01", from_grade="good", to_grade="adequate")
    tables["revisions"] = {TABLES["revisions"].key_of(row): row for row in (first, last)}
    return tables


def test_a_judgement_says_the_day_of_its_last_revision() -> None:
    (problem,) = (item for item in refused(twice_revised("2024-07-01")) if item[1] == "revised")
    assert problem[2].endswith(f"in revisions.csv ({REVISION[3]})")


def test_only_the_last_revision_gives_the_grade_of_the_judgement() -> None:
    record = accepted(twice_revised(REVISION[3]))
    first, last = record.revisions()
    assert first.after != last.after == record.grade(*REVISION[:3])


def test_each_revision_begins_with_the_grade_that_the_one_before_gave() -> None:
    tables = twice_revised(REVISION[3])
    assert accepted(tables)
    (first, _) = tables["revisions"]
    tables["revisions"][first] = with_cells(
        tables["revisions"][first], "revisions", to_grade="requires-improvement"
    )
    expected = f"the to_grade of {first[3]}: requires-improvement"
    assert refused(tables) == [("revisions.csv", "from_grade", expected)]


def test_a_revision_changes_the_grade() -> None:
    after = peel.grade(*REVISION[:3]).key
    tables = changed("revisions", REVISION, from_grade=after)
    assert refused(tables) == [("revisions.csv", "to_grade", "another grade than from_grade")]


ROOT = ("avon-and-somerset", "2016", "effectiveness.preventing-crime")
COPIES = [(ROOT[0], cycle, ROOT[2]) for cycle in ("2017", "2018-19")]


def revised(
    days: dict[Key, str], before: str = "requires-improvement"
) -> dict[str, dict[Key, Row]]:
    """The bundled record with a revision of each of these cells."""
    tables = all_rows(peel.bundled())
    for key, day in days.items():
        tables["judgements"][key] = with_cells(tables["judgements"][key], "judgements", revised=day)
        cells = dict(zip(("force", "cycle", "question"), key, strict=True))
        row = with_cells(
            tables["revisions"][REVISION],
            "revisions",
            **cells,
            date=day,
            from_grade=before,
            to_grade="good",
        )
        tables["revisions"][TABLES["revisions"].key_of(row)] = row
    return tables


@pytest.mark.parametrize("cells", [[ROOT], COPIES, [ROOT, COPIES[0]], [ROOT, COPIES[1]]])
def test_what_is_carried_over_is_revised_with_its_root(cells: list[Key]) -> None:
    day = "2020-03-01"  # all of them were published by then
    assert accepted(revised(dict.fromkeys([ROOT, *COPIES], day)))
    known = f"{day}, requires-improvement to good" if ROOT in cells else "none"
    expected = f"the revisions of 2016, from which it is carried over: {known}"
    wrong = [key for key in COPIES if (key in cells) != (ROOT in cells)]
    found = refused(revised(dict.fromkeys(cells, day)))
    assert found == [("judgements.csv", "revised", expected)] * len(wrong)


def test_what_is_carried_over_is_revised_on_the_day_and_to_the_grade_of_its_root() -> None:
    day = "2020-03-01"
    expected = "the revisions of 2016, from which it is carried over"
    other_day = refused(revised({ROOT: day, COPIES[0]: day, COPIES[1]: "2020-03-02"}))
    assert [problem[2].partition(": ")[0] for problem in other_day] == [expected]
    tables = revised(dict.fromkeys([ROOT, *COPIES], day))
    (key,) = (key for key in tables["revisions"] if key[:3] == COPIES[0])
    row = with_cells(tables["revisions"][key], "revisions", from_grade="outstanding")
    tables["revisions"][key] = row
    other_grade = refused(tables)
    assert [problem[2].partition(": ")[0] for problem in other_grade] == [expected]


def test_what_was_carried_over_after_a_revision_is_not_revised() -> None:
    between = "2019-01-10"  # 2018-19 was published later
    assert peel.judgement(*COPIES[0]).published < dt.date.fromisoformat(between)
    assert peel.judgement(*COPIES[1]).published > dt.date.fromisoformat(between)
    assert accepted(revised({ROOT: between, COPIES[0]: between}))


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("days", [0, 1])
def test_a_revision_comes_after_the_publication_where_its_day_is_known(
    days: int, exact: bool
) -> None:
    published = str(dt.date.fromisoformat(REVISION[3]) - dt.timedelta(days))
    precision = "exact" if exact else "no later than"
    cells = {"published": published, "published_precision": precision}
    tables = changed("judgements", REVISION[:3], **cells)
    if days or not exact:
        assert accepted(tables)
    else:
        expected = f"a day after the publication ({published})"
        assert refused(tables) == [("revisions.csv", "date", expected)]


ENGAGED = ("staffordshire", "engage", "2022-06-01")


@pytest.mark.parametrize(
    ("start", "end", "overlap"),
    [
        (("2022-07-06", "day"), ("2024-05-21", "day"), "later"),
        (("2022-06-15", "day"), ("2024-05-21", "day"), "later"),
        (("2024-05-21", "day"), ("", ""), "later"),
        (("2022-05-31", "day"), ("", ""), "earlier"),
        (("2021-01-01", "year"), ("2022-06-30", "day"), "earlier"),
        (("2021-01-01", "year"), ("2022-06-29", "day"), ""),  # the other may begin on the 30th
        (("2024-05-22", "day"), ("", ""), ""),
        (("2024-05-01", "month"), ("", ""), ""),  # it may begin when the other has ended
    ],
)
def test_two_periods_of_a_force_do_not_overlap(
    start: tuple[str, str], end: tuple[str, str], overlap: str
) -> None:
    tables = all_rows(peel.bundled())
    columns = ("start", "start_precision", "end", "end_precision")
    cells = dict(zip(columns, (*start, *end), strict=True))
    row = with_cells(tables["monitoring"][ENGAGED], "monitoring", **cells)
    key = TABLES["monitoring"].key_of(row)
    tables["monitoring"][key] = row
    if not overlap:
        assert len(accepted(tables).monitoring("staffordshire")) == 2
        return
    first = ENGAGED if overlap == "later" else key
    expected = f"a day after the period {' '.join(first)}, because the two overlap; "
    expected += "a row with the start of a recorded one replaces it"
    assert refused(tables) == [("monitoring.csv", "start", expected)]


@pytest.mark.parametrize("column", ["start", "end"])
@pytest.mark.parametrize(
    ("precision", "day", "first"),
    [
        ("month", "2022-07-02", "2022-07-01"),
        ("year", "2023-01-02", "2023-01-01"),
        ("year", "2023-02-01", "2023-01-01"),
    ],
)
def test_a_period_known_to_the_month_or_year_has_its_first_day(
    column: str, precision: str, day: str, first: str
) -> None:
    cells = {"end": "", "end_precision": "", f"{column}_precision": precision}
    expected = f"the first day of the {precision} that is known: {first}"
    tables = changed("monitoring", ENGAGED, **cells | {column: day})
    assert refused(tables) == [("monitoring.csv", column, expected)]
    assert accepted(changed("monitoring", ENGAGED, **cells | {column: first}))


def test_periods_of_two_forces_may_overlap() -> None:
    record = accepted(changed("monitoring", ENGAGED, force="kent"))
    assert len(record.monitoring("kent", on="2023-01-01")) == 1


@pytest.mark.parametrize(
    ("cycle", "question", "pillar", "expected"),
    [
        ("2017", "efficiency", "", "efficiency, because the kind is pillar"),
        ("2017", "efficiency", "legitimacy", "efficiency, because the kind is pillar"),
        ("2017", "efficiency.planning", "", "a pillar, because the kind is question"),
        ("2023-25", "preventing-crime", "vetting", "nothing, because the kind is area"),
    ],
)
def test_a_pillar_belongs_to_itself_a_question_to_a_pillar_and_an_area_to_none(
    cycle: str, question: str, pillar: str, expected: str
) -> None:
    found = refused(changed("questions", (cycle, question), pillar=pillar))
    assert [item for item in found if item[:2] == ("questions.csv", "pillar")] == [
        ("questions.csv", "pillar", expected)
    ]


def test_a_period_in_engage_may_be_of_a_single_day() -> None:
    key = next(
        key
        for key, row in rows_of(peel.bundled(), "monitoring").items()
        if with_cells(row, "monitoring", end_precision="day") == row
    )
    (period,) = (
        period
        for period in accepted(changed("monitoring", key, end=key[2])).monitoring(force=key[0])
        if period.start == dt.date.fromisoformat(key[2])
    )
    assert period.end == period.start


def test_two_records_that_differ_in_a_cell_clash() -> None:
    other = made_of(changed("judgements", CELL, grade="outstanding"))
    with pytest.raises(peel.InvalidDataError) as caught:
        peel.bundled().extend(other)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column) == ("judgements.csv", None, "grade")
    assert problem.value == "outstanding"
    assert "there: 'kent; 2017; efficiency; good; " in problem.expected
    assert "here: 'kent; 2017; efficiency; outstanding; " in problem.expected
    replaced = peel.bundled().extend(other, replace=True)
    assert replaced.grade(*CELL) == peel.FOUR_TIER["outstanding"]


@pytest.mark.parametrize("name", ["judgments.csv", "JUDGEMENTS.CSV", "Judgements.csv", "own.Csv"])
def test_a_table_of_another_name_is_not_ignored_whatever_its_letters(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("x\n")
    with pytest.raises(peel.InvalidDataError) as caught:
        peel.bundled().extend(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == (name, None)
    assert problem.expected.startswith("a file of a data package")


def test_what_cannot_be_read_is_told_before_what_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "forces.csv").write_text("nothing of a table\n")
    row = with_cells(rows_of(peel.bundled(), "judgements")[CELL], "judgements", force="nowhere")
    header = ",".join(TABLES["judgements"].columns)
    (tmp_path / "judgements.csv").write_text(f"{header}\n{','.join(row)}\n", encoding="utf-8")
    with pytest.raises(peel.InvalidDataError) as caught:
        peel.bundled().extend(tmp_path)
    # What refers to a table that could not be read is not counted.
    assert {problem.file for problem in caught.value.problems} == {"forces.csv"}
