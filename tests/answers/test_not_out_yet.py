"""As of a day: what had not been published by then is told from what nobody has found."""

from __future__ import annotations

import re

import pytest

import peel

#: Days on which a cycle was out in part, and one on which the newest had not begun.
DAYS = ("10 November 2017", "1 June 2019", "1 January 2023")
SAID = re.compile(r"not published by then: (?:([\d,]+) of the ([\d,]+)|the one) not recorded")


def _numbers(notes: tuple[str, ...]) -> tuple[int, int] | None:
    found = [SAID.fullmatch(note) for note in notes if note.startswith("not published by then")]
    numbers = [
        tuple(int((text or "1").replace(",", "")) for text in match.groups())
        for match in found
        if match
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


def test_of_one_cell_it_is_said_without_a_number() -> None:
    of = {"cycle": "2021-22", "force": "kent", "question": "investigating-crime"}
    (note,) = peel.as_of("1 June 2019").judgements(**of).notes[-1:]
    assert note == "not published by then: the one not recorded"


def _not_out(record: peel.Dataset, force: peel.Force, question: peel.Question) -> bool:
    """Whether the error of a cell that is not recorded says that it was not out."""
    with pytest.raises(peel.NotRecordedError) as caught:
        record.judgement(force, question.cycle, question)
    return ": not published by then; " in str(caught.value)


def test_coverage_counts_the_cells_whose_error_says_so() -> None:
    record = peel.as_of("10 November 2017")
    said = _numbers(record.coverage().notes)
    missing = record.coverage().missing()
    later = [_not_out(record, cell.force, cell.question) for cell in missing]
    assert said == (sum(later), len(later))
    assert 0 < sum(later) < len(later)


def test_an_inspection_says_how_many_of_its_grades_were_not_out() -> None:
    assert not any(item.not_published for item in peel.inspections(cycle="2017"))
    record = peel.as_of("10 November 2017")
    for inspection in record.inspections(cycle=("2016", "2017")):
        later = [
            question
            for question in inspection.not_recorded
            if _not_out(record, inspection.force, question)
        ]
        assert list(inspection.not_published) == later
        assert (f", {len(later)} not published by then" in str(inspection)) == bool(later)
        assert bool(later) == (inspection.cycle.id == "2017")
        assert inspection.recorded_text in inspection._repr_html_()


@pytest.mark.parametrize("day", DAYS)
def test_the_answers_on_a_cycle_count_what_its_distributions_count(day: str) -> None:
    record = peel.as_of(day)
    for cycle in record.cycles():
        asked = [item for item in record.questions(cycle) if item.graded != "never"]
        found = [record.distribution(cycle, item) for item in asked]
        counts = [_numbers(item.notes) for item in found]
        later = sum(number for number, _ in filter(None, counts))
        said = (later, sum(len(item.not_recorded) for item in found)) if later else None
        for answer in (
            record.compare(record.forces(), cycle),
            record.cells(cycle=cycle),
            record.judgements(cycle=cycle),
        ):
            assert _numbers(answer.notes) == said


@pytest.mark.parametrize("day", DAYS)
def test_a_history_counts_its_gaps_and_changes_what_they_leave_out(day: str) -> None:
    record = peel.as_of(day)
    for theme in record.themes():
        history = record.history("kent", theme=theme)
        gaps = [item for item in history.gaps if item.kind in ("not recorded", "unknown")]
        later = [_not_out(record, history.force, gap.question) for gap in gaps if gap.question]
        assert _numbers(history.notes) == ((sum(later), len(later)) if any(later) else None)
    for of in (
        record.changes("2016", "2017", "legitimacy"),
        record.changes("2017", "2018-19", "efficiency"),
        record.changes("2016", "2017", force="kent"),
    ):
        number, out_of = _numbers(of.notes) or (0, len(of.not_recorded))
        assert out_of == len(of.not_recorded)
        assert number <= out_of
    of = peel.as_of("10 November 2017").changes("2016", "2017", "legitimacy")
    assert _numbers(of.notes) == (43, 43)


def test_the_whole_record_says_nothing_of_it() -> None:
    for answer in (
        peel.coverage(),
        peel.distribution("2023-25", "investigating-crime"),
        peel.compare(["kent", "lincolnshire"], "2023-25"),
        peel.bundled().cells(cycle="2023-25"),
        peel.judgements(cycle="2021-22"),
        peel.changes("2021-22", "2023-25", force="kent"),
        peel.history("kent", theme="investigating-crime"),
    ):
        assert _numbers(answer.notes) is None
