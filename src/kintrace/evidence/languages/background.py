"""What the register itself speaks: how often each set of languages and each nisba stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PRIOR_SETS = 5.0  # a set never seen counts as if this many children were spread over all sets by chance
_PRIOR_NISBAS = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class LanguageBackground:
    """Counts over the children of a register that say anything."""

    sets: Mapping[frozenset[str], int]
    rates: Mapping[str, float]  # the share of children heard to speak a language
    nisbas: Mapping[str, int]
    heard: int
    named: int

    @classmethod
    def of(
        cls, found_sets: Iterable[frozenset[str]], found_nisbas: Iterable[frozenset[str]] = ()
    ) -> LanguageBackground:
        """Count a register: one set of languages and one set of nisbas a child; empty sets count as silent."""
        sets = Counter(said for said in found_sets if said)
        nisbas = Counter(nisba for said in found_nisbas for nisba in said)
        heard = sets.total()
        spoken: Counter[str] = Counter()
        for said, times in sets.items():
            spoken.update(dict.fromkeys(said, times))
        rates = {code: times / heard for code, times in spoken.items()}
        return cls(dict(sets), rates, dict(nisbas), heard, nisbas.total())

    def rate(self, code: str) -> float:
        """Return the share of children heard to speak a language, never 0 and never 1.

        >>> LanguageBackground.of([frozenset({"rus"}), frozenset({"ara"})]).rate("rus")
        0.5
        """
        times = self.rates.get(code, 0.0) * self.heard
        return (times + 0.5) / (self.heard + 1)

    def share(self, said: frozenset[str]) -> float:
        """Return the share of children heard to speak exactly these languages, smoothed."""
        by_chance = 1.0
        for code in sorted(said | self.rates.keys()):
            by_chance *= self.rate(code) if code in said else 1 - self.rate(code)
        return (self.sets.get(said, 0) + _PRIOR_SETS * by_chance) / (self.heard + _PRIOR_SETS)

    def nisba_share(self, key: str) -> float:
        """Return the share of a nisba among the nisbas of the register, smoothed."""
        kinds = len(self.nisbas) + 1
        return (self.nisbas.get(key, 0) + _PRIOR_NISBAS / kinds) / (self.named + _PRIOR_NISBAS)
