"""Averages over decomposable graphs, against the formula written out for the smallest case."""

from math import exp, lgamma, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.estimate import graphs
from kintrace.estimate.special import log_gamma, student_quantile
from kintrace.estimate.spread import POINTS, Spread, add, pool
from tests.estimate.made import expected

COUNTS = {"001": 3, "010": 4, "011": 2, "100": 5, "101": 1, "110": 2, "111": 1}


def _dirichlet(cells, weight):
    """Return the log probability of counts whose chances have a Dirichlet prior of this weight a cell."""
    whole = lgamma(weight * len(cells)) - lgamma(weight * len(cells) + sum(cells))
    return whole + sum(lgamma(weight + count) - lgamma(weight) for count in cells)


def _seen(part, missing):
    cells = dict.fromkeys(range(2 ** len(part)), 0)
    for pattern, count in {**COUNTS, "000": missing}.items():
        cells[int("".join(pattern[i] for i in part), 2)] += count
    return _dirichlet(list(cells.values()), 2.0 ** -len(part))


def _by_hand(missing):
    """Add up the seven graphs of three lists: none, one or two joined pairs."""
    one = [_seen((i,), missing) for i in range(3)]
    pair = {edge: _seen(edge, missing) for edge in ((0, 1), (0, 2), (1, 2))}
    graphs = [sum(one)]
    graphs += [pair[edge] + one[({0, 1, 2} - set(edge)).pop()] for edge in pair]
    graphs += [pair[0, 1] + pair[0, 2] - one[0], pair[0, 1] + pair[1, 2] - one[1], pair[0, 2] + pair[1, 2] - one[2]]
    children = 18 + missing
    return lgamma(children + 1) - lgamma(missing + 1) - log(children) + log(sum(exp(g + 60) for g in graphs))


def test_the_posterior_is_that_of_the_seven_graphs():
    found = graphs.on_fixed_grid(COUNTS)
    logs = np.array([_by_hand(missing) for missing in range(1, 361)])
    chances = np.exp(logs - logs.max())
    assert found.children[[0, -1]].tolist() == [19, 378]
    assert found.probability == pytest.approx(chances / chances.sum(), rel=1e-9)


def test_the_middle_is_where_the_children_are():
    found = graphs.on_fixed_grid(expected(1000, (0.5, 0.4, 0.5)))
    assert found.interval.estimate == pytest.approx(1000, rel=0.01)


def test_a_grid_that_ends_too_soon_is_widened():
    counts = {"001": 40, "010": 40, "011": 1, "100": 40, "101": 1, "110": 1}
    assert graphs.on_fixed_grid(counts).edge > 1e-4
    wide = graphs.wide_enough(counts)
    assert wide.children[-1] > 30 * 123
    assert wide.interval.hi > graphs.on_fixed_grid(counts).interval.hi


@given(st.floats(0.03, 1e6))
def test_the_logarithm_of_gamma_is_that_of_the_library(x):
    assert log_gamma(np.array([x]))[0] == pytest.approx(lgamma(x), rel=1e-12, abs=1e-10)


@pytest.mark.parametrize(("freedom", "table"), [(1, 12.7062), (2, 4.3027), (9, 2.2622), (30, 2.0423), (1e6, 1.96)])
def test_students_quantile_is_that_of_the_tables(freedom, table):
    assert student_quantile(0.975, freedom) == pytest.approx(table, abs=1e-4)


def test_a_pool_lies_around_all_it_holds_and_a_sum_adds_the_middles():
    low, high = Spread(np.linspace(90, 110, POINTS)), Spread(np.linspace(190, 210, POINTS))
    assert pool([low, high]).interval.lo == pytest.approx(91, abs=0.1)
    assert pool([low, high]).interval.hi == pytest.approx(209, abs=0.1)
    together = add([low, high])
    assert together.interval.estimate == pytest.approx(300, abs=1)
    assert together.interval.hi < 319  # both at their upper end at once is rare
