"""Text as people type and read it: which names are the same, what is nearest, what is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from peel._errors import InvalidArgumentError, UnknownNameError

_NOT_PLAIN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
#: What makes a condition of a name (``>=good``, ``!kent``, ``2016..``) is no punctuation.
_NOT_A_WORD = re.compile(r"[^\w<>=!~*%+?^|≤≥]+|_+")
_OPEN_ENDED = re.compile(r"\s*(?:[-–—]\w|\.\.)|.*(?:\w[-–—]|\.\.)\s*\Z", re.DOTALL)
#: No name in the record is longer.
LONGEST_NAME = 200
_MOST_NEAREST = 3
#: Fewer letters begin too many words.
_LEAST_BEGINNING = 4


def normal(text: str) -> str:
    """*text* with the plain form of each character: full-width letters, blanks, '&amp;'."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKC", text)
    return text.replace("&amp;", "&")


def fold(text: str) -> str:
    """The form in which names are compared: case, punctuation and '&' do not matter.

    A condition is no name: its operators stay, so that it is none of the names there are.
    """
    text = normal(text).casefold().replace("&", " and ")
    words = _NOT_A_WORD.sub(" ", text).strip()
    return f"{words} .." if _OPEN_ENDED.match(text) else words


def in_words(identifier: str) -> str:
    """The id of a theme or question as it stands inside a sentence."""
    return identifier.replace("-", " ").replace(".", ", ")


def require_text(
    value: object, noun: str, error: type[UnknownNameError], known: str, given: str
) -> str:
    """*value* if it is text that could be a name; `TypeError` or *error* otherwise.

    The message says what may be *given*, and ends in what is *known*.
    """
    if not isinstance(value, str):
        raise TypeError(f"{noun} is given as {given}, not as {type(value).__name__}; {known}")
    if not value.strip():
        raise error(f"{noun} is expected, but {quoted(value)} is blank; {known}", value)
    return value


def require_word(argument: str, given: object, words: Sequence[str]) -> None:
    """`TypeError` unless *given* is text, `InvalidArgumentError` unless it is one of *words*."""
    if isinstance(given, str) and given in words:
        return
    error = InvalidArgumentError if isinstance(given, str) else TypeError
    raise error(f"{argument} is {' or '.join(map(repr, words))}, not {quoted(given)}")


def require_flag(argument: str, given: object) -> None:
    """`TypeError` unless *given* is True or False: text such as ``no`` is not taken for yes."""
    if not isinstance(given, bool):
        raise TypeError(f"{argument} is True or False, not {quoted(given)}")


def shorten(text: str) -> str:
    """*text* as an error message can carry it."""
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def quoted(given: object) -> str:
    """What was given, as a message quotes it: text in short and escaped, anything else by type."""
    return str.__repr__(shorten(given)) if isinstance(given, str) else type(given).__name__


def is_plain(text: str) -> bool:
    """Whether *text* can be written to a terminal as it is.

    It has no control character, no end of a line and nothing that turns the direction of writing.
    """
    return text.isprintable() or _NOT_PLAIN.search(text) is None


def nearest_names(asked: str, names: Iterable[str], cutoff: float = 0.6) -> tuple[str, ...]:
    """Up to three of *names* that resemble *asked*, best first.

    A name with all words of *asked* comes first, then one all of whose words *asked* has, then
    one whose words begin as those of *asked*, then what is spelt alike, as far as *cutoff* (1 is
    the same).
    """
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(fold(name), name)
    text = fold(asked[:LONGEST_NAME])
    words = set(text.split())
    longer = [name for name in folded if words and words <= set(name.split())]
    shorter = [name for name in folded if name and words > set(name.split())]
    begun = [name for name in folded if words and _begins(name.split(), words)]
    alike = get_close_matches(text, folded, cutoff=cutoff)
    nearest = dict.fromkeys([*longer, *shorter, *begun, *alike])
    return tuple(folded[name] for name in nearest)[:_MOST_NEAREST]


def _begins(words: Collection[str], with_these: Iterable[str]) -> bool:
    """Whether each of *with_these* is the beginning of a word, and no mere initials."""
    return all(
        any(word.startswith(start) and len(start) >= _LEAST_BEGINNING for word in words)
        for start in with_these
    )


def counted(number: int, noun: str) -> str:
    """How many of something: ``1 row``, ``2 rows``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def some(number: int, what: str) -> str:
    """How many are so: ``3 not graded``; empty where none is."""
    return f"{number} {what}" if number else ""


def grades_recorded(graded: int, expected: int) -> str:
    """How many grades are recorded, and of how many where some are not."""
    of = f"{graded:,} of " if graded < expected else ""
    return f"{of}{counted(expected, 'grade')} recorded"


def listed(groups: Mapping[str, Iterable[str]]) -> list[str]:
    """A line for each group that has names: ``not graded: Kent Police, Essex Police``."""
    lines = {why: ", ".join(names) for why, names in groups.items()}
    return [f"{why}: {names}" for why, names in lines.items() if names]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """*rows*, the header first, as aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
