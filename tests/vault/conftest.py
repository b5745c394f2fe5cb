"""The cast with key pairs of their own, and a case for them to work on."""

import uuid

import pytest

from kintrace.vault import cases, keyring, recovery


@pytest.fixture
def case(db):
    case = uuid.uuid4()
    cases.new_cases([case])
    return case


@pytest.fixture
def private(fatima, aslan, zarema):
    """Return the private half of each: Fatima's, Aslan's, Zarema's."""
    return {one: keyring.make(one, f"password of {one.username}") for one in (fatima, aslan, zarema)}


@pytest.fixture
def paper(db):
    """Return an office's recovery key and its five shares, three of which open."""
    return recovery.make("O-1", shares=5, needed=3)


@pytest.fixture
def recorded():
    """Stand in for the trail: counts what was recorded."""

    class Trail(list):
        def __call__(self):
            self.append("opened")
            return len(self)

    return Trail()
