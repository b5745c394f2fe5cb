"""The second factor: a six-figure code from an app, one of ten recovery codes, or a passkey.

The arithmetic is allauth's; what is here slows down guessing, takes each code once, and writes the trail. Nobody can
read or set somebody else's secret: all that others can do is take it away, so that its owner enrols anew.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import qrcode
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kintrace.access.actions import may_try_again, take_token
from kintrace.access.alerts import alert, to_be_told
from kintrace.access.models import Alert, Event, User
from kintrace.access.permissions import require
from kintrace.access.sealing import factors_of
from kintrace.kernel.errors import KintraceError

TRIES, SECONDS_A_TRY = 10, 90.0
A_CODE_LASTS_SECONDS: Final = 120.0
KINDS = Authenticator.Type


class WrongCode(KintraceError):
    """The code does not fit, was used before, or too many were tried."""


def is_enrolled(user: User) -> bool:
    """Tell whether somebody has a second factor of their own; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=(KINDS.TOTP, KINDS.WEBAUTHN)).exists())


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may know of their own second factor: since when there is an app, and how many codes are left."""

    app_since: datetime | None
    recovery_codes: int


def standing(user: User) -> Standing:
    """Return the standing of somebody's second factor, without opening a secret."""
    app = Authenticator.objects.filter(user=user, type=KINDS.TOTP).first()
    codes = Authenticator.objects.filter(user=user, type=KINDS.RECOVERY_CODES).first()
    used = int(codes.data["used_mask"]).bit_count() if codes else 0
    left = app_settings.RECOVERY_CODE_COUNT - used if codes else 0
    return Standing(app.created_at if app else None, left)


def new_secret() -> str:
    """Draw the secret of an app that shows codes."""
    return str(totp.generate_totp_secret())


def drawn_for(user: User) -> str:
    """Draw the secret of somebody's app, sealed, so that it can wait in their session until the first code came."""
    with factors_of(user):
        return str(get_adapter().encrypt(new_secret()))


def opened_for(user: User, box: str) -> str:
    """Open what `drawn_for` sealed, to be shown to the same person."""
    with factors_of(user):
        return str(get_adapter().decrypt(box))


def secret_of(user: User) -> str | None:
    """Open the secret of somebody's app, which only the codes of a demonstration ask for; that is on the trail."""
    app = Authenticator.objects.filter(user=user, type=KINDS.TOTP).first()
    with factors_of(user):
        return None if app is None else str(get_adapter().decrypt(app.data["secret"]))


def code_now(secret: str) -> str:
    """Return the code that an app with this secret shows at this moment."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def picture(user: User, secret: str) -> str:
    """Return the address of a picture that an app reads its secret from; it is drawn here, and holds itself."""
    drawn = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    drawn.add_data(get_adapter().build_totp_url(user, secret))
    drawn.make()
    rows = drawn.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" shape-rendering="crispEdges">'
        f'<rect width="100%" height="100%" fill="#fff"/><path d="{path}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def enrol(user: User, secret: str, *, code: str) -> list[str]:
    """Take an app as somebody's second factor and return the recovery codes, once; raises WrongCode."""
    _slow_down(user)
    if not totp.validate_totp_code(secret, code):
        raise WrongCode(_("This code does not fit. Please wait for the next one and try again."))
    _use_up(user, code)
    return take_app(user, secret)


def take_app(user: User, secret: str) -> list[str]:
    """Seal an app's secret as somebody's second factor, in place of an earlier one; return new recovery codes."""
    with transaction.atomic(), factors_of(user):
        Authenticator.objects.filter(user=user, type=KINDS.TOTP).delete()
        totp.TOTP.activate(user, secret)
        Event.record(user, "staff.factor-enrolled", subject=user.public_id)
    return new_recovery_codes(user)


def new_recovery_codes(user: User) -> list[str]:
    """Draw ten codes for the day the telephone is lost; the earlier ones are worth nothing from now on."""
    with transaction.atomic(), factors_of(user):
        Authenticator.objects.filter(user=user, type=KINDS.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(user).generate_codes()
        Event.record(user, "staff.recovery-codes-drawn", subject=user.public_id)
    return list(codes)


def check(user: User, code: str) -> None:
    """Take one code of an app, or one recovery code; raises WrongCode for one that does not fit or was used before."""
    _slow_down(user)
    with factors_of(user):
        kinds = Authenticator.objects.filter(user=user, type__in=(KINDS.TOTP, KINDS.RECOVERY_CODES)).order_by("-type")
        used = next((one for one in kinds if one.wrap().validate_code(code)), None)
    if used is None:
        raise WrongCode(_("This code does not fit. Please wait for the next one and try again."))
    if used.type == KINDS.TOTP:
        _use_up(user, code)
    else:
        Event.record(user, "staff.recovery-code-used", subject=user.public_id)
    used.record_usage()


def confirm(user: User, *, password: str, code: str) -> None:
    """Take both factors of somebody who is already signed in; raises WrongCode, which does not say which was wrong."""
    if not (may_try_again(user) and user.check_password(password)):
        raise WrongCode(_("Password and code do not fit. Please try again."))
    check(user, code)


class SamePerson(KintraceError):
    """Whoever gave somebody a new password does not take their second factor off too, nor the other way round."""


def refuse_both(by: User, member: User, *, other: str) -> None:
    """Raise SamePerson where `by` did the `other` to somebody who has not signed in since.

    One administrator who did both could come in as anybody.
    """
    about = Event.objects.filter(subject=member.public_id)
    came = about.filter(verb="staff.signed-in").aggregate(last=Max("seq"))["last"] or 0
    if about.filter(verb=other, by=by, seq__gt=came).exists():
        raise SamePerson(
            _(
                "You have taken away one of their two factors already. Another administrator has to take away the "
                "other: with both, one person alone could come in under their name."
            )
        )


@transaction.atomic
def reset(by: User, member: User) -> None:
    """Take somebody's second factor away, so that they enrol anew at the next sign-in; they and others are told."""
    require(by, "access.reset_second_factor")
    if by == member:
        raise PermissionDenied(_("Nobody takes off their own second factor: ask the other administrator."))
    refuse_both(by, member, other="staff.password-reset")
    Authenticator.objects.filter(user=member).delete()
    end_sessions(member)
    alert([member, *to_be_told(by)], Alert.Kind.FACTOR_RESET, about=member.public_id)
    Event.record(by, "staff.factor-reset", subject=member.public_id)


def end_sessions(member: User) -> None:
    """End every session of somebody, on whatever machine."""
    member.sessions_ended += 1
    member.save(update_fields=["sessions_ended"])


def _slow_down(user: User) -> None:
    if not take_token(_digest(user, "tries"), capacity=TRIES, seconds_a_token=SECONDS_A_TRY):
        raise WrongCode(_("There were too many tries. Please wait a few minutes and try again."))


def _use_up(user: User, code: str) -> None:
    """Take a code only once, in whichever process it comes first."""
    figures = "".join(filter(str.isalnum, code))  # as allauth compares them: 123-456 is 123456
    if not take_token(_digest(user, figures), capacity=1, seconds_a_token=A_CODE_LASTS_SECONDS):
        raise WrongCode(_("This code was used before. Please wait for the next one."))


def _digest(user: User, word: str) -> str:
    said = f"second factor {user.pk} {word}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:40]
