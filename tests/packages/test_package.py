"""Own records: load, extend, save and validate; bad input loads nothing and loses nothing."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peel
from peel import Dataset
from peel._cli.commands import main
from peel._tables.schema import RECORDS
from peel._tables.structure import as_text, structured
from tests.made import (
    TABLES,
    all_rows,
    made_of,
    problems_of,
    rows_of,
    with_cells,
    write_tables,
)

#: The first report of the 2025-27 cycle, as a user would type it in.
FIRST_REPORT = {
    "sources": [
        "my-report,inspectorate,HMICFRS,,PEEL 2025–2027: Kent Police,https://example.org/kent,"
        "2026-11-01"
    ],
    "questions": [
        "2025-27,preventing-crime,area,,preventing-crime,Preventing crime,,always",
        "2025-27,investigating-crime,area,,investigating-crime,Investigating crime,,always",
    ],
    "inspections": [
        "kent,2025-27,,https://example.org/kent,2026-11-01,exact,,,,0,1,1,0,0,my-report,"
    ],
    "judgements": [
        "kent,2025-27,preventing-crime,good,stated,,2026-11-01,exact,,PEEL,my-report,,",
        "kent,2025-27,investigating-crime,adequate,stated,,2026-11-01,exact,,PEEL,my-report,,",
    ],
}


def test_what_was_saved_loads_as_it_was(saved: Path) -> None:
    loaded = peel.load(saved)
    assert loaded == peel.bundled()
    assert loaded.judgements() == peel.judgements()
    assert loaded != peel.as_of("2017-01-01")
    assert (loaded == 3) is False


@pytest.mark.parametrize("table", TABLES)
def test_records_go_to_rows_and_back(table: str) -> None:
    dataset, store, kind = peel.bundled(), peel.bundled()._store, RECORDS[table]
    for typed, cells in zip(dataset.rows(table), rows_of(dataset, table).values(), strict=True):
        assert as_text(table, typed) == cells
    for key, cells in list(rows_of(dataset, table).items())[:50]:
        assert structured(store, kind, cells) == store.get(kind, key)


@pytest.mark.slow
@given(st.dates(min_value=__import__("datetime").date(2014, 1, 1)))
@settings(max_examples=10)
def test_loading_what_was_saved_of_any_day(day: object) -> None:
    import tempfile

    then = peel.as_of(day)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as directory:
        then.save(Path(directory) / "then")
        assert peel.load(Path(directory) / "then") == then


def test_the_first_report_of_a_new_cycle(with_gaps: Dataset, tmp_path: Path) -> None:
    extended = with_gaps.extend(write_tables(tmp_path, FIRST_REPORT))
    assert extended.grade("kent", "2025-27", "Preventing crime").label == "Good"
    assert extended.inspection("kent", "2025/27").counts["adequate"] == 1
    assert extended.latest(force="kent").records[0].cycle.id == "2025-27"
    earlier = extended.extend(
        write_tables(
            tmp_path / "earlier",
            {
                "judgements": [
                    "kent,2023-25,preventing-crime,good,stated,,2025-01-01,exact,,PEEL,my-report,,"
                ]
            },
        ),
        replace=True,
    )
    change = earlier.change("kent", "preventing-crime", "2023-25", "2025-27")
    assert change.direction is peel.Direction.UNKNOWN
    assert change.steps is None
    assert change.comparability.reason == "no statement by the inspectorate is recorded"
    with pytest.raises(peel.NotRecordedError):
        with_gaps.grade("kent", "2025-27", "Preventing crime")
    assert peel.bundled() == Dataset(peel.bundled()._store)


def test_a_new_force_and_a_new_cycle(with_gaps: Dataset, tmp_path: Path) -> None:
    extended = with_gaps.extend(
        write_tables(
            tmp_path,
            {
                "forces": ["mercia,Mercia Constabulary,,E23999999,England,West Midlands,mercia"],
                "cycles": ["2027-29,PEEL 2027–2029,HMICFRS,five-tier,A framework,,,,no,an example"],
                "questions": ["2027-29,responding,area,,responding-to-the-public,Responding,,some"],
                "comparability": ["2025-27,2027-29,*,comparable,an example,hmicfrs"],
            },
        )
    )
    assert extended.force("Mercia").id == "mercia"
    assert [force.id for force in extended.forces()] == sorted(
        force.id for force in extended.forces()
    )
    assert extended.cycles()[-1].id == "2027-29"
    assert extended.comparability("2025-27", "2027-29").comparable
    assert extended.comparability("2023-25", "2027-29").status == "unknown"
    assert len(extended.distribution("2017", "efficiency").not_recorded) == 1
    assert extended.coverage()["2017", "efficiency"].expected == 43


def test_identical_rows_are_no_clash_and_different_ones_show_both(tmp_path: Path) -> None:
    same = ",".join(rows_of(peel.bundled(), "judgements")["kent", "2017", "efficiency"])
    assert "good" in same
    assert (
        peel.bundled().extend(write_tables(tmp_path / "a", {"judgements": [same]}))
        == peel.bundled()
    )
    other = write_tables(tmp_path / "b", {"judgements": [same.replace("good", "outstanding")]})
    (problem,) = problems_of(lambda: peel.bundled().extend(other))
    assert (problem.file, problem.row, problem.column) == ("judgements.csv", 2, "grade")
    assert "there: 'kent; 2017; efficiency; good; stated" in problem.expected
    assert "here: 'kent; 2017; efficiency; outstanding; stated" in problem.expected
    replaced = peel.bundled().extend(other, replace=True)
    assert replaced.grade("kent", "2017", "efficiency").label == "Outstanding"
    assert peel.grade("kent", "2017", "efficiency").label == "Good"
    assert list(rows_of(replaced, "judgements")) == list(rows_of(peel.bundled(), "judgements"))


def test_a_recorded_row_that_ones_own_contradicts_is_told_by_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ("kent", "2016", "effectiveness.preventing-crime")
    carried = [
        judgement
        for judgement in peel.judgements(force="kent", question=key[2])
        if judgement.carried_from is not None and judgement.carried_from.id == "2016"
    ]
    assert len(carried) > 1
    row = with_cells(rows_of(peel.bundled(), "judgements")[key], "judgements", grade="inadequate")
    own = write_tables(tmp_path / "own", {"judgements": [",".join(row)]})
    found = problems_of(lambda: peel.bundled().extend(own, replace=True))
    assert main(["validate", str(own)]) == 1
    told = capsys.readouterr().out
    assert len(found) == len(carried)
    for problem, judgement in zip(found, carried, strict=True):
        assert (problem.row, problem.column, problem.value) == (None, "grade", "good")
        place = f"the recorded row kent {judgement.cycle.id} {key[2]}"
        assert problem.expected.endswith(f"it is carried over: inadequate; in {place}")
        assert str(problem) in told


def test_extending_by_a_data_set() -> None:
    whole = peel.as_of("2016-01-01").extend(peel.bundled(), replace=True)
    assert whole == peel.bundled()
    with pytest.raises(TypeError, match="a directory is expected, not int"):
        peel.bundled().extend(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a directory is expected, not NoneType"):
        peel.load(None)  # type: ignore[arg-type]


def test_a_record_as_of_a_day_replaces_no_row_of_one_that_knows_more(tmp_path: Path) -> None:
    then = peel.as_of("2024-01-01")
    then.save(tmp_path / "then")
    others = ((then, "the data set"), (tmp_path / "then", "datapackage.json, column as_of"))
    for replace, (other, place) in product((False, True), others):
        with pytest.raises(peel.InvalidDataError) as caught:
            peel.bundled().extend(other, replace=replace)
        (problem,) = caught.value.problems
        assert str(problem).startswith(f"{place}: '2024-01-01'; expected a whole record: ")
        assert "replace=True" not in str(problem)
    assert then.extend(then, replace=True) == then.extend(then)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=10)
def test_extending_is_associative_on_disjoint_data(data: st.DataObject) -> None:
    keys = data.draw(
        st.lists(
            st.sampled_from(list(rows_of(peel.bundled(), "judgements"))),
            min_size=2,
            max_size=8,
            unique=True,
        )
    )
    split = data.draw(st.integers(1, len(keys) - 1))
    rest = {
        key: row for key, row in rows_of(peel.bundled(), "judgements").items() if key not in keys
    }

    def with_rows(rows: dict[tuple[str, ...], tuple[str, ...]]) -> Dataset:

        tables = all_rows(peel.bundled())
        tables["judgements"] = rows
        tables["revisions"] = {}
        return made_of(tables)

    revised = {key[:3] for key in rows_of(peel.bundled(), "revisions")}
    rest = {key: row for key, row in rest.items() if key not in revised}
    cells = rows_of(peel.bundled(), "judgements")
    one, two = (
        with_rows({key: cells[key] for key in part if key not in revised})
        for part in (keys[:split], keys[split:])
    )
    base = with_rows(rest)
    assert base.extend(one).extend(two) == base.extend(one.extend(two))


def test_check_on_top_and_alone(with_gaps: Dataset, tmp_path: Path, saved: Path) -> None:
    directory = write_tables(tmp_path, FIRST_REPORT)
    assert with_gaps.extend(directory).judgement("kent", "2025-27", "preventing-crime")
    assert problems_of(lambda: peel.load(directory))
    assert peel.load(saved) == peel.bundled()
