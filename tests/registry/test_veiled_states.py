"""Whoever may not see candidates reads one plain state where the true one would tell of a candidate."""

import re
import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kintrace.access import membership
from kintrace.kernel import clock
from kintrace.registry import queries
from kintrace.registry.actions import Asked, Telling, log_contact, move, record_consents
from kintrace.registry.errors import NotNext
from kintrace.registry.models import ChildRecord, TracingRequest
from kintrace.registry.states import CHILD, REQUEST
from tests.cast import staff

ASKED = Asked(given_by="mother", how="spoken", language="che", text_version="1")
DAY = date(2017, 10, 9)
WAYS = {
    "tracing_active": (),
    "candidate_under_review": ("candidate_under_review",),
    "dormant": ("dormant",),
    "answered": ("candidate_under_review", "answered"),
    "traced again": ("candidate_under_review", "tracing_active"),
}
DRAWN_ANEW = re.compile(r'name="(?:csrfmiddlewaretoken|token)"[^>]*value="[^"]+"')


@pytest.fixture
def hava(db):
    return staff("hava", "hotline_operator", name="Hava", office="Grozny")


@pytest.fixture
def traced(hava, zarema):
    telling = Telling("call", "family", DAY)
    record, _known = log_contact(hava, {"name": ["Умар"]}, token=uuid.uuid4(), telling=telling, channel="hotline")
    membership.join(zarema, record.case)
    record_consents(hava, record, {"store": True, "match_internal": True}, asked=ASKED)
    go(zarema, record, "draft", "registered", "tracing_active")
    return record


def go(by, record, *ways):
    for to in ways:
        move(by, record, to, evidence=REQUEST[to].needs)


def pages(client, by, record):
    client.force_login(by)
    addresses = (reverse("registry:work", args=[record.code]), reverse("casework:case", args=[record.code]))
    shown = [client.get(address) for address in (*addresses, reverse("casework:cases"), reverse("tracing:today"))]
    assert {one.status_code for one in shown} == {200}
    return "".join(DRAWN_ANEW.sub("", one.text) for one in shown)


@pytest.mark.parametrize("way", WAYS)
def test_an_operator_reads_the_same_bytes_in_every_state_of_tracing(client, hava, zarema, traced, way):
    before = pages(client, hava, traced)
    go(zarema, traced, *WAYS[way])
    TracingRequest.objects.filter(pk=traced.pk).update(due_on=clock.today())
    assert pages(client, hava, traced) == before
    assert "being traced" in before.casefold()


def test_whoever_sees_candidates_reads_the_state_itself(client, zarema, traced):
    go(zarema, traced, "candidate_under_review")
    assert "a candidate is under review" in pages(client, zarema, traced).casefold()


@pytest.mark.parametrize("to", ["draft", "answered", "closed_resolved", "nowhere"])
def test_a_step_that_is_refused_does_not_tell_the_state(hava, zarema, traced, to):
    said = set()
    for ways in ((), ("candidate_under_review",), ("answered",)):
        go(zarema, traced, *ways)
        with pytest.raises((NotNext, PermissionDenied)) as refused:
            move(hava, traced, to)
        said.add((refused.type, str(refused.value)))
    assert len(said) == 1


def test_what_is_due_does_not_tell_a_state_either(hava, zarema, traced):
    go(zarema, traced, "candidate_under_review")
    assert not queries.due(hava, "requests", on=date(2100, 1, 1)).exists()
    assert queries.due(zarema, "requests", on=date(2100, 1, 1)).get() == traced


@pytest.mark.parametrize("state", ["tracing", "family_located", "best_interests_decided"])
def test_a_registrar_finds_a_child_by_the_plain_state_alone(client, fatima, world, state):
    ChildRecord.objects.filter(code=world["k1"]).update(state=state, due_on=DAY)
    client.force_login(fatima)
    page = client.get(reverse("registry:children"), {"state": "tracing"}).text
    assert world["k1"] in page
    assert world["k2"] not in page
    assert "family found" not in page
    assert str(DAY) not in client.get(reverse("registry:child", args=[world["k1"]])).text
    assert world["k1"] in {one.code for one in queries.children(fatima, state="family_located")}


def test_nor_does_the_order_of_a_list_tell_it(aslan, fatima, world):
    for code, day in (("k1", 1), ("k2", 2), ("k3", 3)):
        ChildRecord.objects.filter(code=world[code]).update(state="tracing", due_on=date(2017, 1, 4 - day))
    assert [one.code for one in queries.children(fatima, order="due_on")] == [world[one] for one in ("k1", "k2", "k3")]
    assert [one.code for one in queries.children(aslan, order="due_on")] == [world[one] for one in ("k3", "k2", "k1")]


def test_a_state_reads_as_one_that_reads_as_itself():
    for machine in (REQUEST, CHILD):
        plain = {machine[state.reads_as] for state in machine.values() if state.reads_as}
        assert all(not state.reads_as for state in plain)
