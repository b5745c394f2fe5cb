"""The demonstration's key, which everybody knows, and the mark of the folders where it may be used."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kintrace.vault.secret import Secret

MARK: Final = "made-by-kintrace-demo"
DEMO_SECRET: Final = Secret(b"families who never lived have nothing to hide")


def is_demo(home: Path) -> bool:
    """Say whether a folder was made by a demonstration."""
    return (home / MARK).is_file()
