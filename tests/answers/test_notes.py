"""What a list of records has not is said in its notes, and worked out when they are read."""

from __future__ import annotations

import gc
import pickle
import weakref
from typing import Any

import pytest

import peel
from peel._records.answer import RecordTuple
from tests.made import all_rows, made_of, with_cells

ASKED: list[dict[str, Any]] = [
    {},
    {"force": "kent"},
    {"cycle": "2023-25"},
    {"cycle": "2023-25", "grade": "inadequate"},
    {"force": ["kent", "lincolnshire"], "theme": "investigating-crime"},
    {"cycle": "2017", "question": "efficiency"},
    {"scale": "five-tier", "evidence": "single"},
    {"region": "London", "basis": "derived"},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("day", [None, "1 June 2019"])
def test_judgements_say_how_many_cells_are_recorded_as_coverage_counts_them(
    asked: dict[str, Any], day: str | None, with_gaps: peel.Dataset
) -> None:
    record = with_gaps.as_of(day) if day else with_gaps
    wide = {name: asked[name] for name in asked if name not in ("grade", "evidence", "basis")}
    cells = {
        (row.force.id, row.cycle.id, row.question.id)
        for of in record.forces()
        for row in record.cells(force=of)
        if _covers(wide, row)
    }
    expected = missing = ungraded = 0
    for force in record.forces():
        for row in record.coverage(force).rows:
            if (force.id, row.cycle.id, row.question.id) in cells:
                expected += row.expected
                missing += len(row.not_recorded)
                ungraded += row.not_graded if row.expected else 0
    said = [note for note in record.judgements(**asked).notes if "; coverage() names" in note]
    known = f"{expected - missing - ungraded:,} of {expected:,} grade{'s' * (expected != 1)}"
    known += f" recorded{f', {ungraded} not graded' * bool(ungraded)}"
    assert said == [f"{known}; coverage() names the others"] * bool(missing)


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("day", [None, "1 June 2019", "1 March 2024", "1 December 2025"])
def test_judgements_say_of_how_many_forces_no_inspection_is_recorded(
    asked: dict[str, Any], day: str | None
) -> None:
    record = peel.as_of(day) if day else peel.bundled()
    notes = record.judgements(**asked).notes
    wide = {name: asked[name] for name in asked if name not in ("grade", "evidence", "basis")}
    of: dict[str, dict[str, str]] = {}
    for row in record.cells(cycle=[item for item in record.cycles() if item.questions_complete]):
        if row.question.graded == "always" and _covers(wide, row):
            of.setdefault(row.cycle.title, {})[row.force.id] = row.status
    begun = {item.cycle.title for item in record.judgements()}
    for title, forces in of.items():
        lacking = list(forces.values()).count("unknown")
        whom = f"{lacking} of {len(forces)} forces"
        if lacking == len(forces):
            whom = "this force" if lacking == 1 else "these forces"
        named = title in begun or not {"cycle", "scale"}.isdisjoint(asked)
        said = [note for note in notes if note.startswith(f"{title}: no inspection")]
        assert said == [f"{title}: no inspection of {whom} is recorded"] * bool(lacking and named)


@pytest.mark.parametrize(
    ("cycle", "question"),
    [("2021-22", "supporting-victims"), ("2023-25", "crime-data-integrity")],
)
def test_judgements_say_what_is_known_of_a_question_graded_for_some_forces_only(
    cycle: str, question: str
) -> None:
    found = peel.distribution(cycle, question)
    numbers = {
        "recorded": len(found.judgements),
        "not graded": len(found.not_graded),
        "not known whether graded": len(found.unknown),
    }
    assert found.unknown
    known = ", ".join(f"{number} {why}" for why, number in numbers.items() if number)
    said = f"for questions graded for some forces only: {known}"
    assert peel.judgements(cycle=cycle, question=question).notes == (said,)


def _covers(asked: dict[str, Any], row: Any) -> bool:
    has = {
        "force": row.force.id,
        "region": row.force.region,
        "cycle": row.cycle.id,
        "scale": row.cycle.scale,
        "theme": row.question.theme,
        "question": row.question.id,
    }
    return all(has[name] == of or has[name] in list(of) for name, of in asked.items())


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        (
            {"force": "gwent", "question": "leadership"},
            "leadership is never graded in PEEL 2015, PEEL 2016, PEEL 2017",
        ),
        (
            {"cycle": "2017", "theme": "responding-to-the-public"},
            "no question of PEEL 2017 has the theme responding-to-the-public",
        ),
        (
            {"cycle": "2023-25", "theme": "leadership"},
            "no question of PEEL 2023–2025 has the theme leadership; "
            "PEEL 2023–2025 asks under a similar name: leadership-and-force-management",
        ),
        (
            {
                "cycle": ["2016", "2017"],
                "theme": ["workforce-model", "leadership-and-force-management"],
            },
            "no question of PEEL 2016, PEEL 2017 has the theme leadership-and-force-management or "
            "workforce-model; PEEL 2017 asks under a similar name: leadership; "
            "PEEL 2017 asks under a similar name: workforce",
        ),
        ({"cycle": "2017", "scale": "five-tier"}, "PEEL 2017 is graded on the four-tier scale"),
    ],
)
def test_what_cannot_have_rows_says_why(asked: dict[str, Any], note: str) -> None:
    found = peel.judgements(**asked)
    assert (found, found.notes) == ((), (note,))


def test_of_two_similar_themes_both_are_named() -> None:
    tables = all_rows(peel.bundled())
    other = ("2017", "effectiveness.preventing-crime")
    tables["questions"][other] = with_cells(
        tables["questions"][other], "questions", theme="force-management"
    )
    (note,) = (
        made_of(tables).judgements(cycle="2017", theme="leadership-and-force-management").notes
    )
    assert note.endswith("PEEL 2017 asks under a similar name: leadership, force-management")


def test_a_theme_of_a_cycle_that_may_ask_more_is_not_denied_it(with_gaps: peel.Dataset) -> None:
    notes = with_gaps.judgements(cycle="2025-27", theme="responding-to-the-public").notes
    assert "PEEL 2025–2027 may have more questions than are recorded" in notes


def test_a_filter_with_rows_says_nothing_of_what_else_it_covers() -> None:
    assert peel.judgements(question="effectiveness", cycle=["2014", "2015"]).notes == ()
    assert peel.judgements(cycle=[], theme="leadership", scale="five-tier").notes == ()


def test_profiles_say_of_which_inspections_figures_were_collected() -> None:
    inspections = len(peel.inspections(force="kent"))
    said = f"figures were collected for 0 of {inspections} inspections"
    assert said in peel.profiles(force="kent").notes
    one = peel.profiles(force=["kent", "leicestershire"], cycle="2021-22", measure="budget")
    said = "figures were collected for 1 of 2 inspections: Leicestershire Police 2021/22"
    assert one
    assert one.notes == (said,)
    assert peel.profiles(force="leicestershire", cycle="2021-22").notes == ()


def test_inspections_with_figures_are_listed() -> None:
    tables = all_rows(peel.bundled())
    key, row = next(iter(tables["profiles"].items()))
    tables["profiles"]["kent", *key[1:]] = with_cells(row, "profiles", force="kent")
    said = made_of(tables).profiles(force=["kent", "essex", key[0]], cycle=key[1]).notes
    assert said == (
        f"figures were collected for 2 of 3 inspections: Kent Police {peel.cycle(key[1]).label}, "
        f"{peel.force(key[0]).name} {peel.cycle(key[1]).label}",
    )


def test_notes_are_made_once_and_only_when_they_are_read() -> None:
    made: list[str] = []

    def notes() -> list[str]:
        made.append("note")
        return made

    records = RecordTuple((), None, notes)
    assert (len(records), made) == (0, [])
    assert records.notes == records.notes == ("note",)
    copied = pickle.loads(pickle.dumps(records))  # noqa: S301
    assert copied.notes == ("note",)


def test_what_was_made_to_work_the_notes_out_is_let_go_of_once_they_are_read() -> None:
    class Held:
        def __call__(self) -> list[str]:
            return ["one note"]

    held = Held()
    gone = weakref.ref(held)
    records = RecordTuple(peel.forces()[:1], said=held)
    del held
    assert gone() is not None
    assert records.notes == records.notes == ("one note",)
    gc.collect()
    assert gone() is None
