"""Changing one's own password, and the whole way back after it was lost: reset, own choice, sealed anew."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kintrace.access import passwords, second_factor
from kintrace.access.actions import note_sign_in
from kintrace.access.models import Alert, Event, User
from kintrace.registry.actions import Telling, open_case
from kintrace.vault import keyring, recovery
from kintrace.vault.models import Capsule
from tests.cast import PASSWORD, enrolled, sign_in, staff, unused_code

NEW = "four words nobody would guess"
TEXT = "she lives with her aunt and is afraid"


def test_the_key_follows_the_password(aslan):
    private = keyring.make(aslan, PASSWORD)
    assert not passwords.change(aslan, old=PASSWORD, new=NEW)
    assert keyring.open_private(aslan, NEW).reveal() == private.reveal()
    with pytest.raises(keyring.WrongPassword):
        keyring.open_private(aslan, PASSWORD)


def test_sessions_elsewhere_end_and_this_one_goes_on(aslan):
    here, elsewhere, secret = Client(), Client(), enrolled(aslan)
    for browser in (here, elsewhere):
        sign_in(browser, aslan, secret=secret)
    answer = here.post("/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "not your present password"),
        ({"old": PASSWORD, "new": NEW, "again": "other"}, "not the same"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "too short"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "another password"),
    ],
)
def test_what_is_not_taken_says_why_and_changes_nothing(client, aslan, said, why):
    client.force_login(aslan)
    answer = client.post("/password/", said)
    assert (answer.status_code, why in answer.text) == (422, True)
    assert User.objects.get(pk=aslan.pk).check_password(PASSWORD)


def test_nobody_resets_their_own_password(leyla):
    with pytest.raises(PermissionDenied):
        passwords.reset(leyla, leyla)


def test_the_present_password_cannot_be_guessed_at_an_open_screen(aslan):
    for number in range(10):
        with pytest.raises(passwords.NotTaken):
            passwords.change(aslan, old=f"guess {number}", new=NEW)
    with pytest.raises(passwords.NotTaken):
        passwords.change(aslan, old=PASSWORD, new=NEW)


def test_one_administrator_never_takes_both_factors_away(leyla, aslan):
    other = staff("other", "administrator")
    passwords.reset(leyla, aslan)
    with pytest.raises(second_factor.SamePerson):
        second_factor.reset(leyla, aslan)
    second_factor.reset(other, aslan)
    with pytest.raises(second_factor.SamePerson):
        passwords.reset(other, aslan)


def test_once_they_have_come_in_again_either_may_be_taken_away(leyla, aslan):
    passwords.reset(leyla, aslan)
    note_sign_in(aslan)
    second_factor.reset(leyla, aslan)


def test_a_reset_is_told_to_others_and_ends_the_sessions(client, aslan, zarema, leyla):
    client.force_login(aslan)
    passwords.reset(leyla, aslan)
    assert client.get("/").status_code == 302
    assert {one.to for one in Alert.objects.filter(kind="password_reset")} == {aslan, zarema}
    assert Event.objects.filter(verb="staff.password-reset", subject=aslan.public_id).exists()


def test_the_whole_way_back_after_a_password_was_lost(aslan, zarema, leyla):
    secret, at_aslans, at_zaremas, at_leylas = enrolled(aslan), Client(), Client(), Client()
    telling = Telling(kind="letter", source_class="family", received_on=date(2017, 9, 1))
    case = open_case(aslan, "requests", token=uuid4(), children=[{"name": ["Умар"]}], telling=telling)
    sign_in(at_aslans, aslan, secret=secret)
    sign_in(at_zaremas, zarema)
    recovery.make(aslan.office.code, shares=3, needed=2)
    at_aslans.post(f"/cases/{case.code}/seal/", {"kind": "inquirer", "text": TEXT})
    address = f"/cases/{case.code}/sealed/{Capsule.objects.get().pk}/"

    sign_in(at_leylas, leyla)
    drawn = at_leylas.post(f"/staff/{aslan.public_id}/password/").context["drawn"]
    at_aslans = Client()
    at_aslans.post("/sign-in/", {"username": "aslan", "password": drawn})
    at_aslans.post("/sign-in/second/", {"code": unused_code(secret)})
    assert TEXT not in at_aslans.post(address, follow=True).text

    sealing = f"/staff/{aslan.public_id}/seal-anew/"
    assert "password of their own" in at_zaremas.post(sealing, follow=True).text
    at_aslans.post("/password/", {"old": drawn, "new": NEW, "again": NEW})
    assert TEXT not in at_aslans.post(address, follow=True).text
    assert "Sealed anew to them: 1" in at_zaremas.post(sealing, follow=True).text
    assert TEXT in at_aslans.post(address).text
    with pytest.raises(keyring.WrongPassword):
        keyring.open_private(aslan, drawn)
