"""Which places a register names how often: what an agreement is measured against."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kintrace.evidence.places.folding import bare
from kintrace.evidence.places.gazetteer import Gazetteer, Place
from kintrace.evidence.places.relation import Relation, km_apart, relate

type Found = tuple[Place, ...]

_UNSEEN = 0.5  # how often a place nobody in the register named counts as named


@dataclass(frozen=True, slots=True, eq=False)
class PlaceBackground:
    """How often the values of one column of the register name each place; spellings of one place count together."""

    known: Mapping[Found, int]
    unknown: Mapping[str, int]  # by bare name
    total: int
    _shares: dict[Found, dict[Relation, float]] = field(default_factory=dict)
    _kernels: dict[Found, float] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Iterable[str]) -> PlaceBackground:
        """Count values as written, one for each time it was said; blank ones are left out."""
        gazetteer = Gazetteer.load()
        said = Counter(value for value in values if value.strip())
        known: Counter[Found] = Counter()
        unknown: Counter[str] = Counter()
        for value, times in said.items():
            places = gazetteer.find(value)
            if places:
                known[places] += times
            else:
                unknown[bare(value)] += times
        return cls(dict(known), dict(unknown), said.total())

    def shares(self, sought: Found) -> Mapping[Relation, float]:
        """Return the share of the register's values that stand in each relation to `sought`."""
        if sought not in self._shares:
            counts = dict.fromkeys(Relation, 0.0)
            for places, times in self.known.items():
                counts[relate(sought, places)] += times
            counts[Relation.ELSEWHERE] += self.unknown_count
            self._shares[sought] = {relation: count / max(self.total, 1) for relation, count in counts.items()}
        return self._shares[sought]

    def share_of(self, value: str) -> float:
        """Return the share of the register's values that name the same place as `value`, never 0."""
        places = Gazetteer.load().find(value)
        times = self.known.get(places, 0) if places else self.unknown.get(bare(value), 0)
        return max(times, _UNSEEN) / (self.total + 1)

    @property
    def least(self) -> float:
        """Return the share that a place counts for which is seldom or never named."""
        return _UNSEEN / (self.total + 1)

    @property
    def unknown_count(self) -> int:
        """Return how many values name no place of the gazetteer."""
        return sum(self.unknown.values())

    def nearness(self, sought: Found) -> float:
        """Return how near the places of the register lie to `sought` on the average, as `nearness` measures it."""
        if sought not in self._kernels:
            near = sum(times * nearness(sought, places) for places, times in self.known.items())
            self._kernels[sought] = (near + self.unknown_count * FAR) / self.total if self.total else FAR
        return self._kernels[sought]


FAR = 0.5  # a family moves to a far place of the theatre about half as readily as next door
MOVED_KM = 150.0


def nearness(ones: Found, others: Found) -> float:
    """Return how readily a family moves from one place to another: 1 next door, falling to `FAR`."""
    return FAR + (1 - FAR) * math.exp2(-km_apart(ones, others) / MOVED_KM)
