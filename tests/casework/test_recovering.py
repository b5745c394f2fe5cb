"""The recovery key of an office: on paper only, by leave of two persons, or in the hour behind broken glass."""

from datetime import timedelta

import pytest

from kintrace.access import glass, two_person
from kintrace.access.models import Alert, Event, Opening
from kintrace.kernel import clock
from kintrace.vault import recovery
from kintrace.vault.models import RecoveryKey
from tests.casework.conftest import TEXT
from tests.cast import staff


@pytest.fixture
def leave(sealed, at_zaremas, aslan, zarema, deni, request_of_aslan):
    """Zarema proposes that Deni recovers the case, and Aslan signs."""
    made = {"code": request_of_aslan.code, "member": deni.public_id}
    at_zaremas.post(f"/recovery-keys/{aslan.office.code}/propose/", made)
    proposal = two_person.Proposal.objects.get(act="keys.recover")
    two_person.approve(aslan, proposal)
    return two_person.carry_out(aslan, proposal, proposal.payload)


def test_a_recovery_key_is_shown_once_and_kept_nowhere(at_zaremas, zarema):
    answer = at_zaremas.post(f"/recovery-keys/{zarema.office.code}/", {"shares": "5", "needed": "3"})
    shares = answer.context["shares"]
    assert len(shares) == 5
    assert all(share in answer.text for share in shares)
    assert not any(share in at_zaremas.get("/recovery-keys/").text for share in shares)
    assert RecoveryKey.objects.get().needed == 3


def test_c7_one_share_fewer_gives_nothing_and_leaves_an_entry(leave, comes, deni, paper, at, request_of_aslan):
    answer = comes(deni).post(at("shares/"), {"shares": "\n".join(paper[:2])})
    assert answer.status_code == 422
    assert TEXT not in answer.text
    assert Event.objects.filter(verb="recovery.shares-tried", subject=request_of_aslan.code).count() == 1
    assert not Event.objects.filter(verb="capsule.opened-by-shares").exists()


def test_c7_without_two_persons_the_shares_open_nothing(sealed, comes, deni, paper, at):
    assert comes(deni).post(at("shares/"), {"shares": "\n".join(paper)}).status_code == 404


def test_with_enough_shares_it_opens_and_is_sealed_to_them_from_then_on(leave, sealed, comes, deni, paper, at):
    at_denis = comes(deni)
    assert TEXT in at_denis.post(at("shares/"), {"shares": "\n".join(paper[1:4])}).text
    assert TEXT in at_denis.post(sealed).text
    assert at_denis.post(at("shares/"), {"shares": "\n".join(paper)}).status_code == 404


def test_d6_a_leave_that_is_over_opens_nothing(leave, comes, deni, paper, at):
    leave.until = clock.now() - timedelta(seconds=1)
    leave.save()
    assert comes(deni).post(at("shares/"), {"shares": "\n".join(paper)}).status_code == 404


@pytest.fixture
def broken(sealed, ruslan, deni, request_of_aslan):
    return glass.break_glass(deni, request_of_aslan.case, reason="about_to_move", note="the camp is cleared tonight")


def test_d8_behind_broken_glass_the_capsule_stays_shut_and_says_why(broken, sealed, comes, deni, at):
    at_denis = comes(deni)
    page = at_denis.get(at()).text
    assert "This stays shut to you" in page
    assert at_denis.post(sealed).status_code == 404
    assert Alert.objects.filter(kind=Alert.Kind.GLASS_BROKEN).count() == 2


def test_d8_with_the_shares_it_opens_within_the_hour_and_not_after(broken, comes, deni, paper, at, sealed):
    at_denis = comes(deni)
    said = {"shares": "\n".join(paper[:3])}
    assert TEXT in at_denis.post(at("shares/"), said).text
    assert at_denis.post(sealed).status_code == 404
    Opening.objects.update(ends=clock.now())
    assert at_denis.post(at("shares/"), said).status_code == 404


def test_the_shares_of_an_older_key_still_open_what_was_sealed_to_it(leave, at_aslans, comes, deni, paper, at, aslan):
    _, newer = recovery.make(aslan.office.code, shares=2, needed=2)
    at_aslans.post(at("seal/"), {"kind": "dispute", "text": "another text"})
    page = comes(deni).post(at("shares/"), {"shares": "\n".join(paper[:3])}).text
    assert (TEXT in page, "another text" in page) == (True, False)
    assert len(newer) == 2


def test_the_shares_of_a_newer_key_open_what_was_sealed_to_it(broken, at_aslans, comes, deni, at, aslan):
    _, newer = recovery.make(aslan.office.code, shares=2, needed=2)
    at_aslans.post(at("seal/"), {"kind": "dispute", "text": "another text"})
    page = comes(deni).post(at("shares/"), {"shares": "\n".join(newer)}).text
    assert (TEXT in page, "another text" in page) == (False, True)


def test_others_are_told_that_somebody_made_a_recovery_key(at_zaremas, zarema, ruslan):
    at_zaremas.post(f"/recovery-keys/{zarema.office.code}/", {"shares": "2", "needed": "2"})
    assert {one.to for one in Alert.objects.filter(kind="recovery_key_made")} == {ruslan}


def test_nobody_recovers_for_themselves(sealed, comes, aslan, request_of_aslan):
    boss = staff("boss", "supervisor", office="Moscow")
    made = {"code": request_of_aslan.code, "member": boss.public_id}
    answer = comes(boss).post(f"/recovery-keys/{aslan.office.code}/propose/", made)
    assert "Nobody proposes this for themselves" in answer.text
