"""Each of the cast on their main path with both factors, in English and in Arabic, and an outsider who gets nowhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kintrace.access import glass
from kintrace.access.models import Event, Opening, Proposal
from kintrace.intake.letters import actions as letters
from kintrace.intake.portal.actions import leave_letter
from kintrace.registry.models import ChildRecord, TracingRequest
from tests.cast import PASSWORD, unused_code

NOTE = "the camp is cleared tonight, her uncle called us"
IN_BOTH = pytest.mark.parametrize("language", ["en", "ar"])
SHUT = (
    "/",
    "/requests/",
    "/children/",
    "/cases/",
    "/on-call/",
    "/letters/",
    "/lists/",
    "/staff/",
    "/trail/",
    "/confirm/",
)
WORDS = {
    "en": {"logged": "It is kept as R-", "nothing": "Your role opens no request", "other": "another role"},
    "ar": {"logged": "R-", "nothing": "دورك", "other": "دور آخر"},
}


@IN_BOTH
def test_an_operator_logs_a_call_on_a_telephone_and_sees_no_candidate(visitor_of, madina, run, world, language):
    visitor = visitor_of(width=360)
    visitor.sign_in("madina", language=language)
    visitor.follow("/new/contact/")
    visitor.page.fill("[name=name]", "Ибрагим")
    visitor.page.fill("[name=age]", "5")
    visitor.page.click("main form:has([name=name]) button")
    visitor.page.wait_for_url(re.compile("/record/R-"))
    expect(visitor.page.locator(".messages")).to_contain_text(WORDS[language]["logged"])
    assert "Ибрагим" in visitor.page.locator("main").inner_text()
    assert Event.objects.filter(by=madina, subject=TracingRequest.objects.latest("pk").code).exists()

    assert visitor.page.goto(f"{visitor.home}/requests/").status == 403
    expect(visitor.page.locator("h1")).to_contain_text(WORDS[language]["other"])
    assert visitor.page.goto(f"{visitor.home}/record/{world['q1']}/").status == 404


@IN_BOTH
def test_an_officer_takes_up_a_case_and_judges_its_best_candidate(visitor_of, run, world, language):
    visitor = visitor_of()
    visitor.sign_in("aslan", language=language)
    visitor.follow("?leads=this&judged=no")
    visitor.page.click(f"table.list a[href$='/{world['q1']}/']")
    visitor.send("/take-up/")
    visitor.go(f"/requests/{world['q1']}/")
    visitor.follow(f"/{world['q1']}/{world['k1']}/")
    visitor.page.check("input[name=verdict][value=different]")
    visitor.page.fill("textarea[name=reason]", "another mother")
    visitor.page.click("form.judge button")
    expect(visitor.page.locator(".judgement")).to_contain_text("another mother")
    visitor.go("/cases/")
    assert world["q1"] in visitor.page.locator("table.list").inner_text()


@IN_BOTH
def test_a_supervisor_signs_what_another_proposed_and_it_is_done_once(visitor_of, zarema, leyla, fatima, language):
    proposing, signing = visitor_of(), visitor_of(width=360)
    proposing.sign_in("leyla", language=language)
    proposing.go(f"/staff/{fatima.public_id}/roles/")
    proposing.page.select_option("[name=role]", "counsellor")
    proposing.page.select_option("[name=office]", label=str(zarema.office))
    proposing.page.click("main form:has([name=role]) button")
    proposal = f"/signatures/{Proposal.objects.get().code}/"

    signing.sign_in("zarema", language=language)
    signing.go("/signatures/")
    signing.follow(proposal)
    signing.send("/sign/")
    fatima.refresh_from_db()
    assert fatima.role == "registrar"

    proposing.go(proposal)
    proposing.send("/carry-out/")
    fatima.refresh_from_db()
    assert (fatima.role, fatima.office) == ("counsellor", zarema.office)
    proposing.go(proposal)
    expect(proposing.page.locator("form[action$='/carry-out/']")).to_have_count(0)


@IN_BOTH
def test_a_supervisor_opens_the_desk_and_reads_a_letter(visitor_of, aslan, zarema, language):
    officer, supervisor = visitor_of(), visitor_of(script=language == "en")
    officer.sign_in("aslan", language=language)  # who comes for the first time is given a key
    supervisor.sign_in("zarema", language=language)
    supervisor.go("/letters/desk/")
    supervisor.send("/desk/key/")
    leave_letter(token="t" * 43, letter="ищу внука", reply="после восьми", language="ru")
    letters.fetch()
    supervisor.go("/letters/")
    supervisor.page.click("table.list form button")
    expect(supervisor.page.locator("blockquote").first).to_have_text("ищу внука")
    assert Event.objects.filter(verb="letter.opened", by=zarema).exists()


@IN_BOTH
def test_an_auditor_reads_the_trail_and_reviews_broken_glass(visitor_of, aslan, zarema, ruslan, world, language):
    glass.break_glass(aslan, ChildRecord.objects.get(code=world["k1"]).case, reason="about_to_move", note=NOTE)
    visitor = visitor_of(width=360)
    visitor.sign_in("ruslan", language=language)
    visitor.go("/trail/")
    assert "glass.broken" in visitor.page.locator("table.list").inner_text()
    visitor.go("/reviews/")
    visitor.page.click("table.list a")
    expect(visitor.page.locator("blockquote")).to_have_text(NOTE)
    visitor.page.check("input[name=verdict] >> nth=0")
    visitor.page.click("main form:has([name=verdict]) button")
    visitor.page.wait_for_url(f"{visitor.home}/reviews/")
    assert Opening.objects.get().reviewed_by == ruslan
    assert visitor.page.goto(f"{visitor.home}/children/{world['k1']}/").status == 404


@IN_BOTH
@pytest.mark.parametrize("script", [True, False])
def test_every_address_leads_an_outsider_to_the_sign_in(visitor_of, language, script):
    visitor = visitor_of(script=script)
    visitor.go("/sign-in/")
    visitor.page.click(f"button[name=language][value={language}]")
    for where in SHUT:
        visitor.go(where)
        assert visitor.page.url.startswith(f"{visitor.home}/sign-in/"), where


@IN_BOTH
def test_a_password_alone_opens_nothing_and_neither_does_a_wrong_code(visitor_of, aslan, language):
    visitor = visitor_of()
    visitor.secret("aslan")
    visitor.go("/sign-in/")
    visitor.page.click(f"button[name=language][value={language}]")
    visitor.page.fill("[name=username]", "aslan")
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.click("main form button")
    visitor.go("/requests/")
    assert "/sign-in/" in visitor.page.url
    visitor.go("/sign-in/second/")
    visitor.give_code("000000")
    expect(visitor.page.locator(".errorlist, .error").first).to_be_visible()
    assert visitor.page.url == f"{visitor.home}/sign-in/second/"


def test_a_code_opens_the_door_once(visitor_of, aslan):
    first, second = visitor_of(), visitor_of()
    first.secret("aslan")
    for visitor in (first, second):
        visitor.go("/sign-in/")
        visitor.page.fill("[name=username]", "aslan")
        visitor.page.fill("[name=password]", PASSWORD)
        visitor.page.click("main form button")
    code = unused_code(first.secret("aslan"))
    for visitor in (first, second):
        visitor.give_code(code)
    assert first.page.url == f"{first.home}/"
    assert second.page.url == f"{second.home}/sign-in/second/"
    expect(second.page.locator("[name=code][aria-invalid=true]")).to_have_count(1)
