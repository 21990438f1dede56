"""The option --json: what `to_dict` gives of an answer, and which record it comes from."""

from __future__ import annotations

import json
import sys

import peel
from peel._cli.answers import Asked
from peel._cli.screen import ForceScreen
from peel._records._base import Record
from peel._records._dicts import to_plain
from peel._records.answer import RecordTuple


def as_json(
    record: peel.Dataset, answer: Record | RecordTuple[Record] | Asked | ForceScreen | str
) -> str:
    """*answer* as text that any encoding of standard output keeps as it is."""
    said: dict[str, object] = {"text": answer} if isinstance(answer, str) else answer.to_dict()
    said["edition"] = to_plain(record.edition)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    unicode = encoding.lower().replace("-", "") == "utf8"
    return json.dumps(said, ensure_ascii=not unicode, indent=2)
