"""Which pairs are worth a look: an index from words to children, never all pairs.

Every word of a request opens the children that bear a like word in a like place (a given name
among given names, a brother's name among brothers, but also among kunyas and given names, since a
sibling may be the one registered). The children with the most opened for them are looked at.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.alike import Alike
from kintrace.matching.sheet import NOBODY, Sheet

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

FEWEST_LOOKED_AT = 120  # children a request; a list no longer than this is looked at whole
MOST_LOOKED_AT = 240
FITTED_ON = 4_000  # children in a register of those the model was fitted on
WITNESSES = 8  # children a request, of those not worth a look, that speak for all of them
HAIR = 1e-9  # less than any difference between scores
OPENS = 2.0  # a ratio below this opens nothing
OTHER_SEXES = 3  # m (1) and f (2) together
YEARS_APART = 2.0  # what an age judged by looking may be off
MOST_YEARS = 4.0  # beyond that; more make nobody less likely
NOTHING = np.zeros(0, dtype=np.int64)
# Where a word of a request (left) may be met in the register (right).
MEETS = {
    "given": ("given", "kunya", "siblings"),
    "surname": ("surname",),
    "father": ("father",),
    "mother": ("mother",),
    "kunya": ("kunya", "given", "siblings"),
    "siblings": ("siblings", "given", "kunya"),
}


def looked_at(size: int) -> int:
    """Return how many children of a register are looked at for each request: more of a longer one, to a bound.

    >>> [looked_at(size) for size in (3_763, 8_000, 86_000)]
    [120, 170, 240]
    """
    return min(max(FEWEST_LOOKED_AT, round(FEWEST_LOOKED_AT * math.sqrt(size / FITTED_ON))), MOST_LOOKED_AT)


@dataclass(frozen=True, slots=True)
class Opens:
    """The children a word opens, and by how much."""

    children: NDArray[np.int32]  # ascending
    weights: NDArray[np.float32]


class Index:
    """Children by word and place."""

    def __init__(self, register: Sheet, likeness: Alike) -> None:
        self._size = len(register)
        self._most = looked_at(self._size)
        self._sexes, self._birth_years = register.sexes.astype(np.int8), register.birth_years
        self._likeness = likeness
        self._by_id = np.argsort([dossier.id for dossier in register.dossiers], kind="stable")
        self._turn = np.argsort(self._by_id)
        self._bearing = {role: _postings(register.words_of[role]) for role in register.words_of}
        self._opened: dict[tuple[str, int], Opens] = {}
        self._score: Floats = np.zeros(self._size)  # room to add up in; 0 between two requests
        self._best: Floats = np.zeros(self._size)

    def candidates(self, requests: Sheet, row: int) -> Ints:
        """Return the numbers of the children worth a look for one request: all, if they are few."""
        return np.arange(self._size) if self._size <= self._most else self.opened(requests, row)

    def opened(self, requests: Sheet, row: int) -> Ints:
        """Return the children that the words of a request open, those most opened first."""
        for role in MEETS:
            for word in requests.words_of[role][row]:
                if word != NOBODY:
                    opens = self._open(role, int(word))
                    self._score[opens.children] += opens.weights
        opened = np.flatnonzero(self._score > 0)
        score = self._score[opened]
        self._score[opened] = 0.0
        # Of those opened alike the id decides, so that the order of a list changes nothing.
        late = self._unlikely(requests, row, opened) + HAIR * self._turn[opened] - score
        if len(opened) > self._most:
            first = np.argpartition(late, self._most)[: self._most]
            opened, late = opened[first], late[first]
        return opened[np.argsort(late)]

    def witnesses(self, looked_at: Ints, request_id: str) -> Ints:
        """Return a few children of those not looked at: what they weigh tells what all the others weigh.

        Spread over the list by their ids, and others for another request.
        """
        first = crc32(request_id.encode())
        spread = self._by_id[(first + np.arange(0, self._size, max(self._size // (3 * WITNESSES), 1))) % self._size]
        known = np.zeros(self._size, dtype=bool)
        known[looked_at] = True
        return spread[~known[spread]][:WITNESSES]

    def _unlikely(self, requests: Sheet, row: int, children: Ints) -> Floats:
        """Return what another sex or quite another age takes from a child's place in the queue."""
        late: Floats = np.abs(self._birth_years[children] - requests.birth_years[row])
        late -= YEARS_APART
        np.fmin(np.fmax(late, 0.0, out=late), MOST_YEARS, out=late)  # where no year is known, none are counted
        late *= 0.5
        if requests.sexes[row]:
            late += self._sexes[children] == OTHER_SEXES - requests.sexes[row]
        return late

    def _open(self, role: str, word: int) -> Opens:
        """Return the children a word opens, each once, by its best word."""
        if (role, word) not in self._opened:
            answers, ratios = self._likeness.of(word)
            likely = ratios > OPENS
            for other, weight in zip(answers[likely], np.log10(ratios[likely]), strict=True):
                for place in MEETS[role]:
                    rows = self._bearing[place].get(int(other))
                    if rows is not None:
                        self._best[rows] = np.maximum(self._best[rows], weight)
            children = np.flatnonzero(self._best)
            weights = self._best[children]
            self._best[children] = 0.0
            self._opened[role, word] = Opens(children.astype(np.int32), weights.astype(np.float32))
        return self._opened[role, word]


def _postings(words: Ints) -> dict[int, Ints]:
    by_word: dict[int, list[int]] = defaultdict(list)
    for row, column in zip(*np.nonzero(words != NOBODY), strict=True):
        by_word[int(words[row, column])].append(int(row))
    return {word: np.array(rows, dtype=np.int64) for word, rows in by_word.items()}


def worth_a_look(requests: Sheet, index: Index, *, first: int, last: int) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return the pairs (request, child) to be weighed for requests `first` to `last` (exclusive).

    The third column marks the witnesses, who are weighed but not proposed.
    """
    opened = [index.candidates(requests, row) for row in range(first, last)]
    asked = requests.dossiers[first:last]
    others = [index.witnesses(children, request.id) for request, children in zip(asked, opened, strict=True)]
    both = [np.concatenate(pair) for pair in zip(opened, others, strict=True)]
    rows = np.repeat(np.arange(first, last), [len(children) for children in both])
    marks = [np.repeat([False, True], [len(one), len(other)]) for one, other in zip(opened, others, strict=True)]
    return rows, np.concatenate([NOTHING, *both]), np.concatenate([NOTHING.astype(bool), *marks])
