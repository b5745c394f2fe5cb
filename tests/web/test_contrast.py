"""Whoever reads badly, or in the dark, or in the sun, can read every colour we use (WCAG 2.2 AA)."""

from __future__ import annotations

import re
from importlib import resources

import pytest

SHEET = (resources.files("kintrace.web") / "static" / "web" / "base.css").read_text(encoding="utf-8")
ROOTS = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", root)) for root in ROOTS)

WORDS = [  # colour of letters, what they stand on
    *((ink, ground) for ink in ("ink", "quiet", "for", "against", "unsure") for ground in ("paper", "card")),
    ("for", "for-soft"),
    ("against", "against-soft"),
    ("ink", "for-soft"),
    ("card", "for"),  # the letters of a button
]
# What is not letters but must be seen: edges of fields, bars, the ring of focus.
SHAPES = [(shape, ground) for shape in ("edge", "for", "against", "quiet", "focus") for ground in ("paper", "card")]


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("letters", "ground"), WORDS)
def test_letters_stand_out(palette, letters, ground):
    assert ratio(palette[letters], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_stand_out(palette, shape, ground):
    assert ratio(palette[shape], palette[ground]) >= 3.0


def test_light_and_dark_know_the_same_colours():
    assert LIGHT.keys() == DARK.keys()
