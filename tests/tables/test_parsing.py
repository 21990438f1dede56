"""A row of text becomes a record in two ways, which never differ: a constructor, and `cattrs`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel._records._base import Record
from peel._tables.parsing import is_id, items, make, wrong_cells
from peel._tables.schema import RECORDS
from peel._tables.store import Store
from peel._tables.structure import MisfitRow, structured
from peel._words.text import LONGEST_NAME
from tests.made import TABLES, Key, Row, rows_of, unasked, with_cells

RECORD = peel.bundled()
STORE = RECORD._store
ROWS = {table: tuple(rows_of(RECORD, table).values()) for table in TABLES}

#: What people type into a cell that wants something else.
ODD = (
    *("", " ", "*", "-", "0", "-1", "007", "1e3", "1.", ".5", "nan", "٣", "96.8", "9" * 16),
    *("yes", "Yes", "no", "2017", "2017-11-09", "2017-11-31", "2017-1-9", "09/11/2017"),
    *("good", "Good", "adequate", "kent", "Kent", "efficiency", "2017 ", "hmicfrs hmicfrs"),
    *("a; b", "a; a", "a; ", "a  b", "stated", "carried-over", "always", "unknown", "exact"),
)


def outcome(read: Callable[..., Record], table: str, row: Row) -> Record | None:
    """The record of a row; None where it is refused."""
    try:
        return read(STORE, RECORDS[table], row)
    except ValueError:
        return None


def misfits(table: str, row: Row) -> dict[str, str]:
    """What is expected of the cells of a row that are refused."""
    with pytest.raises(MisfitRow) as caught:
        structured(STORE, RECORDS[table], row)
    return {misfit.column: misfit.expected for misfit in caught.value.misfits}


@pytest.mark.parametrize("table", TABLES)
def test_both_ways_make_the_same_of_every_row(table: str) -> None:
    kind = RECORDS[table]
    for row in ROWS[table]:
        assert make(STORE, kind, row) == structured(STORE, kind, row)


@pytest.mark.parametrize("table", [table for table in TABLES if ROWS[table]])
@given(st.data())
def test_both_ways_take_or_refuse_a_damaged_row(table: str, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(ROWS[table]))
    column = data.draw(st.sampled_from(TABLES[table].columns))
    damaged = with_cells(row, table, **{column: data.draw(st.sampled_from(ODD) | st.text())})
    assert outcome(make, table, damaged) == outcome(structured, table, damaged)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, field.name)
        for table, spec in TABLES.items()
        for field in spec.fields
        if not field.optional and field.cell not in ("counts", "records", "texts")
    ],
)
def test_a_cell_that_must_hold_something_is_not_empty(table: str, column: str) -> None:
    empty = with_cells(ROWS[table][0], table, **{column: ""})
    assert outcome(make, table, empty) is None
    assert column in misfits(table, empty)


@pytest.mark.parametrize(
    "cell", ["hmicfrs hmicfrs", " hmicfrs", "hmicfrs ", "hmicfrs  ons", "\thmicfrs"]
)
def test_sources_are_distinct_with_one_blank_between_them(cell: str) -> None:
    row = with_cells(ROWS["judgements"][0], "judgements", sources=cell)
    assert misfits("judgements", row) == {"sources": "distinct items with ' ' between them"}


def test_an_item_of_a_list_may_have_blanks_in_it_and_none_around_it() -> None:
    assert items("Kent Police; The Kent force", "; ") == ("Kent Police", "The Kent force")
    for cell in ("Kent;  Police", "Kent;\u00a0", "Kent; Kent", "; Kent"):
        with pytest.raises(ValueError, match="distinct items"):
            items(cell, "; ")


def test_a_figure_may_be_negative() -> None:
    row = with_cells(ROWS["profiles"][0], "profiles", value="-2.5")
    for read in (make, structured):
        figure = outcome(read, "profiles", row)
        assert isinstance(figure, peel.ProfileFigure)
        assert str(figure.value) == "-2.5"


def test_the_nearest_question_is_one_of_the_same_cycle() -> None:
    asked = {question.id for question in peel.questions("2017")}
    row = with_cells(
        ROWS["judgements"][0], "judgements", cycle="2017", question="investigating-crime"
    )
    assert "investigating-crime" not in asked
    with pytest.raises(MisfitRow) as caught:
        structured(STORE, peel.Judgement, row)
    (misfit,) = caught.value.misfits
    assert misfit.expected == "an id that questions.csv has of 2017"
    assert set(misfit.nearest()) <= asked


#: Of a table: a column, what stands in it, what is expected there, and the table that lacks it.
WRONG = [
    ("forces", "name", "", "a value; the cell is empty", ""),
    ("forces", "name", " ", "a value; the cell is blank", ""),
    (
        "forces",
        "force",
        "Kent",
        "an id: small letters and digits, with single hyphens or dots between them",
        "",
    ),
    ("scales", "rank", "first", "a whole number", ""),
    ("profiles", "value", "many", "a number such as 96.8", ""),
    ("cycles", "questions_complete", "Yes", "yes or no", ""),
    ("judgements", "published", "9 November", "a day such as 2017-11-09", ""),
    ("judgements", "published", "2017-11-31", "a day that the calendar has", ""),
    (
        "judgements",
        "published_precision",
        "about",
        "one of exact, no later than or nothing",
        "",
    ),
    ("questions", "kind", "theme", "one of pillar, question, area", ""),
    ("forces", "aliases", "a; a", "distinct items with '; ' between them", ""),
    ("judgements", "force", "", "a value; the cell is empty", ""),
    ("judgements", "force", "kemt", "an id that forces.csv has", "forces"),
    ("judgements", "question", "effort", "an id that questions.csv has of 2014", "questions"),
    ("judgements", "sources", "nowhere", "an id that sources.csv has", "sources"),
    (
        "judgements",
        "grade",
        "N/A",
        "a grade; for no grade, an empty cell, and not-graded in basis",
        "",
    ),
    (
        "judgements",
        "grade",
        "bad",
        "a grade of the four-tier scale, on which 2014 is graded",
        "scales",
    ),
    (
        "revisions",
        "to_grade",
        "not graded",
        "a grade of the five-tier scale, on which 2023-25 is graded",
        "scales",
    ),
    ("tallies", "good", "-1", "a whole number", ""),
    (
        "tallies",
        "adequate",
        "0",
        "nothing: adequate is not a grade of the four-tier scale, on which 2014 is graded; "
        "adequate is of the five-tier scale",
        "scales",
    ),
]


@pytest.mark.parametrize(
    ("table", "column", "cell", "expected", "lacks"),
    WRONG,
    ids=[f"{table}-{column}-{cell}" for table, column, cell, _, _ in WRONG],
)
def test_both_ways_say_what_a_wrong_cell_should_have_held(
    table: str, column: str, cell: str, expected: str, lacks: str
) -> None:
    row = with_cells(ROWS[table][0], table, **{column: cell})
    (wrong,) = wrong_cells(STORE, RECORDS[table], row)
    assert (str(wrong), wrong.column or column, wrong.lacks) == (expected, column, lacks)
    with pytest.raises(MisfitRow) as caught:
        structured(STORE, RECORDS[table], row)
    (misfit,) = caught.value.misfits
    assert (misfit.column, misfit.expected, misfit.lacks) == (column, expected, lacks)


@pytest.mark.parametrize("kind", [peel.Question, peel.Cycle, peel.Grade, peel.Source])
def test_a_bug_in_making_a_record_is_not_taken_for_a_row_that_is_missing(
    kind: type[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, made = unasked(RECORD)._store, Store._make

    def broken(self: Store, of: type[Record], key: Key, row: Row) -> Record:
        if of is kind:
            raise KeyError("a bug")
        return made(self, of, key, row)

    monkeypatch.setattr(Store, "_make", broken)
    with pytest.raises(KeyError, match="a bug"):
        make(store, peel.Judgement, ROWS["judgements"][0])


def test_an_id_may_be_as_long_as_a_name_may_be_and_no_longer() -> None:
    assert is_id("a" * LONGEST_NAME)
    assert not is_id("a" * (LONGEST_NAME + 1))
    assert not is_id("Kent")


def test_only_a_wrong_name_has_a_nearest_one() -> None:
    for column, cell in (("force", "kemt"), ("published", "9 November")):
        row = with_cells(ROWS["judgements"][0], "judgements", **{column: cell})
        (wrong,) = wrong_cells(STORE, peel.Judgement, row)
        assert wrong.nearest() == (("kent",) if column == "force" else ())
