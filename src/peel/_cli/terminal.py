"""How text reaches a terminal: width, wrapping and colours, and what it can encode."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TextIO

from peel._errors import escaped
from peel._words.text import is_plain

#: Where nobody says how wide the terminal is.
_USUAL_WIDTH = 80
#: Longer lines are hard to read, however wide the terminal is.
_GREATEST_WIDTH = 100
_LEAST_WIDTH = 40
_COLOUR = re.compile(r"(\x1b\[(?:0|48;[25];[\d;]+)m)")
#: What stands in columns keeps its width.
_PLAIN_MARKS = {"‖": "|", "←": "<", "†": "+", "‡": "#", "¹": "^", "§": "$"}
_PLAIN = {"→": "->", "·": "-", "–": "-", "’": "'", "…": "...", "×": "x"} | _PLAIN_MARKS


def say(line: object = "") -> None:
    """Print a line; what would act on the terminal is escaped, but for the colours of `paint`."""
    parts = _COLOUR.split(str(line))
    tell(
        "".join(
            part if _COLOUR.fullmatch(part) or is_plain(part) else escaped(part) for part in parts
        )
    )


def tell(text: str) -> None:
    """Print *text* in what standard output can encode."""
    if sys.stdout is None:
        raise OSError("standard output is closed: nothing can be printed")
    print(encodable(text, sys.stdout))


def tell_beside(text: str) -> None:
    """Print *text* to standard error, if there is one."""
    if sys.stderr is not None:
        print(encodable(text, sys.stderr), file=sys.stderr)


def encodable(text: str, stream: TextIO) -> str:
    """*text* in what *stream* can encode.

    >>> import io
    >>> from peel._cli.terminal import encodable
    >>> encodable("good → adequate", io.TextIOWrapper(io.BytesIO(), "ascii"))
    'good -> adequate'
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if _encodes(text, encoding):
        return text
    return "".join(char if _encodes(char, encoding) else _PLAIN.get(char, "?") for char in text)


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def width() -> int:
    """Number of columns: what ``COLUMNS`` says, else the terminal, else 80; at most 100."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        columns = int(said)
    else:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL_WIDTH
        except (AttributeError, OSError, ValueError):  # no terminal, or no file at all
            columns = _USUAL_WIDTH
    return max(_LEAST_WIDTH, min(columns, _GREATEST_WIDTH))


def wrapped(text: str, first: str = "", then: str | None = None) -> list[str]:
    """*text* behind *first*, wrapped to the terminal, later lines behind *then* or as deep."""
    then = " " * len(first) if then is None else then
    return textwrap.wrap(
        text,
        width(),
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def columns(rows: Iterable[Sequence[str]], indent: str = "") -> list[str]:
    """*rows* as aligned columns; what is too long in the last one is wrapped in its column."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    lines: list[str] = []
    for *before, last in cells:
        start = "".join(f"{cell:<{width}}  " for cell, width in zip(before, widths, strict=True))
        lines += wrapped(last, indent + start)
    return [line.rstrip() for line in lines]


def paint(grade: str, text: str) -> str:
    """*text* with a space at both ends, on a terminal in the colours of the grade."""
    padded = f" {text} "
    if not _has_colours():
        return padded
    from peel._show.palette import colour_of

    colour = colour_of(grade)
    all_colours = os.environ.get("COLORTERM") in ("truecolor", "24bit")
    return f"\x1b[{colour.truecolour if all_colours else colour.of_256}m{padded}\x1b[0m"


def _has_colours() -> bool:
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
