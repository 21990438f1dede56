"""References that Frictionless cannot check."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .package import (
    GRADES,
    TABLES,
    cell,
    column,
    cycle_order,
    fields,
    question_order,
    rows,
)


@pytest.mark.parametrize("table", [t for t in TABLES if "sources" in fields(t)])
def test_references_inside_lists_resolve(table: str) -> None:
    known = {row["source"] for row in rows("sources")}
    for row in rows(table):
        listed = row["sources"].split(" ") if row["sources"] else []
        assert not set(listed) - known, row
        assert len(listed) == len(set(listed)), row


# Short names that people use for two forces each: a look-up of them is an error that names both.
SHARED_ALIASES = {
    "london": {"city-of-london", "metropolitan"},
    "wmp": {"west-mercia", "west-midlands"},
}


def test_an_alias_is_given_once_and_belongs_to_one_force() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("forces"):
        names = [row["name"], *row["aliases"].split("; ")]
        assert all(name == name.strip() != "" for name in names)
        assert len(names) == len({name.casefold() for name in names}), row
        for name in names:
            owners.setdefault(name.casefold(), set()).add(row["force"])
    shared = {name: forces for name, forces in owners.items() if len(forces) > 1}
    assert shared == SHARED_ALIASES


def test_no_judgement_is_without_a_source() -> None:
    assert not [cell(row) for row in rows("judgements") if not row["sources"]]


def test_only_a_missing_statement_on_comparability_has_no_source() -> None:
    assert all(r["status"] == "unknown" for r in rows("comparability") if not r["sources"])


def test_published_counts_have_a_source_and_are_whole() -> None:
    for row in rows("inspections"):
        given = [row[column(grade)] != "" for grade in GRADES]
        assert any(given) == all(given) == (row["counts_source"] != ""), row
        assert row["counts_source"] or not row["counts_note"], row


def test_questions_belong_to_the_framework_of_the_cycle() -> None:
    for table in ("judgements", "revisions", "tallies", "findings"):
        for row in rows(table):
            if row["question"] or table != "findings":
                assert (row["cycle"], row["question"]) in question_order(), (table, row)


def test_a_question_that_is_never_graded_has_no_judgement() -> None:
    never = {(r["cycle"], r["question"]) for r in rows("questions") if r["graded"] == "never"}
    assert not [cell(r) for r in rows("judgements") if (r["cycle"], r["question"]) in never]


def test_questions_belong_to_a_pillar_of_their_cycle_and_areas_to_none() -> None:
    for row in rows("questions"):
        if row["kind"] == "area":
            assert row["pillar"] == ""
        elif row["kind"] == "pillar":
            assert row["pillar"] == row["question"]
        else:
            assert row["question"].startswith(row["pillar"] + ".")
            assert (row["cycle"], row["pillar"]) in question_order()


def test_statements_on_comparability_are_about_neighbours_and_their_common_questions() -> None:
    for row in rows("comparability"):
        before, after = row["from_cycle"], row["to_cycle"]
        assert cycle_order().index(after) == cycle_order().index(before) + 1
        if row["question"] != "*":
            assert {(before, row["question"]), (after, row["question"])} <= set(question_order())


def test_every_pair_of_neighbours_has_a_statement_on_all_questions() -> None:
    general = [
        (r["from_cycle"], r["to_cycle"]) for r in rows("comparability") if r["question"] == "*"
    ]
    assert general == list(pairwise(cycle_order()))


def test_tranches_and_versions_belong_to_the_cycles_that_had_them() -> None:
    for row in rows("inspections"):
        assert (row["tranche"] != "") == (row["cycle"] == "2018-19"), row
        assert row["framework_version"] == "" or row["cycle"] == "2021-22", row
