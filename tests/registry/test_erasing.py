"""A closed case whose time has come is proposed, two people decide, and what is left can only be counted."""

from datetime import timedelta

import pytest

from kintrace.access import acts
from kintrace.kernel import clock
from kintrace.registry import queries
from kintrace.registry.actions import due_for_erasure, erase_case, kept_until, record_fact
from kintrace.registry.errors import NotYetErasable
from kintrace.registry.models import ChildRecord, Fact, Statement
from kintrace.tracing import actions as tracing
from kintrace.tracing import queries as found
from kintrace.tracing.models import Answer, Candidate
from kintrace.vault.cases import has_key


@pytest.fixture
def closed(world, run, aslan):
    child = ChildRecord.objects.get(code=world["k1"])
    record_fact(aslan, child, "child_released", happened_on=clock.today(), note="a word")
    tracing.judge(aslan, world["q1"], child_code=world["k1"], verdict="same", reason="the scar")
    long_ago = clock.today() - timedelta(days=3 * 365)
    ChildRecord.objects.filter(pk=child.pk).update(state="closed", closed_on=long_ago, reason="repatriated")
    child.refresh_from_db()
    return child


def test_a_case_is_proposed_once_its_time_has_come(zarema, closed):
    assert list(due_for_erasure(zarema, "children")) == [closed]
    early = kept_until(closed.closed_on) - timedelta(days=1)
    assert not due_for_erasure(zarema, "children", on=early)
    with pytest.raises(NotYetErasable):
        erase_case(zarema, closed, on=early)


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


def test_two_people_decide(closed):
    assert acts.act_named("case.erase").does is not None
