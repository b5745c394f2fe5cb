"""E8: whoever opens sealed things at night is told about, once a night, and is not refused."""

import struct
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kintrace.access import limits
from kintrace.access.models import Alert, Event
from kintrace.access.nights import is_night
from kintrace.config.hours import night_named, zone_named
from kintrace.kernel import clock
from kintrace.kernel.errors import WrongUse

MIDNIGHT = datetime(2017, 9, 18, 23, 30, tzinfo=UTC)
# A clock as a machine keeps it: no leap, no change, one kind of time, its name of four signs.
THREE_HOURS_EAST = struct.pack(">4s16x6ll2B4s", b"TZif", 0, 0, 0, 0, 1, 4, 3 * 3600, 0, 0, b"MSK")


@pytest.fixture(autouse=True)
def night(settings):
    settings.NIGHT, settings.NIGHT_ZONE = (22, 6), ZoneInfo("UTC")


@pytest.fixture
def at(monkeypatch):
    def now(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return now


def test_e8_others_are_told_of_whoever_opens_at_night_and_nobody_is_refused(aslan, zarema, ruslan, at):
    at(MIDNIGHT)
    for _ in range(3):
        limits.count_opened(aslan)
    assert {(one.to, one.kind, one.about) for one in Alert.objects.all()} == {
        (zarema, "opened_at_night", aslan.public_id),
        (ruslan, "opened_at_night", aslan.public_id),
    }
    assert Event.objects.filter(verb="limit.opened-at-night").count() == 1


def test_e8_the_next_night_they_are_told_again(aslan, zarema, at):
    for night in range(3):
        at(MIDNIGHT + timedelta(days=night))
        limits.count_opened(aslan)
    assert Alert.objects.filter(to=zarema).count() == 3


def test_e8_a_supervisor_at_night_is_told_about_too(zarema, ruslan, at):
    at(MIDNIGHT)
    limits.count_opened(zarema)
    assert Alert.objects.get().to == ruslan


def test_by_day_nobody_is_told(aslan, zarema, at):
    at(MIDNIGHT.replace(hour=21, minute=59))
    limits.count_opened(aslan)
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    ("hours", "nights"), [((22, 6), {22, 23, 0, 1, 2, 3, 4, 5}), ((1, 5), {1, 2, 3, 4}), (None, set())]
)
def test_a_night_may_go_over_midnight_or_not(settings, hours, nights):
    settings.NIGHT = hours
    assert {hour for hour in range(24) if is_night(MIDNIGHT.replace(hour=hour))} == nights


def test_the_night_goes_by_the_clock_of_the_office(settings):
    settings.NIGHT_ZONE = ZoneInfo("Europe/Moscow")
    assert is_night(MIDNIGHT.replace(hour=20))
    assert not is_night(MIDNIGHT.replace(hour=3))


@pytest.mark.parametrize("words", ["22", "6-6", "25-3", "night", ""])
def test_a_night_that_cannot_be_is_refused_at_start(words):
    with pytest.raises(WrongUse, match="KINTRACE_NIGHT"):
        night_named(words)


def test_without_a_name_it_is_the_clock_of_the_machine_whatever_django_sets(tmp_path, monkeypatch):
    (tmp_path / "localtime").write_bytes(THREE_HOURS_EAST)
    monkeypatch.setattr("kintrace.config.hours.MACHINE", tmp_path / "localtime")
    assert MIDNIGHT.replace(hour=20).astimezone(zone_named("")).hour == 23
    monkeypatch.setattr("kintrace.config.hours.MACHINE", tmp_path / "none")
    assert MIDNIGHT.replace(hour=20).astimezone(zone_named("")).hour == 20


def test_a_clock_that_nobody_knows_is_refused_at_start():
    with pytest.raises(WrongUse, match="KINTRACE_ZONE"):
        zone_named("Nowhere/Town")
