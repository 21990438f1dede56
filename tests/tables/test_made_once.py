"""What is made on demand is made once, for every thread, and nobody waits for another."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from peel._tables.made_once import MadeOnce
from peel._tables.store import Store, Tables, once


def in_another_thread(ask: Callable[[], object]) -> object:
    """What another thread gets, which must not wait for this one."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(ask()), daemon=True)
    thread.start()
    thread.join(timeout=30)
    return found[0]


class Slow:
    """Its attribute takes so long that another thread makes it too, and is done first."""

    def __init__(self) -> None:
        self.theirs: object = None
        self.begun = 0

    def make(self) -> object:
        self.begun += 1
        if self.begun == 1:
            self.theirs = in_another_thread(lambda: self.made)
        return object()

    made = MadeOnce(make)


def test_an_attribute_of_two_threads_is_the_one_that_was_there_first() -> None:
    slow = Slow()
    assert slow.made is slow.theirs is not None
    assert slow.begun == 2


def test_an_attribute_is_made_when_it_is_first_asked_for_and_never_again() -> None:
    slow = Slow()
    assert slow.begun == 0
    assert slow.made is slow.made
    assert slow.begun == 2


def test_an_attribute_belongs_to_one_object() -> None:
    assert Slow().made is not Slow().made


def empty() -> Store:
    return Store(Tables(lambda _: {}))


def test_an_answer_is_made_once() -> None:
    store = empty()
    answer = once(lambda *_: object())
    assert answer(store) is answer(store)
    assert answer(store, "kent") is answer(store, "kent") is not answer(store)
    assert answer(store) is not once(lambda *_: object())(store)
    assert answer(store) is not answer(empty())


def test_an_answer_is_of_the_store_and_of_what_else_is_asked() -> None:
    store = empty()
    assert once(lambda store, *of: (store, *of))(store, "kent", "2017") == (store, "kent", "2017")


def test_an_answer_of_two_threads_is_the_one_that_was_there_first() -> None:
    theirs: list[object] = []

    @once
    def answer(store: Store) -> object:
        if not theirs:
            theirs.append(None)
            theirs[0] = in_another_thread(lambda: answer(store))
        return object()

    store = empty()
    assert answer(store) is answer(store) is theirs[0] is not None


def test_an_answer_that_is_nothing_is_made_once_too() -> None:
    store, made = empty(), []
    answer = once(lambda *_: made.append("made"))
    assert answer(store) is answer(store) is None
    assert made == ["made"]


def test_what_cannot_be_made_is_tried_again() -> None:
    store, tried = empty(), []

    @once
    def answer(store: Store) -> float:
        tried.append(store)
        return 1 / (len(tried) - 1)

    with pytest.raises(ZeroDivisionError):
        answer(store)
    assert answer(store) == answer(store) == 1
