"""The weight of a child's own name, from how far its words answer the words of the name sought.

All functions take ratios of shape (pairs, words sought, words found), 0 where a word is missing,
and return one likelihood ratio a pair, 1 where a side is silent.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.floating[Any]]
type Bools = NDArray[np.bool_]

OTHER_NAME = 0.10  # a registered child goes by a name the family does not know: renamed, misheard, a nickname
SIBLING_LISTED = 0.6  # a registered brother or sister is among those the request names


def same_child(ratio: Floats, *, sought: Bools, found: Bools) -> Floats:
    """Return P(the words found | this child) over P(the words found | any child).

    `sought`, `found`: which words are there, shapes (pairs, words).
    """
    called = _mean(ratio, over=sought, axis=1)  # each word found: written for one of the names sought
    best = _mean(called, over=found, axis=1)
    return _heard((1 - OTHER_NAME) * best + OTHER_NAME, sought, found)


def sibling(ratio: Floats, siblings: Floats, *, sought: Bools, named: Bools, found: Bools) -> Floats:
    """Return the same if the child found is a brother or sister of the one sought.

    `siblings` sets the siblings the request names (`named`) against the words found. Brothers do
    not share a name: what answers the name sought speaks against it.
    """
    count = named.sum(axis=1)
    listed = _mean(_mean(siblings, over=named, axis=1), over=found, axis=1)
    share = np.where(count > 0, SIBLING_LISTED, 0.0)
    own = _mean(_mean(ratio, over=sought, axis=1), over=found, axis=1)
    unlike = 1.0 / (1.0 + 0.3 * own)
    return _heard(share * listed + (1 - share) * unlike, sought | (count > 0)[:, None], found)


def _mean(ratio: Floats, *, over: Bools, axis: int) -> Floats:
    """Average over the words that are there."""
    there = over[:, :, None] if ratio.ndim > over.ndim else over
    return (ratio * there).sum(axis=axis) / np.maximum(over.sum(axis=1), 1)[(...,) + (None,) * (ratio.ndim - 2)]


def _heard(ratio: Floats, sought: Bools, found: Bools) -> Floats:
    return np.where(sought.any(axis=1) & found.any(axis=1), ratio, 1.0)
