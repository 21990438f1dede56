"""What each command asks of the record, and what becomes of an error."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import peel
from peel._cli.parser import BAD_INPUT, COMMANDS, parse
from peel._cli.terminal import encodable, say, tell, wrapped

if TYPE_CHECKING:
    from peel._cli.answers import Asked
    from peel._cli.screen import ForceScreen

T = TypeVar("T")

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
        from peel._cli.exports import export

        export(record, options)
        return 0
    if options.command == "new":
        from peel._cli.new_report import new

        return new(record, options)
    if options.command == "validate":
        from peel._cli.validation import validate

        return validate(record, options)
    answer = _ASK[options.command](record, options)
    if options.json:
        from peel._cli.as_json import as_json

        tell(as_json(record, answer))
        return 0
    from peel._cli.answers import LINES

    for line in LINES[options.command](answer, options):
        say(line)
    return 0


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
    text = _in_commands(" ".join(str(error).split()))
    if sys.stderr is not None:
        with suppress(OSError):  # there is no third place to say it
            lines = (
                wrapped(f"peel: {text}", then="  ") if sys.stderr.isatty() else [f"peel: {text}"]
            )
            print(encodable("\n".join(lines), sys.stderr), file=sys.stderr)


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


# What is asked.


def _force(record: peel.Dataset, words: Sequence[str]) -> peel.Force | None:
    return record.force(" ".join(words)) if words else None


def _show(record: peel.Dataset, options: Namespace) -> ForceScreen:
    from peel._cli.screen import ForceScreen

    force = record.force(" ".join(options.force))
    return ForceScreen(record, force, options.cycle and record.cycle(options.cycle))


def _questions(record: peel.Dataset, options: Namespace) -> Asked:
    from peel._cli.answers import Asked

    questions = record.questions(options.cycle)
    return Asked(record.cycle(options.cycle), questions)


def _of_force(words: Sequence[str], ask: Callable[[str, str], T]) -> T:
    """What *ask* gives of a force and of what follows its name, each in one word or several."""
    errors: list[peel.UnknownNameError] = []
    for place in reversed(range(1, len(words))):
        try:
            return ask(" ".join(words[:place]), " ".join(words[place:]))
        except peel.UnknownNameError as error:
            errors.append(error)
    # The force is known, or nearly, where its name ends.
    errors.sort(key=lambda error: (isinstance(error, peel.UnknownForceError), not error.nearest))
    raise errors[0]


def _history(record: peel.Dataset, options: Namespace) -> peel.History:
    """A question where it is not a theme."""

    def ask(force: str, theme: str) -> peel.History:
        try:
            return record.history(force, theme=theme)
        except peel.UnknownThemeError as no_theme:
            try:
                return record.history(force, theme)
            except peel.UnknownQuestionError:
                raise no_theme from None

    return _of_force([*options.force, options.theme], ask)


def _compare(record: peel.Dataset, options: Namespace) -> peel.Comparison:
    typed: list[str] = options.forces
    forces = " ".join(typed).split(",") if any("," in word for word in typed) else typed
    return record.compare([name.strip() for name in forces if name.strip()], options.cycle)


def _change(record: peel.Dataset, options: Namespace) -> peel.GradeChange:
    return _of_force(
        [*options.force, options.question],
        lambda force, question: record.change(force, question, options.before, options.after),
    )


def _latest(record: peel.Dataset, options: Namespace) -> peel.Latest:
    """Of every force on a theme, or of one force on everything."""
    name = " ".join(options.theme)
    try:
        return record.latest(theme=name)
    except peel.UnknownThemeError as no_theme:
        try:
            force = record.force(name)
        except peel.UnknownForceError as no_force:
            if no_force.nearest:
                raise
            text = f"{no_theme}; no force has this name either: 'peel forces' lists them"
            raise peel.UnknownThemeError(text, name, no_theme.nearest) from None
        return record.latest(force=force)


_ASK: Mapping[str, Callable[[peel.Dataset, Namespace], Any]] = {
    "show": _show,
    "forces": lambda record, _: record.forces(),
    "questions": _questions,
    "history": _history,
    "compare": _compare,
    "change": _change,
    "distribution": lambda record, options: record.distribution(
        options.cycle, " ".join(options.question)
    ),
    "latest": _latest,
    "monitoring": lambda record, options: record.monitoring(
        force=_force(record, options.force), on=options.on
    ),
    "coverage": lambda record, options: record.coverage(force=_force(record, options.force)),
    "cite": lambda record, options: record.cite(options.style),
}
