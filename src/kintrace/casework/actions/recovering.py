"""An office's recovery key: made once, kept on paper in several hands, and used by leave of two persons.

An hour behind broken glass opens what is sealed in the same way: with enough of the paper shares, and not without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access import limits, membership
from kintrace.access.alerts import alert, to_be_told
from kintrace.access.confiding import holds_key
from kintrace.access.models import Alert, Event, Office, User
from kintrace.access.permissions import require
from kintrace.access.trail import recorder
from kintrace.casework.errors import NotFit, NotHere
from kintrace.casework.models import Recovery
from kintrace.casework.queries import case_by_id, glass_of, leave_of
from kintrace.kernel import clock
from kintrace.registry.queries import Record
from kintrace.vault import boxes, capsules, recovery
from kintrace.vault.models import Capsule, CapsuleKind, RecoveryKey
from kintrace.vault.recovery import NotEnoughShares
from kintrace.vault.secret import Secret

LASTS: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Opened:
    """One text that was opened with shares."""

    word: str
    text: str

    def __repr__(self) -> str:
        return "<opened>"


@transaction.atomic
def make_recovery_key(by: User, office: Office, *, shares: int, needed: int) -> list[str]:
    """Draw a recovery key for an office; return its shares, to be written down now: they are kept nowhere."""
    require(by, "casework.keep_recovery_key")
    _row, written = recovery.make(office.code, shares=shares, needed=needed)
    alert(to_be_told(by), Alert.Kind.RECOVERY_KEY_MADE, about=office.code)
    Event.record(by, "recovery.key-made", subject=office.code)
    return written


def recover_as_signed(by: User, payload: Mapping[str, Any]) -> Recovery:
    """Carry out what two persons signed: the act "keys.recover". The member then types the shares, within a day."""
    record = case_by_id(UUID(payload["case"]))
    member = User.objects.filter(public_id=payload["member"], is_active=True).first()
    if record is None or not Capsule.objects.filter(case=record.case, recovery__office=payload["office"]).exists():
        raise NotHere(_("Nothing in this case is sealed to the recovery key of this office."))
    if member is None or not membership.reaches_sealed(member):
        raise NotFit(_("This person's role does not open what is sealed."))
    at = clock.now()
    leave = Recovery.objects.create(case=record.case, member=member, at=at, until=at + LASTS)
    Event.record(by, "recovery.allowed", subject=f"{record.code} {member.public_id}", purpose="recovery")
    return leave


def open_with_shares(by: User, record: Record, shares: Sequence[str]) -> list[Opened]:
    """Open what is sealed in a case with shares of its office's recovery key; every try is on the trail.

    Where a newer key was made meanwhile, what was sealed to the one whose shares these are. With leave of two persons,
    whoever opens is on the case from then on and all of that is sealed to them. Behind broken glass they read it, and
    nothing changes. Raises UnreadableShare and NotEnoughShares.
    """
    require(by, "casework.recover")
    leave = leave_of(by, record.case)
    if leave is None and glass_of(by, record.case) is None:
        raise Http404
    limits.count_opened(by)
    sealed = list(Capsule.objects.filter(case=record.case).select_related("recovery").order_by("made", "pk"))
    if not sealed:
        raise NotHere(_("Nothing is sealed in this case."))
    private = _private(by, shares, record, keys=list(dict.fromkeys(one.recovery for one in sealed)))
    public = boxes.public_of(private)
    mine = [one for one in sealed if bytes(one.recovery.public) == public]
    opened = [_open(by, one, record, private=private) for one in mine]
    if leave is not None:
        _let_in(by, record, leave, private=private)
    return opened


def _private(by: User, shares: Sequence[str], record: Record, *, keys: Sequence[RecoveryKey]) -> Secret:
    """Return the private half that the shares give: of one key of several, where a newer one was made meanwhile."""
    tried = recorder(by, "recovery.shares-tried", subject=record.code, purpose="recovery")
    *others, last = keys
    for key in others:
        with suppress(NotEnoughShares):
            return recovery.private_from(key, shares, record=tried)
    return recovery.private_from(last, shares, record=tried)


def _open(by: User, capsule: Capsule, record: Record, *, private: Secret) -> Opened:
    record_it = recorder(by, "capsule.opened-by-shares", subject=record.code, purpose="recovery")
    text = capsules.open_capsule(capsule, private=private, record=record_it)
    return Opened(str(CapsuleKind(capsule.kind).label), text)


@transaction.atomic
def _let_in(by: User, record: Record, leave: Recovery, *, private: Secret) -> None:
    if not holds_key(by):
        raise NotHere(_("You have no key yet that anything could be sealed to. Please choose a password of your own."))
    capsules.recover_for(record.case, by, private=private)
    membership.join(by, record.case)
    Recovery.objects.filter(pk=leave.pk).update(used_at=clock.now())
    Event.record(by, "recovery.done", subject=f"{record.code} {by.public_id}", purpose="recovery")
