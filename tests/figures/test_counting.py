"""Counting: what stands on each rung, what becomes of it, and what the overlaps of the lists say."""

import math

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access.models import Event
from kintrace.estimate import Status
from kintrace.estimate.answer import refused
from kintrace.estimate.keeping import keep, read
from kintrace.figures import lists, queries
from kintrace.kernel.errors import WrongUse
from kintrace.kernel.says import says
from kintrace.matching.match import Prior
from kintrace.registry import ladder
from kintrace.registry.actions import judge_duplicate
from kintrace.registry.models import ChildRecord, Move, Snapshot, TracingRequest
from kintrace.tracing import actions, overlaps, snapshots
from kintrace.tracing.models import DnaResult
from kintrace.tracing.overlaps import Drawn, against_all_else, put_together


def test_every_rung_that_somebody_counts_is_counted(snapshot):
    assert snapshot.state == Snapshot.State.FINISHED
    assert {code: tuple(ends) for code, ends in snapshot.counts.items() if code != "sought"} == {
        "requests": (3, 3),
        "sighted": (3, 3),
        "registered": (3, 3),
        "matched": (0, 0),
        "verified": (0, 0),
        "matched_with_dna": (0, 0),
        "returned": (0, 0),
        "closed": (0, 0),
    }
    assert 1 <= snapshot.counts["sought"][0] <= snapshot.counts["sought"][1] == 3


def test_a_rung_whose_work_is_not_built_is_absent_and_not_zero(snapshot):
    assert not {"ready", "followed_up"} & snapshot.counts.keys()


def test_a_rung_is_counted_by_one_app_and_stands_on_the_ladder():
    with pytest.raises(WrongUse, match="ladder"):
        ladder.counts("happy", frozenset)
    with pytest.raises(WrongUse, match="somebody else"):
        ladder.counts("registered", frozenset)


def test_what_one_says_and_nobody_denies_is_matched(aslan, zarema, world, run):
    actions.judge(aslan, world["q1"], child_code=world["k1"], verdict="same", reason="the mother's name")
    assert ladder.counted()["matched"] == {ChildRecord.objects.get(code=world["k1"]).case}
    actions.judge(zarema, world["q1"], child_code=world["k1"], verdict="different", reason="another mother")
    assert ladder.counted()["matched"] == frozenset()


def test_dna_counts_where_a_report_was_released_about_the_very_pair(aslan, world, run):
    child = ChildRecord.objects.get(code=world["k1"])
    actions.judge(aslan, world["q1"], child_code=child.code, verdict="same", reason="the mother's name")
    DnaResult.objects.create(
        request=TracingRequest.objects.get(code=world["q2"]), child=child, report="F-OTHER", said=b""
    )
    assert ladder.counted()["matched_with_dna"] == frozenset()
    DnaResult.objects.create(
        request=TracingRequest.objects.get(code=world["q1"]), child=child, report="F-THIS", said=b""
    )
    assert ladder.counted()["matched_with_dna"] == {child.case}


def test_requests_that_people_joined_seek_one_child(aslan, world):
    one, other = (TracingRequest.objects.get(code=world[row]) for row in ("q1", "q2"))
    judge_duplicate(aslan, one, other, verdict="same", reason="two aunts")
    assert len(ladder.counted()["sought"]) == 2
    assert len(ladder.counted()["requests"]) == 3


def test_a_child_that_came_home_and_whose_record_is_closed_still_counts(zarema, world):
    child = ChildRecord.objects.get(code=world["k2"])
    for was, now in (("tracing", "family_located"), ("best_interests_decided", "reunified"), ("reunified", "closed")):
        Move.objects.create(case=child.case, was=was, now=now, by=zarema)
    ChildRecord.objects.filter(pk=child.pk).update(state="closed", closed_on="2026-01-01")
    assert {code: len(who) for code, who in ladder.counted().items() if code in {"verified", "returned"}} == {
        "verified": 1,
        "returned": 1,
    }


def test_one_child_on_three_rungs_is_found_once(aslan, zarema, world, run):
    actions.judge(aslan, world["q1"], child_code=world["k1"], verdict="same", reason="the mother's name")
    child = ChildRecord.objects.get(code=world["k1"])
    Move.objects.create(case=child.case, was="tracing", now="family_located", by=zarema)
    snapshot = snapshots.start_count(aslan)
    snapshots.carry_out_count(snapshot.pk)
    snapshot.refresh_from_db()
    assert (snapshot.counts["matched"], snapshot.counts["verified"], snapshot.found) == ([1, 1], [1, 1], 1)


def test_a_case_that_was_erased_still_counts(world):
    TracingRequest.objects.filter(code=world["q1"]).update(erased_on="2026-01-01", foreign_id=b"")
    assert len(ladder.counted()["requests"]) == len(ladder.counted()["sought"]) == 3


def test_counting_is_on_the_trail(snapshot):
    verbs = set(Event.objects.filter(subject=str(snapshot)).values_list("verb", flat=True))
    assert verbs == {"count.started", "count.finished"}


def test_only_tracers_count_and_one_count_waits_at_a_time(aslan, fatima):
    with pytest.raises(PermissionDenied):
        snapshots.start_count(fatima)
    snapshots.start_count(aslan)
    with pytest.raises(snapshots.CountAlreadyWaiting):
        snapshots.start_count(aslan)


def test_a_count_that_fails_says_so(aslan, monkeypatch):
    def broken():
        raise RuntimeError("a name that must not be logged")

    monkeypatch.setattr(snapshots, "counted", broken)
    snapshot = snapshots.start_count(aslan)
    snapshots.carry_out_count(snapshot.pk)
    snapshot.refresh_from_db()
    assert snapshot.state == Snapshot.State.FAILED
    assert len(snapshot.failure) == 8


def test_a_count_that_was_interrupted_is_given_up(aslan):
    Snapshot.objects.create(by=aslan, state=Snapshot.State.RUNNING)
    assert snapshots.give_up_interrupted_counts() == 1


def test_two_lists_alone_are_refused_with_what_would_help(snapshot):
    found = read(snapshot.estimate)
    assert (found.status, found.headline) == (Status.REFUSED, None)
    assert "add another source" in str(found.reason)


def test_without_a_matching_there_is_no_estimate(aslan, world):
    snapshot = snapshots.start_count(aslan)
    snapshots.carry_out_count(snapshot.pk)
    snapshot.refresh_from_db()
    assert "Match first" in str(read(snapshot.estimate).reason)


def test_an_empty_record_is_counted_too(aslan):
    snapshot = snapshots.start_count(aslan)
    snapshots.carry_out_count(snapshot.pk)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.estimate) == (Snapshot.State.FINISHED, None)
    assert snapshot.counts["requests"] == [0, 0]


def test_judgements_that_contradict_one_another_refuse_the_estimate(aslan, world, run):
    for row in ("q1", "q2"):
        actions.judge(aslan, world[row], child_code=world["k1"], verdict="same", reason="the mother's name")
    one, other = (TracingRequest.objects.get(code=world[row]) for row in ("q1", "q2"))
    judge_duplicate(aslan, one, other, verdict="different", reason="two cousins")
    snapshot = snapshots.start_count(aslan)
    snapshots.carry_out_count(snapshot.pk)
    snapshot.refresh_from_db()
    assert "contradicts itself" in str(read(snapshot.estimate).reason)
    codes = [world[row] for row in ("q1", "q2", "k1")]
    ((apart, steps),) = [(one.apart, one.steps) for one in queries.page(aslan).contradictions]
    assert {apart.one, apart.other} == set(codes[:2])
    assert {(step.one, step.child) for step in steps} == {(codes[0], codes[2]), (codes[1], codes[2])}


def test_a_contradiction_is_told_by_links_to_what_may_be_withdrawn(client, aslan, ruslan, world, run):
    one, other, child = world["q1"], world["q2"], world["k1"]
    told = {"contradictions": [{"apart": [one, other], "joined": [one, child, other]}]}
    kept = keep(refused("record", n=0, because=says("No.")))
    Snapshot.objects.create(state="finished", by=aslan, lists=told, estimate=kept)
    client.force_login(aslan)
    page = client.get("/figures/").content.decode()
    assert f'href="/requests/{one}/{child}/"' in page
    assert f'href="/record/{one}/"' in page
    assert queries.page(ruslan).contradictions == ()


def test_a_contradiction_between_cases_one_may_not_see_names_none(aslan, world, run):
    told = {"contradictions": [{"apart": ["R-XXXXX-X", world["q1"]], "joined": ["R-XXXXX-X", world["q1"]]}]}
    snapshot = Snapshot.objects.create(state="finished", by=aslan, lists=told)
    assert [one.apart for one in lists.contradictions(aslan, snapshot)] == [None]


def test_lists_of_one_name_are_told_apart_by_side_then_by_day_then_by_number():
    called, sides = ["camp", "camp", "camp", "hotline"], ["sought", "found", "found", "sought"]
    assert lists.told_apart(called, sides, ["", "2026-11-02", "2026-11-09", ""]) == (
        "camp, sought",
        "camp, found, 2026-11-02",
        "camp, found, 2026-11-09",
        "hotline",
    )
    assert lists.told_apart(["camp", "camp"], ["found", "found"], ["", ""]) == ("camp, 1", "camp, 2")


def test_two_channels_of_one_name_on_both_sides_are_told_apart_even_where_others_are_put_to_them(aslan):
    both = [
        {"side": "requests", "line_lists": [], "channels": ["hotline", "letter"]},
        {"side": "children", "line_lists": [], "channels": ["hotline"]},
    ]
    snapshot = Snapshot.objects.create(state="finished", by=aslan, lists={"lists": both})
    one, other = lists.names(aslan, snapshot)
    assert one.startswith("hotline, requests + ")
    assert other == "hotline, registered children"


def test_each_list_is_named_on_the_page_and_in_the_trail(aslan, snapshot):
    page = queries.page(aslan)
    assert {one.name for one in page.lists} == {"letters", "camp"}
    assert [(one.records, one.children) for one in page.lists] == [(3, (3, 3))] * 2
    assert Event.objects.filter(verb="lists.named", subject=str(snapshot)).exists()


def test_whoever_may_not_see_lists_sees_the_ladder_alone(ruslan, snapshot):
    page = queries.page(ruslan)
    assert page.steps
    assert (page.lists, page.shared) == ((), ())


def test_short_lists_are_put_together_within_their_side():
    lists = [
        Drawn("requests", (1,), (), 90),
        Drawn("requests", (2,), (), 60),
        Drawn("requests", (), ("hotline",), 3),
        Drawn("children", (3,), (), 12),
    ]
    assert [(one.line_lists, one.channels, one.records) for one in put_together(lists)] == [
        ((1,), (), 90),
        ((2,), ("hotline",), 63),
        ((3,), (), 12),
    ]


def test_of_many_lists_five_are_left():
    lists = [Drawn("requests", (number,), (), 30 + number) for number in range(7)]
    together = put_together(lists)
    assert len(together) == 5
    assert sum(one.records for one in together) == sum(one.records for one in lists)


def test_a_candidate_weighs_what_its_posterior_says_without_the_prior():
    prior = Prior(population=300, registered_share=0.4, fitted=True)
    assert against_all_else(0.5, absent=0.5, prior=prior) == pytest.approx(math.log10(180))
    assert against_all_else(0.002, absent=0.9, prior=prior) < 0  # rather a sister of hers: she herself is absent
    assert math.isfinite(against_all_else(0.0, absent=0.0, prior=prior))


def test_a_child_judged_is_fixed_and_one_judged_differently_by_two_is_not(aslan, zarema, world, run):
    actions.judge(aslan, world["q1"], child_code=world["k1"], verdict="same", reason="the mother's name")
    actions.judge(aslan, world["q2"], child_code=world["k1"], verdict="same", reason="the mother's name")
    actions.judge(zarema, world["q2"], child_code=world["k1"], verdict="different", reason="another age")
    gathered = overlaps.gather(aslan, run, progress=lambda *_: None)
    assert (gathered.records.same, gathered.records.different) == ([(0, 3)], [])
