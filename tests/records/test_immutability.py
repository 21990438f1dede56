"""Nothing that the library hands out can be changed from outside."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import pytest

import peel
from tests import made


def every_kind_of_object() -> Iterator[object]:
    leicestershire = peel.inspection("leicestershire", "2023-25")
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    yield from (
        *(peel.force("kent"), peel.cycle("2017"), peel.question("2017", "efficiency")),
        *(peel.FOUR_TIER, peel.FIVE_TIER["good"], peel.sources()[0], peel.publications()[0]),
        *(peel.judgement("kent", "2017", "efficiency"), leicestershire, peel.revisions()[0]),
        *((leicestershire.findings or ())[:1], (leicestershire.profile or ())[:1]),
        *(peel.findings(), peel.findings()[0], peel.profiles()[0], peel.tallies()[0]),
        *(peel.monitoring(), peel.monitoring()[0], peel.monitoring(on="2024-01-15")),
        *(change, change.comparability, peel.changes("2016", "2017", question="efficiency")),
        *(peel.history("kent", "efficiency"), peel.history("GMP", "efficiency").gaps[0]),
        *(peel.latest("kent"), peel.latest(theme="investigating-crime")),
        *peel.latest("leicestershire", theme="efficiency", on="2025-01-01").superseded,
        *(peel.distribution("2017", "efficiency"), peel.compare(["kent", "essex"], "2017")),
        *(peel.coverage(), peel.coverage().rows[0], peel.coverage().missing()[0]),
        *(peel.Problem("forces.csv", 3, "name", "", "a name"), peel.bundled()),
        *(peel.bundled().edition, peel.judgements(force="kent"), peel.bundled().cells()[0]),
        peel.judgement("kent", "2017", "efficiency").remarks[0],
        *(peel.as_of("10 November 2017"), peel.match_forces(["Kent", "Kent Police", "BTP"])),
    )


OBJECTS = [
    pytest.param(item, id=f"{type(item).__name__}-{n}")
    for n, item in enumerate(every_kind_of_object())
]


def public_members(item: object) -> Iterator[tuple[str, Any]]:
    for name in dir(type(item)):
        if name.startswith("_"):
            continue
        member = getattr(type(item), name, None)
        if isinstance(member, property) or not callable(member):
            yield name, getattr(item, name)


def test_every_public_class_is_tried() -> None:
    tried = {type(item.values[0]) for item in OBJECTS}
    classes = [getattr(peel, name) for name in peel.__all__]
    records = {item for item in classes if isinstance(item, type) and attrs.has(item)}
    assert records <= tried


@pytest.mark.parametrize("item", OBJECTS)
def test_attributes_can_be_neither_set_nor_deleted_nor_added(item: object) -> None:
    before = repr(item)
    fields = [field.name for field in attrs.fields(type(item))] if attrs.has(type(item)) else []
    for name in [*fields, *(name for name, _ in public_members(item)), "__class__"]:
        with pytest.raises((AttributeError, TypeError)):
            setattr(item, name, None)
        with pytest.raises((AttributeError, TypeError)):
            delattr(item, name)
    with pytest.raises((AttributeError, TypeError)):
        item.new = 1  # type: ignore[attr-defined]
    assert repr(item) == before


@pytest.mark.parametrize("item", OBJECTS)
def test_collections_inside_are_read_only(item: object) -> None:
    for name, value in public_members(item):
        assert not isinstance(value, (list, dict, set, bytearray)), name
        if isinstance(value, Mapping):
            for key in [*value][:1]:
                with pytest.raises(TypeError):
                    value[key] = 0  # type: ignore[index]
                with pytest.raises(TypeError):
                    del value[key]  # type: ignore[attr-defined]
            with pytest.raises(AttributeError):
                value.clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize("item", OBJECTS)
def test_items_cannot_be_assigned(item: object) -> None:
    for key in (0, "good", slice(None)):
        with pytest.raises((TypeError, AttributeError)):
            item[key] = None  # type: ignore[index]
        with pytest.raises((TypeError, AttributeError)):
            del item[key]  # type: ignore[attr-defined]


def test_what_is_computed_anew_is_nobody_else_s() -> None:
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    first = change.interval
    assert first is not None
    first.years = 99
    assert change.interval is not None
    assert change.interval.years == 1
    row = next(peel.bundled().rows("forces"))
    row["name"] = "Nobody"
    assert next(peel.bundled().rows("forces"))["name"] == "Avon and Somerset Constabulary"


def test_tables_of_a_data_set_are_read_only() -> None:
    cells = peel.bundled()._store.rows("forces")
    with pytest.raises(TypeError):
        cells["kent",] = ()  # type: ignore[index]
    with pytest.raises(AttributeError):
        cells.clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize("item", OBJECTS)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickling(item: object, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(item, protocol))  # noqa: S301 (what was just written)
    assert again == item
    assert repr(again) == repr(item)
    if type(item).__hash__:
        assert hash(again) == hash(item)


@pytest.mark.parametrize("item", OBJECTS)
def test_copying(item: object) -> None:
    for again in (copy.copy(item), copy.deepcopy(item)):
        assert again == item
        assert repr(again) == repr(item)


def test_a_list_of_records_is_one_again_after_a_pickle() -> None:
    found = peel.judgements(force="kent")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert again == found
    assert (type(again), again.edition) == (type(found), found.edition)


def test_the_record_that_ships_is_itself_after_a_pickle() -> None:
    assert pickle.loads(pickle.dumps(peel.bundled())) is peel.bundled()  # noqa: S301


def test_what_another_version_pickled_is_refused() -> None:
    make, (version,) = peel.bundled().__reduce__()  # type: ignore[misc]
    assert make(version) is peel.bundled()  # type: ignore[operator]
    with pytest.raises(peel.PeelError) as caught:
        make("2020-01-01")  # type: ignore[operator]
    assert str(caught.value) == (
        "what was pickled refers to the record of 2020-01-01, and the record of "
        f"{version} is installed: pin peel, or keep a record with Dataset.save(directory)"
    )
    for item, what in (
        (peel.force("kent"), "Force"),
        (peel.as_of("2017-11-10")._store, "record"),
    ):
        make, arguments = item.__reduce__()  # type: ignore[misc]
        older = ["0.2.1" if argument == peel.__version__ else argument for argument in arguments]
        with pytest.raises(peel.PeelError) as caught:
            make(*older)  # type: ignore[operator]
        assert str(caught.value) == (
            f"this {what} was pickled by peel 0.2.1, and this is peel {peel.__version__}: "
            "unpickle it with peel 0.2.1; what is to outlast a version, keep with "
            "Dataset.save(directory) and read with peel.load(directory)"
        )


def each_error() -> Iterator[peel.PeelError]:
    for call in (
        lambda: peel.force("Liecestershire"),
        lambda: peel.cycle("2020"),
        lambda: peel.question("2017", "nothing"),
        lambda: peel.latest(theme="nothing"),
        lambda: peel.FOUR_TIER["nothing"],
        lambda: peel.grade("GMP", "2017", "efficiency"),
        lambda: peel.grade("kent", "2014", "nothing"),
        lambda: peel.change("GMP", "efficiency", "2014", "2017"),
        lambda: peel.load("nowhere"),
        lambda: peel.as_of("soon"),
        lambda: peel.compare([], "2017"),
        lambda: peel.change(
            "kent", "investigating-crime", "2021-22", "2023-25", on_incomparable="raise"
        ),
    ):
        with pytest.raises(peel.PeelError) as caught:
            call()
        yield caught.value


@pytest.mark.parametrize("copied", [made.again, copy.copy, copy.deepcopy])
def test_errors_are_copied_with_what_they_carry(
    copied: Callable[[peel.PeelError], peel.PeelError],
) -> None:
    errors = [*each_error()]
    classes = {base.__name__ for error in errors for base in type(error).__mro__}
    assert {name for name in peel.__all__ if name.endswith("Error")} <= classes
    for error in errors:
        error.add_note("while the dashboard was built")
        error.seen = True  # type: ignore[attr-defined]
        other = copied(error)
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)
