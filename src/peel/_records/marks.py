"""The signs behind a grade (←, *, † …) and their footnote; a remark in words: judgements.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from peel._records.judgements import Judgement
from peel._vocabulary import RemarkKind

#: By kind of remark, the gravest first: the mark behind a grade, and what it means.
MARKS: Mapping[RemarkKind, tuple[str, str]] = {
    "disputed": ("†", "sources disagree"),
    "derived": ("*", "derived (no source names it)"),
    "one source": ("¹", "rests on one secondary source"),
    "revised": ("‡", "changed after its publication"),
    "programme": ("§", "given by another programme"),
    "carried over": ("←", "given in an earlier cycle and carried over"),
}

#: What is said above superseded grades.
OLDER = "older grades, which do not say where a force stands now"


def marks(judgement: Judgement, table: Mapping[RemarkKind, tuple[str, str]] = MARKS) -> str:
    """The marks of what is to be remarked of a grade, as they stand behind it."""
    return "".join(table[kind][0] for kind in judgement.limits if kind in table)


def by_mark(judgements: Iterable[Judgement]) -> dict[RemarkKind, list[Judgement]]:
    """The judgements that have each mark, in the order of the table."""
    limits = [(item, item.limits) for item in judgements]
    marked: dict[RemarkKind, list[Judgement]] = {
        kind: [item for item, kinds in limits if kind in kinds] for kind in MARKS
    }
    return {kind: items for kind, items in marked.items() if items}


def footnote(
    judgements: Iterable[Judgement], table: Mapping[RemarkKind, tuple[str, str]] = MARKS
) -> str:
    """What the marks behind *judgements* mean; empty where there is none."""
    return "; ".join(" ".join(table[kind]) for kind in by_mark(judgements) if kind in table)
