"""The real engine, over the small world in the record."""

from kintrace.matching.model import load_model
from kintrace.tracing import actions, queries
from kintrace.tracing.models import Answer, Candidate


def run_over(by):
    run = actions.start_run(by)
    actions.carry_out(run.pk)
    run.refresh_from_db()
    return run


def test_the_engine_answers_every_request_of_the_record(aslan, world):
    run = run_over(aslan)
    assert (run.state, run.done, run.model_version) == ("finished", 3, load_model().version)
    assert Answer.objects.filter(run=run).count() == 3
    best = queries.pair_review(aslan, world["q2"], child_code=world["k2"])
    assert best.candidate.terms[0].log10_lr > 0  # Амина and Amina


def test_the_engine_does_not_propose_again_what_was_refused(aslan, world):
    run_over(aslan)
    actions.judge(aslan, world["q2"], child_code=world["k2"], verdict="different", reason="another father")
    run_over(aslan)
    pairs = Candidate.objects.values_list("request__code", "child__code")
    assert (world["q2"], world["k2"]) not in set(pairs)
