"""Where forces stand now: grades of their newest inspection, and what supersedes the older ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peel._answers import reach, single
from peel._lookup.framework import questions_of, questions_of_theme
from peel._records.forces import Force
from peel._records.framework import Cycle, Question
from peel._records.inspections import Inspection
from peel._records.judgements import Judgement
from peel._records.latest import Latest, Superseded
from peel._tables.store import Store
from peel._words.text import counted, nearest_names

NOT_RECORDED = "inspected again, that grade is not recorded"


def of_force(store: Store, force: Force) -> Latest:
    """The judgements of the newest inspection of *force*."""
    newest = reach.newest(store, force)
    if newest is None:
        return _latest(store, force=force, notes=["nothing is recorded for this force"])
    graded: list[Judgement] = []
    not_graded: list[Question] = []
    not_recorded: list[Question] = []
    superseded: list[Superseded] = []
    for question in questions_of(store, newest):
        found = single.recorded(store, force, question)
        if found is not None and found.grade is not None:
            graded.append(found)
        elif found is not None:
            not_graded.append(question)
        elif question.graded == "always":
            not_recorded.append(question)
    now = {judgement.question.theme for judgement in graded}
    for theme in _themes(store, force, newest):
        if theme not in now or _lacks(store, force, _asked(store, newest, theme)):
            superseded += _superseded(store, force, theme, newest)
    notes = [f"newest inspection recorded: {newest.title}", *_counted(store, force, newest)]
    if not newest.questions_complete:
        notes.append(f"{newest.title} may have more questions than are recorded")
    return _latest(store, graded, not_graded, not_recorded, superseded, notes, force=force)


def of_theme(store: Store, theme: str, forces: Sequence[Force], force: Force | None) -> Latest:
    """The newest grade of each of *forces* for *theme*, if its newest inspection gave it."""
    graded: list[Judgement] = []
    not_graded: list[Force] = []
    not_recorded: list[Force] = []
    superseded: list[Superseded] = []
    unknown = 0
    ever = questions_of_theme(store, theme)
    for of in forces:
        newest = reach.newest(store, of)
        asked = [] if newest is None else _asked(store, newest, theme)
        found = [single.recorded(store, of, question) for question in asked]
        grades = [item for item in found if item is not None and item.grade is not None]
        graded += grades
        if grades:
            continue
        older = [] if newest is None else _superseded(store, of, theme, newest)
        superseded += older
        missing = _lacks(store, of, asked)
        if (any(found) and not missing) or all(item.graded == "never" for item in asked or ever):
            not_graded.append(of)
        elif not older or missing:
            not_recorded.append(of)
            unknown += bool(asked) and not missing
    if (since := _not_asked_since(store, theme, forces)) is None:
        some = (
            "graded for some forces only: it is not known whether "
            f"{unknown} of those not recorded were graded"
        )
        notes = [some] if unknown else []
        return _latest(
            store, graded, not_graded, not_recorded, superseded, notes, force=force, theme=theme
        )
    gone = _no_longer_asked(store, theme, since, len(not_recorded))
    return _latest(store, superseded=superseded, notes=[gone], force=force, theme=theme)


def _not_asked_since(store: Store, theme: str, forces: Iterable[Force]) -> Cycle | None:
    """The cycle since which *theme* is asked of none of *forces*; None if it is of some."""
    cycles = store.all(Cycle)
    last = cycles.index(questions_of_theme(store, theme)[-1].cycle)
    since = next((item for item in cycles[last + 1 :] if item.questions_complete), None)
    newest = [cycle for of in forces if (cycle := reach.newest(store, of)) is not None]
    if since is None or not newest:
        return None
    return since if min(map(cycles.index, newest)) >= cycles.index(since) else None


def _no_longer_asked(store: Store, theme: str, since: Cycle, without: int) -> str:
    """Since when *theme* is not asked, and what is asked now under a name like it."""
    asked = questions_of_theme(store, theme)
    never = ", never graded" if all(item.graded == "never" for item in asked) else ""
    text = f"no longer asked since {since.title} (last asked in {asked[-1].cycle.title}{never})"
    if without:
        text += f"; of {counted(without, 'force')} no older grade is recorded"
    newest = [cycle for cycle in store.all(Cycle) if cycle.questions_complete][-1]
    near = nearest_names(theme, (item.theme for item in questions_of(store, newest)), cutoff=1)
    return f"{text}; {newest.title} asks under a similar name: {', '.join(near)}" if near else text


def _latest(
    store: Store,
    graded: Iterable[Judgement] = (),
    not_graded: Iterable[Question] | Iterable[Force] = (),
    not_recorded: Iterable[Question] | Iterable[Force] = (),
    superseded: Iterable[Superseded] = (),
    notes: Iterable[str] = (),
    *,
    force: Force | None = None,
    theme: str | None = None,
) -> Latest:
    of = [force] if force else store.all(Force)
    return Latest(
        tuple(graded),
        force,
        theme,
        store.origin.as_of,
        tuple(not_graded),  # type: ignore[arg-type]
        tuple(not_recorded),  # type: ignore[arg-type]
        tuple(superseded),
        edition=store.edition,
        notes=(*notes, *reach.since(store, of)),
    )


def _themes(store: Store, force: Force, newest: Cycle) -> Iterable[str]:
    """What *newest* grades, and what the inspection of *force* before it did."""
    cycles = store.all(Cycle)
    earlier = reversed(cycles[: cycles.index(newest)])
    before = next((item for item in earlier if reach.is_recorded(store, force, item)), newest)
    asked = [item for item in questions_of(store, newest) if item.graded != "never"]
    asked += [
        item
        for item in questions_of(store, before)
        if item.graded == "always" or single.recorded(store, force, item)
    ]
    return dict.fromkeys(question.theme for question in asked)


def _asked(store: Store, cycle: Cycle, theme: str) -> list[Question]:
    return [question for question in questions_of(store, cycle) if question.theme == theme]


def _lacks(store: Store, force: Force, asked: Iterable[Question]) -> bool:
    """Whether a grade that every force has is not recorded for *force*."""
    return any(
        question.graded == "always" and single.recorded(store, force, question) is None
        for question in asked
    )


def _superseded(store: Store, force: Force, theme: str, newest: Cycle) -> list[Superseded]:
    """The newest older grade of *force* for *theme*, if there is one."""
    cycles = store.all(Cycle)
    older = [
        found
        for question in questions_of_theme(store, theme)
        if cycles.index(question.cycle) < cycles.index(newest)
        and (found := single.recorded(store, force, question)) is not None
        and found.grade is not None
    ]
    if not older:
        return []
    inspection = (
        single.inspection(store, force, newest)
        if reach.has_inspection(store, force, newest)
        else None
    )
    asked = _asked(store, newest, theme)
    reason = _reason(store, force, theme, newest, asked)
    allows = single.left_open(store, force, asked) if reason == NOT_RECORDED else ()
    return [Superseded(older[-1], inspection, reason, allows)]


def _reason(
    store: Store, force: Force, theme: str, newest: Cycle, asked: Sequence[Question]
) -> str:
    """Why an older grade for *theme*, which *newest* asks with the questions *asked*, is no more."""
    if _lacks(store, force, asked):
        return NOT_RECORDED
    if any(item.graded == "never" or single.recorded(store, force, item) for item in asked):
        return "inspected again, not graded then"
    if asked or not newest.questions_complete:
        return "inspected again, not known whether it was graded then"
    cycles = store.all(Cycle)
    last = max(
        cycles.index(question.cycle)
        for question in questions_of_theme(store, theme)
        if cycles.index(question.cycle) < cycles.index(newest)
    )
    return f"no longer asked since {cycles[last + 1].title}"


def _counted(store: Store, force: Force, cycle: Cycle) -> Iterable[str]:
    inspection = store.find(Inspection, (force.id, cycle.id))
    if inspection is not None and inspection.counts:
        yield f"published count of areas: {inspection.counts_text}"
