"""Where forces stand now: only grades of the newest inspection, and what supersedes the others."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

import peel
from tests.made import NOT_INSPECTED, all_rows, made_of, with_cells

CYCLES = list(peel.cycles())
THEMES = peel.themes()
REASONS = (
    "inspected again, that grade is not recorded",
    "not graded in the newer inspection",
    "not known whether the newer inspection graded it",
    "no longer asked since PEEL ",
)


def newest(force: peel.Force) -> peel.Cycle:
    """The newest cycle of a force, from its inspections alone."""
    found = [inspection.cycle for inspection in peel.inspections(force=force)]
    return max(found, key=CYCLES.index)


def older_questions(old: peel.Superseded) -> list[peel.Question]:
    """What the cycles before the newest inspection of a force asked on the theme of a grade."""
    assert old.inspection is not None
    before = CYCLES[: CYCLES.index(old.inspection.cycle)]
    theme = old.judgement.question.theme
    return [item for cycle in before for item in peel.questions(cycle) if item.theme == theme]


def test_the_newest_inspection_is_named_with_its_day_where_one_is_recorded() -> None:
    tables = all_rows(peel.bundled())
    tables["inspections"] = {
        key: row for key, row in tables["inspections"].items() if "kent" not in key
    }
    for record in (peel.bundled(), made_of(tables)):
        cycle = newest(peel.force("kent"))
        (inspection,) = record.inspections(force="kent", cycle=cycle) or (None,)
        published = f", {inspection.published_text}" if inspection else ""
        notes = record.latest("kent").notes
        assert notes[0] == f"newest inspection recorded: {cycle.title}{published}"


@pytest.mark.parametrize("theme", THEMES)
def test_an_answer_knows_its_theme_and_its_edition(theme: str) -> None:
    for latest in (peel.latest(theme=theme), peel.latest("kent", theme=theme)):
        assert (latest.theme, latest.edition) == (theme, peel.bundled().edition)


@pytest.mark.parametrize("theme", THEMES)
def test_of_how_many_it_is_not_known_whether_they_were_graded_is_said(theme: str) -> None:
    latest = peel.latest(theme=theme)
    some = (
        "graded for some forces only: it is not known whether "
        f"{len(latest.unknown)} of those not recorded were graded"
    )
    assert [note for note in latest.notes if "for some forces only" in note] == [some] * bool(
        latest.unknown
    )


@pytest.mark.parametrize("theme", THEMES)
def test_no_grade_is_older_than_the_newest_inspection_of_its_force(theme: str) -> None:
    for judgement in peel.latest(theme=theme):
        assert judgement.cycle == newest(judgement.force)


@pytest.mark.parametrize("theme", THEMES)
def test_no_grade_is_excluded_by_the_newest_published_count(theme: str) -> None:
    for judgement in peel.latest(theme=theme):
        inspection = peel.inspection(judgement.force, newest(judgement.force))
        same = [item for item in inspection.judgements if item.grade == judgement.grade]
        assert judgement in same


@pytest.mark.parametrize("theme", THEMES)
def test_every_force_is_somewhere_and_graded_once(theme: str) -> None:
    latest = peel.latest(theme=theme)
    graded = {judgement.force for judgement in latest}
    old = {item.judgement.force for item in latest.superseded}
    left_out = {*latest.not_graded, *latest.not_recorded}
    somewhere = graded | old | left_out
    assert somewhere == set(peel.forces()) or latest.notes[0].startswith("no longer asked since")
    assert not graded & (old | left_out)
    assert not set(latest.not_graded) & set(latest.not_recorded)
    cells = Counter((item.judgement.force, theme) for item in latest.superseded)
    assert set(cells.values()) <= {1}


@pytest.mark.parametrize("theme", THEMES)
def test_an_older_grade_says_why_it_is_superseded(theme: str) -> None:
    for old in peel.latest(theme=theme).superseded:
        assert old.reason.startswith(REASONS)
        assert old.judgement.grade is not None
        assert old.judgement.question.theme == theme
        assert old.inspection is not None
        assert CYCLES.index(old.judgement.cycle) < CYCLES.index(old.inspection.cycle)
        assert old.caveat in str(old)
        if old.allows:
            open_ = {grade.key for grade in old.allows}
            counts = old.inspection.counts
            assert open_ <= {key for key, number in counts.items() if number}
            for grade in old.allows:
                assert grade.label.lower() in old.caveat
        asked = [item for item in peel.questions(old.inspection.cycle) if item.theme == theme]
        if not asked:
            last = max(CYCLES.index(item.cycle) for item in older_questions(old))
            assert old.reason == f"no longer asked since {CYCLES[last + 1].title}"
        elif all(question.graded == "never" for question in asked):
            assert old.reason == "not graded in the newer inspection"
        else:
            assert not old.reason.startswith("no longer asked")


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_count_that_allows_no_such_grade_is_said() -> None:
    """The published count of Greater Manchester has no inadequate: the old one cannot stand."""
    latest = peel.latest(theme="investigating-crime")
    (old,) = (item for item in latest.superseded if item.judgement.force.id == "greater-manchester")
    assert old.judgement.grade == peel.FIVE_TIER["inadequate"]
    assert peel.FIVE_TIER["inadequate"] not in old.allows
    assert "inspected again, that grade is not recorded; PEEL 2023–2025" in str(latest)
    assert "greater-manchester" in {force.id for force in latest.not_recorded}  # type: ignore[union-attr]


def test_a_count_may_leave_out_what_is_graded_for_some_forces_only() -> None:
    for old in peel.latest(theme="crime-data-integrity").superseded:
        assert old.allows == ()


@pytest.mark.usefixtures("asked_with_gaps")
def test_the_latest_of_a_force() -> None:
    latest = peel.latest("leicestershire")
    assert {judgement.cycle.id for judgement in latest} == {newest(peel.force("leicestershire")).id}
    assert [question.id for question in latest.not_graded] == ["crime-data-integrity"]
    assert latest.force == peel.force("leicestershire")
    assert "Leicestershire Police, preventing crime, 2023/25: good" in str(latest)
    assert latest == peel.latest(force="leicestershire")


@pytest.mark.parametrize("force", peel.forces(), ids=lambda force: force.id)
def test_every_question_of_the_newest_inspection_is_somewhere(force: peel.Force) -> None:
    latest = peel.latest(force)
    named = [*(item.question for item in latest), *latest.not_graded, *latest.not_recorded]
    assert len(named) == len(set(named))
    asked = [item for item in peel.questions(newest(force)) if item.graded == "always"]
    assert set(asked) <= set(named)
    never = {item.theme for item in peel.questions(newest(force)) if item.graded == "never"}
    for old in latest.superseded:
        ungraded = old.judgement.question.theme in never
        assert not ungraded or old.reason == "not graded in the newer inspection"


@pytest.mark.usefixtures("asked_with_gaps")
def test_the_latest_of_a_force_whose_areas_nobody_found() -> None:
    latest = peel.latest("lincolnshire")
    assert len(latest) == 0
    always = [item for item in peel.questions("2023-25") if item.graded == "always"]
    assert [item for item in latest.not_recorded if item not in latest.unknown] == always
    assert "published count of areas: 0 outstanding, 0 good, 0 adequate, 4 requires" in str(latest)
    assert "newest grade not recorded: police powers and public treatment" in str(latest)
    assert {old.judgement.cycle.id for old in latest.superseded} == {"2021-22"}


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_force_without_its_newest_grade_has_no_latest_one() -> None:
    one = peel.latest("lincolnshire", theme="investigating-crime")
    assert len(one) == 0
    assert one.force == peel.force("lincolnshire")
    assert [force.id for force in one.not_recorded] == ["lincolnshire"]  # type: ignore[union-attr]
    assert [old.judgement.cycle.id for old in one.superseded] == ["2021-22"]


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_cell_that_was_not_graded_lately() -> None:
    latest = peel.latest("leicestershire", theme="crime-data-integrity")
    assert len(latest) == 0
    assert [force.id for force in latest.not_graded] == ["leicestershire"]  # type: ignore[union-attr]
    note = peel.judgement("leicestershire", "2023-25", "crime-data-integrity").note
    assert note
    (old,) = latest.superseded
    assert old.reason == f"not graded in the newer inspection ({note})"


def test_what_is_never_graded_is_not_graded_for_anybody() -> None:
    tables = all_rows(peel.bundled())
    theme = "preventing-crime"
    for key, row in tables["questions"].items():
        if peel.question(*key).theme == theme:
            tables["questions"][key] = with_cells(row, "questions", graded="never")
    tables["judgements"] = {
        key: row
        for key, row in tables["judgements"].items()
        if peel.question(*key[1:]).theme != theme
    }
    latest = made_of(tables).latest(theme=theme)
    assert len(latest) == 0
    assert len(latest.not_graded) == len(peel.forces())
    assert latest.not_recorded == ()


def test_a_force_of_which_nothing_is_recorded() -> None:
    tables = all_rows(peel.bundled())
    for table in ("judgements", "inspections", "revisions"):
        tables[table] = {key: row for key, row in tables[table].items() if key[0] != "kent"}
    record = made_of(tables)
    latest = record.latest(theme="investigating-crime")
    assert "kent" in {force.id for force in latest.not_recorded}  # type: ignore[union-attr]
    assert record.latest("kent").notes[0] == "nothing is recorded for this force"
    assert record.latest("kent").force == record.force("kent")


def test_a_theme_that_was_graded_only_in_part_supersedes_nothing_of_its_own_cycle(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    part = ("2023-25", "preventing-crime.part")
    row = tables["questions"]["2023-25", "preventing-crime"]
    tables["questions"][part] = with_cells(row, "questions", question=part[1])
    latest = made_of(tables).latest("leicestershire")
    assert part[1] in {question.id for question in latest.not_recorded}  # type: ignore[union-attr]
    assert "preventing-crime" in {item.question.id for item in latest}
    (old,) = (item for item in latest.superseded if item.judgement.question.theme == part[1][:-5])
    assert old.judgement.cycle.id == "2021-22"


def test_only_the_newest_cycle_of_all_is_said_to_have_reports_that_the_record_lacks(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    gone = ("2014", "2023-25")
    for table in ("judgements", "inspections", "findings", "profiles"):
        tables[table] = {
            key: row for key, row in tables[table].items() if key[0] != "kent" or key[1] not in gone
        }
    (said,) = (
        note for note in made_of(tables).latest("kent").notes if "have been published; " in note
    )
    assert said.startswith(f"{peel.cycle(NOT_INSPECTED).title}: reports have")


def test_a_judgement_counts_as_an_inspection_too(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    del tables["inspections"]["leicestershire", "2023-25"]
    latest = made_of(tables).latest("leicestershire")
    assert {judgement.cycle.id for judgement in latest} == {"2023-25"}
    without = made_of(tables).latest("leicestershire", theme="crime-data-integrity")
    assert [old.inspection for old in without.superseded] == [None]


@pytest.mark.usefixtures("asked_with_gaps")
def test_reports_that_the_record_lacks_are_said_to_exist() -> None:
    for latest in (peel.latest("kent"), peel.latest(theme="investigating-crime")):
        assert any("PEEL 2025–2027: reports have been published; " in n for n in latest.notes)
    assert not any("2025" in note for note in peel.latest("kent", on="2022-01-01").notes)


def test_the_first_report_of_a_cycle_does_not_hide_that_others_exist(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    row = tables["inspections"]["kent", "2023-25"]
    tables["inspections"]["kent", "2025-27"] = with_cells(row, "inspections", cycle="2025-27")
    record = made_of(tables)
    said = "PEEL 2025–2027: reports have been published; "
    assert not any(said in note for note in record.latest("kent").notes)
    assert any(f"{said}none on this force" in note for note in record.latest("essex").notes)
    every = record.latest(theme="investigating-crime").notes
    assert any(f"{said}none on {len(peel.forces()) - 1} of" in note for note in every)


def test_the_latest_on_a_day() -> None:
    latest = peel.latest("leicestershire", on="1 January 2018")
    pillars = {judgement.question.pillar: judgement.cycle.id for judgement in latest}
    assert pillars == {"efficiency": "2017", "legitimacy": "2017", "effectiveness": "2016"}
    assert latest.on == peel.as_of("2018-01-01").latest("leicestershire").on == dt.date(2018, 1, 1)
    nothing = peel.latest("leicestershire", on="1 January 2010")
    assert str(nothing) == "nothing is recorded for this force"
    assert len(peel.latest(theme="efficiency", on="2010-01-01")) == 0
    assert peel.latest("kent").on is None


def test_latest_needs_a_force_or_a_theme() -> None:
    with pytest.raises(TypeError, match="needs a force or theme="):
        peel.latest()
    with pytest.raises(peel.UnknownForceError, match=r"it is a question.*theme=…"):
        peel.latest("investigating-crime")
