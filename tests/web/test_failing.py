"""A full disk is said in words, on a page that asks nothing of a database (A5)."""

import errno

import pytest
from django.db import OperationalError
from django.test import Client

from kintrace.access.models import Event
from kintrace.web.failing import is_full

FULL = [
    OperationalError("database or disk is full"),
    OSError(errno.ENOSPC, "No space left on device"),
    OperationalError('could not extend file "base/5/1": No space left on device'),
]


@pytest.fixture
def visitor(aslan):
    client = Client(raise_request_exception=False)
    client.force_login(aslan)
    return client


def _failing(error):
    def fail(*_args, **_kwargs):
        raise error

    return fail


@pytest.mark.parametrize("error", FULL, ids=str)
def test_a5_a_full_disk_is_said_in_words_and_nothing_is_kept(visitor, monkeypatch, error):
    monkeypatch.setattr(Event, "record", _failing(error))
    answer = visitor.post("/matching/start/", {})
    assert (answer.status_code, "was not kept" in answer.text) == (507, True)
    assert answer.headers["Retry-After"] == "600"


def test_a5_so_is_one_that_fills_up_when_the_session_is_kept(visitor, monkeypatch):
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", _failing(FULL[0]))
    assert visitor.get("/").status_code == 507


def test_a5_it_is_said_in_the_language_of_the_reader(visitor, monkeypatch, aslan):
    aslan.language = "ar"
    aslan.save()
    monkeypatch.setattr(Event, "record", _failing(FULL[0]))
    assert 'dir="rtl"' in visitor.post("/matching/start/", {}).text


def test_whatever_else_fails_is_our_fault_and_says_nothing_of_what_it_was(visitor, monkeypatch):
    monkeypatch.setattr(Event, "record", _failing(RuntimeError("secret words")))
    answer = visitor.post("/matching/start/", {})
    assert (answer.status_code, "our fault" in answer.text, "secret" in answer.text) == (500, True, False)


def test_what_led_to_an_error_counts_too():
    error = RuntimeError("could not write")
    error.__cause__ = FULL[1]
    assert is_full(error)
    assert not is_full(RuntimeError("another matter"))
    assert not is_full(None)
