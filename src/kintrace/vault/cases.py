"""What the matcher may read of a case: sealed under the case's own key, opened only after it was recorded.

A case is one tracing request or one child's record. Its fields are sealed with AES-256-GCM; the associated data is
the case, the key's version, the row, the schema version and the field, so that a sealed value that was moved to
another row, field or case never opens.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import batched
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.vault import aead, keys
from kintrace.vault.errors import Damaged, Erased, NotRecorded
from kintrace.vault.models import CaseKey
from kintrace.vault.router import KEYS
from kintrace.vault.scrub import scrub

SCHEMA = 1
HEAD = bytes([SCHEMA])
BODY = 1 + aead.NONCE_BYTES
AT_ONCE = 500
# A name in another script may hold half a character; it is kept as it came.
UTF8 = ("utf-8", "surrogatepass")

type Record = Callable[[], int]
"""Writes the audit event of one opening and returns its sequence number, which is above 0."""


class Sealed(NamedTuple):
    """A sealed value and where it belongs. A tuple, because matching reads millions of them."""

    field: str
    row: uuid.UUID
    box: bytes


class Plain(NamedTuple):
    """A value yet to be sealed, and where it will belong."""

    case: uuid.UUID
    field: str
    row: uuid.UUID
    text: str


class _Key(NamedTuple):
    """The key of a case, ready for use, and what the context of its fields begins with."""

    cipher: AESGCM
    context: bytes


def new_cases(cases: Iterable[uuid.UUID]) -> None:
    """Draw a key for each case, durable on return, so that the rows that need it may follow."""
    ring = keys.unlocked()
    with transaction.atomic(using=KEYS):
        for some in batched(cases, AT_ONCE):
            CaseKey.objects.bulk_create([_new_key(ring, case) for case in some])


def seal(case: uuid.UUID, field: str, row: uuid.UUID, text: str) -> bytes:
    """Seal one value; raises Erased where the case has no key."""
    return seal_many([Plain(case, field, row, text)])[0]


def seal_many(values: Sequence[Plain]) -> list[bytes]:
    """Seal values of any number of cases; raises Erased where one of them has no key."""
    found = _keys_of({value.case for value in values})
    try:
        return [_sealed(found[value.case], value) for value in values]
    except KeyError as error:
        raise Erased(_("This case was erased, so nothing can be added to it.")) from error


def open_fields(case: uuid.UUID, sealed: Sequence[Sealed], *, record: Record) -> list[str]:
    """Return the values of one case, in order, after recording that they are opened.

    Raises NotRecorded, Erased, and Damaged for a value that was changed or moved.
    """
    recorded(record)
    key = _keys_of([case]).get(case)
    if key is None:
        raise Erased(_("This case was erased: what was sealed in it cannot be read any more."))
    return _opened(key, sealed)


def open_cases(
    cases: Mapping[uuid.UUID, Sequence[Sealed]] | Iterable[tuple[uuid.UUID, Sequence[Sealed]]], *, record: Record
) -> Iterator[tuple[uuid.UUID, list[str]]]:
    """Open many cases as one recorded act, lazily, in order; a case that was erased is left out.

    Raises NotRecorded at once; Damaged when it comes to a value that was changed or moved.
    """
    recorded(record)
    return _opened_cases(cases.items() if isinstance(cases, Mapping) else cases)


def erase(case: uuid.UUID) -> None:
    """Destroy the key of a case, and every trace of it in the files of the keys database."""
    CaseKey.objects.filter(case=case).delete()
    transaction.on_commit(scrub, using=KEYS)


def has_key(case: uuid.UUID) -> bool:
    """Say whether the case can still be opened."""
    return CaseKey.objects.filter(case=case).exists()


def collect(living: Iterable[uuid.UUID], *, before: datetime) -> int:
    """Delete keys made before a moment for cases that never came to be; return how many."""
    idle = set(CaseKey.objects.filter(made__lt=before).values_list("case", flat=True)) - set(living)
    for some in batched(sorted(idle), AT_ONCE):
        CaseKey.objects.filter(case__in=some).delete()
    return len(idle)


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


def _new_key(ring: keys.Ring, case: uuid.UUID) -> CaseKey:
    master, wrapped = ring.wrap(case, aead.new_key(), version=1)
    return CaseKey(case=case, version=1, master_id=master, wrapped=wrapped)


def _keys_of(cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, _Key]:
    found: dict[uuid.UUID, _Key] = {}
    for some in batched(cases, AT_ONCE):
        ring = keys.unlocked()
        for case, version, master, wrapped in _rows(some):
            if master not in ring.masters:  # a rotation came in between
                ring = keys.unlocked()
            key = ring.unwrap(case, wrapped, version=version, master=master)
            found[case] = _Key(AESGCM(key), case.bytes + version.to_bytes(2))
    return found


def _rows(cases: Sequence[uuid.UUID]) -> list[tuple[uuid.UUID, int, int, bytes]]:
    return [
        (case, version, master, bytes(wrapped))
        for case, version, master, wrapped in CaseKey.objects.filter(case__in=cases).values_list(
            "case", "version", "master_id", "wrapped"
        )
    ]


def _context(key: _Key, field: str, row: uuid.UUID) -> bytes:
    return key.context + row.bytes + HEAD + field.encode()


def _sealed(key: _Key, value: Plain) -> bytes:
    nonce = secrets.token_bytes(aead.NONCE_BYTES)
    context = _context(key, value.field, value.row)
    return HEAD + nonce + key.cipher.encrypt(nonce, value.text.encode(*UTF8), context)


def _opened(key: _Key, sealed: Sequence[Sealed]) -> list[str]:
    decrypt, begin = key.cipher.decrypt, key.context
    try:
        return [
            str(decrypt(box[1:BODY], box[BODY:], b"".join((begin, row.bytes, box[:1], field.encode()))), *UTF8)
            for field, row, box in sealed
        ]
    except (InvalidTag, ValueError) as error:
        raise Damaged(
            _(
                "A sealed value of this case does not open: it was changed, cut short or moved. It is not shown. "
                "Tell whoever looks after the server; the latest backup may hold it whole."
            )
        ) from error


def _opened_cases(
    cases: Iterable[tuple[uuid.UUID, Sequence[Sealed]]],
) -> Iterator[tuple[uuid.UUID, list[str]]]:
    for some in batched(cases, AT_ONCE):
        found = _keys_of([case for case, _sealed in some])
        for case, sealed in some:
            key = found.get(case)
            if key is not None:
                yield case, _opened(key, sealed)
