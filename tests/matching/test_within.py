"""Two rows of one list: three outcomes by arithmetic, and factors that a fit can find."""

from dataclasses import replace

import numpy as np
import pytest

from kintrace.matching.sheet import Sheet
from kintrace.matching.terms import TERMS
from kintrace.matching.training_within import WithinLesson, _slope, fit_within
from kintrace.matching.within import Within, WithinModel
from tests.matching.made import register

PLAIN = WithinModel.plain(same_a_row=0.2, siblings_a_row=0.8)


def weights(*totals):
    """Return terms whose first says it all."""
    return np.array([[total, *[0.0] * (len(TERMS) - 1)] for total in totals])


def test_three_outcomes_by_hand():
    # each of the 10 others is the same child with 0.02 and a sibling with 0.08: odds 100 · 0.02 and 10 · 0.08 to 1
    (held,) = PLAIN.outcomes(weights(2.0), weights(1.0), rows=11)
    assert held == pytest.approx([1 / 3.8, 2 / 3.8, 0.8 / 3.8])


def test_a_list_without_duplicates_teaches_that_there_are_few():
    none, many = weights(*[-3.0] * 500), weights(*[6.0] * 500)
    assert PLAIN.fitted_to(none, none, rows=500).same_a_row < 0.05
    assert PLAIN.fitted_to(many, none, rows=500).same_a_row > 0.5


def test_it_does_not_matter_which_row_is_asked_first():
    within = Within(Sheet.of(register("Умар Магомедов", "Омар Магомедов", "Хамза")))
    rows, cols = np.array([0, 0, 1]), np.array([1, 2, 2])
    for one, other in zip(within.weigh(rows, cols), within.weigh(cols, rows), strict=True):
        assert one == pytest.approx(other)


def lesson(seed):
    rng = np.random.default_rng(seed)
    kind = rng.choice(3, 600, p=[0.6, 0.2, 0.2])
    this, sibling = rng.normal(-1, 1, (2, 600, len(TERMS)))
    this[kind == 1] += 0.4
    sibling[kind == 2] += 0.4
    return WithinLesson(this, sibling, kind == 1, kind == 2, 600)


def log_probability(one, model):
    held = one.with_shares(model).outcomes(one.this, one.sibling, rows=one.rows)
    return np.log(np.where(one.is_same, held[:, 1], np.where(one.is_sibling, held[:, 2], held[:, 0]))).sum()


def test_the_slope_is_what_small_steps_measure():
    one, step = lesson(1), 1e-6
    moved = [replace(PLAIN, lift_nats=(delta, 0.0)) for delta in (step, -step)]
    measured = (log_probability(one, moved[0]) - log_probability(one, moved[1])) / (2 * step)
    assert _slope(one, PLAIN)[-2] == pytest.approx(measured, rel=1e-4)


def test_fitting_makes_the_truth_more_probable():
    learned = fit_within([lesson(1), lesson(2)])
    assert log_probability(lesson(3), learned) > log_probability(lesson(3), PLAIN)
