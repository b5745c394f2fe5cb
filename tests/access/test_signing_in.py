"""Coming in, and being slowed down when guessing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kintrace.access import actions
from kintrace.access.models import Event, TokenBucket, User
from kintrace.kernel import clock
from kintrace.kernel.errors import WrongUse
from tests.cast import PASSWORD

SIGN_IN = "/sign-in/"


def sign_in(client, username="aslan", password=PASSWORD):
    return client.post(SIGN_IN, {"username": username, "password": password})


def test_signing_in_leads_to_today_and_onto_the_trail(client, aslan):
    assert sign_in(client).url == reverse("tracing:today")
    event = Event.objects.get()
    assert (event.verb, event.subject, event.by) == ("staff.signed-in", aslan.public_id, aslan)


def test_a_wrong_password_says_so_kindly(client, aslan):
    assert "do not fit together" in sign_in(client, password="guess").text


def test_guessing_is_slowed_down_for_the_right_password_too(client, aslan):
    for _ in range(actions.TRIES_A_NAME):
        sign_in(client, password="guess")
    assert "too many tries" in sign_in(client).text


def test_other_names_are_not_slowed_down_with_it(client, aslan, zarema):
    for _ in range(actions.TRIES_A_NAME):
        sign_in(client, password="guess")
    assert sign_in(client, username="zarema").status_code == 302


def test_a_token_comes_back_with_time(db, monkeypatch):
    at = datetime(2018, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: at)
    taken = [actions.take_token("key", capacity=2, seconds_a_token=60) for _ in range(3)]
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(seconds=61))
    assert taken == [True, True, False]
    assert actions.take_token("key", capacity=2, seconds_a_token=60)


def test_neither_the_name_tried_nor_the_address_is_kept(client, aslan):
    sign_in(client, password="guess")
    kept = " ".join(TokenBucket.objects.values_list("key", flat=True))
    assert "aslan" not in kept
    assert "127.0.0.1" not in kept


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
def test_the_language_switch_leads_nowhere_else(client, db, elsewhere):
    assert client.post("/language/", {"language": "en", "next": elsewhere}).url == "/"


def test_a_language_nobody_translated_is_refused(aslan):
    with pytest.raises(WrongUse):
        actions.choose_language(aslan, language="tlh")


def test_staff_are_known_by_a_code_that_tells_nothing(aslan):
    assert aslan.public_id.startswith("U-")
    assert "aslan" not in aslan.public_id
