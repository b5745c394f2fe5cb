"""What lists and review pages are made of, in few queries."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from kintrace.access.models import Event
from kintrace.tracing import actions, queries


def listed(viewer, **narrowing):
    return [row.foreign_id for row in queries.requests(viewer, **narrowing)]


def test_the_most_probable_come_first(run, aslan):
    assert listed(aslan) == ["q1", "q2", "q3"]
    assert listed(aslan, order="absent") == ["q3", "q2", "q1"]


@pytest.mark.parametrize(
    ("narrowing", "left"),
    [
        ({"leads": "absent"}, ["q3"]),
        ({"band": "likely"}, ["q1", "q2"]),
        ({"band": "sure"}, []),
        ({"band": "none"}, []),
        ({"text": "q1"}, ["q1"]),  # no code can hold a 1
        ({"text": "Мурадова"}, []),
        ({"state": "closed"}, []),
    ],
)
def test_the_list_narrows(run, aslan, narrowing, left):
    assert listed(aslan, **narrowing) == left


def test_the_list_narrows_to_what_was_judged(run, aslan, world):
    actions.judge(aslan, world["q2"], child_code=world["k1"], verdict="unsure", reason="too little")
    assert (listed(aslan, judged_already=True), listed(aslan, judged_already=False)) == (["q2"], ["q1", "q3"])


def test_a_row_shows_both_names_and_the_figures(run, aslan, world):
    first = queries.request_rows(aslan, queries.requests(aslan))[0]
    assert (first.code, first.names) == (world["q1"], ("Мурадова Хадижа Тимуровна",))
    assert (first.child_code, first.child_names) == (world["k1"], ("خديجة عمر",))
    assert (first.probability, first.sibling_probability, first.absent) == (0.7, 0.1, 0.15)
    assert (first.leads, first.candidate_count, first.judgement_count) == ("this", 2, 0)


def test_before_the_first_run_requests_stand_without_figures(aslan, world):
    rows = queries.request_rows(aslan, queries.requests(aslan))
    assert {row.probability for row in rows} == {None}
    assert len(rows) == 3


def test_a_page_of_requests_takes_five_queries(run, aslan, django_assert_num_queries):
    with django_assert_num_queries(5):
        queries.request_rows(aslan, queries.requests(aslan))


def test_a_review_shows_both_sides_with_their_sources(run, aslan, world):
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    rows = {row.key: row for group in review.groups for row in group.rows}
    assert [said.value for said in rows["name"].sought] == ["Мурадова Хадижа Тимуровна"]
    assert [(said.value, said.source.name) for said in rows["name"].found] == [("خديجة عمر", "camp")]
    assert [said.property for said in rows["birth_date"].found] == ["age", "age_date"]
    assert rows["father_name"].sought[0].value == "Тимур"


def test_a_review_says_where_the_pair_stands(run, aslan, world):
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    assert (review.candidate.rank, review.answer.candidate_count, review.earlier, review.later) == (
        1,
        2,
        None,
        world["k2"],
    )
    assert review.claimed_by == (world["q2"],)
    assert review.mine is None


def test_the_bars_add_up(run, aslan, world):
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    first, *_terms, last = review.bars
    said = sum(term.log10_lr for term in review.terms)
    assert (first.role, last.role) == ("prior", "sum")
    assert last.end == pytest.approx(first.end + said)


def test_a_pair_nobody_proposed_or_judged_is_not_shown(run, aslan, world):
    with pytest.raises(Http404):
        queries.pair_review(aslan, world["q1"], child_code=world["k3"])


def test_a_refused_pair_can_still_be_read(run, aslan, world, matcher):
    judgement = actions.judge(aslan, world["q1"], child_code=world["k1"], verdict="different", reason="no")
    actions.carry_out(actions.start_run(aslan).pk, matcher=matcher)
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    assert (review.candidate, review.mine, review.bars, review.terms) == (None, judgement, (), ())


def test_a_review_takes_few_queries(run, aslan, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        queries.pair_review(aslan, world["q1"], child_code=world["k1"])


def test_whoever_opens_a_pair_is_on_the_trail(run, aslan, world):
    actions.open_pair(aslan, world["q1"], child_code=world["k1"])
    assert Event.objects.filter(verb="pair.opened", by=aslan, subject=f"{world['q1']} {world['k1']}").exists()


def test_several_requests_for_one_child_stand_together(run, aslan, world):
    (claim,) = queries.claims(aslan, queries.claimed(aslan))
    assert claim.child.code == world["k1"]
    assert [answer.request.code for answer in claim.answers] == [world["q1"], world["q2"]]


def test_today_counts_what_waits(run, aslan, world):
    today = queries.today(aslan)
    assert (today.to_review, today.claimed, today.unseen) == (2, 1, 0)
    assert today.leads == {"this": 2, "absent": 1}
    actions.judge(aslan, world["q1"], child_code=world["k1"], verdict="same", reason="yes")
    assert queries.today(aslan).to_review == 1


def test_today_tells_a_registrar_of_children_only(run, fatima, ruslan):
    assert (queries.today(fatima).counts, queries.today(fatima).newest) == ({"children": 3}, None)
    assert queries.today(ruslan).counts == {}


def test_candidates_are_for_those_who_trace(run, fatima, ruslan, leyla):
    for one in (fatima, ruslan, leyla):
        with pytest.raises(PermissionDenied):
            queries.requests(one)
