"""When a report without a grade supersedes the older one: on the day on which it came out, if that is known."""

from __future__ import annotations

import peel
from peel._answers.standing import standing
from tests.made import Key, Row, all_rows, made_of, with_cells

CRIME = "effectiveness.investigating-crime"
Tables = dict[str, dict[Key, Row]]


def _without(tables: Tables, *cells: Key) -> Tables:
    tables["judgements"] = {
        key: row for key, row in tables["judgements"].items() if key not in cells
    }
    return tables


def _stands(record: peel.Dataset, day: str, force: str, theme: str = "investigating-crime") -> str:
    """The cycle of the grade that stands on *day*, or which one is superseded."""
    latest = record.as_of(day).latest(force, theme=theme)
    for judgement in latest:
        return judgement.cycle.id
    (old,) = latest.superseded
    return f"superseded: {old.judgement.cycle.id}"


def test_of_two_reports_on_a_pillar_the_one_that_grades_of_the_question_came_with() -> None:
    record = made_of(_without(all_rows(peel.bundled()), ("essex", "2015", CRIME)))
    assert (
        _stands(record, "2015-12-15", "essex") == "2014"
    )  # a report on the pillar, of one question
    assert _stands(record, "2016-02-17", "essex") == "2014"
    assert _stands(record, "2016-02-18", "essex") == "superseded: 2014"


def test_a_force_without_an_inspection_is_in_the_national_report() -> None:
    tables = _without(all_rows(peel.bundled()), ("essex", "2015", CRIME))
    del tables["inspections"]["essex", "2015"]
    record = made_of(tables)
    assert _stands(record, "2016-02-17", "essex") == "2014"
    assert _stands(record, "2016-02-18", "essex") == "superseded: 2014"


def test_the_first_report_on_the_pillar_if_nobody_has_a_grade_of_the_question() -> None:
    tables = all_rows(peel.bundled())
    record = made_of(
        _without(tables, *(key for key in tables["judgements"] if key[1:] == ("2015", CRIME)))
    )
    assert _stands(record, "2015-12-14", "essex") == "2014"  # that on efficiency is out by then
    assert _stands(record, "2015-12-15", "essex") == "superseded: 2014"


def _in_tranche(tranche: str, *, for_all: str | None = None) -> peel.Dataset:
    """A record with Essex in a tranche of 2018/19 on a day nobody knows, with one early grade.

    With *for_all*, a report on no tranche came out on that day.
    """
    tables = _without(all_rows(peel.bundled()), ("essex", "2018-19", CRIME))
    of = {"published": "", "published_precision": "", "tranche": tranche}
    key = ("essex", "2018-19")
    tables["inspections"][key] = with_cells(tables["inspections"][key], "inspections", **of)
    early = (*key, "legitimacy")
    days = {"published": "2019-01-31", "published_precision": "exact"}
    tables["judgements"][early] = with_cells(tables["judgements"][early], "judgements", **days)
    if for_all:
        first = next(row for key, row in tables["publications"].items() if key[0] == "2018-19")
        row = with_cells(first, "publications", tranche="", published=for_all)
        tables["publications"]["2018-19", "", "", for_all] = row
    return made_of(tables)


def test_the_report_of_the_tranche_of_the_force() -> None:
    for tranche, before, day in (
        ("1", "2019-05-01", "2019-05-02"),
        ("2", "2019-09-26", "2019-09-27"),
        ("3", "2020-02-06", "2020-02-07"),
    ):
        record = _in_tranche(tranche)
        assert _stands(record, before, "essex") == "2017"
        assert _stands(record, day, "essex") == "superseded: 2017"


def test_the_first_report_of_all_where_the_tranche_is_not_known() -> None:
    record = _in_tranche("")
    assert _stands(record, "2019-05-01", "essex") == "2017"
    assert _stands(record, "2019-05-02", "essex") == "superseded: 2017"


def test_the_first_report_of_all_where_no_report_on_the_force_is_recorded() -> None:
    tables = all_rows(_in_tranche(""))
    del tables["inspections"]["essex", "2018-19"]
    assert _stands(made_of(tables), "2019-05-01", "essex") == "2017"
    assert _stands(made_of(tables), "2019-05-02", "essex") == "superseded: 2017"


def test_a_report_on_no_tranche_is_on_each() -> None:
    record = _in_tranche("3", for_all="2019-05-02")
    assert _stands(record, "2019-05-01", "essex") == "2017"
    assert _stands(record, "2019-05-02", "essex") == "superseded: 2017"


def test_a_grade_that_came_out_after_the_report_on_the_force() -> None:
    tables = all_rows(peel.bundled())
    report, cell = ("kent", "2023-25"), ("kent", "2023-25", "investigating-crime")
    days = {"published": "2024-01-01", "published_precision": "exact"}
    tables["inspections"][report] = with_cells(tables["inspections"][report], "inspections", **days)
    added = {**days, "published": "2024-03-01", "programme": "another"}
    tables["judgements"][cell] = with_cells(tables["judgements"][cell], "judgements", **added)
    record = made_of(tables)
    assert _stands(record, "2024-02-29", "kent") == "2021-22"
    assert _stands(record, "2024-03-01", "kent") == "2023-25"
    unknown = made_of(_without(tables, cell))
    assert _stands(unknown, "2023-12-31", "kent") == "2021-22"
    assert _stands(unknown, "2024-01-01", "kent") == "superseded: 2021-22"


def test_where_no_report_was_out_on_a_theme_the_newest_inspection_stands() -> None:
    tables = all_rows(peel.bundled())
    for name in ("inspections", "judgements"):
        tables[name] = {
            key: row for key, row in tables[name].items() if key[:2] != ("essex", "2014")
        }
    then = made_of(tables).as_of("2015-10-20")
    assert [item.cycle.id for item in then.judgements(force="essex")[:1]] == ["2015"]
    assert standing(then._store, then.force("essex"), "ethics") == then.cycle("2015")
    assert not [*then.latest("essex", theme="ethics")]
