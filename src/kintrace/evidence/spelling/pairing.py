"""The raw score of spellings in one pair of scripts, and the weight it is curved to.

The score sets how probable both spellings are for one name against how probable each is by itself.
Two answers to the latter are averaged: what the letter operations would write with the other side
left open, and what the letters of the script are likely to be. Across scripts, how close the two
lie as whole words is added (see `embedding`), and what it says that a list of names knows the two
for one name (see `attested`). Where that leaves two words likely, each is read once more as written
for the other, letters in view of their neighbours (see `around`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Coded
from kintrace.evidence.spelling.around import Around
from kintrace.evidence.spelling.attested import Attested
from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.curve import curved
from kintrace.evidence.spelling.embedding import Embedding
from kintrace.evidence.spelling.transducer import Transducer

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

CLOSE = 1.6  # what two whole words in one place add to the score of their letters, across scripts
KNOWN = 2.0  # what it adds that the two are attested to be one name
LIKELY = 0.0  # from which score on two words are read once more with their neighbours
AROUND = 2 / 3  # how much that reading counts beside the operations by themselves
BLOCK = 16384  # pairs whose closeness is reckoned at once


@dataclass(frozen=True, slots=True)
class Pairing:
    """All that weighs a word of one script against a word of another, or of the same."""

    transducer: Transducer
    backgrounds: tuple[Background, Background]
    embeddings: tuple[Embedding, Embedding] | None  # None within one script
    curve: NDArray[np.float64] | None = None  # None while it is fitted
    attested: Attested | None = None
    around: tuple[Around, Around] | None = None  # first read and second written, and the other way round

    def scores(self, x: Coded, y: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return the raw base-10 score of x[rows[k]] against y[cols[k]] for every k."""
        joint = self.transducer.joint_nats(x, y, rows=rows, cols=cols)
        before, after = (self._alone(coded, side) for side, coded in enumerate((x, y)))
        alone = before[rows] + after[cols]
        score: Floats = (joint - alone) / np.log(10)
        if self.embeddings is not None:
            one, other = self.embeddings
            score += CLOSE * _closeness(one.place(x), other.place(y), rows=rows, cols=cols)
        if self.attested is not None:
            score += KNOWN * self.attested.holds(x, y, rows=rows, cols=cols)
        if self.around is not None:
            likely = np.flatnonzero(score > LIKELY)
            near = self._around_nats(x, y, rows=rows[likely], cols=cols[likely])
            score[likely] += AROUND * (near - joint[likely] + alone[likely] / 2) / np.log(10)
        return score

    def _around_nats(self, x: Coded, y: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return the mean of ln P(second | first) and ln P(first | second)."""
        if self.around is None or not len(rows):
            return np.zeros(len(rows))
        there, back = self.around
        both = there.written_nats(x, y, rows=rows, cols=cols) + back.written_nats(y, x, rows=cols, cols=rows)
        return both / 2

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
