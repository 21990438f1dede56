"""Judgements, their bases and their revisions."""

from __future__ import annotations

from .package import GRADES, cell, column, cycle_order, judgements, rows, scale_grades


def test_grades_belong_to_the_scale_of_their_cycle() -> None:
    for row in rows("judgements"):
        assert row["grade"] in scale_grades()[row["cycle"]] | {""}, row
    for row in rows("revisions"):
        assert {row["from_grade"], row["to_grade"]} <= scale_grades()[row["cycle"]], row
    for table in ("tallies", "inspections"):
        for row in rows(table):
            counted = {grade for grade in GRADES if row[column(grade)]}
            assert not counted - scale_grades()[row["cycle"]], row


def test_the_basis_fits_the_row() -> None:
    for row in rows("judgements"):
        assert (row["basis"] == "not-graded") == (row["grade"] == ""), row
        assert (row["basis"] == "carried-over") == (row["carried_from"] != ""), row
        if row["basis"] in ("derived", "not-graded"):
            assert row["note"], row


# The question has another name in the cycle that the judgement was carried over from, so that
# there is no row of the same question to hold it against: force, cycle, question, carried from.
RENAMED = {
    (force, "2018-19", "efficiency.meeting-demand", "2017")
    for force in (
        "avon-and-somerset",
        "cheshire",
        "city-of-london",
        "cumbria",
        "dorset",
        "durham",
        "gloucestershire",
        "gwent",
        "hampshire",
        "kent",
        "lancashire",
        "merseyside",
        "norfolk",
        "north-wales",
        "south-wales",
        "staffordshire",
        "suffolk",
        "thames-valley",
        "west-midlands",
        "west-yorkshire",
        "wiltshire",
    )
}


def test_a_judgement_that_is_carried_over_is_the_one_that_was_made() -> None:
    without_root = set()
    for row in rows("judgements"):
        if row["basis"] != "carried-over":
            continue
        origin = row["carried_from"]
        assert cycle_order().index(origin) < cycle_order().index(row["cycle"]), row
        root = judgements().get((row["force"], origin, row["question"]))
        if root is None:
            without_root.add((*cell(row), origin))
            continue
        assert root["grade"] == row["grade"], (row, root)
        assert root["basis"] not in ("carried-over", "not-graded"), (row, root)
    assert without_root == RENAMED


def test_the_renamed_question_repeats_the_grade_for_understanding_demand() -> None:
    known = set()
    for force, cycle, question, origin in RENAMED:
        root = judgements().get((force, origin, "efficiency.understanding-demand"))
        if root is not None:
            assert root["grade"] == judgements()[force, cycle, question]["grade"], force
            known.add(force)
    assert known


def test_nothing_fresh_lies_between_a_judgement_and_its_root() -> None:
    for row in rows("judgements"):
        if row["basis"] != "carried-over":
            continue
        places = cycle_order().index(row["carried_from"]) + 1, cycle_order().index(row["cycle"])
        for cycle in cycle_order()[slice(*places)]:
            between = judgements().get((row["force"], cycle, row["question"]))
            if between is not None:
                assert between["basis"] in ("carried-over", "not-graded"), (row, between)
                assert between["carried_from"] in ("", row["carried_from"]), (row, between)


def test_a_revision_and_its_judgement_agree() -> None:
    revised = {
        cell(row): (row["grade"], row["revised"]) for row in rows("judgements") if row["revised"]
    }
    assert revised == {cell(row): (row["to_grade"], row["date"]) for row in rows("revisions")}
    for row in rows("revisions"):
        assert row["from_grade"] != row["to_grade"]
