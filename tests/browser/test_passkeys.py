"""D9: a passkey is made and used in a real browser, by a virtual authenticator; without its key nobody comes in."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from kintrace.access.models import Event
from tests.cast import PASSWORD

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def aslan_with_a_key(visitor_of):
    """Aslan at a browser with a passkey of his own; returns it, and what speaks to its authenticator."""
    visitor = visitor_of()
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    visitor.sign_in("aslan")
    visitor.go("/second-factor/passkeys/")
    visitor.page.click("form[data-passkey=make] button")
    visitor.page.wait_for_url("**/second-factor/")
    return visitor, lambda verb: devtools.send(f"WebAuthn.{verb}", {"authenticatorId": key})


def half_way_in(visitor):
    """Leave, and give the password once more."""
    visitor.page.click("form[action$='/sign-out/'] button")
    visitor.page.fill("[name=username]", "aslan")
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.click("main form button")
    visitor.page.wait_for_url("**/sign-in/second/")


def test_d9_a_passkey_is_made_and_opens_the_second_step(aslan_with_a_key):
    visitor, ask = aslan_with_a_key
    assert len(ask("getCredentials")["credentials"]) == 1
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1
    assert Event.objects.filter(verb="staff.passkey-added").exists()
    half_way_in(visitor)
    visitor.page.click("form[data-passkey=ask] button")
    visitor.page.wait_for_url(f"{visitor.home}/")
    expect(visitor.page.locator("h1")).to_contain_text("Today")


def test_d9_without_its_key_the_password_alone_leads_nowhere(aslan_with_a_key):
    visitor, ask = aslan_with_a_key
    half_way_in(visitor)
    ask("clearCredentials")
    visitor.page.click("form[data-passkey=ask] button")
    visitor.page.wait_for_timeout(500)
    assert visitor.page.url.endswith("/sign-in/second/")
    visitor.go("/")
    assert "/sign-in/" in visitor.page.url
