"""Browsers that somebody signed in with before, known again by a cookie that names nobody.

Tries from such a browser are counted apart, for this browser and this account alone, so that a flood of guesses from
elsewhere locks out strangers and nobody who works here. A mark is drawn anew at each sign-in and ends with the
password, and with whatever else ends all sessions of its account.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kintrace.access.models import User

COOKIE: Final = "known"
LASTS_SECONDS: Final = 90 * 24 * 3600
ACCOUNTS: Final = 4  # several people may share a browser; the oldest mark gives way
NONCE_BYTES: Final = 16


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Give this browser a new mark for an account that has just given both factors; its mark before is dropped."""
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    others = [one for one in _marks(request) if not _is_of(user, one)]
    marks = [f"{nonce}:{_signed(user, nonce)}", *others][:ACCOUNTS]
    response.set_cookie(
        COOKIE,
        "|".join(marks),
        max_age=LASTS_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def device(request: HttpRequest | None, username: str) -> str:
    """Return a name of this browser together with this account; empty where it is a stranger to the account."""
    marks = _marks(request)
    user = User.objects.filter(username=username).first() if marks else None
    found = next((one for one in marks if _is_of(user, one)), "") if user is not None else ""
    return hashlib.sha256(found.encode()).hexdigest() if found else ""


def _marks(request: HttpRequest | None) -> list[str]:
    said = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return [one for one in said.split("|") if one][:ACCOUNTS]


def _is_of(user: User, mark: str) -> bool:
    nonce, _, signature = mark.partition(":")
    return hmac.compare_digest(_signed(user, nonce).encode(), signature.encode())


def _signed(user: User, nonce: str) -> str:
    said = f"kintrace known browser|{nonce}|{user.pk}|{user.get_session_auth_hash()}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()
