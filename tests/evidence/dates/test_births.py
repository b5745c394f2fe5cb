import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kintrace.evidence.dates import Basis, Birth, BirthTable, Cohort, birth_of_age, compare_births, weigh_births
from kintrace.kernel.spans import Span

SEEN = date(2017, 9, 1)
# A register with as many children of every age from 0 to 17.
EVEN = Cohort.of([(birth_of_age(str(age), Span.of_day(SEEN)),) for age in range(18)] * 50)
ZERO = np.zeros(1, dtype=np.int64)

days = st.dates(date(2003, 1, 1), date(2017, 6, 1))
documents = st.builds(
    lambda day, length: Birth(Span(day, day + timedelta(days=length)), Basis.DOCUMENT),
    days,
    st.sampled_from([0, 29, 364]),
)
ages = st.builds(lambda age: birth_of_age(age, Span.of_day(SEEN)), st.sampled_from(["1", "4", "~6", "9-11", "18 мес"]))
said = st.lists(documents | ages, max_size=3)


def born(day: date) -> Birth:
    return Birth(Span.of_day(day), Basis.DOCUMENT)


def aged(age: str) -> Birth:
    return birth_of_age(age, Span.of_day(SEEN))


def weight(sought, found, cohort=EVEN):
    return compare_births(sought, found, cohort=cohort).log10_lr


def test_one_exact_day_is_worth_the_days_of_a_childhood():
    # Nine in ten of two right dates, against one day in 18 years: 0.95² · 6574 = 10^3.77.
    assert weight([born(date(2010, 3, 9))], [born(date(2010, 3, 9))]) == pytest.approx(3.77, abs=0.1)


def test_an_age_that_fits_a_date_is_worth_a_few_of_eighteen_years():
    # Around the middle of a blurred year (sd 1.1 years) the density is about 1/3 a year: 18/3.
    assert weight([born(date(2011, 3, 1))], [aged("6")]) == pytest.approx(math.log10(18 / 3), abs=0.12)


def test_eight_years_apart_are_weighty_evidence_against():
    weighed = compare_births([born(date(2006, 3, 1))], [aged("3")], cohort=EVEN)
    assert -4 <= weighed.log10_lr < -2
    assert "7 years" in str(weighed.because)


def test_an_age_leans_to_children_who_are_older_than_they_look():
    older, younger = born(date(2008, 3, 1)), born(date(2014, 3, 1))
    assert weight([older], [aged("6")]) > weight([younger], [aged("6")])


def test_nobody_is_seen_before_birth():
    unborn = born(SEEN + timedelta(days=250))
    assert weight([unborn], [aged("0")]) < -0.7 < 0.5 < weight([born(SEEN - timedelta(days=60))], [aged("0")])


def test_a_date_off_by_a_year_is_a_slip_more_often_than_one_off_by_three():
    day, slipped, other = born(date(2010, 3, 9)), born(date(2011, 3, 9)), born(date(2013, 3, 9))
    assert weight([day], [other]) < weight([day], [slipped]) < weight([day], [day])


def test_a_common_age_weighs_little_and_a_rare_one_much():
    mostly_six = Cohort.of([(aged("6"),)] * 300 + [(aged("15"),)] * 3)
    assert weight([aged("6")], [aged("6")], mostly_six) < 0.3
    assert weight([aged("15")], [aged("15")], mostly_six) > 1


def test_an_age_nobody_has_in_the_register_is_not_held_against_a_child():
    infants = Cohort.of([(aged("1"),)] * 300)
    assert weight([aged("9")], [aged("9")], infants) > 1


def test_silence_weighs_nothing_and_says_whose_it_is():
    weighed = compare_births([], [aged("4")], cohort=EVEN)
    assert (weighed.log10_lr, weighed.said) == (0.0, False)
    assert "request" in str(weighed.because)
    assert "list of children" in str(compare_births([aged("4")], [], cohort=EVEN).because)


def test_an_empty_register_still_weighs():
    assert weight([aged("4")], [aged("4")], Cohort.of([])) > 0.3


def test_two_statements_are_averaged_as_densities_never_as_dates():
    early, late, between = born(date(2006, 1, 5)), born(date(2014, 1, 5)), born(date(2010, 1, 5))
    assert weight([early, late], [between]) < -1
    half = 10 ** weight([early], [early]) / 2
    assert 10 ** weight([early, late], [early]) == pytest.approx(half, rel=0.02)


def test_the_sentence_names_both_sides():
    because = str(compare_births([born(date(2012, 4, 18))], [aged("~5")], cohort=EVEN).because)
    assert because == "sought: born 2012-04-18; found: looked about 5 on 2017-09-01. The two go together"


def test_a_wide_guess_says_less_than_a_narrow_one():
    day = [born(date(2012, 3, 1))]
    assert weight(day, [aged("2-8")]) < weight(day, [aged("4-6")]) < weight(day, [aged("5")])


@given(st.sampled_from(["1", "3", "6", "9", "12"]), days)
def test_a_larger_error_never_sharpens(age, day):
    best = max(weight([born(day + timedelta(days=n))], [aged("~" + age)]) for n in range(-4000, 4001, 400))
    middle = aged(age).span.first + timedelta(days=100)
    assert best <= weight([born(middle)], [aged(age)]) + 0.1


@given(documents, documents)
def test_who_asks_first_does_not_matter_but_for_how_common_the_age_of_the_one_found_is(one, other):
    here, there = weight([one], [other]), weight([other], [one])
    common = np.log10(BirthTable.of([[one], [other]]).under(EVEN))
    assume(min(here, there) > -3)  # below, both are held up by what never quite happens
    assert here + common[1] == pytest.approx(there + common[0], abs=0.02)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(said, said), min_size=1, max_size=6))
def test_many_pairs_at_once_are_each_pair_alone(pairs):
    sought, found = BirthTable.of(a for a, _ in pairs), BirthTable.of(b for _, b in pairs)
    rows = np.arange(len(pairs))
    together = weigh_births(sought, found, rows, rows, cohort=EVEN)
    alone = [weight(a, b) for a, b in pairs]
    assert together == pytest.approx(alone, abs=1e-9)
    assert (together[~(sought.said & found.said)] == 0).all()


@settings(max_examples=40, deadline=None)
@given(said, said)
def test_no_pair_weighs_less_than_minus_four_or_is_not_a_number(sought, found):
    assert -4.0001 <= weight(sought, found) < 8


def test_among_strangers_the_ratios_average_to_one():
    rng = np.random.default_rng(5)
    births = [(born(date(2000, 1, 1) + timedelta(days=int(n))),) for n in rng.integers(0, 6400, 400)]
    table = BirthTable.of(births)
    rows, cols = np.divmod(np.arange(400 * 400), 400)
    strangers = rows != cols
    weights = weigh_births(table, table, rows[strangers], cols[strangers], cohort=Cohort.of(births))
    assert (10**weights).mean() == pytest.approx(1, abs=0.15)


def siblings(sought, found):
    left, right = BirthTable.of([[sought]]), BirthTable.of([[found]])
    return float(weigh_births(left, right, ZERO, ZERO, cohort=EVEN, relation="sibling")[0])


def test_siblings_are_seldom_half_a_year_apart_and_mostly_some_years():
    child, near, usual = born(date(2010, 3, 9)), born(date(2010, 9, 9)), born(date(2012, 6, 9))
    assert siblings(child, near) < -0.2 < 0.1 < siblings(child, usual)
    assert siblings(child, born(date(2010, 3, 9))) > 1  # twins


def test_a_pair_three_years_apart_is_a_sibling_rather_than_the_child():
    child, other = born(date(2010, 3, 9)), aged("3")
    assert weight([child], [other]) < siblings(child, other)
