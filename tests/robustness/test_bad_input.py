"""Whatever is passed to a public function, an answer or a documented error comes out."""

from __future__ import annotations

import datetime as dt
import inspect
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peel
from peel._words.text import is_plain

RECORD = peel.bundled()

#: Functions that take a path, and so may meet the file system.
OS_ERRORS = {"load", "extend", "save"}

REAL_NAMES = [
    *(force.id for force in RECORD.forces()),
    *(force.name for force in RECORD.forces()),
    *(alias for force in RECORD.forces() for alias in force.aliases),
    *(force.ons_code for force in RECORD.forces()),
    *(cycle.id for cycle in RECORD.cycles()),
    *(question.id for cycle in RECORD.cycles() for question in RECORD.questions(cycle)),
    *(question.label for cycle in RECORD.cycles() for question in RECORD.questions(cycle)),
    *RECORD.themes(),
    *(grade.key for grade in peel.FIVE_TIER),
    *("four-tier", "five-tier", "South East", "stated", "inspectorate", "single", "strength"),
    *("flag", "raise", "text", "bibtex", "budget", "10 November 2017", "2017-11-09"),
]
LOOK_ALIKES = str.maketrans("aceiopxy-", "асеіорху–")  # Cyrillic

texts = st.one_of(
    st.sampled_from(REAL_NAMES),
    st.sampled_from(REAL_NAMES).map(str.upper),
    st.sampled_from(REAL_NAMES).map(lambda name: name.translate(LOOK_ALIKES)),
    st.sampled_from(REAL_NAMES).map(lambda name: f"\u200b {name}\u0301\x00"),
    st.text(max_size=40),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Mn", "Nd"]), max_size=12),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=3), st.just(30_000)),
    st.sampled_from(
        ["", " ", "\t\n", "\0", "..", "*", "%s{}", "'; --", "NaN", "\ud800", "ß" * 300]
    ),
    st.from_regex(r"[0-9]{1,4}[-/. –][0-9]{1,4}([-/. ][0-9]{1,5})?"),
)
days = st.one_of(
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.sampled_from([dt.date.min, dt.date.max, dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31)]),
    st.builds(
        "{} {} {}".format,
        st.integers(0, 32),
        st.sampled_from(["January", "Feb", "Sept", "Mayor"]),
        st.integers(0, 99999),
    ),
)
records = st.sampled_from(
    [
        *RECORD.forces()[:4],
        *RECORD.cycles(),
        *RECORD.questions("2017"),
        *peel.FOUR_TIER,
        *peel.FIVE_TIER,
        peel.FOUR_TIER,
        RECORD.sources()[0],
        *RECORD.judgements(force="GMP")[:9],
        RECORD.coverage(),
        RECORD.history("kent", "efficiency"),
        RECORD,
        peel.Direction.IMPROVED,
    ]
)
others = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.complex_numbers(),
    st.binary(max_size=20),
    st.decimals(),
    st.integers(),
    st.integers(2013, 2027),
    st.sampled_from([10**5000, -(10**5000)]),
    st.binary().map(bytearray),
    st.sampled_from([object(), type, len, ..., NotImplemented, peel]),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=3),
)
single = st.one_of(texts, texts, days, records, others)
values = st.one_of(
    single,
    single,
    single,
    st.lists(single, max_size=4),
    st.lists(single, max_size=3).map(tuple),
    st.frozensets(texts, max_size=3),
    st.lists(texts, max_size=3).map(iter),
)

Call = Callable[[dict[str, Any]], object]


def arguments(function: Callable[..., object]) -> st.SearchStrategy[dict[str, Any]]:
    required, optional = {}, {}
    for name, parameter in inspect.signature(function).parameters.items():
        kept = required if parameter.default is inspect.Parameter.empty else optional
        kept[name] = values
    return st.fixed_dictionaries(required, optional=optional)


def call_function(name: str) -> tuple[Callable[..., object], Call]:
    function: Callable[..., object] = getattr(peel, name)
    return function, lambda given_arguments: function(**given_arguments)


def save(directory: Any) -> None:
    """Save under a temporary directory what would be a relative path, and nothing elsewhere."""
    with tempfile.TemporaryDirectory() as base:
        if isinstance(directory, str):
            directory = f"{base}/{directory.replace('/', '_').replace('..', '_')}"
        RECORD.save(directory)


def extend(other: Any, *, replace: Any = False) -> object:
    return RECORD.extend(other, replace=replace)


def scale(key: Any) -> object:
    return key in peel.FIVE_TIER, peel.FIVE_TIER[key]


def parse(text: Any) -> object:
    return peel.FOUR_TIER.parse(text)


def forces_with(grade: Any) -> object:
    return RECORD.distribution("2017", "efficiency").forces(grade)


def count_only(grade: Any) -> object:
    return RECORD.distribution("2023-25", "investigating-crime").count_only(grade)


def coverage_row(cell: Any) -> object:
    return RECORD.coverage()[cell]


METHODS = (save, extend, scale, parse, forces_with, count_only, coverage_row)
WITH_ARGUMENTS: dict[str, Callable[..., object]] = {
    **{
        name: getattr(peel, name)
        for name in peel.__all__
        if inspect.isroutine(getattr(peel, name))
        and inspect.signature(getattr(peel, name)).parameters
    },
    **{method.__name__: method for method in METHODS},
}

#: Errors that would come from deep inside.
NEVER = (UnicodeError, AttributeError, RecursionError, OverflowError)
LONGEST_MESSAGE = 20_000


def origin(error: BaseException) -> tuple[str, ...]:
    """The parts of the path of the code that raised *error*."""
    assert error.__traceback__ is not None
    return Path(inspect.getinnerframes(error.__traceback__)[-1].filename).parts


def documented(name: str) -> tuple[type[BaseException], ...]:
    return (
        peel.PeelError,
        TypeError,
        *((OSError,) if name in OS_ERRORS else ()),
        *((ImportError,) if name.startswith("to_") else ()),
    )


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
@given(data=st.data())
def test_only_documented_errors_come_out(name: str, data: st.DataObject) -> None:
    function = WITH_ARGUMENTS[name]
    asked = data.draw(arguments(function))
    answer: object = None
    error: BaseException | None = None
    try:
        answer = function(**asked)
    except documented(name) as caught:
        error = caught
    assert isinstance(str(answer), str)
    assert not isinstance(error, NEVER)
    assert all(map(is_plain, str(error).split("\n"))), repr(error)
    if not isinstance(error, OSError):
        assert len(str(error)) < LONGEST_MESSAGE
    if type(error) is TypeError:
        assert "peel" in origin(error) or "robustness" in origin(error), str(error)
