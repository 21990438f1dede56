"""What was measured."""

from __future__ import annotations

import platform
from importlib.metadata import version

import peel

_LIBRARIES = (
    "attrs",
    "cattrs",
    "duckdb",
    "holidays",
    "pandas",
    "polars",
    "pyarrow",
    "pycountry",
    "us",
)


def versions() -> str:
    """The interpreter and the libraries, not the machine: only ratios travel."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    judgements = f"{len(peel.judgements()):,} judgements"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"peel {peel.__version__} with {judgements}; {python}; {libraries}.\n"
