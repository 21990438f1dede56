"""The built site in a real browser: Chromium, driven by Playwright, on files and without a network."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import peel
from tests.docs.browsing import MARKS, SITE, go

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = MARKS

PHONE = {"width": 390, "height": 844}
FORCE, CYCLE = "forces/cleveland.html", "cycles/2023-25.html"
PAGES = ["index.html", "explorer.html", FORCE, CYCLE]
OTHERS = [
    *("forces/index.html", "cycles/index.html", "cycles/2025-27.html", "inadequate.html"),
    *("special-measures.html", "download.html", "journalists.html", "glossary.html", "faq.html"),
    *("tutorial.html", "gallery.html", "reference/functions.html", "quality.html"),
]


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
