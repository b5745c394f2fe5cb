"""How probable a spelling is on its own: a letter-bigram model per script.

It is what a likelihood ratio is measured against: agreeing on a long or oddly spelt name weighs
more than agreeing on a short, ordinary one. How common whole names are is counted elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.transducer import Coded


@dataclass(frozen=True, slots=True)
class Background:
    """`log_next[a, b]`: natural log of P(letter b follows letter a); 0 is the edge of the word."""

    log_next: NDArray[np.float64]  # (A + 1, A + 1)

    def score_nats(self, coded: Coded) -> NDArray[np.float64]:
        """Return the natural log of each token's probability, edges included."""
        out = np.zeros(len(coded.lengths))
        before = np.zeros(len(coded.lengths), dtype=np.int64)
        for place in range(int(coded.lengths.max(initial=0))):
            inside = coded.lengths > place
            here = coded.letters[:, place]
            out[inside] += self.log_next[before[inside], here[inside]]
            before = np.where(inside, here, before)
        last: NDArray[np.float64] = self.log_next[before, 0]
        return out + last
