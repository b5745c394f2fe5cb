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
        out = np.zeros(len(coded.lengths))
        letters = coded.runs[0]
        before = np.zeros(len(letters), dtype=np.int64)
        for place in range(2, int(coded.lengths.max(initial=0)) + 1):
            inside = coded.lengths >= place
            here = letters[inside, place - 1], letters[inside, place]
            out[inside] += self.log_next[before[inside], *here]
            before = letters[:, place - 1]
        return out
