"""A run reads the record, matches it, and keeps what it found."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kintrace.access.models import Event
from kintrace.matching.match import KINDS
from kintrace.tracing import actions, queries
from kintrace.tracing.candidates import candidate_of
from kintrace.tracing.models import Answer, Candidate, Run
from tests.cast import ranking


def test_a_run_keeps_every_candidate_and_an_answer_to_each_request(run, world):
    assert (run.state, run.done, run.total, run.children) == ("finished", 3, 3, 3)
    assert (Answer.objects.count(), Candidate.objects.count()) == (3, 5)
    assert (run.prior_population, run.prior_registered_share) == (900.0, 0.6)


def test_a_candidate_comes_back_as_the_matcher_gave_it(run, world, matcher):
    row = Candidate.objects.get(request__code=world["q1"], rank=1)
    explained = {one.code: one.candidate.terms for one in queries.request_page(run.started_by, world["q1"]).proposals}
    given = ranking(world["q1"], [(world["k1"], 0.7, 0.1)], absent=0.15).candidates[0]
    assert candidate_of(row, child_code=world["k1"], explained=explained) == given
    assert tuple(term.kind for term in explained[world["k1"]]) == KINDS


@pytest.mark.parametrize(("row", "leads"), [("q1", "this"), ("q3", "absent")])
def test_the_answer_says_which_outcome_is_likeliest(run, world, row, leads):
    assert Answer.objects.get(request__code=world[row]).leads == leads


def test_the_newest_finished_run_replaces_the_candidates_of_the_one_before(run, aslan, matcher):
    second = actions.start_run(aslan)
    actions.carry_out(second.pk, matcher=matcher)
    assert queries.newest_run(aslan) == second
    assert set(Candidate.objects.values_list("run", flat=True)) == {second.pk}
    assert Answer.objects.filter(run=run).count() == 3


def test_a_run_that_fails_leaves_the_one_before_in_place(run, aslan, caplog):
    name = "Мурадова"

    def breaks(*_args, **_kwargs):
        raise ValueError(name)

    second = actions.start_run(aslan)
    actions.carry_out(second.pk, matcher=breaks)
    second.refresh_from_db()
    assert (second.state, queries.newest_run(aslan)) == ("failed", run)
    assert second.failure in caplog.text
    assert name not in caplog.text


def test_a_run_is_carried_out_once(run, matcher):
    def never(*_args, **_kwargs):
        raise AssertionError

    actions.carry_out(run.pk, matcher=never)
    run.refresh_from_db()
    assert run.state == "finished"


def test_one_run_waits_at_a_time(aslan, zarema):
    actions.start_run(aslan)
    with pytest.raises(actions.RunAlreadyWaiting):
        actions.start_run(zarema)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(started_by=zarema)


def test_nothing_to_match_is_a_finished_run(aslan, db):
    empty = actions.start_run(aslan)
    actions.carry_out(empty.pk, matcher=lambda *_args, **_kwargs: ())
    empty.refresh_from_db()
    assert (empty.state, empty.total) == ("finished", 0)


def test_a_registrar_may_not_run_the_matching(fatima):
    with pytest.raises(PermissionDenied):
        actions.start_run(fatima)


def test_a_run_leaves_a_trace(run):
    verbs = Event.objects.filter(subject=str(run)).values_list("verb", flat=True)
    assert list(verbs.order_by("seq")) == ["run.started", "run.finished"]


def test_a_run_that_was_interrupted_is_called_failed(aslan):
    run = actions.start_run(aslan)
    Run.objects.filter(pk=run.pk).update(state="running")
    assert actions.give_up_interrupted() == 1
    run.refresh_from_db()
    assert (run.state, run.failure) == ("failed", "interrupted")


def test_what_a_failed_run_had_written_is_shown_to_nobody(run, aslan, world, matcher, monkeypatch):
    record = Event.record

    def full(by, verb, **about):
        if verb == "run.finished":
            raise OSError("the disk is full")
        return record(by, verb, **about)

    second = actions.start_run(aslan)
    monkeypatch.setattr(Event, "record", full)
    actions.carry_out(second.pk, matcher=matcher)
    shown = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    assert Candidate.objects.filter(run=second).exists()
    assert (shown.run, shown.candidate.probability) == (run, 0.7)
