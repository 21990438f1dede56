"""How good the record is, counted: evidence and gaps by cycle, national counts, disputed rows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

import peel
from record_pages import counts, html, wording

#: Evidence levels as headings, the best first, and what no source states.
LEVELS = {
    "inspectorate": "Inspectorate",
    "copy": "Copy",
    "official": "Official",
    "several": "Several others",
    "single": "One other",
    wording.DERIVED: "Derived",
}


def by_cycle() -> Iterator[str]:
    rows = peel.coverage().rows
    yield from html.table(
        ("Cycle", *LEVELS.values(), "Disputed", "Missing"),
        (
            *(
                _counted(
                    html.link(f"cycles/{cycle.id}.html", cycle.label),
                    [row for row in rows if row.cycle == cycle],
                )
                for cycle in peel.cycles()
            ),
            _counted("All", rows),
        ),
        "Evidence and gaps by cycle",
        "numbers",
    )
    several = [item for item in peel.judgements() if wording.level(item) == "several"]
    one = sum(len({source.publisher for source in item.sources}) == 1 for item in several)
    yield from html.part(
        f"*Several others* are several documents, of one publisher alone for {one:,} of "
        f"{wording.plural(len(several), 'grade')}: those are no surer than *one other*."
    )
    unknown = [cycle.title for cycle in peel.cycles() if not cycle.questions_complete]
    if unknown:
        yield from html.part(
            f"{wording.listed(unknown)} may have more questions than are recorded. More grades may "
            "therefore be missing than are counted."
        )


def _counted(name: str, rows: Sequence[peel.CoverageRow]) -> Markup:
    levels = counts.by_level(judgement for row in rows for judgement in row.judgements)
    numbers = [levels[level] for level in LEVELS]
    numbers += [sum(row.disputed for row in rows), counts.count(rows).missing]
    return html.row(name, *(f"{number:,}" for number in numbers))


def tallies() -> Iterator[str]:
    found = {item: peel.distribution(item.cycle, item.question) for item in peel.tallies()}
    complete = {item: of for item, of in found.items() if of.complete}
    agreeing = {
        item: [judgement for judgement in of.judgements if judgement.basis == "derived"]
        for item, of in complete.items()
        if of.agrees
    }
    rests = sum(
        any(item.source in judgement.sources for judgement in derived)
        for item, derived in agreeing.items()
    )
    yield from html.part(
        f"{wording.plural(len(found), 'complete national count')} of grades were published. "
        f"{len(complete)} can be checked against a question that is completely recorded, and the record "
        f"reproduces {len(agreeing)} of them. {sum(map(bool, agreeing.values()))} of these "
        f"include a derived grade; for {rests} it is derived from that very count, which therefore "
        "agrees by construction."
    )
    left = [f"{item.cycle.label}, {item.question.phrase}" for item in found if item not in complete]
    if left:
        yield from html.part(f"Too little is recorded to check: {'; '.join(left)}.")


def disputed() -> Iterator[str]:
    found = [item for item in peel.judgements() if item.dispute]
    yield from html.part(
        f"A source disagrees with {wording.plural(len(found), 'row')}; the remark there says how:"
    )
    yield from html.block(
        "p",
        html.join(
            html.link(
                f"forces/{item.force.id}.html#{html.grade_id(item.question)}",
                f"{item.force.short_name}, {item.cycle.label}, {item.question.phrase}",
            )
            for item in found
        ),
    )


def _day(iso: str) -> str:
    return wording.day(dt.date.fromisoformat(iso))


def measured(file: Path) -> Iterator[str]:
    """What runs too long for every change have measured: fuzzing and mutation testing."""
    figures: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    fuzzing, mutation, wheel = (figures[name] for name in ("fuzzing", "mutation", "wheel"))
    modules: dict[str, list[int]] = mutation["modules"]
    tried, killed = map(sum, zip(*modules.values(), strict=True))
    yield from html.part(f"Measured on {_day(figures['date'])} with version {figures['version']}.")
    yield from html.table(
        ("What", "Figure", "How"),
        (
            html.row(what, figure, html.tag("code", how))
            for what, figure, how in (
                (
                    "bad input to public functions",
                    f"{fuzzing['functions']} callables, {fuzzing['examples_each']:,} examples of "
                    f"each, {fuzzing['open']} undocumented errors open",
                    "pytest tests/robustness/test_bad_input.py --hypothesis-profile=nightly",
                ),
                (
                    "damaged data packages",
                    f"{fuzzing['packages']:,} tried; each loads right or is refused with its problems",
                    "pytest tests/robustness/test_bad_packages.py --hypothesis-profile=longer",
                ),
                (
                    "mutants of the modules with rules",
                    f"{killed:,} of {tried:,} killed ({killed / tried:.1%}); measured on "
                    f"{_day(mutation['date'])} with version {mutation['version']}",
                    "mutmut run",
                ),
                (
                    "wheel",
                    f"{wheel['kilobytes']} kB, reproducible; the source distribution builds the same",
                    "pytest tests/packaging",
                ),
            )
        ),
        "Measured figures",
    )
    yield from _survivors(mutation)
    yield from html.part("How far that goes:")
    yield from html.part("\n".join(f"- {item}" for item in mutation["limits"]))
    yield from html.table(
        ("Module", "Mutants", "Killed"),
        (
            html.row(html.tag("code", module), *map(str, numbers))
            for module, numbers in modules.items()
        ),
        "Mutants by module",
    )


def _survivors(mutation: dict[str, Any]) -> Iterator[str]:
    """The mutants that are left, by reason."""
    groups: list[dict[str, Any]] = mutation["survivors"]
    left = sum(number for group in groups for *_, number, _ in group["left"])
    yield from html.part(f"These {left} are left, and all were read:")
    for group in groups:
        number = sum(number for *_, number, _ in group["left"])
        yield from html.block(
            "details",
            html.tag("summary", f"{number}: {group['why']}"),
            html.tag("ul", *(html.tag("li", *_survivor(*row)) for row in group["left"])),
            class_="names",
        )


def _survivor(module: str, function: str, number: int, change: str) -> Iterator[str]:
    yield html.tag("code", module)
    yield " "
    yield html.tag("code", function)
    yield f": {change}" if change else ""
    yield f" ({number})" if number > 1 else ""
