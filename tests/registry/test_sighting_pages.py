"""Where somebody saw a child, and who is related to it, are added on the page of the case."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kintrace.access.models import Event
from kintrace.registry import queries
from kintrace.registry.actions import (
    Telling,
    Whereabouts,
    add_relative,
    sight,
    take_back_relation,
    take_back_sighting,
)
from kintrace.registry.errors import Refused
from kintrace.registry.models import ChildRecord, Relation, Sighting, TracingRequest
from tests.registry.test_working import DAY, TELLS, sent

SEEN = {**TELLS, "number": "1", "place": "Табка", "precision": "settlement", "first_day": "2017-03-01", "hearsay": "1"}


@pytest.fixture
def request_of(world):
    return TracingRequest.objects.get(code=world["q1"])


def test_a_sighting_is_kept_once_however_often_it_is_sent(client, aslan, request_of):
    said = {**SEEN, "token": str(uuid.uuid4())}
    for _ in range(2):
        assert sent(client, aslan, "sight", request_of, **said).status_code == 302
    seen = Sighting.objects.get()
    assert (str(seen.first_day), str(seen.last_day), seen.hearsay) == ("2017-03-01", "2017-03-01", 1)
    assert "Табка" in client.get(reverse("registry:work", args=[request_of.code])).text


def test_the_very_place_is_sealed_to_people_and_taken_by_no_form(client, aslan, request_of):
    said = {**SEEN, "token": str(uuid.uuid4()), "precision": "exact"}
    assert sent(client, aslan, "sight", request_of, **said).status_code == 422
    exact = Whereabouts("house 7", DAY, DAY, precision="exact")
    with pytest.raises(Refused, match="sealed"):
        sight(aslan, request_of, exact, telling=Telling("visit", "family", DAY))
    assert not Sighting.objects.exists()


def test_days_that_run_backwards_are_asked_about_again(client, aslan, request_of):
    said = {**SEEN, "token": str(uuid.uuid4()), "last_day": "2017-02-01"}
    answer = sent(client, aslan, "sight", request_of, **said)
    assert (answer.status_code, "comes before the first" in answer.text) == (422, True)


def test_a_relative_is_kept_by_what_they_are_and_not_by_name(client, aslan, request_of):
    said = {"token": str(uuid.uuid4()), "number": "1", "relation": "aunt_pat", "certainty": "doubted"}
    for _ in range(2):
        assert sent(client, aslan, "relate", request_of, **said).status_code == 302
    kin = Relation.objects.get()
    assert (kin.kind, kin.certainty, kin.to.number) == ("aunt_pat", "doubted", 1)
    shown = queries.work_page(aslan, request_of.code).life.relatives
    assert [(one.word, one.asks) for one in shown] == [("aunt, father's side", False)]


def test_a_sighting_is_taken_back_and_stays_readable(client, aslan, request_of):
    sent(client, aslan, "sight", request_of, **SEEN, token=str(uuid.uuid4()))
    seen = Sighting.objects.get()
    assert sent(client, aslan, "unsight", request_of, sighting=seen.pk).status_code == 302
    assert sent(client, aslan, "unsight", request_of, sighting=seen.pk).status_code == 422
    page = client.get(reverse("registry:work", args=[request_of.code])).text
    assert ("Табка" in page, "taken back" in page) == (True, True)
    assert Sighting.objects.get().retracted_at is not None
    assert Event.objects.filter(verb="sighting.retracted", subject=f"{request_of.code} sighting {seen.pk}").exists()


def test_a_relative_written_down_wrongly_is_set_right_and_is_the_same_person(client, aslan, request_of):
    said = {"token": str(uuid.uuid4()), "number": "1", "relation": "aunt_pat", "certainty": "said"}
    sent(client, aslan, "relate", request_of, **said)
    wrong = Relation.objects.get()
    assert sent(client, aslan, "unrelate", request_of, relation=wrong.pk, instead="aunt_mat").status_code == 302
    right = Relation.objects.get(withdrawn_at=None)
    assert (right.kind, right.person, Relation.objects.count()) == ("aunt_mat", wrong.person, 2)
    shown = queries.work_page(aslan, request_of.code).life.relatives
    assert [(one.word, one.taken_back) for one in shown] == [
        ("aunt, father's side", True),
        ("aunt, mother's side", False),
    ]


def test_a_relative_can_be_none_and_one_of_another_case_stays(client, aslan, world, request_of):
    other = TracingRequest.objects.get(code=world["q2"])
    add_relative(aslan, other, "mother")
    with pytest.raises(Refused, match="another case"):
        take_back_relation(aslan, request_of, Relation.objects.get().pk)
    sent(client, aslan, "unrelate", other, relation=Relation.objects.get().pk, instead="")
    assert not Relation.objects.filter(withdrawn_at=None).exists()


def test_whoever_may_add_nothing_takes_nothing_back(fatima, aslan, request_of):
    add_relative(aslan, request_of, "mother")
    where = Whereabouts("Табка", DAY, DAY)
    seen = sight(aslan, request_of, where, telling=Telling("visit", "family", DAY))
    with pytest.raises(PermissionDenied):
        take_back_relation(fatima, request_of, Relation.objects.get().pk)
    with pytest.raises(PermissionDenied):
        take_back_sighting(fatima, request_of, seen.pk)


def test_a_registrar_adds_a_sighting_to_a_child_of_their_office_and_to_no_request(client, fatima, world, request_of):
    child, said = ChildRecord.objects.get(code=world["k1"]), {**SEEN, "token": str(uuid.uuid4())}
    assert sent(client, fatima, "sight", child, **said).status_code == 302
    assert sent(client, fatima, "sight", request_of, **said).status_code == 404
