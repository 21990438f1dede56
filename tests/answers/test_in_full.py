"""What notes and errors say where they list several things, to the letter; and of which cycle."""

from __future__ import annotations

import pytest

import peel
from tests.made import all_rows, made_of, with_cells

RECORD = peel.bundled()


def test_themes_that_no_question_of_several_cycles_has() -> None:
    first, *_ = RECORD.judgements(
        cycle=["2014", "2015"], theme=["planning", "supporting-victims"]
    ).notes
    assert (
        first == "no question of PEEL 2014, PEEL 2015 has the theme planning or supporting-victims"
    )
    (one,) = RECORD.judgements(cycle="2015", theme="planning").notes
    assert one == "no question of PEEL 2015 has the theme planning"


def test_similar_themes_of_several() -> None:
    themes = ["leadership-and-force-management", "workforce-model"]
    (note,) = RECORD.judgements(cycle="2016", theme=themes).notes
    assert note == (
        f"no question of PEEL 2016 has the theme {' or '.join(themes)}; "
        "PEEL 2016 asks under a similar name: leadership; "
        "PEEL 2016 asks under a similar name: workforce"
    )


def test_inspections_with_figures() -> None:
    tables = all_rows(RECORD)
    key, row = next(iter(tables["profiles"].items()))
    for force in ("kent", "essex"):
        tables["profiles"][force, *key[1:]] = with_cells(row, "profiles", force=force)
    record = made_of(tables)
    (note,) = record.profiles(force=["kent", "essex", "surrey"], cycle=key[1]).notes
    label = record.cycle(key[1]).label
    assert note == (
        f"figures were collected for 2 of 3 inspections: Essex Police {label}, Kent Police {label}"
    )


@pytest.mark.parametrize("theme", RECORD.themes())
def test_a_theme_that_is_no_longer_asked(theme: str) -> None:
    asked = [
        item for cycle in RECORD.cycles() for item in RECORD.questions(cycle) if item.theme == theme
    ]
    never = ", never graded" if all(item.graded == "never" for item in asked) else ""
    told = f" (last asked in {asked[-1].cycle.title}{never})"
    for note in RECORD.latest(theme=theme).notes:
        assert "(last asked in " not in note or told in note


def test_an_error_of_an_older_cycle_says_nothing_of_newer_reports() -> None:
    with pytest.raises(peel.NotRecordedError) as caught:
        RECORD.judgement("kent", "2014", "investigating-crime")
    graded = ", ".join(
        f"{item.cycle.label} {item.grade_text}"
        for item in RECORD.judgements(force="kent", theme="investigating-crime", scale="any")
    )
    assert str(caught.value) == (
        "no question called 'investigating-crime' is recorded for PEEL 2014, which may have more "
        "questions than are recorded; it is in the framework of 2015, 2016, 2017, 2018-19, 2021-22, "
        "2023-25; of the same theme in 2014: effectiveness.investigating; peel.questions('2014') "
        f"lists those; recorded for investigating-crime: {graded}"
    )
    tables = all_rows(RECORD)
    for name in ("inspections", "judgements"):
        tables[name] = {
            key: row for key, row in tables[name].items() if key[:2] != ("kent", "2016")
        }
    with pytest.raises(peel.NotRecordedError) as none:
        made_of(tables).inspection("kent", "2016")
    assert str(none.value) == "no inspection of Kent Police in PEEL 2016 is recorded"
    assert (none.value.force, none.value.cycle, none.value.status) == ("kent", "2016", "unknown")


def test_an_error_of_the_newest_cycle_has_both_parts() -> None:
    with pytest.raises(peel.NotRecordedError) as caught:
        RECORD.inspection("kent", "2025-27")
    first, second = str(caught.value).split("; ", 1)
    assert first == "no inspection of Kent Police in PEEL 2025–2027 is recorded"
    assert second.startswith("PEEL 2025–2027: reports have been published; none on this force")


@pytest.mark.parametrize("cell", [("2017", "leadership"), ("2014", "effectiveness")])
def test_a_distribution_of_what_is_never_graded(cell: tuple[str, str]) -> None:
    with pytest.raises(peel.NotGradedError) as caught:
        RECORD.distribution(*cell)
    assert caught.value.status == "not graded"
    assert (caught.value.force, caught.value.cycle, caught.value.question) == (None, *cell)


def test_a_page_on_the_same_pillar() -> None:
    said = "the inspectorate on the same pillar: "
    pages = 0
    for cell in RECORD.coverage().missing():
        with pytest.raises(peel.NotRecordedError) as caught:
            RECORD.judgement(cell.force, cell.question.cycle, cell.question)
        if said in str(caught.value):
            pages += 1
            near = RECORD.judgements(force=cell.force, cycle=cell.question.cycle, scale="any")
            beside = [item for item in near if item.question.pillar == cell.question.pillar]
            assert cell.question.pillar is not None
            assert str(caught.value).split(said)[1] in {
                source.url
                for item in beside
                for source in item.sources
                if source.kind == "inspectorate"
            }
    assert pages


def test_nothing_is_unsure_of_a_pillar_that_was_carried_over_whole() -> None:
    tables = all_rows(RECORD)
    cell, part = ("kent", "2017", "legitimacy"), ("kent", "2017", "legitimacy.ethics")
    rows, before = tables["judgements"], ("kent", "2016", "legitimacy")
    tables["judgements"] = {key: row for key, row in rows.items() if key != part}
    unsure = made_of(tables).change("kent", "legitimacy", "2016", "2017")
    told = f"not recorded, so not known if inspected again: {RECORD.question(*part[1:]).phrase}"
    assert [text.endswith(told) for text in unsure.caveats].count(True) == 1
    of = {"carried_from": "2016", "grade": rows[before][3]}
    tables["judgements"][cell] = with_cells(rows[cell], "judgements", **of)
    carried = made_of(tables).change("kent", "legitimacy", "2016", "2017")
    assert carried.reinspected == "no"
    assert not [text for text in carried.caveats if told in text]
