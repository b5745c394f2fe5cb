"""The trail of what was done cannot be rewritten, and only the auditor reads it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from kintrace.access import queries
from kintrace.access.append_only import statements
from kintrace.access.models import Event


@pytest.mark.parametrize("tamper", [lambda rows: rows.update(verb="nothing"), lambda rows: rows.delete()])
def test_the_trail_refuses_change(aslan, tamper):
    Event.record(aslan, "pair.opened", subject="R-1 C-1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper(Event.objects.all())


@pytest.mark.parametrize("change", [{"seq": 3}, {"seq": 1}, {"prev": "0" * 64}, {"hash": "short"}])
def test_e3_an_entry_that_does_not_follow_the_last_one_is_refused(aslan, change):
    first = Event.record(aslan, "pair.opened", subject="R-1 C-1")
    follows = {"seq": 2, "at": first.at, "verb": "pair.opened", "by": aslan, "prev": first.hash, "hash": "a" * 64}
    with pytest.raises(DatabaseError, match=r"append-only|UNIQUE|unique"), transaction.atomic():
        Event(**follows | change).save(force_insert=True)
    Event(**follows).save(force_insert=True)


@pytest.mark.parametrize("how", ["DELETE FROM", "UPDATE", "INSERT OR REPLACE INTO"])
def test_e3_nor_is_it_rewritten_below_django(aslan, how):
    Event.record(aslan, "pair.opened", subject="R-1 C-1")
    rewritten = {
        "DELETE FROM": "DELETE FROM access_event",
        "UPDATE": "UPDATE access_event SET subject = 'R-2'",
        "INSERT OR REPLACE INTO": "INSERT INTO access_event SELECT * FROM access_event",
    }[how]
    if connection.vendor == "sqlite":
        rewritten = rewritten.replace("INSERT INTO", "INSERT OR REPLACE INTO")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(rewritten)


def test_e3_postgresql_refuses_to_truncate(db):
    if connection.vendor != "postgresql":
        assert "BEFORE TRUNCATE" in " ".join(statements("access_event", vendor="postgresql"))
        return
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE access_event")


def test_postgresql_is_sealed_in_the_same_words():
    sealed = statements("access_event", vendor="postgresql")
    assert [verb for verb in ("UPDATE", "DELETE") if any(f"BEFORE {verb} ON access_event" in one for one in sealed)]
    assert "append-only" in sealed[0]


def test_the_newest_comes_first_and_a_code_narrows(ruslan, aslan):
    for subject in ("R-1", "R-2"):
        Event.record(aslan, "request.opened", subject=subject)
    assert [event.subject for event in queries.trail(ruslan)] == ["R-2", "R-1"]
    assert [event.subject for event in queries.trail(ruslan, subject="R-1")] == ["R-1"]


def test_nobody_else_reads_it(cast):
    for role, one in cast.items():
        if role != "auditor":
            with pytest.raises(PermissionDenied):
                queries.trail(one)


def test_every_field_of_the_trail_is_a_code_or_a_moment():
    assert {field.name for field in Event._meta.get_fields()} == {
        *("seq", "at", "by", "verb", "subject", "purpose", "prev", "hash"),
    }


def test_tables_can_be_emptied_after_a_test_with_a_real_server(transactional_db, aslan):
    Event.record(aslan, "pair.opened")
    client = Client()
    assert client.get(reverse("access:sign_in")).status_code == 200
