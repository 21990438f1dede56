"""Text: which names are the same, what is near, what is shown."""

from __future__ import annotations

import pytest

from peel._words.text import fold, nearest_names, shorten


def test_folding() -> None:
    assert fold("Avon&Somerset") == "avon and somerset"
    assert fold("A_B--c") == "a b c"


@pytest.mark.parametrize(("length", "shown"), [(199, 199), (200, 200), (201, 200), (5000, 200)])
def test_shortening(length: int, shown: int) -> None:
    text = shorten("x" * length)
    assert len(text) == shown
    assert text == "x" * shown if length == shown else text == "x" * 199 + "…"


def test_at_most_three_names_are_near() -> None:
    assert nearest_names("abcd", ["abcd1", "abcd2", "abcd3", "abcd4"]) == (
        "abcd4",
        "abcd3",
        "abcd2",
    )
    assert nearest_names("abcdefghij", ["abcdevwxyz"]) == ()
    assert nearest_names("abcdefghij", ["abcdefwxyz"]) == ("abcdefwxyz",)


def test_what_is_near_to_a_name() -> None:
    names = ["a b", "b", "a b c", "a b d", "a b e"]
    assert nearest_names("a b", names) == ("a b", "a b c", "a b d")
    assert nearest_names("b", ["b"]) == ("b",)
    assert nearest_names("b c", ["b c", "b"])[:2] == ("b c", "b")
    assert nearest_names("kentt", ["kent", "gwent", "surrey"])[0] == "kent"
    assert nearest_names("abcd", ["abxy"]) == ()
    assert len(nearest_names("abc", ["abcd", "abce", "abcf", "abcg", "abch"])) == 3
