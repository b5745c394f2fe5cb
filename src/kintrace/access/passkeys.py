"""Passkeys: a second factor that lives in a telephone or a key on a ring, and cannot be told to anybody.

The ceremony is allauth's and fido2's. A browser takes part only where the site is reached by a name, over TLS or on
the same machine; everywhere else the code of an app is the second factor.
"""

from __future__ import annotations

import ipaddress
import json
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.second_factor import WrongCode
from kintrace.kernel import clock

KIND = Authenticator.Type.WEBAUTHN
LONGEST_NAME = 60


def challenge(request: HttpRequest, user: User) -> str:
    """Return what a browser is asked so that a passkey answers, as JSON; empty where this person has none here."""
    if not _possible(request) or not Authenticator.objects.filter(user=user, type=KIND).exists():
        return ""
    with context.request_context(request):
        return json.dumps(auth.begin_authentication(user), cls=DjangoJSONEncoder)


def invitation(request: HttpRequest, user: User) -> str:
    """Return what a browser is asked so that it makes a passkey, as JSON; empty where it could not."""
    if not _possible(request):
        return ""
    with context.request_context(request):
        return json.dumps(auth.begin_registration(user, False), cls=DjangoJSONEncoder)  # noqa: FBT003  # allauth's


def check(request: HttpRequest, user: User, *, credential: Any) -> None:  # noqa: ANN401  # as the browser sent it
    """Take the answer of a passkey as the second factor; raises WrongCode."""
    try:
        with context.request_context(request):
            auth.complete_authentication(user, auth.parse_authentication_response(credential)).record_usage()
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise WrongCode(_("This passkey does not fit. Please try again, or use a code.")) from error


def add(request: HttpRequest, user: User, *, credential: Any) -> None:  # noqa: ANN401  # likewise
    """Keep a new passkey of somebody; raises WrongCode for an answer that does not fit."""
    try:
        with context.request_context(request):
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
            auth.WebAuthn.add(user, f"{clock.today():%Y-%m-%d}", credential)
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise WrongCode(_("This passkey does not fit. Please try again, or use a code.")) from error
    Event.record(user, "staff.passkey-added", subject=user.public_id)


def of(user: User) -> list[Authenticator]:
    """Return the passkeys of somebody, oldest first."""
    return list(Authenticator.objects.filter(user=user, type=KIND).order_by("pk"))


def remove(user: User, number: int) -> None:
    """Forget one of one's own passkeys; of anybody else's nothing happens."""
    if Authenticator.objects.filter(user=user, type=KIND, pk=number).delete()[0]:
        Event.record(user, "staff.passkey-removed", subject=user.public_id)


def _possible(request: HttpRequest) -> bool:
    """Tell whether a browser would take part: passkeys belong to a name, not to a number."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False
