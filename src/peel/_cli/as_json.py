"""The option --json: what `to_dict` gives of an answer, and which record it comes from."""

from __future__ import annotations

import json
import sys

import peel
from peel._cli.answers import Asked
from peel._cli.screen import ForceScreen
from peel._records._base import Record
from peel._records._dicts import to_dicts, to_plain
from peel._records.answer import RecordTuple


def as_json(
    record: peel.Dataset, answer: Record | RecordTuple[Record] | Asked | ForceScreen | str
) -> str:
    """*answer* as text that any encoding of standard output keeps as it is."""
    said: dict[str, object]
    if isinstance(answer, str):
        said = {"text": answer}
    else:
        said = _of_force(answer) if isinstance(answer, ForceScreen) else answer.to_dict()
    said["edition"] = to_plain(record.edition)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    unicode = encoding.lower().replace("-", "") == "utf8"
    return json.dumps(said, ensure_ascii=not unicode, indent=2)


def _of_force(screen: ForceScreen) -> dict[str, object]:
    """A force with its time in Engage, its inspections, and a row for each of their cells."""
    record, force, cycle = screen.record, screen.force, screen.cycle
    inspections = [item.to_dict() for item in record.inspections(force=force, cycle=cycle)]
    for inspection in inspections:
        del inspection["judgements"]
    return {
        "force": force.to_dict(),
        "monitoring": record.monitoring(force=force).to_dict(),
        "inspections": inspections,
        "cells": to_dicts(record.cells(force=force, cycle=cycle)),
        "notes": list(screen.notes),
    }
