"""Two lists made ready to be weighed: words against words, households found, an index over the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.alike import alike
from kintrace.matching.blocking import Index, worth_a_look
from kintrace.matching.dossier import Dossier
from kintrace.matching.households import completed, households
from kintrace.matching.sheet import NOBODY, Sheet
from kintrace.matching.terms import Background, Pairs

type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

BLOCK = 500  # requests weighed together, at most
LARGEST_TABLE = 30_000_000  # words of a block against words of the register, written out
WORDS = 8  # of a request, more or less
PARENT_COUNTS = 0.4  # a parent stands in the register once for each of about two and a half children


@dataclass(frozen=True, slots=True)
class Block:
    """The pairs worth a look of a run of requests."""

    pairs: Pairs
    witness: Bools  # of each pair: weighed to know what those not looked at weigh


class Prepared:
    """Both sides as sheets, and what is known of them as wholes."""

    def __init__(self, requests: Sequence[Dossier], children: Sequence[Dossier]) -> None:
        register = Sheet.of(children)
        self.household = households(register)
        self.requests, self.register = Sheet.of(requests), completed(register, self.household)
        self.background = Background(self.requests, self.register)
        self.likeness = alike(self.requests, self.register, bearers(self.register))

    def index(self) -> Index:
        """Return the way from the words of a request to children."""
        return Index(self.register, self.likeness)

    def runs(self) -> list[tuple[int, int]]:
        """Return the requests by runs that are weighed together, first and one past the last; there is always one."""
        count = len(self.requests)
        step = max(1, min(BLOCK, LARGEST_TABLE // (WORDS * max(len(self.register.words), 1))))
        return [(first, min(first + step, count)) for first in range(0, max(count, 1), step)]

    def block(self, run: tuple[int, int], index: Index) -> Block:
        """Open what is worth a look for a run of requests."""
        rows, cols, witness = worth_a_look(self.requests, index, first=run[0], last=run[1])
        return Block(self.pairs(rows, cols), witness)

    def blocks(self) -> Iterator[Block]:
        """Walk through all requests, a block at a time."""
        index = self.index()
        yield from (self.block(run, index) for run in self.runs())

    def pairs(self, rows: Ints, cols: Ints) -> Pairs:
        """Set requests against children, ready to be weighed."""
        return Pairs(self.requests, self.register, self.likeness, rows=rows, cols=cols)


def bearers(register: Sheet) -> NDArray[np.float64]:
    """Count who bears each word of the register as a name of their own."""
    counts: NDArray[np.float64] = np.zeros(len(register.words))
    for role, each in (("given", 1.0), ("father", PARENT_COUNTS), ("mother", PARENT_COUNTS)):
        words = register.words_of[role]
        np.add.at(counts, words[words != NOBODY], each)
    return counts
