"""Whoever has something to add to a case does so on one page; everybody else finds no such case."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from kintrace.access import membership
from kintrace.access.models import Event, Proposal
from kintrace.registry import queries
from kintrace.registry.actions import Telling, log_contact, open_case, say
from kintrace.registry.models import ChildRecord, Consent, DuplicateJudgement, Fact, Statement, TracingRequest
from tests.cast import staff

DAY = date(2017, 10, 9)
TELLS = {"source_class": "family", "kind": "call", "received_on": "2017-10-09"}


@pytest.fixture
def hava(db):
    return staff("hava", "hotline_operator", name="Hava", office="Grozny")


@pytest.fixture
def child(world):
    return ChildRecord.objects.get(code=world["k1"])


def sent(client, by, address, record=None, **said):
    client.force_login(by)
    slots = [record.code] if record is not None else []
    return client.post(reverse(f"registry:{address}", args=slots), said)


def contact(by, name="Умар"):
    telling = Telling("call", "family", DAY)
    return log_contact(by, {"name": [name]}, token=uuid.uuid4(), telling=telling, channel="hotline")


def test_a_contact_is_logged_with_as_little_as_there_is(client, hava):
    said = {**TELLS, "token": str(uuid.uuid4()), "channel": "hotline"}
    for _ in range(2):
        assert sent(client, hava, "new_contact", **said).status_code == 302
    (request,) = TracingRequest.objects.all()
    assert (request.state, request.opened_by, membership.is_on(hava, request.case)) == ("contact_logged", hava, True)


def test_an_operator_is_told_that_a_child_may_be_known_and_nothing_else(client, hava, world):
    said = {**TELLS, "token": str(uuid.uuid4()), "channel": "hotline", "name": "Ислам Исаев"}
    client.force_login(hava)
    page = client.post(reverse("registry:new_contact"), said, follow=True).text
    assert "may be known already" in page
    assert world["q3"] not in page
    assert "Табка" not in page


def test_a_form_sent_again_asks_after_no_other_name(hava, world):
    telling, token = Telling("call", "family", DAY), uuid.uuid4()
    answers = [
        log_contact(hava, {"name": [name]}, token=token, telling=telling, channel="hotline")[1]
        for name in ("Нигде Неизвестный", "Ислам Исаев")
    ]
    assert answers == [False, False]


def test_what_nobody_told_before_is_not_known(hava, world):
    assert contact(hava, "Заурбек Ахмедханов")[1] is False


def test_an_operator_sees_the_cases_they_are_on_and_no_other(client, hava, world):
    request, _ = contact(hava)
    assert queries.tracing_request(hava, request.code) == request
    for code in (world["q1"], world["k1"], "R-NONE-0"):
        with pytest.raises(Http404):
            queries.case_to_work_on(hava, code)
    client.force_login(hava)
    answers = {client.get(reverse("registry:work", args=[code])).status_code for code in (world["q1"], "R-NONE-0")}
    assert answers == {404}


def test_an_operator_is_told_no_counts(hava, world):
    assert queries.counts(hava) == {}


def test_a_registrar_sees_the_children_of_their_office(world, child, fatima):
    far = staff("seda", "registrar", name="Seda", office="Erbil")
    assert queries.children(fatima).count() == 3
    assert queries.children(far).count() == 0
    with pytest.raises(Http404):
        queries.child_record(far, child.code)
    with pytest.raises(PermissionDenied):
        say(far, child, {"marks": ["a burn"]}, telling=Telling("visit", "child", DAY))
    membership.join(far, child.case)
    assert list(queries.children(far)) == [child]


def test_names_of_others_do_not_slip_into_a_page(world, child):
    far = staff("seda", "registrar", name="Seda", office="Erbil")
    assert queries.shown_names(far, "children", records=[child]) == {}


def test_a_registrar_finds_no_request_to_work_on(world, fatima):
    with pytest.raises(Http404):
        queries.case_to_work_on(fatima, world["q1"])


def test_a_request_is_taken_down_with_how_they_are_related(client, aslan):
    said = {**TELLS, "token": str(uuid.uuid4()), "channel": "office", "name": "Умар | Омар", "relation": "aunt_mat"}
    for _ in range(2):
        assert sent(client, aslan, "new_request", **said).status_code == 302
    (request,) = TracingRequest.objects.all()
    assert request.state == "draft"
    assert [one.value for one in queries.statements(aslan, request)["name"]] == ["Умар", "Омар"]


def test_a_child_is_taken_down(client, fatima):
    said = {**TELLS, "source_class": "child", "token": str(uuid.uuid4()), "channel": "field_visit", "age": "5"}
    assert sent(client, fatima, "new_child", **said).status_code == 302
    assert ChildRecord.objects.get().state == "reported"


@pytest.mark.parametrize("visibility", ["matching", "held_back"])
def test_what_somebody_says_is_added_once(client, fatima, child, visibility):
    told = {"number": "1", "property": "marks", "value": "a burn", "visibility": visibility}
    said = {**TELLS, **told, "token": str(uuid.uuid4())}
    for _ in range(2):
        assert sent(client, fatima, "say", child, **said).status_code == 302
    assert Statement.objects.get(property="marks", subject=child.person).visibility == visibility


def test_something_is_no_longer_said(client, fatima, child):
    (said,) = queries.statements(fatima, child)["name"]
    answer = sent(client, fatima, "retract", child, **TELLS, token=str(uuid.uuid4()), statement=str(said.pk))
    assert answer.status_code == 302
    assert "name" not in queries.statements(fatima, child)


def test_whoever_names_an_armed_group_is_asked_to_look_again(client, fatima, child):
    membership.join(fatima, child.case)
    said = {**TELLS, "number": "1", "property": "marks", "value": "the uncle of a боевик", "visibility": "matching"}
    client.force_login(fatima)
    page = client.post(
        reverse("registry:say", args=[child.code]), {**said, "token": str(uuid.uuid4())}, follow=True
    ).text
    assert "look at it again" in page
    assert [one.value for one in queries.statements(fatima, child)["marks"]] == ["the uncle of a боевик"]
    assert Event.objects.filter(verb="text.raised", subject=child.code).count() == 1


def test_a_case_moves_on_what_it_rests_on(client, fatima, child):
    consents = {"given_by": "mother", "how": "spoken", "language": "che", "text_version": "1", "may_store": "yes"}
    assert sent(client, fatima, "consents", child, **consents).status_code == 302
    assert Consent.objects.get().granted
    move = {"to": "documented", "evidence": ["full_form"]}
    sent(client, fatima, "move", child, **move)
    child.refresh_from_db()
    assert child.state == "registered"
    sent(client, fatima, "move", child, **move | {"evidence": ["full_form", "siblings_linked"]})
    child.refresh_from_db()
    assert child.state == "documented"


def test_what_was_not_asked_is_not_written_down(client, fatima, child):
    consents = {"given_by": "mother", "how": "spoken", "language": "che", "text_version": "1", "may_media": "no"}
    sent(client, fatima, "consents", child, **consents)
    assert [(one.scope, one.granted) for one in Consent.objects.all()] == [("media", False)]


def test_a_fact_is_written_down_once_and_looked_at_by_another(client, fatima, zarema, child):
    said = {"happened": "child_moved", "happened_on": "2017-10-09", "note": "to Erbil", "token": str(uuid.uuid4())}
    for _ in range(2):
        assert sent(client, fatima, "fact", child, **said).status_code == 302
    fact = Fact.objects.get()
    client.force_login(zarema)
    client.post(reverse("registry:review_fact", args=[child.code, fact.pk]))
    fact.refresh_from_db()
    assert fact.reviewed_by == zarema


def test_two_records_are_compared_and_parted_again(client, fatima, world, child):
    said = {"other": world["k2"].lower(), "verdict": "same", "why": "one scar"}
    assert sent(client, fatima, "duplicate", child, **said).status_code == 302
    judgement = DuplicateJudgement.objects.get()
    client.post(reverse("registry:withdraw_duplicate", args=[child.code, judgement.pk]))
    judgement.refresh_from_db()
    assert judgement.withdrawn_by == fatima


def test_a_code_of_others_is_like_a_code_of_nothing(client, fatima, aslan, child):
    other = open_case(aslan, "children", token=uuid.uuid4(), children=[{}], telling=Telling("visit", "child", DAY))
    pages = [
        sent(client, fatima, "duplicate", child, other=code, verdict="same", why="one scar")
        for code in (other.code, "C-NONE-0")
    ]
    assert {page.status_code for page in pages} == {422}
    assert all("no other record with this code" in page.text for page in pages)
    assert not DuplicateJudgement.objects.exists()


def test_an_erasure_is_proposed_once_its_time_has_come(client, zarema, child, monkeypatch):
    monkeypatch.setattr("kintrace.registry.actions.erasing.of_age_on", lambda _by, record: record.closed_on)
    assert "Propose to erase" not in _work(client, zarema, child)
    ChildRecord.objects.filter(pk=child.pk).update(state="closed", closed_on=date(2010, 1, 1), reason="repatriated")
    assert "Propose to erase" in _work(client, zarema, child)
    for _ in range(2):
        assert sent(client, zarema, "erase", child, reason="time-is-over").status_code == 302
    assert Proposal.objects.get().payload == {"case": str(child.case), "reason": "time-is-over"}


def _work(client, by, record):
    client.force_login(by)
    return client.get(reverse("registry:work", args=[record.code])).text
