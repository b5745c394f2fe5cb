"""Which letters of one word answer which of another: the likeliest chain of the operations that weigh them.

There is no second model here. The chain is the most probable one among those whose sum
`transducer` weighs (Viterbi 1967); what an operation brings is its share of the same score. The
weight of a pair is more than its best chain: other chains, how close the words lie as wholes and
the curve count too. That difference is given as `rest`, so that the parts always add up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Coded
from kintrace.evidence.spelling.model import ORDER, Spellings, load
from kintrace.evidence.spelling.pairing import Pairing
from kintrace.evidence.spelling.transducer import STEPS

type Ends = tuple[int, int]  # how many letters of either word are written so far, edges counted

REMEMBERED = 4096  # pairs of words: the same names come again and again on a long page
EDGES = "^$"  # how `Alphabet.spelt` writes the edges of a word


@dataclass(frozen=True, slots=True)
class Step:
    """Letters of the first word, the letters of the second that answer them, and what that weighs.

    Folded letters; either side may be empty, where a letter is not written.
    """

    first: str
    second: str
    weight: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The steps from the first letters to the last; with `rest` they add up to `weight`."""

    steps: tuple[Step, ...] = ()
    weight: float = 0.0
    rest: float = 0.0
    attested: bool = False  # whether an open list of names has the two as one name


@lru_cache(maxsize=REMEMBERED)
def answered(first: str, second: str) -> Answered:
    """Return which letters of two tokens answer each other; no steps where either has none of ours.

    >>> [(step.first, step.second) for step in answered("Шамиль", "شامل").steps][0]
    ('ш', 'ش')
    """
    both = Spellings.of([first, second])
    one, other = both.scripts
    if one is None or other is None:
        return Answered()
    at, there = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    weight = float(load().weigh(both, both, rows=at, cols=there)[0])
    turned = ORDER.index(one) > ORDER.index(other)
    pairing = load().pairing((other, one) if turned else (one, other))
    x, y = _coded(pairing, both.folded[::-1] if turned else both.folded)
    steps = _steps(pairing, x, y)
    known = pairing.attested is not None and bool(pairing.attested.holds(x, y, rows=at, cols=at)[0])
    if turned:
        steps = [Step(step.second, step.first, step.weight) for step in steps]
    shown = tuple(step for step in steps if step.first or step.second)
    return Answered(shown, weight, weight - math.fsum(step.weight for step in shown), known)


def _coded(pairing: Pairing, folded: tuple[str, ...]) -> tuple[Coded, Coded]:
    first, second = folded
    return pairing.transducer.first.code([first]), pairing.transducer.second.code([second])


def _steps(pairing: Pairing, *coded: Coded) -> list[Step]:
    """Return the best chain, edges as empty steps; scaled as the curve scales the score."""
    spelt = pairing.transducer.first, pairing.transducer.second
    chance = [_chance_nats(pairing, one, side) for side, one in enumerate(coded)]
    slope = 1.0 if pairing.curve is None else float(pairing.curve[0])
    steps = []
    for (i, j), (a, b), nats in _best_chain(pairing, *coded):
        runs = _run(coded[0], i, a), _run(coded[1], j, b)
        brought = nats - (chance[0][i] - chance[0][i - a]) - (chance[1][j] - chance[1][j - b])
        one, other = (alphabet.spelt(run).strip(EDGES) for alphabet, run in zip(spelt, runs, strict=True))
        steps.append(Step(one, other, slope * brought / math.log(10)))
    return steps


def _chance_nats(pairing: Pairing, coded: Coded, side: int) -> list[float]:
    """Return ln P of the first letters of a word by itself, for every number of letters."""
    ends = np.arange(int(coded.lengths[0]) + 1)
    parts = Coded(tuple(np.repeat(runs, len(ends), axis=0) for runs in coded.runs), ends)
    by_operations = pairing.transducer.alone_nats(parts, side=side)
    chance: list[float] = ((by_operations + pairing.backgrounds[side].score_nats(parts)) / 2).tolist()
    return chance


def _best_chain(pairing: Pairing, x: Coded, y: Coded) -> list[tuple[Ends, Ends, float]]:
    """Return the likeliest operations in order: where each ends, how many letters it takes, and its ln P."""
    n, m = int(x.lengths[0]), int(y.lengths[0])
    nats = {step: _log_theta(pairing, x, y, step) for step in STEPS}
    best = [[-math.inf] * (m + 1) for _ in range(n + 1)]
    taken = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for a, b in STEPS:
                if a <= i and b <= j and best[i - a][j - b] + nats[a, b][i][j] > best[i][j]:
                    best[i][j] = best[i - a][j - b] + nats[a, b][i][j]
                    taken[i][j] = a, b
    chain = []
    i, j = n, m
    while taken[i][j] != (0, 0):
        a, b = taken[i][j]
        chain.append(((i, j), (a, b), nats[a, b][i][j]))
        i, j = i - a, j - b
    return chain[::-1]


def _log_theta(pairing: Pairing, x: Coded, y: Coded, step: Ends) -> list[list[float]]:
    """Return ln P of one kind of operation for every place where it may end."""
    one, other = (_runs(coded, taken) for coded, taken in zip((x, y), step, strict=True))
    theta = pairing.transducer.theta[one[:, None], other[None, :]].astype(float)
    with np.errstate(divide="ignore"):
        nats: list[list[float]] = np.log(theta).tolist()
    return nats


def _runs(coded: Coded, taken: int) -> NDArray[np.int64]:
    """Return the runs of a word that end at each place; the empty run where a side is not written."""
    return coded.runs[taken - 1][0] if taken else np.zeros(len(coded.runs[0][0]), dtype=np.int64)


def _run(coded: Coded, end: int, taken: int) -> int:
    return int(_runs(coded, taken)[end])
