"""From many fitted models to one spread: averaged by how well each fits for its size (Buckland et al. 1997).

A model whose upper limit is beyond fifty times the children seen says nothing of use. It is left out, and the
weight it had is reported: much of it means that the lists set no upper limit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kintrace.estimate.hierarchy import Bools
from kintrace.estimate.loglinear import Fits
from kintrace.estimate.spread import POINTS, Z95, Floats, Spread, normal_points

FARTHEST = 50  # times the children seen
NEGLIGIBLE = 1e-6
RIVAL = 2.0  # difference of a criterion between models that fit alike (Burnham and Anderson 2002)
LOWEST_LOG = -20.0
SAME = 1e-7  # what rounding may part
MOST_ATOMS = 100_000  # models x points


@dataclass(frozen=True, slots=True, eq=False)
class Average:
    """The spread over models, which of them is best, and the weight of those left out."""

    spread: Spread
    best: int
    dropped: float


def deviation(fits: Fits) -> Floats:
    """Return the standard deviation of the logarithm of the missing children: of its estimate and of chance."""
    return np.sqrt(fits.error**2 + np.exp(-np.maximum(fits.log_missing, LOWEST_LOG)))


def useful(fits: Fits, *, n: float | Floats) -> Bools:
    """Say which models give an estimate with an upper limit that is not absurd."""
    upper = np.minimum(fits.log_missing + Z95 * deviation(fits), 600.0)
    reached: Bools = fits.estimable & (np.exp(upper) + n <= FARTHEST * n)
    return reached


def average(fits: Fits, criterion: Floats, *, n: float) -> Average | None:
    """Average the models; None where none of them is of use."""
    kept = useful(fits, n=n)
    if not kept.any():
        return None
    weights = np.exp(-(criterion - criterion.min()) / 2)
    dropped = float(weights[~kept].sum() / weights.sum())
    weights = np.where(kept, weights, 0.0)
    if weights.sum() <= 0:
        return None
    counted = weights > NEGLIGIBLE * weights.max()
    points = normal_points(max(200, min(POINTS, MOST_ATOMS // int(counted.sum()))))
    middle, width = fits.log_missing[counted, None], deviation(fits)[counted, None]
    missing = np.exp(middle + width * points).ravel()
    spread = Spread.of_atoms(n + missing, np.repeat(weights[counted], len(points)))
    return Average(spread, best(fits, np.where(kept, criterion, np.inf)), dropped)


def best(fits: Fits, criterion: Floats) -> int:
    """Return the model with the lowest criterion; of several, the one with the fewest children."""
    lowest = np.flatnonzero(criterion <= criterion.min() + SAME)
    return int(lowest[np.argmin(fits.log_missing[lowest])])


def rivals(fits: Fits, criterion: Floats, *, n: float) -> tuple[float, float]:
    """Return the lowest and highest estimate among the models that fit as well as the best."""
    near = useful(fits, n=n) & (criterion <= criterion.min() + RIVAL)
    estimates = n + np.exp(fits.log_missing[near])
    return (float(estimates.min()), float(estimates.max())) if near.any() else (n, n)
