"""The household, weighed by hand on arrays small enough to read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.relations import weigh

YES, NO = np.array([[True]]), np.array([[False]])
ratios = st.floats(0, 1e6)


def one(value):
    """Return one pair with one word on either side."""
    return np.array([[[float(value)]]])


def test_a_parent_of_the_same_name_weighs_by_the_best_answer():
    ratio = np.array([[[2.0, 20.0], [0.5, 0.0]]])
    there = np.array([[True, True]])
    # 0.9 · 20 + 0.1
    assert weigh.parent(ratio, sought=there, found=there, other=weigh.OTHER_FATHER) == pytest.approx([18.1])


def test_another_name_for_a_parent_is_forgiven_as_often_as_registers_name_another():
    assert weigh.parent(one(0), sought=YES, found=YES, other=weigh.OTHER_MOTHER) == pytest.approx([0.15])


def test_the_same_kunya_on_both_sides_weighs_a_little():
    # 0.35 · 10 + 0.40 · 0 + 0.25
    assert weigh.kunya(one(10), one(0), sought=YES, found=YES, known=YES) == pytest.approx([3.75])


def test_a_kunya_that_names_a_child_sought_weighs_as_weak_evidence():
    # no kunya on the request: 0.40 · 10 + 0.60
    assert weigh.kunya(one(0), one(10), sought=NO, found=YES, known=YES) == pytest.approx([4.6])


def test_a_kunya_that_names_one_of_four_children_weighs_a_quarter_of_it():
    children = np.array([[[10.0], [0.0], [0.0], [0.0]]])
    known = np.array([[True] * 4])
    # 0.40 · 10 / 4 + 0.60
    assert weigh.kunya(one(0), children, sought=NO, found=YES, known=known) == pytest.approx([1.6])


def test_a_kunya_that_answers_nothing_is_only_weakly_against():
    assert weigh.kunya(one(0), one(0), sought=YES, found=YES, known=YES) == pytest.approx([0.25])


def test_a_sibling_named_on_both_sides_weighs_by_how_many_there_could_be():
    ratio = np.array([[[8.0], [0.0]]])
    # one of two: 0.6 · 8/2 + 0.4
    found = weigh.siblings(ratio, sought=np.array([[True, True]]), found=YES)
    assert found == pytest.approx([2.8])


def test_each_registered_sibling_is_one_more_factor():
    ratio = np.array([[[8.0, 0.0], [0.0, 8.0]]])
    both = np.array([[True, True]])
    assert weigh.siblings(ratio, sought=both, found=both) == pytest.approx([2.8**2])


def test_a_sibling_who_is_missing_weighs_little():
    assert weigh.siblings(one(0), sought=YES, found=YES) == pytest.approx([0.4])


@pytest.mark.parametrize(("sought", "found"), [(NO, YES), (YES, NO), (NO, NO)])
def test_silence_on_either_side_leaves_the_odds_as_they_were(sought, found):
    assert weigh.parent(one(0), sought=sought, found=found, other=0.1) == [1.0]
    assert weigh.siblings(one(0), sought=sought, found=found) == [1.0]
    assert weigh.kunya(one(0), one(0), sought=sought, found=found, known=NO) == [1.0]


@given(ratios, ratios)
def test_what_answers_better_never_weighs_less(low, high):
    low, high = sorted((low, high))
    for weighed in (
        lambda r: weigh.parent(one(r), sought=YES, found=YES, other=0.1),
        lambda r: weigh.siblings(one(r), sought=YES, found=YES),
        lambda r: weigh.kunya(one(r), one(0), sought=YES, found=YES, known=YES),
        lambda r: weigh.kunya(one(0), one(r), sought=YES, found=YES, known=YES),
    ):
        assert 0 < weighed(low)[0] <= weighed(high)[0]


def test_no_pairs_give_no_ratios():
    none, nobody = np.zeros((0, 1, 1)), np.zeros((0, 1), dtype=bool)
    assert weigh.parent(none, sought=nobody, found=nobody, other=0.1).shape == (0,)
    assert weigh.siblings(none, sought=nobody, found=nobody).shape == (0,)
    assert weigh.kunya(none, none, sought=nobody, found=nobody, known=nobody).shape == (0,)
