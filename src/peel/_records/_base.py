"""What all records have in common: how they are shown, copied and pickled, and declare a column."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sized
from operator import attrgetter
from typing import ClassVar, TypeVar

import attrs

from peel._about import __version__
from peel._errors import PeelError
from peel._vocabulary import Known
from peel._words.text import quoted

T = TypeVar("T")


def column(
    known: Known, *, name: str = "", within: str = "", star: bool = False
) -> Mapping[str, object]:
    """The metadata of a field that is a column of its table.

    Args:
        known: When the cell becomes known; `peel.as_of` blanks what was not known yet.
        name: Name of the column, if it is not that of the field.
        within: Column of the cycle whose question or grade the cell names.
        star: Whether ``*`` in the cell stands for None.
    """
    return {"known": known, "name": name, "within": within, "star": star}


#: Metadata of a field whose column tells what was known as soon as the row was.
WITH_ROW = column("with the row")
#: Metadata of a field that the report as a whole tells.
WITH_REPORT = column("with the report")
#: Metadata of a field that is no column: an answer puts it together.
COMPUTED: Mapping[str, object] = {"computed": True}


def show_id(record: object) -> str:
    """A referenced record in a repr: by id, a grade by key, what has neither in words."""
    name = getattr(record, "id", None) or getattr(record, "key", None)
    return f"<{record}>" if name is None and record is not None else repr(name)


def show_ids(records: Iterable[object]) -> str:
    """Referenced records in a repr: by id."""
    return repr(tuple(map(attrgetter("id"), records)))


def show_number(records: Sized) -> str:
    """Referenced records in a repr: how many there are."""
    return f"<{len(records)}>"


class Shown:
    """What stands in an f-string, has plain types for `json.dumps`, and a page for notebooks."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def to_dict(self) -> dict[str, object]:
        """All of it in plain types that `json.dumps` takes as they are.

        Keys are the columns of its frame. Days are ISO text, lists are lists, what is not known is
        None; sources, and the records that belong to it, are dicts themselves.
        """
        from peel._records._dicts import to_dict

        return to_dict(self)

    def _repr_html_(self) -> str:
        from peel._show.html import page

        return page(self)


class Record(Shown):
    """A frozen value: a row of a table, or an answer made of such rows."""

    __slots__ = ()
    #: The table of the data package whose rows these are; empty for an answer.
    table: ClassVar[str] = ""
    #: Each kind of record is a class of attrs.
    __attrs_attrs__: ClassVar[tuple[object, ...]]

    def __reduce__(self) -> tuple[object, ...]:
        kind = type(self)
        fields = (field for field in attrs.fields(kind) if field.init)
        values = {field.alias: getattr(self, field.name) for field in fields}
        return _restored, (kind, __version__, values)


def unlike_text(kind: type[T]) -> type[T]:
    """Warn where a record whose repr is its name is compared with text: that is never equal.

    It has the hash of its name, so that a set or a dict of texts compares it with its like too.
    """
    equal = kind.__eq__
    name = "key" if "key" in kind.__annotations__ else "id"
    name_of = attrgetter(name)
    noun = kind.__name__.lower()

    def __eq__(self: T, other: object) -> bool:  # noqa: N807
        if isinstance(other, str):
            warnings.warn(
                f"a {noun} is never equal to text such as {quoted(other)}: compare {noun}.{name}, "
                f"or filter, as in peel.judgements({noun}=…)",
                stacklevel=2,
            )
        return equal(self, other)

    def __hash__(self: T) -> int:  # noqa: N807
        return hash(name_of(self))

    kind.__hash__ = __hash__  # type: ignore[method-assign, assignment]
    kind.__eq__ = __eq__  # type: ignore[method-assign, assignment]
    kind.__ne__ = object.__ne__  # type: ignore[method-assign]
    return kind


def _restored(kind: type[T], version: str, values: dict[str, object]) -> T:
    require_this_version(kind.__name__, version)
    return kind(**values)


def require_this_version(what: str, version: str) -> None:
    """Refuse what another version of the library pickled."""
    if version != __version__:
        raise PeelError(
            f"this {what} was pickled by peel {version}, and this is peel {__version__}: "
            f"unpickle it with peel {version}; what is to outlast a version, keep with "
            "Dataset.save(directory) and read with peel.load(directory)"
        )
