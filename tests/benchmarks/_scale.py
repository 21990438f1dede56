"""Records of other sizes: what grows with them, and what must not."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

from ._measure import ask_python, show_seconds, show_verdict, table
from ._synthetic import write_record

_COPIES = (1, 10, 100)
_ROUNDS = 3
_MOST_GROWTH = 1.05
_GROWING = {
    "load": "`peel.load`, every row checked",
    "as_of": "`as_of`, and all judgements of it",
    "extend": "`extend` by the bundled record, every row checked",
}


def scale() -> str:
    """Loading, memory and look-ups at each size, beside `pandas` and `polars`."""
    with TemporaryDirectory() as scratch:
        directories = [Path(scratch) / str(copies) for copies in _COPIES]
        for directory, copies in zip(directories, _COPIES, strict=True):
            directory.mkdir()
            write_record(directory, copies)
        found = {
            library: [_best(library, directory) for directory in directories]
            for library in ("peel", "pandas", "polars")
        }
    return "\n".join([_growing(found), _flat(found["peel"])])


def _best(library: str, directory: Path) -> dict[str, float]:
    """The least of each figure over some processes."""
    probe = ("-m", "tests.benchmarks._probe", library, str(directory))
    probes: list[dict[str, float]] = [ask_python(*probe) for _ in range(_ROUNDS)]
    return {name: min(found[name] for found in probes) for name in probes[0]}


def _growing(found: dict[str, list[dict[str, float]]]) -> str:
    ours = found["peel"]
    rows = [_seconds_row(title, ours, name) for name, title in _GROWING.items()]
    rows += [
        _seconds_row(f"`{library}.read_csv` of judgements.csv alone, nothing checked", of, "load")
        for library, of in found.items()
        if library != "peel"
    ]
    for library, of in found.items():
        whole = "the whole record" if library == "peel" else "judgements.csv"
        cells = [f"{size['bytes'] / 1e6:.1f}\N{NO-BREAK SPACE}MB" for size in of]
        each = f"{of[-1]['bytes'] / of[-1]['judgements']:.0f}\N{NO-BREAK SPACE}bytes"
        title = f"memory: `{library}`, {whole}"
        rows.append([title, *cells, each, *_growth(of, "bytes", None)])
    header = ("", *_sizes(ours), "for each judgement, largest", "growth", "last step", "linear")
    return table(header, rows)


def _seconds_row(title: str, of: list[dict[str, float]], name: str) -> list[str]:
    ours = title.startswith(("`peel", "`as_of", "`extend"))
    return [
        title,
        *(show_seconds(size[name]) for size in of),
        show_seconds(of[-1][name] / of[-1]["judgements"]),
        *_growth(of, name, _MOST_GROWTH if ours else None),
    ]


def _growth(of: list[dict[str, float]], name: str, limit: float | None) -> list[str]:
    """The exponent up to the largest size, from the smallest and from the one before it.

    1 is linear, 0 flat; the verdict is on the whole growth.
    """

    def exponent(smaller: dict[str, float]) -> float:
        factor = of[-1]["judgements"] / smaller["judgements"]
        return math.log(of[-1][name] / smaller[name], factor)

    whole, step = exponent(of[0]), exponent(of[-2])
    return [f"{whole:.2f}", f"{step:.2f}", show_verdict(whole, limit)]


def _flat(ours: list[dict[str, float]]) -> str:
    look_ups = [
        name for name in ours[0] if name not in _GROWING and name not in ("bytes", "judgements")
    ]
    rows = [
        [
            name,
            *(show_seconds(size[name]) for size in ours),
            f"{ours[-1][name] / ours[0][name]:.2f}",
        ]
        for name in look_ups
    ]
    return table(("look-up", *_sizes(ours), "largest to smallest"), rows)


def _sizes(of: list[dict[str, float]]) -> list[str]:
    return [f"{size['judgements']:,} judgements" for size in of]
