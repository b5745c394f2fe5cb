"""How an allele may change between parent and child.

Four models, as pedmut and Familias define them. `equal` and `proportional` change an allele into any other with a
probability that does not depend on which it was: their matrix is a·I + 1·rᵀ, so alleles that nobody carries can be
lumped into one without error. `stepwise` prefers neighbours and cannot be lumped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kintrace.kernel.errors import UnusableData

type Array = NDArray[np.float64]


class Model(StrEnum):
    """Names of the models, as files write them."""

    NONE = "none"
    EQUAL = "equal"
    PROPORTIONAL = "proportional"
    STEPWISE = "stepwise"


@dataclass(frozen=True, slots=True)
class Mutation:
    """A model and its rates for one sex of parent.

    `rate` is the probability of a change in one transmission (for `stepwise`: by whole repeats), `rate2` that of a
    change between whole and partial repeats, `reach` how much less likely each further step is.
    """

    model: Model = Model.NONE
    rate: float = 0.0
    rate2: float = 0.0
    reach: float = 0.1

    def __post_init__(self) -> None:
        if not (0 <= self.rate < 1 and 0 <= self.rate2 < 1 and self.rate + self.rate2 <= 1):
            raise UnusableData(f"A mutation rate of {self.rate} (and {self.rate2}) is not a probability below 1.")
        if self.model is Model.STEPWISE and not 0 < self.reach <= 1:
            raise UnusableData(f"The range of stepwise mutation is {self.reach}; it lies above 0 and up to 1.")

    @property
    def lumpable(self) -> bool:
        return self.model is not Model.STEPWISE

    def stay_and_inflow(self, frequencies: Array) -> tuple[float, Array]:
        """Return a and r of the matrix a·I + 1·rᵀ; only for a model that is lumpable."""
        count = len(frequencies)
        if self.model is Model.NONE or count == 1:
            return 1.0, np.zeros(count)
        if self.model is Model.EQUAL:
            each = self.rate / (count - 1)
            return 1 - self.rate - each, np.full(count, each)
        unlike = float(np.sum(frequencies * (1 - frequencies)))
        if unlike <= 0:  # only one allele has a frequency above 0, so there is nothing to change into
            return 1.0, np.zeros(count)
        share = self.rate * frequencies.sum() / unlike
        if 1 - share + share * frequencies.min() < 0:
            raise UnusableData(f"A proportional mutation rate of {self.rate} is too high for these frequencies.")
        return 1 - share, share * frequencies

    def matrix(self, alleles: Sequence[str], frequencies: Array) -> Array:
        """Return the probability of each allele (column) in a child, given the one that was passed on (row)."""
        if self.lumpable:
            stay, inflow = self.stay_and_inflow(frequencies)
            return np.diag(np.full(len(alleles), stay)) + inflow
        return self._stepwise(_repeats(alleles))

    def _stepwise(self, repeats: Array) -> Array:
        count = len(repeats)
        part = np.round(repeats - np.floor(repeats), 6)
        same = part[:, None] == part
        other = ~same
        steps = np.where(same, self.reach ** np.abs(repeats[:, None] - repeats), 0.0)
        np.fill_diagonal(steps, 0.0)
        reachable = steps.sum(axis=1, keepdims=True)
        matrix = np.divide(steps * self.rate, reachable, out=np.zeros_like(steps), where=reachable > 0)
        strangers = other.sum(axis=1, keepdims=True)
        matrix += np.divide(other * self.rate2, strangers, out=np.zeros((count, count)), where=strangers > 0)
        np.fill_diagonal(matrix, 1 - matrix.sum(axis=1))
        return matrix


def _repeats(alleles: Sequence[str]) -> Array:
    try:
        found = np.array([float(allele) for allele in alleles])
    except ValueError:
        found = np.array([math.nan])
    if not np.all(np.isfinite(found)):
        told = "Stepwise mutation counts repeats, and one of the alleles is not a number"
        raise UnusableData(f"{told}: {', '.join(alleles)}. Choose another model for this marker.")
    return found
