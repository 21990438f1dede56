"""A published count stands with its note, and a grade that was derived from one confirms none."""

from __future__ import annotations

import html
import json

import attrs
import pytest

import peel
from peel.__main__ import main
from tests.made import all_rows, made_of

NOTED = [item for item in peel.inspections() if item.counts_note]


def test_there_are_counts_with_a_note() -> None:
    assert {item.force.id for item in NOTED} >= {"northamptonshire", "kent"}


@pytest.mark.parametrize("noted", NOTED, ids=lambda item: f"{item.force.id} {item.cycle.id}")
def test_wherever_a_count_is_its_note_is(
    noted: peel.Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    note = f"({noted.counts_note})"
    assert note in noted.counts_text
    assert note in str(noted)
    assert note in html.unescape(noted._repr_html_())
    listed = peel.inspections(force=noted.force, cycle=noted.cycle)
    assert note in html.unescape(listed._repr_html_())  # type: ignore[attr-defined]
    assert main(["show", noted.force.id, "--cycle", noted.cycle.id]) == 0
    assert note in " ".join(capsys.readouterr().out.split())
    latest = peel.latest(noted.force)
    if noted.cycle == peel.latest("kent")[0].cycle:
        assert note in str(latest)
        assert note in html.unescape(latest._repr_html_())
        assert note in json.dumps(latest.to_dict())


@pytest.mark.parametrize("noted", NOTED, ids=lambda item: f"{item.force.id} {item.cycle.id}")
def test_the_error_of_a_cell_that_is_not_recorded_has_the_note(noted: peel.Inspection) -> None:
    tables = all_rows(peel.bundled())
    question = next(item.question for item in noted.judgements if item.question.graded == "always")
    del tables["judgements"][noted.force.id, noted.cycle.id, question.id]
    with pytest.raises(peel.NotRecordedError) as caught:
        made_of(tables).grade(noted.force, noted.cycle, question.id)
    assert f"({noted.counts_note})" in str(caught.value)


def test_a_grade_that_was_derived_from_a_count_confirms_none() -> None:
    told = [
        distribution
        for tally in peel.tallies()
        if (distribution := peel.distribution(tally.cycle, tally.question)).agrees is not None
    ]
    derived = [item for item in told if any(j.basis == "derived" for j in item.judgements)]
    assert derived
    assert len(derived) < len(told)
    for distribution in told:
        said = "(one grade derived, which may rest on such a count)" in distribution.coverage_line
        assert said == (distribution in derived)
    one = derived[0]
    every = tuple(attrs.evolve(judgement, basis="derived") for judgement in one.judgements)
    line = attrs.evolve(one, judgements=every).coverage_line
    assert f"({len(every)} grades derived, which may rest on such a count)" in line
