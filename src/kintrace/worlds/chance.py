"""Chance from one seed, the same on every machine and Python version.

Only `random.Random.random` is promised never to change, so everything else is built on it.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from statistics import NormalDist


class Chance:
    """Draws of a world, in order, from a seed."""

    def __init__(self, seed: int) -> None:
        """Start from `seed`."""
        self._random = random.Random(f"kintrace world {seed}")  # noqa: S311 (synthetic families, not secrets)

    def happens(self, rate: float) -> bool:
        """Say yes with probability `rate`."""
        return self._random.random() < rate

    def below(self, number: int) -> int:
        """Draw a whole number from 0 to `number` - 1."""
        return int(self._random.random() * number)

    def one_of[T](self, items: Sequence[T]) -> T:
        """Draw one item, all alike."""
        return items[self.below(len(items))]

    def weighted[T](self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Draw one item in proportion to its weight."""
        return self.rising(items, list(accumulate(weights)))

    def rising[T](self, items: Sequence[T], heights: Sequence[float]) -> T:
        """Draw one item by running totals of weights, for long lists drawn from often."""
        at = bisect_right(heights, self._random.random() * heights[-1])
        return items[min(at, len(items) - 1)]

    def bell(self, deviation: float) -> float:
        """Draw an error around zero."""
        return NormalDist(0.0, deviation).inv_cdf(min(max(self._random.random(), 1e-9), 1 - 1e-9)) if deviation else 0.0

    def shuffled[T](self, items: Sequence[T]) -> list[T]:
        """Return the items in any order."""
        keyed = [(self._random.random(), index) for index in range(len(items))]
        return [items[index] for _, index in sorted(keyed)]
