"""What may be typed: the commands, a word on each of their arguments, and an example of each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, NoReturn

from peel._cli.terminal import width

#: Exit code for what cannot be understood or answered.
BAD_INPUT = 2
#: What `peel export` writes, each with the suffixes of its files.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "csv": (".csv",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "parquet": (".parquet",),
    "sqlite": (".sqlite", ".sqlite3", ".db"),
    "xlsx": (".xlsx",),
}


#: The name of an argument, and what else `argparse` is told of it.
Argument = tuple[str, Mapping[str, Any]]


class Command(NamedTuple):
    """A command of the command line."""

    #: What is typed behind its name, options aside.
    typed: str
    #: What it shows or does, as a phrase.
    phrase: str
    #: A call that works.
    example: str
    arguments: tuple[Argument, ...]
    #: Whether it answers a question, and so can give the answer as JSON.
    answers: bool = True


class _Once(argparse.Action):
    """An option that may be given once: a second value would silently replace the first."""

    _given = False

    def __call__(self, _: object, options: argparse.Namespace, value: object, *__: object) -> None:
        if self._given:
            raise argparse.ArgumentError(self, "it may be given once only")
        self._given = True
        setattr(options, self.dest, value)


def _not_blank(text: str) -> str:
    """*text*, which may not stand for everything or for the current directory if it is blank."""
    if not text.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is blank: give it a value, or leave it out")
    return text


def _typed(name: str, text: str, **settings: Any) -> Argument:
    """An argument that is known by its place."""
    return name, {"metavar": name.upper(), "help": text, "type": _not_blank, **settings}


def _option(name: str, text: str, **settings: Any) -> Argument:
    return name, {"help": text, "type": _not_blank, "action": _Once, **settings}


def _flag(name: str, text: str) -> Argument:
    return name, {"help": text, "action": "store_true"}


_FORCE = _typed("force", "a force: its id, name, abbreviation or ONS code", nargs="+")
_ANY_FORCE = _typed("force", "one force only", nargs="*")
_CYCLE = _typed("cycle", "an inspection cycle, such as 2017, 2018-19 or 2023-25")
_QUESTION = "a pillar, question or area, as 'peel questions CYCLE' lists them"
_A_THEME = "a theme such as investigating-crime"
_DIRECTORY = _typed("directory", "the directory with the rows")

COMMANDS: Mapping[str, Command] = {
    "show": Command(
        "FORCE",
        "a force on one screen: its newest grades, older cycles and time in Engage",
        "peel show devon and cornwall",
        (
            _FORCE,
            _option("--cycle", "one cycle in full", metavar="CYCLE"),
            _flag("--all", "every cycle in full"),
            _flag("--sources", "also the documents that the grades rest on"),
        ),
    ),
    "forces": Command("", "all forces with their ids and ONS codes", "peel forces", ()),
    "questions": Command(
        "CYCLE", "what a cycle asks, in the framework's order", "peel questions 2023-25", (_CYCLE,)
    ),
    "history": Command(
        "FORCE THEME",
        "a force over the years, with the breaks in series",
        "peel history cleveland investigating-crime",
        (_FORCE, _typed("theme", f"{_A_THEME}, or a question such as efficiency")),
    ),
    "compare": Command(
        "FORCE, FORCE ...",
        "forces side by side in one cycle",
        "peel compare kent, devon and cornwall --cycle 2017",
        (
            _typed("forces", "forces with commas between them, or each in quotes", nargs="+"),
            _option("--cycle", "the inspection cycle", metavar="CYCLE", required=True),
        ),
    ),
    "change": Command(
        "FORCE QUESTION FROM TO",
        "two grades of a force, how far apart, and whether they can be compared",
        "peel change leicestershire efficiency 2016 2017",
        (
            _FORCE,
            _typed("question", _QUESTION),
            _typed("before", "the earlier cycle", metavar="FROM"),
            _typed("after", "the later cycle", metavar="TO"),
        ),
    ),
    "distribution": Command(
        "CYCLE QUESTION",
        "how all forces were graded for one question, and which are not recorded",
        "peel distribution 2023-25 investigating-crime",
        (_CYCLE, _typed("question", _QUESTION, nargs="+")),
    ),
    "latest": Command(
        "THEME",
        "the latest grades of all forces on a theme, or of one force",
        "peel latest investigating-crime",
        (_typed("theme", f"{_A_THEME}, or a force", nargs="+"),),
    ),
    "monitoring": Command(
        "[FORCE]",
        "the periods in Engage ('special measures')",
        "peel monitoring --on 2024-01-15",
        (_ANY_FORCE, _option("--on", "on this day only, such as 2024-01-15", metavar="DAY")),
    ),
    "coverage": Command(
        "[FORCE]",
        "how much is recorded, not graded and missing",
        "peel coverage kent",
        (_ANY_FORCE, _flag("--full", "question by question, with the evidence; wide")),
    ),
    "cite": Command(
        "",
        "how to cite the record",
        "peel cite --style bibtex",
        (_option("--style", "text (the default) or bibtex", metavar="STYLE", default="text"),),
    ),
    "export": Command(
        "[TABLE]",
        "every cell of the record, or one of its tables, as a file for a spreadsheet or database",
        "peel export --output peel.xlsx",
        (
            _typed(
                "table",
                "a table of the data package, such as judgements; without it the flat table of "
                "all grades and gaps",
                nargs="?",
            ),
            _option(
                "--format",
                f"{', '.join(FORMATS)}; without it what the suffix of the file says, else csv",
                metavar="FORMAT",
                choices=tuple(FORMATS),
            ),
            _option("--output", "the file to write instead of standard output", metavar="FILE"),
            _option(
                "--force",
                "one force only, in one word or several, so that TABLE stands before it; "
                "again for another force",
                metavar="FORCE",
                nargs="+",
                action="append",
            ),
            _option(
                "--cycle", "one cycle only; again for another", metavar="CYCLE", action="append"
            ),
        ),
        answers=False,
    ),
    "new": Command(
        "FORCE CYCLE DIR",
        "files to fill in for a report that is not recorded yet",
        "peel new leicestershire 2025-27 my-records/",
        (_FORCE, _CYCLE, _DIRECTORY),
        answers=False,
    ),
    "validate": Command(
        "DIR",
        "check a directory of records: what is wrong, empty or perhaps a mistake",
        "peel validate my-records/",
        (
            _DIRECTORY,
            _flag(
                "--standalone", "check it as a complete record, not as rows over the bundled one"
            ),
        ),
        answers=False,
    ),
}
_JSON = _flag("--json", "the answer as JSON")
_OWN = _option(
    "--with",
    "lay the rows of this directory over the bundled record; again for another over both",
    metavar="DIR",
    dest="own",
    action="append",
)
#: Options that exclude each other: beside the first, the second would be ignored.
_APART = (
    ("--cycle", "--all"),
    ("--json", "--all"),
    ("--json", "--sources"),
    ("--json", "--full"),
    ("--standalone", "--with"),
)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints fit on one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"peel: {message} (see {self.prog} --help)\n")


class _Version(argparse.Action):
    """Says the version and the two dates, for which the record is read."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        import peel

        print(f"peel {peel.__version__}; {peel.bundled().edition}")
        parser.exit()


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was typed, with the name of the command as `command`."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    name = typed[0].lower() if typed else ""
    if name in COMMANDS:  # help and complaints need the others too
        options = _parser([name]).parse_args([name, *typed[1:]])
        _require_apart(options)
        return options
    parser = _parser(COMMANDS)
    if name and not name.startswith("-"):
        from peel._words.text import nearest_names, quoted

        near = ", ".join(nearest_names(name, COMMANDS))
        others = f"nearest: {near}" if near else f"there are: {', '.join(COMMANDS)}"
        parser.error(f"no command is called {quoted(typed[0])}; {others}")
    return parser.parse_args(typed)


def _require_apart(options: argparse.Namespace) -> None:
    given = {"--with" if name == "own" else f"--{name}" for name, of in vars(options).items() if of}
    for one, other in _APART:
        if {one, other} <= given:
            parser = _Parser(prog=f"peel {options.command}")
            parser.error(f"argument {other}: not allowed with argument {one}")


def _parser(wanted: Iterable[str]) -> _Parser:
    examples = "\n".join(f"  {command.example}" for command in COMMANDS.values())
    parser = _Parser(
        prog="peel",
        description="How inspectors have graded the police forces of England and Wales.",
        epilog=f"examples:\n{examples}",
        formatter_class=partial(argparse.RawDescriptionHelpFormatter, width=width()),
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="the version, and the two dates of the record"
    )
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", dest="command"
    )
    for name in wanted:
        command = COMMANDS[name]
        sub = commands.add_parser(
            name,
            usage=" ".join(filter(None, ["peel", name, command.typed, "[OPTION ...]"])),
            help=command.phrase,
            description=f"{command.phrase[0].upper()}{command.phrase[1:]}.",
            epilog=f"example: {command.example}",
            formatter_class=partial(argparse.HelpFormatter, width=width()),
        )
        for argument, settings in (*command.arguments, *([_JSON] if command.answers else []), _OWN):
            sub.add_argument(argument, **settings)
    return parser
