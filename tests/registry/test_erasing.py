"""A closed case whose time has come is proposed, two people decide, and what is left can only be counted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kintrace.access import acts
from kintrace.access import queries as staff
from kintrace.access.models import Event
from kintrace.kernel import clock
from kintrace.registry import queries
from kintrace.registry.actions import (
    Telling,
    due_for_erasure,
    erase_case,
    of_age_on,
    propose_erasure,
    record_fact,
    say,
)
from kintrace.registry.errors import NotYetErasable
from kintrace.registry.models import ChildRecord, Fact, Statement, TracingRequest
from kintrace.tracing import actions as tracing
from kintrace.tracing import queries as found
from kintrace.tracing.models import Answer, Candidate
from kintrace.vault.cases import has_key


@pytest.fixture
def closed(closed_child, monkeypatch):
    """A closed record of a child who has grown up."""
    grown_up = "kintrace.registry.actions.erasing.of_age_days"
    monkeypatch.setattr(grown_up, lambda _by, children: {one.pk: one.closed_on for one in children})
    return closed_child


@pytest.fixture
def closed_child(world, run, aslan):
    child = ChildRecord.objects.get(code=world["k1"])
    record_fact(aslan, child, "child_released", happened_on=clock.today(), note="a word")
    tracing.judge(aslan, world["q1"], child_code=world["k1"], verdict="same", reason="the scar")
    long_ago = clock.today() - timedelta(days=3 * 365)
    ChildRecord.objects.filter(pk=child.pk).update(state="closed", closed_on=long_ago, reason="repatriated")
    child.refresh_from_db()
    return child


def test_a_case_is_proposed_once_its_time_has_come(zarema, closed):
    assert list(due_for_erasure(zarema, "children")) == [closed]
    early = queries.kept_until(closed.closed_on) - timedelta(days=1)
    assert not due_for_erasure(zarema, "children", on=early)
    with pytest.raises(NotYetErasable):
        erase_case(zarema, closed, on=early)


def test_whoever_signs_an_erasure_reads_the_code_that_people_know_the_case_by(zarema, aslan, closed):
    proposal = propose_erasure(aslan, closed, reason="retention")
    said = dict(staff.in_words(zarema, proposal))
    assert said["Case"] == f"{closed.code} ({closed.case})"
    assert acts.worded("case", str(uuid4())).count("(") == 0


def test_an_open_case_is_never_erased(zarema, world):
    with pytest.raises(NotYetErasable):
        erase_case(zarema, ChildRecord.objects.get(code=world["k1"]))


def test_what_is_left_is_counted_and_not_read(
    zarema, aslan, world, closed, monkeypatch, django_capture_on_commit_callbacks
):
    before = (queries.counts(zarema), Statement.objects.count(), Fact.objects.count())
    monkeypatch.setattr("kintrace.vault.cases.scrub", lambda: None)  # files are written anew outside transactions only
    with django_capture_on_commit_callbacks(execute=True):
        erase_case(zarema, closed)
    assert not has_key(closed.case)
    assert (queries.counts(zarema), Statement.objects.count(), Fact.objects.count()) == before
    page = queries.child_page(zarema, closed.code)
    assert (page.statements, page.life.facts[0].note, page.listed.foreign_id) == ({}, "", "")
    assert [one.candidate.terms for one in found.request_page(aslan, world["q1"]).proposals] == [()]


def test_what_was_erased_while_a_run_went_on_is_not_kept_by_the_run(
    zarema, aslan, world, closed, matcher, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("kintrace.vault.cases.scrub", lambda: None)  # likewise

    def match_and_erase(*lists, **options):
        found = matcher(*lists, **options)
        with django_capture_on_commit_callbacks(execute=True):
            erase_case(zarema, closed)
        return found

    again = tracing.start_run(aslan)
    tracing.carry_out(again.pk, matcher=match_and_erase)
    assert not Candidate.objects.filter(run=again, child=closed).exists()
    assert not Answer.objects.filter(run=again, best_child=closed).exclude(explained=b"").exists()


def test_what_is_due_stands_on_a_page_and_says_what_was_proposed(client, zarema, closed):
    client.force_login(zarema)
    page = client.get("/due-for-erasure/").text
    assert (closed.code in page, "Look at it" in page) == (True, True)
    propose_erasure(zarema, closed, reason="retention")
    assert "a second person signs" in client.get("/due-for-erasure/").text


def test_however_many_children_are_asked_after_it_is_one_opening(zarema, world):
    long_ago = clock.today() - timedelta(days=3 * 365)
    ChildRecord.objects.update(state="closed", closed_on=long_ago, reason="repatriated")
    assert due_for_erasure(zarema, "children") == []
    assert Event.objects.get(verb="case.age-asked").subject == "children 3"


def test_two_people_decide(closed):
    assert acts.act_named("case.erase").does is not None


def test_d44_a_childs_file_is_kept_until_the_child_is_surely_of_age(zarema, aslan, closed_child):
    born = Telling("document", "agency_record", clock.today())
    assert of_age_on(zarema, closed_child) > date(2030, 9, 1)  # five years old in September 2017
    with pytest.raises(NotYetErasable, match="of age"):
        erase_case(zarema, closed_child)
    assert due_for_erasure(zarema, "children") == []
    day = of_age_on(zarema, closed_child)
    assert due_for_erasure(zarema, "children", on=day) == [closed_child]
    say(aslan, closed_child, {"birth_date": ["2014-01-01"]}, telling=born)
    assert of_age_on(zarema, closed_child) > date(2032, 1, 1) > day


def test_d44_a_child_of_whom_nothing_is_said_was_born_when_its_file_was_opened(zarema, world):
    child = ChildRecord.objects.get(code=world["k2"])
    opened = child.opened_at.date()
    assert timedelta(days=6574) <= of_age_on(zarema, child) - opened <= timedelta(days=6577)


def test_d44_a_request_goes_after_its_time_whatever_the_age(zarema, ruslan, world):
    request = TracingRequest.objects.get(code=world["q1"])
    long_ago = clock.today() - timedelta(days=3 * 365)
    TracingRequest.objects.filter(pk=request.pk).update(state="closed_resolved", closed_on=long_ago, reason="found")
    assert due_for_erasure(zarema, "requests") == [request]
    assert (found.today(zarema).to_erase, found.today(ruslan).to_erase) == (1, None)
