"""Reads tables of transliterated name tokens into names with spellings in three scripts.

One name is one Arabic spelling with all Latin tokens aligned to it, and all Cyrillic tokens aligned to those.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from kintrace.worlds.respelling import respelled

type Part = Literal["fit", "judge"]
type Counts = dict[str, int]

# Foreign names are hardly ever spelled with these letters, so they tell names of Arabic origin from the rest.
ARABIC_LETTERS: Final = frozenset("حصضطعظق")
# Of the given names counted 78 % were of Arabic origin; the commonest made up 7 %, the ten commonest 31 %, fifty 59 %.
ARABIC_SHARE: Final = 0.78
FALL: Final = 1.1
HEAD: Final = 2.5
SHORTEST: Final = 2  # single letters are initials
# Cyrillic spellings of one name lie closer together in frequency than the counts of their Latin pivots.
FLATTEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name found in the tables with its share of the pool."""

    key: str
    cyrillic: tuple[tuple[str, float], ...]
    arabic: tuple[tuple[str, float], ...]
    latin: tuple[tuple[str, float], ...]
    weight: float


def read_names(ru_la: Path, ar_la: Path, *, part: Part | None) -> list[NameRow]:
    """Read the names that have all three scripts; Arabic ones first and falling in frequency like a Zipf law."""
    cyrillic_of = _grouped((la, ru, count) for la, ru, count in _rows(ru_la))
    latin_of = _grouped((ar, la, count) for la, ar, count in _rows(ar_la))
    arabic_origin: list[tuple[int, str, Counts]] = []
    others: list[tuple[int, str, Counts]] = []
    for arabic, latins in latin_of.items():
        if len(arabic) < SHORTEST or (part is not None and part_of(arabic) != part):
            continue
        known = {la: count for la, count in latins.items() if la in cyrillic_of}
        if known:
            row = (sum(known.values()), arabic, known)
            (arabic_origin if _is_arabic(arabic, known) else others).append(row)
    arabic_origin.sort(key=lambda row: (-row[0], row[1]))
    others.sort(key=lambda row: row[1])
    zipf = [1 / (rank + HEAD) ** FALL for rank in range(len(arabic_origin))]
    scale = ARABIC_SHARE / sum(zipf)
    rest = (1 - ARABIC_SHARE) / max(1, len(others))
    heads = [
        _with_other_spellings(_name(arabic, known, cyrillic_of, weight=weight * scale))
        for (_, arabic, known), weight in zip(arabic_origin, zipf, strict=True)
    ]
    return heads + [_name(arabic, known, cyrillic_of, weight=rest) for _, arabic, known in others]


def part_of(arabic: str) -> Part:
    """Return the half a name belongs to, by its Arabic spelling, the same for ever."""
    return "fit" if hashlib.sha256(arabic.encode()).digest()[0] % 2 == 0 else "judge"


def _is_arabic(arabic: str, latins: Counts) -> bool:
    letters = ARABIC_LETTERS & set(arabic)
    if letters == {"ق"}:  # also written for a hard g in foreign names, which then never has q or k
        return any("q" in la or "k" in la for la in latins)
    return bool(letters)


def _name(arabic: str, latins: Counts, cyrillic_of: dict[str, Counts], *, weight: float) -> NameRow:
    cyrillic: dict[str, float] = defaultdict(float)
    for la, count in latins.items():
        total = sum(cyrillic_of[la].values())
        for ru, seen in cyrillic_of[la].items():
            cyrillic[ru] += count * seen / total
    return NameRow(
        arabic,
        tuple((ru.title(), share**FLATTEN) for ru, share in sorted(cyrillic.items())),
        ((arabic, 1.0),),
        tuple((la.title(), float(count)) for la, count in sorted(latins.items())),
        weight,
    )


def _with_other_spellings(row: NameRow) -> NameRow:
    cyrillic = respelled({text.lower(): share for text, share in row.cyrillic}, script="cyrillic", key=row.key)
    latin = respelled({text.lower(): share for text, share in row.latin}, script="latin", key=row.key)
    return replace(
        row,
        cyrillic=tuple((text.title(), share) for text, share in cyrillic.items()),
        latin=tuple((text.title(), share) for text, share in latin.items()),
    )


def _grouped(rows: Iterator[tuple[str, str, int]]) -> dict[str, Counts]:
    groups: dict[str, Counts] = defaultdict(dict)
    for left, right, count in rows:
        groups[left][right] = groups[left].get(right, 0) + count
    return groups


def _rows(path: Path) -> Iterator[tuple[str, str, int]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for la, other, count in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            yield la, other, int(count)
