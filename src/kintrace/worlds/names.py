"""Names with their spellings in three scripts, and pools to draw them from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from kintrace.worlds import curated, pairs
from kintrace.worlds.chance import Chance

type Script = Literal["cyrillic", "arabic", "latin"]
type Kind = Literal["boy", "girl", "father", "mother", "birth_mother", "surname"]
type Spelling = tuple[str, float]

KINDS: Final[tuple[Kind, ...]] = ("boy", "girl", "father", "mother", "birth_mother", "surname")


@dataclass(frozen=True, slots=True)
class Name:
    """One name as clerks write it: spellings with weights, in each script."""

    key: str
    cyrillic: tuple[Spelling, ...]
    arabic: tuple[Spelling, ...]
    latin: tuple[Spelling, ...]

    def spellings(self, script: Script) -> tuple[Spelling, ...]:
        """Return the spellings in one script."""
        if script == "cyrillic":
            return self.cyrillic
        return self.arabic if script == "arabic" else self.latin


@dataclass(frozen=True, slots=True)
class Shelf:
    """Names of one kind with the running totals of their frequencies."""

    names: tuple[Name, ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, weighted: Iterable[tuple[Name, float]]) -> Shelf:
        rows = list(weighted)
        return cls(tuple(name for name, _ in rows), tuple(accumulate(weight for _, weight in rows)))


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names to draw from, by kind."""

    shelves: Mapping[Kind, Shelf]

    def draw(self, chance: Chance, kind: Kind) -> Name:
        """Draw a name of one kind."""
        shelf = self.shelves[kind]
        return chance.rising(shelf.names, shelf.heights)

    @classmethod
    def from_pairs(cls, ru_la: Path, ar_la: Path, *, part: pairs.Part | None = None) -> NamePool:
        """Build a pool from two tables of transliterated tokens: gzipped, tab separated, `la`, `ru` or `ar`, `count`.

        `part` keeps half of the names, so that a model fitted on "fit" can be judged on "judge". Both sexes, fathers
        and mothers share one pool; surnames come evenly from all of it.
        """
        found = pairs.read_names(ru_la, ar_la, part=part)
        names = [(Name(row.key, row.cyrillic, row.arabic, row.latin), row.weight) for row in found]
        everyone = Shelf.of(names)
        evenly = Shelf.of((name, 1.0) for name, _ in names)
        return cls(MappingProxyType({kind: evenly if kind == "surname" else everyone for kind in KINDS}))

    @classmethod
    def demo(cls) -> NamePool:
        """Return the curated pool for demonstrations: common name elements, boys' and girls' apart."""
        return cls(MappingProxyType({kind: _shelf(curated.rows(kind)) for kind in KINDS}))


def _shelf(rows: Sequence[curated.Row]) -> Shelf:
    return Shelf.of((_name(row), row.weight) for row in rows)


def _name(row: curated.Row) -> Name:
    return Name(row.cyrillic[0], _falling(row.cyrillic), _falling(row.arabic), _falling(row.latin))


def _falling(spellings: Sequence[str]) -> tuple[Spelling, ...]:
    return tuple((text, 1.0 / (place + 1)) for place, text in enumerate(spellings))
