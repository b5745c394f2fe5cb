"""DNA profiles and what was computed from them: each sealed under a key of its own, which lies with the laboratory.

The keys of the record open none of it, and those of the laboratory nothing of the record. As everywhere, nothing is
opened before the trail says who opens it.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from kintrace.kernel import clock
from kintrace.vault import aead, passphrase
from kintrace.vault.envelope import UTF8, Record, recorded
from kintrace.vault.errors import Damaged, Erased, NoKeys, OtherKeys, WrongPassphrase
from kintrace.vault.models import LaboratoryKey, Mark, ProfileKey
from kintrace.vault.router import LABORATORY
from kintrace.vault.scrub import scrub
from kintrace.vault.secret import Secret

__all__ = ["Box", "Record", "destroy", "new_key", "open_profiles", "rotate", "seal"]

THE_ONE = 1
AT_ONCE = 500
_lock = threading.RLock()
_opened: dict[bytes, Secret] = {}


class Box(NamedTuple):
    """A sealed text, and where it belongs."""

    field: str
    row: uuid.UUID
    box: bytes


def new_key(row: uuid.UUID) -> None:
    """Draw the key of one row, durable on return, so that the row may follow."""
    _master()  # a secret may be asked for: not while others wait for the database
    with transaction.atomic(using=LABORATORY):
        LaboratoryKey.objects.select_for_update().get(pk=THE_ONE)  # so that no rotation can come in between
        wrapped = aead.lock(_master().reveal(), aead.new_key(), context=_of_key(row))
        ProfileKey.objects.create(row=row, wrapped=wrapped)


def seal(field: str, row: uuid.UUID, text: str) -> bytes:
    """Seal a text of one row; raises Erased where the row has no key."""
    return aead.lock(_key_of(row), text.encode(*UTF8), context=_of_text(field, row))


def open_profiles(boxes: Iterable[Box], *, record: Record) -> Mapping[uuid.UUID, str]:
    """Open texts by their rows, as one recorded act; what was destroyed is left out.

    Raises NotRecorded at once, and Damaged for what was changed or moved.
    """
    recorded(record)
    wanted = list(boxes)
    keys = _keys_of({one.row for one in wanted})
    return {one.row: _text(keys[one.row], one) for one in wanted if one.row in keys}


def destroy(rows: Iterable[uuid.UUID], *, tables: Sequence[str] = ()) -> None:
    """Destroy the keys of rows, and every trace of them in the files of the laboratory's database.

    `tables` are others of it of which the caller deleted rows that lay in clear.
    """
    ProfileKey.objects.filter(row__in=list(rows)).delete()
    transaction.on_commit(lambda: scrub(LABORATORY, tables=("vault_profilekey", *tables)), using=LABORATORY)


def rotate() -> int:
    """Put a new key of the laboratory in the place of the old one; return how many keys were wrapped anew.

    All of it happens or none, so it may be killed at any moment; the old key opens nothing afterwards.
    """
    if not LaboratoryKey.objects.exists():
        return 0
    _master()
    with transaction.atomic(using=LABORATORY):
        there = LaboratoryKey.objects.select_for_update().get(pk=THE_ONE)
        old, new = _master().reveal(), aead.new_key()
        rows = list(ProfileKey.objects.all())
        for row in rows:
            key = aead.unlock(old, bytes(row.wrapped), context=_of_key(row.row))
            row.wrapped = aead.lock(new, key, context=_of_key(row.row))
        ProfileKey.objects.bulk_update(rows, ["wrapped"], batch_size=AT_ONCE)
        there.wrapped, there.made = passphrase.wrap(_secret(), new, context=_of_master(there.record)), clock.now()
        there.save(update_fields=["wrapped", "made"])
    transaction.on_commit(
        lambda: scrub(LABORATORY, tables=("vault_profilekey", "vault_laboratorykey")), using=LABORATORY
    )
    return len(rows)


def _text(key: bytes, one: Box) -> str:
    try:
        return str(aead.unlock(key, one.box, context=_of_text(one.field, one.row)), *UTF8)
    except (Damaged, ValueError) as error:
        raise Damaged(
            _(
                "What the laboratory sealed does not open: it was changed, cut short or moved. It is not shown. "
                "Tell whoever looks after the server; the latest backup may hold it whole."
            )
        ) from error


def _key_of(row: uuid.UUID) -> bytes:
    found = _keys_of({row}).get(row)
    if found is None:
        raise Erased(_("This sample was destroyed, so nothing can be sealed to it."))
    return found


def _keys_of(rows: set[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    try:
        return _read_keys(rows)
    except Damaged:  # a rotation came in between, or they are
        return _read_keys(rows)


def _read_keys(rows: set[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    found = dict(ProfileKey.objects.filter(row__in=rows).values_list("row", "wrapped"))
    if not found:
        return {}
    master = _master().reveal()
    return {row: aead.unlock(master, bytes(wrapped), context=_of_key(row)) for row, wrapped in found.items()}


def _master() -> Secret:
    """Return the key of the laboratory, drawing it when first asked for; raises Locked where it cannot be had."""
    with _lock:
        row = LaboratoryKey.objects.filter(pk=THE_ONE).first() or _make()
        wrapped = bytes(row.wrapped)
        if wrapped not in _opened:
            _opened[wrapped] = _open(row, wrapped)
        return _opened[wrapped]


def _make() -> LaboratoryKey:
    mark = Mark.objects.here()
    if mark.laboratory:
        raise NoKeys(
            "The laboratory's database is empty, although this record had one. Put it back (laboratory.sqlite3 beside "
            "the record, or its latest backup), and start again."
        )
    wrapped = passphrase.wrap(_secret(), aead.new_key(), context=_of_master(mark.record))
    try:
        with transaction.atomic(using=LABORATORY):
            row = LaboratoryKey.objects.create(pk=THE_ONE, record=mark.record, wrapped=wrapped)
    except IntegrityError:  # another process was first: its key holds
        row = LaboratoryKey.objects.get(pk=THE_ONE)
    Mark.objects.filter(pk=mark.pk).update(laboratory=True)
    return row


def _open(row: LaboratoryKey, wrapped: bytes) -> Secret:
    if Mark.objects.here().record != row.record:
        raise OtherKeys("The laboratory's database belongs to another record. Put the one of this record back.")
    try:
        return passphrase.unwrap(_secret(), wrapped, context=_of_master(row.record))
    except Damaged as error:
        raise WrongPassphrase("This secret does not unlock the laboratory. Nothing was opened.") from error


def _secret() -> Secret:
    secret: Secret = import_string(settings.LABORATORY_PROVIDER)()
    return secret


def _of_master(record: uuid.UUID) -> bytes:
    return b"kintrace laboratory key|" + record.bytes


def _of_key(row: uuid.UUID) -> bytes:
    return b"kintrace profile key|" + row.bytes


def _of_text(field: str, row: uuid.UUID) -> bytes:
    return b"kintrace profile|" + row.bytes + field.encode()
