"""Learning how letters are written depending on the letters around them; used by `compile.py` only.

The operations are fitted first, without neighbours. They tell how probably each was used where in the
pairs learned from, and that is counted once more, sorted by the letters that stood around.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from counting import Lesson, of_one_size
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Alphabet, Coded
from kintrace.evidence.spelling.around import TAKEN, VIEWS, Around, letters_of, seen_as
from kintrace.evidence.spelling.transducer import Transducer

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

LEAST_USED = 1e-3  # of an operation in a pair; less is not counted
IMAGINED = 10.0  # letters that stand behind what was seen, written as fewer letters around them tell
RARE_VIEW = 1.5  # letters seen together less often than this are not kept
RARE_WAY = 0.5  # nor is what was written for a letter
NEVER = 1e-3  # shares below this are left to the operations by themselves


@dataclass(frozen=True, slots=True)
class Used:
    """Operations as they were used: in which pair, from which letters on, how many of either side, how probably."""

    pair: Ints
    start: tuple[Ints, Ints]
    taken: tuple[Ints, Ints]
    share: Floats

    @classmethod
    def of(cls, x: Coded, y: Coded, plain: Transducer) -> Used:
        """Read pairs of words with a fitted transducer."""
        found: list[tuple[Any, ...]] = []
        theta = np.ravel(plain.theta)
        for rows in of_one_size(x.lengths, y.lengths):
            lesson = Lesson.of(x.at(rows), y.at(rows), width=len(plain.second))
            for (reads, writes), used in lesson.used(theta).items():
                s, t, pair = np.nonzero(used > LEAST_USED)
                found.append((rows[pair], s, t, np.full(len(s), reads), np.full(len(s), writes), used[s, t, pair]))
        pair, s, t, a, b, share = (np.concatenate(side) for side in zip(*found, strict=True))
        return cls(pair, (s, t), (a, b), share)

    def turned(self) -> Used:
        """Return the same, second words read and first ones written."""
        return Used(self.pair, self.start[::-1], self.taken[::-1], self.share)


@dataclass(frozen=True, slots=True)
class View:
    """What was written in view of some letters."""

    known: Ints  # what was seen, as numbers, ascending
    number: Ints  # of each use: which of them was seen, -1 for none that is kept
    starts: Ints  # where the shares of each begin
    left: Floats
    shares: Floats  # (known, most ways of a letter + 1)


def around(words: tuple[Coded, Coded], alphabets: tuple[Alphabet, Alphabet], plain: Floats, used: Used) -> Around:
    """Count how the letters of the first words are written in the second, in view of the letters around them."""
    x, y = words
    first, second = alphabets
    (s, t), (a, b) = used.start, used.taken
    ends = np.stack([np.zeros_like(y.runs[0]), *y.runs])
    way = a * len(second) + ends[b, used.pair, t + b]
    letters = letters_of(x)
    letter = letters[used.pair, s]
    ways, counts = _ways(letter, way, used.share, shape=(first.base, TAKEN * len(second)))
    most = int(counts.max()) + 1
    nothing = np.zeros(0, dtype=np.int64)
    fewer = View(nothing, np.full(len(s), -1), nothing, np.zeros(0), np.zeros((0, most)))
    views, rows, before = [], [np.zeros(most)], most
    for view, keys in zip(VIEWS, seen_as(letters, base=first.base), strict=True):
        seen = keys[used.pair, s]
        # Letters that are read but not in view would be foretold by this view: such uses are not counted in it.
        share = np.where(a <= max(view) + 1, used.share, 0.0)
        known, number = _kept(seen, share)
        of = np.zeros(len(known), dtype=np.int64)
        of[number[number >= 0]] = letter[number >= 0]
        sizes = counts[of] + 1
        here = _shares(number, ways[letter, way], share, fewer=fewer, shape=(len(known), most))
        fewer = View(known, number, before + np.cumsum(sizes) - sizes, *here)
        views.append(fewer)
        rows.append(np.where(fewer.shares < NEVER, 0.0, fewer.shares)[np.arange(most) < sizes[:, None]])
        before += int(sizes.sum())
    starts = np.concatenate([*(view.starts for view in views), [0]])
    left = np.concatenate([*(view.left for view in views), [1.0]])
    return Around(first, second, plain, tuple(v.known for v in views), starts, left, np.concatenate(rows), ways)


def _kept(seen: Ints, share: Floats) -> tuple[Ints, Ints]:
    """Return what was seen often enough, ascending, and which of it each use saw (-1: none)."""
    known, number = np.unique(seen, return_inverse=True)
    often = np.bincount(number, share) >= RARE_VIEW
    return known[often], np.where(often[number], (np.cumsum(often) - 1)[number], -1)


def _shares(number: Ints, column: Ints, share: Floats, *, fewer: View, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return what is left to the operations by themselves, and the shares, of each view."""
    here = number >= 0
    parent = np.full(shape[0], -1)
    parent[number[here]] = fewer.number[here]
    total = np.bincount(number[here], share[here], minlength=shape[0]) + IMAGINED
    counted = here & (column > 0)
    shares = np.zeros(shape)
    np.add.at(shares, (number[counted], column[counted]), share[counted])
    shares /= total[:, None]
    left = IMAGINED / total
    told = parent >= 0
    shares[told] += left[told][:, None] * fewer.shares[parent[told]]
    left[told] *= fewer.left[parent[told]]
    return left, shares


def _ways(letter: Ints, way: Ints, share: Floats, *, shape: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return a number, from 1, for each way a letter is written, and how many ways each letter has."""
    found, number = np.unique(letter * shape[1] + way, return_inverse=True)
    found = found[np.bincount(number, share) >= RARE_WAY]
    of, which = np.divmod(found, shape[1])
    counts = np.bincount(of, minlength=shape[0])
    ways = np.zeros(shape, dtype=np.int64)
    ways[of, which] = np.arange(len(found)) - (np.cumsum(counts) - counts)[of] + 1
    return ways, counts
