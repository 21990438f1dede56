"""Draw the pictures that the README and these pages show: ``python docs/pictures.py``.

The plots need matplotlib; the two of a notebook need Chromium, and are left out without it. Each picture
carries its words, so that a test sees when they are no longer those of today.
"""

# A notebook calls _repr_html_ too.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.text import Text
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import peel
import peel.plot

PICTURES = Path(__file__).parent / "pictures"
#: Of the picture of a notebook: all that `notebook` shows fits.
HEIGHT = 1460


def plots() -> dict[str, Axes]:
    return {
        "heatmap-2023-25": peel.plot.heatmap("2023-25"),
        "timeline-leicestershire": peel.plot.timeline(
            "leicestershire", theme="investigating-crime"
        ),
        "timeline-cleveland": peel.plot.timeline("cleveland"),
        "distribution-2017": peel.plot.distribution("2017"),
        "changes-2016-2017": peel.plot.changes("2016", "2017", "efficiency"),
    }


def draw(name: str, axes: Axes) -> None:
    about = {"Software": None, "Description": words_of(axes)}
    axes.figure.figure.savefig(PICTURES / f"{name}.png", dpi=90, metadata=about)  # pyright: ignore[reportUnknownMemberType]


def words_of(shown: Axes | str) -> str:
    """The words of a plot or of a page, whatever the lines that they are broken into."""
    if isinstance(shown, str):
        texts = re.sub(r"<style.*?</style>|<[^>]+>", " ", shown, flags=re.DOTALL).split()
    else:
        found = shown.figure.figure.findobj(Text)
        texts = sorted(
            " ".join(item.get_text().split()) for item in found if isinstance(item, Text)
        )
    return " ".join(filter(None, texts))


def notebook(*, dark: bool) -> str:
    """Some records as a notebook shows them."""
    shown = (
        peel.change("leicestershire", "efficiency", "2016", "2017"),
        peel.history("leicestershire", theme="investigating-crime"),
        peel.distribution("2017", "efficiency"),
        peel.compare(["essex", "leicestershire", "lincolnshire"], "2023-25"),
    )
    colours = "#16181d;color:#e8e8ea" if dark else "#ffffff;color:#16181d"
    cells = "".join(f"<div style='margin:1.2em 0'>{item._repr_html_()}</div>" for item in shown)
    return (
        "<!doctype html><meta charset='utf-8'><title>peel in a notebook</title>"
        f"<body style='margin:1em 2em;font:15px/1.5 sans-serif;background:{colours}'>{cells}"
    )


def photograph(chromium: str, name: str, html: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        page = Path(directory) / "page.html"
        page.write_text(html, encoding="utf-8")
        subprocess.run(  # noqa: S603
            [
                chromium,
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--disable-background-networking", f"--user-data-dir={directory}/profile"),
                *("--disable-quic", "--disable-component-update", "--disable-sync"),
                *("--hide-scrollbars", f"--window-size=1000,{HEIGHT}"),
                f"--screenshot={PICTURES / name}.png",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    about = PngInfo()
    about.add_text("Description", words_of(html))
    with Image.open(PICTURES / f"{name}.png") as picture:
        picture.save(picture.filename, pnginfo=about)


if __name__ == "__main__":
    mpl.use("Agg")
    PICTURES.mkdir(exist_ok=True)
    for name, axes in plots().items():
        draw(name, axes)
    if chromium := shutil.which("chromium"):
        photograph(chromium, "notebook-light", notebook(dark=False))
        photograph(chromium, "notebook-dark", notebook(dark=True))
