"""A list held against itself: which two of its rows are about one child, which about brothers or sisters.

The comparisons are those of the recipe, weighed both ways round and averaged, with factors of
their own: two relatives of one family agree otherwise than a relative and a clerk. Each pair has
three outcomes and stands for itself, since that two rows are about brothers says nothing against a
third being about one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.weight import NATS_PER_WEIGHT
from kintrace.matching.alike import alike
from kintrace.matching.prepared import LARGEST_TABLE, WORDS, bearers
from kintrace.matching.sheet import Sheet
from kintrace.matching.terms import TERMS, Background, Pairs, weigh_terms

type Floats = NDArray[np.float64]
type Terms = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]

BLOCK = 20_000  # pairs weighed together, at most
LEAST_BLOCK = 250
ROUNDS = 20
SETTLED = 1e-4
KEPT = 100.0  # rows that stand for what was fitted before, so that a short list concludes little


@dataclass(frozen=True, slots=True, eq=False)
class WithinModel:
    """Factors of each of `TERMS` for two rows of one list, and how many others a row has of each kind."""

    this: Floats  # (terms,)
    sibling: Floats  # (terms,)
    lift_nats: tuple[float, float]  # what the ratios of the same child, and of siblings, leave out
    same_a_row: float  # other rows about the same child, of one row
    siblings_a_row: float

    @property
    def shares(self) -> tuple[float, float]:
        return self.same_a_row, self.siblings_a_row

    @classmethod
    def plain(cls, *, same_a_row: float, siblings_a_row: float) -> Self:
        """Return a model that believes every ratio as it is: where fitting begins."""
        ones = np.ones(len(TERMS))
        return cls(ones, ones, (0.0, 0.0), same_a_row, siblings_a_row)

    def outcomes(self, this: Terms, sibling: Terms, *, rows: int) -> Floats:
        """Return the probabilities (nobody related, the same child, siblings) of pairs in a list of `rows` rows."""
        same_prior, sibling_prior = (np.log(max(share, 1e-9) / max(rows - 1, 1)) for share in self.shares)
        nats = np.column_stack([
            np.zeros(len(this)),
            this @ self.this * NATS_PER_WEIGHT + self.lift_nats[0] + same_prior,
            sibling @ self.sibling * NATS_PER_WEIGHT + self.lift_nats[1] + sibling_prior,
        ])  # fmt: skip
        odds = np.exp(nats - nats.max(axis=1, keepdims=True, initial=0.0))
        whole: Floats = odds / odds.sum(axis=1, keepdims=True)
        return whole

    def fitted_to(self, this: Terms, sibling: Terms, *, rows: int) -> WithinModel:
        """Fit how many rows are about one child, and about siblings, to a list, by expectation maximisation."""
        model = self
        for _ in range(ROUNDS):
            expected = 2 * model.outcomes(this, sibling, rows=rows).sum(axis=0)
            same, siblings = (
                (found + KEPT * before) / (rows + KEPT) for found, before in zip(expected[1:], self.shares, strict=True)
            )
            moved = abs(same - model.same_a_row)
            model = replace(model, same_a_row=float(same), siblings_a_row=float(siblings))
            if moved < SETTLED:
                break
        return model


class Within:
    """The rows of one list, ready to be weighed against one another."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.background = Background(sheet, sheet)
        self.likeness = alike(sheet, sheet, bearers(sheet))

    def weigh(self, rows: Ints, cols: Ints) -> tuple[Terms, Terms]:
        """Return log10 ratios of every term, shapes (pairs, terms): if the same child, and if siblings."""
        same, sibling = np.zeros((len(rows), len(TERMS))), np.zeros((len(rows), len(TERMS)))
        step = min(BLOCK, max(LEAST_BLOCK, LARGEST_TABLE // (WORDS * max(len(self.sheet.words), 1))))
        for first in range(0, len(rows), step):
            here = slice(first, first + step)
            for one, other in ((rows[here], cols[here]), (cols[here], rows[here])):
                this_way = self.one_way(one, other)
                same[here] += this_way[0] / 2
                sibling[here] += this_way[1] / 2
        return same, sibling

    def one_way(self, rows: Ints, cols: Ints) -> tuple[Terms, Terms]:
        """Weigh pairs as if the first of each were asked for and the second registered."""
        return weigh_terms(self.background, Pairs(self.sheet, self.sheet, self.likeness, rows=rows, cols=cols))
