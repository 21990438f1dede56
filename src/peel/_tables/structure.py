"""Rows of text into typed records and back, by `cattrs`.

Before `cattrs` sees a row, each cell that refers to another record is joined with the cells that
complete the reference: a question id alone does not name a question, its cycle and it do.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from peel import _vocabulary as vocabulary
from peel._records.grades import Grade
from peel._tables.schema import COUNT_COLUMNS, LIST_SEPARATORS, TABLES, Key, Row
from peel._words.text import nearest_names

T = TypeVar("T")

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_ALL = "*"


class Expected(ValueError):  # noqa: N818 (reads as what it is: expected a whole number)
    """What a cell should have held."""

    def __init__(
        self,
        expected: str,
        column: str | None = None,
        nearest: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        super().__init__(expected)
        self.column = column
        self.nearest = nearest


class Blocked(ValueError):  # noqa: N818
    """A cell that cannot be judged, because another cell of its row is wrong."""


class Misfit(NamedTuple):
    """A cell that does not hold what it should."""

    column: str
    expected: str
    #: Looks for the nearest right things, which takes its time.
    nearest: Callable[[], tuple[str, ...]]


class Lookup(Protocol):
    """Where references of a row are resolved."""

    def _record(self, table: str, key: Key) -> Any: ...

    def keys(self, table: str) -> Iterable[Key]: ...

    def _scale_of(self, cycle: str) -> str: ...


class Layout(NamedTuple):
    """How the records of a class lie in their table."""

    #: Name of the class, which is public and imported with its first use.
    name: str
    #: Fields whose column has another name.
    columns: Mapping[str, str] = {}
    #: Columns with a closed vocabulary.
    vocabulary: Mapping[str, Any] = {}
    #: Columns of a question or grade, and the column of its cycle.
    within_cycle: Mapping[str, str] = {}
    #: Fields that are no columns.
    computed: tuple[str, ...] = ()
    #: Column in which ``*`` stands for None.
    star: str = ""

    @property
    def record(self) -> type[Any]:
        record: type[Any] = getattr(import_module("peel"), self.name)
        return record

    def column(self, field: str) -> str:
        return self.columns.get(field, field.lstrip("_"))


LAYOUTS: Mapping[str, Layout] = {
    "scales": Layout("Grade", {"key": "grade"}),
    "cycles": Layout("Cycle", {"id": "cycle"}),
    "questions": Layout(
        "Question",
        {"id": "question"},
        {"kind": vocabulary.QuestionKind, "graded": vocabulary.Graded},
    ),
    "forces": Layout("Force", {"id": "force"}),
    "publications": Layout("Publication"),
    "sources": Layout("Source", {"id": "source"}, {"kind": vocabulary.SourceKind}),
    "inspections": Layout(
        "Inspection",
        {},
        {
            "published_precision": vocabulary.Precision,
            "framework_version": vocabulary.FrameworkVersion,
        },
        computed=("judgements", "findings", "profile"),
    ),
    "judgements": Layout(
        "Judgement",
        {},
        {"basis": vocabulary.Basis, "published_precision": vocabulary.Precision},
        {"question": "cycle", "grade": "cycle"},
    ),
    "revisions": Layout(
        "Revision",
        {"before": "from_grade", "after": "to_grade"},
        within_cycle={"question": "cycle", "from_grade": "cycle", "to_grade": "cycle"},
    ),
    "tallies": Layout("Tally", within_cycle={"question": "cycle"}),
    "comparability": Layout("Comparability", {}, {"status": vocabulary.Status}, star="question"),
    "monitoring": Layout(
        "MonitoringPeriod",
        {},
        {"start_precision": vocabulary.Period, "end_precision": vocabulary.Period},
    ),
    "profiles": Layout("ProfileFigure", {}, {"stated_by": Literal["inspectorate", "force"]}),
    "findings": Layout(
        "Finding",
        {},
        {"kind": vocabulary.FindingKind, "stated_by": Literal["inspectorate", "force"]},
        within_cycle={"question": "cycle"},
    ),
}

_TABLES_BY_RECORD = {layout.name: table for table, layout in LAYOUTS.items()}
_COUNTED = ("inspections", "tallies")


class RowStructure(Generic[T]):
    """Makes records of one table's rows, resolving references in *lookup*."""

    def __init__(self, table: str, lookup: Lookup) -> None:
        self._table = table
        self._columns = TABLES[table].columns
        self._layout = LAYOUTS[table]
        self._converter = _structuring_converter(lookup)
        self._record = self._layout.record
        self._structure = _row_structure(self._layout, self._converter)

    def __call__(self, row: Row) -> T:
        """The record of *row*; a `cattrs.ClassValidationError` if it does not fit."""
        record: T = self._structure(self._cells(row), self._record)
        return record

    def _cells(self, row: Row) -> dict[str, Any]:
        cells: dict[str, Any] = {
            column: cell or None for column, cell in zip(self._columns, row, strict=True)
        }
        for column, cycle in self._layout.within_cycle.items():
            if cells[column] is not None:
                cells[column] = (cells[cycle], cells[column])
        if self._table in _COUNTED:
            counts = {column: cells.pop(column) for column in COUNT_COLUMNS}
            cells["counts"] = (cells["cycle"], counts)
        return cells


def misfits(table: str, error: ClassValidationError) -> Iterator[Misfit]:
    """Every cell of a row of *table* that does not hold what it should, as `cattrs` found them."""
    layout = LAYOUTS[table]
    noted, others = error.group_exceptions()
    for cause, note in noted:
        if isinstance(cause, Expected):
            column = cause.column or layout.column(note.name)
            yield Misfit(column, str(cause), cause.nearest)
        elif not isinstance(cause, (Blocked, ClassValidationError)):
            raise cause
    for cause in others:
        raise cause


def _row_structure(layout: Layout, converter: Converter) -> Callable[[dict[str, Any], type], Any]:
    overrides: dict[str, Any] = {}
    for field in attrs.fields(layout.record):
        column = layout.column(field.name)
        if field.name in layout.computed:
            overrides[field.name] = override(omit=True)
        elif column in layout.vocabulary:
            hook = _one_of(layout.vocabulary[column], optional="None" in str(field.type))
            overrides[field.name] = override(rename=column, struct_hook=hook)
        elif column == layout.star:
            overrides[field.name] = override(rename=column, struct_hook=_one_or_all)
        else:
            overrides[field.name] = override(rename=column)
    structure: Callable[[dict[str, Any], type], Any] = make_dict_structure_fn(
        layout.record,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **overrides,
    )
    return structure


def _structuring_converter(lookup: Lookup) -> Converter:
    converter = Converter(detailed_validation=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(bool, _yes_or_no)
    converter.register_structure_hook(dt.date, _day)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook_func(
        attrs.has, lambda value, kind: _reference(lookup, kind, value)
    )
    converter.register_structure_hook_func(
        _is_reference_list,
        lambda text, kind: tuple(
            _reference(lookup, get_args(kind)[0], item) for item in _items(text, "sources")
        ),
    )
    converter.register_structure_hook_func(
        lambda kind: kind == tuple[str, ...], lambda text, _: _items(text, "aliases")
    )
    converter.register_structure_hook_func(
        lambda kind: kind == tuple[tuple[str, int], ...],
        lambda pair, _: _counts(lookup, *pair),
    )
    return converter


def _is_reference_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and attrs.has(get_args(kind)[0])


def _reference(lookup: Lookup, kind: type, value: Key | str | None) -> Any:
    """The record of another table that a cell (or a cell with its cycle) refers to."""
    key = value if isinstance(value, tuple) else (_text(value, str),)
    if kind is Grade:
        return structure_grade(lookup, *key)
    return _resolve(lookup, _TABLES_BY_RECORD[kind.__name__], key)


def structure_grade(lookup: Lookup, cycle: str, key: str) -> Grade:
    """The grade that *key* names on the scale of *cycle*."""
    try:
        scale = lookup._scale_of(cycle)
    except KeyError:
        raise Blocked from None
    try:
        grade: Grade = lookup._record("scales", (scale, key))
    except KeyError:
        raise Expected(
            f"a grade of the {scale} scale, on which {cycle} is graded",
            nearest=lambda: nearest_names(
                key, (known[1] for known in lookup.keys("scales") if known[0] == scale)
            ),
        ) from None
    return grade


def _resolve(lookup: Lookup, table: str, key: tuple[str | None, ...]) -> Any:
    complete = tuple(part for part in key if part is not None)
    if len(complete) < len(key):
        raise Blocked
    try:
        return lookup._record(table, complete)
    except KeyError:
        *within, name = complete
        of = f" of {within[0]}" if within else ""
        raise Expected(
            f"an id that {table}.csv has{of}",
            nearest=lambda: nearest_names(
                name, (known[-1] for known in lookup.keys(table) if [*known[:-1]] == within)
            ),
        ) from None


def _items(text: str | None, column: str) -> tuple[str, ...]:
    if text is None:
        return ()
    separator = LIST_SEPARATORS[column]
    items = tuple(text.split(separator))
    if any(item != item.strip() or not item for item in items) or len(set(items)) < len(items):
        raise Expected(f"distinct items with {separator!r} between them")
    return items


def _counts(
    lookup: Lookup, cycle: str, columns: Mapping[str, str | None]
) -> tuple[tuple[str, int], ...]:
    counts: list[tuple[str, int]] = []
    for column, text in columns.items():
        if text is not None:
            grade = column.replace("_", "-")
            if not _WHOLE.fullmatch(text):
                raise Expected("a whole number", column)
            try:
                structure_grade(lookup, cycle, grade)
            except Expected as error:
                raise Expected(f"nothing: {grade} is not {error}", column) from None
            counts.append((grade, int(text)))
    return tuple(counts)


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise Expected("a value; the cell is empty")
    return value


def _whole_number(value: object, _: type) -> int:
    if not _WHOLE.fullmatch(text := _text(value, str)):
        raise Expected("a whole number")
    return int(text)


def _decimal(value: object, _: type) -> Decimal:
    if not _DECIMAL.fullmatch(text := _text(value, str)):
        raise Expected("a number such as 96.8")
    return Decimal(text)


def _yes_or_no(value: object, _: type) -> bool:
    if value not in ("yes", "no"):
        raise Expected("yes or no")
    return value == "yes"


def _day(value: object, _: type) -> dt.date:
    text = _text(value, str)
    try:
        if not _ISO_DAY.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Expected("a day such as 2017-11-09") from None


def _one_of(literal: Any, *, optional: bool) -> Callable[[object, type], Any]:
    allowed = get_args(literal)

    def hook(value: object, _: type) -> object:
        if value in allowed or (optional and value is None):
            return value
        raise Expected(f"one of {', '.join(allowed)}{' or nothing' if optional else ''}")

    return hook


def _unstructuring_converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook_func(attrs.has, lambda record: record.id)
    converter.register_unstructure_hook(Grade, lambda grade: grade.key)
    for value in (dt.date, Decimal):
        converter.register_unstructure_hook(value, lambda same: same)
    return converter


def row_unstructure(table: str) -> Callable[[Any], dict[str, Any]]:
    """Makes typed rows of one table's records: references as ids, in the order of the columns.

    Dates stay `datetime.date`, figures `Decimal`, lists lists; an empty cell is None.
    """
    layout, columns = LAYOUTS[table], TABLES[table].columns
    overrides: dict[str, Any] = {
        field.name: override(omit=True)
        if field.name in layout.computed
        else override(rename=layout.column(field.name))
        for field in attrs.fields(layout.record)
    }
    unstructure: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(
        layout.record, _unstructuring_converter(), **overrides
    )

    def row(record: Any) -> dict[str, Any]:
        cells = unstructure(record)
        if table in _COUNTED:
            counts = dict(cells.pop("counts"))
            cells |= {column: counts.get(column.replace("_", "-")) for column in COUNT_COLUMNS}
        if layout.star and cells[layout.star] is None:
            cells[layout.star] = _ALL
        return {column: cells[column] for column in columns}

    return row


def as_text(row: Mapping[str, Any]) -> Row:
    """A typed row as the cells of a CSV file."""
    return tuple(_cell(column, value) for column, value in row.items())


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column in LIST_SEPARATORS:
        return LIST_SEPARATORS[column].join(value)
    return str(value)


def _one_or_all(value: object, _: type) -> str | None:
    text = _text(value, str)
    return None if text == _ALL else text
