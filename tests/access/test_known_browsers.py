"""A flood of guesses from elsewhere locks out strangers, and nobody who signed in with this browser before."""

from datetime import timedelta

import pytest
from django.test import Client

from kintrace.access import actions, known, passwords
from kintrace.access.models import TokenBucket
from kintrace.access.second_factor import secret_of
from kintrace.kernel import clock
from tests.cast import PASSWORD, sign_in, unused_code

SIGN_IN = "/sign-in/"


def give(client, username="aslan", password=PASSWORD):
    return client.post(SIGN_IN, {"username": username, "password": password})


@pytest.fixture
def browser(aslan):
    """A browser with which Aslan came in before."""
    browser = Client()
    sign_in(browser, aslan)
    browser.post("/sign-out/")
    return browser


@pytest.fixture
def flood(browser, pass_by, monkeypatch):
    """As many wrong names as are let try, and Aslan's too, all in one moment."""
    pass_by()
    monkeypatch.setattr(actions, "TRIES_IN_ALL", 25)
    strangers = Client()
    for number in range(actions.TRIES_IN_ALL + 5):
        give(strangers, "aslan" if number % 2 else f"name{number}", "guess")
    return strangers


def test_a_flood_locks_out_strangers_alone(flood, browser):
    assert "too many tries" in give(flood).text
    assert give(browser).status_code == 302


def test_guessing_from_a_known_browser_is_limited(browser):
    for _ in range(actions.TRIES_A_NAME):
        give(browser, password="guess")
    assert "too many tries" in give(browser).text


def test_it_is_known_to_one_account_alone(flood, browser, zarema):
    assert "too many tries" in give(browser, "zarema").text


def test_two_people_may_share_a_browser(browser, zarema, aslan):
    sign_in(browser, zarema)
    browser.post("/sign-out/")
    mark = browser.cookies[known.COOKIE].value
    assert len(mark.split("|")) == 2
    assert give(browser).status_code == 302


def test_the_mark_names_nobody_and_is_drawn_anew_at_each_sign_in(browser, aslan):
    cookie = browser.cookies[known.COOKIE]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Strict")
    assert not any(one in cookie.value for one in (aslan.username, aslan.public_id))
    before = cookie.value
    give(browser)
    browser.post("/sign-in/second/", {"code": unused_code(secret_of(aslan))})
    assert browser.cookies[known.COOKIE].value != before


def test_it_dies_with_the_password(flood, browser, aslan):
    TokenBucket.objects.exclude(key="all").delete()
    passwords.change(aslan, old=PASSWORD, new="another long password")
    assert "too many tries" in give(browser, password="another long password").text


@pytest.mark.parametrize("forged", ["x", "x:y", "|", "é:é", "a:" + "0" * 64])
def test_a_forged_mark_is_a_stranger(flood, forged):
    flood.cookies[known.COOKIE] = forged
    assert "too many tries" in give(flood).text


def test_whoever_is_signed_in_may_say_their_password_during_a_flood(flood, aslan):
    assert passwords.change(aslan, old=PASSWORD, new="another long password") in {True, False}


def test_a_flood_of_names_fills_no_table_and_what_is_full_again_is_forgotten(flood, monkeypatch):
    assert TokenBucket.objects.count() <= actions.TRIES_IN_ALL + 5
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    give(Client(), "somebody", "guess")
    assert TokenBucket.objects.count() == 2
