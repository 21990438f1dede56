"""Days of publication."""

from __future__ import annotations

from datetime import date

from .package import cell, inspections, judgements, rows


def test_dates_lie_within_the_life_of_the_cycle() -> None:
    life = {r["cycle"]: (r["first_published"], r["last_published"]) for r in rows("cycles")}
    for table in ("publications", "inspections", "judgements"):
        for row in rows(table):
            if row["published"]:
                first, last = life[row["cycle"]]
                assert first, row
                assert last, row
                published = date.fromisoformat(row["published"])
                assert date.fromisoformat(first) <= published <= date.fromisoformat(last), row


def test_a_revision_comes_after_the_publication() -> None:
    for row in rows("revisions"):
        assert row["date"] > judgements()[cell(row)]["published"] > "", row


def test_a_date_has_a_precision_and_no_date_has_none() -> None:
    for table in ("inspections", "judgements"):
        for row in rows(table):
            assert (row["published"] == "") == (row["published_precision"] == ""), row
    for row in rows("monitoring"):
        assert (row["end"] == "") == (row["end_precision"] == ""), row


def test_a_date_known_to_the_month_or_year_is_its_first_day() -> None:
    for row in rows("monitoring"):
        for name in ("start", "end"):
            if row[f"{name}_precision"] == "month":
                assert row[name].endswith("-01"), row
            if row[f"{name}_precision"] == "year":
                assert row[name].endswith("-01-01"), row
        assert row["end"] == "" or row["start"] < row["end"], row


def test_the_life_of_a_cycle_runs_from_its_first_publication_to_its_last() -> None:
    for cycle in rows("cycles"):
        days = [r["published"] for r in rows("publications") if r["cycle"] == cycle["cycle"]]
        if days:
            assert (cycle["first_published"], cycle["last_published"]) == (min(days), max(days))


# The report on Cleveland, a force of tranche three, was published with those of tranche two.
OUT_OF_TRANCHE = {("cleveland", "2018-19"): "2019-09-27"}


def test_until_2018_19_judgements_were_published_on_the_days_of_the_national_publications() -> None:
    days: dict[tuple[str, str, str], set[str]] = {}
    for row in rows("publications"):
        key = row["cycle"], row["pillar"], row["tranche"]
        days.setdefault(key, set()).add(row["published"])
    pillars = {(row["cycle"], row["question"]): row["pillar"] for row in rows("questions")}
    reported_by_pillar = {cycle for cycle, pillar, _ in days if pillar}
    deviating = {}
    for row in rows("judgements"):
        force, cycle, question = cell(row)
        if cycle not in {key[0] for key in days}:
            continue
        pillar = pillars[cycle, question] if cycle in reported_by_pillar else ""
        assert row["published_precision"] == "exact", row
        if row["published"] not in days[cycle, pillar, inspections()[force, cycle]["tranche"]]:
            deviating[force, cycle] = row["published"]
    assert deviating == OUT_OF_TRANCHE


# The grades for organised crime that come from regional inspections have dates of their own.
def test_from_2021_22_judgements_have_the_date_of_their_inspection() -> None:
    deviating = set()
    for row in rows("judgements"):
        if row["cycle"] in ("2021-22", "2023-25"):
            inspection = inspections()[row["force"], row["cycle"]]
            if any(row[n] != inspection[n] for n in ("published", "published_precision")):
                deviating.add(cell(row))
    assert deviating == {cell(row) for row in rows("judgements") if row["programme"] != "PEEL"}
