"""As of a day: what had not been published by then is told from what nobody has found."""

from __future__ import annotations

import re

import pytest

import peel

#: Days on which a cycle was out in part, and one on which the newest had not begun.
DAYS = ("10 November 2017", "1 June 2019", "1 January 2023")
SAID = re.compile(r"not published by then: ([\d,]+) of the ([\d,]+) not recorded")


def _numbers(notes: tuple[str, ...]) -> tuple[int, int] | None:
    found = [SAID.fullmatch(note) for note in notes if note.startswith("not published by then")]
    numbers = [
        tuple(int(text.replace(",", "")) for text in match.groups()) for match in found if match
    ]
    assert len(found) == len(numbers) <= 1
    return numbers[0] if numbers else None  # type: ignore[return-value]


@pytest.mark.parametrize("day", DAYS)
def test_what_came_out_later_is_counted_apart(day: str) -> None:
    record, whole = peel.as_of(day), peel.bundled()
    on = record.edition.as_of
    assert on is not None
    for cycle in record.cycles():
        for question in record.questions(cycle):
            if question.graded == "never":
                continue
            answer = record.distribution(cycle, question.id)
            later = {
                item.force
                for item in whole.judgements(cycle=cycle, question=question.id)
                if item.published and item.published_precision == "exact" and item.published > on
            }
            missing = set(answer.not_recorded)
            said = _numbers(answer.notes)
            number, of = said or (0, len(missing))
            assert of == len(missing)
            assert len(later & missing) <= number


def test_of_a_cycle_that_had_not_begun_nothing_was_out() -> None:
    answer = peel.as_of("1 June 2019").distribution("2021-22", "investigating-crime")
    assert _numbers(answer.notes) == (43, 43)
    assert answer.notes[0] in str(answer)
    assert answer.notes[0] in answer._repr_html_()


def test_coverage_counts_the_same_cells() -> None:
    record = peel.as_of("10 November 2017")
    said = _numbers(record.coverage().notes)
    assert said is not None
    number, of = said
    assert of == len(record.coverage().missing())
    by_cycle = [_numbers(record.compare(record.forces(), item).notes) for item in record.cycles()]
    assert number == sum(found[0] for found in by_cycle if found)


def test_the_whole_record_says_nothing_of_it() -> None:
    for answer in (
        peel.coverage(),
        peel.distribution("2023-25", "investigating-crime"),
        peel.compare(["kent", "lincolnshire"], "2023-25"),
    ):
        assert _numbers(answer.notes) is None
