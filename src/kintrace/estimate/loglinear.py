"""Log-linear models of list-overlap tables, all fitted at once.

The expected children in a cell are a product of factors: one for each list, and one for each group of lists that
the model lets depend on one another. The factor left when a child is in no list is the estimate. Fitted by maximum
likelihood for Poisson counts (Fienberg 1972), many models in one array.

Two things can go wrong, and both are looked for. A group that shares no child has the factor zero: its cells are
taken out and the factor still counts as one parameter (Chan, Silverman and Vincent 2021). And the maximum may lie at
infinity: such a fit never settles, one step of Newton's method being as long as the last, and is not used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kintrace.estimate.hierarchy import Bools
from kintrace.estimate.special import log_gamma
from kintrace.estimate.spread import Floats

MOST_STEPS, SETTLED, NEVER_SETTLES = 50, 1e-10, 1e-5
LARGEST_LOG = 40.0
SINGULAR = 1e-9  # of the information matrix, scaled to a unit diagonal


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """One fit a model; `log_missing` is the logarithm of the expected children on no list, `error` its deviation."""

    log_missing: Floats
    error: Floats
    log_likelihood: Floats
    parameters: Floats
    estimable: Bools

    def aic(self) -> Floats:
        """Return Akaike's criterion; infinite where there is no estimate."""
        return self._criterion(2.0)

    def bic(self, n: float) -> Floats:
        """Return Schwarz's criterion, whose sample size is the number of children seen."""
        return self._criterion(float(np.log(n)))

    def _criterion(self, price: float) -> Floats:
        return np.where(self.estimable, -2 * self.log_likelihood + price * self.parameters, np.inf)


def fit(matrix: Floats, models: Bools, counts: Floats) -> Fits:
    """Fit each model (models x terms) to the counts: one row of cells for all models, or one row a model."""
    counts = np.broadcast_to(counts, (len(models), matrix.shape[0]))
    dead = (counts @ matrix == 0) & models
    cells = (dead.astype(float) @ matrix.T) == 0
    terms = models & ~dead
    solved, linear, information, step = _newton(matrix, terms, cells, counts)
    expected = np.exp(linear) * cells
    inverse, singular = _inverse(information)
    return Fits(
        log_missing=solved[:, 0],
        error=np.sqrt(np.maximum(inverse[:, 0, 0], 0.0)),
        log_likelihood=(np.where(cells, counts * linear, 0.0) - expected - log_gamma(counts + 1)).sum(axis=1),
        parameters=models.sum(axis=1).astype(float),
        estimable=~singular & (step < NEVER_SETTLES) & terms[:, 0],
    )


def _newton(matrix: Floats, terms: Bools, cells: Bools, counts: Floats) -> tuple[Floats, ...]:
    """Return the terms, the logarithms of the expected counts, the information matrices and the last step's length."""
    linear = np.where(cells, np.log(counts + 0.5), 0.0)
    step = np.full(len(terms), np.inf)
    solved = np.zeros(terms.shape)
    information = _information(matrix, terms, np.exp(linear) * cells)
    for _ in range(MOST_STEPS):
        expected = np.exp(linear) * cells
        information = _information(matrix, terms, expected)
        working = (expected * (linear - 1) + counts) * cells
        solved = _solve(information, (working @ matrix) * terms)
        fitted = solved @ matrix.T
        step = np.where(cells, np.abs(fitted - linear), 0.0).max(axis=1)
        linear = np.clip(fitted, -LARGEST_LOG, LARGEST_LOG)
        if (step < SETTLED).all():
            break
    return solved, linear, information, step


def _information(matrix: Floats, terms: Bools, expected: Floats) -> Floats:
    """Return X'WX of each model; a term the model lacks has 1 on its diagonal and nothing else."""
    cells, width = matrix.shape
    products = (matrix[:, :, None] * matrix[:, None, :]).reshape(cells, width * width)
    whole = (expected @ products).reshape(-1, width, width)
    inside = terms[:, :, None] & terms[:, None, :]
    return np.where(inside, whole, np.eye(width))


def _solve(information: Floats, right: Floats) -> Floats:
    """Solve, held steady where a model has no answer; such models are set aside afterwards."""
    scale, scaled = _scaled(information)
    steady = scaled + 1e-13 * np.eye(scaled.shape[-1])
    solved: Floats = np.linalg.solve(steady, (right / scale)[..., None])[..., 0] / scale
    return solved


def _inverse(information: Floats) -> tuple[Floats, Bools]:
    scale, scaled = _scaled(information)
    singular: Bools = np.linalg.eigvalsh(scaled)[:, 0] < SINGULAR
    inverse = np.linalg.inv(np.where(singular[:, None, None], np.eye(scaled.shape[-1]), scaled))
    return inverse / (scale[:, :, None] * scale[:, None, :]), singular


def _scaled(information: Floats) -> tuple[Floats, Floats]:
    scale = np.sqrt(np.maximum(np.einsum("mpp->mp", information), 1e-30))
    return scale, information / (scale[:, :, None] * scale[:, None, :])
