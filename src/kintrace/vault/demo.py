"""The demonstration's key, which everybody knows, and the mark of the folders where it may be used."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kintrace.vault.secret import Secret

MARK: Final = "made-by-kintrace-demo"
CHILDREN: Final = "children-in-this-world"  # beside the mark: how many there truly are
DEMO_SECRET: Final = Secret(b"families who never lived have nothing to hide")


def is_demo(home: Path) -> bool:
    """Say whether a folder was made by a demonstration."""
    return (home / MARK).is_file()


def children_of_the_demo(home: Path) -> int | None:
    """Return how many children there truly are in the world of a demonstration; None in every other home."""
    told = home / CHILDREN
    return int(told.read_text(encoding="ascii")) if is_demo(home) and told.is_file() else None
