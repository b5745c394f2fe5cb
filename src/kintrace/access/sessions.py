"""How long somebody stays signed in, and what has to be said again.

Thirty minutes without a page end a session. Identities open within eight hours of signing in, and an act that cannot
be undone within five minutes of giving password and code; past that, both are asked for once more.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from kintrace.access.models import User
from kintrace.kernel import clock

IDLE: Final = timedelta(minutes=30)
WHOLE: Final = timedelta(hours=8)
RECENT: Final = timedelta(minutes=5)
PENDING: Final = timedelta(minutes=5)
DEVICE: Final = "device"

SEEN, SIGNED_IN, CONFIRMED, WAITING = "seen_at", "signed_in_at", "confirmed_at", "waiting"

type Answer = Callable[[HttpRequest], HttpResponse]


class StaffBackend(ModelBackend):
    """Finds members of staff with their office; whoever left, or whose office is frozen, is not found."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("office").filter(pk=user_id).first()
        return user if user is not None and not user.is_shut_out else None

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        return isinstance(user, User) and not user.is_shut_out


def wait_for_second_factor(request: HttpRequest, user: User, *, then: str) -> None:
    """Remember for five minutes, in a new session, that this person's password was right."""
    request.session.flush()
    request.session[WAITING] = {"user": user.pk, "hash": user.get_session_auth_hash(), "at": _now(), "then": then}


def waiting(request: HttpRequest) -> User | None:
    """Return whose second factor is awaited in this session, if it is not too late."""
    said = request.session.get(WAITING)
    if not said or _older(said["at"], than=PENDING):
        return None
    user = StaffBackend().get_user(said["user"])
    return user if user is not None and user.get_session_auth_hash() == said["hash"] else None


def begin(request: HttpRequest, user: User) -> str:
    """Start the session of somebody who gave both factors, under a new key; return where they wanted to go."""
    then = str(request.session.pop(WAITING, {}).get("then", ""))
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    mark(request)
    return then


def mark(request: HttpRequest) -> None:
    """Note in the session that both factors were given now."""
    request.session.update({SEEN: _now(), SIGNED_IN: _now(), CONFIRMED: _now()})


def is_recent(request: HttpRequest) -> bool:
    """Tell whether both factors were given within five minutes."""
    return not _older(request.session.get(CONFIRMED), than=RECENT)


def is_of_today(request: HttpRequest) -> bool:
    """Tell whether both factors were given within eight hours."""
    return not _older(request.session.get(SIGNED_IN), than=WHOLE)


def limited(answer: Answer) -> Answer:
    """End sessions that idled or never had a second factor; tell the signed-in user which seat they act from."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            if SIGNED_IN not in request.session or _older(request.session.get(SEEN), than=IDLE):
                logout(request)
            else:
                request.session[SEEN] = _now()
        if isinstance(request.user, User):
            request.user.seat = seat_of(request)
        return _with_device(request, answer(request))

    return middleware


def seat_of(request: HttpRequest) -> list[str]:
    """Return digests of the session and of the browser: two people who sign must share neither."""
    kept = (request.session.session_key or "", request.COOKIES.get(DEVICE, ""))
    return [hashlib.sha256(f"kintrace seat {one}".encode()).hexdigest() if one else "" for one in kept]


def _with_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a browser the mark by which it is known again; it says nothing of whose browser it is."""
    if DEVICE not in request.COOKIES:
        response.set_cookie(
            DEVICE,
            secrets.token_urlsafe(24),
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return response


def _now() -> str:
    return clock.now().isoformat()


def _older(moment: str | None, *, than: timedelta) -> bool:
    """Tell whether a moment is past by more; one that lies ahead, because a clock jumped, counts as past too."""
    if moment is None:
        return True
    age = clock.now() - datetime.fromisoformat(moment)
    return not timedelta(seconds=-60) <= age <= than
