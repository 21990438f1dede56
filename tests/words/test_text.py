"""Text: which names are the same, what is near, what is shown."""

from __future__ import annotations

import attrs
import pytest

import peel
from peel._errors import escaped
from peel._words.text import (
    aligned,
    counted,
    fold,
    grades_recorded,
    in_words,
    is_plain,
    listed,
    nearest_names,
    normal,
    quoted,
    require_flag,
    require_word,
    shorten,
    some,
)


def test_folding() -> None:
    assert fold("Avon&Somerset") == "avon and somerset"
    assert fold("A_B--c") == "a b c"
    assert fold(" Avon & Somerset ") == fold("avon-and-somerset")
    assert normal("Ｋｅｎｔ") == "Kent"


def test_an_id_inside_a_sentence() -> None:
    assert in_words("effectiveness.preventing-crime") == "effectiveness, preventing crime"


def test_what_an_answer_lists_is_there() -> None:
    assert listed({"unknown": ["a", "b"], "absent": [], "known": iter("c")}) == [
        *("unknown: a, b", "known: c")
    ]
    assert [some(number, "not graded") for number in (0, 3)] == ["", "3 not graded"]


@pytest.mark.parametrize(("length", "shown"), [(199, 199), (200, 200), (201, 200), (5000, 200)])
def test_shortening(length: int, shown: int) -> None:
    text = shorten("x" * length)
    assert len(text) == shown
    assert text == "x" * shown if length == shown else text == "x" * 199 + "…"


def test_at_most_three_names_are_near() -> None:
    assert nearest_names("abcd", ["abcd1", "abcd2", "abcd3", "abcd4"]) == (
        "abcd1",
        "abcd2",
        "abcd3",
    )
    assert nearest_names("abcdefghij", ["abcdevwxyz"]) == ()
    assert nearest_names("abcdefghij", ["abcdefwxyz"]) == ("abcdefwxyz",)


def test_what_is_near_to_a_name() -> None:
    leading = "leadership-and-force-management"
    assert nearest_names("leadership", ["planning", leading]) == (leading,)
    names = ["a b", "b", "a b c", "a b d", "a b e"]
    assert nearest_names("a b", names) == ("a b", "a b c", "a b d")
    assert nearest_names("b", ["b"]) == ("b",)
    assert nearest_names("b c", ["b c", "b"])[:2] == ("b c", "b")
    assert nearest_names("kentt", ["kent", "gwent", "surrey"])[0] == "kent"
    assert nearest_names("abcd", ["abxy"]) == ()
    assert nearest_names("wxyz", ["b", "wxyzabcdefgh b"]) == ("wxyzabcdefgh b",)
    assert nearest_names("wxy", ["wxyabcdefgh"]) == ()
    assert len(nearest_names("abc", ["abcd", "abce", "abcf", "abcg", "abch"])) == 3


@pytest.mark.parametrize(
    "letter",
    [
        *("\0", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ud800"),
        *("\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"),
    ],
)
def test_what_would_act_on_a_terminal_is_not_plain_and_shown_escaped(letter: str) -> None:
    text = f"ab{letter}cd"
    assert not is_plain(text)
    for shown in (quoted(text), escaped(text)):
        assert letter not in shown
        assert is_plain(shown)


@pytest.mark.parametrize(
    "text", ["", "Kent", "Dyfed–Powys", "it's 20 €, naïve", "a\u00a0b", "警察"]
)
def test_what_people_write_is_plain(text: str) -> None:
    assert is_plain(text)


def test_a_table_is_aligned() -> None:
    rows = [["force", "", "grade"], ["kent", "x", "good"], ["essex and more", "", ""]]
    assert aligned(rows).split("\n") == [
        "force              grade",
        "kent            x  good",
        "essex and more",
    ]
    with pytest.raises(ValueError, match="shorter"):
        aligned([["a", "b"], ["c"]])


def test_what_is_shown_without_quotes() -> None:
    assert escaped("C:\\data\\it's.csv") == "C:\\data\\it's.csv"
    assert escaped("a\x1b[2J") == "a\\x1b[2J"


def test_a_quoted_text_is_short_and_says_nothing_of_its_type() -> None:
    class Loud(str):
        __slots__ = ()

        def __repr__(self) -> str:
            return "\x1b[2J"

    assert quoted(Loud("kent")) == "'kent'"
    assert quoted(3.5) == "float"
    assert len(quoted("x" * 5000)) == 202


def test_a_word_that_is_not_asked_for_and_what_is_no_word_are_quoted() -> None:
    for given, error, shown in (("mla", peel.InvalidArgumentError, "'mla'"), (3, TypeError, "int")):
        with pytest.raises(error) as caught:
            require_word("style", given, ["text", "bibtex"])
        assert type(caught.value) is error
        assert str(caught.value) == f"style is 'text' or 'bibtex', not {shown}"
    with pytest.raises(TypeError, match=r"^ordered is True or False, not 'no'$"):
        require_flag("ordered", "no")


def test_one_of_something_is_in_the_singular() -> None:
    assert [counted(number, "row") for number in (0, 1, 2, 1200)] == [
        *("0 rows", "1 row", "2 rows", "1,200 rows")
    ]


def test_grades_are_out_of_those_that_are_expected_where_some_are_missing() -> None:
    assert [grades_recorded(*of) for of in ((0, 8), (0, 1), (1, 1), (1200, 1300), (8, 8))] == [
        *("0 of 8 grades recorded", "0 of 1 grade recorded", "1 grade recorded"),
        *("1,200 of 1,300 grades recorded", "8 grades recorded"),
    ]


def test_an_answer_about_one_thing_is_in_the_singular() -> None:
    comparison = peel.compare(["kent"], "2017")
    one = attrs.evolve(comparison, questions=comparison.questions[:1])
    assert one.coverage_line.split("; ")[0].endswith("1 grade recorded")
    assert peel.match_forces(["Kent"]).summary == "1 of 1 name stands for 1 force"
    whole = peel.change("leicestershire", "efficiency", "2016", "2017")
    assert "1 grade down" in whole.verdict
    pages = [peel.inspection("kent", "2017")._repr_html_(), peel.latest("kent")._repr_html_()]
    for noun in ("areas", "grades", "older grades", "sources", "questions"):
        assert not any(f">1 {noun}" in page or f" 1 {noun}" in page for page in pages)
