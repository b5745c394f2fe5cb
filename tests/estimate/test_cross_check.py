"""The models against another way of fitting them, over tables drawn at random: proportional fitting, in plain loops.

Newton's method solves for the terms; proportional fitting never sees one. It scales the cells until every group of
lists that a model holds has the children it was seen with, and keeps the factor of each group; a child on no list has
the product of the factors of "on none of these". Both must come to the same number.
"""

import math

import numpy as np
import pytest

from kintrace.estimate.averaging import average, best, deviation, useful
from kintrace.estimate.hierarchy import design
from kintrace.estimate.loglinear import fit
from kintrace.estimate.profile import DROP, profile_interval
from tests.estimate.made import drawn

TABLES = {
    "three lists": drawn(400, (0.4, 0.3, 0.25), seed=1),
    "three short lists": drawn(150, (0.25, 0.2, 0.15), seed=2),
    "four lists": drawn(600, (0.35, 0.3, 0.25, 0.3), seed=3),
    "four lists with cells of nobody": drawn(250, (0.3, 0.2, 0.1, 0.25), seed=4),
    "five lists": drawn(900, (0.4, 0.35, 0.3, 0.25, 0.35), seed=5),
    "five lists with cells of nobody": drawn(500, (0.3, 0.25, 0.2, 0.15, 0.2), seed=6),
}
ENOUGH = 12  # models of each table
STEPS = 20_000


def _groups(laid, model):
    """Return the largest groups of lists that a model holds."""
    held = [set(term) for term, inside in zip(laid.terms, model, strict=True) if inside and term]
    return [sorted(group) for group in held if not any(group < other for other in held)]


def _proportional(laid, model, counts, *, nowhere=None):
    """Return the fitted cells and the expected children on no list; `nowhere` says how many are held to be there."""
    patterns = [*laid.patterns, "0" * len(laid.patterns[0])] if nowhere is not None else list(laid.patterns)
    seen = np.append(counts, nowhere) if nowhere is not None else counts
    groups = _groups(laid, model)
    parts = [np.array([int("".join(p[i] for i in group), 2) for p in patterns]) for group in groups]
    wanted = [
        np.bincount(part, weights=seen, minlength=2 ** len(group)) for part, group in zip(parts, groups, strict=True)
    ]
    factors = [np.ones(2 ** len(group)) for group in groups]
    cells = np.ones(len(patterns))
    for _ in range(STEPS):
        before = cells
        for which, part in enumerate(parts):
            have = np.bincount(part, weights=cells, minlength=len(wanted[which]))
            scale = np.divide(wanted[which], have, out=np.zeros_like(have), where=have > 0)
            factors[which] = factors[which] * scale
            cells = cells * scale[part]
        if np.abs(cells - before).max() < 1e-11:
            return cells, math.prod(float(factor[0]) for factor in factors)
    return None


def _fitted(counts):
    laid = design(len(next(iter(counts))))
    row = laid.counts(counts)
    return laid, row, fit(laid.matrix, laid.models, row)


def _some(laid, row, fits):
    """Choose models that fit best, and some at random."""
    order = np.argsort(fits.bic(row.sum()))
    chance = np.random.default_rng(0).permutation(len(order))
    return [which for which in (*order[: ENOUGH // 2], *chance[: ENOUGH // 2]) if fits.estimable[which]]


@pytest.mark.parametrize("name", TABLES)
def test_each_model_estimates_what_proportional_fitting_does(name):
    laid, row, fits = _fitted(TABLES[name])
    compared = 0
    for which in _some(laid, row, fits):
        other = _proportional(laid, laid.models[which], row)
        if other is not None:  # it creeps where two lists hardly meet
            cells, missing = other
            assert row.sum() + missing == pytest.approx(row.sum() + math.exp(fits.log_missing[which]), rel=1e-4)
            assert _log_likelihood(row, cells) == pytest.approx(fits.log_likelihood[which], abs=1e-4)
            compared += 1
    assert compared >= 3


def _log_likelihood(seen, cells):
    pairs = zip(seen, cells, strict=True)
    return sum((n * math.log(m) if n else 0.0) - m - math.lgamma(n + 1) for n, m in pairs)


@pytest.mark.parametrize("name", [name for name in TABLES if "five" not in name])
def test_the_limits_of_the_best_model_are_where_proportional_fitting_says(name):
    laid, row, fits = _fitted(TABLES[name])
    which = best(fits, fits.bic(row.sum()))
    estimate = row.sum() + math.exp(fits.log_missing[which])
    limits = profile_interval(laid.matrix, laid.models[which], row, estimate=estimate)
    highest = max(_profile(laid, which, row, estimate - row.sum() + away) for away in (-1, -0.5, 0, 0.5))
    for limit in limits:
        fallen = highest - _profile(laid, which, row, limit - row.sum())
        assert fallen == pytest.approx(DROP, abs=0.02)


def _profile(laid, which, row, nowhere):
    """Return the multinomial log-likelihood, up to a constant, with so many children on no list."""
    cells, _ = _proportional(laid, laid.models[which], row, nowhere=nowhere)
    seen = np.append(row, nowhere)
    every = seen.sum()
    told = sum(n * math.log(m / every) for n, m in zip(seen, cells, strict=True) if n)
    return told + math.lgamma(every + 1) - math.lgamma(nowhere + 1)


@pytest.mark.parametrize("criterion", ["aic", "bic"])
@pytest.mark.parametrize("name", ["three lists", "four lists with cells of nobody"])
def test_an_average_is_what_drawing_models_by_their_weight_gives(name, criterion):
    _, row, fits = _fitted(TABLES[name])
    n, rng = row.sum(), np.random.default_rng(0)
    scores = fits.aic() if criterion == "aic" else fits.bic(n)
    weights = np.where(useful(fits, n=n), np.exp(-(scores - scores.min()) / 2), 0.0)
    chosen = rng.choice(len(weights), size=200_000, p=weights / weights.sum())
    values = n + np.exp(rng.normal(fits.log_missing[chosen], deviation(fits)[chosen]))
    found = average(fits, scores, n=n).spread.interval
    assert (found.lo, found.estimate, found.hi) == pytest.approx(
        tuple(np.quantile(values, (0.025, 0.5, 0.975))), rel=0.01
    )


def test_the_error_of_a_model_is_that_of_the_information_written_out():
    laid, row, fits = _fitted(TABLES["four lists"])
    for which in _some(laid, row, fits):
        columns = laid.matrix[:, laid.models[which]]
        cells, _ = _proportional(laid, laid.models[which], row) or (None, None)
        if cells is not None and (cells > 0).all():
            information = columns.T @ (cells[:, None] * columns)
            assert fits.error[which] == pytest.approx(math.sqrt(np.linalg.inv(information)[0, 0]), rel=1e-4)
