"""`load` and `extend`: a package is taken if all of it is right and its rows clash with none."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import partial
from itertools import accumulate, pairwise

from peel._errors import Problem
from peel._lookup.arguments import PathLike
from peel._packages.checks import broken_rules
from peel._packages.csv_rows import TableRows
from peel._packages.descriptor import DESCRIPTOR, check_undated
from peel._packages.problems import Problems
from peel._packages.reading import CHOSEN_ORDER, Package, as_shipped, read, same
from peel._records._base import Record
from peel._records.framework import years_in
from peel._tables.parsing import Blocked, wrong_cells
from peel._tables.schema import RECORDS, Key, Row, Rows, table
from peel._tables.store import Origin, Store, Tables
from peel._tables.structure import Misfit, MisfitRow, structured
from peel._words.text import require_flag, shorten

_MOST_SUGGESTIONS = 20
_NOT_CUT = (
    "a whole record: the empty cells of one as of a day would replace what is known; "
    "extend by the whole one, and cut the result with as_of"
)


def load(directory: PathLike, as_of: Callable[[dt.date], Store]) -> Store:
    """A self-contained package; *as_of* gives the record that ships, as of a day."""
    problems = Problems()
    package = read(directory, problems)
    rows, origin = package.rows, package.origin
    if origin.as_of is not None:
        check_undated(origin, rows, problems)
        then = as_of(origin.as_of)
        cut = origin.as_of < then.whole.edition.complete_on
        same_rows = all(same(name, then.rows(name), rows[name]) for name in RECORDS)
        if cut and then.origin == origin and same_rows and not problems.total:
            return then  # it still knows what was cut
        origin = origin._replace(changed=True)
    return _sound_store(rows, origin, package, problems)


def extended(base: Store, other: PathLike | Store, *, replace: bool) -> Store:
    """*base* with the rows of *other*."""
    require_flag("replace", replace)
    problems = Problems()
    if isinstance(other, Store):
        tables = {name: TableRows(dict(other.rows(name)), whole=True) for name in RECORDS}
        package = Package(tables, other.origin)
    else:
        package = read(other, problems)
    rows = {name: dict(base.rows(name)) | added for name, added in package.rows.items()}
    clashes = [
        (name, key)
        for name, added in package.rows.items()
        for key, row in added.items()
        if base.rows(name).get(key, row) != row
    ]
    if clashes and package.origin.as_of is not None:
        file, column = ("the data set", None) if isinstance(other, Store) else (DESCRIPTOR, "as_of")
        problems.add(Problem(file, None, column, str(package.origin.as_of), _NOT_CUT))
    elif not replace:
        for name, key in clashes:
            read_of = package.tables[name]
            known, row = base.rows(name)[key], read_of.rows[key]
            problems.add(_clash(name, read_of.numbers.get(key), known, row))
    rows["cycles"] = _with_places(base.rows("cycles"), rows["cycles"])
    neighbours = {*pairwise(base.rows("cycles")), *pairwise(package.rows["cycles"])}
    parted = neighbours - {*pairwise(rows["cycles"])}
    handed_in = package.tables["comparability"].numbers
    rows["comparability"] = {
        key: row
        for key, row in rows["comparability"].items()
        if key in handed_in or ((key[0],), (key[1],)) not in parted
    }
    shipped = all(as_shipped(name, rows[name]) for name in RECORDS)
    origin = Origin() if shipped else Origin(base.origin.version, changed=True)
    return _sound_store(rows, origin, package, problems)


def _with_places(known: Mapping[Key, Row], rows: Rows) -> Rows:
    """The cycles, each new one before the first known one whose years begin later."""
    places = {key: place for place, key in enumerate(known)}
    begun = [*accumulate((years_in(key[0])[:1] for key in known), max)]

    def place(key: Key) -> tuple[int, bool, tuple[int, ...]]:
        year = years_in(key[0])[:1]
        if key in places or not year:
            return places.get(key, len(places)), True, year
        return bisect_right(begun, year), False, year

    return {key: rows[key] for key in sorted(rows, key=place)}


def _clash(name: str, number: int | None, known: Row, row: Row) -> Problem:
    cells = zip(table(name).columns, known, row, strict=True)
    column, value = next((column, cell) for column, was, cell in cells if was != cell)
    there, here = ("; ".join(map(shorten, cells)) for cells in (known, row))
    expected = (
        "the row that is there under this key already, or extend(…, replace=True); "
        f"there: {there!r}; here: {here!r}"
    )
    return Problem(f"{name}.csv", number, column, value, expected)


def _sound_store(
    rows: dict[str, Rows], origin: Origin, package: Package, problems: Problems
) -> Store:
    """A record of these rows; `InvalidDataError` if anything is wrong with it or its package."""
    store = Store(Tables(_in_order(rows).__getitem__), origin)
    for kind in RECORDS.values():
        _check(store, kind, package, problems)
    if problems.total:
        raise problems.error()
    return store


def _in_order(tables: dict[str, Rows]) -> dict[str, Rows]:
    """The tables with their rows in the order that the data package has."""
    cycles = {key[0]: place for place, key in enumerate(tables["cycles"])}
    framework = {key: place for place, key in enumerate(tables["questions"])}

    def cycle(part: str) -> int:
        return cycles.get(part, len(cycles))

    ranks: dict[str, Callable[[str], object]] = {"number": lambda part: (len(part), part)}
    ranks |= dict.fromkeys(("cycle", "from_cycle", "to_cycle"), cycle)

    def place(name: str, key: Key) -> tuple[object, ...]:
        if name in CHOSEN_ORDER:
            return () if name == "scales" else (cycle(key[0]),)
        if name == "judgements":
            return key[0], cycle(key[1]), framework.get(key[1:], len(framework))
        return tuple(
            ranks.get(column, str)(part) for column, part in zip(table(name).key, key, strict=True)
        )

    return {
        name: {key: rows[key] for key in sorted(rows, key=partial(place, name))}
        for name, rows in tables.items()
    }


def _check(store: Store, kind: type[Record], package: Package, problems: Problems) -> None:
    """What is wrong with the rows of a table: their cells first, then the rules beyond form.

    What a row misses in a table that could not be read whole is no problem of that row, and a rule
    that looks at a wrong row is silent: that row is told where it stands.
    """
    name, in_part = kind.table, package.in_part
    again, numbers = package.tables[name].again, package.tables[name].numbers
    suggestions = iter(range(_MOST_SUGGESTIONS))

    def check_cells(number: int | None, row: Row) -> None:
        if problems.full:
            wrong = wrong_cells(store, kind, row)
            problems.count(sum(cell.lacks not in in_part for cell in wrong))
            return
        try:
            structured(store, kind, row)
        except MisfitRow as error:
            for misfit in error.misfits:
                if misfit.lacks not in in_part:
                    nearest = misfit.nearest() if next(suggestions, None) is not None else ()
                    problems.add(_misfit(name, number, row, misfit, nearest))

    rows, key_of = store.rows(name), table(name).key_of
    for key, row in rows.items():
        try:
            record = store.get(kind, key)
        except Blocked:
            check_cells(numbers.get(key), row)
            continue
        try:
            for misfit in broken_rules(store, key, record):
                if misfit.lacks not in in_part:
                    problems.add(_misfit(name, numbers.get(key), row, misfit))
        except Blocked:
            pass
    for number, row in again:
        if row != rows[key_of(row)]:
            check_cells(number, row)


def _misfit(
    name: str, number: int | None, row: Row, misfit: Misfit, nearest: tuple[str, ...] = ()
) -> Problem:
    spec = table(name)
    also = f"; nearest: {', '.join(nearest)}" if nearest else ""
    if number is None:
        also += f"; in the recorded row {' '.join(spec.key_of(row))}"
    value = row[spec.place(misfit.column)]
    return Problem(f"{name}.csv", number, misfit.column, value, misfit.expected + also)
