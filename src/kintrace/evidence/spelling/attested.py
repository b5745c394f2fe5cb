"""Which pairs of spellings are attested to be one name, somewhere in the open.

Letters guess; a list of names knows, where it knows. Of each attested pair only a number is kept
(its letters reckoned together), which is enough to recognise the pair when it is weighed. A pair
that is not in the list is not spoken against: no list is whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Alphabet, Coded
from kintrace.evidence.spelling.scripts import LETTERS, Script

type Ints = NDArray[np.int64]
type Keys = NDArray[np.uint64]

STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed: two short words hardly ever share a number
SIDES = np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)
WRITTEN_ALIKE = {Script.ARABIC: ("ة", "ه")}  # lists of names seldom keep the dots of a final ة


@dataclass(frozen=True, slots=True)
class Attested:
    """The attested pairs of one pair of scripts."""

    first: Alphabet
    second: Alphabet
    pairs: Keys  # in ascending order

    def holds(self, x: Coded, y: Coded, *, rows: Ints, cols: Ints) -> NDArray[np.bool_]:
        """Tell whether x[rows[k]] and y[cols[k]] are an attested pair, for every k."""
        if not len(self.pairs):
            return np.zeros(len(rows), dtype=bool)
        asked = pair_keys(word_keys(x, self.first)[rows], word_keys(y, self.second)[cols])
        at = np.minimum(np.searchsorted(self.pairs, asked), len(self.pairs) - 1)
        found: NDArray[np.bool_] = self.pairs[at] == asked
        return found


def word_keys(coded: Coded, alphabet: Alphabet) -> Keys:
    """Return one number for each word, the same however its final ة is dotted."""
    read = np.arange(len(alphabet) + 1, dtype=np.uint64)
    if alphabet.script in WRITTEN_ALIKE:
        letters = LETTERS[alphabet.script]
        written, meant = (letters.index(letter) + 1 for letter in WRITTEN_ALIKE[alphabet.script])
        read[written] = meant
    keys = np.zeros(len(coded.lengths), dtype=np.uint64)
    for place in range(2, int(coded.lengths.max(initial=0))):
        inside = place < coded.lengths
        keys[inside] = keys[inside] * STEP + read[coded.runs[0][inside, place]]
    return keys


def pair_keys(first: Keys, second: Keys) -> Keys:
    """Return one number for each pair of words; which is first matters."""
    mixed = first * SIDES[0] ^ (second * SIDES[1] + STEP)
    keys: Keys = mixed ^ (mixed >> np.uint64(29))
    return keys
