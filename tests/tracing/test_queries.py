"""What lists and review pages are made of, in few queries."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation

from kintrace.access.models import Event
from kintrace.registry.queries import OpenSource, Said
from kintrace.tracing import actions, queries
from kintrace.tracing.queries.sides import groups
from tests.cast import ranking

DAY = date(2017, 10, 1)
MARKS = re.compile("[\u2068\u2069]")  # they guard the direction of a value


def listed(viewer, **narrowing):
    return [row.listed.foreign_id for row in queries.request_rows(viewer, queries.requests(viewer, **narrowing))]


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
        ({"text": "Мурадова"}, ["q1", "q2"]),
        ({"text": "letters"}, ["q1", "q2", "q3"]),
        ({"state": "dormant"}, []),
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


def test_a_page_of_requests_takes_ten_queries(run, aslan, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):  # on PostgreSQL the trail is locked by one more
        queries.request_rows(aslan, queries.requests(aslan))


def test_a_review_shows_both_sides_with_their_sources(run, aslan, world):
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    groups = {group.kind: group for group in review.groups}
    (sought,), (found,) = groups["names"].sought, groups["names"].found
    assert sought.things == (queries.Thing("name", ("Мурадова Хадижа Тимуровна",)),)
    assert (found.things[0].words, found.source.name) == (("خديجة عمر",), "camp")
    assert groups["relations"].sought[0].things[0] == queries.Thing("father_name", ("Тимур",))


def said_in(review, kind):
    (told,) = next(group for group in review.groups if group.kind == kind).found
    return {thing.column: [MARKS.sub("", word) for word in thing.words] for thing in told.things}, told.things


def test_an_age_is_shown_with_the_day_it_was_true(run, aslan, world):
    words, _ = said_in(queries.pair_review(aslan, world["q1"], child_code=world["k1"]), "births")
    assert words == {"birth_date": ["aged 5 on 2017-09-12"]}


def test_words_of_a_clerk_are_shown_in_the_language_of_the_reader(run, aslan, world):
    with translation.override("ru"):
        review = queries.pair_review(aslan, world["q1"], child_code=world["k2"])
        sex, things = said_in(review, "births")
        languages, _ = said_in(review, "languages")
    assert (sex, things[0].written) == ({"sex": ["девочка"]}, ("f",))
    assert languages == {"languages": ["чеченский", "русский"]}


def test_what_cannot_be_read_is_shown_as_it_was_written(aslan):
    source = OpenSource(1, "list", "list", "camp", DAY, None)
    said = {"sex": (Said(1, "sex", "", "??", "??", source, "child", "", DAY, "day", None, None, "matching"),)}
    (group,) = groups(said, {}, candidate=None)
    assert group.sought[0].things == (queries.Thing("sex", ("??",)),)


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
    with django_assert_max_num_queries(16):
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


@pytest.fixture
def sibling_run(aslan, world):
    """The most probable brother or sister of q1 is only the second candidate."""
    found = [(world["k1"], 0.2, 0.1), (world["k2"], 0.1, 0.6)]
    started = actions.start_run(aslan)
    actions.carry_out(started.pk, matcher=lambda *_, **__: (ranking(world["q1"], found, absent=0.65),))
    return started


def test_a_probable_sibling_leads_whatever_its_rank(sibling_run, aslan, world):
    (row,) = queries.request_rows(aslan, queries.requests(aslan, leads="sibling", order="sibling"))
    assert (row.child_code, row.sibling_code, row.sibling_names) == (world["k1"], world["k2"], ("Amina",))
    assert (row.probability, row.sibling_probability) == (0.2, 0.6)
    assert queries.request_page(aslan, world["q1"]).sought[0].sibling.code == world["k2"]
