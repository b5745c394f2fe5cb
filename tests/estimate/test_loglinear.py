"""Log-linear models, against arithmetic that fits on the back of an envelope."""

import math

import numpy as np
import pytest

from kintrace.estimate.averaging import average, useful
from kintrace.estimate.hierarchy import design, name
from kintrace.estimate.loglinear import fit
from kintrace.estimate.profile import profile_interval
from tests.estimate.made import expected

# Children born with spina bifida, by birth, death and rehabilitation records: Hook, Albright and Cross (1980).
SPINA = {"001": 60, "010": 49, "011": 4, "100": 247, "101": 112, "110": 142, "111": 12}


def _fits(counts):
    laid = design(len(next(iter(counts))))
    return laid, fit(laid.matrix, laid.models, laid.counts(counts))


def _missing(counts, model):
    laid, fits = _fits(counts)
    named = [name(laid.terms, held) for held in laid.models]
    return math.exp(fits.log_missing[named.index(model)])


def test_lists_that_do_not_depend_give_back_what_was_put_in():
    counts = expected(1000, (0.5, 0.4, 0.5))
    assert sum(counts.values()) == 850
    laid, fits = _fits(counts)
    assert np.exp(fits.log_missing) == pytest.approx([150] * len(laid.models), rel=1e-6)


def test_two_lists_that_depend_are_one_list_beside_the_third():
    # Lincoln and Petersen: 113 only in lists 2 or 3, 247 only in list 1, 266 in list 1 and another
    assert _missing(SPINA, "[23,1]") == pytest.approx(247 * 113 / 266)


def test_a_list_that_binds_two_others():
    # within those on list 2 and those not on it, lists 1 and 3 are apart
    assert _missing(SPINA, "[12,23]") == pytest.approx(247 * 60 / 112)


def test_all_pairs_depend():
    assert _missing(SPINA, "[12,13,23]") == pytest.approx(12 * 247 * 49 * 60 / (142 * 112 * 4))


def test_the_criteria_count_parameters_and_children():
    _, fits = _fits(SPINA)
    assert fits.bic(626.0) - fits.aic() == pytest.approx(fits.parameters * (math.log(626) - 2))


def test_a_pair_that_shares_nobody_takes_its_cells_with_it():
    # lists 1 and 2 never meet: with that pair as a term the rest is fitted without them
    counts = {"001": 40, "010": 30, "011": 10, "100": 20, "101": 5}
    with_pair = _missing(counts, "[12,3]")
    assert with_pair == pytest.approx(40 * (30 + 20) / (10 + 5))


def test_a_maximum_at_infinity_is_noticed():
    # nobody is in list 3 without being in list 1 or 2 only once: the term of 1 and 3 runs away
    counts = {"010": 30, "100": 20, "101": 15, "110": 10, "111": 12}
    laid, fits = _fits(counts)
    named = {name(laid.terms, held): ok for held, ok in zip(laid.models, fits.estimable, strict=True)}
    assert not named["[13,2]"]
    assert named["[1,2,3]"]


def test_the_profile_ends_where_the_likelihood_has_fallen_enough():
    laid, fits = _fits(SPINA)
    best = int(fits.bic(626.0).argmin())
    assert name(laid.terms, laid.models[best]) == "[23,1]"
    lo, hi = profile_interval(laid.matrix, laid.models[best], laid.counts(SPINA), estimate=730.93)
    assert (lo, hi) == pytest.approx((699.80, 766.47), abs=0.02)  # published: 701 to 767


def test_the_average_stands_where_the_models_stand():
    counts = expected(1000, (0.5, 0.4, 0.5))
    _, fits = _fits(counts)
    found = average(fits, fits.bic(850.0), n=850.0)
    assert found.spread.interval.estimate == pytest.approx(1000, rel=0.01)
    assert found.spread.interval.lo < 980
    assert found.spread.interval.hi > 1020
    assert found.dropped == 0


def test_a_model_that_reaches_beyond_all_measure_is_not_used():
    counts = {"001": 400, "010": 400, "011": 1, "100": 400, "101": 1, "110": 1}
    _, fits = _fits(counts)
    assert fits.estimable.any()
    assert not useful(fits, n=1203.0).any()
