"""`to_dict` (JSON): records by their columns (_columns.py), answers by the keys that stand here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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
from peel._records.framework import Cycle, Question
from peel._records.grades import JudgementScale
from peel._records.history import History
from peel._records.inspections import Findings
from peel._records.latest import Latest
from peel._records.matches import ForceMatches
from peel._records.monitoring import Monitoring
from peel._records.sources import Source


def _said(attributes: str) -> dict[str, Getter]:
    """Attributes of an answer; ``name=path`` for one at a path."""
    entries = (attribute.partition("=") for attribute in attributes.split())
    return {name: attrgetter(path or name) for name, _, path in entries}


def _cells(field: str) -> Getter:
    places = attrgetter(field)
    return lambda answer: [Cell(*cell) for cell in places(answer)]


def _places(field: str) -> Getter:
    places = attrgetter(field)
    return lambda answer: [{"force": force, "cycle": cycle} for force, cycle in places(answer)]


_FORCE: Mapping[str, Getter] = {
    **_said("force"),
    "force_name": lambda answer: answer.force and answer.force.name,
}

#: What a dict of each answer says beside the rows of its frame.
_ANSWERS: Mapping[type, Mapping[str, Getter]] = {
    JudgementScale: _said("scale=key grades"),
    Distribution: {
        **_said("cycle question question_label=question.label scale=scale.key counts shares fresh"),
        **_said("carried_over complete agrees not_graded not_recorded unknown"),
        "count_only": lambda answer: {of.key: answer.count_only(of) for of in answer.scale},
        **_said("tallies coverage_line"),
    },
    Comparison: {
        **_said("cycle scale=scale.key forces questions"),
        "framework_versions": lambda answer: {
            force.id: version for force, version in answer.framework_versions
        },
        **{status: _cells(status) for status in ("not_graded", "not_recorded", "unknown")},
        **_said("uninspected coverage_line"),
    },
    Coverage: {
        **_FORCE,
        **_said("expected recorded not_graded"),
        "missing": Coverage.missing,
        **_said("of_expected summary"),
    },
    GradeChanges: {
        **_FORCE,
        **_said("before_cycle=before after_cycle=after scale=scale.key question"),
        **_said("not_graded not_recorded unknown"),
        "one_framework_only": lambda answer: to_dicts(answer.one_framework_only),
    },
    History: {**_FORCE, **_said("subject since changes gaps statements limits_line")},
    Latest: {**_FORCE, **_said("theme on not_graded not_recorded superseded unknown")},
    Findings: {field: _places(field) for field in ("not_collected", "selected")},
    ForceMatches: _said("ids unknown repeated empty summary absent"),
    Monitoring: _said("on kept_from kept_until kept_line"),
    RecordTuple: {},
}


def _superseded(latest: Latest) -> list[Force | Question]:
    old = [item.judgement for item in latest.superseded]
    return [item.force if latest.theme else item.question for item in old]


#: What a sequence leaves out, or has in part: a frame of it has no row for that.
_NO_ROWS: Mapping[type, Mapping[str, Getter]] = {
    GradeChanges: _said("not_graded not_recorded unknown one_framework_only"),
    Latest: {**_said("not_graded not_recorded unknown"), "superseded": _superseded},
    Findings: _ANSWERS[Findings],
}

_OF_SOURCE = ("id", "kind", "publisher", "label", "title", "url", "published")


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
    if isinstance(record, Edition):
        return _of_edition(record)
    kind = type(record)
    if kind not in _ANSWERS:
        made = _row(record)
    else:
        made = {name: to_plain(get(record)) for name, get in _ANSWERS[kind].items()}
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
        found = {why: get(records) for why, get in left_out.items()}
        said["left_out"] = {
            why: {"number": len(which), "which": to_plain(which)} for why, which in found.items()
        }
    if isinstance(records, Monitoring):
        said["kept_line"] = records.kept_line
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


def _of_edition(edition: Edition) -> dict[str, object]:
    said = {**attrs.asdict(edition), "dates": edition.dates}
    return {name: to_plain(value) for name, value in said.items()}


#: How a value of a class becomes plain, where it is not as it is.
_PLAIN: Mapping[type, Getter] = {
    dt.date: dt.date.isoformat,
    **dict.fromkeys([Decimal, Fraction], lambda of: int(of) if of == int(of) else float(of)),
    **dict.fromkeys([tuple, list], lambda values: list(map(to_plain, values))),
    Mapping: lambda values: {name: to_plain(value) for name, value in values.items()},
    Record: _row,
    **dict.fromkeys([Force, Cycle, Question], attrgetter("id")),
    Source: lambda source: {name: to_plain(getattr(source, name)) for name in _OF_SOURCE},
    Edition: _of_edition,
}
for _kind, _plain in _PLAIN.items():
    to_plain.register(_kind, _plain)
