"""How a number that is not known is spread: equally probable values of it, in order.

Whatever a method yields (a posterior, a mixture of models, a log-normal interval) becomes such a row of values, so
that methods, partitions and strata can be pooled, added and summarised in one way, the same at every run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

POINTS = 4000
LEVELS = (0.025, 0.5, 0.975)
Z95 = NormalDist().inv_cdf(LEVELS[-1])


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle of a spread and the limits between which 95 % of it lies."""

    estimate: float
    lo: float
    hi: float


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Equally probable values, in ascending order.

    >>> Spread(np.arange(1.0, 101.0)).interval
    Interval(estimate=50.0, lo=3.0, hi=98.0)
    """

    values: Floats

    @classmethod
    def of_atoms(cls, values: Floats, weights: Floats) -> Spread:
        """Return the spread of values that are not equally probable."""
        order = np.argsort(values, kind="stable")
        reached = np.cumsum(weights[order])
        at = np.searchsorted(reached, (np.arange(POINTS) + 0.5) / POINTS * reached[-1])
        return cls(values[order][np.minimum(at, len(values) - 1)])

    def quantile(self, level: float) -> float:
        return float(self.values[max(0, math.ceil(level * len(self.values)) - 1)])

    @property
    def interval(self) -> Interval:
        lo, middle, hi = (self.quantile(level) for level in LEVELS)
        return Interval(middle, lo, hi)

    def moved(self, by: float) -> Spread:
        return Spread(self.values + by)

    def scaled(self, by: float) -> Spread:
        return Spread(self.values * by)


def pool(spreads: Iterable[Spread]) -> Spread:
    """Mix spreads, each as probable as the others."""
    values = np.concatenate([spread.values for spread in spreads])
    return Spread.of_atoms(values, np.ones(len(values)))


def add(spreads: Sequence[Spread], *, seed: int = 0) -> Spread:
    """Add independent quantities: strata are summed, never averaged."""
    rng = np.random.default_rng(seed)
    rows = (Spread.of_atoms(spread.values, np.ones(len(spread.values))).values for spread in spreads)
    return Spread(np.sort(np.sum([rng.permutation(row) for row in rows], axis=0)))


@cache
def normal_points(many: int) -> Floats:
    """Return so many equally probable values of a standard normal."""
    return np.array([NormalDist().inv_cdf((place + 0.5) / many) for place in range(many)])
