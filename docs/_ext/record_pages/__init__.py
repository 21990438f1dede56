"""The pages that are written from the record: forces, cycles, data dictionary, matrix.

Everything is asked of the public API, so that a page cannot know more than the library. Pages are
MyST in folders that git ignores; a page that has not changed is not written again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import peel
from record_pages import cycles, forces, fragments

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_pages(app: Sphinx) -> None:
    """Write every generated page below the source directory."""
    pages: dict[str, Iterable[str]] = {
        "forces/index": forces.index(),
        "cycles/index": cycles.index(),
        **{f"forces/{force.id}": forces.page(force) for force in peel.forces()},
        **{f"cycles/{cycle.id}": cycles.page(cycle) for cycle in peel.cycles()},
        "_generated/front": fragments.front(),
        "_generated/comparability": fragments.comparability_table(),
        "_generated/cycles": fragments.cycle_summaries(),
        "_generated/gaps": fragments.gaps(),
        "_generated/scales": fragments.scale_tables(),
        "_generated/themes": fragments.theme_matrices(),
        "_generated/data-dictionary": fragments.data_dictionary(),
        "_generated/command-line": fragments.command_line(),
    }
    for name, lines in pages.items():
        path = Path(app.srcdir, f"{name}.md")
        text = "\n".join(lines) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
