"""The built site in a real browser: Chromium, driven by Playwright, on files and without a network."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import pytest

import peel

SITE = Path(__file__).parents[2] / "docs" / "_build" / "html"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.skipif(not SITE.exists(), reason="the site is not built"),
]

#: In megabytes, of all that the explorer links.
LARGEST = 3
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1400, "height": 1000}
FORCE, CYCLE = "forces/cleveland.html", "cycles/2023-25.html"
PAGES = ["index.html", "explorer.html", FORCE, CYCLE]
OTHERS = [
    *("forces/index.html", "cycles/index.html", "cycles/2025-27.html", "inadequate.html"),
    *("special-measures.html", "download.html", "journalists.html", "glossary.html", "faq.html"),
    *("tutorial.html", "gallery.html", "reference/functions.html", "quality.html"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of which no script may fail, and which may ask nobody for anything."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: errors.extend(_foreign(request.url)))
    yield page
    context.close()
    assert errors == []


def _foreign(url: str) -> list[str]:
    return [] if urlsplit(url).scheme in {"file", "data", "blob"} else [url]


def go(page: Any, name: str, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{SITE.as_uri()}/{name}{fragment and '#' + fragment}")


def column(page: Any, number: int) -> list[str]:
    return page.locator(f"#cells > tbody > tr > :nth-child({number})").all_inner_texts()


def rows(page: Any) -> int:
    found = re.search(r"of ([\d,]+)", page.inner_text(".dt-info"))
    return int(found[1].replace(",", "")) if found else 0


# The explorer


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


# The front page


def test_the_box_finds_a_force_by_what_people_call_it(page: Any) -> None:
    for typed, force in (
        ("gmp", "greater-manchester"),
        ("Heddlu Gwent", "gwent"),
        ("notts", "nottinghamshire"),
    ):
        go(page, "index.html")
        page.fill("#find-force", typed)
        assert (
            page.locator("#found-forces a:visible").first.get_attribute("href")
            == f"forces/{force}.html"
        )
        page.press("#find-force", "Enter")
        page.wait_for_url(f"**/forces/{force}.html")


def test_a_name_of_two_forces_leads_to_neither_by_itself(page: Any) -> None:
    go(page, "index.html")
    page.fill("#find-force", "WMP")
    assert page.locator("#found-forces a:visible").count() == 2
    page.press("#find-force", "Enter")
    assert page.url.endswith("index.html")
    page.fill("#find-force", "Atlantis")
    assert page.locator("#found-forces a:visible").count() == 0
    assert "called that" in page.inner_text("#find-status")


def test_a_heading_sorts_and_gaps_come_last(page: Any) -> None:
    go(page, "index.html")
    table = page.locator("table.sortable")
    head = table.locator("thead th").nth(4)
    for order, grades in (
        ("ascending", ["I", "RI", "A", "G", "O"]),
        ("descending", ["O", "G", "A", "RI", "I"]),
    ):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == order
        shown = table.locator("tbody tr > :nth-child(5) abbr").all_inner_texts()
        known = [grade for grade in shown if grade in grades]
        assert known == sorted(known, key=grades.index)
        assert shown[: len(known)] == known
    table.locator("thead th").first.locator("button").focus()
    page.keyboard.press("Enter")
    names = table.locator("tbody th").all_inner_texts()
    assert names == sorted(names)
    assert len(names) == len(peel.forces())


# Every page


@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_no_page_is_wider_than_a_phone(page: Any, name: str) -> None:
    page.set_viewport_size(PHONE)
    go(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


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


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", ["index.html", "cycles/2017.html"])
def test_a_heat_map_has_its_headings_on_the_second_sheet_of_paper_too(
    page: Any, tmp_path: Path, name: str
) -> None:
    go(page, name)
    page.pdf(path=tmp_path / "printed.pdf")
    headings = page.locator("table.matrix.forces thead").inner_text().split()
    asked = ["pdftotext", "-f", "2", "-l", "2", tmp_path / "printed.pdf", "-"]
    printed = subprocess.run(asked, capture_output=True, check=True, text=True).stdout  # noqa: S603
    assert {"Wiltshire", *headings} <= set(printed.split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page: Any, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    go(page, name)
    found = axe.Axe().run(page).response["violations"]
    assert [
        (item["id"], item["nodes"][0]["html"])
        for item in found
        if item["impact"] in {"serious", "critical"}
    ] == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("special measures", "special-measures.html"),
        ("who is inadequate", "inadequate.html"),
        ("json", "download.html"),
        ("excel", "download.html"),
        ("GMP", "forces/greater-manchester.html"),
    ],
)
def test_the_search_leads_right(browser: Any, typed: str, expected: str) -> None:
    """On files the search finds pages, and cannot fetch their texts to quote from them."""
    page = browser.new_page()
    go(page, f"search.html?q={typed.replace(' ', '+')}")
    first = page.locator("ul.search a").first
    first.wait_for()
    assert urlsplit(first.get_attribute("href")).path == expected
    page.close()


def test_every_link_within_the_site_leads_somewhere() -> None:
    anchors = {
        path: set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))
        for path in SITE.rglob("*.html")
    }
    broken = []
    for path in anchors:
        for url in re.findall(r'<a [^>]*?href="([^"]+)"', path.read_text(encoding="utf-8")):
            parts = urlsplit(url)
            if parts.scheme or (path.name == "explorer.html" and not parts.path):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            wanted = unquote(parts.fragment)
            if not target.exists() or (
                wanted and "=" not in wanted and wanted not in anchors.get(target, {wanted})
            ):
                broken.append((path.name, url))
    assert broken == []


@pytest.mark.parametrize("name", PAGES)
def test_a_shared_link_shows_a_title_a_description_and_a_picture(name: str) -> None:
    html = (SITE / name).read_text(encoding="utf-8")
    tags = dict(re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]+)">', html))
    assert {"og:title", "og:description", "og:image", "og:site_name"} <= set(tags)
    assert tags["og:site_name"] == "The PEEL record"
    assert 40 < len(tags["og:description"]) < 400
    assert (SITE / name).parent.joinpath(tags["og:image"]).resolve().exists()
