"""What is sealed to the people of a case: opened by them alone, counted, and recorded before it is shown."""

import pytest
from django.contrib.sessions.models import Session

from kintrace.access import limits, private_keys
from kintrace.access.models import Alert, Event
from kintrace.access.models.trail import Event as Trail
from kintrace.vault import aead, boxes, capsules, envelope, keyring
from kintrace.vault.errors import Damaged, NotRecorded
from kintrace.vault.models import Capsule
from tests.casework.conftest import TEXT
from tests.cast import staff


def test_a_member_opens_what_a_colleague_sealed(sealed, at_zaremas):
    answer = at_zaremas.post(sealed)
    assert (answer.status_code, TEXT in answer.text) == (200, True)


def test_e1_the_opening_is_on_the_trail_with_its_purpose(sealed, at_aslans, request_of_aslan, aslan):
    at_aslans.post(sealed)
    event = Event.objects.get(verb="capsule.opened")
    assert (event.by, event.subject, event.purpose) == (aslan, request_of_aslan.code, "tracing")


def test_e2_nothing_is_shown_when_the_trail_cannot_be_written(sealed, at_aslans, monkeypatch):
    real = Trail.record

    def failing(by, verb, **about):
        if verb == "capsule.opened":
            raise OSError("the disk is full")
        return real(by, verb, **about)

    monkeypatch.setattr(Trail, "record", failing)
    try:
        answer = at_aslans.post(sealed, follow=True)
    except (OSError, NotRecorded):
        return
    assert TEXT not in answer.text


def test_d3_others_are_answered_as_for_a_case_there_is_not(sealed, comes, at):
    browser = comes(staff("outside", "tracing_officer", office="Moscow"))
    missing = "/cases/R-22222-2/"
    for there, nowhere in ((at(), missing), (sealed, sealed.replace(at(), missing))):
        ways = (browser.get, browser.get) if there == at() else (browser.post, browser.post)
        answers = [way(address) for way, address in zip(ways, (there, nowhere), strict=True)]
        assert [one.status_code for one in answers] == [404, 404]
        assert len({_without_tokens(one.text) for one in answers}) == 1


def _without_tokens(page):
    return "\n".join(
        line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and 'name="next"' not in line
    )


def test_c6_the_database_its_keys_and_the_session_do_not_open_it(sealed, at_aslans):
    wrapped = at_aslans.session[private_keys.WRAPPED]
    with pytest.raises(Damaged):
        keyring.taken_up(keyring.carry(boxes.new_private())[0], wrapped)
    capsule = Capsule.objects.get()
    inner = envelope.unlock_bytes(capsule.case, capsule.box, context=capsules._context(capsule))
    assert TEXT.encode() not in inner
    with pytest.raises(Damaged):
        aead.unlock(envelope.key_of(capsule.case).secret, inner, context=capsules._context(capsule))


def test_what_was_opened_is_in_no_session_and_no_message(sealed, at_aslans):
    answer = at_aslans.post(sealed)
    kept = [str(session.get_decoded()) for session in Session.objects.all()]
    assert not any(TEXT in one for one in kept)
    assert "no-store" in answer["Cache-Control"]
    assert TEXT not in at_aslans.get("/cases/").text


def test_beyond_thirty_an_hour_it_stays_shut_and_others_are_told(sealed, at_aslans, aslan, ruslan):
    limits.count_opened(aslan, cases=30)
    answer = at_aslans.post(sealed, follow=True)
    assert TEXT not in answer.text
    assert "as many as one person may" in answer.text
    assert Alert.objects.filter(kind=Alert.Kind.TOO_MANY_OPENED).exists()


def test_nothing_is_sealed_without_a_recovery_key_and_what_was_typed_stays(at_aslans, at_zaremas, at):
    answer = at_aslans.post(at("seal/"), {"kind": "inquirer", "text": TEXT})
    assert answer.status_code == 422
    assert "recovery key" in answer.text
    assert not Capsule.objects.exists()


def test_nothing_is_sealed_while_only_one_of_the_case_has_a_key(at_aslans, at, paper):
    answer = at_aslans.post(at("seal/"), {"kind": "inquirer", "text": TEXT})
    assert "At least two people on this case" in answer.text
    assert TEXT in answer.text


def test_where_a_child_is_does_not_belong_to_a_request(at_aslans, at_zaremas, at, paper):
    assert at_aslans.post(at("seal/"), {"kind": "whereabouts", "text": TEXT}).status_code == 422


def test_the_page_of_a_case_says_nothing_of_what_is_sealed(sealed, at_aslans, at):
    assert TEXT not in at_aslans.get(at()).text
