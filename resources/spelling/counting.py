"""How often each letter operation was used, as far as a model can tell (forward, then backward); used by `learning.py`.

Which operations may end where in a pair of words does not change from round to round: it is looked
up once, and the operations that no pair could use are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Coded
from kintrace.evidence.spelling.transducer import HARDLY, STEPS

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]
type Small = NDArray[np.int32]
type Step = tuple[int, int]

COARSE = 4  # words whose lengths differ by less are counted together
BLOCK = 2048  # pairs counted at once
NEVER = 0  # the operation that is none


@dataclass(frozen=True, slots=True)
class Lesson:
    """Pairs of words of about one size: `ops[a, b][i - a, j - b]` ends at letters i and j, shape (i, j, pairs)."""

    ops: dict[Step, Small]
    first: Ints  # letters of each word, edges included
    second: Ints

    @classmethod
    def of(cls, x: Coded, y: Coded, *, width: int) -> Lesson:
        n, m = int(x.lengths.max()), int(y.lengths.max())
        nothing = np.zeros_like(x.runs[0])
        ops = {}
        for a, b in STEPS:
            one, other = (nothing, *x.runs)[a][:, a : n + 1].T, (nothing, *y.runs)[b][:, b : m + 1].T
            ops[a, b] = (one[:, None, :] * width + other[None, :, :]).astype(np.int32)
        return cls(ops, x.lengths, y.lengths)

    def add(self, theta: Floats, counts: Floats) -> None:
        """Add to `counts` how often each operation was used."""
        for step, used in self.used(theta).items():
            np.add.at(counts, self.ops[step].ravel(), used.ravel())

    def used(self, theta: Floats) -> dict[Step, Floats]:
        """Return how probably each operation was used from each place on, if `theta` is how probable they are."""
        chance = {step: theta.take(ops) for step, ops in self.ops.items()}
        return self._used(chance, self._ahead(chance))

    def _ahead(self, chance: dict[Step, Floats]) -> Floats:
        """Return P(first i letters, first j letters), a row at a time."""
        n, m = len(chance[1, 0]), chance[0, 1].shape[1]
        ahead = np.zeros((n + 1, m + 1, len(self.first)))
        ahead[0, 0] = 1.0
        for i in range(1, n + 1):
            row, put = ahead[i], chance[0, 1][i]
            for a, b in STEPS:
                if a and a <= i:
                    row[max(b, 1) :] += (ahead[i - a, : m + 1 - b] * chance[a, b][i - a])[1 - min(b, 1) :]
            for j in range(2, m + 1):
                row[j] += row[j - 1] * put[j - 1]
        return ahead

    def _used(self, chance: dict[Step, Floats], ahead: Floats) -> dict[Step, Floats]:
        """Return how probably each operation was used at each place."""
        n, m = ahead.shape[0] - 1, ahead.shape[1] - 1
        ends = self.first, self.second, np.arange(len(self.first))
        behind, used = np.zeros_like(ahead), {step: np.zeros_like(at) for step, at in chance.items()}
        behind[ends] = 1 / np.maximum(ahead[ends], HARDLY)
        for i in range(n, 0, -1):
            row, put = behind[i], chance[0, 1][i]
            for j in range(m, 1, -1):
                row[j - 1] += row[j] * put[j - 1]
            used[0, 1][i][1:] = put[1:] * row[2:] * ahead[i, 1:m]
            for a, b in STEPS:
                if a and a <= i:
                    share = chance[a, b][i - a] * row[b:]
                    behind[i - a, : m + 1 - b] += share
                    used[a, b][i - a] = share * ahead[i - a, : m + 1 - b]
        return used


@dataclass(frozen=True, slots=True)
class Lessons:
    """All pairs that are learned from; operations are numbered among those that some pair could use."""

    blocks: tuple[Lesson, ...]
    where: Ints  # which operation of all has the numbers 1, 2, ...

    @classmethod
    def of(cls, x: Coded, y: Coded, *, width: int, allowed: NDArray[np.bool_]) -> Lessons:
        """Look up the operations of coded pairs; `allowed` marks those there are, row by row of `width` runs."""
        blocks = [Lesson.of(x.at(rows), y.at(rows), width=width) for rows in of_one_size(x.lengths, y.lengths)]
        there = np.zeros_like(allowed)
        for block in blocks:
            for ops in block.ops.values():
                there[ops.ravel()] = True
        where = np.flatnonzero(there & allowed)
        number = np.full(len(allowed), NEVER, dtype=np.int32)
        number[where] = np.arange(1, len(where) + 1)
        numbered = (
            Lesson({step: number[ops] for step, ops in one.ops.items()}, one.first, one.second) for one in blocks
        )
        return cls(tuple(numbered), where)

    def counted(self, theta: Floats) -> Floats:
        """Return how often each operation was used if `theta` is how probable they are, in the shape of `theta`."""
        few = np.concatenate([[0.0], np.ravel(theta)[self.where]])
        counts = np.zeros(len(few))
        for block in self.blocks:
            block.add(few, counts)
        out = np.zeros(theta.size)
        out[self.where] = counts[1:]
        return out.reshape(theta.shape)


def of_one_size(first: Ints, second: Ints) -> Iterator[Ints]:
    shape = (first // COARSE) * 1000 + second // COARSE
    order = np.argsort(shape, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(shape[order])) + 1):
        yield from np.split(group, range(BLOCK, len(group), BLOCK))
