"""How a family is called: sealed to the desk on call, opened for one due call, told to others by two persons only."""

from datetime import timedelta

import pytest

from kintrace.access import two_person
from kintrace.access.models import Event
from kintrace.casework import actions
from kintrace.casework.errors import NotFit
from kintrace.casework.models import Disclosure
from kintrace.kernel import clock
from kintrace.vault import cards
from kintrace.vault.models import ContactCard
from tests.cast import staff

NUMBER, WORD = "+964 770 000 0000", "the blue kettle"
CARD = {"number": NUMBER, "window": "after dark", "code_word": WORD}


@pytest.fixture
def card(at_zaremas, at_aslans, at):
    """Zarema is on call; Aslan seals how the family is called."""
    at_zaremas.post("/on-call/desk/")
    assert at_aslans.post(at("card/"), CARD).status_code == 302
    return ContactCard.objects.get()


def due(browser, at):
    browser.post(at("call/"), {"at": f"{clock.now() - timedelta(minutes=5):%Y-%m-%dT%H:%M}"})


def test_nobody_opens_a_card_before_a_call_is_due(card, at_zaremas):
    answer = at_zaremas.post(f"/on-call/cards/{card.pk}/", follow=True)
    assert "No call to this family is due" in answer.text
    assert NUMBER not in answer.text


def test_a_due_call_opens_the_card_once_to_whoever_is_on_call(card, at_aslans, at_zaremas, at):
    due(at_aslans, at)
    first, second = (at_zaremas.post(f"/on-call/cards/{card.pk}/", follow=True) for _ in range(2))
    assert all(one in first.text for one in CARD.values())
    assert NUMBER not in second.text
    assert Event.objects.filter(verb="contact.released", purpose="contact").count() == 1


def test_whoever_is_not_on_call_does_not_open_it_even_on_the_case(card, at_aslans, at):
    due(at_aslans, at)
    assert at_aslans.post(f"/on-call/cards/{card.pk}/").status_code == 404


def test_a_new_number_takes_the_place_of_the_old_one(card, at_aslans, at):
    at_aslans.post(at("card/"), CARD | {"number": "another"})
    assert ContactCard.objects.get().pk != card.pk


def test_whoever_goes_off_call_is_shut_out(card, at_zaremas, at_aslans, at, comes, deni):
    at_denis = comes(deni)
    at_zaremas.post("/on-call/people/", {"member": deni.public_id})
    due(at_aslans, at)
    at_zaremas.post(f"/on-call/people/{deni.public_id}/remove/")
    assert at_denis.post(f"/on-call/cards/{card.pk}/").status_code == 404
    assert NUMBER in at_zaremas.post(f"/on-call/cards/{card.pk}/").text


@pytest.fixture
def disclosed(card, at, at_zaremas, aslan, zarema, request_of_aslan):
    """Zarema proposes that Aslan is told; the supervisor of another office signs."""
    other = staff("other", "supervisor", office="Moscow")
    at_zaremas.post(at("disclose/"), {"member": aslan.public_id, "purpose": "contact"})
    proposal = two_person.Proposal.objects.get(act="contact.disclose")
    two_person.approve(other, proposal)
    return two_person.carry_out(zarema, proposal, proposal.payload)


def test_d6_it_takes_two_persons_and_the_desk_to_tell_an_officer(disclosed, at_aslans, at_zaremas, at):
    reading = f"/disclosures/{disclosed.pk}/"
    assert NUMBER not in at_aslans.post(reading, follow=True).text
    page = at_zaremas.post(f"/on-call/disclosures/{disclosed.pk}/", follow=True)
    assert NUMBER not in page.text
    assert "Read it" in at_aslans.get(at()).text
    assert NUMBER in at_aslans.post(reading).text
    assert at_aslans.post(reading).status_code == 404
    assert bytes(Disclosure.objects.get().box) == b""


def test_d6_nobody_but_the_one_who_was_named_reads_it(disclosed, at_zaremas):
    at_zaremas.post(f"/on-call/disclosures/{disclosed.pk}/")
    assert at_zaremas.post(f"/disclosures/{disclosed.pk}/").status_code == 404


def test_d6_nobody_proposes_that_they_themselves_are_told(card, at_aslans, at, aslan):
    answer = at_aslans.post(at("disclose/"), {"member": aslan.public_id, "purpose": "contact"}, follow=True)
    assert "Nobody proposes this for themselves" in answer.text
    assert not two_person.Proposal.objects.exists()


def test_only_somebody_on_the_case_is_told(card, aslan, deni, request_of_aslan):
    payload = {"case": str(request_of_aslan.case), "member": deni.public_id, "purpose": "contact"}
    with pytest.raises(NotFit):
        actions.disclose_as_signed(aslan, payload)


def test_what_was_passed_on_opens_with_the_key_of_the_one_it_was_for_only(disclosed, at_zaremas, zarema):
    from kintrace.vault import boxes  # noqa: PLC0415
    from kintrace.vault.errors import Damaged  # noqa: PLC0415

    at_zaremas.post(f"/on-call/disclosures/{disclosed.pk}/")
    kept = Disclosure.objects.get()
    with pytest.raises(Damaged):
        cards.passed(kept.case, bytes(kept.box), private=boxes.new_private(), record=lambda: 1)
