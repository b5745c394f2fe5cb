"""Whole written names against whole written names, many at once: which of a list may be this one?

No structure is read here, only words: each word of the shorter name is answered by one of the
longer, in whatever order they stand; or both names are read as one long word without articles,
since spaces are set otherwise in every script. The better explanation counts, and a little of the
other: of two that turn the same words about, the one in the order asked comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.attested import all_corrected
from kintrace.evidence.names.structure import bare_words
from kintrace.evidence.spelling import Spellings, load

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

OTHER_WORD = -1.5  # the least that a word of the shorter name weighs which none of the longer answers
EXTRA_WORD = -0.3  # a word of the longer name beyond those of the shorter: names are cut, but not at will
OTHER_READING = 0.1  # of what the weaker explanation weighs, where it too speaks for one name
LIMIT = 6  # words of a name that are set against words
NONE = -1
TEEN, BELOW_TEN = "عشر", frozenset("حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع".split())


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """Names ready to be weighed: their distinct words, and each name as one word."""

    words: Spellings
    of: Ints  # (names, LIMIT): which words each has, padded with -1
    wholes: Spellings

    @classmethod
    def read(cls, names: Sequence[str]) -> WrittenNames:
        words = [_numbered(bare_words(name))[:LIMIT] for name in names]
        number = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable(words)))}
        of = np.full((len(names), LIMIT), NONE, dtype=np.int64)
        for row, here in enumerate(words):
            of[row, : len(here)] = [number[word] for word in here]
        return cls(Spellings.of(list(number)), of, Spellings.of(["".join(here) for here in words]))


def _numbered(words: list[str]) -> list[str]:
    """Join a number above ten that is written as two words."""
    out: list[str] = []
    for word in words:
        if word == TEEN and out and out[-1] in BELOW_TEN:
            out[-1] += word
        else:
            out.append(word)
    return out


def weigh_names(first: WrittenNames, second: WrittenNames, *, rows: Ints, cols: Ints) -> Floats:
    """Return the weight that first[rows[k]] and second[cols[k]] are one name, for every k."""
    weights = weigh_words(first.wholes, second.wholes, rows=rows, cols=cols)
    several = np.flatnonzero((first.of[rows, 1] != NONE) & (second.of[cols, 1] != NONE))
    if len(several):
        by_words = _by_words(first, second, rows=rows[several], cols=cols[several])
        better, other = np.maximum(weights[several], by_words), np.minimum(weights[several], by_words)
        weights[several] = better + OTHER_READING * np.maximum(other, 0.0)
    return weights


def _by_words(first: WrittenNames, second: WrittenNames, *, rows: Ints, cols: Ints) -> Floats:
    """Answer each word of the shorter name by one of the longer, the best first."""
    one, other = first.of[rows], second.of[cols]
    width = len(second.words.folded)
    pairs = np.where(
        (one >= 0)[:, :, None] & (other >= 0)[:, None, :], one[:, :, None] * width + other[:, None, :], NONE
    )
    distinct, at = np.unique(pairs, return_inverse=True)
    known = distinct != NONE
    weight = np.full(len(distinct), -np.inf)
    weight[known] = weigh_words(first.words, second.words, rows=distinct[known] // width, cols=distinct[known] % width)
    table = weight[at].reshape(pairs.shape)
    counts = (one >= 0).sum(axis=1), (other >= 0).sum(axis=1)
    return _answered(table, np.minimum(*counts)) + EXTRA_WORD * np.abs(counts[0] - counts[1])


def weigh_words(first: Spellings, second: Spellings, *, rows: Ints, cols: Ints) -> Floats:
    """Weigh words by their letters, and by what is known of both."""
    weights = load().weigh(first, second, rows=rows, cols=cols)
    return all_corrected(weights, first.folded, second.folded, rows=rows, cols=cols)


def _answered(table: Floats, words: Ints) -> Floats:
    """Sum the answers of the best pairs of words, each word once; `words` of the shorter name need one."""
    found, every, left = np.zeros(len(table)), np.arange(len(table)), words.copy()
    for _ in range(int(words.max(initial=0))):
        best = table.reshape(len(table), -1).argmax(axis=1)
        row, col = best // table.shape[2], best % table.shape[2]
        weight = np.maximum(table[every, row, col], OTHER_WORD)
        found += np.where(left > 0, weight, 0.0)
        left -= 1
        table[every, row, :] = table[every, :, col] = -np.inf
    return found
