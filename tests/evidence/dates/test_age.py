from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.dates import Basis, birth_of_age, births_of, read_age
from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.spans import Span

TODAY = date(2018, 1, 1)
SEEN = Span.of_day(date(2017, 8, 1))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("4", (4, 5)),
        ("٤", (4, 5)),
        ("4 года", (4, 5)),
        ("4г", (4, 5)),
        ("four years old", (4, 5)),
        ("четыре года", (4, 5)),
        ("أربع سنوات", (4, 5)),
        ("4 yaşında", (4, 5)),
        ("около 4", (4, 5)),
        ("~4", (4, 5)),
        ("3-5", (3, 6)),
        ("от 3 до 5 лет", (3, 6)),
        ("3 или 4", (3, 5)),
        ("3,5", (3.5, 4)),
        ("3½", (3.5, 4)),
        ("½", (0.5, 1)),
        ("полтора года", (1.5, 2)),
        ("سنتان", (2, 3)),
        ("18 months", (1.5, 19 / 12)),
        ("18 мес", (1.5, 19 / 12)),
        ("١٨ شهر", (1.5, 19 / 12)),
        ("1 год 6 мес", (1.5, 19 / 12)),
        ("6-8 мес", (0.5, 0.75)),
        ("18 мес - 2 года", (1.5, 3)),
        ("newborn", (0, 1 / 12)),
        ("новорожденный", (0, 1 / 12)),
        ("رضيع", (0, 1)),
        ("до года", (0, 1)),
        ("under 5", (0, 5)),
        ("старше 10 лет", (10, 18)),
    ],
)
def test_an_age_is_read_as_written(text, years):
    assert read_age(text) == pytest.approx(years)


def test_hijri_years_run_faster():
    assert read_age("5 هـ") == pytest.approx((4.851, 5.821), abs=1e-3)


@pytest.mark.parametrize("text", ["250", "26", "2013"])
def test_nobody_here_is_over_twenty_five(text):
    with pytest.raises(UnreadableValue, match="between 0 and 25"):
        read_age(text)


@pytest.mark.parametrize("text", ["", "-3", "abc", "4-3", "9" * 70, "4" * 5000, "1e5", "год рождения неизвестен", "<0"])
def test_what_is_no_age_is_refused(text):
    with pytest.raises(UnreadableValue):
        read_age(text)


def test_four_in_august_was_born_in_this_year():
    birth = birth_of_age("4", SEEN)
    assert birth.span == Span(date(2012, 8, 2), date(2013, 8, 1))
    assert (birth.basis, birth.as_of) == (Basis.STATED, date(2017, 8, 1))


@pytest.mark.parametrize("text", ["на вид 4", "looks 4", "~4", "около 4", "4 تقريبا", "apparently 4"])
def test_an_age_judged_by_eye_says_so(text):
    assert birth_of_age(text, SEEN).basis is Basis.OBSERVED


def test_an_age_in_a_year_is_as_wide_as_both():
    assert birth_of_age("4", Span.of_year(2017)).span == Span(date(2012, 1, 2), date(2013, 12, 31))


def test_conflicting_statements_stand_side_by_side():
    births = births_of(birth_date=["2013", "2012-05"], age=["4"], age_date=["2017-08-01"], today=TODAY)
    assert [birth.basis for birth in births] == [Basis.DOCUMENT, Basis.DOCUMENT, Basis.STATED]


def test_ages_and_their_dates_go_together_in_order():
    births = births_of(birth_date=(), age=["3", "5"], age_date=["2016-08-01", "2018-08-01"], today=TODAY)
    assert [birth.span.first.year for birth in births] == [2012, 2012]


def test_an_age_without_a_date_is_of_today_and_nonsense_is_left_out():
    births = births_of(birth_date=["31.02.2013"], age=["4", "250"], age_date=["soon"], today=TODAY)
    assert [(birth.span.last, birth.as_of) for birth in births] == [(date(2014, 1, 1), TODAY)]


def test_leap_days_have_birthdays_too():
    assert birth_of_age("4", Span.of_day(date(2016, 2, 29))).span.last == date(2012, 2, 29)
    assert birth_of_age("3", Span.of_day(date(2016, 2, 29))).span.last == date(2013, 2, 28)


@given(st.text(max_size=100))
def test_any_text_is_an_age_or_refused(text):
    with suppress(UnreadableValue):
        low, high = read_age(text)
        assert 0 <= low < high <= 10_000
