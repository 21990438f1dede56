"""The flat table of grades and gaps that `peel export` writes: columns of a cell, some renamed."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from peel._records._columns import COLUMNS, Column
from peel._records.cells import CellRow
from peel._records.judgements import Judgement
from peel._records.sources import first_of

#: What stands between the parts of a list in one cell: no caveat and no id of a source has it.
BETWEEN = " | "
_OF_CELL = {column.name: column for column in COLUMNS[CellRow]}
_JUDGEMENT = attrgetter("judgement")


def _named(**names: str) -> Iterator[Column]:
    """Columns that a frame of cells has under another name."""
    return (_OF_CELL[there]._replace(name=here) for here, there in names.items())


def _source(judgement: Judgement) -> str | None:
    first = first_of(judgement.sources, judgement.evidence)
    return None if first is None else first.url


#: The columns: first what people read, then the names that other tables go by.
FLAT: tuple[Column, ...] = (
    *_named(force="force_name", region="region", cycle="cycle", area="question_label"),
    *_named(status="status", kind="question_kind", scale="scale", grade="grade_label"),
    *_named(day="published", precision="published_precision", basis="basis", evidence="evidence"),
    Column("caveats", "list", attrgetter("qualifiers"), _JUDGEMENT),
    Column("source", "text", _source, _JUDGEMENT),
    *_named(force_id="force"),
    Column("ons_code", "text", attrgetter("ons_code"), attrgetter("force")),
    *_named(question="question", theme="theme", sources="sources"),
)
