"""Many forces at a time: distributions, comparisons, coverage and findings."""

from __future__ import annotations

from itertools import product

from peel._answers import reach, single
from peel._answers.standing import not_out
from peel._errors import NotGradedError
from peel._lookup.filters import Scope, candidates, in_scope
from peel._lookup.framework import forces_asked, questions_of, scale_of
from peel._records.answer import RecordTuple
from peel._records.comparison import Comparison
from peel._records.coverage import Coverage, CoverageRow
from peel._records.distribution import Distribution
from peel._records.forces import Force
from peel._records.framework import Cycle, Question, questions_lacking
from peel._records.inspections import SELECTED, Finding, Findings, Inspection
from peel._records.judgements import Tally
from peel._tables.store import Store


def distribution(store: Store, question: Question) -> Distribution:
    """How all forces were graded for *question*."""
    if question.graded == "never":
        raise NotGradedError(
            f"{question}: never graded, so there is nothing to distribute",
            "not graded",
            cycle=question.cycle.id,
            question=question.id,
        )
    scale = scale_of(store, question.cycle)
    cells = {force: single.recorded(store, force, question) for force in store.all(Force)}
    missing = tuple(force for force, found in cells.items() if found is None)
    open_ = {force: single.left_open(store, force, [question]) for force in missing}
    count_only = (
        (grade.key, tuple(force for force in missing if grade in open_[force])) for grade in scale
    )
    return Distribution(
        question,
        scale,
        tuple(found for found in cells.values() if found and found.grade),
        tuple(force for force, found in cells.items() if found and found.grade is None),
        missing,
        tuple(force for force in missing if reach.status(store, force, question) == "unknown"),
        tuple(item for item in store.all(Tally) if item.question == question),
        tuple((key, forces) for key, forces in count_only if forces),
        edition=store.edition,
        notes=(
            *reach.since(store, store.all(Force), [question.cycle]),
            *not_out(store, product(missing, [question])),
        ),
    )


def comparison(store: Store, forces: tuple[Force, ...], cycle: Cycle) -> Comparison:
    """*forces* side by side in one cycle."""
    questions = tuple(item for item in questions_of(store, cycle) if item.graded != "never")
    inspections = [(force, store.find(Inspection, (force.id, cycle.id))) for force in forces]
    versions = tuple(
        (force, found.framework_version if found else None) for force, found in inspections
    )
    notes = [*reach.since(store, forces, [cycle]), *questions_lacking(cycle)]
    return Comparison(
        forces,
        cycle,
        scale_of(store, cycle),
        questions,
        tuple(candidates(store, {force.id for force in forces}, {cycle.id})),
        versions if len({version for _, version in versions}) > 1 else (),
        tuple(force for force in forces if not reach.is_recorded(store, force, cycle)),
        edition=store.edition,
        notes=(*notes, *not_out(store, product(forces, questions))),
    )


def coverage(store: Store, force: Force | None) -> Coverage:
    """How much is recorded of *force*, or of all, question by question."""
    forces = forces_asked(store, force)
    rows: list[CoverageRow] = []
    for cycle in store.all(Cycle):
        inspected = [force for force in forces if reach.is_recorded(store, force, cycle)]
        for question in questions_of(store, cycle):
            expected = inspected if question.graded == "always" else []
            cells = (single.recorded(store, force, question) for force in forces)
            recorded = tuple(cell for cell in cells if cell is not None)
            found = {cell.force.id for cell in recorded}
            missing = tuple(force for force in expected if force.id not in found)
            rows.append(CoverageRow(question, len(expected), recorded, missing))
    without = ((force, row.question) for row in rows for force in row.not_recorded)
    begun = (cycle for cycle in store.all(Cycle) if reach.has_begun(store, cycle))
    known = (*questions_lacking(*begun), *not_out(store, without))
    notes = (*reach.since(store, forces), *known)
    return Coverage(tuple(rows), force, edition=store.edition, notes=notes)


def findings(
    store: Store,
    found: tuple[Finding, ...],
    inspections: RecordTuple[Inspection],
    scope: Scope,
) -> Findings:
    """The findings, and which of the *inspections* have none, or a selection only."""
    of = {(item.force, item.cycle): item.findings for item in inspections}
    none = [cell for cell, known in of.items() if known is None]
    return Findings(
        found,
        (*none, *reach.without_newest(store, *in_scope(store, scope))),
        tuple(
            cell
            for cell, known in of.items()
            if known and all(finding.kind in SELECTED for finding in known)
        ),
        edition=store.edition,
        notes=inspections.notes,
    )
