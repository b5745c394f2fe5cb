"""The two functions of statistics that numpy lacks: the logarithm of the gamma function, and Student's quantile."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from kintrace.estimate.spread import Floats

STIRLING_FROM = 10.0


def log_gamma(x: Floats) -> Floats:
    """Return log Γ(x) for positive x, to some 1e-12 (Stirling's series; below 10 carried up first).

    >>> bool(abs(log_gamma(np.array([0.03125])) - math.lgamma(0.03125))[0] < 1e-11)
    True
    """
    low = x < STIRLING_FROM
    y = np.where(low, x + STIRLING_FROM, x)
    inverse = 1 / y
    series = inverse * (1 / 12 - inverse**2 * (1 / 360 - inverse**2 * (1 / 1260 - inverse**2 / 1680)))
    value = (y - 0.5) * np.log(y) - y + 0.5 * math.log(2 * math.pi) + series
    if low.any():
        value[low] -= np.log(x[low, None] + np.arange(STIRLING_FROM)).sum(axis=-1)
    return value


@cache
def student_quantile(level: float, freedom: float) -> float:
    """Return the quantile of Student's distribution for a level over one half.

    >>> round(student_quantile(0.975, 10.0), 4), round(student_quantile(0.975, 1.0), 4)
    (2.2281, 12.7062)
    """
    low, high = 0.0, math.pi / 2
    target = 2 * (level - 0.5) * _area(math.pi / 2, freedom)
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _area(middle, freedom) < target else (low, middle)
    return math.sqrt(freedom) * math.tan(high)


def _area(angle: float, freedom: float) -> float:
    """Integrate the density up to t = √ν tan(angle), without its constant: cos(a)^(ν-1), by Gauss and Legendre.

    The part of the angle that carries the density shrinks as 1/√ν, so the rule is laid over that part.
    """
    end = min(angle, 12 / math.sqrt(freedom)) if freedom > 100 else angle  # noqa: PLR2004 from here twelve deviations are less than a right angle
    nodes, weights = _rule()
    at = (nodes + 1) * end / 2
    values = np.exp((freedom - 1) * np.log(np.maximum(np.cos(at), 1e-300)))
    return float((weights * values).sum() * end / 2)


@cache
def _rule() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(200)
    return nodes, weights
