"""A child's own name, weighed by hand on arrays small enough to read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.names import weigh

YES, NO = np.array([[True]]), np.array([[False]])
ratios = st.floats(0, 1e6)


def one(value):
    """Return one pair with one word on either side."""
    return np.array([[[float(value)]]])


def test_one_name_answered_weighs_nine_tenths_of_its_ratio():
    # 0.9 · 50 + 0.1
    assert weigh.same_child(one(50), sought=YES, found=YES) == pytest.approx([45.1])


def test_another_name_is_forgiven_as_often_as_children_go_by_another():
    assert weigh.same_child(one(0), sought=YES, found=YES) == pytest.approx([weigh.OTHER_NAME])


def test_a_second_name_that_nothing_answers_halves_what_the_first_said():
    ratio, found = np.array([[[10.0, 0.0]]]), np.array([[True, True]])
    # 0.9 · (10 + 0) / 2 + 0.1
    assert weigh.same_child(ratio, sought=YES, found=found) == pytest.approx([4.6])


def test_words_that_are_only_padding_count_for_nothing():
    ratio, found = np.array([[[10.0, 99.0]]]), np.array([[True, False]])
    assert weigh.same_child(ratio, sought=YES, found=found) == pytest.approx([9.1])


def test_an_alias_of_the_child_sought_shares_the_answer_with_the_name():
    ratio, sought = np.array([[[10.0], [0.0]]]), np.array([[True, True]])
    assert weigh.same_child(ratio, sought=sought, found=YES) == pytest.approx([4.6])


def test_a_sibling_the_request_names_weighs_by_its_own_ratio():
    # 0.6 · 20 + 0.4 / (1 + 0.3 · 0)
    assert weigh.sibling(one(0), one(20), sought=YES, named=YES, found=YES) == pytest.approx([12.4])


def test_brothers_do_not_share_a_name():
    # no sibling named: 1 / (1 + 0.3 · 10)
    assert weigh.sibling(one(10), one(0), sought=YES, named=NO, found=YES) == pytest.approx([0.25])


def test_one_of_two_siblings_weighs_half():
    siblings, named = np.array([[[20.0], [0.0]]]), np.array([[True, True]])
    # 0.6 · 20/2 + 0.4
    assert weigh.sibling(one(0), siblings, sought=YES, named=named, found=YES) == pytest.approx([6.4])


@pytest.mark.parametrize(("sought", "found"), [(NO, YES), (YES, NO), (NO, NO)])
def test_silence_on_either_side_leaves_the_odds_as_they_were(sought, found):
    assert weigh.same_child(one(0), sought=sought, found=found) == [1.0]
    assert weigh.sibling(one(0), one(0), sought=sought, named=NO, found=found) == [1.0]


def test_a_request_that_names_only_siblings_still_speaks_of_siblings():
    assert weigh.sibling(one(0), one(20), sought=NO, named=YES, found=YES) == pytest.approx([12.4])


@given(ratios, ratios)
def test_what_answers_better_speaks_for_the_child_and_against_a_sibling(low, high):
    low, high = sorted((low, high))
    of_child = [weigh.same_child(one(r), sought=YES, found=YES)[0] for r in (low, high)]
    of_sibling = [weigh.sibling(one(r), one(0), sought=YES, named=NO, found=YES)[0] for r in (low, high)]
    assert 0 < of_child[0] <= of_child[1]
    assert of_sibling[0] >= of_sibling[1] > 0


@given(ratios, ratios)
def test_a_sibling_who_answers_better_never_weighs_less(low, high):
    low, high = sorted((low, high))
    weighed = [weigh.sibling(one(1), one(r), sought=YES, named=YES, found=YES)[0] for r in (low, high)]
    assert 0 < weighed[0] <= weighed[1]
