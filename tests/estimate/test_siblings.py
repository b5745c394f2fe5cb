"""Children of one family are listed together; parts of a population are counted apart."""

import pytest

from kintrace.estimate import Status, UnusableTable, estimate
from kintrace.estimate.siblings import design_effect, largest_share
from kintrace.estimate.strata import estimate_strata
from tests.estimate.made import expected, table

GOOD = expected(1000, (0.5, 0.4, 0.5))
TRIPLETS = tuple((pattern,) * 3 for pattern, count in GOOD.items() for _ in range(count))
TRIPLED = {pattern: 3 * count for pattern, count in GOOD.items()}
POOR = {"100": 20, "010": 15, "001": 12, "110": 3, "101": 2}


def _width(interval):
    return interval[1] - interval[0]


def test_the_design_effect_is_the_size_of_the_family_a_child_belongs_to():
    two = table({"1": 3}, k=1, families=(("1",), ("1", "1")))
    assert design_effect(two) == pytest.approx(5 / 3)
    assert largest_share(two) == pytest.approx(2 / 3)
    assert (design_effect(table({"1": 3}, k=1)), largest_share(table({"1": 3}, k=1))) == (1, 0)


def test_three_siblings_listed_together_are_one_observation():
    alone, as_families = estimate(table(GOOD)), estimate(table(TRIPLED, families=TRIPLETS))
    assert as_families.n == 3 * alone.n
    for key in ("loglinear_bic_best", "loglinear_aic", "decomposable", "chao"):
        one, other = alone.methods[key], as_families.methods[key]
        assert (other.estimate, other.lo, other.hi) == pytest.approx((3 * one.estimate, 3 * one.lo, 3 * one.hi))


def test_families_make_the_interval_wider():
    as_children, as_families = estimate(table(TRIPLED)), estimate(table(TRIPLED, families=TRIPLETS))
    assert _width(as_families.headline.likely) > 1.4 * _width(as_children.headline.likely)


def test_the_bootstrap_draws_whole_families():
    as_children = estimate(table(TRIPLED), draws=60).methods["bootstrap"]
    as_families = estimate(table(TRIPLED, families=TRIPLETS), draws=60).methods["bootstrap"]
    assert as_children.estimate == pytest.approx(3000, rel=0.03)
    assert as_families.hi - as_families.lo > 1.3 * (as_children.hi - as_children.lo)


def test_the_bootstrap_repeats_to_the_digit():
    assert estimate(table(GOOD), draws=20).methods == estimate(table(GOOD), draws=20).methods


def test_a_referral_is_in_every_model():
    told = estimate(table(GOOD, referrals=((0, 1),)))
    names = [method.model for method in told.methods.values() if method.model is not None]
    assert names
    assert all("12" in name for name in names)


def test_strata_are_added_up():
    easy, hard = expected(600, (0.6, 0.5, 0.5)), expected(400, (0.3, 0.3, 0.25))
    both = estimate_strata("both", {"camp": table(easy), "prison": table(hard)})
    together = estimate(table({pattern: easy[pattern] + hard[pattern] for pattern in easy}))
    assert both.methods["loglinear_bic"].estimate == pytest.approx(1000, rel=0.06)
    assert together.methods["loglinear_bic_best"].estimate < 950  # the mixture hides children
    assert both.headline.at_least == together.n == sum(part.n for part in both.parts)


def test_a_weak_stratum_is_merged_with_its_neighbours():
    merged = estimate_strata("t", {"Iraq / camp": table(GOOD), "Iraq / prison": table(POOR), "Syria": table(GOOD)})
    assert sorted(part.id for part in merged.parts) == ["Iraq", "t"]
    assert {part.n for part in merged.parts} == {850, 902}


def test_of_a_stratum_that_says_nothing_the_known_are_counted():
    few = {"100": 9, "010": 9, "001": 9}
    answer = estimate_strata("t", {"camp": table(GOOD), "prison": table(few)})
    alone = estimate(table(GOOD))
    assert answer.status is Status.WEAK
    assert answer.headline.at_least == 877
    assert answer.headline.likely == pytest.approx(tuple(end + 27 for end in alone.headline.likely), abs=1)
    assert answer.headline.cannot_exclude is None


def test_no_stratum_that_says_anything_is_refused():
    answer = estimate_strata("t", {"camp": table({"100": 9, "010": 9, "001": 9})})
    assert (answer.status, answer.headline, answer.n) == (Status.REFUSED, None, 27)


def test_strata_with_other_lists_cannot_be_merged():
    with pytest.raises(UnusableTable, match="same lists"):
        estimate_strata("t", {"Iraq / camp": table(POOR), "Iraq / prison": table({"10": 5, "11": 2})})
