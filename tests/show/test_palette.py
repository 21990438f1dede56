"""The palette by numbers: contrast, and distance as people with colour blindness see it."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

import peel
from peel._show.palette import BORDER, DECLINED, GRADES, IMPROVED, OTHER, Colour, colour_of

WHITE, DARK = "#ffffff", "#16181d"
PAGES = (WHITE, DARK, "#000000", "#1e1e1e")

#: What people with a kind of colour blindness see, in linear RGB (Machado, Oliveira and Fernandes
#: 2009, severity 1); the last takes all hue away, as a black-and-white printer does.
SIMULATIONS = {
    "full colour vision": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "black and white": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour: str) -> list[float]:
    channels = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    lights = [
        sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        for colour in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def oklab(rgb: list[float]) -> list[float]:
    """Linear RGB as Ottosson's Oklab, in which distances are about as large as they look."""
    to_cones = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    to_lab = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    cones = [value ** (1 / 3) for value in times(to_cones, rgb)]
    return times(to_lab, cones)


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def distance(one: str, other: str, kind: str) -> float:
    """How far two colours look apart, where black and white are 1 apart."""
    seen = [
        oklab([min(1.0, max(0.0, part)) for part in times(SIMULATIONS[kind], linear(colour))])
        for colour in (one, other)
    ]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("colour", [*GRADES.values(), OTHER])
def test_text_has_the_contrast_of_wcag_aa(colour: Colour) -> None:
    assert contrast(*colour) >= 4.5


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("mark", [BORDER, IMPROVED, DECLINED])
def test_marks_stand_out_from_a_white_page_and_from_a_dark_one(mark: str, page: str) -> None:
    assert contrast(mark, page) >= 3


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_neighbours_look_different(kind: str) -> None:
    for scale in (peel.FOUR_TIER, peel.FIVE_TIER):
        for one, other in pairwise(colour_of(grade.key).background for grade in scale):
            assert distance(one, other, kind) > 0.1


@pytest.mark.parametrize("kind", [kind for kind in SIMULATIONS if kind != "black and white"])
def test_no_two_look_alike_to_the_colour_blind(kind: str) -> None:
    backgrounds = [colour.background for colour in (*GRADES.values(), OTHER)]
    for one, other in [*combinations(backgrounds, 2), (IMPROVED, DECLINED)]:
        assert distance(one, other, kind) > 0.125


@pytest.mark.parametrize("kind", SIMULATIONS)
@pytest.mark.parametrize("page", [WHITE, DARK])
def test_no_grade_looks_like_a_cell_without_one(page: str, kind: str) -> None:
    """A cell that is not recorded or not graded has the colour of the page, and of its edge."""
    for colour in GRADES.values():
        assert distance(colour.background, page, kind) > 0.1


def test_both_ends_are_strong_and_the_middle_is_pale() -> None:
    against_white = [contrast(colour_of(grade.key).background, WHITE) for grade in peel.FIVE_TIER]
    best, good, middle, poor, worst = against_white
    assert best > good > middle < poor < worst
    assert min(best, worst) > 7


def test_a_grade_of_another_scale_has_a_colour_too() -> None:
    assert colour_of("splendid") == OTHER


@pytest.mark.parametrize("colour", [*GRADES.values(), OTHER])
def test_terminals_show_the_same_colours(colour: Colour) -> None:
    channels = ";".join(str(byte) for part in colour for byte in bytes.fromhex(part[1:]))
    assert ";".join(re.findall(r"(?<=8;2;)\d+;\d+;\d+", colour.truecolour)) == channels
    shades = (0, 95, 135, 175, 215, 255)
    for part, number in zip(colour, re.findall(r"8;5;(\d+)", colour.of_256), strict=True):
        cube = int(number) - 16
        near = [shades[cube // 36], shades[cube // 6 % 6], shades[cube % 6]]
        for channel, shade in zip(bytes.fromhex(part[1:]), near, strict=True):
            assert abs(channel - shade) <= 48


def test_a_terminal_is_told_the_background_and_then_the_text() -> None:
    assert colour_of("inadequate").truecolour == "48;2;147;32;26;38;2;255;255;255"
    assert colour_of("inadequate").of_256 == "48;5;88;38;5;231"


def test_terminals_with_256_colours_tell_the_grades_apart() -> None:
    assert len({colour.of_256 for colour in (*GRADES.values(), OTHER)}) == len(GRADES) + 1
