"""Fit the factors for two rows of one list, on lists of which it is known who is who.

Every pair of rows has three outcomes, so this is a multinomial regression whose features are the
weights of the recipe. Factors are drawn towards 1, as in `training`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.weight import NATS_PER_WEIGHT
from kintrace.matching.within import WithinModel

type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]

STEPS = 400
PACE = 0.03
TOWARDS_ONE = 5.0  # as if so many pairs had said so


@dataclass(frozen=True, slots=True)
class WithinLesson:
    """The weighed pairs of one list and which are about one child, or about siblings."""

    this: Floats  # (pairs, terms), log10
    sibling: Floats  # (pairs, terms)
    is_same: Bools  # (pairs,)
    is_sibling: Bools  # (pairs,)
    rows: int

    def with_shares(self, model: WithinModel) -> WithinModel:
        """Return the model with the shares that are true of this list."""
        same, siblings = (2 * float(kind.sum()) / self.rows for kind in (self.is_same, self.is_sibling))
        return replace(model, same_a_row=same, siblings_a_row=siblings)


def fit_within(lessons: Sequence[WithinLesson]) -> WithinModel:
    """Climb the log probability of the truth by Adam's steps (Kingma & Ba 2015); shares are those of all lessons."""
    count = lessons[0].this.shape[1]
    at = np.concatenate([np.ones(2 * count), np.zeros(2)])
    mean, spread = np.zeros(len(at)), np.zeros(len(at))
    for step in range(1, STEPS + 1):
        slope = sum((_slope(lesson, _model(at)) for lesson in lessons), np.zeros(len(at)))
        slope[:-2] -= TOWARDS_ONE * (at[:-2] - 1)
        slope /= max(sum(int(lesson.is_same.sum()) for lesson in lessons), 1)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        at = at + PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    shares = [lesson.with_shares(_model(at)).shares for lesson in lessons]
    same, siblings = (float(np.mean(share)) for share in zip(*shares, strict=True))
    return replace(_model(at), same_a_row=same, siblings_a_row=siblings)


def _model(at: Floats) -> WithinModel:
    terms = (len(at) - 2) // 2
    return WithinModel(at[:terms], at[terms:-2], (float(at[-2]), float(at[-1])), 1.0, 1.0)


def _slope(lesson: WithinLesson, model: WithinModel) -> Floats:
    """Return the gradient of the summed log probability of the truth."""
    held = lesson.with_shares(model).outcomes(lesson.this, lesson.sibling, rows=lesson.rows)
    same, sibling = lesson.is_same - held[:, 1], lesson.is_sibling - held[:, 2]
    return np.concatenate([
        same @ lesson.this * NATS_PER_WEIGHT,
        sibling @ lesson.sibling * NATS_PER_WEIGHT,
        [same.sum(), sibling.sum()],
    ])  # fmt: skip
