"""What each command of the command line does and prints."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any, BinaryIO, NoReturn

import peel
from peel._errors import PeelError
from peel._records.framework import Cycle
from peel._records.judgements import Judgement, show_counts
from peel._tables.files import write_rows
from peel._tables.schema import RECORDS
from peel._tables.schema import table as schema
from peel._tables.structure import as_text
from peel._words.text import table

_BAD_INPUT = 2
_PLAIN = str.maketrans({"→": "->", "‖": "||", "·": "-", "–": "-", "’": "'", "…": "..."})
_COLOURS = {
    "outstanding": 36,
    "good": 32,
    "adequate": 33,
    "requires-improvement": 35,
    "inadequate": 31,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 2 for bad input, with one line on standard error."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has seen enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (PeelError, ValueError, OSError, ImportError) as error:
        print(f"peel: {_encodable(' '.join(str(error).split()), sys.stderr)}", file=sys.stderr)
        return _BAD_INPUT
    return code


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints fit on one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(_BAD_INPUT, f"peel: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="peel", description="The PEEL record: how HMICFRS has graded the police forces."
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"peel {peel.__version__}, data of {peel.DATA_VERSION}",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> Any:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    show = command("show", _show, "a force's grades by cycle, its latest changes, its sources")
    show.add_argument("force")
    show.add_argument("--cycle", help="one cycle only")
    change = command("change", _change, "a change of grade between two cycles")
    for name in ("force", "question", "before", "after"):
        change.add_argument(name)
    distribution = command("distribution", _distribution, "how all forces were graded")
    distribution.add_argument("cycle")
    distribution.add_argument("question")
    coverage = command("coverage", _coverage, "what is recorded, not graded and missing")
    coverage.add_argument("--force", help="one force only")
    export = command("export", _export, "a table of the record, to standard output")
    export.add_argument("table", choices=list(RECORDS), metavar="TABLE", help=", ".join(RECORDS))
    export.add_argument("--format", choices=("csv", "json", "jsonl", "parquet"), default="csv")
    validate = command("validate", _validate, "check a directory of records; exit code 1 if wrong")
    validate.add_argument("directory")
    validate.add_argument(
        "--standalone", action="store_true", help="alone, not on top of the record that ships"
    )
    return parser


def _say(text: object = "") -> None:
    print(_encodable(str(text), sys.stdout))


def _encodable(text: str, stream: Any) -> str:
    """*text* in what *stream* can encode."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def _show(options: argparse.Namespace) -> int:
    force = peel.force(options.force)
    cycles = [peel.cycle(options.cycle)] if options.cycle else list(peel.cycles())
    recorded = [cycle for cycle in cycles if peel.inspections(force=force, cycle=cycle)]
    if not recorded:
        raise peel.NotRecordedError(f"nothing is recorded of {force.name} in {cycles[0].title}")
    _say(f"{force.name}: PEEL grades, data of {peel.DATA_VERSION}")
    _say()
    for line in _coloured(_grade_lines(force, recorded)):
        _say(line)
    _say()
    for line in _change_lines(force, recorded[-1]):
        _say(line)
    coverage = peel.coverage(force=force)
    chosen = [row for row in coverage.rows if row.cycle in recorded]
    missing = sum(len(row.not_recorded) for row in chosen)
    _say(
        f"Recorded: {sum(row.recorded for row in chosen)} grades and "
        f"{sum(row.not_graded for row in chosen)} cells without a grade; {missing} expected "
        "grades are not recorded."
    )
    inspections = peel.inspections(force=force, cycle=recorded)
    for inspection in inspections:
        if inspection.counts:
            _say(f"Published count of {inspection.cycle.title}: {_counts(inspection)}")
    _say()
    _say("Sources")
    counted = (item.counts_source for item in inspections)
    sources = dict.fromkeys(
        source
        for judgement in peel.judgements(force=force, cycle=recorded)
        for source in judgement.sources
    ) | dict.fromkeys(source for source in counted if source is not None)
    for source in sources:
        _say(f"  {source.citation}")
    return 0


def _counts(inspection: peel.Inspection) -> str:
    numbers = show_counts(inspection.counts)
    return f"{numbers} ({inspection.counts_note})" if inspection.counts_note else numbers


def _grade_lines(force: peel.Force, cycles: Iterable[Cycle]) -> Iterator[str]:
    """The grades as an aligned table, cycles apart, changes of scale marked."""
    rows: list[tuple[Cycle, list[str]]] = []
    for cycle in cycles:
        judgements = {
            judgement.question.id: judgement
            for judgement in peel.judgements(force=force, cycle=cycle)
        }
        for question in peel.questions(cycle):
            found = judgements.get(question.id)
            if found is not None:
                rows.append((cycle, [question.label, found.grade_text, _remarks(found)]))
            elif question.graded == "always":
                rows.append((cycle, [question.label, "not recorded", ""]))
    lines = table([row for _, row in rows]).splitlines()
    pairs = zip((cycle for cycle, _ in rows), lines, strict=True)
    above: Cycle | None = None
    for cycle, of in groupby(pairs, key=lambda pair: pair[0]):
        if above is not None:
            yield from _break_lines(above, cycle)
        above = cycle
        yield f"{cycle.title} ({cycle.scale} scale)"
        yield from (f"  {line}" for _, line in of)


def _break_lines(above: Cycle, cycle: Cycle) -> Iterator[str]:
    comparability = peel.comparability(above, cycle)
    if not comparability.comparable:
        known = "not" if comparability.status == "not comparable" else "not known to be"
        scale = "" if cycle.scale == above.scale else f"another scale ({cycle.scale}), "
        yield f"‖ {scale}{known} comparable with the grades above: {comparability.reason}"


def _remarks(judgement: Judgement) -> str:
    remarks: list[str] = []
    if judgement.grade is None and judgement.note:
        remarks.append(judgement.note)
    if judgement.carried_from:
        remarks.append(f"carried over from {judgement.carried_from.label}")
    if judgement.basis == "derived":
        remarks.append("derived")
    if judgement.revised:
        remarks.append("revised")
    if judgement.dispute:
        remarks.append("disputed")
    if judgement.evidence == "single":
        remarks.append("a single secondary source")
    return ", ".join(remarks)


def _change_lines(force: peel.Force, cycle: Cycle) -> Iterator[str]:
    before = next((one for one, other in pairwise(peel.cycles()) if other == cycle), None)
    if before is not None:
        changes = peel.changes(before, cycle, force=force)
        yield f"Changes from {before.title} to {cycle.title}"
        yield from (f"  {line}" for line in str(changes).splitlines())
        yield ""


def _coloured(lines: Iterable[str]) -> Iterator[str]:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        yield from lines
        return
    colours = {key.replace("-", " "): colour for key, colour in _COLOURS.items()}
    for line in lines:
        grade = next((word for word in colours if f"  {word}" in line), None)
        if grade is None:
            yield line
        else:
            yield line.replace(f"  {grade}", f"  \x1b[{colours[grade]}m{grade}\x1b[0m", 1)


def _change(options: argparse.Namespace) -> int:
    change = peel.change(options.force, options.question, options.before, options.after)
    _say(change)
    for judgement in (change.before, change.after):
        for source in judgement.sources:
            _say(f"  {judgement.cycle.label}: {source.citation}")
    for source in change.comparability.sources:
        _say(f"  on comparing: {source.citation}")
    return 0


def _distribution(options: argparse.Namespace) -> int:
    distribution = peel.distribution(options.cycle, options.question)
    _say(distribution)
    for grade in distribution.scale:
        names = ", ".join(force.name for force in distribution.forces(grade)) or "none recorded"
        _say(f"  {grade.label}: {names}")
    for why, forces in (
        ("Not graded", distribution.not_graded),
        ("Not recorded", distribution.not_recorded),
    ):
        if forces:
            _say(f"  {why}: {', '.join(force.name for force in forces)}")
    for tally in distribution.tallies:
        _say(f"  published count: {tally.source.citation}")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    _say(peel.coverage(force=options.force))
    return 0


def _export(options: argparse.Namespace) -> int:
    _EXPORTS[options.format](options.table, sys.stdout.buffer)
    return 0


def _export_csv(name: str, stream: BinaryIO) -> None:
    rows = (as_text(name, row) for row in peel.bundled().rows(name))
    stream.write(write_rows(schema(name).columns, rows).encode())


def _export_json(name: str, stream: BinaryIO) -> None:
    lines = ",\n".join(f"  {line}" for line in _json_lines(name))
    stream.write(f"[\n{lines}\n]\n".encode())


def _export_jsonl(name: str, stream: BinaryIO) -> None:
    stream.writelines(f"{line}\n".encode() for line in _json_lines(name))


def _json_lines(name: str) -> Iterator[str]:
    for row in peel.bundled().rows(name):
        yield json.dumps(row, ensure_ascii=False, default=_json_value)


def _json_value(value: Decimal | dt.date) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if value == value.to_integral_value() else float(value)


def _export_parquet(name: str, stream: BinaryIO) -> None:
    from peel._frames.frames import write_parquet

    write_parquet(name, peel.bundled().rows(name), stream)


_EXPORTS: dict[str, Callable[[str, BinaryIO], None]] = {
    "csv": _export_csv,
    "json": _export_json,
    "jsonl": _export_jsonl,
    "parquet": _export_parquet,
}


def _validate(options: argparse.Namespace) -> int:
    try:
        if options.standalone:
            peel.load(options.directory)
        else:
            peel.bundled().extend(options.directory)
    except peel.InvalidDataError as error:
        _say(error)
        return 1
    _say("0 problems")
    return 0
