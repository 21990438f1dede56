"""The explorer in a real browser: its filters, counts, warnings, addresses and files."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import peel
from tests.docs.browsing import MARKS, SITE, go

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = MARKS

#: In megabytes, of all that the explorer links.
LARGEST = 3


def column(page: Any, number: int) -> list[str]:
    return page.locator(f"#cells > tbody > tr > :nth-child({number})").all_inner_texts()


def rows(page: Any) -> int:
    found = re.search(r"of ([\d,]+)", page.inner_text(".dt-info"))
    return int(found[1].replace(",", "")) if found else 0


def test_the_explorer_filters_and_says_how_much_a_view_rests_on(page: Any) -> None:
    go(page, "explorer.html")
    page.select_option("#filters [name=cycle]", "2017")
    page.select_option("#filters [name=area]", "efficiency")
    page.check("[value=outstanding]")
    distribution = peel.distribution("2017", "efficiency")
    found = distribution.forces("outstanding")
    shown = column(page, 2)
    assert len(shown) == len(found)
    assert all(map(str.startswith, (force.name for force in found), shown))
    assert set(column(page, 4)) == {"Outstanding"}
    recorded = len(distribution.judgements)
    said = f"{len(found)} of {recorded} recorded; {len(distribution.not_graded)} not graded"
    assert page.inner_text("#coverage") == said


def test_the_explorer_counts_what_is_graded_for_some_forces_only_apart(page: Any) -> None:
    for cycle in peel.cycles():
        go(page, "explorer.html", f"cycle={cycle.id}")
        rows = [row for row in peel.coverage().rows if row.cycle == cycle and row.expected]
        recorded = sum(row.recorded for row in rows)
        assert page.inner_text("#coverage").startswith(f"{recorded} recorded"), cycle


def test_the_explorer_has_the_missing_grades_as_rows(page: Any) -> None:
    go(page, "explorer.html", "cycle=all&grade=not recorded")
    assert rows(page) == len(peel.coverage().missing())
    assert set(column(page, 4)) == {"Not recorded"}


def test_the_explorer_names_forces_whose_published_count_leaves_a_grade_possible(page: Any) -> None:
    asked = [
        (distribution, forces)
        for cycle in peel.cycles()
        for question in peel.questions(cycle)
        if question.graded == "always" and peel.judgements(cycle=cycle, question=question)
        for distribution in (peel.distribution(cycle, question),)
        if (forces := distribution.count_only("inadequate"))
    ]
    if not asked:
        pytest.skip("no published count leaves a grade open")
    distribution, forces = asked[-1]
    cycle, theme = distribution.cycle.id, distribution.question.theme
    go(page, "explorer.html", f"cycle={cycle}&area={theme}&grade=inadequate")
    assert all(force.name.split()[0] in page.inner_text("#coverage") for force in forces)


def test_a_view_has_an_address_that_can_be_shared(page: Any) -> None:
    go(page, "explorer.html")
    page.select_option("#filters [name=cycle]", "2018-19")
    page.select_option("#filters [name=region]", "North East")
    page.check("[value=inadequate]")
    page.check("[value=requires-improvement]")
    shared, line, shown = page.url, page.inner_text("#coverage"), column(page, 3)
    assert shown
    go(page, "explorer.html", shared.partition("#")[2])
    assert (page.inner_text("#coverage"), column(page, 3)) == (line, shown)
    assert page.is_checked("[value=inadequate]")
    page.evaluate("location.hash = 'cycle=2017'")
    page.wait_for_function("!document.querySelector('[value=inadequate]').checked")
    assert page.input_value("#filters [name=region]") == ""


def test_a_row_opens_its_sources_and_what_is_to_be_remarked(page: Any) -> None:
    judgement = next(item for item in peel.judgements(cycle="2023-25") if item.dispute)
    theme = judgement.question.theme
    go(page, "explorer.html", f"cycle=2023-25&force={judgement.force.id}&area={theme}")
    button = page.locator("button.open")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    opened = page.locator("#cells .card")
    assert judgement.dispute in opened.inner_text()
    addresses = [link.get_attribute("href") for link in opened.locator("a").all()]
    assert addresses[:-1] == [source.url for source in judgement.sources]
    page.goto((SITE / addresses[-1].partition("#")[0]).as_uri())
    assert page.locator(f"#{addresses[-1].partition('#')[2]}").is_visible()


def test_a_view_can_be_taken_away_as_csv_with_its_coverage(page: Any) -> None:
    go(page, "explorer.html", "cycle=2017&area=efficiency")
    with page.expect_download() as download:
        page.click("#csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    found = list(csv.DictReader(text.splitlines()))
    forces = {force.id for force in peel.forces()}
    assert {row["force_id"] for row in found} == forces
    for row in found:
        judgement = peel.judgement(row["force_id"], row["cycle_id"], row["question_id"])
        assert row["Grade"].lower() == judgement.grade_text
        assert row["source_addresses"].split() == [source.url for source in judgement.sources]
        assert "42 recorded; 1 not graded" in row["coverage_of_this_view"]
        assert "record checked" in row["record"]


def test_an_empty_cycle_says_where_to_look(page: Any) -> None:
    for cycle in peel.cycles():
        if not peel.inspections(cycle=cycle):
            go(page, "explorer.html", f"cycle={cycle.id}")
            assert "published since" in page.inner_text("#warning")
            assert page.inner_text("#coverage").startswith("0 recorded")


def test_a_view_across_a_break_in_series_says_so(page: Any) -> None:
    go(page, "explorer.html", "cycle=all&force=kent")
    assert "cannot be compared" in page.inner_text("#warning")


@pytest.mark.parametrize(
    "view",
    [
        {"cycle": "2017", "theme": "efficiency", "grade": "outstanding"},
        {"cycle": "2021-22", "force": "kent"},
        {"force": "bedfordshire", "grade": "inadequate"},
        {"theme": "legitimacy", "grade": "inadequate"},
        {"theme": "investigating-crime", "grade": "inadequate"},
        {"cycle": "2023-25"},
    ],
)
def test_the_explorer_counts_the_forces_of_a_view_that_were_inspected_again(
    page: Any, view: dict[str, str]
) -> None:
    graded = [item for item in peel.judgements(**view, scale="any") if item.grade]
    forces = {item.force for item in graded}
    newest = {item.force: item.cycle for item in peel.inspections()}
    again = {item.force for item in graded if item.cycle != newest[item.force]}
    asked = urlencode({"cycle": "all", **view}).replace("theme=", "area=")
    go(page, "explorer.html", asked)
    who = f"All {len(forces)}" if again == forces else f"{len(again)} of the {len(forces)}"
    said = "This force has" if len(forces) == 1 else f"{who} forces of this view have"
    warning = page.inner_text("#warning")
    assert ("again" in warning) == bool(again)
    assert not again or f"{said} been inspected again since" in warning


def test_that_nobody_has_a_grade_does_not_say_where_a_force_stands_now(page: Any) -> None:
    assert not peel.judgements(force="kent", cycle="2017", grade="inadequate")
    go(page, "explorer.html", "cycle=2017&force=kent&grade=inadequate")
    assert rows(page) == 0
    assert "This force has been inspected again since" in page.inner_text("#warning")


def test_the_explorer_is_small_and_linked_from_no_other_page() -> None:
    html = (SITE / "explorer.html").read_text(encoding="utf-8")
    linked = {
        part.partition("?")[0] for part in re.findall(r'(?:src|href)="(_static/[^"]+)"', html)
    }
    size = len(html) + sum((SITE / name).stat().st_size for name in linked)
    assert size < LARGEST * 1_000_000
    heavy = {"datatables.js", "explorer-rows.js", "explorer.js"}
    assert {f"_static/{name}" for name in heavy} <= linked
    for path in SITE.rglob("*.html"):
        if path.name != "explorer.html":
            assert not any(name in path.read_text(encoding="utf-8") for name in heavy), path


@pytest.mark.parametrize("width", [360, 400, 760, 1010, 1100, 1300])
@pytest.mark.parametrize("view", ["cycle=2017", "cycle=all&evidence=derived"])
def test_the_table_of_the_explorer_is_in_sight_with_its_last_column(
    page: Any, width: int, view: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    go(page, "explorer.html", view)
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('#cells button.open')]"
        ".map((button) => button.getBoundingClientRect().right))"
    )
    box = page.evaluate("document.querySelector('.dt-container').getBoundingClientRect().right")
    assert 0 < right <= box <= width


def test_a_derived_grade_of_the_explorer_is_credited_to_nobody(page: Any) -> None:
    go(page, "explorer.html", "cycle=2023-25&evidence=derived")
    assert rows(page) == len(peel.judgements(cycle="2023-25", basis="derived"))
    assert all("*" in grade for grade in column(page, 4))
    assert all(says.startswith("worked out from what ") for says in column(page, 6))
    assert "derived" in page.locator("#cells .marks").first.get_attribute("aria-label")


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        ("cycle=2019&force=kent", "2019"),
        ("cycle=2017&grade=outstanding,foo", "foo"),
        ("cycle=2017&county=kent", "county"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_told_so(
    page: Any, asked: str, unknown: str
) -> None:
    go(page, "explorer.html", asked)
    assert f"not here and was left out: {unknown}." in page.inner_text("#warning")
    page.select_option("#filters [name=area]", "efficiency")
    assert unknown not in page.inner_text("#warning")


def test_the_place_of_a_heading_is_no_view(page: Any) -> None:
    go(page, "explorer.html", "furo-main-content")
    every = rows(page)
    page.check("[value=outstanding]")
    found = rows(page)
    assert found < every
    page.evaluate("location.hash = 'furo-main-content'")
    page.wait_for_timeout(200)
    assert rows(page) == found
    assert "furo" not in page.inner_text("#warning")
