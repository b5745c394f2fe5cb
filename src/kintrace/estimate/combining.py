"""Combining replicates of one table: Rubin's rules on the logarithm of the children unseen.

Each replicate is one way the records may be joined, with draws of the number of children under it. What varies
within a replicate is the count model's uncertainty, what varies between them is that of the matches.
Source: Gelman et al., Bayesian Data Analysis (2013), chapter 18.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kintrace.estimate.special import student_quantile
from kintrace.estimate.spread import LEVELS, Z95, Floats, Interval

NOBODY = 0.1  # stands for no children unseen, which has no logarithm


@dataclass(frozen=True, slots=True)
class Replicate:
    """The children seen in one replicate, and draws of the number of all children."""

    seen: int
    children: Floats


@dataclass(frozen=True, slots=True)
class Combined:
    """Mean and 95 % limits in whole children, and the share of the variance that lies between replicates."""

    interval: Interval
    between: float


def combine(replicates: Sequence[Replicate]) -> Combined:
    """Combine two replicates or more; with fewer than ten, the limits are rough.

    >>> rows = [Replicate(10, np.array([12.0, 14.0, 16.0])), Replicate(12, np.array([13.0, 16.0, 19.0]))]
    >>> combine(rows).interval.estimate  # 11 seen; means of 4 and 4 unseen
    15
    """
    many = len(replicates)
    unseen = [replicate.children - replicate.seen for replicate in replicates]
    seen = round(float(np.mean([replicate.seen for replicate in replicates])))
    logs = [np.log(np.where(draws == 0, NOBODY, draws)) for draws in unseen]
    middles = np.array([row.mean() for row in logs])
    within = float(np.mean([row.var(ddof=1) for row in logs]))
    between = float(middles.var(ddof=1))
    total = within + (1 + 1 / many) * between
    reach = math.sqrt(total) * _quantile(many, within=within, between=between)
    low, high = (seen + round(math.exp(float(middles.mean()) + side * reach)) for side in (-1, 1))
    mean = seen + round(float(np.mean([draws.mean() for draws in unseen])))
    return Combined(Interval(mean, low, high), 1 - within / total if total else 0.0)


def _quantile(many: int, *, within: float, between: float) -> float:
    """Return Student's quantile with the degrees of freedom that so many replicates leave."""
    if not between:
        return Z95
    return student_quantile(LEVELS[-1], (many - 1) * (1 + within / ((many + 1) * between)) ** 2)
