"""How probable it is that two spellings were written for one name: a stochastic edit transducer.

A pair of spellings is read as a chain of letter operations, each turning none, one or two letters
of one script into none, one or two of the other (Ristad & Yianilos 1998, with many-to-many
operations). The probability of a pair is the sum over all chains. Nothing is said here of how an
operation's probability was learned: see `resources/spelling/compile.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.scripts import LETTERS, Script

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

LONGEST = 24  # letters of a token that are read; what is longer is no name and must stay cheap

# How many letters of either side one operation may take.
STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))


@dataclass(frozen=True, slots=True)
class Coded:
    """Tokens as rows of letter numbers, 1 to A, padded with 0; `lengths` says where each ends."""

    letters: Ints  # (tokens, LONGEST)
    lengths: Ints  # (tokens,)


def code(folded: list[str], script: Script) -> Coded:
    """Turn folded tokens (see `scripts.fold`) into letter numbers."""
    number = {letter: value for value, letter in enumerate(LETTERS[script], start=1)}
    letters = np.zeros((len(folded), LONGEST), dtype=np.int64)
    lengths = np.zeros(len(folded), dtype=np.int64)
    for row, token in enumerate(folded):
        values = [number[letter] for letter in token[:LONGEST]]
        letters[row, : len(values)] = values
        lengths[row] = len(values)
    return Coded(letters, lengths)


def chunk_count(script: Script) -> int:
    """Return how many runs of none, one or two letters a script has."""
    base = len(LETTERS[script])
    return 1 + base + base * base


@dataclass(frozen=True, slots=True)
class Transducer:
    """Operation probabilities `theta[run of first, run of second]` and the probability `end` to stop."""

    first: Script
    second: Script
    theta: Floats  # (chunk_count(first), chunk_count(second))
    end: float

    def joint(self, first: Coded, second: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return P(spelling rows[k] of first, spelling cols[k] of second | one name) for every k."""
        out = np.zeros(len(rows))
        n, m = first.lengths[rows], second.lengths[cols]
        shape = n * (LONGEST + 1) + m
        order = np.argsort(shape, kind="stable")
        cuts = np.flatnonzero(np.diff(shape[order])) + 1
        for group in np.split(order, cuts) if len(order) else ():
            size = (int(n[group[0]]), int(m[group[0]]))
            out[group] = self.forward(first.letters[rows[group]], second.letters[cols[group]], size)[-1][-1] * self.end
        return out

    def forward(self, x: Ints, y: Ints, size: tuple[int, int]) -> list[list[Floats]]:
        """Fill the table of P(first i letters, first j letters) for pairs that share one size."""
        table: list[list[Floats]] = []
        first, second = runs_of(x, self.first, size[0]), runs_of(y, self.second, size[1])
        for i in range(size[0] + 1):
            table.append([])
            for j in range(size[1] + 1):
                cell = np.full(len(x), float(i == j == 0))
                for a, b in STEPS:
                    if a <= i and b <= j:
                        cell += table[i - a][j - b] * self.theta[first[a][i], second[b][j]]
                table[i].append(cell)
        return table


def runs_of(letters: Ints, script: Script, length: int) -> dict[int, list[Ints]]:
    """Return `runs[size][end]`: the number of the run of 0, 1 or 2 letters that ends at a position, one a token."""
    base = len(LETTERS[script])
    none = np.zeros(len(letters), dtype=np.int64)
    ones = [none, *(letters[:, end - 1] for end in range(1, length + 1))]
    twos = [none, none, *(base + 1 + (ones[end - 1] - 1) * base + ones[end] - 1 for end in range(2, length + 1))]
    return {0: [none] * (length + 1), 1: ones, 2: twos}
