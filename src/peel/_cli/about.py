"""What an export says of itself: which record it is of, what part of it, and what is not there."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import NamedTuple

import peel
from peel._records.answer import Edition
from peel._words.text import counted

#: More are counted.
_MOST_NAMES = 12


class About(NamedTuple):
    """Which record is exported, what part of it, and what must be said of what is not there."""

    edition: Edition
    only: str | None
    notes: Sequence[str]

    def __str__(self) -> str:
        return f"{self.edition}; only {self.only}" if self.only else str(self.edition)

    def to_dict(self) -> dict[str, object]:
        return {**self.edition.to_dict(), "only": self.only, "notes": self.notes}


def about_export(record: peel.Dataset, options: Namespace) -> About:
    return About(record.edition, _only(record, options), _notes(record, options))


def forces_asked(options: Namespace) -> list[str] | None:
    """The forces that were named, each in one word or several."""
    return options.force and [" ".join(words) for words in options.force]


def _only(record: peel.Dataset, options: Namespace) -> str | None:
    """The forces and cycles that were asked for, in words; None for all."""
    forces = dict.fromkeys(record.force(name).name for name in forces_asked(options) or ())
    cycles = dict.fromkeys(record.cycle(name).title for name in options.cycle or ())
    return "; ".join(filter(None, map(", ".join, (forces, cycles)))) or None


def _notes(record: peel.Dataset, options: Namespace) -> Sequence[str]:
    """What Python's answer says of what is not there."""
    forces, cycles = forces_asked(options), options.cycle
    if options.table == "monitoring":
        return record.monitoring(force=forces).ending
    if options.table == "findings":
        findings = record.findings(force=forces, cycle=cycles)
        return [*(_places(*of) for of in findings.incomplete.items()), *findings.notes]
    asked = options.table or "cells"
    if asked not in ("cells", "judgements", "profiles"):
        asked = "inspections"
    notes: Sequence[str] = getattr(record, asked)(force=forces, cycle=cycles).notes
    return [note.replace("coverage()", "'peel coverage'") for note in notes]


def _places(why: str, places: Sequence[tuple[peel.Force, peel.Cycle]]) -> str:
    names = [f"{force.name} {cycle.label}" for force, cycle in places]
    few = len(names) <= _MOST_NAMES
    return f"{why}: {', '.join(names) if few else counted(len(names), 'inspection')}"
