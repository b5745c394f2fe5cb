"""From weights to probabilities: for one request, over all children and "not in this list at all".

Three things can be true of a request: one child of the list is the one sought; the child is not
in the list but a brother or sister is; or nobody of the list is related. Each child is as
probable as any other beforehand, and how probable the three are is fitted from the two lists
(how often the evidence speaks up), unless it is told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

ROUNDS = 40
SETTLED = 1e-4  # a share that moves less than this has been found
STRONGEST = 60.0  # log10; beyond it numbers would run over, and nobody would learn more


@dataclass(frozen=True, slots=True)
class Shares:
    """How probable the three are before any evidence; they sum to 1."""

    this: float
    sibling: float
    neither: float


@dataclass(frozen=True, slots=True)
class Options:
    """Weighed pairs sorted by request: log10 totals if this child and if a sibling; `starts` cuts the requests."""

    this: Floats
    sibling: Floats
    household: Ints  # of the child of each pair
    starts: Ints  # (requests + 1,)
    witness: Bools  # of each pair: it was only weighed to know what those not looked at weigh
    register_size: int

    @property
    def requests(self) -> Ints:
        """Which request each pair belongs to, from 0."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities: of each pair, and of each request that the child sought is not in the list."""

    this: Floats
    sibling: Floats  # that the child of the pair is a brother or sister of the one sought
    absent: Floats


def posterior(options: Options, shares: Shares) -> Posterior:
    """Weigh every option of every request against all its others."""
    this, sibling, nobody, unseen, unseen_sibling = _masses(options, shares)
    of = options.requests
    count = len(options.starts) - 1
    whole = nobody + unseen + unseen_sibling + np.bincount(of, this + sibling, count)
    family = np.unique(of * (options.household.max(initial=0) + 1) + options.household, return_inverse=True)[1]
    of_family = np.bincount(family, this + sibling)[family]
    return Posterior(
        this=this / whole[of],
        sibling=np.maximum(of_family - this, 0.0) / whole[of],
        absent=(nobody + unseen_sibling + np.bincount(of, sibling, count)) / whole,
    )


def fitted_shares(options: Options, *, start: Shares) -> Shares:
    """Fit by expectation maximisation how many requests seek a child, or a sibling of a child, of the list.

    A little of `start` is kept, as if a hundred requests had said so, so that a handful of
    requests cannot conclude that all or none are registered.
    """
    shares, kept = start, 100.0
    count = len(options.starts) - 1
    for _ in range(ROUNDS):
        this, sibling, nobody, unseen, unseen_sibling = _masses(options, shares)
        of = options.requests
        unseen += unseen_sibling
        whole = nobody + unseen + np.bincount(of, this + sibling, count)
        related = float(((this + sibling) / whole[of]).sum() + (unseen / whole).sum())
        share = (related + kept * (1 - start.neither)) / (count + kept)
        known = start.this / (start.this + start.sibling)
        before, shares = shares, Shares(share * known, share * (1 - known), 1 - share)
        if abs(before.neither - shares.neither) < SETTLED:
            break
    return shares


def told_shares(population: float, *, register_size: int, fitted: Shares) -> Shares:
    """Return shares for "one of `population` children could be meant"; siblings as often as fitted among the rest."""
    this = min(register_size / population, 1 - 1e-6)
    rest = fitted.sibling / (fitted.sibling + fitted.neither)
    return Shares(this, (1 - this) * rest, (1 - this) * (1 - rest))


def _masses(options: Options, shares: Shares) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Prior times ratio: of each pair if this child and if a sibling; of each request for nobody related, and unseen.

    Children that were not worth a look are not impossible, nor that one of them is a sibling: each
    counts as much as the witnesses do on average, or as silence where there are none. All are scaled
    so that the strongest option of a request stays within reach of floating point.
    """
    of = options.requests
    count = len(options.starts) - 1
    best = np.zeros(count)
    np.maximum.at(best, of, np.maximum(options.this, options.sibling))
    this = shares.this / options.register_size * 10.0 ** np.maximum(options.this - best[of], -STRONGEST)
    sibling = shares.sibling / options.register_size * 10.0 ** np.maximum(options.sibling - best[of], -STRONGEST)
    others = options.register_size - np.diff(options.starts)
    witnesses = np.bincount(of, options.witness, count)
    each = np.divide(others, witnesses, out=np.zeros(count), where=witnesses > 0)
    silent = np.where(witnesses > 0, 0.0, others / options.register_size * 10.0**-best)
    unseen = shares.this * silent + each * np.bincount(of, this * options.witness, count)
    unseen_sibling = shares.sibling * silent + each * np.bincount(of, sibling * options.witness, count)
    return this, sibling, shares.neither * 10.0**-best, unseen, unseen_sibling
