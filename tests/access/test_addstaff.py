"""Adding a member of staff from the command line."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from kintrace.access.confiding import holds_key
from kintrace.access.models import Alert, Event, User
from kintrace.cli.manage import manage
from kintrace.kernel.errors import WrongUse
from kintrace.vault import keyring
from tests.cast import PASSWORD, enrolled, unused_code

NEW = "four words nobody would guess"


def test_somebody_is_added_with_a_password_shown_once(db):
    said = StringIO()
    call_command("addstaff", "fatima", role="registrar", name="Fatima", office="Mosul", stdout=said)
    password = said.getvalue().split()[-1]
    added = User.objects.get()
    assert (added.username, added.role, added.office.name) == ("fatima", "registrar", "Mosul")
    assert authenticate(username="fatima", password=password) == added
    assert password not in added.password


def test_whoever_was_added_chooses_a_password_of_their_own_before_anything_is_sealed_to_them(client, db):
    said = StringIO()
    call_command("addstaff", "hava", role="tracing_officer", stdout=said)
    hava, drawn = User.objects.get(), said.getvalue().split()[-1]
    secret = enrolled(hava)
    client.post("/sign-in/", {"username": "hava", "password": drawn})
    assert not holds_key(hava)
    assert client.post("/sign-in/second/", {"code": unused_code(secret)}).url == "/password/"
    client.post("/password/", {"old": drawn, "new": NEW, "again": NEW})
    hava.refresh_from_db()
    assert holds_key(hava)
    with pytest.raises(keyring.WrongPassword):
        keyring.open_private(hava, drawn)


def test_those_who_lead_and_audit_are_told_who_was_added(zarema, ruslan):
    call_command("addstaff", "hava", role="supervisor", stdout=StringIO())
    hava = User.objects.get(username="hava")
    told = Alert.objects.filter(kind="staff_added", about=hava.public_id)
    assert {one.to for one in told} == {zarema, ruslan}
    assert Event.objects.filter(verb="staff.added", subject=hava.public_id).exists()


def test_a_password_is_drawn_at_the_terminal_and_others_are_told(aslan, zarema):
    keyring.make(aslan, PASSWORD)
    said = StringIO()
    call_command("newpassword", "aslan", stdout=said)
    aslan.refresh_from_db()
    assert aslan.check_password(said.getvalue().split()[-1])
    assert (aslan.password_drawn, holds_key(aslan)) == (True, False)
    assert {one.to for one in Alert.objects.filter(kind="password_reset")} == {aslan, zarema}
    assert Event.objects.filter(verb="staff.password-reset", subject=aslan.public_id, by=None).exists()


def test_djangos_own_way_past_the_trail_is_shut():
    with pytest.raises(WrongUse, match="newpassword"):
        manage(["changepassword", "aslan"])


def test_nobody_is_added_twice(fatima):
    with pytest.raises(CommandError, match="choose another"):
        call_command("addstaff", "fatima", role="registrar")


def test_a_role_nobody_knows_is_refused(db):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("addstaff", "fatima", "--role", "superuser")
