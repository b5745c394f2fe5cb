"""Two records that are about one child are joined by what people say, and parted again; nobody sees more for it."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from kintrace.access import membership
from kintrace.registry import queries
from kintrace.registry.actions import Telling, judge_duplicate, open_case, withdraw_duplicate
from kintrace.registry.errors import AlreadyJudged, ReasonMissing, Refused
from kintrace.registry.models import ChildRecord, DuplicateJudgement, TracingRequest
from tests.cast import staff


@pytest.fixture
def pair(world):
    return tuple(TracingRequest.objects.get(code=world[row]) for row in ("q1", "q2"))


def judged(by, pair, *, verdict="same", reason="one mother"):
    return judge_duplicate(by, *pair, verdict=verdict, reason=reason)


def test_two_requests_are_joined(aslan, pair):
    judged(aslan, pair)
    assert queries.joined(aslan, "requests") == (frozenset(one.code for one in pair),)
    (twin,) = queries.twins(aslan, pair[0])
    assert (twin.code, twin.verdict, twin.reason, twin.mine) == (pair[1].code, "same", "one mother", True)


def test_whoever_works_on_one_of_them_alone_does_not_learn_of_the_other(aslan, pair):
    hava = staff("hava", "hotline_operator", office="Grozny")
    membership.join(hava, pair[0].case)
    judged(aslan, pair, reason="her aunt in Mosul asks for the same girl")
    assert queries.twins(hava, pair[0]) == ()
    membership.join(hava, pair[1].case)
    assert len(queries.twins(hava, pair[0])) == 1


def test_they_are_parted_again(aslan, pair):
    judgement = judged(aslan, pair)
    withdraw_duplicate(aslan, pair[1], judgement.pk)
    assert queries.joined(aslan, "requests") == ()
    assert DuplicateJudgement.objects.count() == 1


def test_joining_reaches_through(aslan, world):
    one, two, three = TracingRequest.objects.order_by("pk")
    judged(aslan, (one, two))
    judged(aslan, (three, two))
    assert queries.joined(aslan, "requests") == (frozenset({one.code, two.code, three.code}),)


def test_while_people_disagree_they_stay_apart(aslan, zarema, pair):
    judged(aslan, pair)
    judged(zarema, pair[::-1], verdict="different", reason="two mothers")
    assert queries.joined(aslan, "requests") == ()


def test_one_person_judges_a_pair_once_whichever_way_round(aslan, pair):
    judged(aslan, pair)
    with pytest.raises(AlreadyJudged):
        judged(aslan, pair[::-1], verdict="unsure")


def test_only_ones_own_judgement_is_withdrawn(aslan, zarema, pair):
    judgement = judged(aslan, pair)
    with pytest.raises(Http404):
        withdraw_duplicate(zarema, pair[0], judgement.pk)


def test_it_takes_a_reason_and_two_records_of_one_side(aslan, pair, world):
    with pytest.raises(ReasonMissing):
        judged(aslan, pair, reason=" ")
    for other in (pair[0], ChildRecord.objects.get(code=world["k1"])):
        with pytest.raises(Refused):
            judged(aslan, (pair[0], other))


def test_whoever_may_not_see_requests_may_not_judge_them(fatima, pair):
    with pytest.raises(PermissionDenied):
        judged(fatima, pair)


def test_same_shows_nothing_of_the_other_but_its_code(aslan, pair):
    """What one relative said, and that another asks, is not on the page of the first."""
    before = queries.shown_statements(aslan, pair[0])
    judged(aslan, pair)
    assert queries.shown_statements(aslan, pair[0]) == before
    words = " ".join(str(getattr(twin, name)) for twin in queries.twins(aslan, pair[0]) for name in twin.__slots__)
    assert "Амина" not in words


def test_children_are_joined_too(fatima):
    telling = Telling("visit", "child", date(2017, 10, 9))
    found = [
        open_case(fatima, "children", token=uuid.uuid4(), children=[{"name": [name]}], telling=telling)
        for name in ("Zara", "Зара")
    ]
    judged(fatima, found)
    assert queries.joined(fatima, "children") == (frozenset(one.code for one in found),)
