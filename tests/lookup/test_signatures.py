"""Who gives a name in the wrong place is told by which call, and filters do what a loop would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import peel
from tests.made import TABLES, all_rows, made_of, with_cells

CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("force", ("2017",), {}),
    ("cycle", ("kent",), {}),
    ("question", ("kent", "efficiency"), {}),
    ("question", ("2017", "kent"), {}),
    ("questions", ("kent",), {}),
    *(
        (name, arguments, {})
        for name in ("grade", "judgement")
        for arguments in (
            ("2017", "2017", "efficiency"),
            ("kent", "kent", "efficiency"),
            ("kent", "2017", "kent"),
        )
    ),
    ("inspection", ("2017", "2017"), {}),
    ("inspection", ("kent", "kent"), {}),
    ("change", ("2017", "efficiency", "2016", "2017"), {}),
    ("change", ("kent", "kent", "2016", "2017"), {}),
    ("change", ("kent", "efficiency", "kent", "2017"), {}),
    ("change", ("kent", "efficiency", "2016", "kent"), {}),
    ("changes", ("kent", "2017", "efficiency"), {}),
    ("changes", ("2016", "kent", "efficiency"), {}),
    ("changes", ("2016", "2017", "kent"), {}),
    ("changes", ("2016", "2017"), {"force": "2017"}),
    ("comparability", ("kent", "2017"), {}),
    ("comparability", ("2016", "kent"), {}),
    ("comparability", ("2016", "2017", "kent"), {}),
    ("distribution", ("kent", "efficiency"), {}),
    ("distribution", ("2017", "kent"), {}),
    ("compare", (["2017"], "2017"), {}),
    ("compare", (["kent"], "kent"), {}),
    ("latest", ("2017",), {}),
    ("history", ("2017", "efficiency"), {}),
    ("history", ("kent", "kent"), {}),
    ("coverage", ("2017",), {}),
]


@pytest.mark.parametrize(("name", "arguments", "keywords"), CALLS)
def test_a_name_in_the_wrong_place_is_told_with_the_call(
    name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> None:
    with pytest.raises(peel.UnknownNameError) as caught:
        getattr(peel, name)(*arguments, **keywords)
    assert f" is expected here: {name}(" in str(caught.value)


def with_more() -> peel.Dataset:
    """The record that ships with figures and a revision of another force and cycle."""
    tables = all_rows(peel.bundled())
    for table in ("profiles", "revisions"):
        for row in list(tables[table].values())[:2]:
            more = with_cells(row, table, force="kent")
            for other in (more, with_cells(more, table, cycle="2017", question="efficiency")):
                tables[table][TABLES[table].key_of(other)] = other
    for key, row in tables["revisions"].items():
        if key[1] == "2017":
            grades = {"from_grade": "good", "to_grade": "outstanding"}
            tables["revisions"][key] = with_cells(row, "revisions", **grades)
    return made_of(tables)


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("findings", ("force", "cycle", "question", "kind")),
        ("profiles", ("force", "cycle", "measure")),
        ("revisions", ("force", "cycle", "question")),
        ("tallies", ("cycle", "question")),
        ("publications", ("cycle",)),
        ("inspections", ("force", "cycle")),
    ],
)
def test_a_filter_passes_what_a_loop_would(name: str, by: tuple[str, ...]) -> None:
    record = with_more()
    ask: Callable[..., Any] = getattr(record, name)
    everything = list(ask())
    for field in by:
        values = dict.fromkeys(_text(getattr(item, field)) for item in everything)
        assert len(values) > 1, field
        for value in [value for value in values if value is not None][:5]:
            expected = [item for item in everything if _text(getattr(item, field)) == value]
            assert list(ask(**{field: value})) == expected


def _text(value: Any) -> str | None:
    return getattr(value, "id", value)


@pytest.mark.parametrize(
    ("name", "field", "noun"),
    [("findings", "kind", "kind of finding"), ("profiles", "measure", "measure")],
)
def test_a_word_that_is_not_known_is_called_what_it_is(name: str, field: str, noun: str) -> None:
    with pytest.raises(peel.UnknownNameError, match=rf"^no {noun} is called 'xyz';"):
        getattr(peel, name)(**{field: "xyz"})
