"""A store makes records of its rows when they are asked for, each once, and refuses wrong ones."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

import peel
from peel._about import DATA_VERSION
from peel._tables.parsing import Blocked
from peel._tables.schema import Table
from peel._tables.store import Origin, Store, Tables
from tests.made import TABLES, all_rows, with_cells

KENT, NOWHERE = ("kent",), ("nowhere",)
CELL = ("kent", "2017", "efficiency")


def fresh(*, own: bool = False, **changed: dict[tuple[str, ...], tuple[str, ...]]) -> Store:
    """The rows that ship, and no record made of them; with other rows in some tables."""
    rows = {name: of | changed.get(name, {}) for name, of in all_rows(peel.bundled()).items()}
    return Store(Tables(rows.__getitem__), Origin(changed=own))


@pytest.mark.parametrize("spec", TABLES.values(), ids=TABLES)
def test_the_key_of_a_row_is_what_stands_in_its_key_columns(spec: Table) -> None:
    assert spec.key_of(spec.columns) == spec.key


def test_a_record_is_found_whether_it_was_made_or_not() -> None:
    store = fresh()
    found = store.find(peel.Force, KENT)
    assert found is not None
    assert found.id == "kent"
    assert found is store.find(peel.Force, KENT) is store.get(peel.Force, KENT)
    assert found in store.all(peel.Force)


def test_records_of_two_tables_may_have_one_key() -> None:
    row = with_cells(all_rows(peel.bundled())["forces"][KENT], "forces", force="2017")
    store = fresh(forces={("2017",): row})
    for kind in (peel.Cycle, peel.Force):
        assert type(store.get(kind, ("2017",))) is kind


def test_what_has_no_row_is_not_found() -> None:
    store = fresh()
    assert store.find(peel.Force, NOWHERE) is None
    with pytest.raises(KeyError):
        store.get(peel.Force, NOWHERE)
    with pytest.raises(KeyError):
        store.rows("nowhere")


def test_a_table_is_read_when_it_is_first_asked_for_and_not_again() -> None:
    read: list[str] = []
    rows = all_rows(peel.bundled())

    def reading(name: str) -> dict[tuple[str, ...], tuple[str, ...]]:
        read.append(name)
        return rows[name]

    store = Store(Tables(reading))
    assert read == []
    assert store.keys(peel.Force) == rows["forces"].keys() == store.rows("forces").keys()
    assert read == ["forces"]


def test_a_wrong_row_and_what_refers_to_it_are_refused_each_time() -> None:
    row = with_cells(all_rows(peel.bundled())["forces"][KENT], "forces", name="")
    store = fresh(own=True, forces={KENT: row})
    for _ in range(2):
        for kind, key in ((peel.Force, KENT), (peel.Judgement, CELL)):
            with pytest.raises(Blocked) as caught:
                store.get(kind, key)
            assert caught.value.args == (kind.table, key)
    assert store.get(peel.Force, ("surrey",)).id == "surrey"


def test_keys_by_a_part_of_them_are_all_keys_in_their_order() -> None:
    store = fresh()
    for column, part in (("force", 0), ("cycle", 1), ("question", 2)):
        index = store.by(peel.Judgement, column)
        keys = store.keys(peel.Judgement)
        assert sorted(key for of in index.values() for key in of) == sorted(keys)
        assert all(index[key[part]] == [of for of in keys if of[part] == key[part]] for key in keys)


def test_of_a_revised_judgement_its_revisions_are_known_and_of_no_other() -> None:
    store = fresh()
    cells = {key[:3] for key in store.keys(peel.Revision)}
    assert cells
    for key in store.keys(peel.Judgement):
        revisions = store.get(peel.Judgement, key).revisions
        assert {(of.force.id, of.cycle.id, of.question.id) for of in revisions} == cells & {key}


def test_a_judgement_that_says_revised_may_have_no_revision_on_record() -> None:
    row = all_rows(peel.bundled())["judgements"][CELL]
    revised = with_cells(row, "judgements", revised="2018-01-02")
    assert fresh(judgements={CELL: revised}).get(peel.Judgement, CELL).revisions == ()


def test_a_cut_record_shares_the_records_that_were_not_cut() -> None:
    whole = fresh()
    rows = all_rows(peel.bundled())
    cycle = with_cells(rows["cycles"]["2017",], "cycles", last_published="")
    rows["cycles"]["2017",] = cycle
    cut = Store(Tables(rows.__getitem__), Origin(as_of=dt.date(2018, 1, 1)), whole=whole)
    assert cut.whole is whole.whole is whole
    assert cut.get(peel.Force, KENT) is whole.get(peel.Force, KENT)
    earlier = ("kent", "2016", "efficiency")
    assert cut.get(peel.Judgement, earlier) is whole.get(peel.Judgement, earlier)
    # The row of a judgement of a cut cycle is the same; the cycle that it knows is not.
    assert cut.get(peel.Cycle, ("2017",)).last_published is None
    assert cut.get(peel.Judgement, CELL).cycle is cut.get(peel.Cycle, ("2017",))
    assert whole.get(peel.Judgement, CELL).cycle is whole.get(peel.Cycle, ("2017",))


def test_the_edition_is_the_newest_day_of_a_judgement_and_what_the_origin_says() -> None:
    store = fresh()
    days = {store.get(peel.Judgement, key).published for key in store.keys(peel.Judgement)}
    edition = store.edition
    assert edition.newest_grade == max(day for day in days if day)
    assert (edition.version, edition.as_of, edition.changed) == (DATA_VERSION, None, False)
    origin = Origin("2020-01-02", changed=True, as_of=dt.date(2019, 1, 2))
    nothing = Store(Tables({name: {} for name in TABLES}.__getitem__), origin).edition
    assert (nothing.version, nothing.as_of, nothing.changed) == ("2020-01-02", origin.as_of, True)
    assert nothing.newest_grade is None


def test_a_store_comes_back_from_a_pickle_with_its_rows_and_where_it_is_from() -> None:
    whole = fresh()
    origin = Origin(as_of=dt.date(2019, 1, 2), undated=(CELL,))
    cut = Store(Tables(all_rows(peel.bundled()).__getitem__), origin, whole=whole)
    again: Store = pickle.loads(pickle.dumps(cut))  # noqa: S301
    assert again.origin == origin
    assert again.whole is not again
    assert again.whole.whole is again.whole
    for name in TABLES:
        assert [*again.rows(name).items()] == [*cut.rows(name).items()]
