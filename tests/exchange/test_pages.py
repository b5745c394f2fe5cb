"""The page of sharing: recipients, answers, a file taken by one, a large one proposed and carried out by two."""

import pytest
from django.urls import reverse

from kintrace.access import limits, two_person
from kintrace.access.models import Event, Proposal, Taken
from kintrace.exchange.models import Answer, Recipient
from kintrace.kernel import clock
from kintrace.registry.actions import Telling, say


@pytest.fixture
def ask(client):
    def asking(by, address, *slots, **said):
        client.force_login(by)
        return client.post(reverse(f"exchange:{address}", args=slots), said)

    return asking


def sent(world, *rows, **more):
    codes = "\n".join(world[row] for row in rows)
    return {"profile": "match-sheet", "recipient": "red-cross", "codes": codes, "file": "csv"} | more


def test_a_supervisor_enters_a_recipient_and_an_officer_does_not(ask, zarema, aslan):
    said = {"slug": "red-cross", "name": "Red Cross of Exampleland", "scope": "share_icrc_rfl"}
    assert ask(aslan, "add_recipient", **said).status_code == 403
    assert ask(zarema, "add_recipient", **said).status_code == 302
    assert Recipient.objects.get().name == "Red Cross of Exampleland"
    assert ask(zarema, "add_recipient", **said | {"scope": "share_police"}).status_code == 422


def test_what_a_family_said_about_a_recipient_is_noted_and_taken_back(ask, aslan, red_cross, record_of):
    record = record_of("q1")
    assert ask(aslan, "answer", record.code, recipient="red-cross", answer="tracing").status_code == 302
    assert Answer.objects.get().purpose == "tracing"
    assert ask(aslan, "take_back", record.code, "red-cross").status_code == 302
    assert Answer.objects.get().withdrawn_by == aslan


def test_a_registrar_notes_nothing_about_a_request(ask, fatima, red_cross, record_of):
    assert ask(fatima, "answer", record_of("q1").code, recipient="red-cross", answer="tracing").status_code == 404
    assert not Answer.objects.exists()


def test_the_answers_stand_on_the_page_of_the_case(client, aslan, agree, record_of):
    agree("q1")
    client.force_login(aslan)
    assert "Red Cross of Exampleland" in client.get(reverse("tracing:request", args=[record_of("q1").code])).text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_few_cases_leave_as_a_file(ask, aslan, agree, world, kind):
    agree("q1")
    answer = ask(aslan, "take", **sent(world, "q1", "q2", file=kind))
    assert (answer.status_code, answer.headers["Content-Disposition"].endswith(f'.{kind}"')) == (200, True)
    if kind == "csv":
        said = answer.content.decode("utf-8-sig")
        assert (world["q1"] in said, world["q2"] in said, "Red Cross of Exampleland" in said) == (True, False, True)


def test_a_file_is_on_the_trail_and_kept_by_no_browser(ask, aslan, agree, world):
    agree("q1")
    answer = ask(aslan, "take", **sent(world, "q1"))
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert Event.objects.filter(verb="case.exported").count() == 1


def test_what_may_not_leave_is_said_and_no_file_is_made(ask, aslan, red_cross, world):
    answer = ask(aslan, "take", **sent(world, "q1"))
    assert (answer.status_code, "nobody agreed" in answer.text, world["q1"] in answer.text) == (422, True, True)


def test_h5_no_cell_of_a_file_runs_as_a_formula(ask, aslan, agree, world, record_of):
    agree("q1")
    say(aslan, record_of("q1"), {"marks": ["=HYPERLINK(1)"]}, telling=Telling("visit", "family", clock.today()))
    assert "'=HYPERLINK(1)" in ask(aslan, "take", **sent(world, "q1")).content.decode()


def test_a_large_export_is_proposed_signed_by_another_and_taken_a_day_later(
    ask, client, aslan, zarema, agree, world, pass_by
):
    agree("q1", "q2", "q3")
    assert ask(zarema, "propose", **sent(world, "q1", "q2", "q3")).status_code == 302
    proposal = Proposal.objects.get(act="export.bulk")
    assert ask(zarema, "carry_out", proposal.code, file="csv").status_code == 404
    two_person.approve(aslan, proposal)
    early = ask(zarema, "carry_out", proposal.code, file="csv")
    assert (early.status_code, Proposal.objects.get().state) == (302, "approved")
    pass_by(hours=24, seconds=1)
    answer = ask(zarema, "carry_out", proposal.code, file="csv")
    assert (answer.status_code, answer.content.decode().count("Red Cross of Exampleland")) == (200, 3)


def test_a_refused_try_still_counts(ask, aslan, agree, world, monkeypatch):
    agree("q1", "q2", "q3")
    monkeypatch.setattr(limits, "EXPORTED_A_DAY", 2)
    monkeypatch.setattr("kintrace.exchange.queries.sheet", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ask(aslan, "take", **sent(world, "q1", "q2"))
    assert sum(Taken.objects.values_list("cases", flat=True)) == 2
    monkeypatch.undo()
    monkeypatch.setattr(limits, "EXPORTED_A_DAY", 2)
    assert ask(aslan, "take", **sent(world, "q3")).status_code == 422


def test_d4_a_file_is_given_to_nobody_else(client, ask, aslan, fatima, ruslan, leyla, agree, world):
    agree("q1")
    for other in (fatima, ruslan, leyla):
        assert ask(other, "take", **sent(world, "q1")).status_code == 403
    client.logout()
    assert client.post(reverse("exchange:take"), sent(world, "q1")).status_code == 302
    assert client.get(reverse("exchange:take")).status_code == 302
