"""Learning letter operations from pairs of spellings, and a curve from scores; used by `compile.py` only."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.curve import curved
from kintrace.evidence.spelling.scripts import LETTERS, Script
from kintrace.evidence.spelling.transducer import LONGEST, STEPS, Coded, Transducer, chunk_count, code, runs_of

type Floats = NDArray[np.float64]
type Spellings = Mapping[str, Mapping[str, set[str]]]

ROUNDS = 6
DISCOUNT = 0.1  # taken from the count of every operation on two letters: what is seen once is chance
PSEUDO = 0.02  # added to every operation on single letters: nothing is impossible
CHANCE_PAIRS = 200_000


def expectation_maximisation(pairs: list[tuple[str, str]], first: Script, second: Script) -> Transducer:
    """Fit a transducer to pairs of folded spellings of one name."""
    x, y = code([a for a, _ in pairs], first), code([b for _, b in pairs], second)
    model = _flat(first, second)
    for _ in range(ROUNDS):
        counts = _expected_counts(model, x, y)
        model = _normalised(model, counts, len(pairs))
    return model


def _flat(first: Script, second: Script) -> Transducer:
    theta = np.zeros((chunk_count(first), chunk_count(second)))
    one, other = slice(1, len(LETTERS[first]) + 1), slice(1, len(LETTERS[second]) + 1)
    two, others = slice(one.stop, None), slice(other.stop, None)
    for region, share in (
        ((one, other), 1.0),
        ((one, 0), 0.1),
        ((0, other), 0.1),
        ((two, other), 0.02),
        ((one, others), 0.02),
        ((two, others), 0.02),
    ):
        theta[region] = share / theta[region].size
    return Transducer(first, second, 0.9 * theta / theta.sum(), 0.1)


def _expected_counts(model: Transducer, x: Coded, y: Coded) -> Floats:
    counts = np.zeros_like(model.theta)
    shape = x.lengths * (LONGEST + 1) + y.lengths
    order = np.argsort(shape, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(shape[order])) + 1):
        size = int(x.lengths[group[0]]), int(y.lengths[group[0]])
        _count_group(model, counts, x=x.letters[group], y=y.letters[group], size=size)
    return counts


def _count_group(
    model: Transducer, counts: Floats, *, x: NDArray[np.int64], y: NDArray[np.int64], size: tuple[int, int]
) -> None:
    """Add the expected number of times each operation was used in pairs of one size (forward, then backward)."""
    n, m = size
    ahead = model.forward(x, y, size)
    whole = ahead[n][m] * model.end
    first, second = runs_of(x, model.first, n), runs_of(y, model.second, m)
    behind = [[np.full(len(x), model.end if (i, j) == size else 0.0) for j in range(m + 1)] for i in range(n + 1)]
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            for a, b in STEPS:
                if i + a <= n and j + b <= m:
                    run = first[a][i + a], second[b][j + b]
                    share = model.theta[run] * behind[i + a][j + b]
                    behind[i][j] += share
                    np.add.at(counts, run, ahead[i][j] * share / whole)


def _normalised(model: Transducer, counts: Floats, pairs: int) -> Transducer:
    one, other = len(LETTERS[model.first]) + 1, len(LETTERS[model.second]) + 1
    counts = counts.copy()
    counts[one:] = np.maximum(counts[one:] - DISCOUNT, 0)
    counts[:one, other:] = np.maximum(counts[:one, other:] - DISCOUNT, 0)
    counts[:one, :other] += PSEUDO
    counts[0, 0] = 0
    whole = counts.sum() + pairs
    return Transducer(model.first, model.second, counts / whole, pairs / whole)


def bigrams(tokens: list[str], script: Script) -> Background:
    """Count which letter follows which, backing off to how common a letter is."""
    letters = LETTERS[script]
    counts: Counter[tuple[int, int]] = Counter()
    for token in tokens:
        values = [0, *(letters.index(letter) + 1 for letter in token), 0]
        counts.update(itertools.pairwise(values))
    table = np.zeros((len(letters) + 1, len(letters) + 1))
    for (before, after), count in counts.items():
        table[before, after] = count
    alone = (table.sum(axis=0) + 1) / (table.sum() + len(table))
    return Background(np.log((table + 5 * alone) / (table.sum(axis=1, keepdims=True) + 5)))


def scores(model: Transducer, pairs: list[tuple[str, str]], backgrounds: tuple[Background, Background]) -> Floats:
    """Return log10 P(both | one name) − log10 P(first) − log10 P(second), uncurved."""
    x, y = code([a for a, _ in pairs], model.first), code([b for _, b in pairs], model.second)
    every = np.arange(len(pairs))
    joint = np.log(np.maximum(model.joint(x, y, rows=every, cols=every), 1e-300))
    return (joint - backgrounds[0].score_nats(x) - backgrounds[1].score_nats(y)) / np.log(10)


def random_pairs(names: Spellings, first: str, second: str) -> list[tuple[str, str]]:
    """Pair spellings of names drawn apart: what coincidence looks like."""
    rng = random.Random(20170918)
    keys = [key for key in sorted(names) if names[key][first] and names[key][second]]
    drawn = ((rng.choice(keys), rng.choice(keys)) for _ in range(CHANCE_PAIRS))
    return [(min(names[a][first]), min(names[b][second])) for a, b in drawn if a != b]


def curve(true: Floats, chance: Floats) -> Floats:
    """Fit `weight = log10(e + (1 − e) · 10^(a·score + b))`; return (a, b, e).

    The score is already a likelihood ratio, if the operations are right; `e` is the share of pairs
    that are one name by another road than its letters (aliases, errors of the tables), which is
    all that a hopeless score can still mean. Fitted so that balanced odds are the ratio itself.
    """
    best = np.array([1.0, 0.0, 0.03])
    for width in (1.0, 0.5, 0.25, 0.12, 0.06, 0.03):
        moves = list(itertools.product((-1, 0, 1), repeat=2))
        steps = [best * [np.exp(width * i / 4), 1, 1] + [0, width * j, 0] * np.ones(3) for i, j in moves]
        tries = [step * [1, 1, np.exp(width * k)] for step in steps for k in (-1, 0, 1)]
        best = min(tries, key=lambda at: _surprise(at, true, chance))
    return best


def _surprise(at: Floats, true: Floats, chance: Floats) -> float:
    """Mean loss of the balanced log odds that the curve gives."""
    over, under = (curved(score, at) * np.log(10) for score in (true, chance))
    return float(np.logaddexp(0, -over).mean() + np.logaddexp(0, under).mean())
