"""Probabilities by arithmetic: two children, three outcomes, nothing lost and nothing made up."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.matching.posterior import Options, Shares, fitted_shares, posterior, told_shares
from tests.matching.made import one_request

SHARES = Shares(this=0.5, sibling=0.25, neither=0.25)
weights = st.lists(st.floats(-300, 300), min_size=1, max_size=6)


def test_two_children_of_two_households_by_hand():
    # 0.5/2·10 = 2.5 and 0.25 for this child, 0.125 each for a sibling, 0.25 for nobody: 3.25 in all
    found = posterior(one_request([1.0, 0.0]), SHARES)
    assert found.this == pytest.approx([2.5 / 3.25, 0.25 / 3.25])
    assert found.sibling == pytest.approx([0.125 / 3.25, 0.125 / 3.25])
    assert found.absent == pytest.approx([0.5 / 3.25])


def test_in_one_household_each_is_the_others_sibling():
    found = posterior(one_request([1.0, 0.0], household=[7, 7]), SHARES)
    assert found.sibling == pytest.approx([(0.25 + 0.25) / 3.25, (2.5 + 0.25) / 3.25])


def test_a_child_nobody_looked_at_keeps_its_share():
    # of two children one was looked at: the other has 0.25 of the 0.25 + 0.25 for "this", and 0.125 as a sibling
    found = posterior(one_request([0.0], size=2), SHARES)
    assert found.this == pytest.approx([0.25])
    assert found.absent == pytest.approx([0.5])


def test_where_nothing_was_looked_at_the_answer_is_what_was_held_before():
    assert posterior(one_request([], size=9), SHARES).absent == pytest.approx([0.5])


def test_children_that_were_not_looked_at_weigh_what_the_witnesses_weigh():
    options = replace(one_request([1.0, -2.0, -2.0], size=13), witness=np.array([False, True, True]))
    found = posterior(options, SHARES)
    unseen = 1 - found.absent - found.this.sum()
    assert unseen == pytest.approx(10 * found.this[1])


def test_a_refused_pair_leaves_the_unseen_as_they_were():
    refused = posterior(one_request([-np.inf, 0.0], size=4), SHARES)
    unseen = 1 - refused.absent[0] - refused.this.sum()
    assert refused.this[0] == pytest.approx(0.0, abs=1e-50)
    assert unseen == pytest.approx(2 * refused.this[1])


def test_absence_rises_where_nothing_speaks():
    loud, quiet = (posterior(one_request([weight, 0.0]), SHARES).absent[0] for weight in (2.0, -2.0))
    assert quiet > posterior(one_request([0.0, 0.0]), SHARES).absent[0] > loud


@given(weights, weights, st.integers(0, 5))
def test_probabilities_of_a_request_are_finite_and_sum_to_at_most_one(this, sibling, unseen):
    count = min(len(this), len(sibling))
    found = posterior(one_request(this[:count], sibling[:count], size=count + unseen), SHARES)
    everything = np.concatenate([found.this, found.sibling, found.absent])
    assert np.isfinite(everything).all()
    assert ((everything >= 0) & (everything <= 1 + 1e-9)).all()
    assert found.this.sum() + found.absent[0] <= 1 + 1e-9


@given(st.floats(-300, 300))
def test_one_weight_for_all_children_sets_none_before_another(weight):
    found = posterior(one_request([weight] * 3), SHARES)
    assert found.this == pytest.approx([found.this[0]] * 3)


def made(*, requests: int, related: float) -> Options:
    """Return requests of which so many seek a child, or as often a sibling, of a list of fifty; the ratios are honest.

    A measure of likeness is normal with mean 0, or 4 for the one who is meant: its log ratio is 4x − 8.
    """
    rng = np.random.default_rng(7)
    measured = rng.normal(size=(requests, 50, 2))
    drawn = rng.random(requests)
    measured[drawn < related / 2, 0, 0] += 4.0
    measured[(drawn >= related / 2) & (drawn < related), 0, 1] += 4.0
    pairs = (4.0 * measured - 8.0).reshape(-1, 2) / np.log(10)
    household, starts = np.tile(np.arange(50), requests), np.arange(0, 50 * requests + 1, 50)
    witness = np.zeros(len(pairs), dtype=bool)
    return Options(pairs[:, 0], pairs[:, 1], household, starts, witness, register_size=50)


@pytest.mark.parametrize("related", [0.2, 0.5, 0.8])
def test_the_share_that_is_registered_is_found_again(related):
    shares = fitted_shares(made(requests=2000, related=related), start=Shares(0.3, 0.3, 0.4))
    assert shares.this + shares.sibling == pytest.approx(related, abs=0.05)


@pytest.mark.parametrize("weight", [-300.0, 300.0])
def test_a_handful_of_requests_cannot_conclude_that_all_or_none_are_registered(weight):
    shares = fitted_shares(one_request([weight, weight]), start=Shares(0.4, 0.3, 0.3))
    assert shares.this + shares.sibling + shares.neither == pytest.approx(1.0)
    assert 0.2 < shares.neither < 0.4


def test_a_told_population_sets_the_share_of_this_child_alone():
    shares = told_shares(1000, register_size=100, fitted=Shares(0.5, 0.2, 0.3))
    assert shares == Shares(this=pytest.approx(0.1), sibling=pytest.approx(0.36), neither=pytest.approx(0.54))


@pytest.mark.parametrize("population", [1, 50, 100])
def test_a_population_no_larger_than_the_list_still_leaves_room_for_absence(population):
    shares = told_shares(population, register_size=100, fitted=Shares(0.5, 0.2, 0.3))
    assert 0.99 < shares.this < 1
    assert shares.neither > 0
