"""What is refused, what is called weak, and that the headline never says too much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.estimate import FrequencyTable, ListTable, Status, UnusableTable, estimate, estimate_from_frequencies
from tests.estimate.made import NAMES, drawn, expected, table

GOOD = expected(1000, (0.5, 0.4, 0.5))


def _reason(counts, **more):
    answer = estimate(table(counts, **more))
    assert answer.status is Status.REFUSED
    assert (answer.headline, answer.methods) == (None, {})
    return str(answer.reason)


def _warned(counts, **more):
    answer = estimate(table(counts, **more))
    assert answer.status is Status.WEAK
    return " ".join(map(str, answer.warnings))


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ({"1": -1}, "whole number"),
        ({"1": 1.5}, "whole number"),
        ({"1": True}, "whole number"),
        ({"11": 2}, "one 0 or 1 for each"),
        ({"2": 2}, "one 0 or 1 for each"),
        ({"0": 2}, "on no list"),
    ],
)
def test_a_count_that_cannot_be_is_told(counts, why):
    with pytest.raises(UnusableTable, match=why):
        table(counts, k=1)


def test_two_lists_of_one_name_are_told():
    with pytest.raises(UnusableTable, match="same name"):
        ListTable("t", ("camp", "camp"), {"11": 3})


def test_families_must_hold_the_children():
    with pytest.raises(UnusableTable, match="families"):
        table({"10": 2, "11": 1}, families=(("10", "11"),))


def test_two_lists_are_refused_with_what_would_help():
    assert "add another source" in _reason({"10": 50, "01": 40, "11": 20})


def test_a_list_that_holds_nobody_is_no_list():
    assert "Only 2 lists hold children" in _reason({"100": 50, "010": 40, "110": 20})


def test_six_lists_are_to_be_merged():
    counts = {"100000": 30, "010000": 30, "110000": 9, "011000": 5, "001100": 4, "000110": 3, "000011": 2}
    names = tuple("abcdef")
    answer = estimate(ListTable("t", names, counts))
    assert (answer.status, "Merge lists" in str(answer.reason)) == (Status.REFUSED, True)


def test_lists_that_share_nobody_are_refused():
    assert "share no child" in _reason({"100": 30, "010": 20, "001": 25})


def test_a_list_apart_is_refused():
    assert "camp" in _reason({"100": 40, "010": 30, "001": 20, "110": 6})


def test_two_pairs_of_lists_apart_are_refused():
    assert "share no child" in _reason({"1000": 40, "0100": 30, "1100": 9, "0010": 30, "0001": 20, "0011": 8})


def test_a_short_list_apart_is_counted_and_told():
    three = {f"{pattern}0": count for pattern, count in GOOD.items()}
    told = _warned({**three, "0001": 7})
    assert "Its 7 children are counted as known" in told
    beside = estimate(table({**three, "0001": 7})).headline
    assert beside.at_least == 857
    assert beside.likely == tuple(end + 7 for end in estimate(table(GOOD)).headline.likely)


def test_a_list_made_from_another_is_refused():
    inside = {"100": 60, "001": 40, "101": 20, "110": 25, "111": 10}
    assert "Every child of committee is also in hotline" in _reason(inside)


def test_nobody_in_just_two_lists_is_refused():
    assert "exactly two lists" in _reason({"100": 60, "010": 40, "001": 40, "111": 10})


def test_one_family_with_half_the_children_is_refused():
    family = ("110",) * 30
    alone = [(pattern,) for pattern, count in (("100", 10), ("010", 8), ("001", 6), ("101", 3)) for _ in range(count)]
    counts = {"110": 30, "100": 10, "010": 8, "001": 6, "101": 3}
    assert "One family holds 53 %" in _reason(counts, families=(family, *alone))


def test_few_children_are_never_called_likely():
    few = {"100": 13, "010": 3, "001": 8, "110": 8, "101": 3, "011": 1}
    assert "Only 36 children" in _warned(few)
    assert estimate(table(few)).headline.likely is None


def test_where_no_model_is_of_use_nothing_is_called_likely():
    lonely = {"001": 400, "010": 400, "011": 1, "100": 400, "101": 1, "110": 1}
    assert "No model can be fitted" in _warned(lonely)
    answer = estimate(table(lonely))
    assert (answer.headline.at_least, answer.headline.likely, answer.headline.cannot_exclude) == (1203, None, None)
    assert {"decomposable", "chao"} <= set(answer.methods)


def test_few_overlaps_are_weak():
    assert "stand in two lists or more" in _warned(
        {"100": 300, "010": 300, "001": 300, "110": 5, "101": 5, "011": 5, "111": 1}
    )


def test_a_good_table_is_ok_and_spans_every_method():
    answer = estimate(table(GOOD))
    assert (answer.status, answer.warnings, answer.n) == (Status.OK, (), 850)
    low, high = answer.headline.likely
    assert low < 1000 < high <= answer.headline.cannot_exclude
    averaged = {key: method for key, method in answer.methods.items() if key in answer.spreads}
    assert all(low - 1 <= method.lo and method.hi <= high + 1 for method in averaged.values())


def test_frequencies_give_a_lower_bound_only():
    answer = estimate_from_frequencies(FrequencyTable("ants", (1645, 183, 37)))
    assert (answer.status, list(answer.methods)) == (Status.WEAK, ["chao"])
    assert answer.methods["chao"].estimate == pytest.approx(1865 + 1645 * 1644 / (2 * 184))
    assert (answer.headline.at_least, answer.headline.likely) == (1865, None)


def test_nobody_seen_twice_is_refused():
    assert estimate_from_frequencies(FrequencyTable("t", (40,))).status is Status.REFUSED


counts = st.fixed_dictionaries({p: st.integers(0, 40) for p in ("001", "010", "011", "100", "101", "110", "111")})


@given(counts)
@settings(max_examples=25, deadline=None)
def test_whatever_the_table_no_number_stands_alone(some):
    answer = estimate(table(some))
    if answer.status is Status.REFUSED:
        assert answer.reason is not None
        assert answer.headline is None
        return
    known = sum(some.values())
    assert answer.headline.at_least == known
    low, high = answer.headline.likely or (known, known)
    assert known <= low <= high
    assert answer.headline.cannot_exclude is None or answer.headline.cannot_exclude >= high
    assert all(known <= method.lo <= method.estimate for method in answer.methods.values())


@given(counts, st.permutations(range(3)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_lists_does_not_matter(some, order):
    turned = {"".join(pattern[i] for i in order): count for pattern, count in some.items()}
    names = tuple(NAMES[i] for i in order)
    one, other = estimate(table(some)), estimate(ListTable("t", names, turned))
    assert one.status == other.status
    for key, method in one.methods.items():
        assert other.methods[key].estimate == pytest.approx(method.estimate, rel=1e-4)
    if one.headline is not None and one.headline.likely is not None:
        assert other.headline.likely == pytest.approx(one.headline.likely, abs=1, rel=1e-2)


@given(counts, st.integers(1, 30))
@settings(max_examples=15, deadline=None)
def test_a_child_everybody_saw_says_nothing_of_those_seen_once_or_twice(some, more):
    one, other = estimate(table(some)), estimate(table({**some, "111": some["111"] + more}))
    if "chao" in one.methods and "chao" in other.methods:
        assert other.methods["chao"].estimate == pytest.approx(one.methods["chao"].estimate + more)


def test_the_truth_is_mostly_within_what_is_called_likely():
    answers = [(estimate(table(drawn(600, (0.35, 0.25, 0.2, 0.15), seed=seed))), 600) for seed in range(8)]
    within = [answer.headline.likely[0] <= truth <= answer.headline.likely[1] for answer, truth in answers]
    assert sum(within) >= 7
    assert all(answer.headline.at_least <= truth for answer, truth in answers)
