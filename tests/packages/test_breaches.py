"""Each rule beyond the form of a cell: which cell is blamed, what stands in it, what should."""

from __future__ import annotations

import pytest

import peel
from tests.made import TABLES, Key, Row, all_rows, made_of, of_recorded, rows_of, with_cells

CELL = ("kent", "2017", "efficiency")
NOT_GRADED = ("greater-manchester", "2017", "efficiency")
COUNTED = ("leicestershire", "2023-25")
REVISION = next(iter(rows_of(peel.bundled(), "revisions")))
TALLY = next(key for key in rows_of(peel.bundled(), "tallies") if key[0] == "2017")
TITLED = next(source.id for source in peel.sources() if source.title)
LABELLED = next(source.id for source in peel.sources() if source.label)
ENDED = next(
    (period.force.id, period.phase, period.start.isoformat())
    for period in peel.monitoring()
    if period.end
)

FOUR_RANKS = (
    "a key of its own for other grades or ranks than of this one: "
    "outstanding 4, good 3, requires-improvement 2, inadequate 1"
)

BREACHES: list[tuple[str, Key, dict[str, str], tuple[str, str, str]]] = [
    ("forces", ("kent",), {"name": "!!"}, ("name", "!!", "a name with letters in it")),
    (
        "forces",
        ("kent",),
        {"hmicfrs_slug": "Kent!"},
        ("hmicfrs_slug", "Kent!", "a part of an address, such as kent"),
    ),
    (
        "forces",
        ("kent",),
        {"ons_code": "E23000021"},
        ("ons_code", "E23000021", "a code that no other force has"),
    ),
    (
        "scales",
        ("four-tier", "good"),
        {"source": "nowhere"},
        ("source", "nowhere", "an id that sources.csv has"),
    ),
    (
        "scales",
        ("four-tier", "good"),
        {"rank": "4"},
        ("rank", "4", "a rank that no other grade of four-tier has"),
    ),
    *(
        (
            "scales",
            ("four-tier", "good"),
            {"rank": rank},
            ("rank", rank, "a rank from 1, the worst, to 4, the best"),
        )
        for rank in ("0", "5")
    ),
    *(
        ("scales", ("four-tier", "good"), cells, ("scale", "four-tier", FOUR_RANKS))
        for cells in ({"rank": "4"}, {"grade": "adequate", "label": "Adequate"})
    ),
    *(
        (
            "scales",
            ("four-tier", "inadequate"),
            {"label": label},
            ("label", label, "a label that names no other grade of four-tier"),
        )
        for label in ("Good", "requires-improvement")
    ),
    (
        "cycles",
        ("2017",),
        {"framework_source": "nowhere"},
        ("framework_source", "nowhere", "an id that sources.csv has"),
    ),
    (
        "cycles",
        ("2017",),
        {"cycle": "2019-17"},
        ("cycle", "2019-17", "an id with the earlier year first, such as 2018-19"),
    ),
    ("cycles", ("2017",), {"scale": "six"}, ("scale", "six", "a scale that scales.csv has")),
    (
        "cycles",
        ("2017",),
        {"first_published": "2018-03-23", "last_published": "2018-03-22"},
        ("last_published", "2018-03-22", "a day not before first_published (2018-03-23)"),
    ),
    (
        "questions",
        ("2017", "effectiveness"),
        {"pillar": ""},
        ("pillar", "", "effectiveness, because the kind is pillar"),
    ),
    (
        "questions",
        ("2017", "efficiency.planning"),
        {"pillar": "nowhere"},
        ("pillar", "nowhere", "a pillar that questions.csv has for 2017"),
    ),
    (
        "questions",
        ("2017", "efficiency.planning"),
        {"pillar": "efficiency.using-resources"},
        (
            "pillar",
            "efficiency.using-resources",
            "a pillar that questions.csv has for 2017",
        ),
    ),
    (
        "questions",
        ("2017", "efficiency"),
        {"theme": "Good use"},
        ("theme", "Good use", "a theme such as investigating-crime"),
    ),
    (
        "sources",
        (TITLED,),
        {"label": "also this", "title": "that"},
        ("label", "also this", "nothing, because there is a title"),
    ),
    (
        "sources",
        (LABELLED,),
        {"label": "", "title": ""},
        ("label", "", "a label, because there is no title"),
    ),
    (
        "inspections",
        COUNTED,
        {"counts_source": ""},
        ("counts_source", "", "the source of the published counts"),
    ),
    (
        "inspections",
        COUNTED,
        {"published": ""},
        ("published_precision", "exact", "nothing, because published is empty"),
    ),
    (
        "inspections",
        COUNTED,
        {"published_precision": ""},
        ("published_precision", "", "how exact the day is, because published is given"),
    ),
    ("judgements", CELL, {"grade": ""}, ("grade", "", "a grade, because the basis is stated")),
    (
        "judgements",
        NOT_GRADED,
        {"grade": "good"},
        ("grade", "good", "no grade, because the basis is not-graded"),
    ),
    ("judgements", CELL, {"sources": ""}, ("sources", "", "at least one source")),
    (
        "judgements",
        CELL,
        {"published_precision": ""},
        ("published_precision", "", "how exact the day is, because published is given"),
    ),
    (
        "judgements",
        CELL,
        {"basis": "carried-over"},
        ("carried_from", "", "the cycle of the judgement, because the basis is carried-over"),
    ),
    (
        "judgements",
        CELL,
        {"carried_from": "2016"},
        ("carried_from", "2016", "nothing, because the basis is stated"),
    ),
    (
        "judgements",
        CELL,
        {"basis": "carried-over", "carried_from": "2018-19"},
        ("carried_from", "2018-19", "a cycle before 2017"),
    ),
    (
        "judgements",
        CELL,
        {"basis": "carried-over", "carried_from": "2016", "grade": "inadequate"},
        ("grade", "inadequate", "the grade of 2016, from which it is carried over: good"),
    ),
    (
        "judgements",
        CELL,
        {"revised": "2018-01-02"},
        (
            "revised",
            "2018-01-02",
            "the day of the last revision of this cell in revisions.csv (none there)",
        ),
    ),
    (
        "judgements",
        REVISION[:3],
        {"revised": ""},
        ("date", REVISION[3], "a judgement that says revised"),
    ),
    (
        "judgements",
        REVISION[:3],
        {"grade": "good"},
        ("to_grade", "requires-improvement", "the grade in judgements.csv: good"),
    ),
    (
        "revisions",
        REVISION,
        {"question": "leadership-and-force-management", "force": "kent"},
        ("question", "leadership-and-force-management", "a cell that judgements.csv has"),
    ),
    (
        "tallies",
        TALLY,
        {"forces_graded": "7"},
        (
            "forces_graded",
            "7",
            f"the sum of the counts, {peel.tallies(cycle=TALLY[0])[0].forces_graded}",
        ),
    ),
    (
        "comparability",
        ("2016", "2017", "*"),
        {"to_cycle": "2018-19"},
        ("to_cycle", "2018-19", "the cycle that follows 2016"),
    ),
    (
        "comparability",
        ("2016", "2017", "*"),
        {"question": "positive-workplace"},
        ("question", "positive-workplace", "* or a question of 2016"),
    ),
    (
        "comparability",
        ("2016", "2017", "*"),
        {"question": "positive-workplace"},
        ("question", "positive-workplace", "* or a question of 2017"),
    ),
    *(
        (
            "publications",
            ("2018-19", "", "1", "2019-05-02"),
            {"pillar": pillar},
            ("pillar", pillar, "a pillar that questions.csv has for 2018-19"),
        )
        for pillar in ("efectiveness", "efficiency.meeting-demand")
    ),
    ("monitoring", ENDED, {"phase": "scan"}, ("phase", "scan", "one of engage")),
    (
        "monitoring",
        ENDED,
        {"end_precision": ""},
        ("end_precision", "", "how exact the day is, because end is given"),
    ),
    (
        "monitoring",
        ENDED,
        {"end": "2001-01-01"},
        ("end", "2001-01-01", f"a day not before start ({ENDED[2]})"),
    ),
]


@pytest.mark.parametrize(
    ("table", "key", "cells", "said"),
    BREACHES,
    ids=[f"{table}-{said[0]}-{said[2]}" for table, _, _, said in BREACHES],
)
def test_a_breach_names_the_cell_and_what_it_should_hold(
    table: str, key: Key, cells: dict[str, str], said: tuple[str, str, str]
) -> None:
    tables = all_rows(peel.bundled())
    row = with_cells(tables[table].pop(key), table, **cells)
    tables[table][TABLES[table].key_of(row)] = row
    assert said in problems_in(tables, said_of=("revisions" if said[0] in IN_REVISIONS else table))


#: What is blamed in the table of revisions, whichever table was changed.
IN_REVISIONS = {"date", "to_grade"}


def problems_in(tables: dict[str, dict[Key, Row]], said_of: str) -> set[tuple[str, ...]]:
    """Column, value and expectation of each problem with one table of a record."""
    nothing = made_of({table: {} for table in TABLES})
    with pytest.raises(peel.InvalidDataError) as caught:
        nothing.extend(made_of(tables))
    return {
        (item.column or "", item.value or "", of_recorded(item))
        for item in caught.value.problems
        if item.file == f"{said_of}.csv"
    }


def test_a_question_that_is_never_graded_has_no_judgement() -> None:
    key = next(key for key in rows_of(peel.bundled(), "judgements") if key[1] == "2023-25")
    tables = all_rows(peel.bundled())
    asked = tables["questions"][key[1:]]
    tables["questions"][key[1:]] = with_cells(asked, "questions", graded="never")
    expected = ("question", key[2], "a question that is graded")
    assert expected in problems_in(tables, "judgements")


@pytest.mark.parametrize("table", ["forces", "cycles"])
def test_two_ids_that_a_look_up_takes_for_one_are_both_blamed(table: str) -> None:
    tables = all_rows(peel.bundled())
    key = ("devon-and-cornwall",) if table == "forces" else ("2018-19",)
    others = [(key[0].replace("-", ".", 1),), (key[0].replace("-", "."),)]
    for other in {*others} - {key}:
        tables[table][other] = with_cells(
            tables[table][key], table, **{TABLES[table].key[-1]: other[0]}
        )
    found = problems_in(tables, table)
    column = TABLES[table].key[-1]
    for other in {*others} - {key}:
        assert (column, other[0], f"an id unlike {key[0]}") in found
        blamed = [expected for at, value, expected in found if (at, value) == (column, key[0])]
        assert any(expected.startswith("an id unlike ") for expected in blamed)


def test_two_pairs_of_ids_that_a_look_up_takes_for_one_are_all_blamed() -> None:
    tables = all_rows(peel.bundled())
    pairs = [("dyfed-powys", "dyfed.powys"), ("west-mercia", "west.mercia")]
    for one, other in pairs:
        tables["forces"][other,] = with_cells(tables["forces"][one,], "forces", force=other)
    found = problems_in(tables, "forces")
    for one, other in pairs:
        assert ("force", one, f"an id unlike {other}") in found
        assert ("force", other, f"an id unlike {one}") in found


def test_an_id_that_is_a_name_of_something_else_is_blamed() -> None:
    tables = all_rows(peel.bundled())
    row = with_cells(tables["forces"]["kent",], "forces", force="asp", name="Aspen", aliases="")
    tables["forces"]["asp",] = row
    expected = ("force", "asp", "an id that is no name of avon-and-somerset")
    assert expected in problems_in(tables, "forces")
    key = ("2017", "efficiency")
    label = with_cells(tables["questions"][key], "questions", label="Legitimacy")
    tables["questions"][key] = label
    expected = ("question", "legitimacy", "an id that is no name of efficiency")
    assert expected in problems_in(tables, "questions")


def test_of_a_scale_with_a_wrong_row_the_others_are_judged() -> None:
    tables = all_rows(peel.bundled())
    for grade, cells in {"good": {"rank": "best"}, "adequate": {"rank": "2"}}.items():
        key = ("five-tier", grade)
        tables["scales"][key] = with_cells(tables["scales"][key], "scales", **cells)
    found = problems_in(tables, "scales")
    assert ("rank", "best", "a whole number") in found
    assert {said for column, _, said in found if column == "rank"} > {"a whole number"}
