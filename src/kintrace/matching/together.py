"""How far evidence of one origin may be added up, found from the lists themselves.

Home town, birth place, language and nisba say one thing several times. How often they do differs
from register to register, so a factor fitted on one world says too much in another. But honest
ratios have one property that needs no truth to check: over unrelated pairs they average 1. Where
the sum of a group is too bold its ratios average more, and the power that brings the average back
to 1 tells by how much.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.weight import NATS_PER_WEIGHT
from kintrace.matching.terms import TERMS

type Floats = NDArray[np.float64]

ORIGIN = np.array([term.name in {"origins", "birth_places", "languages"} for term in TERMS])
DOUBTED = 2000.0  # unrelated pairs that stand for what was fitted before, so that a short list concludes little
LOWEST, HIGHEST = 0.2, 2.0
HALVINGS = 20


def honest_power(sums: Floats) -> float:
    """Return the power at which the ratios 10**`sums` of unrelated pairs average 1, within `LOWEST` and `HIGHEST`."""
    low, high = LOWEST, HIGHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        bold = np.exp(middle * NATS_PER_WEIGHT * sums).mean() > 1.0
        low, high = (low, middle) if bold else (middle, high)
    return float(low)


def shrunk_by(sums: Floats, *, usual: float) -> float:
    """Return the factor, at most 1, for a group whose sums over unrelated pairs are `sums`.

    `usual` is the power where the model was fitted: its factors are right there.
    """
    if not len(sums):
        return 1.0
    doubt = DOUBTED / (DOUBTED + len(sums))
    return float(min(1.0, (honest_power(sums) / usual) ** (1 - doubt)))
