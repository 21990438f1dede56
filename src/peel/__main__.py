"""Starts the command line: ``python -m peel``."""

from __future__ import annotations

import sys

from peel._cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
