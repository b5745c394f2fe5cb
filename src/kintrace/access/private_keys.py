"""Each member's private key while they are signed in: opened by the password, parted between session and cookie.

The server keeps the half that is wrapped, the browser the secret that unwraps it, and neither is of use alone.
Signing out, freezing and a lost session drop it.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.kernel.errors import KintraceError
from kintrace.vault import keyring
from kintrace.vault.errors import Damaged
from kintrace.vault.secret import Secret

COOKIE: Final = "capsules"
WRAPPED: Final = "wrapped_key"


class KeyNotCarried(KintraceError):
    """No private key came with this request."""


def carry(request: HttpRequest, response: HttpResponse, *, user: User, password: str) -> None:
    """Open a member's private key with the password they gave just now, and part it between session and cookie.

    Whoever signs in for the first time gets a key. One that a changed password no longer opens stays shut, which is on
    the trail: somebody who still has theirs has to seal anew.
    """
    try:
        private = keyring.open_private(user, password)
    except keyring.NoKeyring:
        private = keyring.make(user, password)
        Event.record(user, "staff.key-made", subject=user.public_id)
    except keyring.WrongPassword:
        Event.record(user, "staff.key-stayed-shut", subject=user.public_id)
        return
    secret, request.session[WRAPPED] = keyring.carry(private)
    response.set_cookie(
        COOKIE, secret, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
    )  # it ends with the browser, as the session does


def of(request: HttpRequest) -> Secret:
    """Return the private key of whoever sent this request; raises KeyNotCarried."""
    secret, wrapped = request.COOKIES.get(COOKIE, ""), request.session.get(WRAPPED, "")
    try:
        return keyring.taken_up(secret, wrapped)
    except Damaged as error:
        raise KeyNotCarried(
            _(
                "Your key is not at hand in this browser. Please sign out and in again; if that does not help, "
                "somebody who works on the same case has to seal it for you anew."
            )
        ) from error


def drop(response: HttpResponse) -> None:
    """Take the browser's half away; the other half went with the session."""
    response.delete_cookie(COOKIE, samesite="Strict")
