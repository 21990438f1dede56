"""Answers about many cells, and what they say of themselves, word for word."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

import peel
from peel._records.answer import Edition
from peel._words.text import grades_recorded
from tests.made import all_rows, made_of

DISTRIBUTION = peel.distribution("2021-22", "supporting-victims")
COMPARISON = peel.compare(["kent", "essex"], "2021-22")
CYCLES = peel.cycles()
TWO = peel.forces()[:2]
NAMES = f"{TWO[0].name}, {TWO[1].name}"


# Distributions and comparisons.


def test_a_distribution_says_what_its_counts_are_out_of() -> None:
    assert DISTRIBUTION.coverage_line == (
        f"{len(DISTRIBUTION.judgements)} recorded; {len(DISTRIBUTION.not_recorded)} not recorded "
        "(whether they were graded is not known); "
        f"{len(DISTRIBUTION.not_graded)} not graded; graded for some forces only: not a national "
        "picture"
    )


def test_a_distribution_names_the_forces_of_which_only_a_count_tells() -> None:
    counted = attrs.evolve(DISTRIBUTION, count_only=(("good", TWO), ("adequate", TWO[:1])))
    assert str(counted).splitlines()[:3] == [
        f"PEEL 2021/22, supporting victims: {counted.summary}",
        f"  may also be good, by a published count alone: {NAMES}",
        f"  may also be adequate, by a published count alone: {TWO[0].name}",
    ]


@pytest.mark.parametrize("cell", ["ab", "kent", ("kent",), ("kent", "efficiency", "2017")])
def test_a_cell_has_two_names(cell: object) -> None:
    with pytest.raises(TypeError) as caught:
        COMPARISON[cell]  # type: ignore[index]
    assert str(caught.value) == 'two names are expected: comparison["kent", "efficiency"]'
    with pytest.raises(TypeError) as caught:
        peel.coverage("kent")[cell]  # type: ignore[index]
    assert str(caught.value) == 'two names are expected: coverage["2017", "efficiency"]'


def test_a_comparison_counts_apart_what_is_graded_for_some_forces_only() -> None:
    always = [item for item in COMPARISON.questions if item.graded == "always"]
    cells = len(COMPARISON.forces) * len(always)
    more = [item for item in COMPARISON.judgements if item.question.graded == "some"]
    assert more
    assert COMPARISON.coverage_line == (
        f"{grades_recorded(cells - len(COMPARISON.not_recorded), cells)}; "
        f"also, for questions graded for some forces only, {len(more)} recorded"
    )
    title, header, *_ = str(COMPARISON).splitlines()
    assert (title, header.split("  ")[0]) == ("PEEL 2021/22", "")
    assert header.split() == ["Kent", "Police", "Essex", "Police"]


def test_a_comparison_says_what_was_not_graded_of_questions_graded_for_some_forces_only() -> None:
    every = peel.compare(peel.forces(), "2021-22")
    grades = [item.grade for item in every.judgements if item.question.graded == "some"]
    graded, not_graded = sum(map(bool, grades)), grades.count(None)
    assert graded != not_graded
    line = every.coverage_line
    assert f"for some forces only, {graded} recorded, {not_graded} not graded" in line


def test_nothing_is_known_of_the_cells_of_a_force_without_an_inspection() -> None:
    kent, essex = COMPARISON.forces
    partly = attrs.evolve(COMPARISON, uninspected=(kent,))
    for question in COMPARISON.questions:
        assert partly.without(kent, question) == "unknown"
        assert partly.without(essex, question) == question.status_without_row(inspected=True)


def test_what_is_said_of_a_cell_without_a_row() -> None:
    for cycle in CYCLES:
        for question in peel.questions(cycle):
            inspected, not_inspected = (
                question.status_without_row(inspected=known) for known in (True, False)
            )
            assert (inspected == "not recorded") == (question.graded == "always")
            assert (inspected == "not graded") == (question.graded == "never")
            assert not_inspected == ("not graded" if question.graded == "never" else "unknown")


# Coverage.


def test_a_coverage_adds_up_in_words() -> None:
    coverage = peel.coverage()
    sure = [row for row in coverage.rows if row.expected]
    beside = [row for row in coverage.rows if not row.expected]
    graded, ungraded = sum(row.recorded for row in sure), sum(row.not_graded for row in sure)
    some, some_not = sum(row.recorded for row in beside), sum(row.not_graded for row in beside)
    assert some > some_not > 0
    assert coverage.summary == (
        f"all forces: {coverage.expected:,} grades expected: {graded:,} recorded, {ungraded} not graded, "
        f"{coverage.expected - graded - ungraded:,} missing; also, for questions graded for some "
        f"forces only, {some} recorded, {some_not} not graded"
    )
    only_graded = [row for row in beside if row.recorded and not row.not_graded]
    (one, *_) = only_graded
    assert peel.Coverage((one,)).summary.endswith(f"forces only, {one.recorded} recorded")
    not_graded = [item for row in beside for item in row.judgements if item.grade is None]
    nobody = attrs.evolve(one, judgements=tuple(not_graded[:1]))
    assert peel.Coverage((nobody,)).summary.endswith("only, 0 recorded, 1 not graded")
    assert peel.Coverage((attrs.evolve(one, judgements=()),)).summary.endswith("0 missing")


def test_a_row_of_a_coverage_is_shown_by_its_cell() -> None:
    row = peel.coverage("kent")["2017", "efficiency"]
    assert "question=('2017', 'efficiency')" in repr(row)


def test_the_columns_of_a_coverage() -> None:
    header = str(peel.coverage("kent")).splitlines()[0]
    assert [name.strip() for name in header.split("  ") if name] == [
        *("cycle", "question", "expected", "recorded", "not graded", "missing"),
        *("derived", "carried over", "disputed"),
        *("inspectorate", "copy", "official", "several", "single"),
    ]


# Histories.


def test_a_history_tells_its_gaps_by_kind_and_its_remarks_in_brackets() -> None:
    history = peel.history("greater-manchester", theme="investigating-crime")
    question = peel.question("2017", "investigating-crime")
    gaps = [
        peel.Gap(label, kind, question)
        for label, kind in (("A", "not graded"), ("B", "not recorded"), ("C", "not graded"))
    ]
    told = attrs.evolve(history, changes=(), entries=tuple(gaps))
    assert str(told).splitlines()[0] == "[not graded: A, C; not recorded: B]"
    judgement = peel.judgement("leicestershire", "2017", "preventing-crime")
    revised = attrs.evolve(judgement, revised=dt.date(2018, 1, 2))
    one = attrs.evolve(history, entries=(revised,), changes=())
    assert str(one).splitlines()[0] == (
        f"2017 {judgement.grade_text} (revised on 2 January 2018, carried over from 2016)"
    )


# The latest.


def superseded(**cells: object) -> peel.Superseded:
    """An older grade that a newer inspection superseded, with other *cells*."""
    (old,) = peel.latest("leicestershire", theme="crime-data-integrity").superseded
    return attrs.evolve(old, **cells)  # type: ignore[arg-type]


def test_an_older_grade_names_the_newer_report_and_what_its_count_allows() -> None:
    report = "PEEL 2023–2025, published 5 December 2024"
    reason = "not graded in the newer inspection (crime data integrity was not inspected)"
    assert superseded().caveat == f"superseded: {reason}; {report}"
    inspection = peel.inspection("leicestershire", "2023-25")
    late = attrs.evolve(inspection, published_precision="no later than")
    assert superseded(inspection=late).caveat == (
        f"superseded: {reason}; PEEL 2023–2025, published no later than 5 December 2024"
    )
    allows = peel.FIVE_TIER.grades[:2]
    assert superseded(allows=allows).caveat == (
        f"superseded: {reason}; {report}; its published count leaves open: outstanding or good"
    )
    odd = attrs.evolve(inspection, counts_note="another source counts differently")
    assert superseded(allows=allows, inspection=odd).caveat.endswith(
        ": outstanding or good (another source counts differently)"
    )
    assert "counts differently" not in superseded(inspection=odd).caveat
    bare = attrs.evolve(inspection, judgements=())
    for newer in (bare, None):
        assert superseded(inspection=newer).reason == "not graded in the newer inspection"
    no_more = superseded(kind="no longer asked", since=peel.cycle("2023-25"))
    assert no_more.caveat == "superseded: no longer asked since PEEL 2023–2025"
    assert [superseded(kind=kind).reason for kind in ("not recorded", "unknown")] == [
        "inspected again, that grade is not recorded",
        "not known whether the newer inspection graded it",
    ]


def test_the_latest_lists_what_it_leaves_out() -> None:
    latest = peel.latest("leicestershire", theme="crime-data-integrity")
    told = attrs.evolve(latest, not_graded=TWO, not_recorded=TWO, notes=("one", "two"))
    assert str(told).splitlines() == [
        f"not graded: {NAMES}",
        f"newest grade not recorded: {NAMES}",
        "older grades, which do not say where a force stands now:",
        f"  {latest.superseded[0]}",
        "one",
        "two",
    ]


# Monitoring, names, inspections, findings.


def test_a_period_that_surely_covers_the_day_has_no_remark() -> None:
    monitoring = peel.monitoring(on="15 September 2023")
    assert {str(period) for period in monitoring} - set(str(monitoring).splitlines()) == {
        str(period) for period in monitoring.possibly
    }
    for period in monitoring.possibly:
        assert f"{period} (possibly on that day)" in str(monitoring).splitlines()


def test_the_first_day_of_a_month_in_which_a_period_ended_is_possibly_covered() -> None:
    (period,) = peel.monitoring("staffordshire")
    ended = attrs.evolve(period, end=dt.date(2024, 5, 1), end_precision="month")
    days = [dt.date(2024, 4, 30), dt.date(2024, 5, 1), dt.date(2024, 5, 31), dt.date(2024, 6, 1)]
    assert [ended.covers(day) for day in days] == [True, None, None, False]


def test_from_when_to_when_the_table_of_monitoring_tells() -> None:
    day = dt.date(2024, 5, 1)
    monitoring = peel.monitoring()
    for cells in ({"kept_until": None}, {"kept_from": None}):
        kept = attrs.evolve(monitoring, **cells)
        assert kept.kept_line == "no period is recorded in the table at all"
    same = attrs.evolve(monitoring, kept_from=day, kept_until=day)
    assert same.kept_line == (
        "the table was kept up to 1 May 2024; nothing before 2024 is recorded in it"
    )


def test_how_many_names_stand_for_how_many_forces() -> None:
    assert peel.match_forces(["Kent"]).summary == "1 of 1 name stands for 1 force"
    assert peel.match_forces(["Kent", "Essex", ""]).summary == (
        "2 of 2 names stand for 2 forces; 1 empty cell"
    )
    assert peel.match_forces(["", None]).summary == (
        "0 of 0 names stand for 0 forces; 2 empty cells"
    )


def test_a_finding_says_what_it_is_and_what_it_is_about() -> None:
    finding = next(item for item in peel.findings() if item.question is not None)
    assert finding.question is not None
    cause = attrs.evolve(finding, kind="cause-of-concern")
    assert str(cause) == f"cause of concern ({finding.question.phrase}): {finding.summary}"
    general = attrs.evolve(cause, question=None)
    assert str(general) == f"cause of concern: {finding.summary}"
    places = tuple((force, peel.cycle("2017")) for force in TWO)
    names = f"{TWO[0].name} 2017, {TWO[1].name} 2017"
    found = attrs.evolve(peel.findings(), records=(general,), not_collected=places, selected=places)
    assert str(found) == (
        f"{general.force.name}, {general.cycle.label}: {general}\nnone collected: {names}\n"
        f"a selection only: causes of concern and progress: {names}"
    )


def test_a_figure_says_its_qualifier_and_period_where_it_has_one() -> None:
    figure = peel.profiles(measure="area")[0]
    plain = attrs.evolve(figure, value=1234, qualifier=None, period=None)
    assert str(plain) == "area: 1,234 square miles (stated by the force)"
    full = attrs.evolve(plain, qualifier="over", period="2020/21")
    assert str(full) == "area: over 1,234 square miles, 2020/21 (stated by the force)"


def test_an_inspection_says_what_is_recorded_of_it_and_no_more() -> None:
    counted, uncounted = (peel.inspection("kent", cycle) for cycle in ("2021-22", "2017"))
    assert (bool(counted.counts), bool(uncounted.counts)) == (True, False)
    for inspection, more in (
        (counted, f"; published count: {counted.counts_text}"),
        (uncounted, ""),
    ):
        known = sum(item.grade is not None for item in inspection.judgements)
        said = f"Kent Police, {inspection.cycle.title}: {known} grades recorded{more}"
        assert str(inspection) == said


@pytest.mark.parametrize(("cycle", "by"), [("2017", "by pillar"), ("2021-22", "in parts")])
def test_a_report_without_a_day_is_dated_by_its_parts(cycle: str, by: str) -> None:
    inspection = peel.inspection("leicestershire", cycle)
    days = [dt.date(2022, 3, 1), dt.date(2022, 3, 2)]
    parts = [
        attrs.evolve(part, published=day, published_precision="exact")
        for part, day in zip(inspection.judgements, days, strict=False)
    ]
    undated = {"published": None, "published_precision": None}
    known = attrs.evolve(inspection, judgements=tuple(parts), **undated)
    assert known.published_text == f"published {by}, 1 March 2022 to 2 March 2022"
    unknown = (*parts, attrs.evolve(parts[0], **undated))
    assert attrs.evolve(known, judgements=unknown).published_text.endswith("(day not known for 1)")
    assert attrs.evolve(known, judgements=(parts[0],)).published_text == "published 1 March 2022"
    assert attrs.evolve(known, judgements=()).published_text == "day of publication not known"


# Editions.


def test_an_edition_without_a_grade_and_one_newer_than_its_check() -> None:
    nothing = Edition("2026-11-27", None)
    assert nothing.dates == "no grade has a known day; record checked 27 November 2026"
    assert nothing.complete_on == dt.date(2026, 11, 27)
    newer = Edition("2026-11-27", dt.date(2026, 12, 1))
    assert newer.dates == "newest grade 1 December 2026; record checked 27 November 2026"
    assert newer.complete_on == dt.date(2026, 12, 1)
    older = Edition("2026-11-27", dt.date(2026, 1, 1))
    assert older.complete_on == dt.date(2026, 11, 27)


def test_changes_of_all_forces_leave_none_of_them_out_unsaid() -> None:
    tables = all_rows(peel.bundled())
    del tables["judgements"]["kent", "2016", "efficiency"]
    changes = made_of(tables).changes("2016", "2017", "efficiency")
    assert [force.id for force in changes.not_recorded] == ["kent"]  # type: ignore[union-attr]
    asked = {change.after.force for change in changes}
    assert asked | {*changes.not_graded, *changes.not_recorded} == set(peel.forces())
