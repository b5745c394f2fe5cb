from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.dates import read_birth_day, read_day
from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.spans import Span

APRIL_18 = Span.of_day(date(2013, 4, 18))


@pytest.mark.parametrize(
    "text",
    [
        "2013-04-18",
        "18.04.2013",
        "18/4/13",
        "18-4-2013",
        "18 апреля 2013",
        "18 апреля 2013 г.",
        "April 18, 2013",
        "18th of April 2013",
        "18-Apr-13",
        "18 Nisan 2013",
        "١٨/٤/٢٠١٣",
        "۱۸ نيسان ۲۰۱۳",
        "18 أبريل 2013",
        "04/18/2013",
        "2013-04-18 00:00:00",
        "20130418",
        "\u200f18.04.2013\u200e",
    ],
)
def test_one_day_is_written_in_many_ways(text):
    assert read_day(text) == APRIL_18


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2013-04", 4),
        ("04.2013", 4),
        ("апрель 2013", 4),
        ("كانون الثاني 2013", 1),
        ("يناير ٢٠١٣", 1),
        ("تشرين الأول 2013", 10),
        ("Ağustos 2013", 8),
        ("2013 г., май", 5),
    ],
)
def test_a_month_is_a_month(text, month):
    assert read_day(text) == Span.of_month(2013, month)


@pytest.mark.parametrize("text", ["2013", "2013 г.р.", "в 2013 году", "٢٠١٣", "2013م", "مواليد 2013"])
def test_a_year_is_a_year(text):
    assert read_day(text) == Span.of_year(2013)


@pytest.mark.parametrize("text", ["2013-2014", "2013/14", "2013-14", "с 2013 по 2014", "2013 или 2014", "2013 – 2014"])
def test_two_years_are_a_range(text):
    assert read_day(text) == Span(date(2013, 1, 1), date(2014, 12, 31))


def test_a_range_of_months_shares_its_year():
    assert read_day("апрель - май 2013") == Span(date(2013, 4, 1), date(2013, 5, 31))


def test_parts_of_a_year_are_read():
    assert read_day("осень 2013") == Span(date(2013, 9, 1), date(2013, 11, 30))
    assert read_day("зимой 2016") == Span(date(2015, 12, 1), date(2017, 2, 28))
    assert read_day("в начале 2016 года") == Span(date(2016, 1, 1), date(2016, 4, 30))


def test_about_a_year_reaches_into_its_neighbours():
    assert read_day("около 2013") == Span(date(2012, 1, 2), date(2014, 12, 31))


@pytest.mark.parametrize("text", ["1436", "1436 هـ", "1436 H", "١٤٣٦"])
def test_a_hijri_year_lies_in_two_years(text):
    # 1 Muharram 1436 was 25 October 2014 and 30 Dhu al-Hijjah 13 October 2015; two days for the moon.
    assert read_day(text) == Span(date(2014, 10, 23), date(2015, 10, 15))


def test_ramadan_1437_was_in_june_of_2016():
    assert read_day("رمضان 1437") == Span(date(2016, 6, 4), date(2016, 7, 7))
    assert read_day("1437-09-01").meet(Span.of_day(date(2016, 6, 6))) is not None


@pytest.mark.parametrize("text", ["31.02.2013", "2013-13-01", "30.02.2012", "0312", "3013", "00.00.2013", "31.13.1436"])
def test_a_day_that_cannot_be_is_refused(text):
    with pytest.raises(UnreadableValue):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["", " ", "unknown", "99999999", "2013-2012", "1950-2013", "x" * 5000, "\x00", "1" * 79]
)
def test_what_is_no_date_is_refused_with_advice(text):
    with pytest.raises(UnreadableValue, match=r"write|check"):
        read_day(text)


@pytest.mark.parametrize("text", ["2012-01-01", "01.07.2012"])
def test_a_placeholder_birth_means_its_year(text):
    assert read_birth_day(text) == Span.of_year(2012)
    assert read_day(text).days == 1


def test_any_other_birth_day_is_itself():
    assert read_birth_day("02.01.2012") == Span.of_day(date(2012, 1, 2))


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_every_day_comes_back_from_its_forms(day):
    for form in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d/%m/%y}", f"{day.day} {day:%b} {day.year}"):
        assert read_day(form) == Span.of_day(day)


@given(st.text(max_size=100))
def test_any_text_is_a_span_or_refused(text):
    with suppress(UnreadableValue):
        span = read_day(text)
        assert 1 <= span.days <= 10_000
