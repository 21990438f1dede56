"""The closed vocabularies of the record, as types that an editor can complete."""

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
    "inspectorate",
    "copy",
    "commissioner",
    "force",
    "public body",
    "federation",
    "news",
    "other",
]
Precision: TypeAlias = Literal["exact", "no later than"]
Period: TypeAlias = Literal["day", "month", "year"]
Status: TypeAlias = Literal["comparable", "not comparable", "unknown"]
Reinspected: TypeAlias = Literal["yes", "in part", "no"]
FindingKind: TypeAlias = Literal[
    "strength", "shortcoming", "context", "cause-of-concern", "progress"
]
FrameworkVersion: TypeAlias = Literal["first", "revised"]
CellStatus: TypeAlias = Literal["recorded", "not graded", "not recorded", "unknown"]
GapKind: TypeAlias = Literal["not graded", "not recorded", "no inspection"]
OnIncomparable: TypeAlias = Literal["flag", "raise"]
CitationStyle: TypeAlias = Literal["text", "bibtex"]
