"""The bars add up, hide nothing, and start from how many children it could be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says
from kintrace.matching.match import KINDS, Candidate, Prior
from kintrace.matching.waterfall import bars, log10_odds

PRIOR = Prior(population=1001.0, registered_share=0.5, fitted=False)
weights = st.floats(-6, 6).map(lambda lr: Weight("names", lr, says("")))


def candidate(*terms: Weight) -> Candidate:
    return Candidate("C1", 1, sum(term.log10_lr for term in terms), 0.5, 0.1, terms)


def test_one_child_among_a_thousand_others_starts_at_minus_three():
    assert log10_odds(PRIOR) == pytest.approx(-3.0)


@pytest.mark.parametrize("population", [0.0, 1.0, 1.5, 2.0])
def test_no_list_is_so_short_that_it_makes_anybody_certain(population):
    assert log10_odds(Prior(population=population, registered_share=1.0, fitted=False)) == 0.0


def test_the_heaviest_comes_first_and_what_speaks_against_stands_among_them():
    drawn = bars(candidate(*(Weight(kind, lr, says("")) for kind, lr in zip(KINDS, (1, -2, 0.5), strict=False))), PRIOR)
    assert [bar.role for bar in drawn] == ["prior", "term", "term", "term", "sum"]
    assert [bar.kind for bar in drawn if bar.role == "term"] == ["births", "names", "places"]


def test_what_was_not_said_has_no_bar():
    assert len(bars(candidate(Weight.silent("marks", says("not said"))), PRIOR)) == 2


@given(st.lists(weights, max_size=6))
def test_each_bar_starts_where_the_one_before_ended_and_the_sum_is_their_sum(terms):
    prior, *steps, total = bars(candidate(*terms), PRIOR)
    at = prior.end
    for step in steps:
        assert step.start == at
        at = step.end
    assert total.end == pytest.approx(log10_odds(PRIOR) + sum(term.log10_lr for term in terms))
