"""What the public functions accept: ids that an editor completes, any spelling, or a record."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from typing import SupportsIndex, TypeAlias

from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade, JudgementScale
from peel._records.sources import Source
from peel._vocabulary import Basis, CycleId, EvidenceLevel, ForceId, GradeKey, ScaleKey

ForceLike: TypeAlias = ForceId | str | Force
CycleLike: TypeAlias = CycleId | str | SupportsIndex | Cycle
QuestionLike: TypeAlias = str | Question
GradeLike: TypeAlias = GradeKey | str | Grade
ScaleLike: TypeAlias = ScaleKey | str | JudgementScale
SourceLike: TypeAlias = str | Source
DayLike: TypeAlias = dt.date | dt.datetime | str
PathLike: TypeAlias = str | os.PathLike[str]

ForceFilter: TypeAlias = ForceLike | Iterable[ForceLike] | None
CycleFilter: TypeAlias = CycleLike | Iterable[CycleLike] | None
QuestionFilter: TypeAlias = QuestionLike | Iterable[QuestionLike] | None
GradeFilter: TypeAlias = GradeLike | Iterable[GradeLike] | None
ScaleFilter: TypeAlias = ScaleLike | Iterable[ScaleLike] | None
BasisFilter: TypeAlias = Basis | str | Iterable[Basis | str] | None
EvidenceFilter: TypeAlias = EvidenceLevel | str | Iterable[EvidenceLevel | str] | None
TextFilter: TypeAlias = str | Iterable[str] | None
