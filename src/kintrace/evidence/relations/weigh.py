"""The weight of who is whose: father, mother, kunya, brothers and sisters.

All functions take ratios of shape (pairs, words sought, words found), 0 where a word is missing,
and return one likelihood ratio a pair, 1 where a side is silent. They hold alike whether the
child found is the one sought or a brother or sister: a family speaks for the family.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.floating[Any]]
type Bools = NDArray[np.bool_]

OTHER_FATHER = 0.10  # the register names another man: a stepfather, a guardian, an error
OTHER_SURNAME = 0.3  # or the family goes by another: a clan, a tribe, the grandfather
OTHER_MOTHER = 0.15  # or another woman: a co-wife who raised the child, a convert's new name
KUNYA_KNOWN = 0.35  # both sides know the man by the same kunya
# "Abu X": X is a child of this family; a man may also bear his own father's name, or a chosen one.
KUNYA_OF_CHILD = 0.40
SIBLING_KNOWN = 0.6  # a brother or sister named on one side is named on the other


def parent(ratio: Floats, *, sought: Bools, found: Bools, other: float) -> Floats:
    """Weigh a parent's name: the words of one side are spellings of one name, so the best answer counts."""
    best = ratio.max(axis=(1, 2), initial=0.0)
    return np.where(sought.any(axis=1) & found.any(axis=1), (1 - other) * best + other, 1.0)


def kunya(ratio: Floats, children: Floats, *, sought: Bools, found: Bools, known: Bools) -> Floats:
    """Weigh the child that a parent's kunya names.

    `ratio` sets kunya against kunya, `children` the children the request knows (`known`: the one
    sought and its siblings) against the kunya found. Weak evidence either way.
    """
    same = ratio.max(axis=(1, 2), initial=0.0)
    named = children.max(axis=2, initial=0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    both = np.where(sought.any(axis=1), KUNYA_KNOWN, 0.0)
    child = np.where(known.any(axis=1), KUNYA_OF_CHILD, 0.0)
    said = found.any(axis=1) & (both + child > 0)
    return np.where(said, both * same + child * named + 1 - both - child, 1.0)


def siblings(ratio: Floats, *, sought: Bools, found: Bools) -> Floats:
    """Weigh the brothers and sisters: each one named in the register is one of those named in the request, or not.

    Lists are never whole, and half-siblings come and go between them: one who is missing weighs
    little, and a product over the list is tempered, since one clerk wrote it.
    """
    each = ratio.sum(axis=1) / np.maximum(sought.sum(axis=1), 1)[:, None]
    terms = np.where(found, np.log(SIBLING_KNOWN * each + 1 - SIBLING_KNOWN), 0.0)
    return np.where(sought.any(axis=1), np.exp(terms.sum(axis=1)), 1.0)
