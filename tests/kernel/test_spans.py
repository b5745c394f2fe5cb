"""A span holds its first and its last day, and says itself as shortly as it can."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.kernel.spans import Span

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
spans = st.builds(lambda day, more: Span(day, day + timedelta(days=more)), days, st.integers(0, 5000))


def test_a_single_day_is_a_span_of_one():
    assert Span.of_day(date(2016, 2, 29)).days == 1


def test_a_leap_year_and_its_february_have_a_day_more():
    assert (Span.of_year(2016).days, Span.of_month(2016, 2).days, Span.of_month(2017, 2).days) == (366, 29, 28)


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2017, 2, 1), date(2017, 1, 31))


def test_two_spans_meet_in_the_days_they_share():
    spring = Span(date(2017, 3, 1), date(2017, 5, 31))
    assert spring.meet(Span.of_month(2017, 5)) == Span.of_month(2017, 5)
    assert spring.meet(Span(date(2017, 5, 31), date(2018, 1, 1))) == Span.of_day(date(2017, 5, 31))
    assert spring.meet(Span.of_month(2017, 6)) is None


@given(spans, spans)
def test_what_is_shared_lies_in_both_and_who_asks_does_not_matter(one, other):
    shared = one.meet(other)
    assert shared == other.meet(one)
    if shared is not None:
        assert max(one.first, other.first) == shared.first <= shared.last == min(one.last, other.last)


@given(spans, st.integers(0, 400))
def test_a_widened_span_holds_the_days_asked_for_on_either_side(span, more):
    wider = span.widened(more)
    assert (wider.days, wider.meet(span)) == (span.days + 2 * more, span)


def test_a_span_at_the_edge_of_the_calendar_widens_as_far_as_the_calendar_goes():
    assert Span(date.min, date.max).widened(5) == Span(date.min, date.max)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span.of_day(date(2013, 4, 18)), "2013-04-18"),
        (Span.of_month(2013, 4), "2013-04"),
        (Span.of_year(2013), "2013"),
        (Span(date(2013, 4, 18), date(2013, 5, 2)), "2013-04-18–2013-05-02"),
        (Span(date(2013, 1, 1), date(2014, 12, 31)), "2013-01-01–2014-12-31"),
    ],
)
def test_a_span_is_said_as_shortly_as_it_can_be(span, said):
    assert str(span) == said
