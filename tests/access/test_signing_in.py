"""Coming in with both factors, being slowed down when guessing, and how a session ends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kintrace.access import actions, second_factor, sessions
from kintrace.access.models import Event, TokenBucket, User
from kintrace.kernel import clock
from kintrace.kernel.errors import WrongUse
from tests.cast import PASSWORD, enrolled, sign_in

SIGN_IN, SECOND = "/sign-in/", "/sign-in/second/"


def give_password(client, username="aslan", password=PASSWORD):
    return client.post(SIGN_IN, {"username": username, "password": password})


@pytest.fixture
def later(monkeypatch):
    """Let time pass."""

    def pass_by(**time):
        at = clock.now() + timedelta(**time)
        monkeypatch.setattr(clock, "now", lambda: at)

    return pass_by


def test_both_factors_lead_to_today_and_onto_the_trail(client, aslan):
    assert sign_in(client, aslan).url == reverse("tracing:today")
    event = Event.objects.get(verb="staff.signed-in")
    assert (event.subject, event.by) == (aslan.public_id, aslan)


def test_a_password_alone_opens_nothing(client, aslan):
    enrolled(aslan)
    assert give_password(client).url == SECOND
    assert client.get("/").url.startswith(SIGN_IN)


def test_a_second_factor_alone_opens_nothing(client, aslan):
    secret = enrolled(aslan)
    answer = client.post(SECOND, {"code": second_factor.code_now(secret)})
    assert (answer.url, client.get("/").status_code) == (SIGN_IN, 302)


def test_a_session_that_never_saw_a_second_factor_is_ended(client, aslan):
    client.force_login(aslan)
    session = client.session
    del session[sessions.SIGNED_IN]
    session.save()
    assert client.get("/").url.startswith(SIGN_IN)


def test_the_password_does_not_hold_for_long(client, aslan, later):
    secret = enrolled(aslan)
    give_password(client)
    later(minutes=6)
    assert client.post(SECOND, {"code": second_factor.code_now(secret)}).url == SIGN_IN


def test_a_wrong_password_says_so_kindly(client, aslan):
    assert "do not fit together" in give_password(client, password="guess").text


def test_guessing_is_slowed_down_for_the_right_password_too(client, aslan):
    for _ in range(actions.TRIES_A_NAME):
        give_password(client, password="guess")
    assert "too many tries" in give_password(client).text


def test_other_names_are_not_slowed_down_with_it(client, aslan, zarema):
    for _ in range(actions.TRIES_A_NAME):
        give_password(client, password="guess")
    assert give_password(client, username="zarema").status_code == 302


def test_guessing_codes_is_slowed_down_for_the_right_one_too(client, aslan):
    secret = enrolled(aslan)
    give_password(client)
    for _ in range(second_factor.TRIES):
        client.post(SECOND, {"code": "000000"})
    answer = client.post(SECOND, {"code": second_factor.code_now(secret)})
    assert (answer.status_code, "too many tries" in answer.text) == (422, True)


def test_a_token_comes_back_with_time(db, monkeypatch):
    at = datetime(2018, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: at)
    taken = [actions.take_token("key", capacity=2, seconds_a_token=60) for _ in range(3)]
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(seconds=61))
    assert taken == [True, True, False]
    assert actions.take_token("key", capacity=2, seconds_a_token=60)


def test_neither_the_name_tried_nor_the_address_is_kept(client, aslan):
    give_password(client, password="guess")
    kept = " ".join(TokenBucket.objects.values_list("key", flat=True))
    assert "aslan" not in kept
    assert "127.0.0.1" not in kept


def test_a_session_gets_a_new_key_at_each_step(client, aslan):
    secret = enrolled(aslan)
    client.get(SIGN_IN)
    keys = [client.session.session_key]
    give_password(client)
    keys.append(client.session.session_key)
    client.post(SECOND, {"code": second_factor.code_now(secret)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_thirty_minutes_without_a_page_end_a_session(client, aslan, later):
    sign_in(client, aslan)
    later(minutes=29)
    assert client.get("/").status_code == 200
    later(minutes=31)
    assert client.get("/").url.startswith(SIGN_IN)


@pytest.mark.parametrize("jump", [-1, 1])
def test_a_clock_that_jumps_a_day_ends_a_session_and_breaks_nothing(client, aslan, later, jump):
    sign_in(client, aslan)
    later(days=jump)
    assert client.get("/").url.startswith(SIGN_IN)


def test_a_new_password_ends_every_session(client, aslan):
    sign_in(client, aslan)
    aslan.set_password("another long password")
    aslan.save(update_fields=["password"])
    assert client.get("/").url.startswith(SIGN_IN)


def test_cookies_are_strict_and_out_of_reach_of_scripts(client, aslan):
    sign_in(client, aslan)
    kept = {name: (one["samesite"], bool(one["httponly"])) for name, one in client.cookies.items()}
    assert {"sessionid", "capsules", "device"} <= set(kept)
    assert set(kept.values()) == {("Strict", True)}


def test_signing_out_needs_a_button_and_is_on_the_trail(client, aslan):
    client.force_login(aslan)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == reverse("access:sign_in")
    assert Event.objects.latest("pk").verb == "staff.signed-out"


def test_a_language_follows_its_reader(client, aslan):
    client.force_login(aslan)
    answer = client.post("/language/", {"language": "ar", "next": "/requests/"})
    assert (answer.url, User.objects.get().language) == ("/requests/", "ar")
    assert 'dir="rtl"' in client.get("/").text


def test_a_stranger_may_choose_a_language_for_the_sign_in_page(client, db):
    client.post("/language/", {"language": "ru"})
    assert 'lang="ru"' in client.get(SIGN_IN).text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_neither_the_language_switch_nor_the_sign_in_leads_elsewhere(client, aslan, elsewhere):
    assert client.post("/language/", {"language": "en", "next": elsewhere}).url == "/"
    secret = enrolled(aslan)
    client.post(SIGN_IN, {"username": "aslan", "password": PASSWORD, "next": elsewhere})
    assert client.post(SECOND, {"code": second_factor.code_now(secret)}).url == "/"


def test_a_language_nobody_translated_is_refused(aslan):
    with pytest.raises(WrongUse):
        actions.choose_language(aslan, language="tlh")


def test_staff_are_known_by_a_code_that_tells_nothing(aslan):
    assert aslan.public_id.startswith("U-")
    assert "aslan" not in aslan.public_id
