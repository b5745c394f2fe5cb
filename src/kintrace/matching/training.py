"""Fit the model's factors on worlds with known truth: the probability of the true answers is made as high as it goes.

A request has many options (each child, a sibling of each child, nobody related), and the truth is
one of them, or one of several siblings. Their probabilities are those of `posterior`, so what is
fitted is what is used. Factors are drawn towards 1, what they would be if nothing overlapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.weight import NATS_PER_WEIGHT

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

STEPS = 160
PACE = 0.03
TOWARDS_ONE = 2e-3


@dataclass(frozen=True, slots=True)
class Lesson:
    """The weighed pairs of one world and which options are true."""

    this: Floats  # (pairs, terms), log10
    sibling: Floats  # (pairs, terms)
    request: Ints  # (pairs,), ascending
    is_this: Bools  # (pairs,)
    is_sibling: Bools  # (pairs,): the sought child is not registered, this brother or sister is
    is_neither: Bools  # (requests,)
    register_size: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned: a factor a term, and the log odds of "this" and "sibling" against "neither"."""

    this: Floats
    sibling: Floats
    odds_nats: Floats  # (2,)


def fit(lessons: Sequence[Lesson]) -> Fit:
    """Climb the mean log probability of the truth by Adam's steps (Kingma & Ba 2015)."""
    terms = lessons[0].this.shape[1]
    at = np.concatenate([np.ones(2 * terms), np.zeros(2)])
    mean, spread = np.zeros(len(at)), np.zeros(len(at))
    for step in range(1, STEPS + 1):
        slope, answered = np.zeros(len(at)), 0
        for lesson in lessons:
            part, count = _slope(lesson, at)
            slope, answered = slope + part, answered + count
        slope /= answered
        slope[:-2] -= TOWARDS_ONE * (at[:-2] - 1)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        at = at + PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return Fit(at[:terms], at[terms:-2], at[-2:])


def _slope(lesson: Lesson, at: Floats) -> tuple[Floats, int]:
    """Return the gradient of the summed log probability of the truth, and how many requests it is over."""
    terms = lesson.this.shape[1]
    of, count = lesson.request, len(lesson.is_neither)
    chance = np.log(lesson.register_size)
    this = lesson.this @ at[:terms] * NATS_PER_WEIGHT + at[-2] - chance
    sibling = lesson.sibling @ at[terms:-2] * NATS_PER_WEIGHT + at[-1] - chance
    best = np.zeros(count)
    np.maximum.at(best, of, np.maximum(this, sibling))
    this, sibling, neither = np.exp(this - best[of]), np.exp(sibling - best[of]), np.exp(-best)
    whole = neither + np.bincount(of, this + sibling, count)
    true = np.where(lesson.is_neither, neither, 0.0)
    true += np.bincount(of, this * lesson.is_this + sibling * lesson.is_sibling, count)
    answered = true > 0
    share = np.where(answered, 1 / np.maximum(true, 1e-300), 0.0)[of]
    all_of = np.where(answered, 1 / whole, 0.0)[of]
    pull_this = this * (lesson.is_this * share - all_of)
    pull_sibling = sibling * (lesson.is_sibling * share - all_of)
    slope = np.concatenate(
        [
            pull_this @ lesson.this * NATS_PER_WEIGHT,
            pull_sibling @ lesson.sibling * NATS_PER_WEIGHT,
            [pull_this.sum(), pull_sibling.sum()],
        ]
    )
    return slope, int(answered.sum())
