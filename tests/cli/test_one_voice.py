"""What several places say of an answer: the text, a notebook and the command line say it alike."""

from __future__ import annotations

import pytest

import peel
from tests.cli.typed import Typed
from tests.show.pages import page


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("theme", ["efficiency", "investigating-crime"])
def test_older_grades_say_alike_what_they_are(theme: str, printed: Typed) -> None:
    latest = peel.latest(theme=theme)
    places = [str(latest), page(latest).text, printed("latest", theme)]
    said = "older grades, which do not say where a force stands now:"
    assert {said in in_one_line(place) for place in places} == {bool(latest.superseded)}


def test_what_one_cycle_alone_asks_is_said_alike(printed: Typed) -> None:
    changes = peel.changes("2017", "2018-19", force="kent")
    assert changes.one_framework_only
    screen = printed("show", "kent", "--cycle", "2018-19")
    for place in (str(changes), page(changes).text, screen):
        assert "in the framework of only one of the cycles" in in_one_line(place)
