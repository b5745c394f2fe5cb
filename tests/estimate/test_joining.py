"""What people held to be one child and two children at once is found, with the way that leads from one to the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.estimate.joining import ContradictingJudgements, Contradiction, contradictions, joined

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12)


def _found(same, different, *, many=8):
    return contradictions(joined(many, same), same, different)


def test_records_fixed_as_one_child_are_one_unit():
    zero, one, two, three, four = joined(5, [(0, 3), (3, 4)])
    assert zero == three == four
    assert sorted({zero, one, two}) == [0, 1, 2]


def test_the_shortest_way_between_two_that_are_held_apart_is_told():
    same = [(0, 1), (1, 2), (2, 3), (1, 3), (5, 6)]
    assert _found(same, [(0, 3), (5, 7)]) == [Contradiction((0, 3), (0, 1, 3))]


def test_every_contradiction_is_found_at_once():
    assert [one.apart for one in _found([(0, 1), (4, 5)], [(0, 1), (4, 5), (1, 4)])] == [(0, 1), (4, 5)]


def test_the_error_names_the_records():
    with pytest.raises(ContradictingJudgements, match=r"0 and 2 .*0, 1, 2.* Withdraw one"):
        raise ContradictingJudgements(_found([(0, 1), (1, 2)], [(0, 2)]))


@given(PAIRS, PAIRS)
def test_each_way_leads_along_what_was_held_to_be_the_same(same, different):
    edges = {frozenset(pair) for pair in same}
    for one in _found(same, different):
        assert (one.joined[0], one.joined[-1]) == one.apart or one.apart[0] == one.apart[1]
        assert all(frozenset(step) in edges for step in zip(one.joined, one.joined[1:], strict=False))
