"""Which written names are worth weighing against which: those near as wholes, and those with a word near a word.

Names that share one word and translate the other (John VII, يوحنا السابع) lie far apart as wholes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.attested import known_pairs
from kintrace.evidence.names.whole import NONE, WrittenNames, weigh_words
from kintrace.evidence.spelling import load

type Ints = NDArray[np.int64]
type Pairs = tuple[Ints, Ints]

WORDS_NEAR = 24  # words of each script that are tried for a word
ANSWERS = 1.0  # a word that weighs less brings no other name along


def nearest_names(first: WrittenNames, second: WrittenNames, *, most: int) -> Pairs:
    """Return the pairs worth weighing: for each name its `most` nearest of each script, and whatever shares a word.

    Only names of several words share one; there may be more of them than `most`.
    """
    return each_once(load().nearest(first.wholes, second.wholes, most=most), _sharing_a_word(first, second))


def each_once(*pairs: Pairs) -> Pairs:
    """Join index pairs, each once, in order."""
    both = [np.concatenate(side) for side in zip(*pairs, strict=True)]
    width = int(both[1].max(initial=0)) + 1
    distinct = np.unique(both[0] * width + both[1])
    return distinct // width, distinct % width


def _sharing_a_word(first: WrittenNames, second: WrittenNames) -> Pairs:
    """Return the names of several words of which one word may be one of the other's."""
    near = load().nearest(first.words, second.words, most=WORDS_NEAR)
    words, answers = each_once(near, known_pairs(first.words.folded, second.words.folded))
    likely = weigh_words(first.words, second.words, rows=words, cols=answers) > ANSWERS
    words, answers = words[likely], answers[likely]
    through, rows = _bearers(first, words)
    of, cols = _bearers(second, answers[through])
    return rows[of], cols


def _bearers(names: WrittenNames, words: Ints) -> Pairs:
    """Return which names of several words have each of some words: the place of the word, and the name."""
    several = np.flatnonzero(names.of[:, 1] != NONE)
    held = names.of[several].ravel()
    bearer = np.repeat(several, names.of.shape[1])
    order = np.argsort(held, kind="stable")
    starts, ends = (np.searchsorted(held[order], words, side) for side in ("left", "right"))
    counts = ends - starts
    at = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    return np.repeat(np.arange(len(words)), counts), bearer[order][at]
