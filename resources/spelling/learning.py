"""Learning letter operations from pairs of spellings, and a curve from scores; used by `compile.py` only."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping

import numpy as np
from counting import Lessons
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import LONGEST_RUN, Alphabet
from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.curve import curved
from kintrace.evidence.spelling.pairing import Pairing
from kintrace.evidence.spelling.scripts import Script
from kintrace.evidence.spelling.transducer import STEPS, Transducer

type Floats = NDArray[np.float64]
type Spellings = Mapping[str, Mapping[str, set[str]]]

ROUNDS = 6
DISCOUNT = 0.1  # taken from the count of every operation on two letters: what is seen once is chance
PSEUDO = 0.02  # added to every operation on single letters: nothing is impossible
CHANCE_PAIRS = 60_000
TRIPLES = 700  # runs of three letters that have a number
BACK_OFF = 30.0, 5.0  # how many imagined letters stand behind what followed two letters, and one


def common_triples(tokens: list[str], script: Script) -> NDArray[np.int64]:
    """Return the commonest runs of three letters, edges included."""
    plain = Alphabet(script, np.zeros(0, dtype=np.int64))
    ones = plain.code(tokens).runs[0]
    first, second, third = (ones[:, 1 + k : ones.shape[1] - 2 + k] for k in range(3))
    there = third != plain.unknown
    keys = (first * plain.base + second)[there] * plain.base + third[there]
    found, counts = np.unique(keys, return_counts=True)
    return np.sort(found[np.argsort(-counts, kind="stable")[:TRIPLES]])


def expectation_maximisation(pairs: list[tuple[str, str]], first: Alphabet, second: Alphabet) -> Transducer:
    """Fit a transducer to pairs of folded spellings of one name."""
    x, y = first.code([a for a, _ in pairs]), second.code([b for _, b in pairs])
    allowed = _allowed(first, second)
    model = _flat(first, second, allowed)
    lessons = Lessons.of(x, y, width=len(second), allowed=allowed.ravel())
    for _ in range(ROUNDS):
        model = _normalised(model, lessons.counted(model.theta), allowed)
    return model


def _allowed(first: Alphabet, second: Alphabet) -> NDArray[np.bool_]:
    """Tell which operations there are: of sizes in `STEPS`, and both beginnings or ends together."""
    one, other = first.sizes(), second.sizes()
    allowed = np.zeros((len(one), len(other)), dtype=bool)
    for a, b in STEPS:
        allowed |= (one[:, None] == a) & (other[None, :] == b)
    for edge in (0, -1):
        at = [
            np.array([_has_edge(alphabet, run, edge) for run in range(len(alphabet))]) for alphabet in (first, second)
        ]
        allowed &= at[0][:, None] == at[1][None, :]
    return allowed


def _has_edge(alphabet: Alphabet, run: int, edge: int) -> bool:
    return run < alphabet.unknown and alphabet.spelt(run)[: 1 if not edge else None][edge:] == ("$" if edge else "^")


def _flat(first: Alphabet, second: Alphabet, allowed: NDArray[np.bool_]) -> Transducer:
    one, other = first.sizes(), second.sizes()
    theta = np.zeros(allowed.shape)
    for a, b in STEPS:
        region = allowed & (one[:, None] == a) & (other[None, :] == b)
        theta[region] = {(1, 1): 1.0, (1, 0): 0.1, (0, 1): 0.1}.get((a, b), 0.02) / region.sum()
    return Transducer(first, second, theta / theta.sum())


def _normalised(model: Transducer, counts: Floats, allowed: NDArray[np.bool_]) -> Transducer:
    one, other = model.first.sizes(), model.second.sizes()
    long = (one[:, None] > 1) | (other[None, :] > 1)
    counts = np.where(long, np.maximum(counts - DISCOUNT, 0), counts + PSEUDO) * allowed
    return Transducer(model.first, model.second, counts / counts.sum())


def background(tokens: list[str], alphabet: Alphabet) -> Background:
    """Count which letter follows which two, backing off to one, and to how common a letter is."""
    counts: Counter[tuple[int, int, int]] = Counter()
    ones = alphabet.code(tokens)
    for row, length in zip(ones.runs[0].tolist(), ones.lengths.tolist(), strict=True):
        values = [0, *row[1 : length + 1]]
        counts.update(zip(values, values[1:], values[2:], strict=False))
    table = np.zeros((alphabet.base,) * LONGEST_RUN)
    for run, count in counts.items():
        table[run] = count
    pairs = table.sum(axis=0)
    alone = (pairs.sum(axis=0) + 1) / (pairs.sum() + len(pairs))
    after_one = (pairs + BACK_OFF[1] * alone) / (pairs.sum(axis=1, keepdims=True) + BACK_OFF[1])
    return Background(np.log((table + BACK_OFF[0] * after_one) / (table.sum(axis=2, keepdims=True) + BACK_OFF[0])))


def scores(pairing: Pairing, pairs: list[tuple[str, str]]) -> Floats:
    """Return the raw score of each pair, uncurved."""
    transducer, every = pairing.transducer, np.arange(len(pairs))
    x, y = transducer.first.code([a for a, _ in pairs]), transducer.second.code([b for _, b in pairs])
    return pairing.scores(x, y, rows=every, cols=every).astype(float)


def random_pairs(names: Spellings, first: str, second: str) -> list[tuple[str, str]]:
    """Pair spellings of names drawn apart: what coincidence looks like."""
    rng = random.Random(20170918)
    both = [(names[key][first], names[key][second]) for key in sorted(names)]
    told = [(min(one), min(other)) for one, other in both if one and other]
    drawn = [(rng.choice(range(len(told))), rng.choice(range(len(told)))) for _ in range(CHANCE_PAIRS)]
    return [(told[a][0], told[b][1]) for a, b in drawn if a != b]


def curve(true: Floats, chance: Floats) -> Floats:
    """Fit `weight = log10(e + (1 − e) · 10^(a·score + b))`; return (a, b, e).

    The score is already a likelihood ratio, if the operations are right; `e` is the share of pairs
    that are one name by another road than its letters (aliases, errors of the tables), which is
    all that a hopeless score can still mean. Fitted so that balanced odds are the ratio itself.
    """
    best = np.array([1.0, 0.0, 0.03])
    for width in (1.0, 0.5, 0.25, 0.12, 0.06, 0.03):
        moves = list(itertools.product((-1, 0, 1), repeat=2))
        steps = [best * [np.exp(width * i / 4), 1, 1] + [0, 2 * width * j, 0] * np.ones(3) for i, j in moves]
        tries = [step * [1, 1, np.exp(width * k)] for step in steps for k in (-1, 0, 1)]
        best = min(tries, key=lambda at: _surprise(at, true, chance))
    return best


def _surprise(at: Floats, true: Floats, chance: Floats) -> float:
    """Mean loss of the balanced log odds that the curve gives."""
    over, under = (curved(score, at) * np.log(10) for score in (true, chance))
    return float(np.logaddexp(0, -over).mean() + np.logaddexp(0, under).mean())
