"""One request that Aslan opened, with Zarema beside him; both signed in, and their office has a recovery key."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from kintrace.registry.actions import Telling, open_case
from kintrace.vault import recovery
from tests.cast import enrolled, sign_in, staff

TEXT = "Зарема, бабушка; живёт у сестры, боится соседей"


@pytest.fixture
def request_of_aslan(aslan, zarema):
    telling = Telling(kind="letter", source_class="family", received_on=date(2017, 9, 1))
    said = {"name": ["Умар"], "father_name": ["Шамиль"]}
    return open_case(aslan, "requests", token=uuid4(), children=[said], telling=telling)


@pytest.fixture
def comes():
    """Return the browser of somebody who signed in with both factors, and so carries their key."""

    def coming(user):
        browser = Client()
        sign_in(browser, user, secret=enrolled(user))
        return browser

    return coming


@pytest.fixture
def at_aslans(comes, aslan):
    return comes(aslan)


@pytest.fixture
def at_zaremas(comes, zarema):
    return comes(zarema)


@pytest.fixture
def deni(db):
    return staff("deni", "tracing_officer", name="Deni", office="Grozny")


@pytest.fixture
def paper(aslan):
    """Return the five shares of the office's recovery key, three of which open."""
    return recovery.make(aslan.office.code, shares=5, needed=3)[1]


@pytest.fixture
def at(request_of_aslan):
    """Return the address of something about the request."""
    return lambda rest="": f"/cases/{request_of_aslan.code}/{rest}"


@pytest.fixture
def sealed(at_aslans, at_zaremas, paper, at):
    """Seal a text by the page; return the address that opens it."""
    from kintrace.vault.models import Capsule  # noqa: PLC0415  # Django is there by now

    assert at_aslans.post(at("seal/"), {"kind": "inquirer", "text": TEXT}).status_code == 302
    return at(f"sealed/{Capsule.objects.get().pk}/")
