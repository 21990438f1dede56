"""Whoever is asked for stands once in what `latest` answers: graded, not graded or not recorded."""

from __future__ import annotations

from collections.abc import Sequence

import peel


def _adds_up(latest: peel.Latest, graded: Sequence[object], asked: Sequence[object]) -> None:
    parts = [*dict.fromkeys(graded), *latest.not_graded, *latest.not_recorded]
    assert len(parts) == len(set(parts))
    assert set(parts) == set(asked)
    assert set(latest.unknown) <= set(latest.not_recorded)
    named = [item for items in latest.left_out.values() for item in items]
    assert sorted(map(repr, named)) == sorted(map(repr, [*latest.not_graded, *latest.not_recorded]))


def test_forces_add_up_for_every_theme(with_gaps: peel.Dataset) -> None:
    seen, kinds = 0, set[str]()
    for record in (with_gaps, *map(with_gaps.as_of, ("2018-12-31", "2022-06-30"))):
        for theme in record.themes():
            latest = record.latest(theme=theme)
            if any(note.startswith("no longer asked") for note in latest.notes):
                continue
            seen += bool(latest.unknown)
            _adds_up(latest, [item.force for item in latest], record.forces())
            for old in latest.superseded:
                force = old.judgement.force
                assert force in {*latest.not_graded, *latest.not_recorded}
                assert (force in latest.unknown) == (old.kind == "unknown")
                assert old.kind != "no longer asked" or force in latest.not_graded
                kinds.add(old.kind)
    assert seen
    assert kinds >= {"no longer asked", "unknown", "not recorded"}


def test_questions_add_up_for_every_force(with_gaps: peel.Dataset) -> None:
    for force in with_gaps.forces():
        latest = with_gaps.latest(force)
        newest = with_gaps.inspections(force=force)[-1].cycle
        asked = [item for item in with_gaps.questions(newest) if item.graded != "never"]
        _adds_up(latest, [item.question for item in latest], asked)
        for question in asked:
            alone = with_gaps.latest(force, theme=question.theme)
            for part in ("not_graded", "not_recorded", "unknown"):
                assert (question in getattr(latest, part)) == (force in getattr(alone, part))


def test_nobody_says_that_a_grade_exists_of_which_that_is_not_known(
    with_gaps: peel.Dataset,
) -> None:
    latest = with_gaps.latest(theme="crime-data-integrity")
    assert latest.unknown == latest.not_recorded != ()
    for text in (str(latest), latest._repr_html_()):
        assert "not known whether graded" in text
        assert "newest grade not recorded" not in text
        assert "newest grade is not recorded" not in text
    names = [force.id for force in latest.unknown]
    assert latest.to_dict()["unknown"] == names
