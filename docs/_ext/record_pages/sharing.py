"""What a shared link shows: a title, a description and a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from docutils import nodes
from sphinx.application import Sphinx

import peel
import peel.plot
from record_pages import dates, html

PICTURE = "preview.png"
ALTERNATIVE = "How many forces have which grade in {}"
#: In inches, at 100 dots an inch: the size that social networks ask for.
WIDTH, HEIGHT = 12, 6.3
LENGTH = 200


def draw(directory: Path) -> None:
    """The distributions of the current cycle, in the shape of a preview."""
    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(WIDTH, HEIGHT), layout="constrained")
    peel.plot.distribution(dates.current_cycle(), ax=axes)
    picture = directory / PICTURE
    figure.savefig(picture, dpi=100, metadata={"Software": None})  # pyright: ignore[reportUnknownMemberType]
    plt.close(figure)


def describe(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the tags to the head of a page; addresses are whole where the site has one."""
    if doctree is None:
        return
    site: str = app.config.html_title
    base: str = app.config.html_baseurl
    static = (
        f"{base.rstrip('/')}/_static/" if base else context["pathto"]("_static/", resource=True)
    )
    meta: dict[str, str] = context["meta"] or {}
    description = meta.get("description") or _first_paragraph(doctree)
    tags = {
        ("name", "description"): description,
        ("property", "og:title"): app.env.titles[pagename].astext(),
        ("property", "og:type"): "website",
        ("property", "og:site_name"): site,
        ("property", "og:description"): description,
        ("property", "og:image"): f"{static}{PICTURE}",
        ("property", "og:image:alt"): ALTERNATIVE.format(dates.current_cycle().title),
    }
    context["metatags"] += "".join(
        f"{html.void('meta', **{kind: name, 'content': content})}\n"
        for (kind, name), content in tags.items()
    )


def _first_paragraph(doctree: nodes.document) -> str:
    for paragraph in doctree.findall(nodes.paragraph):
        if text := " ".join(paragraph.astext().split()):
            return text if len(text) <= LENGTH else f"{text[: LENGTH - 1].rsplit(' ', 1)[0]} …"
    return ""
