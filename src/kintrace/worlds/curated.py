"""Reads the curated names of demonstration worlds (`names.toml`, beside this file)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Row:
    """One name: spellings in each script, the commonest first, and how common the name is."""

    cyrillic: tuple[str, ...]
    arabic: tuple[str, ...]
    latin: tuple[str, ...]
    weight: float


def rows(kind: str) -> tuple[Row, ...]:
    """Return the names of one kind: boy, girl, father, mother, birth_mother or surname."""
    table = {"father": "boy", "mother": "girl"}.get(kind, kind)
    return tuple(_row(line, rank=rank) for rank, line in enumerate(_tables()[table]))


def _row(line: str, *, rank: int) -> Row:
    """Read one line; surnames stand in Cyrillic only, as registers of found children do not know them."""
    parts = [tuple(part.split()) for part in line.split("|")]
    cyrillic, arabic, latin = parts if len(parts) > 1 else parts * 3
    return Row(cyrillic, arabic, latin, 1 / (rank + 4) ** 0.7)


@cache
def _tables() -> dict[str, list[str]]:
    text = files("kintrace.worlds").joinpath("names.toml").read_text(encoding="utf-8")
    return {kind: [line for line in block.strip().splitlines() if line] for kind, block in tomllib.loads(text).items()}
