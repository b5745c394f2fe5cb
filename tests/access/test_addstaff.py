"""Adding a member of staff from the command line."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from kintrace.access.models import User


def test_somebody_is_added_with_a_password_shown_once(db):
    said = StringIO()
    call_command("addstaff", "fatima", role="registrar", name="Fatima", office="Mosul", stdout=said)
    password = said.getvalue().split()[-1]
    added = User.objects.get()
    assert (added.username, added.role, added.office.name) == ("fatima", "registrar", "Mosul")
    assert authenticate(username="fatima", password=password) == added
    assert password not in added.password


def test_nobody_is_added_twice(fatima):
    with pytest.raises(CommandError, match="choose another"):
        call_command("addstaff", "fatima", role="registrar")


def test_a_role_nobody_knows_is_refused(db):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("addstaff", "fatima", "--role", "superuser")
