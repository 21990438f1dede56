"""What a package says it is: the record that ships, cut to a day, or changed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import attrs
import pytest

import peel
from tests.made import all_rows, made_of, write_tables


def said(directory: Path) -> dict[str, object]:
    text = (directory / "datapackage.json").read_text(encoding="utf-8")
    read: dict[str, object] = json.loads(text)
    return read


def test_the_record_that_ships_is_itself_again(tmp_path: Path) -> None:
    peel.bundled().save(tmp_path / "whole")
    assert peel.load(tmp_path / "whole").edition == peel.bundled().edition


def test_a_cut_record_says_its_day_and_is_cut_again(tmp_path: Path) -> None:
    then = peel.as_of("10 November 2017")
    then.save(tmp_path / "then")
    assert said(tmp_path / "then")["as_of"] == "2017-11-10"
    assert "as of 10 November 2017" in str(said(tmp_path / "then")["title"])
    loaded = peel.load(tmp_path / "then")
    assert loaded == then
    assert loaded.on == dt.date(2017, 11, 10)
    assert [str(cell) for cell in loaded.undated] == [str(cell) for cell in then.undated]


def test_a_cut_record_that_was_saved_answers_and_is_cut_as_before(tmp_path: Path) -> None:
    then, earlier = peel.as_of("1 June 2023"), peel.as_of("1 June 2022")
    then.save(tmp_path / "then")
    loaded = peel.load(tmp_path / "then")
    assert loaded.monitoring() == then.monitoring()
    assert loaded.as_of("1 June 2023") == loaded.as_of("1 June 2024") == then
    assert loaded.as_of("1 June 2022") == earlier


def test_what_a_cut_record_with_own_rows_left_out_is_left_out_of_an_earlier_one_too(
    tmp_path: Path,
) -> None:
    then, earlier = peel.as_of("1 June 2023"), peel.as_of("1 June 2022")
    then.save(tmp_path / "then")
    with (tmp_path / "then" / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("mine,news,Me,My note,,https://example.org/mine,2020-01-01\n")
    loaded = peel.load(tmp_path / "then")
    assert loaded.edition.changed
    assert loaded.as_of("1 June 2023") == loaded
    again = loaded.as_of("1 June 2022")
    assert {*again.undated} == {*earlier.undated} != set()
    assert {*again.undated_inspections} == {*earlier.undated_inspections} != set()
    assert loaded.as_of("1 June 2020").undated == ()


def test_a_cut_record_whose_scale_is_in_another_order_is_changed(tmp_path: Path) -> None:
    peel.as_of("1 June 2023").save(tmp_path / "then")
    path = tmp_path / "then" / "scales.csv"
    header, first, second, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, second, first, *others]), encoding="utf-8")
    assert peel.load(tmp_path / "then").edition.changed


def test_a_changed_record_says_so(tmp_path: Path) -> None:
    tables = all_rows(peel.bundled())
    tables["judgements"].pop(("kent", "2017", "efficiency"))
    made_of(tables).save(tmp_path / "own")
    assert said(tmp_path / "own")["changed"] is True
    assert said(tmp_path / "own")["title"] != peel.bundled().edition.version
    assert peel.load(tmp_path / "own").edition.changed


OWN = "kent,2025-27,leadership-and-force-management,good,stated,,,,,PEEL,hmicfrs-peel-2014-kent,,"


def test_of_an_extended_record_changed_says_whether_it_is_the_one_that_ships(
    tmp_path: Path,
) -> None:
    shipped, then = peel.bundled(), peel.as_of("10 November 2017")
    own = write_tables(tmp_path / "own", {"judgements": [OWN]})
    nothing = write_tables(tmp_path / "nothing", {"judgements": []})
    for base in (shipped, then):
        for other in (shipped, own, nothing):
            record = base.extend(other, replace=True)
            assert record.edition.changed == (record != shipped), (base, other)
    assert then.extend(then).edition.changed
    assert shipped.extend(own).extend(shipped).edition.changed
    assert then.extend(shipped, replace=True).edition == shipped.edition


def test_an_extended_record_keeps_the_day_on_which_its_base_was_checked(tmp_path: Path) -> None:
    peel.bundled().save(tmp_path / "older")
    described = tmp_path / "older" / "datapackage.json"
    content = {**said(tmp_path / "older"), "version": "2026-01-01"}
    described.write_text(json.dumps(content), encoding="utf-8")
    older = peel.load(tmp_path / "older")
    assert older.edition.version == "2026-01-01"
    own = write_tables(tmp_path / "own", {"judgements": [OWN]})
    assert older.extend(own).edition.version == "2026-01-01"


@pytest.mark.parametrize("name", ["scales", "questions"])
def test_rows_whose_order_says_something_are_others_in_another(package: Path, name: str) -> None:
    path = package / f"{name}.csv"
    header, first, second, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, second, first, *others]), encoding="utf-8")
    record = peel.load(package)
    assert record != peel.bundled()
    for changed in (record, peel.load(package).extend(peel.bundled())):
        assert changed.edition.changed


def test_answers_carry_the_edition_of_their_record() -> None:
    then = peel.as_of("1 January 2020")
    answers = [
        then.judgements(),
        then.latest("kent"),
        then.history("kent", "efficiency"),
        then.change("kent", "efficiency", "2016", "2017"),
        then.changes("2016", "2017", "efficiency"),
        then.changes("2016", "2017", force="kent"),
        then.distribution("2017", "efficiency"),
        then.compare(["kent"], "2017"),
        then.coverage("kent"),
        then.monitoring("kent"),
        then.findings(force="kent"),
        then.match_forces(["Kent"]),
    ]
    for answer in answers:
        assert answer.edition == then.edition
    one = then.distribution("2017", "efficiency")
    assert attrs.evolve(one, edition=None) == one


def test_a_history_has_the_id_of_what_was_asked() -> None:
    typed = peel.history("kent", "Efficiency")
    assert typed == peel.history("kent", "efficiency")
    assert typed.subject == "efficiency"


def test_a_table_of_other_bytes_with_the_same_rows_is_the_one_that_ships(tmp_path: Path) -> None:
    peel.bundled().save(tmp_path / "package")
    forces = tmp_path / "package" / "forces.csv"
    content = forces.read_bytes()
    forces.write_bytes(content.replace(b"\n", b"\r\n"))
    assert forces.read_bytes() != content
    assert not peel.load(tmp_path / "package").edition.changed
