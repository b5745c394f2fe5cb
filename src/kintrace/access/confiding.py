"""Sealing a text to those who work on a case: to everybody there who may open it, and to the office's recovery key."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from kintrace.access import membership
from kintrace.access.models import Office, User
from kintrace.kernel.errors import KintraceError
from kintrace.vault import capsules
from kintrace.vault.models import Capsule, CapsuleKind, Keyring, RecoveryKey


class NotHere(KintraceError):
    """Something that the act needs is not there yet: a recovery key, a desk on call, a card."""


class TooFew(KintraceError):
    """Fewer than two people would be able to open it."""


def holds_key(member: User) -> bool:
    """Tell whether something can be sealed to somebody: they have a key, under a password that nobody else knows."""
    return not member.password_drawn and Keyring.objects.filter(member_id=member.pk).exists()


def recovery_key_of(office: Office | None) -> RecoveryKey | None:
    """Return the newest recovery key of an office."""
    return None if office is None else RecoveryKey.objects.filter(office=office.code).order_by("-made", "-pk").first()


def confide(case: UUID, kind: CapsuleKind, *, text: str, office: Office | None) -> Capsule:
    """Seal a text to everybody on a case who may open it; the caller holds the lock on its people.

    Raises NotHere where the office has no recovery key, TooFew, and Erased.
    """
    recovery = recovery_key_of(office)
    if recovery is None:
        raise NotHere(
            _(
                "Nothing can be sealed before the office has a recovery key. Your supervisor makes one: it takes a "
                "minute and some paper."
            )
        )
    people = [one.user for one in membership.on_case(case) if not one.user.is_shut_out]
    holding = [one for one in people if membership.reaches_sealed(one) and holds_key(one)]
    if len(holding) < membership.AT_LEAST:
        raise TooFew(
            _(
                "At least two people on this case must be able to open this. Add a colleague who may, or ask those who "
                "are on it to sign in once, so that they have a key."
            )
        )
    return capsules.seal_capsule(case, kind, text, members=holding, recovery=recovery)
