"""Fitting: the slope is the slope, and following it makes the truth more probable."""

import numpy as np
import pytest

from kintrace.matching.training import Lesson, _slope, fit

TERMS = 2


def lesson(*, seed: int = 1, requests: int = 6, children: int = 4, loud: float = 1.0) -> Lesson:
    """Return a small world: requests seek in turn the first child, a sibling of the second, and nobody there."""
    rng = np.random.default_rng(seed)
    this, sibling = rng.normal(-0.5, 0.5, (2, requests * children, TERMS))
    request, child = np.repeat(np.arange(requests), children), np.tile(np.arange(children), requests)
    is_this = (request % 3 == 0) & (child == 0)
    is_sibling = (request % 3 == 1) & (child == 1)
    this[is_this, 0] += 2 * loud
    sibling[is_sibling, 0] += 2 * loud
    return Lesson(this, sibling, request, is_this, is_sibling, np.arange(requests) % 3 == 2, children)


def log_probability(one: Lesson, at: np.ndarray) -> float:
    """Return the summed log probability of the truth, written out plainly for each request."""
    nats = np.log(10)
    total = 0.0
    for number in range(len(one.is_neither)):
        mine = one.request == number
        this = np.exp(one.this[mine] @ at[:TERMS] * nats + at[-2]) / one.register_size
        sibling = np.exp(one.sibling[mine] @ at[TERMS:-2] * nats + at[-1]) / one.register_size
        true = this[one.is_this[mine]].sum() + sibling[one.is_sibling[mine]].sum() + one.is_neither[number]
        total += np.log(true / (1 + this.sum() + sibling.sum()))
    return total


def test_the_slope_is_what_small_steps_measure():
    one, at = lesson(), np.array([0.9, 1.2, 0.7, 1.1, 0.3, -0.4])
    slope, answered = _slope(one, at)
    step = 1e-6 * np.eye(len(at))
    measured = [(log_probability(one, at + s) - log_probability(one, at - s)) / 2e-6 for s in step]
    assert answered == 6
    assert slope == pytest.approx(measured, rel=1e-5, abs=1e-6)


def test_a_request_whose_truth_was_never_looked_at_teaches_nothing():
    one = lesson()
    unanswered = Lesson(
        one.this, one.sibling, one.request, one.is_this & (one.request > 0), one.is_sibling, one.is_neither, 4
    )
    at = np.ones(2 * TERMS + 2)
    assert _slope(unanswered, at)[1] == 5
    assert np.isfinite(_slope(unanswered, at)[0]).all()


def test_fitting_makes_the_truth_more_probable():
    lessons = [lesson(seed=1, requests=30), lesson(seed=2, requests=30)]
    learned = fit(lessons)
    before = np.concatenate([np.ones(2 * TERMS), np.zeros(2)])
    after = np.concatenate([learned.this, learned.sibling, learned.odds_nats])
    for one in lessons:
        assert log_probability(one, after) > log_probability(one, before)


def test_a_comparison_that_is_only_noise_is_believed_less_than_one_that_tells():
    learned = fit([lesson(seed=seed, requests=60) for seed in (1, 2)])
    assert learned.this[0] > learned.this[1]


def test_the_order_of_lessons_does_not_matter():
    first, second = lesson(seed=1), lesson(seed=2)
    assert fit([first, second]).this == pytest.approx(fit([second, first]).this)


def test_weights_beyond_all_bounds_stay_finite():
    loud = lesson(loud=150.0)
    slope, answered = _slope(loud, np.ones(2 * TERMS + 2))
    assert answered == 6
    assert np.isfinite(slope).all()
