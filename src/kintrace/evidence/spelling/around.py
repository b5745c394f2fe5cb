"""How probable it is that one word is written for another, each letter in view of the letters around it.

The operations of `transducer` know no neighbours. Here a word is read letter by letter, and how the
next none to three letters are written depends on the letter before them and on those after, as far
as the pairs learned from tell; else on fewer of these, and at last on the operations alone. Nothing
is said here of how that was learned: see `resources/spelling/neighbours.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import LONGEST_RUN, Alphabet, Coded
from kintrace.evidence.spelling.swift import blocks
from kintrace.evidence.spelling.transducer import HARDLY, STEPS

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

# Which letters are looked at, counted from the next that is unread: few, more, most.
VIEWS = ((0, 1), (-1, 0, 1), (-1, 0, 1, 2))
TAKEN = LONGEST_RUN + 1  # none to three letters are read at once
READ = tuple(sorted((a, b) for a, b in STEPS if a))  # steps that read a letter
FEWEST = 1e-30  # what nothing is divided by


@dataclass(frozen=True, slots=True)
class Around:
    """Writing words of `second` for words of `first`."""

    first: Alphabet
    second: Alphabet
    plain: Floats  # (runs of first, runs of second): how probable each operation is by itself
    views: tuple[Ints, ...]  # of each of VIEWS: the letters seen, as one number each, ascending
    starts: Ints  # of each view of all, those of the first kind first: where its shares begin; the last serves no view
    left: Floats  # of each view: how much is left to the operations by themselves
    shares: Floats  # of each view: how probable each way to write its next letters is, beyond what is left
    ways: Ints  # (letters of first, TAKEN * runs of second): which of the shares is a way of writing; 0 for none
    open_to: Floats = field(init=False, repr=False)  # of each run of first, whatever is written for it

    def __post_init__(self) -> None:
        object.__setattr__(self, "open_to", self.plain.sum(axis=1, dtype=float))

    def written_nats(self, x: Coded, y: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return ln P(y[cols[k]] is written | x[rows[k]] is the name) for every k."""
        out = np.zeros(len(rows))
        starts, scales = self._seen(x)
        for block in blocks(x.lengths[rows], y.lengths[cols]):
            here, there = rows[block], cols[block]
            read, written = x.at(here), y.at(there)
            table = self._filled(read, written, starts=starts[here].T, scales=scales[here].T)
            out[block] = table[read.lengths, written.lengths, np.arange(len(block))]
        return np.log(np.maximum(out, HARDLY))

    def _seen(self, coded: Coded) -> tuple[Ints, Floats]:
        """Return for each place of each word where its shares begin, and what scales the operations by themselves."""
        longest = int(coded.lengths.max(initial=0))
        letters = letters_of(coded)[:, :longest]
        number, before = np.full(letters.shape, len(self.starts) - 1), 0
        for keys, known in zip(seen_as(letters, base=self.first.base), self.views, strict=True):
            at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            number = np.where(known[at] == keys, before + at, number)
            before += len(known)
        possible = np.full(letters.shape, self.open_to[0])
        for taken in range(1, TAKEN):
            possible[:, : longest + 1 - taken] += self.open_to[coded.runs[taken - 1][:, taken : longest + 1]]
        return self.starts[number], self.left[number] / np.maximum(possible, FEWEST)

    def _filled(self, x: Coded, y: Coded, *, starts: Ints, scales: Floats) -> Floats:
        """Fill the table of P(first t letters written, first s letters read), shape (s, t, pairs)."""
        n, m = int(x.lengths.max()), int(y.lengths.max())
        seen = letters_of(x).T * (TAKEN * len(self.second)), starts, scales
        chance = {(a, b): self._chance(a, _ends(x, a, n)[:n], _ends(y, b, m), seen=seen) for a, b in STEPS}
        table = np.zeros((n + 1, m + 1, len(x.lengths)))
        table[0, 0] = 1.0
        for s in range(n):
            row, put = table[s], chance[0, 1][s]
            for t in range(1, m + 1):
                row[t] += row[t - 1] * put[t - 1]
            for a, b in READ:
                if s + a <= n:
                    table[s + a, b:] += row[: m + 1 - b] * chance[a, b][s]
        return table

    def _chance(self, taken: int, read: Ints, written: Ints, *, seen: tuple[Ints, Ints, Floats]) -> Floats:
        """Return how probably letters are written wherever so many may be read, shape (s, t, pairs)."""
        width, here = len(self.second), (slice(len(read)), None)
        letters, starts, scales = seen
        share = self.shares.take(starts[here] + self.ways.take(letters[here] + taken * width + written))
        chance: Floats = share + scales[here] * self.plain.take(read[:, None] * width + written)
        return chance


def _ends(coded: Coded, taken: int, longest: int) -> Ints:
    """Return the runs of so many letters that end at each place where one may, shape (places, words)."""
    if not taken:
        return np.zeros((longest + 1, len(coded.lengths)), dtype=np.int64)
    return coded.runs[taken - 1].T[taken : longest + 1]


def letters_of(coded: Coded) -> Ints:
    """Return the letters of words, edges included and 0 beyond the last; shape (words, places)."""
    ones = coded.runs[0][:, 1:]
    return np.where(np.arange(ones.shape[1]) < coded.lengths[:, None], ones, 0)


def seen_as(letters: Ints, *, base: int) -> tuple[Ints, ...]:
    """Return what is seen from each place of words, for each of VIEWS, as one number."""
    words, places = letters.shape
    padded = np.zeros((words, places + 1 + LONGEST_RUN), dtype=np.int64)
    padded[:, 1 : 1 + places] = letters
    found = []
    for view in VIEWS:
        keys = np.zeros_like(letters)
        for offset in view:
            keys = keys * base + padded[:, 1 + offset : 1 + offset + places]
        found.append(keys)
    return tuple(found)
