"""Names of a column, matched in one call."""

from __future__ import annotations

import math
import pickle

import attrs
import pytest

import peel
from peel._lookup.names import Names

COLUMN = ["Notts", "West Midlands", "West Midlands Police", "Notts", "British Transport Police"]


def test_names_are_matched_as_they_stand() -> None:
    matches = peel.match_forces(COLUMN)
    assert dict(matches.ids) == {
        "Notts": "nottinghamshire",
        "West Midlands": "west-midlands",
        "West Midlands Police": "west-midlands",
    }
    assert [*matches.unknown] == ["British Transport Police"]
    assert "not one of the 43 territorial forces" in matches.unknown["British Transport Police"]
    assert dict(matches.repeated) == {
        "nottinghamshire": ("Notts", "Notts"),
        "west-midlands": ("West Midlands", "West Midlands Police"),
    }
    assert matches.empty == 0


def test_a_column_of_arrow_is_read_as_its_values() -> None:
    arrow = pytest.importorskip("pyarrow")
    assert peel.match_forces(arrow.array([*COLUMN, None])) == peel.match_forces([*COLUMN, None])
    assert peel.match_forces(arrow.chunked_array([COLUMN])) == peel.match_forces(COLUMN)


def test_a_name_that_comes_again_is_not_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    look_up = Names.force

    def force(names: Names, name: peel.Force | str, signature: str) -> peel.Force:
        asked.append(name)
        return look_up(names, name, signature)

    monkeypatch.setattr(Names, "force", force)
    peel.match_forces([*COLUMN, *COLUMN])
    assert asked == [*dict.fromkeys(COLUMN)]


def test_every_message_is_that_of_a_look_up() -> None:
    names = ["London", "Nots Police", "2017", "efficiency", "East Midlands"]
    matches = peel.match_forces(names)
    assert [*matches.unknown] == names
    for name in ("London", "Nots Police"):
        with pytest.raises(peel.UnknownForceError) as caught:
            peel.force(name)
        assert matches.unknown[name] == str(caught.value)
    elsewhere = {"2017": "cycle", "efficiency": "question and a theme", "East Midlands": "region"}
    for name, what in elsewhere.items():
        assert f"it is a {what}, but a force is expected here: match_f" in matches.unknown[name]


def test_empty_cells_are_counted_and_stop_nothing() -> None:
    pandas = pytest.importorskip("pandas")
    cells = [None, math.nan, "", " \t", pandas.NA, pandas.NaT, float("nan"), "Kent"]
    matches = peel.match_forces(cells)
    assert (matches.empty, dict(matches.ids), dict(matches.unknown)) == (7, {"Kent": "kent"}, {})
    assert str(matches) == "1 of 1 name stands for 1 force; 7 empty cells"


def test_what_is_no_text_is_told_by_its_type() -> None:
    matches = peel.match_forces([3, 3.5, ["Kent"], 10**5000, "Kent"])
    assert dict(matches.unknown) == {
        f"<{kind}>": f"a force is given as text or a Force, not as {kind}; peel.forces() lists all 43"
        for kind in ("int", "float", "list")
    }


def test_forces_themselves_are_matched_by_name() -> None:
    matches = peel.match_forces(peel.forces())
    assert dict(matches.ids) == {force.name: force.id for force in peel.forces()}
    assert not matches.repeated


@pytest.mark.parametrize(
    "wrong", ["Kent", b"Kent", bytearray(b"Kent"), None, 3, peel.force("kent")]
)
def test_one_name_is_no_column(wrong: object) -> None:
    with pytest.raises(TypeError) as caught:
        peel.match_forces(wrong)  # type: ignore[arg-type]
    assert str(caught.value) == (
        'match_forces() takes several names: match_forces(["Kent", "Essex"])'
    )


def test_any_iterable_will_do() -> None:
    expected = peel.match_forces(COLUMN)
    assert peel.match_forces(iter(COLUMN)) == expected
    assert peel.match_forces(dict.fromkeys(COLUMN).keys()).ids == expected.ids
    assert peel.match_forces([]).ids == {}


def test_columns_of_frames() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    column = pandas.Series([*COLUMN, None])
    for made in (column, column.astype("category"), pandas.Index([*COLUMN, None])):
        assert peel.match_forces(made) == peel.match_forces([*COLUMN, None])
    ids = peel.match_forces(column).ids
    mapped = column.map(ids)
    assert mapped.dropna().tolist() == [
        "nottinghamshire",
        *["west-midlands"] * 2,
        "nottinghamshire",
    ]
    assert mapped.isna().sum() == 2
    frame = polars.Series([*COLUMN, None])
    assert peel.match_forces(frame) == peel.match_forces(column)
    assert (
        frame.replace_strict(ids, default=None).drop_nulls().to_list() == mapped.dropna().tolist()
    )


def test_matches_are_shown() -> None:
    matches = peel.match_forces(["Kent", "Kent Police", "\x1b[2J", None])
    assert str(matches).splitlines() == [
        "2 of 3 names stand for 1 force; 1 empty cell",
        "  unknown: no force is called '\\x1b[2J'; peel.forces() lists all 43",
        "  repeated: kent has 2 rows: 'Kent', 'Kent Police'",
    ]
    page = matches._repr_html_()
    assert "Force of several rows" in page
    assert "Kent Police" in page
    assert "\x1b" not in page


def test_rows_of_one_name_are_repeated() -> None:
    matches = peel.match_forces(["Kent", "Essex", "Kent", "BTP", "BTP", None, None])
    assert dict(matches.repeated) == {"kent": ("Kent", "Kent")}
    assert matches.summary == "2 of 3 names stand for 2 forces; 2 empty cells"
    assert str(matches).endswith("\n  repeated: kent has 2 rows: 'Kent'")
    assert matches.to_dict()["repeated"] == {"kent": ["Kent", "Kent"]}
    assert matches != peel.match_forces(["Kent", "Essex", "BTP", None, None])


def test_matches_are_values_of_their_record() -> None:
    matches = peel.match_forces(COLUMN)
    assert pickle.loads(pickle.dumps(matches)) == matches  # noqa: S301
    assert matches.edition == peel.bundled().edition
    assert hash(matches) == hash(peel.match_forces(COLUMN))


def test_forces_that_no_name_stands_for_are_named_where_they_are_few() -> None:
    every = [force.name for force in peel.forces()]
    matches = peel.match_forces(every[2:])
    assert [force.name for force in matches.absent] == every[:2]
    assert f"absent: {', '.join(every[:2])}" in str(matches)
    assert "absent" not in str(peel.match_forces(every))
    half = attrs.evolve(peel.match_forces(every[:1]), absent=peel.forces()[1:2])
    assert "absent" not in str(half)
    few = peel.match_forces(every[:2])
    assert len(few.absent) == len(every) - 2
    assert "absent" not in str(few)
    assert few.to_dict()["absent"] == [force.id for force in few.absent]
