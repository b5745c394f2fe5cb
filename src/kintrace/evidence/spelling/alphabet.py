"""Words as numbers: the runs of one, two or three letters that end at each place, edges of the word included.

A word begins with a letter that stands for its beginning and ends with one that stands for its
end, so that what is learned of first and last letters (a final ة, an article) needs no rule of its
own. Every run of one or two letters has a number; of three only those that are common.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.scripts import LETTERS, Script

type Ints = NDArray[np.int64]

LONGEST = 24  # letters of a token that are read; what is longer is no name and must stay cheap
PLACES = LONGEST + 2  # with both edges
LONGEST_RUN = 3


@dataclass(frozen=True, slots=True)
class Coded:
    """Tokens as numbers of runs."""

    runs: tuple[
        Ints, ...
    ]  # runs[k - 1][token, place]: the run of k letters that ends before `place`; (tokens, PLACES + 1)
    lengths: Ints  # letters of each token, edges included

    def at(self, rows: Ints) -> Coded:
        return Coded(tuple(runs[rows] for runs in self.runs), self.lengths[rows])


class Alphabet:
    """The numbers of the runs of one script: 0 is the empty run, `unknown` any run without a number."""

    def __init__(self, script: Script, triples: Ints) -> None:
        """`triples` holds runs of three letters, each as one number to the base of the alphabet."""
        self.script = script
        self.letters = len(LETTERS[script])
        self.start, self.end = self.letters + 1, self.letters + 2
        self.base = self.letters + 3
        self.pairs_from = self.base
        self.triples_from = self.pairs_from + self.base**2
        self.unknown = self.triples_from + len(triples)
        self._triple = np.full(self.base**3, self.unknown, dtype=np.int64)
        self._triple[triples] = np.arange(self.triples_from, self.unknown)
        points = [ord(letter) for letter in LETTERS[script]]
        self._number = np.zeros(max(points) + 2, dtype=np.int64)  # by code point; the last, 0, answers all beyond
        self._number[points] = np.arange(1, self.letters + 1)
        self.triples = triples

    def __len__(self) -> int:
        return self.unknown + 1

    def sizes(self) -> Ints:
        """Return how many letters each run has; 9 where there is no such run."""
        sizes = np.full(len(self), 9, dtype=np.int64)
        sizes[0], sizes[1 : self.base] = 0, 1
        pairs = sizes[self.pairs_from : self.triples_from].reshape(self.base, self.base)
        pairs[1:, 1:] = 2
        sizes[self.triples_from : self.unknown] = LONGEST_RUN
        return sizes

    def spelt(self, run: int) -> str:
        """Return the letters of a run; an edge is written `^` or `$`."""
        if run < self.pairs_from:
            values = [run] if run else []
        elif run < self.triples_from:
            values = [*divmod(run - self.pairs_from, self.base)]
        else:
            first, last = divmod(int(self.triples[run - self.triples_from]), self.base)
            values = [*divmod(first, self.base), last]
        return "".join((LETTERS[self.script] + "^$")[value - 1] for value in values)

    def code(self, folded: list[str]) -> Coded:
        """Turn folded tokens (see `scripts.fold`) into numbers."""
        tokens = [token[:LONGEST] for token in folded]
        sizes, rows = np.array([len(token) for token in tokens], dtype=np.int64), np.arange(len(tokens))
        row = np.repeat(rows, sizes)
        letters = np.zeros((len(tokens), PLACES), dtype=np.int64)
        letters[:, 0] = self.start
        letters[row, np.arange(len(row)) - (np.cumsum(sizes) - sizes)[row] + 1] = self._numbers("".join(tokens))
        letters[rows, sizes + 1] = self.end
        return Coded(self._runs(letters), sizes + 2)

    def _numbers(self, text: str) -> Ints:
        """Return the number of each letter; one that is not of this script is an error of the caller."""
        points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        numbers: Ints = self._number.take(points, mode="clip")
        if not numbers.all():
            strange = text[int(np.argmin(numbers))]
            raise KeyError(strange)
        return numbers

    def _runs(self, letters: Ints) -> tuple[Ints, ...]:
        """Return the numbers of the runs; one that reaches beyond an end of the token is unknown."""
        ones, twos, threes = (np.full((len(letters), PLACES + 1), self.unknown) for _ in range(LONGEST_RUN))
        ones[:, 1:] = np.where(letters, letters, self.unknown)
        pairs = letters[:, :-1] * self.base + letters[:, 1:]
        twos[:, 2:] = np.where(letters[:, 1:], self.pairs_from + pairs, self.unknown)
        threes[:, 3:] = np.where(letters[:, 2:], self._triple[pairs[:, :-1] * self.base + letters[:, 2:]], self.unknown)
        return ones, twos, threes
