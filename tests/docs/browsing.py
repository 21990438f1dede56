"""The built site for tests in a browser: where it is, and how a page of it is opened."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

SITE = Path(__file__).parents[2] / "docs" / "_build" / "html"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MARKS = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.skipif(not SITE.exists(), reason="the site is not built"),
]
DESKTOP = {"width": 1400, "height": 1000}


def go(page: Any, name: str, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{SITE.as_uri()}/{name}{fragment and '#' + fragment}")
