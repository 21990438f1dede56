"""`to_dict` (JSON): records by their columns (_columns.py), answers by the keys that stand here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from operator import attrgetter
from typing import cast

import attrs

from peel._records._base import Record
from peel._records._columns import COLUMNS, Getter
from peel._records._rows import CONTAINERS, Frameable, no_record, rows_of
from peel._records.answer import Answer, Edition, RecordTuple
from peel._records.cells import Cell
from peel._records.changes import GradeChanges
from peel._records.comparison import Comparison
from peel._records.coverage import Coverage
from peel._records.distribution import Distribution
from peel._records.forces import Force
from peel._records.framework import Cycle
from peel._records.grades import JudgementScale
from peel._records.history import History
from peel._records.inspections import Findings
from peel._records.latest import Latest
from peel._records.matches import ForceMatches
from peel._records.monitoring import Monitoring
from peel._records.sources import Source


def _ids(field: str) -> Getter:
    refer = attrgetter(field)
    return lambda answer: [item.id for item in refer(answer)]


def _cells(field: str) -> Getter:
    places = attrgetter(field)
    return lambda answer: [Cell(*cell) for cell in places(answer)]


def _of_force(attribute: str) -> Getter:
    return lambda answer: None if answer.force is None else getattr(answer.force, attribute)


def _attributes(names: str = "", **paths: str) -> dict[str, Getter]:
    """Attributes of an answer, under their own names or at a path."""
    paths = paths | {name: name for name in names.split()}
    return {name: attrgetter(path) for name, path in paths.items()}


def _may_be(distribution: Distribution) -> dict[str, list[str]]:
    return {
        grade.key: [force.id for force in distribution.count_only(grade)]
        for grade in distribution.scale
    }


def _places(places: Iterable[tuple[Force, Cycle]]) -> list[dict[str, str]]:
    return [{"force": force.id, "cycle": cycle.id} for force, cycle in places]


_LEFT_OUT: Mapping[str, Getter] = {
    "not_graded": _ids("not_graded"),
    "not_recorded": _ids("not_recorded"),
}
_FORCE: Mapping[str, Getter] = {"force": _of_force("id"), "force_name": _of_force("name")}

#: What a dict of each answer says beside the rows of its frame.
_ANSWERS: Mapping[type, Mapping[str, Getter]] = {
    JudgementScale: _attributes("grades", scale="key"),
    Distribution: {
        **_attributes(cycle="cycle.id", question="question.id", question_label="question.label"),
        **_attributes("counts shares fresh carried_over complete agrees", scale="scale.key"),
        **_LEFT_OUT,
        "unknown": _ids("unknown"),
        "count_only": _may_be,
        **_attributes("tallies coverage_line"),
    },
    Comparison: {
        **_attributes(cycle="cycle.id", scale="scale.key"),
        "forces": _ids("forces"),
        "questions": _ids("questions"),
        "framework_versions": lambda answer: {
            force.id: version for force, version in answer.framework_versions
        },
        "not_graded": _cells("not_graded"),
        "not_recorded": _cells("not_recorded"),
        "unknown": _cells("unknown"),
        "uninspected": _ids("uninspected"),
        **_attributes("coverage_line"),
    },
    Coverage: {
        **_FORCE,
        **_attributes("expected recorded not_graded"),
        "missing": Coverage.missing,
        **_attributes("summary"),
    },
    GradeChanges: {
        **_FORCE,
        **_attributes(
            "question", before_cycle="before.id", after_cycle="after.id", scale="scale.key"
        ),
        **_LEFT_OUT,
        "unknown": _ids("unknown"),
        **_attributes("one_framework_only"),
    },
    History: {**_FORCE, **_attributes("subject changes gaps statements limits_line")},
    Latest: {
        **_FORCE,
        **_attributes("theme on"),
        **_LEFT_OUT,
        **_attributes("superseded"),
    },
    Findings: {
        "not_collected": lambda answer: _places(answer.not_collected),
        "selected": lambda answer: _places(answer.selected),
    },
    ForceMatches: {
        **_attributes("ids unknown repeated empty summary"),
        "absent": _ids("absent"),
    },
    Monitoring: _attributes("on kept_from kept_until kept_line"),
    RecordTuple: {},
}


def _numbered(ids: Getter) -> Getter:
    """How many, and which."""
    return lambda answer: {"number": len(found := ids(answer)), "which": found}


def _superseded(latest: Latest) -> list[str]:
    old = [item.judgement for item in latest.superseded]
    return [item.force.id if latest.theme else item.question.id for item in old]


#: What a sequence leaves out, or has in part: a frame of it has no row for that.
_NO_ROWS: Mapping[type, Mapping[str, Getter]] = {
    GradeChanges: {**_LEFT_OUT, "one_framework_only": _ids("one_framework_only")},
    Latest: {**_LEFT_OUT, "superseded": _superseded},
    Findings: _ANSWERS[Findings],
}

_OF_SOURCE = ("id", "kind", "publisher", "label", "title", "url")


def to_dicts(records: Frameable) -> list[dict[str, object]]:
    """Records, or the rows that an answer is about, as dicts that `json.dumps` takes as they are.

    Keys are the columns of `peel.to_pandas`. Days are ISO text, lists are lists, what is not known
    is None; sources are dicts themselves. What an answer leaves out, and which edition of the
    record it comes from, is in its own ``to_dict()``.

    Raises:
        TypeError: For anything that is not a sequence of records.

    >>> import peel
    >>> [(row["force"], row["published"]) for row in peel.to_dicts(peel.judgements(cycle=2017, grade="outstanding", question="efficiency"))]
    [('durham', '2017-11-09'), ('thames-valley', '2017-11-09')]
    """
    return list(map(_row, rows_of(records)[1]))


def to_dict(record: object) -> dict[str, object]:
    """A record as the row of its frame; an answer as what it says, its rows and its edition."""
    kind = type(record)
    said = _ANSWERS.get(kind)
    made = (
        _row(record)
        if said is None
        else {name: to_plain(get(record)) for name, get in said.items()}
    )
    if kind in CONTAINERS or kind is RecordTuple:
        made["rows"] = to_dicts(cast("Frameable", record))
    if isinstance(record, Answer | RecordTuple):
        made |= {"notes": list(record.notes), "edition": to_plain(record.edition)}
    return made


def said_beside(records: object) -> dict[str, object]:
    """What a frame of *records* says beside its rows: their edition, and what has no row and why.

    Empty for records that do not know which edition they are of.
    """
    edition = getattr(records, "edition", None)
    said = {} if edition is None else _of_edition(edition)
    if left_out := _NO_ROWS.get(type(records)):
        said["left_out"] = {why: to_plain(_numbered(ids)(records)) for why, ids in left_out.items()}
    if notes := getattr(records, "notes", ()):
        said["notes"] = list(notes)
    return said


def _row(record: object) -> dict[str, object]:
    try:
        columns = COLUMNS[type(record)]
    except KeyError:
        raise no_record(type(record)) from None
    return {column.name: to_plain(column.of(record, nested=True)) for column in columns}


@singledispatch
def to_plain(value: object) -> object:
    """A value as `json.dumps` takes it: days as ISO text, figures as numbers, records as dicts."""
    return value


@to_plain.register
def _of_day(value: dt.date) -> str:
    return value.isoformat()


@to_plain.register(Decimal)
@to_plain.register(Fraction)
def _of_number(value: Decimal | Fraction) -> int | float:
    return int(value) if value == int(value) else float(value)


@to_plain.register(tuple)
@to_plain.register(list)
def _of_list(values: Iterable[object]) -> list[object]:
    return list(map(to_plain, values))


@to_plain.register(Mapping)
def _of_mapping(values: Mapping[str, object]) -> dict[str, object]:
    return {name: to_plain(value) for name, value in values.items()}


@to_plain.register
def _of_record(record: Record) -> dict[str, object]:
    return _row(record)


@to_plain.register
def _of_source(source: Source) -> dict[str, object]:
    return {name: getattr(source, name) for name in _OF_SOURCE}


def _of_edition(edition: Edition) -> dict[str, object]:
    said = {**attrs.asdict(edition), "dates": edition.dates}
    return {name: to_plain(value) for name, value in said.items()}


to_plain.register(Edition, _of_edition)
