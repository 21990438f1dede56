"""Things found by id and by what people call them."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import peel
from peel._words.register import Register
from peel._words.text import LONGEST_NAME


class Called(NamedTuple):
    """A thing with its spellings."""

    spellings: tuple[str, ...]


def test_a_register() -> None:
    register = Register(
        "colour",
        {
            "red": Called(("number 1", "paint")),
            "dark-red": Called(("number 2", "paint")),
            "blue": Called(("number 3", "paint")),
        },
    )
    assert register.find("Number 1").spellings[0] == "number 1"
    assert register.find("red").spellings[0] == "number 1"
    assert not register.knows("reed")
    with pytest.raises(peel.UnknownNameError) as caught:
        register.find("paint")
    assert caught.value.asked == "paint"
    assert caught.value.nearest == ("red", "dark-red", "blue")
    assert str(caught.value) == "'paint' names several colours: red, dark-red, blue; give the id"
    known = "there are: red, dark-red, blue"
    with pytest.raises(TypeError, match=f"^a colour is given as text, not as int; {known}$"):
        register.find(3)
    with pytest.raises(
        peel.UnknownNameError, match=f"^a colour is expected, but ' ' is blank; {known}$"
    ):
        register.find(" ")
    with pytest.raises(peel.UnknownNameError) as caught:
        register.find("bluee")
    assert str(caught.value) == (
        "no colour is called 'bluee'; nearest: 'blue'; there are: red, dark-red, blue"
    )
    assert str(register.unknown("qqqq")) == (
        "no colour is called 'qqqq'; there are: red, dark-red, blue"
    )
    listed = Register("colour", {"red": 1}, listing="look at the list")
    assert str(listed.unknown("qqqq")) == "no colour is called 'qqqq'; look at the list"


def test_an_id_is_found_by_its_own_text_first() -> None:
    register = Register("thing", {"A.b": 1, "A-b": 2})
    assert register.find("A.b") == 1
    assert register.find("A-b") == 2


def test_blank_spellings_name_nothing() -> None:
    register = Register("thing", {"one": Called(("", "first", "first")), "two": Called(("--",))})
    assert register.knows("First")
    assert not register.knows("--")
    with pytest.raises(peel.UnknownNameError, match="no thing is called '--'"):
        register.find("--")


def test_a_name_of_the_longest_length_is_looked_at() -> None:
    name = "x" * LONGEST_NAME
    assert Register("thing", {name: 1}).find(name) == 1


def test_articles() -> None:
    for noun, article in (("evidence level", "an"), ("force", "a"), ("X-ray", "a")):
        with pytest.raises(
            TypeError, match=f"^{article} {noun} is given as text, not as int; there are: a$"
        ):
            Register(noun, {"a": 1}).find(3)


def test_an_id_beats_the_spelling_of_another() -> None:
    register = Register("thing", {"a": Called(("both", "B")), "b": Called(("both",))})
    with pytest.raises(peel.UnknownNameError, match="names several things: a, b; give the id"):
        register.find("both")
    assert register.find("B") is register.find("b")
