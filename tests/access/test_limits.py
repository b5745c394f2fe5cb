"""How much one person may open in an hour and take out in a day, and who is told."""

from datetime import timedelta

import pytest

from kintrace.access import limits
from kintrace.access.models import Alert, Event
from kintrace.kernel import clock


@pytest.fixture
def pass_by(monkeypatch):
    def later(**time):
        at = clock.now() + timedelta(**time)
        monkeypatch.setattr(clock, "now", lambda: at)

    return later


def test_beyond_thirty_an_hour_nothing_opens_and_others_are_told_once(aslan, zarema, ruslan):
    limits.count_opened(aslan, cases=limits.OPENED_AN_HOUR)
    for _ in range(3):
        with pytest.raises(limits.TooMany):
            limits.count_opened(aslan)
    assert {alert.to for alert in Alert.objects.all()} == {zarema, ruslan}
    assert Alert.objects.count() == 2
    assert Event.objects.filter(verb="limit.openings-reached").count() == 3


def test_an_hour_later_it_goes_on(aslan, pass_by):
    limits.count_opened(aslan, cases=limits.OPENED_AN_HOUR)
    pass_by(hours=1, seconds=1)
    limits.count_opened(aslan)


def test_one_person_does_not_use_up_what_another_may_open(aslan, zarema):
    limits.count_opened(aslan, cases=limits.OPENED_AN_HOUR)
    limits.count_opened(zarema)


def test_twenty_five_cases_leave_within_a_day_and_no_more(aslan, pass_by):
    limits.count_exported(aslan, cases=20)
    with pytest.raises(limits.TooMany):
        limits.count_exported(aslan, cases=6)
    limits.count_exported(aslan, cases=5)
    pass_by(days=1, seconds=1)
    limits.count_exported(aslan, cases=25)
