"""Starts the command line: ``python -m peel``."""

from __future__ import annotations

import gc
import sys

from peel._cli.commands import main


def run() -> int:
    """Run one command in a process that ends with it: nothing is worth a search for garbage."""
    gc.disable()
    code = main()
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
