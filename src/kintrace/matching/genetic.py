"""DNA as one more weight: added to the pairs that it was compared for, whatever brought them together.

A ratio of DNA is exact where its markers are, and independent of what people say, so it has no fitted factor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence
from kintrace.matching.terms import weigh_terms

if TYPE_CHECKING:
    from kintrace.matching.engine import Weighed

KIND = "dna"
IMPOSSIBLE = -9.0  # no mutation explains it; a mix-up of samples is never quite impossible


@dataclass(frozen=True, slots=True)
class Genetic:
    """What DNA says of one pair: log10 ratios against "no relation" if this child, and if a brother or sister."""

    this: float
    sibling: float
    because: Sentence

    @property
    def weight(self) -> Weight:
        """As the term of a candidate."""
        return Weight(KIND, max(self.this, IMPOSSIBLE), self.because)


type Told = Mapping[tuple[str, str], Genetic]  # by request id and child id


def with_dna(weighed: Weighed, told: Told) -> Weighed:
    """Return the same with what DNA says added; a pair that words alone did not bring together is taken in."""
    sought = {one.id: place for place, one in enumerate(weighed.prepared.requests.dossiers)}
    found = {one.id: place for place, one in enumerate(weighed.prepared.register.dossiers)}
    known = {(sought[a], found[b]): said for (a, b), said in told.items() if a in sought and b in found}
    if not known:
        return weighed
    weighed = _with_pairs(weighed, [pair for pair in known if not _places(weighed, *pair)])
    options, totals = weighed.options, weighed.totals.copy()
    this, sibling, witness = options.this.copy(), options.sibling.copy(), options.witness.copy()
    compared: list[int] = []
    for pair, said in known.items():
        place = _places(weighed, *pair)[0]
        compared.append(place)
        this[place] += max(said.this, IMPOSSIBLE)
        sibling[place] += max(said.sibling, IMPOSSIBLE)
        totals[place] += max(said.this, IMPOSSIBLE)
        witness[place] = False
    options = replace(options, this=this, sibling=sibling, witness=witness)
    return replace(weighed, options=options, totals=totals, compared=np.array(sorted(compared), dtype=np.int64))


def _places(weighed: Weighed, row: int, col: int) -> list[int]:
    """Return where a pair stands among those weighed: once, or nowhere."""
    start, end = weighed.options.starts[row], weighed.options.starts[row + 1]
    found: list[int] = (start + np.flatnonzero(weighed.cols[start:end] == col)).tolist()
    return found


def _with_pairs(weighed: Weighed, pairs: list[tuple[int, int]]) -> Weighed:
    """Weigh pairs that were not looked at, and put each at the end of its request."""
    if not pairs:
        return weighed
    rows, cols = np.array(sorted(pairs), dtype=np.int64).T
    terms, kin = weigh_terms(weighed.prepared.background, weighed.prepared.pairs(rows, cols))
    this, sibling = terms @ weighed.model.this, kin @ weighed.model.sibling
    options = weighed.options
    at = options.starts[rows + 1]
    added = np.bincount(rows, minlength=len(options.starts) - 1)
    return replace(
        weighed,
        rows=np.insert(weighed.rows, at, rows),
        cols=np.insert(weighed.cols, at, cols),
        totals=np.insert(weighed.totals, at, this),
        options=replace(
            options,
            this=np.insert(options.this, at, this),
            sibling=np.insert(options.sibling, at, sibling),
            household=np.insert(options.household, at, weighed.prepared.household[cols]),
            witness=np.insert(options.witness, at, np.zeros(len(rows), dtype=bool)),
            starts=options.starts + np.concatenate([[0], np.cumsum(added)]),
        ),
    )
