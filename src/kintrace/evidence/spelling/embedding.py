"""Words of any script as points in one space, spellings of one name close together.

Each run of one to three letters pulls a word in a direction; the directions were learned so that
both spellings of a name are pulled to one place (canonical correlation, see
`resources/spelling/compile.py`). It finds which pairs are worth weighing at all, and adds to their
weight across scripts, since it sees what single operations do not: which letters go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Coded

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

BLOCK = 4_000_000  # similarities held at once


@dataclass(frozen=True, slots=True)
class Embedding:
    """`pulls[run]`: where a run of letters pulls a word; 0 for runs that say nothing."""

    pulls: Floats  # (runs of the alphabet, dimensions)
    middle: Floats  # where the average word lies

    def place(self, coded: Coded) -> NDArray[np.float32]:
        """Return a direction (length 1) for each token."""
        out = np.tile(-self.middle.astype(np.float32), (len(coded.lengths), 1))
        for runs in coded.runs:
            for end in range(1, int(coded.lengths.max(initial=0)) + 1):
                out += self.pulls[runs[:, end]]
        length = np.sqrt((out * out).sum(axis=1, keepdims=True))
        return np.asarray(out / np.maximum(length, 1e-6), dtype=np.float32)


def nearest(first: Floats, second: Floats, *, most: int) -> tuple[Ints, Ints]:
    """Return index pairs: for each direction of `first` its `most` nearest of `second`."""
    kept = min(most, len(second))
    if not len(first) or not kept:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    found = [np.zeros((0, kept), dtype=np.int64)]
    step = max(BLOCK // len(second), 1)
    for start in range(0, len(first), step):
        apart = -(first[start : start + step] @ second.T)
        found.append(np.argpartition(apart, kept - 1, axis=1)[:, :kept])
    return np.repeat(np.arange(len(first)), kept), np.concatenate(found).ravel()
