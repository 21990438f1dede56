"""All forces at a time: distributions, comparisons, where everybody stands, and coverage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from peel._records.coverage import Cell, Coverage, CoverageRow
from peel._records.distribution import Comparison, Distribution
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.grades import Grade, JudgementScale
from peel._records.history import Latest
from peel._records.judgements import Judgement, show_counts

if TYPE_CHECKING:
    from peel._dataset import Dataset


class _Sorted(NamedTuple):
    """Cells by what is known of them; those that are never graded are in none."""

    graded: tuple[Judgement, ...]
    not_graded: tuple[Cell, ...]
    not_recorded: tuple[Cell, ...]


def _sort_out(dataset: Dataset, cells: Iterable[Cell]) -> _Sorted:
    graded: list[Judgement] = []
    not_graded: list[Cell] = []
    not_recorded: list[Cell] = []
    for cell in cells:
        found = dataset._recorded(cell.force, cell.question)
        if found is not None and found.grade is not None:
            graded.append(found)
        elif found is not None:
            not_graded.append(cell)
        elif cell.question.graded != "never":
            not_recorded.append(cell)
    return _Sorted(tuple(graded), tuple(not_graded), tuple(not_recorded))


def distribution(dataset: Dataset, question: Question, scale: JudgementScale) -> Distribution:
    """How all forces were graded for *question*."""
    known = _sort_out(dataset, (Cell(force, question) for force in dataset.forces()))
    missing = tuple(cell.force for cell in known.not_recorded)
    count_only = (
        (grade.key, _count_only(dataset, question.cycle, grade, missing)) for grade in scale
    )
    return Distribution(
        question,
        scale,
        known.graded,
        tuple(cell.force for cell in known.not_graded),
        missing,
        dataset.tallies(cycle=question.cycle, question=question),
        tuple((key, forces) for key, forces in count_only if forces),
    )


def _count_only(
    dataset: Dataset, cycle: Cycle, grade: Grade, forces: Iterable[Force]
) -> tuple[Force, ...]:
    """The forces whose published count has more areas of this grade than are recorded."""
    found: list[Force] = []
    for force in forces:
        if dataset._has_inspection(force, cycle):
            inspection = dataset.inspection(force, cycle)
            recorded = sum(item.grade == grade for item in inspection.judgements)
            if inspection.counts.get(grade.key, 0) > recorded:
                found.append(force)
    return tuple(found)


def comparison(dataset: Dataset, forces: tuple[Force, ...], cycle: Cycle) -> Comparison:
    """*forces* side by side in one cycle."""
    questions = tuple(item for item in dataset.questions(cycle) if item.graded != "never")
    versions = tuple(
        (
            force,
            dataset.inspection(force, cycle).framework_version
            if dataset._has_inspection(force, cycle)
            else None,
        )
        for force in forces
    )
    return Comparison(
        forces,
        cycle,
        dataset._names.scales.find(cycle.scale),
        questions,
        dataset.judgements(force=forces, cycle=cycle),
        versions if len({version for _, version in versions}) > 1 else (),
    )


def latest_of_force(dataset: Dataset, force: Force) -> Latest:
    """The judgements of the newest cycle recorded for *force*."""
    newest_first = reversed(dataset.cycles())
    cycle = next((cycle for cycle in newest_first if _is_recorded(dataset, force, cycle)), None)
    if cycle is None:
        return Latest((), force, None, None, (), (), ("nothing is recorded for this force",))
    known = _sort_out(dataset, (Cell(force, question) for question in dataset.questions(cycle)))
    notes = [f"newest cycle recorded: {cycle.title}"]
    if not cycle.questions_complete:
        notes.append(f"not all questions of {cycle.title} are recorded")
    if known.not_recorded and dataset._has_inspection(force, cycle):
        counts = dataset.inspection(force, cycle).counts
        if counts:
            notes.append(f"published count of areas: {show_counts(counts)}")
    return Latest(
        known.graded,
        force,
        None,
        None,
        tuple(cell.question for cell in known.not_graded),
        tuple(cell.question for cell in known.not_recorded),
        tuple(notes),
    )


def latest_of_theme(
    dataset: Dataset, theme: str, forces: Iterable[Force], force: Force | None
) -> Latest:
    """The newest grade of each of *forces* for *theme*, and who has a newer one not recorded."""
    newest_first = dataset._questions_of_theme(theme)[::-1]
    never_graded = all(question.graded == "never" for question in newest_first)
    newest: list[Judgement] = []
    not_graded: list[Force] = []
    not_recorded: list[Force] = []
    for of in forces:
        cells = [
            Cell(of, question)
            for question in newest_first
            if (question.graded == "always" and _is_recorded(dataset, of, question.cycle))
            or dataset._recorded(of, question) is not None
        ]
        graded = _sort_out(dataset, cells).graded[:1]
        newest += graded
        newer = cells[: cells.index(Cell(of, graded[0].question))] if graded else cells
        unknown = _sort_out(dataset, newer)
        if (unknown.not_graded and not unknown.not_recorded) or never_graded:
            not_graded.append(of)
        elif unknown.not_recorded or not cells:
            not_recorded.append(of)
    return Latest(tuple(newest), force, theme, None, tuple(not_graded), tuple(not_recorded))


def coverage(dataset: Dataset, forces: tuple[Force, ...], force: Force | None) -> Coverage:
    """How much is recorded of *forces*, question by question."""
    rows: list[CoverageRow] = []
    for cycle in dataset.cycles():
        inspected = [force for force in forces if _is_recorded(dataset, force, cycle)]
        for question in dataset.questions(cycle):
            expected = inspected if question.graded == "always" else []
            cells = [dataset._recorded(force, question) for force in forces]
            recorded = tuple(cell for cell in cells if cell is not None)
            found = {cell.force.id for cell in recorded}
            missing = tuple(force for force in expected if force.id not in found)
            rows.append(CoverageRow(question, len(expected), recorded, missing))
    return Coverage(tuple(rows), force)


def _is_recorded(dataset: Dataset, force: Force, cycle: Cycle) -> bool:
    """Whether anything at all is recorded of *force* in *cycle*."""
    return dataset._has_inspection(force, cycle) or bool(
        dataset.judgements(force=force, cycle=cycle)
    )
