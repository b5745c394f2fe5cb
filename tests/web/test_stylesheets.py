"""The stylesheets mirror by themselves, fetch nothing, and are all used."""

from __future__ import annotations

import re
from importlib import resources

import pytest

FOLDER = resources.files("kintrace.web") / "static" / "web"
SIDES = re.compile(r"(?<![\w-])(margin|padding|border|inset)-(left|right)|text-align: (left|right)|float:")
SHEETS = sorted(path.name for path in FOLDER.iterdir() if path.name.endswith(".css"))


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_fetched_from_anywhere(name):
    assert not re.search(r"url\(|@import|https?:", read(name))


@pytest.mark.parametrize("name", SHEETS)
def test_sides_are_called_start_and_end(name):
    assert not SIDES.search(read(name))


@pytest.mark.parametrize("name", SHEETS)
def test_every_colour_used_is_one_we_checked(name):
    defined = set(re.findall(r"(--[a-z-]+):", read("base.css")))
    assert set(re.findall(r"var\((--[a-z-]+)\)", read(name))) <= defined


def test_the_base_page_asks_for_every_sheet():
    base = (resources.files("kintrace.web") / "templates" / "web" / "base.html").read_text(encoding="utf-8")
    assert [name for name in SHEETS if f"web/{name}" not in base] == []
