"""Averaging over decomposable graphs: which lists depend on one another, weighed by how well each graph explains.

A graph joins lists that depend; it is decomposable if it has no hole, and then its probability has a closed form
(Madigan and York 1997, with hyper-Dirichlet priors of total weight one: δ = 2⁻ᵏ a cell). The complete graph is left
out: it learns nothing of the unseen children from the lists, and on sparse tables its prior would drown the rest.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from kintrace.estimate.special import log_gamma
from kintrace.estimate.spread import Floats, Interval, Spread

type Part = tuple[int, ...]

LARGE_TABLE = 2000  # children; from here the first reach is shorter
REACH, REACH_IF_LARGE, LONGEST_REACH = 20, 8, 640  # times the children seen
FINEST, FINE_ENOUGH = 50_000, 8_000  # points of the grid
AT_ONCE = 4_000  # points that are held for all graphs at a time
NOTHING_AT_THE_EDGE = 1e-4  # of the mode


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """How probable each number of children is."""

    children: Floats
    probability: Floats

    @property
    def edge(self) -> float:
        """How much the last number carries, beside the most probable one."""
        return float(self.probability[-1] / self.probability.max())

    @property
    def interval(self) -> Interval:
        reached = np.cumsum(self.probability)
        lo, middle, hi = (float(self.children[np.searchsorted(reached, level)]) for level in (0.025, 0.5, 0.975))
        return Interval(middle, lo, hi)

    @property
    def spread(self) -> Spread:
        return Spread.of_atoms(self.children, self.probability)


def on_fixed_grid(counts: Mapping[str, float]) -> Posterior:
    """Average over the graphs with 1 … 20 n children unseen, 8 n for large tables: the grid others use."""
    return _posterior(counts, _reach(counts), finest=FINEST)


def wide_enough(counts: Mapping[str, float]) -> Posterior:
    """Average likewise, on a grid that reaches until its edge carries nothing, or as far as 640 n."""
    reach = _reach(counts)
    found = _posterior(counts, reach, finest=FINE_ENOUGH)
    while found.edge > NOTHING_AT_THE_EDGE and reach < LONGEST_REACH:
        reach *= 2
        found = _posterior(counts, reach, finest=FINE_ENOUGH)
    return found


def _reach(counts: Mapping[str, float]) -> int:
    return REACH_IF_LARGE if sum(counts.values()) >= LARGE_TABLE else REACH


def _posterior(counts: Mapping[str, float], reach: int, *, finest: int) -> Posterior:
    n = math.fsum(counts.values())
    last = max(1, round(reach * n))
    missing = np.arange(1.0, last + 1, math.ceil(last / finest))
    logs = _mixed_logs(counts, missing) + _common_logs(n, missing)
    probability = np.exp(logs - logs.max())
    return Posterior(n + missing, probability / probability.sum())


def _common_logs(n: float, missing: Floats) -> Floats:
    """Count the orders in which children could have been seen, and take 1/N for the prior of N."""
    children = n + missing
    return log_gamma(children + 1) - log_gamma(missing + 1) - np.log(children)


def _mixed_logs(counts: Mapping[str, float], missing: Floats) -> Floats:
    """Return, over the grid, the logarithm of how well all graphs together explain the table."""
    parts, graphs = _decomposable(len(next(iter(counts))))
    of_parts = np.array([_part_logs(counts, part, missing) for part in parts])
    return np.concatenate([_log_sum(graphs @ of_parts[:, at : at + AT_ONCE]) for at in range(0, len(missing), AT_ONCE)])


def _log_sum(logs: Floats) -> Floats:
    """Add down the columns what is given as logarithms."""
    highest = logs.max(axis=0)
    total: Floats = highest + np.log(np.exp(logs - highest).sum(axis=0))
    return total


def _part_logs(counts: Mapping[str, float], part: Part, missing: Floats) -> Floats:
    """Return the logarithm of the Dirichlet-multinomial of the table seen through the lists of `part` only."""
    weight = 2.0 ** -len(part)  # δ · 2^(k - |part|)
    seen: dict[str, float] = defaultdict(float)
    for pattern, count in counts.items():
        seen["".join(pattern[which] for which in part)] += count
    nowhere = seen.pop("0" * len(part), 0.0)
    fixed = math.fsum(math.lgamma(count + weight) - math.lgamma(weight) for count in seen.values())
    children = math.fsum(counts.values()) + missing
    return fixed + log_gamma(nowhere + missing + weight) - math.lgamma(weight) - log_gamma(children + 1)


@cache
def _decomposable(k: int) -> tuple[list[Part], Floats]:
    """Return all parts of k lists, and graphs x parts: cliques count +1, what they share −1.

    >>> [len(_decomposable(k)[1]) for k in (3, 4, 5)]
    [7, 60, 821]
    """
    parts = [part for size in range(1, k + 1) for part in combinations(range(k), size)]
    ways = [way for edges in _edge_sets(k) if (way := _factors(k, edges)) is not None]
    return parts, np.array([[way[part] for part in parts] for way in ways], dtype=float)


def _edge_sets(k: int) -> Iterator[set[Part]]:
    """Yield the edges of every graph but the complete one."""
    edges: list[Part] = list(combinations(range(k), 2))
    for many in range(len(edges)):
        yield from (set(chosen) for chosen in combinations(edges, many))


def _factors(k: int, edges: set[Part]) -> Counter[Part] | None:
    """Take lists away one by one, each with neighbours who all know one another; None if that cannot be done."""
    left, factors = set(range(k)), Counter[Part]()
    while left:
        for which in sorted(left):
            near = {other for other in left if (min(which, other), max(which, other)) in edges}
            if all(pair in edges for pair in combinations(sorted(near), 2)):
                break
        else:
            return None
        factors[tuple(sorted(near | {which}))] += 1
        if near:
            factors[tuple(sorted(near))] -= 1
        left.remove(which)
    return factors
