"""Which spellings are one force's name, and which are near; the names are in data/forces.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable

from peel._words.text import fold, nearest_names, normal

_AROUND = re.compile(r"^the\b|\b(?:police(?: service| force)?|constabulary)$")
_FOOTNOTE = re.compile(
    r"(?<=[^\W\d_]|\))\s*[\[(]?(?:note )?[0-9]{1,2}(?:\W+(?:note )?[0-9]{1,2})*[\])]?\s*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"(?P<name>[^()]+)\((?P<letters>[^()]+)\)\s*")
_DOTTED_INITIALS = re.compile(r"\s*(?:[a-z]\.\s*)+[a-z]\.?\s*", re.IGNORECASE)
_COMPASS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_DIRECTIONS = frozenset(_COMPASS.values())
_INITIALS_OR_CODE = re.compile(r"\s*(?:[A-Z&.]{1,5}|[A-Z]?[0-9]\w*)\s*")
_ALIKE = 0.8
#: A part of a name tells less than the whole, so that it has to be spelt more alike.
_PART_ALIKE = 0.85
_LEAST_PART = 5
#: Counties without a force of their name that are spelt nearly like a force.
_OTHER_COUNTIES = {"herefordshire", "worcestershire"}

_OTHER_CODE = re.compile(r"\s*[NS][0-9]{8}\s*", re.IGNORECASE)
#: Bodies in lists of police forces that are not one of the 43, as `core_of` has them.
_OTHER_BODIES = frozenset(
    {
        *("british transport", "btp"),
        *("civil nuclear", "cnc"),
        *("ministry of defence", "mod", "mdp"),
        *("national crime agency", "nca"),
        *("northern ireland", "police service of northern ireland", "psni"),
        *("scotland", "police scotland", "police service of scotland"),
        *("guernsey", "states of guernsey"),
        *("jersey", "states of jersey"),
        "isle of man",
    }
)


def core_of(name: str) -> str:
    """The folded name of a force without what is written around it.

    That is the kind of force, 'The', a footnote's figure and the initials in brackets; 'N.' is
    North, 'Yorkshire, North' is North Yorkshire, and 'G.M.P.' is GMP.
    """
    text = _FOOTNOTE.sub("", normal(name).rstrip("* "))
    if _DOTTED_INITIALS.fullmatch(text):
        return re.sub(r"\W", "", text).casefold()
    if found := _BRACKETS.fullmatch(text):
        outside = core_of(found["name"])
        if _are_initials(found["letters"], outside):
            return outside
    parts = text.split(",") if text.count(",") == 1 else [text]
    words = " ".join(_AROUND.sub("", fold(part)) for part in reversed(parts)).split()
    return " ".join([_COMPASS.get(word, word) for word in words[:1]] + words[1:])


def _are_initials(letters: str, name: str) -> bool:
    """Whether *letters* are the initials of a name, its small words and its kind or not."""
    words = name.split()
    given = re.sub(r"\W", "", letters.casefold())
    return any(
        given == "".join(word[0] for word in words if word not in left_out) + kind
        for left_out in ((), ("and",), ("and", "of"))
        for kind in ("", "p", "c", "ps")
    )


def is_other_body(name: str) -> bool:
    """Whether *name* is a police body, or its code, that is no force of England and Wales."""
    return core_of(name) in _OTHER_BODIES or _OTHER_CODE.fullmatch(name) is not None


def nearest_force_names(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to three of *names* that resemble *asked* in what tells forces apart, best first.

    Nothing resembles initials, codes or another county, and East is not taken for West.
    """
    text = core_of(asked)
    if _INITIALS_OR_CODE.fullmatch(asked) or _OTHER_COUNTIES & {text, f"{text}shire"}:
        return ()
    directions = _DIRECTIONS.intersection(text.split())
    cores = {core_of(name): name for name in names}
    alike = [
        near
        for near in cores
        if not directions or _DIRECTIONS.intersection(near.split()) in (set(), directions)
    ]
    near = nearest_names(text, alike, cutoff=_ALIKE) or _with_a_part_like(text, alike)
    return tuple(cores[name] for name in near)


def _with_a_part_like(text: str, cores: Iterable[str]) -> list[str]:
    """The *cores* with a word that is nearly *text*, with 'shire' at its end or without."""
    from difflib import get_close_matches

    having: dict[str, list[str]] = {}
    for core in cores:
        for word in core.split():
            for part in {word, word.removesuffix("shire")}:
                if len(part) >= _LEAST_PART:
                    having.setdefault(part, []).append(core)
    return [
        core
        for part in get_close_matches(text, having, cutoff=_PART_ALIKE)
        for core in having[part]
    ]
