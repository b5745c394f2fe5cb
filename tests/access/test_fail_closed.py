"""What cannot be recorded is not shown (checklist E2)."""

import pytest
from django.db import DatabaseError

from kintrace.access.models import Event


def pages(world):
    return (f"/requests/{world['q1']}/", f"/requests/{world['q1']}/{world['k1']}/", f"/children/{world['k2']}/")


def refuse(*_words, **_more):
    raise DatabaseError("the trail cannot be written")


@pytest.fixture
def reader(client, aslan, world, run):
    client.force_login(aslan)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("number", range(3))
def test_e2_a_page_that_cannot_be_recorded_is_not_shown(reader, world, monkeypatch, number):
    page = pages(world)[number]
    before = Event.objects.count()
    shown = reader.get(page)
    assert (shown.status_code, Event.objects.count()) == (200, before + 1)
    monkeypatch.setattr(Event, "record", refuse)
    answer = reader.get(page)
    assert answer.status_code == 500
    assert not [code for code in world.values() if code in answer.text]
    assert len(answer.text) < len(shown.text)


def test_e2_nor_is_one_that_the_database_refuses_to_record(reader, world, monkeypatch):
    monkeypatch.setattr("kintrace.access.models.trail.hash_of", lambda *_words, **_more: "no hash")
    assert [reader.get(page).status_code for page in pages(world)] == [500, 500, 500]


def test_e2_a_page_that_recorded_nothing_would_be_found(reader, world, monkeypatch):
    monkeypatch.setattr(Event, "record", lambda *_words, **_more: Event(seq=1))  # it says that it did
    before = Event.objects.count()
    assert reader.get(pages(world)[0]).status_code == 200
    assert Event.objects.count() == before
