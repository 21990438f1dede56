"""Days of publication."""

from __future__ import annotations

from datetime import date
from functools import cache

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


def reported_by_pillar() -> set[str]:
    """The cycles in which each pillar had a report of its own."""
    return {row["cycle"] for row in rows("publications") if row["pillar"]}


# The report on Cleveland, a force of tranche three, was published with those of tranche two.
OUT_OF_TRANCHE = {("cleveland", "2018-19"): "2019-09-27"}


def test_until_2018_19_judgements_were_published_on_the_days_of_the_national_publications() -> None:
    days: dict[tuple[str, str, str], set[str]] = {}
    for row in rows("publications"):
        key = row["cycle"], row["pillar"], row["tranche"]
        days.setdefault(key, set()).add(row["published"])
    pillars = {(row["cycle"], row["question"]): row["pillar"] for row in rows("questions")}
    deviating = {}
    for row in rows("judgements"):
        force, cycle, question = cell(row)
        if cycle not in {key[0] for key in days}:
            continue
        pillar = pillars[cycle, question] if cycle in reported_by_pillar() else ""
        assert row["published_precision"] == "exact", row
        if row["published"] not in days[cycle, pillar, inspections()[force, cycle]["tranche"]]:
            deviating[force, cycle] = row["published"]
    assert deviating == OUT_OF_TRANCHE


# The grades for organised crime that come from regional inspections have days of their own.
def test_a_row_of_peel_has_the_day_of_its_inspection() -> None:
    for row in rows("judgements"):
        if row["programme"] == "PEEL" and row["cycle"] not in reported_by_pillar():
            inspection = inspections()[row["force"], row["cycle"]]
            for name in ("published", "published_precision"):
                assert row[name] == inspection[name], row


# Days of sources


def address(url: str) -> str:
    """The address without what two spellings of it differ in."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


# The page bears the day before the publication of the reports.
DATED_OTHERWISE = {("cumbria", "2018-19"): "2019-05-01"}


def test_a_report_with_a_day_has_the_day_of_its_inspection() -> None:
    reports = {address(row["url"]): row for row in rows("inspections") if row["url"]}
    deviating = {}
    for source in rows("sources"):
        inspection = reports.get(address(source["url"]))
        if inspection and source["published"]:
            assert inspection["published_precision"] != "", source
            if source["published"] != inspection["published"]:
                deviating[inspection["force"], inspection["cycle"]] = source["published"]
    assert deviating == DATED_OTHERWISE


@cache
def first_reported() -> dict[tuple[str, str], date]:
    """The day of the earliest document that says a grade of an inspection, or counts them."""
    published = {row["source"]: row["published"] for row in rows("sources")}
    first: dict[tuple[str, str], str] = {}
    named = [(row, row["counts_source"]) for row in rows("inspections")]
    named += [(row, row["sources"]) for row in rows("judgements") if row["programme"] == "PEEL"]
    for row, sources in named:
        key = row["force"], row["cycle"]
        days = [first.get(key, ""), *(published.get(source, "") for source in sources.split(" "))]
        first[key] = min(filter(None, days), default="")
    return {key: date.fromisoformat(day) for key, day in first.items() if day}


def days_until_reported() -> dict[tuple[str, str], int]:
    return {
        key: (first_reported()[key] - date.fromisoformat(inspection["published"])).days
        for key, inspection in inspections().items()
        if inspection["published"] and key in first_reported()
    }


# The only dated documents on these are later pages that repeat the grades: days after.
REPORTED_LATE = {
    ("north-yorkshire", "2021-22"): 361,
    ("thames-valley", "2014"): 448,
    ("west-midlands", "2023-25"): 271,
}


def test_an_inspection_was_published_at_most_a_week_before_it_is_reported() -> None:
    late = {key: days for key, days in days_until_reported().items() if days > 7}
    assert late == REPORTED_LATE


# Until 2018-19 many pages bear a day before the national publication.
def test_in_a_rolling_cycle_nothing_is_reported_before_it_was_published() -> None:
    national = {row["cycle"] for row in rows("publications")}
    early = {key: days for key, days in days_until_reported().items() if days < 0}
    assert {cycle for _, cycle in early} <= national, early


# Bounds that rest on documents without a day, or with another: what they rest on was not recorded.
BOUND_WITHOUT_DOCUMENT = {
    ("avon-and-somerset", "2021-22"): "2023-03-31",
    ("derbyshire", "2021-22"): "2022-11-25",
    ("derbyshire", "2023-25"): "2024-05-31",
    ("gloucestershire", "2021-22"): "2021-10-27",
    ("south-wales", "2023-25"): "2024-05-24",
    ("suffolk", "2023-25"): "2023-10-04",
    ("wiltshire", "2021-22"): "2022-07-07",
}


def test_a_bound_is_the_day_of_a_document() -> None:
    published = {row["source"]: row["published"] for row in rows("sources")}
    days: dict[tuple[str, str], set[str]] = {}
    for table, name in (
        ("inspections", "counts_source"),
        ("judgements", "sources"),
        ("findings", "source"),
    ):
        for row in rows(table):
            of_row = {published[source] for source in row[name].split(" ") if source}
            days.setdefault((row["force"], row["cycle"]), set()).update(of_row)
    bare = {
        key: inspection["published"]
        for key, inspection in inspections().items()
        if inspection["published_precision"] == "no later than"
        if inspection["published"] not in days[key]
    }
    assert bare == BOUND_WITHOUT_DOCUMENT
