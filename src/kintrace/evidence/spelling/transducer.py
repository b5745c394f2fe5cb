"""How probable it is that two spellings were written for one name: a stochastic edit transducer.

A pair of spellings is read as a chain of letter operations, each turning a run of none to three
letters of one script into a run of none to three of the other (Ristad & Yianilos 1998, with
many-to-many operations). The first operation takes the beginnings of both words and the last their
ends. The probability of a pair is the sum over all chains. Nothing is said here of how an
operation's probability was learned: see `resources/spelling/compile.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import LONGEST_RUN, Alphabet, Coded

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

# How many letters of either side one operation may take.
STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
BLOCK = 4096  # pairs reckoned at once: their tables stay in the processor's cache
COARSE = 2  # words whose lengths differ by less are reckoned together
HARDLY = 1e-300


@dataclass(frozen=True, slots=True)
class Transducer:
    """Operation probabilities `theta[run of first, run of second]`; they sum to 1."""

    first: Alphabet
    second: Alphabet
    theta: Floats  # (len(first), len(second)); runs without a number have none
    written: tuple[Floats, Floats] = field(init=False, repr=False)  # what either side writes, the other left open

    def __post_init__(self) -> None:
        object.__setattr__(self, "written", tuple(self.theta.sum(axis=1 - side, dtype=float) for side in (0, 1)))

    def joint_nats(self, first: Coded, second: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return ln P(spelling rows[k] of first, spelling cols[k] of second | one name) for every k."""
        out = np.zeros(len(rows))
        for block in alike_in_size(first.lengths[rows], second.lengths[cols]):
            x, y = first.at(rows[block]), second.at(cols[block])
            table = np.stack([np.stack(line) for line in self.forward(x, y)])
            out[block] = table[x.lengths, y.lengths, np.arange(len(block))]
        return np.log(np.maximum(out, HARDLY))

    def forward(self, x: Coded, y: Coded) -> list[list[Floats]]:
        """Fill the table of P(first i letters, first j letters) for pairs of about one size."""
        nothing, width = np.zeros(len(x.lengths)), len(self.second)
        flat = np.ravel(self.theta)
        n, m = int(x.lengths.max()), int(y.lengths.max())
        starts = [runs.T * width for runs in x.runs]
        ends = [np.ascontiguousarray(runs.T) for runs in y.runs]
        dropped, put = flat.take(starts[0]), flat.take(ends[0])
        table: list[list[Floats]] = [[nothing] * (m + 1) for _ in range(n + 1)]
        table[0][0] = np.ones(len(x.lengths))
        for i in range(1, n + 1):
            for j in range(1, m + 1):
                cell = table[i - 1][j] * dropped[i] + table[i][j - 1] * put[j]
                for a, b in STEPS:
                    if a and b and a <= i and b <= j and table[i - a][j - b] is not nothing:
                        cell += table[i - a][j - b] * flat.take(starts[a - 1][i] + ends[b - 1][j])
                table[i][j] = cell
        return table

    def alone_nats(self, coded: Coded, *, side: int) -> Floats:
        """Return ln P(spelling), summed over all that could stand on the other side of it."""
        each = self.written[side]
        again = 1 / (1 - each[0])  # what writes nothing on this side may happen any number of times
        longest = int(coded.lengths.max(initial=0))
        chance = [each.take(runs.T[: longest + 1]) for runs in coded.runs]
        place = np.full((longest + 1, len(coded.lengths)), again)
        for end in range(1, longest + 1):
            runs = range(1, min(end, LONGEST_RUN) + 1)
            place[end] = again * sum(place[end - k] * chance[k - 1][end] for k in runs)
        reached: Floats = place[coded.lengths, np.arange(len(coded.lengths))]
        return np.log(np.maximum(reached, HARDLY))


def alike_in_size(first: Ints, second: Ints) -> Iterator[Ints]:
    """Split pairs into blocks whose words have about the same lengths."""
    if not len(first):
        return
    shape = (first // COARSE) * 1000 + second // COARSE
    order = np.argsort(shape, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(shape[order])) + 1):
        yield from np.split(group, range(BLOCK, len(group), BLOCK))
