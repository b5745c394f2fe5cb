"""From the raw score of two spellings to a weight that may be added to others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]


def curved(score: Floats, curve: Floats) -> Floats:
    """Return log10(e + (1 − e) · 10^(a·score + b)) for `curve` = (a, b, e): monotone, never below log10 e."""
    slope, shift, otherwise = curve
    straight = slope * score + shift
    nats: Floats = np.logaddexp(np.log(otherwise), np.log1p(-otherwise) + straight * np.log(10))
    weights: Floats = nats / np.log(10)
    return weights
