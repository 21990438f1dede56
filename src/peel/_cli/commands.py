"""Runs a command, and says what becomes of an error."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress

import peel
from peel._cli.parser import BAD_INPUT, COMMANDS, parse
from peel._cli.terminal import tell_beside, wrapped

_PYTHON = re.compile(r"peel\.(\w+)\(([^()]*)\)")
_NO_ARGUMENTS = re.compile(r"(?<=\w)\(\)")
_SIGNATURE = re.compile(r": (\w+)\(\w[^()]*\)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 2 for bad input, with one line on standard error.

    On a terminal that line is wrapped.
    """
    options = parse(arguments)
    try:
        code = _run(options)
        _flush()
    except BrokenPipeError:  # who reads has seen enough
        _forget_output()
        return 0
    except (peel.PeelError, ValueError, OSError, ImportError) as error:
        _complain(error)
        try:
            _flush()
        except OSError:
            _forget_output()
        return BAD_INPUT
    return code


def _run(options: Namespace) -> int:
    record = _record(options.own or ())
    if options.command == "export":
        from peel._cli.exports import export as run
    elif options.command == "new":
        from peel._cli.new_report import new as run
    elif options.command == "validate":
        from peel._cli.validation import validate as run
    else:
        from peel._cli.answers import answer as run
    return run(record, options)


def _record(directories: Sequence[str]) -> peel.Dataset:
    """The record that ships, with the rows of each directory laid over it in turn."""
    record = peel.bundled()
    for place, directory in enumerate(directories):
        try:
            record = record.extend(directory, replace=True)
        except peel.InvalidDataError as error:
            command = " --with ".join([f"peel validate {directory}", *directories[:place]])
            more = f" (and more: {command})" if error.total > 1 else ""
            raise ValueError(f"{error.problems[0]}{more}") from error
    return record


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _forget_output() -> None:
    """Keep the interpreter from writing at its end what nobody takes."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (pathlib takes long to import)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _complain(error: Exception) -> None:
    text = f"peel: {_in_commands(' '.join(str(error).split()))}"
    if sys.stderr is not None and sys.stderr.isatty():
        text = "\n".join(wrapped(text, then="  "))
    with suppress(OSError):  # there is no third place to say it
        tell_beside(text)


def _in_commands(message: str) -> str:
    """*message* with commands where it names functions of Python.

    >>> from peel._cli.commands import _in_commands
    >>> _in_commands("no force is called 'x'; peel.forces() lists all 43")
    "no force is called 'x'; 'peel forces' lists all 43"
    """

    def command(match: re.Match[str]) -> str:
        words = match[2].replace("'", "").replace(",", "").split()
        return f"'{' '.join(['peel', match[1], *words])}'"

    def usage(match: re.Match[str]) -> str:
        known = COMMANDS.get(match[1])
        return f": peel {match[1]} {known.typed}" if known else ""

    return _NO_ARGUMENTS.sub("", _SIGNATURE.sub(usage, _PYTHON.sub(command, message)))
