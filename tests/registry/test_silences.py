"""Not asked, would rather not say, and does not know are three answers (practice d6, d8)."""

import uuid

import pytest
from django.urls import reverse

from kintrace.registry import queries
from kintrace.registry.actions import Telling, keep_silences, open_case, say
from kintrace.registry.forms import ContactForm, RequestForm, SayForm
from kintrace.registry.models import Property, Silence, Statement, TracingRequest
from tests.registry.test_working import DAY, TELLS, sent

ASKED = {**TELLS, "channel": "office", "relation": "aunt_mat"}


def told(**said):
    return {**ASKED, "token": str(uuid.uuid4()), **said}


def unsaid(viewer):
    page = queries.work_page(viewer, TracingRequest.objects.get().code)
    return {(one.label, one.word) for one in page.life.unsaid}


def test_d6_refused_unknown_and_not_asked_are_kept_apart(client, aslan):
    said = told(name="Умар", refused=["father_name"], unknown=["birth_date", "last_place"])
    assert sent(client, aslan, "new_request", **said).status_code == 302
    assert unsaid(aslan) == {
        ("father's name", "would rather not say"),
        ("date of birth", "does not know"),
        ("last known place", "does not know"),
    }


def test_d6_the_page_of_the_case_shows_which_was_which(client, aslan):
    sent(client, aslan, "new_request", **told(name="Умар", refused=["father_name"], unknown=["marks"]))
    page = client.get(reverse("registry:work", args=[TracingRequest.objects.get().code])).text
    assert ("would rather not say" in page, "does not know" in page) == (True, True)


@pytest.mark.parametrize("form", [ContactForm, RequestForm])
def test_d6_every_question_of_a_form_can_be_refused_or_unknown(form):
    questions = set(form().fields) & set(Property.values)
    offered = [{code for code, _label in form().fields[kind].choices} for kind in Silence.Kind.values]
    assert (offered, len(questions) > 5) == ([questions, questions], True)


def test_d6_one_question_has_one_answer(client, aslan):
    for twice in ({"father_name": "Шамиль", "refused": ["father_name"]}, {"refused": ["marks"], "unknown": ["marks"]}):
        answer = sent(client, aslan, "new_request", **told(name="Умар", **twice))
        assert (answer.status_code, "has two answers" in answer.text) == (422, True)
    assert not TracingRequest.objects.exists()


def test_d6_what_is_said_later_takes_the_place_of_a_silence(client, aslan):
    sent(client, aslan, "new_request", **told(name="Умар", refused=["father_name"]))
    request = TracingRequest.objects.get()
    say(aslan, request, {"father_name": ["Шамиль"]}, telling=Telling("visit", "family", DAY))
    assert unsaid(aslan) == set()
    assert Silence.objects.count() == 1


def test_d6_a_question_asked_later_can_be_refused_too(client, aslan):
    sent(client, aslan, "new_request", **told(name="Умар"))
    request = TracingRequest.objects.get()
    later = {**TELLS, "token": str(uuid.uuid4()), "number": "1", "property": "origin", "visibility": "matching"}
    for _ in range(2):
        assert sent(client, aslan, "say", request, **later, answer="refused").status_code == 302
    assert (unsaid(aslan), Silence.objects.count()) == ({("origin", "would rather not say")}, 1)
    assert sent(client, aslan, "say", request, **later).status_code == 422


def test_what_was_not_answered_weighs_nothing(aslan):
    telling, silences = Telling("visit", "family", DAY), {"father_name": "refused"}
    with_it = open_case(aslan, "requests", token=uuid.uuid4(), children=[{"name": ["Умар"]}], telling=telling)
    keep_silences(aslan, with_it, silences, telling=telling)
    TracingRequest.objects.update(state="registered")
    assert queries.dossiers(aslan, "requests")[0].father_names == ()


def test_d8_a_request_is_kept_with_nothing_that_identifies_anybody(client, aslan):
    answer = sent(client, aslan, "new_request", **told())
    request = TracingRequest.objects.get()
    assert (answer.status_code, request.state, Statement.objects.count()) == (302, "contact_logged", 0)
    assert "kept as a contact" in client.get(answer.headers["Location"]).text


def test_d8_so_is_a_contact_and_a_child(client, aslan):
    for address in ("new_contact", "new_child"):
        said = {**TELLS, "token": str(uuid.uuid4()), "channel": "office"}
        assert sent(client, aslan, address, **said).status_code == 302
    assert not Statement.objects.exists()


def test_d1_nothing_that_opens_a_case_asks_who_whoever_asks_is_or_how_to_call_them():
    words = ("inquirer", "caller", "phone", "number", "address", "email", "contact", "passport", "document")
    for form in (ContactForm, RequestForm):
        assert [name for name in form().fields if any(word in name for word in words)] == []


def test_d1_a_request_goes_its_whole_way_to_the_matching_without_it(client, aslan, zarema):
    sent(client, aslan, "new_request", **told(name="Умар"))
    TracingRequest.objects.update(state="registered")
    assert [one.names for one in queries.dossiers(aslan, "requests")] == [("Умар",)]


@pytest.mark.parametrize(("value", "complaint"), [("", "Please write"), ("a" * 5000, "at most")])
def test_what_is_wrong_with_an_answer_is_said_once(value, complaint):
    (said,) = SayForm({"value": value, "answer": ""}).errors["value"]
    assert complaint in said
