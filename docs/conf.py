"""Sphinx: the documentation of peel, built offline; warnings are errors in `.ci/run`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

import peel

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "peel"
author = "The peel developers"
copyright = f"{peel.DATA_VERSION[:4]}, {author}. Data: Open Government Licence v3.0"  # noqa: A001
version = release = peel.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "record_pages",
]
exclude_patterns = ["_build", "_ext", "_generated", "_static"]
language = "en"

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "substitution"]
myst_heading_anchors = 3
myst_substitutions = {"data_version": peel.DATA_VERSION, "version": peel.__version__}
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_merge_streams = True

default_role = "py:obj"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
autodoc_default_options = {"members": True, "exclude-members": "__init__, __new__"}
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False
napoleon_use_rtype = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90
toc_object_entries_show_parents = "hide"

html_theme = "furo"
pygments_dark_style = "github-dark"
html_title = "The PEEL record"
html_baseurl = os.environ.get(
    "SITE_URL", ""
)  #: Where the site will stand, for previews of shared links.
html_favicon = "_static/icon.svg"
html_static_path = ["_static", "_generated/static"]
html_js_files = [("record.js", {"defer": "defer"})]
html_css_files = ["peel.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1d4f7c", "color-brand-content": "#1d4f7c"},
    "dark_css_variables": {"color-brand-primary": "#8ec1ec", "color-brand-content": "#8ec1ec"},
}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True


def setup(app: Sphinx) -> None:
    """Keep napoleon from taking the words before a colon for the type of a field."""
    app.connect("autodoc-process-docstring", _begin_with_an_empty_comment, priority=400)
    app.connect("autodoc-process-docstring", _refuse_a_type_that_was_none, priority=600)


FIELDS = {"attribute", "data", "property"}


def _begin_with_an_empty_comment(
    _app: Sphinx, what: str, _name: str, _record: object, _options: object, lines: list[str]
) -> None:
    """Napoleon looks for a type in the first line that is not empty, and finds none in this."""
    if what in FIELDS:
        lines[:0] = ["..", ""]


def _refuse_a_type_that_was_none(
    _app: Sphinx, what: str, name: str, _record: object, _options: object, lines: list[str]
) -> None:
    for line in lines:
        if what in FIELDS and line.startswith(":type:"):
            logger.warning("the description of %s was taken for a type: %s", name, line)
