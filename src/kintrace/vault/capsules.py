"""Capsules: what only named people open, and not the running site.

A capsule's text is sealed under a key of its own. That key is sealed to each member of the case and to the office's
recovery key, so that no single loss shuts it for good. Whoever leaves is shut out by a new key, not by a rule.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.vault import aead, boxes, envelope, keyring
from kintrace.vault.envelope import UTF8, Record, recorded
from kintrace.vault.errors import VaultError
from kintrace.vault.models import Capsule, CapsuleKey, CapsuleKind, Keyring, RecoveryKey
from kintrace.vault.secret import Secret

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

FEWEST = 2


class NoKeyToIt(VaultError):
    """The capsule is not sealed to the person who wants to open it."""


class TooFewMembers(VaultError):
    """A capsule is sealed to at least two people who are still here."""


def seal_capsule(
    case: uuid.UUID, kind: CapsuleKind, text: str, *, members: Sequence[AbstractBaseUser], recovery: RecoveryKey
) -> Capsule:
    """Seal a text to the members and to the recovery key; raises TooFewMembers, NoKeyring and Erased."""
    if len({member.pk for member in members if member.is_active}) < FEWEST:
        raise TooFewMembers(_("At least two people who still work here must be able to open this."))
    capsule = Capsule(case=case, kind=kind, recovery=recovery)
    with transaction.atomic():
        _fill(capsule, text, members)
    return capsule


def open_capsule(capsule: Capsule, *, private: Secret, record: Record) -> str:
    """Return the text, the opening recorded first; `private` is a member's key, or the office's recovery key.

    Raises NotRecorded, NoKeyToIt, Erased and Damaged.
    """
    recorded(record)
    return _text(capsule, _key(capsule, private))


def add_member(case: uuid.UUID, member: AbstractBaseUser, *, private: Secret) -> int:
    """Seal every capsule of a case that `private` opens to one more member; return how many.

    Called again after the member's password was reset, it seals to the new key pair.
    """
    ring = keyring.of(member)
    with transaction.atomic():
        held = [(capsule, _key(capsule, private)) for capsule in _held(Capsule.objects.filter(case=case), private)]
        for capsule, key in held:
            _give(capsule, key, member, bytes(ring.public))
    return len(held)


def remove_member(case: uuid.UUID, member: AbstractBaseUser, *, private: Secret) -> int:
    """Seal every capsule of a case anew without this member; return how many.

    `private` is the key of somebody who stays. Whoever of them has no key just now, after a password was reset, keeps
    their place: a colleague seals to them anew. Raises TooFewMembers where fewer than two people would be left, and
    NoKeyToIt where a capsule is not open to `private`; then nothing was changed.
    """
    with transaction.atomic():
        concerned = list(Capsule.objects.select_for_update().filter(case=case, keys__member_id=member.pk))
        for capsule in concerned:
            staying = [key.member for key in capsule.keys.exclude(member_id=member.pk).select_related("member")]
            if sum(one.is_active for one in staying) < FEWEST:
                raise TooFewMembers(
                    _("At least two people must still be able to open this case. Add somebody else first.")
                )
            text = _text(capsule, _key(capsule, private))
            capsule.version += 1
            with_keys = set(Keyring.objects.filter(member__in=staying).values_list("member", flat=True))
            _fill(capsule, text, [one for one in staying if one.pk in with_keys])
            CapsuleKey.objects.bulk_create(
                CapsuleKey(capsule=capsule, member_id=one.pk, public=b"", box=b"")
                for one in staying
                if one.pk not in with_keys
            )
    return len(concerned)


def reseal_for(member: AbstractBaseUser, *, private: Secret) -> int:
    """Seal to a member's new key pair what they held before their password was reset; return how many capsules.

    `private` is the key of a colleague, who can give back only what both of them held.
    """
    ring = keyring.of(member)
    with transaction.atomic():
        theirs = Capsule.objects.filter(keys__member_id=member.pk)
        held = [(capsule, _key(capsule, private)) for capsule in _held(theirs, private)]
        for capsule, key in held:
            _give(capsule, key, member, bytes(ring.public))
    return len(held)


def recover_for(case: uuid.UUID, member: AbstractBaseUser, *, private: Secret) -> int:
    """Seal to a member every capsule of a case that the office's recovery key `private` opens; return how many."""
    ring, public = keyring.of(member), boxes.public_of(private)
    with transaction.atomic():
        held = list(Capsule.objects.select_for_update().filter(case=case, recovery__public=public))
        for capsule in held:
            _give(capsule, _key(capsule, private), member, bytes(ring.public))
    return len(held)


def shut_to(member: AbstractBaseUser) -> int:
    """Return how many capsules of a member are still sealed to a key pair they lost with their password."""
    return CapsuleKey.objects.filter(member_id=member.pk).exclude(public=bytes(keyring.of(member).public)).count()


def _fill(capsule: Capsule, text: str, members: Iterable[AbstractBaseUser]) -> None:
    key = aead.new_key()
    inner = aead.lock(key, text.encode(*UTF8), context=_context(capsule))
    capsule.box = envelope.lock_bytes(capsule.case, inner, context=_context(capsule))
    capsule.recovery_box = boxes.seal_to(capsule.recovery.public, key, context=_context(capsule))
    capsule.save()
    capsule.keys.all().delete()
    for member in {member.pk: member for member in members}.values():
        _give(capsule, key, member, bytes(keyring.of(member).public))


def _give(capsule: Capsule, key: bytes, member: AbstractBaseUser, public: bytes) -> None:
    box = boxes.seal_to(public, key, context=_context(capsule))
    CapsuleKey.objects.update_or_create(capsule=capsule, member_id=member.pk, defaults={"public": public, "box": box})


def _held(capsules: Iterable[Capsule], private: Secret) -> list[Capsule]:
    mine = set(CapsuleKey.objects.filter(public=boxes.public_of(private)).values_list("capsule", flat=True))
    return [capsule for capsule in capsules if capsule.id in mine]


def _key(capsule: Capsule, private: Secret) -> bytes:
    public = boxes.public_of(private)
    row = capsule.keys.filter(public=public).first()
    if row is None and bytes(capsule.recovery.public) != public:
        raise NoKeyToIt(_("This is not sealed to you. Ask a colleague who works on the case to add you."))
    return boxes.open_with(private, capsule.recovery_box if row is None else row.box, context=_context(capsule))


def _text(capsule: Capsule, key: bytes) -> str:
    inner = envelope.unlock_bytes(capsule.case, capsule.box, context=_context(capsule))
    return str(aead.unlock(key, inner, context=_context(capsule)), *UTF8)


def _context(capsule: Capsule) -> bytes:
    return b"|".join(
        (b"kintrace capsule", capsule.id.bytes, capsule.case.bytes, capsule.kind.encode(), capsule.version.to_bytes(4))
    )
