"""The profile interval of one model: all numbers of children under which the table is not too improbable.

For each number of missing children the model is fitted to the whole table, missing cell included, and the
multinomial likelihood is set against its maximum (Cormack 1992).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from kintrace.estimate.hierarchy import Bools
from kintrace.estimate.loglinear import fit
from kintrace.estimate.special import log_gamma
from kintrace.estimate.spread import Floats

DROP = 3.841458820694124 / 2  # half the 95 % quantile of chi-squared with one degree of freedom
FARTHEST = 1000.0  # times the children seen: beyond, the interval is open
POINTS, ROUNDS = 41, 5  # looked at together; each round looks between two neighbours of the one before


def profile_interval(matrix: Floats, model: Bools, counts: Floats, *, estimate: float) -> tuple[float, float | None]:
    """Return the 95 % limits of the number of all children; None for an upper limit that is not there.

    `estimate` is the model's own, in children seen and unseen.
    """
    n = float(counts.sum())
    likelihood = _likelihood(matrix, model, counts)
    near = math.log(max(estimate - n, 0.5))
    peak, highest = _peak(likelihood, near - 2, near + 2)
    lower = _crossing(likelihood, highest - DROP, inside=peak, outside=math.log(1e-3))
    upper = _crossing(likelihood, highest - DROP, inside=peak, outside=math.log(FARTHEST * n))
    return n if lower is None else n + math.exp(lower), None if upper is None else n + math.exp(upper)


def _likelihood(matrix: Floats, model: Bools, counts: Floats) -> Callable[[Floats], Floats]:
    """Return the profile log-likelihood, up to a constant, of logarithms of the missing children."""
    nowhere = np.zeros((1, matrix.shape[1]))
    nowhere[0, 0] = 1.0
    whole = np.concatenate([matrix, nowhere])

    def of(log_missing: Floats) -> Floats:
        many = len(log_missing)
        tables = np.column_stack([np.tile(counts, (many, 1)), np.exp(log_missing)])
        fits = fit(whole, np.tile(model, (many, 1)), tables)
        # The Poisson likelihood becomes the multinomial one by leaving out that of the total.
        children = tables.sum(axis=1)
        of_total: Floats = children * np.log(children) - children - log_gamma(children + 1)
        return fits.log_likelihood - of_total

    return of


def _peak(of: Callable[[Floats], Floats], low: float, high: float) -> tuple[float, float]:
    """Return where a function of one hump is highest, and how high."""
    highest = -math.inf
    for _ in range(ROUNDS):
        at = np.linspace(low, high, POINTS)
        values = of(at)
        best = int(values.argmax())
        low, high, highest = float(at[max(0, best - 1)]), float(at[min(POINTS - 1, best + 1)]), float(values[best])
    return (low + high) / 2, highest


def _crossing(of: Callable[[Floats], Floats], enough: float, *, inside: float, outside: float) -> float | None:
    """Return where the likelihood falls below `enough`; None where it does not on the way outside."""
    for _ in range(ROUNDS):
        at = np.linspace(inside, outside, POINTS)
        fallen = np.flatnonzero(of(at) < enough)
        if not len(fallen):
            return None
        first = max(1, int(fallen[0]))
        inside, outside = float(at[first - 1]), float(at[first])
    return inside
