"""Requests answered together: relatives who seek one child agree, and two brothers are not one child.

Each request has been answered by itself. Requests that lay claim to one household of the register
are then weighed against each other. As far as two seek one child, their answers are brought
together; as far as they seek two, what one holds of a child the other cannot hold. And a child of
this family whom none of its other requests claims is the likelier for it to be the one sought.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.posterior import Options, Posterior

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

CLAIM = 0.02  # a probability below this is no claim
MOST_CLAIMS = 16  # requests that lay claim to one household, the surest
HELD = 1e-4  # an answer below this is left as it is beside the others
SHARED = 0.5  # the power at which answers of two who seek one child are multiplied: they tell much the same
UNKNOWN = 0.3  # how often a child of the family is one its relatives do not know of
LEAST = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Pairs of requests and how probably each pair seeks one child, or brothers and sisters."""

    first: Ints
    second: Ints
    same: Floats
    sibling: Floats

    @property
    def both_ways(self) -> Asked:
        """Return each pair twice: who hears, who is heard."""
        return Asked(
            np.concatenate([self.first, self.second]),
            np.concatenate([self.second, self.first]),
            np.tile(self.same, 2),
            np.tile(self.sibling, 2),
        )


def claiming_alike(options: Options, probable: Posterior, *, turn: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of requests that lay claim to one household, each once.

    `turn` gives each request its place among equals.
    """
    held = np.where(options.witness, 0.0, probable.this + probable.sibling)
    claims, of = np.flatnonzero(held > CLAIM), options.requests
    claims = claims[np.lexsort((turn[of[claims]], -held[claims]))]
    asking: dict[int, set[int]] = defaultdict(set)
    for household, request in zip(options.household[claims].tolist(), of[claims].tolist(), strict=True):
        if len(asking[household]) < MOST_CLAIMS:
            asking[household].add(request)
    pairs = {pair for some in asking.values() for pair in combinations(sorted(some), 2)}
    both = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def jointly(options: Options, probable: Posterior, *, cols: Ints, asked: Asked) -> Posterior:
    """Return the answers with what requests say of one another; `cols` is the child of each pair."""
    answers = _Answers.of(options, probable, cols)
    heard = asked.both_ways
    agreed, agreed_absent, agreed_others = answers.agreeing(heard)
    own, absent, others = answers.held * agreed, probable.absent * agreed_absent, answers.others * agreed_others
    own *= answers.left_over(heard)
    whole = absent + others + np.bincount(answers.request, own, len(absent))
    # Nobody is changed who was not heard, not even by rounding.
    hears = np.zeros(len(absent), dtype=bool)
    hears[heard.first] = True
    moved = hears[answers.request]
    # What is hardly held of each of the many others shrinks or grows with all of it.
    this = probable.this * np.where(hears, others / whole / answers.others, 1.0)[options.requests]
    sibling = probable.sibling.copy()
    at = answers.pair[moved]
    this[at] = (own / whole[answers.request])[moved]
    # What is no longer held of the child itself leaves it a brother or sister as probably as before among the rest.
    sibling[at] *= np.clip((1 - this[at]) / np.maximum(1 - probable.this[at], LEAST), 0.0, 1.0 / LEAST)
    sibling[at] = np.minimum(sibling[at], 1 - this[at])
    return replace(probable, this=this, sibling=sibling, absent=np.where(hears, absent / whole, probable.absent))


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """What is held of each request that is worth hearing, by request and then by child."""

    pair: Ints  # in the options
    request: Ints  # ascending
    key: Ints  # request and child in one number, ascending
    held: Floats
    family: Floats  # that the child is the one sought or of its family
    absent: Floats  # (requests,)
    others: Floats  # (requests,): held of all other children together
    size: int  # of the register

    @classmethod
    def of(cls, options: Options, probable: Posterior, cols: Ints) -> _Answers:
        size, of = max(options.register_size, 1), options.requests
        pair = np.flatnonzero((probable.this > HELD) & ~options.witness)
        pair = pair[np.argsort(of[pair] * size + cols[pair], kind="stable")]
        held, request = probable.this[pair], of[pair]
        others = 1 - probable.absent - np.bincount(request, held, len(probable.absent))
        return cls(
            pair, request, request * size + cols[pair], held, np.minimum(held + probable.sibling[pair], 1.0),
            np.maximum(probable.absent, LEAST), np.maximum(others, LEAST), size,
        )  # fmt: skip

    def _beside(self, heard: Asked) -> tuple[Ints, Ints, Floats]:
        """Set each answer of who hears beside that of who is heard to the same child: pair, answer, probability."""
        starts = np.searchsorted(self.request, np.arange(len(self.absent) + 1))
        counts = np.diff(starts)[heard.first]
        pair = np.repeat(np.arange(len(heard.first)), counts)
        own = starts[heard.first][pair] + np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
        sought = heard.second[pair] * self.size + self.key[own] % self.size
        at = np.minimum(np.searchsorted(self.key, sought), max(len(self.key) - 1, 0))
        theirs: Floats = np.where(self.key[at] == sought, self.held[at], 0.0)
        return pair, own, theirs

    def agreeing(self, heard: Asked) -> tuple[Floats, Floats, Floats]:
        """Return how each answer, absence, and all others gain by requests that seek the same child."""
        pair, own, theirs = self._beside(heard)
        one, other, same = heard.first, heard.second, heard.same
        least = self.others[other] / self.size
        agreed = (self.held[own] * np.maximum(theirs, least[pair])) ** SHARED
        absent = (self.absent[one] * self.absent[other]) ** SHARED
        others = (self.others[one] * least) ** SHARED
        whole = np.bincount(pair, agreed, len(one)) + absent + others
        gain = np.log(same[pair] * agreed / whole[pair] / self.held[own] + 1 - same[pair])
        by_absent = np.log(same * absent / whole / self.absent[one] + 1 - same)
        by_others = np.log(same * others / whole / self.others[one] + 1 - same)
        return (
            np.exp(np.bincount(own, gain, len(self.held))),
            np.exp(np.bincount(one, by_absent, len(self.absent))),
            np.exp(np.bincount(one, by_others, len(self.absent))),
        )

    def left_over(self, heard: Asked) -> Floats:
        """Return how each answer gains or loses by what requests for other children hold of its child."""
        pair, own, theirs = self._beside(heard)
        count = len(self.absent)
        # Two relatives who both seek the brother have but one claim on his record.
        twins = np.bincount(heard.first, heard.same, count)[heard.second] - heard.same
        share = 1 / (1 + np.maximum(twins, 0.0))
        claimed = np.log(np.maximum(1 - (1 - heard.same[pair]) * theirs, LEAST)) * share[pair]
        free = np.exp(np.bincount(own, claimed, len(self.held)))
        kin = np.minimum(np.bincount(heard.first, heard.sibling, count), 1.0)[self.request]
        unclaimed = 1 - self.family * (1 - UNKNOWN) * kin
        return free / (1 - free + free * unclaimed)
