"""The raw score of spellings in one pair of scripts, and the weight it is curved to.

The score sets how probable both spellings are for one name against how probable each is by itself.
Two answers to the latter are averaged: what the letter operations would write with the other side
left open, and what the letters of the script are likely to be. Across scripts, how close the two
lie as whole words is added (see `embedding`), and what it says that a list of names knows the two
for one name (see `attested`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Coded
from kintrace.evidence.spelling.attested import Attested
from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.curve import curved
from kintrace.evidence.spelling.embedding import Embedding
from kintrace.evidence.spelling.transducer import Transducer

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

CLOSE = 2.6  # what two whole words in one place add to the score of their letters
KNOWN = 3.0  # what it adds that the two are attested to be one name
BLOCK = 16384  # pairs whose closeness is reckoned at once


@dataclass(frozen=True, slots=True)
class Pairing:
    """All that weighs a word of one script against a word of another, or of the same."""

    transducer: Transducer
    backgrounds: tuple[Background, Background]
    embeddings: tuple[Embedding, Embedding] | None  # None within one script
    curve: NDArray[np.float64] | None = None  # None while it is fitted
    attested: Attested | None = None

    def scores(self, x: Coded, y: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return the raw base-10 score of x[rows[k]] against y[cols[k]] for every k."""
        joint = self.transducer.joint_nats(x, y, rows=rows, cols=cols)
        before, after = (self._alone(coded, side) for side, coded in enumerate((x, y)))
        score: Floats = (joint - before[rows] - after[cols]) / np.log(10)
        if self.embeddings is not None:
            one, other = self.embeddings
            score += CLOSE * _closeness(one.place(x), other.place(y), rows=rows, cols=cols)
        if self.attested is not None:
            score += KNOWN * self.attested.holds(x, y, rows=rows, cols=cols)
        return score

    def weights(self, x: Coded, y: Coded, *, rows: Ints, cols: Ints) -> NDArray[np.float64]:
        scores = self.scores(x, y, rows=rows, cols=cols).astype(float)
        return scores if self.curve is None else curved(scores, self.curve)

    def _alone(self, coded: Coded, side: int) -> Floats:
        by_letters = self.backgrounds[side].score_nats(coded)
        return (self.transducer.alone_nats(coded, side=side) + by_letters) / 2


def _closeness(first: Floats, second: Floats, *, rows: Ints, cols: Ints) -> Floats:
    out = np.zeros(len(rows), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        here = slice(start, start + BLOCK)
        out[here] = np.einsum("kd,kd->k", first[rows[here]], second[cols[here]])
    return out
