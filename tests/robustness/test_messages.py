"""Whatever a message quotes is shown escaped: nothing in it can act on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import peel
from peel._words.text import is_plain

#: Clears the screen, turns the direction of writing, ends a line, ends a line by another name.
HOSTILE = "kent\x1b[2J\u202e\n\u2028"

ASKED: list[Callable[[], object]] = [
    lambda: peel.force(HOSTILE),
    lambda: peel.cycle(HOSTILE),
    lambda: peel.question("2017", HOSTILE),
    lambda: peel.question("2014", HOSTILE),
    lambda: peel.source(HOSTILE),
    lambda: peel.grade("kent", HOSTILE, "efficiency"),
    lambda: peel.history("kent", theme=HOSTILE),
    lambda: peel.judgements(question=HOSTILE),
    lambda: peel.judgements(grade=HOSTILE),
    lambda: peel.judgements(region=HOSTILE),
    lambda: peel.judgements(basis=HOSTILE),
    lambda: peel.as_of(HOSTILE),
    lambda: peel.cite(HOSTILE),  # type: ignore[arg-type]
    lambda: peel.change("kent", "efficiency", "2016", "2017", on_incomparable=HOSTILE),  # type: ignore[arg-type]
    lambda: peel.FOUR_TIER[HOSTILE],
    lambda: peel.FOUR_TIER.parse(peel.Grade("other", "good", HOSTILE, 1)),
    lambda: peel.compare(["kent"], "2017")["kent", HOSTILE],
    lambda: peel.coverage()[HOSTILE, "efficiency"],
    lambda: peel.load(f"/nowhere/{HOSTILE}"),
]


@pytest.mark.parametrize("ask", ASKED, ids=range(len(ASKED)))
def test_what_was_asked_is_shown_escaped(ask: Callable[[], object]) -> None:
    with pytest.raises(peel.PeelError) as caught:
        ask()
    text = str(caught.value)
    assert "\\x1b[2J\\u202e" in text
    assert is_plain(text.replace("1 problem\n", ""))


def test_unknown_names_of_a_column_are_shown_escaped() -> None:
    matches = peel.match_forces([HOSTILE, "Kent", "Kent\u2028Police"])
    assert all(map(is_plain, str(matches).split("\n")))
    assert is_plain(matches._repr_html_())


FORCES = "force,name,aliases,ons_code,country,region,hmicfrs_slug\n"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("forces.csv", f'force,"na\x1bme\u202e"\n{FORCES}'),
        ("forces\x1b[2J.csv", FORCES),
        ("forces\u202e\n.csv", FORCES),
        ("forces.csv", f'{FORCES}kent,"Kent",,,England,"\u2028",kent\n'),
        (
            "inspections.csv",
            "force,cycle,title,url,published,published_precision,tranche,inspector,"
            "framework_version,outstanding,good,adequate,requires_improvement,inadequate,"
            "counts_source,counts_note\nke\x1bnt,20\u202e17,,,x\x1b,,,,,,,,,,,\n",
        ),
    ],
    ids=["header", "file", "file with a line break", "region", "references"],
)
def test_own_data_is_shown_escaped(tmp_path: Path, file: str, content: str) -> None:
    try:
        (tmp_path / file).write_text(content, encoding="utf-8")
    except OSError:
        pytest.skip("no such file name here")
    with pytest.raises(peel.InvalidDataError) as caught:
        peel.bundled().extend(tmp_path)
    total, *lines = str(caught.value).split("\n")
    assert len(lines) == len(caught.value.problems) == int(total.split()[0])
    assert all(map(is_plain, lines))


def test_a_directory_that_is_not_empty_is_shown_escaped(tmp_path: Path) -> None:
    directory = tmp_path / "a\x1b[2J"
    try:
        directory.mkdir()
    except OSError:
        pytest.skip("no such file name here")
    (directory / "something").touch()
    with pytest.raises(FileExistsError, match=r"a\\x1b\[2J is not empty") as caught:
        peel.bundled().save(directory)
    assert is_plain(str(caught.value))


def test_a_logged_error_is_short_however_long_the_name_was() -> None:
    with pytest.raises(peel.UnknownForceError) as caught:
        peel.force("x" * 1_000_000)
    assert caught.value.asked == "x" * 1_000_000
    assert repr(caught.value) == f"UnknownForceError({str(caught.value)!r})"
    assert len(repr(caught.value)) < 1_000
