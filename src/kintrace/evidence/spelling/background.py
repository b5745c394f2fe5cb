"""How probable a spelling is on its own: a letter model per script, each letter after the two before it.

It is what a likelihood ratio is measured against: agreeing on a long or oddly spelt name weighs
more than agreeing on a short, ordinary one. How common whole names are is counted elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Coded


@dataclass(frozen=True, slots=True)
class Background:
    """`log_next[a, b, c]`: natural log of P(c follows a and b); `a` is 0 where `b` is the beginning."""

    log_next: NDArray[np.floating[Any]]  # (base, base, base) of the alphabet

    def score_nats(self, coded: Coded) -> NDArray[np.float64]:
        """Return the natural log of each token's probability, edges included."""
        longest = max(int(coded.lengths.max(initial=0)), 2)
        places = np.arange(longest + 1)[:, None]
        letters = np.where(places <= coded.lengths, coded.runs[0].T[: longest + 1], 0)
        letters[0] = 0
        following = self.log_next[letters[:-2], letters[1:-1], letters[2:]]
        nats: NDArray[np.float64] = np.where(places[2:] <= coded.lengths, following, 0.0).sum(axis=0, dtype=float)
        return nats
