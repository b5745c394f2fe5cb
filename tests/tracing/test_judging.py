"""Judgements are edges that people draw: reasoned, one living a person, withdrawn and never erased."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from kintrace.access.models import Event
from kintrace.kernel import clock
from kintrace.tracing import actions, queries
from kintrace.tracing.models import Candidate, Judgement


def judged(by, world, *, verdict="different", reason="another mother", pair=("q1", "k1")):
    request, child = pair
    return actions.judge(by, world[request], child_code=world[child], verdict=verdict, reason=reason)


def withdrawn(by, world, judgement, *, why="a mistake of mine"):
    return actions.withdraw(by, judgement.pk, pair=(world["q1"], world["k1"]), why=why)


def proposed(world, request):
    return {row.child.code for row in Candidate.objects.filter(request__code=world[request]).select_related("child")}


def rerun(by, matcher):
    actions.carry_out(actions.start_run(by).pk, matcher=matcher)


def test_a_judgement_says_who_why_and_what_they_were_shown(run, aslan, world):
    judgement = judged(aslan, world, verdict="same", reason="the same scar")
    assert (judgement.by, judgement.verdict) == (aslan, "same")
    (shown,) = queries.request_page(aslan, world["q1"]).judgements
    assert (shown.row, shown.reason) == (judgement, "the same scar")
    assert judgement.shown_probability == 0.7


def test_a_refused_pair_is_not_proposed_again(run, aslan, world, matcher):
    judged(aslan, world)
    rerun(aslan, matcher)
    assert proposed(world, "q1") == {world["k2"]}
    assert proposed(world, "q2") == {world["k1"], world["k2"]}


def test_a_withdrawn_refusal_is_proposed_again(run, aslan, world, matcher):
    withdrawn(aslan, world, judged(aslan, world))
    rerun(aslan, matcher)
    assert proposed(world, "q1") == {world["k1"], world["k2"]}


@pytest.mark.parametrize("verdict", ["same", "unsure"])
def test_any_other_judgement_leaves_the_pair_where_it_is(run, aslan, world, matcher, verdict):
    judged(aslan, world, verdict=verdict)
    rerun(aslan, matcher)
    assert world["k1"] in proposed(world, "q1")


@pytest.mark.parametrize("other", ["same", "unsure"])
def test_while_people_disagree_the_pair_stays_proposed(run, aslan, zarema, world, matcher, other):
    judged(aslan, world)
    judged(zarema, world, verdict=other)
    rerun(aslan, matcher)
    assert world["k1"] in proposed(world, "q1")
    assert queries.pair_review(aslan, world["q1"], child_code=world["k1"]).standing.divided


def test_when_one_of_them_withdraws_the_other_counts(run, aslan, zarema, world, matcher):
    withdrawn(aslan, world, judged(aslan, world, verdict="same"))
    judged(zarema, world)
    rerun(aslan, matcher)
    standing = queries.pair_review(aslan, world["q1"], child_code=world["k1"]).standing
    assert (standing.held_back, standing.unheeded) == (True, False)
    assert world["k1"] not in proposed(world, "q1")


def test_one_person_judges_a_pair_once(run, aslan, zarema, world):
    judged(aslan, world)
    with pytest.raises(actions.AlreadyJudged):
        judged(aslan, world, verdict="same")
    judged(zarema, world, verdict="same")
    assert Judgement.objects.count() == 2


def test_after_withdrawing_one_may_judge_again_and_both_stay(run, aslan, world):
    withdrawn(aslan, world, judged(aslan, world))
    judged(aslan, world, verdict="same")
    assert Judgement.objects.filter(by=aslan).count() == 2


def test_only_a_supervisor_withdraws_what_another_said(run, aslan, zarema, world):
    judgement = judged(zarema, world)
    with pytest.raises(PermissionDenied):
        withdrawn(aslan, world, judgement)
    again = withdrawn(zarema, world, judgement, why="seen the papers")
    assert again.withdrawn_by == zarema
    assert queries.request_page(aslan, world["q1"]).judgements[0].withdrawn_why == "seen the papers"


def test_a_judgement_is_withdrawn_once(run, aslan, world):
    judgement = judged(aslan, world)
    withdrawn(aslan, world, judgement)
    with pytest.raises(actions.AlreadyWithdrawn):
        withdrawn(aslan, world, judgement)


@pytest.mark.parametrize("reason", ["", "   "])
def test_neither_goes_without_a_reason(run, aslan, world, reason):
    with pytest.raises(actions.ReasonMissing):
        judged(aslan, world, reason=reason)
    judgement = judged(aslan, world)
    with pytest.raises(actions.ReasonMissing):
        withdrawn(aslan, world, judgement, why=reason)


def test_the_database_holds_to_it_too(run, aslan, zarema, world):
    judgement = judged(aslan, world)
    for wrong in ({"withdrawn_by": zarema}, {"withdrawn_at": clock.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Judgement.objects.filter(pk=judgement.pk).update(**wrong)


def test_the_trail_holds_codes_and_no_words(run, aslan, world):
    judged(aslan, world, reason="Хадижа is older")
    event = Event.objects.latest("pk")
    assert (event.verb, event.subject) == ("judgement.different", f"{world['q1']} {world['k1']}")
    assert not [one for one in Event.objects.all() if "Хадижа" in f"{one.verb} {one.subject}"]


def test_a_registrar_may_not_judge(run, fatima, world):
    with pytest.raises(PermissionDenied):
        judged(fatima, world)


def test_a_judgement_belongs_to_its_pair(run, aslan, world):
    judgement = judged(aslan, world)
    with pytest.raises(Http404):
        actions.withdraw(aslan, judgement.pk, pair=(world["q2"], world["k1"]), why="x")


def test_a_pair_that_nobody_proposed_is_not_judged(run, aslan, world):
    with pytest.raises(Http404):
        judged(aslan, world, pair=("q1", "k3"))


def test_same_moves_nothing_but_the_judgement(run, aslan, zarema, world, matcher):
    before = [row.state for row in (queries.request_page(aslan, world["q1"]).request,)]
    judged(aslan, world, verdict="same")
    judged(zarema, world, verdict="same")
    assert [queries.request_page(aslan, world["q1"]).request.state] == before
