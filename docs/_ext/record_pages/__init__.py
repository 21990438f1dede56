"""The pages that are written from the record.

Everything is asked of the public API, so that a page cannot know more than the library. Pages are
MyST in folders that git ignores; a page that has not changed is not written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

import peel
from record_pages import (
    cycles,
    dates,
    downloads,
    explorer,
    forces,
    fragments,
    front,
    html,
    inadequate,
    monitoring,
    quality,
    sharing,
)

#: Folders below the source directory, and what writes files into them: what goes to `_static` of the
#: site besides `docs/_static`, and what pages offer as a download.
FILES: dict[str, tuple[Callable[[Path], None], ...]] = {
    "_generated/static": (explorer.write, sharing.draw),
    "_generated/files": (downloads.write,),
}


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write)
    app.connect("html-page-context", sharing.describe)
    app.connect("html-page-context", link_scripts)
    app.connect("html-page-context", give_captions_a_level, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Sphinx, _config: Config) -> None:
    """Write every generated page and file below the source directory."""
    pages: dict[str, Iterable[str]] = {
        "forces/index": forces.index(),
        "cycles/index": cycles.index(),
        **{f"forces/{force.id}": forces.page(force) for force in peel.forces()},
        **{f"cycles/{cycle.id}": cycles.page(cycle) for cycle in peel.cycles()},
        "explorer": explorer.page(),
        "inadequate": inadequate.page(),
        "special-measures": monitoring.page(),
        "_generated/find": front.find(),
        "_generated/current": front.current(),
        "_generated/dates": html.paragraph(dates.both(), " ", dates.since()),
        "_generated/how-much": front.how_much(),
        "_generated/comparability": fragments.comparability_table(),
        "_generated/cycles": fragments.cycle_summaries(),
        "_generated/gaps": fragments.gaps(),
        "_generated/scales": fragments.scale_tables(),
        "_generated/themes": fragments.theme_matrices(),
        "_generated/quality-by-cycle": quality.by_cycle(),
        "_generated/quality-tallies": quality.tallies(),
        "_generated/quality-disputed": quality.disputed(),
        "_generated/quality-measured": quality.measured(app.srcdir / "quality.json"),
        "_generated/data-dictionary": fragments.data_dictionary(),
        "_generated/command-line": fragments.command_line(),
    }
    for name, lines in pages.items():
        path = Path(app.srcdir, f"{name}.md")
        text = "\n".join(lines) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for folder, writers in FILES.items():
        path = app.srcdir / folder
        path.mkdir(exist_ok=True)
        for write_files in writers:
            write_files(path)


def link_scripts(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object
) -> None:
    """Only the explorer links the table library and the rows."""
    if pagename == "explorer":
        app.add_css_file(explorer.STYLE, priority=100)
        for script in (explorer.LIBRARY, explorer.ROWS, "explorer.js"):
            app.add_js_file(script, loading_method="defer")


def give_captions_a_level(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Sphinx marks captions of the navigation as headings, and says of no level."""
    tree = "furo_navigation_tree"
    context[tree] = context[tree].replace('role="heading"', 'role="heading" aria-level="2"')
