"""The closed vocabularies as types: ids, bases, statuses and kinds of remark, printed as here."""

from __future__ import annotations

from typing import Literal, TypeAlias

ForceId: TypeAlias = Literal[
    "avon-and-somerset",
    "bedfordshire",
    "cambridgeshire",
    "cheshire",
    "city-of-london",
    "cleveland",
    "cumbria",
    "derbyshire",
    "devon-and-cornwall",
    "dorset",
    "durham",
    "dyfed-powys",
    "essex",
    "gloucestershire",
    "greater-manchester",
    "gwent",
    "hampshire",
    "hertfordshire",
    "humberside",
    "kent",
    "lancashire",
    "leicestershire",
    "lincolnshire",
    "merseyside",
    "metropolitan",
    "norfolk",
    "north-wales",
    "north-yorkshire",
    "northamptonshire",
    "northumbria",
    "nottinghamshire",
    "south-wales",
    "south-yorkshire",
    "staffordshire",
    "suffolk",
    "surrey",
    "sussex",
    "thames-valley",
    "warwickshire",
    "west-mercia",
    "west-midlands",
    "west-yorkshire",
    "wiltshire",
]
CycleId: TypeAlias = Literal[
    "2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25", "2025-27"
]
ScaleKey: TypeAlias = Literal["four-tier", "five-tier"]
GradeKey: TypeAlias = Literal[
    "outstanding", "good", "adequate", "requires-improvement", "inadequate"
]

QuestionKind: TypeAlias = Literal["pillar", "question", "area"]
Graded: TypeAlias = Literal["always", "some", "never"]
Basis: TypeAlias = Literal["stated", "derived", "carried-over", "not-graded"]
EvidenceLevel: TypeAlias = Literal["inspectorate", "copy", "official", "several", "single"]
SourceKind: TypeAlias = Literal[
    "inspectorate", "copy", "commissioner", "force", "public body", "federation", "news", "other"
]
Precision: TypeAlias = Literal["exact", "no later than"]
Phase: TypeAlias = Literal["engage"]
Period: TypeAlias = Literal["day", "month", "year"]
Status: TypeAlias = Literal["comparable", "not comparable", "unknown"]
Reinspected: TypeAlias = Literal["yes", "in part", "no"]
StatedBy: TypeAlias = Literal["inspectorate", "force"]
FindingKind: TypeAlias = Literal[
    "strength", "shortcoming", "context", "cause-of-concern", "progress"
]
FrameworkVersion: TypeAlias = Literal["first", "revised"]
WithoutGrade: TypeAlias = Literal["not graded", "not recorded", "unknown"]
CellStatus: TypeAlias = Literal["recorded", WithoutGrade]
SupersededKind: TypeAlias = Literal[WithoutGrade, "no longer asked"]
GapKind: TypeAlias = Literal[WithoutGrade, "no cycle"]
#: The gravest first.
RemarkKind: TypeAlias = Literal[
    "not graded",
    "disputed",
    "derived",
    "one source",
    "revised",
    "programme",
    "carried over",
    "published",
]
OnIncomparable: TypeAlias = Literal["flag", "raise"]
CitationStyle: TypeAlias = Literal["text", "bibtex"]
#: When a cell of a row becomes known: with the row itself, with the report as a whole, when the
#: cycle is complete, on the day that it names, with the newest of the row's sources (with all of
#: them, only if each has a day), with the end of a period; or the cell has what its revisions, or
#: the days of its sources, leave of it.
Known: TypeAlias = Literal[
    "with the row",
    "with the report",
    "with its cycle",
    "on its day",
    "with its sources",
    "with all its sources",
    "with the end",
    "as revised",
    "on their days",
]
