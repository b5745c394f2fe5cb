"""Where somebody saw a child, and who is related to it, are added on the page of the case."""

import uuid

import pytest
from django.urls import reverse

from kintrace.registry import queries
from kintrace.registry.actions import Telling, Whereabouts, sight
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


def test_a_registrar_adds_a_sighting_to_a_child_of_their_office_and_to_no_request(client, fatima, world, request_of):
    child, said = ChildRecord.objects.get(code=world["k1"]), {**SEEN, "token": str(uuid.uuid4())}
    assert sent(client, fatima, "sight", child, **said).status_code == 302
    assert sent(client, fatima, "sight", request_of, **said).status_code == 404
