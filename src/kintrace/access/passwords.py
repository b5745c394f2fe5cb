"""Passwords, and the key that each of them opens: choosing one's own, and being given a new one after a loss.

Whoever changes theirs keeps their key, wrapped anew. Whoever was given a password by somebody else gets a new key
once they have chosen their own, since whoever drew the first one could have opened its key too; what was sealed to
the old key pair is sealed to the new one by a colleague who can open it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.actions import may_try_again
from kintrace.access.alerts import alert, to_be_told
from kintrace.access.models import Alert, Event, User
from kintrace.access.permissions import require
from kintrace.access.second_factor import end_sessions, refuse_both
from kintrace.kernel.errors import KintraceError
from kintrace.vault import capsules, keyring
from kintrace.vault.models import Keyring
from kintrace.vault.secret import Secret

DRAWN_BYTES = 12


class NotTaken(KintraceError):
    """The password was not taken; the text says why."""


class StillDrawn(KintraceError):
    """Somebody still uses a password that somebody else drew, so nothing is sealed to them yet."""


def change(user: User, *, old: str, new: str) -> bool:
    """Choose one's own password; all other sessions end. Tell whether the key was drawn anew.

    Raises NotTaken for a wrong old password, which is counted, and for a new one that is too easy
    or the same.
    """
    if not (may_try_again(user) and user.check_password(old)):
        raise NotTaken(_("This is not your present password."))
    if old == new:
        raise NotTaken(_("Please choose another password than the present one."))
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise NotTaken(" ".join(error.messages)) from error
    return _changed(user, old=old, new=new)


@transaction.atomic
def _changed(user: User, *, old: str, new: str) -> bool:
    drawn_anew = user.password_drawn or not _wrapped_anew(user, old=old, new=new)
    if drawn_anew:
        keyring.make(user, new)
        Event.record(user, "staff.key-made", subject=user.public_id)
    user.set_password(new)
    user.password_drawn = False
    user.save(update_fields=["password", "password_drawn"])
    Event.record(user, "staff.password-changed", subject=user.public_id)
    return drawn_anew


@transaction.atomic
def reset(by: User, member: User) -> str:
    """Give somebody a new password, shown once; their key stays shut, their sessions end, and others are told."""
    require(by, "access.reset_password")
    if by.pk == member.pk:
        raise PermissionDenied(_("Nobody resets their own password: ask the other administrator."))
    refuse_both(by, member, other="staff.factor-reset")
    return draw(member, by=by)


@transaction.atomic
def draw(member: User, *, by: User | None) -> str:
    """Draw a new password for somebody; nobody stands in `by` where it is done at the server's terminal."""
    drawn = secrets.token_urlsafe(DRAWN_BYTES)
    member.set_password(drawn)
    member.password_drawn = True
    member.save(update_fields=["password", "password_drawn"])
    Keyring.objects.filter(member=member).delete()
    end_sessions(member)
    alert([member, *to_be_told(by or member)], Alert.Kind.PASSWORD_RESET, about=member.public_id)
    Event.record(by, "staff.password-reset", subject=member.public_id)
    return drawn


@transaction.atomic
def seal_anew(by: User, member: User, *, private: Callable[[], Secret]) -> int:
    """Seal to a colleague's new key what both held before their password was reset; return how many capsules.

    Raises StillDrawn until they have chosen a password of their own.
    """
    require(by, "access.seal_anew")
    if by.pk == member.pk:
        raise PermissionDenied(_("A colleague has to do this."))
    if member.password_drawn or not Keyring.objects.filter(member=member).exists():
        raise StillDrawn(_("They first have to sign in and choose a password of their own."))
    given = capsules.reseal_for(member, private=private())
    Event.record(by, "staff.sealed-anew", subject=member.public_id)
    return given


def _wrapped_anew(user: User, *, old: str, new: str) -> bool:
    """Wrap the same key under the new password; False where there is none that the old one opens."""
    try:
        keyring.change_password(user, old=old, new=new)
    except (keyring.NoKeyring, keyring.WrongPassword):
        return False
    return True
