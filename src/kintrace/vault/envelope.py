"""The key of a case, drawn, found and used: what lies beneath the rule that every opening is recorded first.

Only the vault itself imports this; an import contract holds it to that.
"""

from __future__ import annotations

import uuid
from collections.abc import Buffer, Callable, Iterable
from contextlib import suppress
from itertools import batched
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kintrace.vault import aead, keys
from kintrace.vault.errors import Erased, NotRecorded
from kintrace.vault.models import CaseKey
from kintrace.vault.router import KEYS

AT_ONCE: Final = 500
NOBODY: Final = uuid.UUID(int=1)  # a case that is nobody's: its key is for the index of receipts
# A name in another script may hold half a character; it is kept as it came.
UTF8: Final = ("utf-8", "surrogatepass")

type Record = Callable[[], int]
"""Writes the audit event of one opening and returns its sequence number, which is above 0."""


class Key(NamedTuple):
    """The key of a case, and what the context of everything it seals begins with."""

    secret: bytes
    cipher: AESGCM
    context: bytes

    def __repr__(self) -> str:
        return "<key>"


def recorded(record: Record) -> int:
    """Write the audit record of an opening; raises NotRecorded where that failed, whatever the reason."""
    try:
        written = record()
    except Exception as error:
        raise NotRecorded(
            _("It could not be recorded who opens this, so it stays closed. Please try again.")
        ) from error
    if type(written) is not int or written < 1:
        raise NotRecorded(_("It could not be recorded who opens this, so it stays closed. Please try again."))
    return written


def draw_keys(cases: Iterable[uuid.UUID], *, standing: bool) -> None:
    """Draw a key for each case, durable on return; a standing one belongs to no case and is never collected."""
    keys.unlocked()  # a passphrase may be asked for: not while others wait for the database
    with transaction.atomic(using=KEYS):
        ring = keys.unlocked()  # inside, so that no rotation can come in between
        for some in batched(cases, AT_ONCE):
            CaseKey.objects.bulk_create([_new_key(ring, case, standing=standing) for case in some])


def keys_of(cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, Key]:
    """Return the keys of those cases that have one."""
    found: dict[uuid.UUID, Key] = {}
    for some in batched(cases, AT_ONCE):
        ring = keys.unlocked()
        rows = CaseKey.objects.filter(case__in=some).values_list("case", "version", "master_id", "wrapped")
        for case, version, master, wrapped in rows:
            if master not in ring.masters:  # a rotation came in between
                ring = keys.unlocked()
            key = ring.unwrap(case, bytes(wrapped), version=version, master=master)
            found[case] = Key(key, AESGCM(key), case.bytes + version.to_bytes(2))
    return found


def key_of(case: uuid.UUID) -> Key:
    """Return the key of one case; raises Erased."""
    key = keys_of([case]).get(case)
    if key is None:
        raise Erased(_("This case was erased: what was sealed in it cannot be read any more."))
    return key


def lock_bytes(case: uuid.UUID, plain: bytes, *, context: bytes) -> bytes:
    """Seal bytes under the key of a case; raises Erased."""
    key = key_of(case)
    return aead.lock(key.secret, plain, context=key.context + context)


def unlock_bytes(case: uuid.UUID, box: Buffer, *, context: bytes) -> bytes:
    """Open what `lock_bytes` sealed; raises Erased and Damaged. Whoever calls this has recorded it."""
    key = key_of(case)
    return aead.unlock(key.secret, box, context=key.context + context)


def key_for_index() -> bytes:
    """Return the key for the keyed hash of receipts, drawn when first asked for."""
    if NOBODY not in keys_of([NOBODY]):
        with suppress(IntegrityError):  # another process was first: its key holds
            draw_keys([NOBODY], standing=True)
    return key_of(NOBODY).secret


def _new_key(ring: keys.Ring, case: uuid.UUID, *, standing: bool) -> CaseKey:
    master, wrapped = ring.wrap(case, aead.new_key(), version=1)
    return CaseKey(case=case, version=1, master_id=master, wrapped=wrapped, standing=standing)
