"""A case moves as its table says: who, resting on what, agreed to by whom; facts are written down in any state."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.kernel import clock
from kintrace.registry import queries
from kintrace.registry.actions import Asked, move, record_consents, record_fact, review_fact, withdraw_consent
from kintrace.registry.errors import ConsentMissing, GroundMissing, MovedMeanwhile, NotNext, ReasonMissing
from kintrace.registry.models import ChildRecord, Fact, Move, TracingRequest
from kintrace.registry.states import MACHINES

ASKED = Asked(given_by="mother", how="spoken", language="che", text_version="1")
DAY = date(2017, 10, 9)


@pytest.fixture
def request_(world):
    return TracingRequest.objects.get(code=world["q1"])


@pytest.fixture
def agreed(aslan, request_):
    record_consents(aslan, request_, {"store": True, "match_internal": True}, asked=ASKED)
    return request_


@pytest.mark.parametrize("side", MACHINES)
def test_every_state_can_be_reached_and_every_next_state_exists(side):
    machine = MACHINES[side]
    reached = {code for state in machine.values() for code in state.next}
    assert reached <= set(machine)
    assert set(machine) - reached == {next(iter(machine))}


def test_a_request_moves_when_all_is_there(aslan, agreed):
    moved = move(aslan, agreed, "tracing_active", evidence=["tracing_action"])
    assert (agreed.state, moved.was, moved.now) == ("tracing_active", "registered", "tracing_active")
    assert agreed.due_on == clock.today() + timedelta(days=30)
    assert queries.life(aslan, agreed).moves[0].by == aslan


def test_a_state_that_cannot_follow_is_refused(aslan, agreed):
    with pytest.raises(NotNext):
        move(aslan, agreed, "answered", evidence=["link_verified", "news_given_safely"])


def test_what_it_rests_on_has_to_be_there(aslan, agreed):
    with pytest.raises(GroundMissing, match="dated step"):
        move(aslan, agreed, "tracing_active")


def test_nothing_moves_that_nobody_agreed_to(aslan, request_):
    with pytest.raises(ConsentMissing):
        move(aslan, request_, "tracing_active", evidence=["tracing_action"])


def test_a_consent_that_is_taken_back_ends_at_once(aslan, agreed):
    withdraw_consent(aslan, agreed, "match_internal")
    assert queries.granted_scopes(agreed.case) == {"store"}


def test_what_was_not_asked_is_a_no_and_so_is_what_has_run_out(aslan, request_):
    short = Asked(given_by="mother", how="spoken", language="che", text_version="1", given_on=DAY, expires_on=DAY)
    record_consents(aslan, request_, {"store": True, "media": False}, asked=short)
    assert queries.granted_scopes(request_.case, on=DAY) == {"store"}
    assert queries.granted_scopes(request_.case, on=DAY + timedelta(days=1)) == frozenset()


def test_only_a_supervisor_closes_and_says_why(aslan, zarema, agreed):
    with pytest.raises(PermissionDenied):
        move(aslan, agreed, "closed_withdrawn", evidence=["reason_given"], reason="no_longer_wanted")
    with pytest.raises(ReasonMissing):
        move(zarema, agreed, "closed_withdrawn", evidence=["reason_given"])
    move(zarema, agreed, "closed_withdrawn", evidence=["reason_given"], reason="no_longer_wanted")
    assert (agreed.closed_on, agreed.reason) == (clock.today(), "no_longer_wanted")


def test_of_two_clicks_the_second_is_refused(aslan, agreed):
    twice = TracingRequest.objects.get(pk=agreed.pk)
    move(aslan, agreed, "tracing_active", evidence=["tracing_action"])
    with pytest.raises(MovedMeanwhile):
        move(aslan, twice, "tracing_active", evidence=["tracing_action"])
    assert Move.objects.count() == 1


@pytest.mark.parametrize("state", MACHINES["children"])
def test_a_fact_is_written_down_whatever_the_state(fatima, world, state):
    ChildRecord.objects.filter(code=world["k1"]).update(state=state)
    child = ChildRecord.objects.get(code=world["k1"])
    record_fact(fatima, child, "reunited_by_itself", happened_on=DAY, note="the uncle came")
    (shown,) = queries.life(fatima, child).facts
    assert (shown.note, shown.fact.reviewed_at, child.state) == ("the uncle came", None, state)


def test_somebody_else_looks_at_a_fact(fatima, zarema, world):
    child = ChildRecord.objects.get(code=world["k1"])
    fact = record_fact(fatima, child, "child_released", happened_on=DAY)
    assert list(queries.flagged(zarema)) == [fact]
    review_fact(zarema, child, fact.pk)
    with pytest.raises(MovedMeanwhile):
        review_fact(zarema, child, fact.pk)
    assert Fact.objects.get().reviewed_by == zarema


def test_nobody_looks_at_what_they_wrote_themselves(zarema, world):
    child = ChildRecord.objects.get(code=world["k1"])
    fact = record_fact(zarema, child, "child_released", happened_on=DAY)
    with pytest.raises(MovedMeanwhile):
        review_fact(zarema, child, fact.pk)


def test_what_is_due_waits_in_order(aslan, world):
    TracingRequest.objects.filter(code=world["q2"]).update(due_on=DAY)
    assert [one.code for one in queries.due(aslan, "requests", on=DAY + timedelta(days=1))] == [world["q2"]]


def test_a_yes_that_has_run_out_brings_no_earlier_yes_back(aslan, request_):
    yesterday = clock.today() - timedelta(days=1)
    record_consents(aslan, request_, {"store": True}, asked=replace(ASKED, given_on=DAY))
    shorter = replace(ASKED, given_on=DAY + timedelta(days=30), expires_on=yesterday)
    record_consents(aslan, request_, {"store": True}, asked=shorter)
    assert "store" not in queries.granted_scopes(request_.case)
