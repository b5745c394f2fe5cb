"""A list of dossiers as columns of numbers, made once, so that pairs are weighed by the hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dates import BirthTable
from kintrace.evidence.spelling import Spellings
from kintrace.kernel.spans import DAYS_A_YEAR
from kintrace.matching.dossier import Dossier
from kintrace.matching.roles import ROLES, Roles, roles_of

type Ints = NDArray[np.int64]

MOST = 8  # words of one role that are read of one dossier
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Distinct[T: Hashable]:
    """The different values of a column, and which of them each dossier has."""

    values: tuple[T, ...]
    of: Ints  # (dossiers,)

    @classmethod
    def over(cls, column: Sequence[T]) -> Distinct[T]:
        number: dict[T, int] = {}
        of = [number.setdefault(value, len(number)) for value in column]
        return cls(tuple(number), np.array(of, dtype=np.int64))


class Sheet:
    """Dossiers in their order, with each role's words as rows of word numbers padded with -1."""

    def __init__(self, dossiers: Sequence[Dossier], roles: Sequence[Roles]) -> None:
        self.dossiers = tuple(dossiers)
        self.roles = tuple(roles)
        self.number = _numbered(roles)
        self.words_of = {role: self._padded([getattr(one, role) for one in roles]) for role in ROLES}

    @classmethod
    def of(cls, dossiers: Sequence[Dossier]) -> Sheet:
        return cls(dossiers, [roles_of(dossier) for dossier in dossiers])

    def with_roles(self, **roles: Sequence[tuple[str, ...]]) -> Sheet:
        """Return the same dossiers with some roles' words replaced."""
        changed = list(self.roles)
        for role, words in roles.items():
            changed = [replace(one, **{role: own}) for one, own in zip(changed, words, strict=True)]  # type: ignore[arg-type]  # roles of words only
        return Sheet(self.dossiers, changed)

    def __len__(self) -> int:
        return len(self.dossiers)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.number)

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings.of(self.words)

    @cached_property
    def births(self) -> BirthTable:
        return BirthTable.of([dossier.births for dossier in self.dossiers])

    @cached_property
    def sexes(self) -> Ints:
        """0 where nothing is said, else 1 for m and 2 for f."""
        return np.array([("", "m", "f").index(dossier.sex) for dossier in self.dossiers], dtype=np.int64)

    @cached_property
    def birth_years(self) -> NDArray[np.float64]:
        """The middle of what is said of each birth, in years; NaN where nothing is."""
        return np.array([_middle(dossier) for dossier in self.dossiers])

    def distinct[T: Hashable](self, read: Callable[[Dossier, Roles], T]) -> Distinct[T]:
        """Gather the different values of what `read` takes from a dossier."""
        return Distinct.over([read(d, r) for d, r in zip(self.dossiers, self.roles, strict=True)])

    def _padded(self, rows: Sequence[tuple[str, ...]]) -> Ints:
        widest = min(MOST, max((len(row) for row in rows), default=0))
        out = np.full((len(rows), max(widest, 1)), NOBODY, dtype=np.int64)
        for place, row in enumerate(rows):
            numbers = [self.number[word] for word in row[:MOST]]
            out[place, : len(numbers)] = numbers
        return out


def _numbered(roles: Sequence[Roles]) -> dict[str, int]:
    """Give each word a number by its letters, so that the order of a list changes nothing."""
    words = {word for one in roles for role in ROLES for word in getattr(one, role)[:MOST]}
    return {word: number for number, word in enumerate(sorted(words))}


def _middle(dossier: Dossier) -> float:
    days = [(birth.span.first.toordinal() + birth.span.last.toordinal()) / 2 for birth in dossier.births]
    return sum(days) / len(days) / DAYS_A_YEAR if days else np.nan
