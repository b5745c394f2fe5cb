"""Chao's lower bound: from how many children were seen once and twice, at least how many were never seen.

If some children are easier to list than others, or lists feed one another, there are more unseen children than this,
not fewer; only lists that avoid one another can push it too high. Source: Chao (1987), Biometrics 43.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kintrace.estimate.spread import POINTS, Z95, Interval, Spread, normal_points


def lower_bound(frequencies: Sequence[float], *, lists: int | None) -> Interval | None:
    """Bound the number of all children from below, with a log-normal interval for the bound itself.

    `frequencies` are the children seen 1, 2, … times; `lists` is None where many were looked at and nobody knows how
    many. None where nobody was seen twice.

    >>> bound = lower_bound((40, 10), lists=2)  # 50 + 1/2 · 40·39 / (2·11)
    >>> round(bound.estimate, 2), round(bound.lo, 1), round(bound.hi, 1)
    (85.45, 63.3, 144.8)
    """
    moments = _moments(frequencies, lists)
    if moments is None:
        return None
    missing, spread = moments
    n = math.fsum(frequencies)
    factor = math.exp(Z95 * spread)
    return Interval(n + missing, n + missing / factor, n + missing * factor)


def spread_of(frequencies: Sequence[float], *, lists: int | None) -> Spread | None:
    """Return the same as a spread."""
    moments = _moments(frequencies, lists)
    if moments is None:
        return None
    missing, spread = moments
    return Spread(math.fsum(frequencies) + missing * np.exp(spread * normal_points(POINTS)))


def _moments(frequencies: Sequence[float], lists: int | None) -> tuple[float, float] | None:
    """Return the missing children and the standard deviation of their logarithm."""
    once, twice = frequencies[0], frequencies[1] if len(frequencies) > 1 else 0
    if twice <= 0 or once <= 1:
        return None
    share = 1.0 if lists is None else (lists - 1) / lists
    missing = share * once * (once - 1) / (2 * (twice + 1))
    ratio = once / twice
    variance = twice * (share * ratio**2 / 2 + share**2 * (ratio**3 + ratio**4 / 4))
    return missing, math.sqrt(math.log1p(variance / missing**2))
