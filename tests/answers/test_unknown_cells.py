"""A cell of which it is not known whether there is a grade is said to be so in every door."""

from __future__ import annotations

import pytest

import peel
from peel.__main__ import main
from tests.made import KNOWN, NOT_INSPECTED

OF_SOME = ("2023-25", "crime-data-integrity")


@pytest.fixture
def status(asked_with_gaps: peel.Dataset) -> dict[tuple[str, str, str], str]:
    """The status of each cell that the flat table has."""
    return {
        (row.force.id, row.cycle.id, row.question.id): row.status
        for row in asked_with_gaps.cells()
        if row.question
    }


def test_distributions_have_the_status_of_the_cells(
    status: dict[tuple[str, str, str], str],
) -> None:
    for cycle in peel.cycles():
        for question in peel.questions(cycle):
            if question.graded == "never":
                continue
            distribution = peel.distribution(cycle, question)
            assert set(distribution.unknown) <= set(distribution.not_recorded)
            for row in distribution.to_dict()["rows"]:  # type: ignore[attr-defined]
                assert row["status"] == status[row["force"], cycle.id, question.id]
            named = [force for forces in distribution.gaps.values() for force in forces]
            assert sorted(force.id for force in named) == sorted(
                force.id for force in (*distribution.not_graded, *distribution.not_recorded)
            )


def test_comparisons_and_histories_have_the_status_of_the_cells(
    status: dict[tuple[str, str, str], str],
) -> None:
    forces = ["kent", "leicestershire", "lincolnshire"]
    for cycle in peel.cycles():
        for row in peel.to_dicts(peel.compare(forces, cycle)):
            cell = str(row["force"]), cycle.id, str(row["question"])
            assert row["status"] == status[cell]
    for theme in peel.themes():
        asked = {
            q.cycle.id: q.id for c in peel.cycles() for q in peel.questions(c) if q.theme == theme
        }
        for row in peel.to_dicts(peel.history("kent", theme=theme)):
            cycle_id = str(row["cycle"])
            never = peel.question(cycle_id, asked[cycle_id]).graded == "never"
            assert never or row["status"] == status["kent", cycle_id, asked[cycle_id]]


@pytest.mark.usefixtures("asked_with_gaps")
def test_words_say_that_it_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    some, begun = peel.distribution(*OF_SOME), peel.distribution(NOT_INSPECTED, KNOWN)
    number = len(some.not_recorded)
    assert f"{number} not recorded (whether they were graded is not known)" in str(some)
    assert f"{number} not recorded (whether they were graded is not known)" in some.share_text(
        "good"
    )
    assert "43 not recorded (no inspection of them is recorded)" in str(begun)
    for distribution in (some, begun):
        assert "unknown" in distribution._repr_html_()
        cycle, question = distribution.cycle.id, distribution.question.id
        assert main(["distribution", cycle, question]) == 0
        out = capsys.readouterr().out
        assert "\nUnknown" in out
        assert "\nNot recorded" not in out
    comparison = peel.compare(["kent", "essex"], NOT_INSPECTED)
    assert "no inspection is recorded of Kent Police, Essex Police" in str(comparison)
    for text in (str(comparison), comparison._repr_html_()):
        assert text.count("unknown") == len(comparison.forces) * len(comparison.questions)
    changes = peel.changes("2021-22", *OF_SOME)
    assert "left out, not known whether graded in one of the cycles: " in str(changes)
    assert "left out, not recorded" not in str(changes)


@pytest.mark.usefixtures("asked_with_gaps")
def test_nobody_is_said_to_look_for_a_grade_that_there_may_not_be() -> None:
    with pytest.raises(peel.NotRecordedError) as caught:
        peel.grade("kent", NOT_INSPECTED, KNOWN)
    assert "no inspection of Kent Police in PEEL 2025–2027 is recorded" in str(caught.value)
    assert "nobody has found" not in str(caught.value)
    history = peel.history("kent", theme="crime-data-integrity")
    (gap,) = (gap for gap in history.gaps if gap.cycle and gap.cycle.id == "2023-25")
    assert gap.kind == "unknown"
    assert "unknown: 2023/25" in str(history)


@pytest.mark.usefixtures("asked_with_gaps")
def test_latest_does_not_say_that_there_is_a_grade_of_some_forces_only() -> None:
    said = "graded for some forces only: it is not known whether "
    notes = peel.latest(theme="crime-data-integrity").notes
    assert any(note.startswith(said) for note in notes)
    assert "graded for some forces only" in peel.latest("kent", theme="crime-data-integrity").notes
    assert not any(said in note for note in peel.latest(theme="investigating-crime").notes)
