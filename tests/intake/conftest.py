"""A desk that reads letters: Aslan and Zarema hold its key, and one letter lies there."""

import pytest

from kintrace.intake.letters import actions
from kintrace.intake.letters.models import IncomingLetter
from kintrace.intake.portal.actions import leave_letter
from kintrace.vault import keyring
from tests.cast import PASSWORD


def leave(words="my sister's son", number=1, reply=""):
    leave_letter(token=f"token {number}", letter=words, reply=reply, language="ru")


@pytest.fixture
def keys(aslan, zarema):
    """The private keys of two readers."""
    return {one.username: keyring.make(one, PASSWORD) for one in (aslan, zarema)}


@pytest.fixture
def open_desk(zarema, keys):
    actions.open_desk(zarema, private=None)


@pytest.fixture
def letter(open_desk):
    leave(reply="the number, after eight")
    actions.fetch()
    return IncomingLetter.objects.get()
